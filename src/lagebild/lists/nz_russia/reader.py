"""New Zealand's Russia Sanctions Register of the Ministry of Foreign Affairs and Trade, as XLSX."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.au_dfat.dates import find_dates_after, read_birth_dates, read_date
from lagebild.lists.content import is_zip
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.legal_forms import drop_legal_forms, names_company
from lagebild.lists.remarks import read_remarks
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import (
    HEADING_ROWS,
    Cell,
    Row,
    Sheet,
    Table,
    TableLog,
    account_for_tables,
    find_table,
    read_workbook,
)
from lagebild.model.entity import clean_property, has_property
from lagebild.model.listing import ListEntry, ListingDateKind

SOURCE = ListSource(
    id="nz-russia",
    authority="NZ",
    name={
        "en": "New Zealand Russia Sanctions Register",
        "de": "Neuseelands Register der Russland-Sanktionen",
    },
    publisher="Ministry of Foreign Affairs and Trade",
    homepage=(
        "https://www.mfat.govt.nz/en/countries-and-regions/europe/ukraine/russian-invasion-of-ukraine/sanctions/"
        "russia-sanctions-register"
    ),
    format="XLSX with a sheet of individuals, entities and assets below a legend, and one of ships",
    reader_version="2",
)
"""Source: the ministry's page on the register."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

PROGRAMME = "Russia Sanctions Act 2022"
"""What the whole register is made under; no column says it. Source: the register's page."""

REGISTER, SHIPS = "Register", "Ships"

REQUIRED = {
    REGISTER: ("Type", "Unique Identifier", "First name", "Last name", "Sanction Status", "Date of Sanction"),
    SHIPS: ("Unique Identifier", "IMO Number", "Name of Ship as of Date of Sanction", "Date of Sanction"),
}
"""Headings by which the two sheets are told. Source: docs/sources/nz_russia.md, "Where the columns are from"."""

SIGNS = (b"Unique Identifier", b"Date of Sanction")

SCHEMAS = {
    "individual": "Person",
    "entity": "Organization",
    "bank": "Company",
    "ship": "Vessel",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "asset": "Asset",
}
"""The register's types to schemas; an entity whose name holds a legal form is a Company. An `Asset` is a class of
property, such as ships of the government, and nobody."""

MEASURES = (
    "Travel Ban",
    "Asset Freeze",
    "Aircraft Ban",
    "Ship Ban",
    "Service Prohibition",
    "Dealing with Securities",
)

TRUTHS = {
    "YES": True,
    "Y": True,
    "TRUE": True,
    "1": True,
    "NO": False,
    "N": False,
    "FALSE": False,
    "0": False,
    "": False,
}

IN_FORCE = {"", "sanctioned"}
ENDED = re.compile(r"de-?listed|removed|revoked|deleted|no longer", re.IGNORECASE)

NOTHING = {"na", "n/a", "unknown", "nil", "-", "not known"}

FIRST_SERIAL, LAST_SERIAL = 367, 73050
"""Day numbers of Excel that are read as days: 1901 to 2099. Source: the register has held 45352, 45429 and 45625."""

_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's calendar, as it counts after February 1900. Source: ECMA-376, part 1, 18.17.4.1."""

_PLACEHOLDER_DATE = re.compile(r"(?:xx|dd|\?\?)/(?P<month>xx|mm|\?\?|\d{1,2})/(?P<year>\d{4})", re.IGNORECASE)
"""A date whose day, or day and month, nobody knows: `XX/XX/1967`, `dd/mm/1967`, `XX/04/1970`."""

_LINES = re.compile(r"[;\r\n]+")
_COMMAS = re.compile(r", ")
_BANK = re.compile(r"\bbank\b", re.IGNORECASE)
"""Banks bear no legal form in most names of the register."""
_EDITION = r"(?:as (?:at|of)|(?:last )?updated|current (?:at|as at))"

_STRINGS_LENGTH = 8 * 1024 * 1024
"""Bytes of a workbook's strings looked at; the sheet of trade measures may stand before the register."""


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content is a workbook with the register's headings among its strings."""
    if not is_zip(content):
        return False
    found = b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                if member == "xl/sharedStrings.xml" or re.fullmatch(r"xl/worksheets/sheet\d\.xml", member):
                    with archive.open(member) as stream:
                        found += stream.read(_STRINGS_LENGTH)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return False
    return all(sign in found for sign in SIGNS)


def parse(content: bytes, *, source: str) -> ParsedList:
    """The register read from its workbook.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        One entry per row of the register and of the ships, in that order; sheets of other things, such as the trade
        measures, are told and left. Whatever could not be taken stands in `problems`.

    Raises:
        DocumentError: The bytes are empty, no workbook, locked, broken or too large.
        SourceChangedError: No sheet has the register's headings, a sheet has only some of them, or no entry could
            be read.

    Source:
        docs/sources/nz_russia.md.
    """
    log = TableLog(source=source)
    sheets = read_workbook(content, source=source)
    tables = [table for sheet in sheets if (table := _find_table(sheet, source, log)) is not None]
    if not any(table.path == REGISTER for table in tables):
        raise SourceChangedError(
            f"{source}: no sheet has the headings of the register; the last good version stays in force."
        )
    if not any(table.path == SHIPS for table in tables):
        place = Cell(tables[0].sheet.name, 0, 0)
        log.note(place, "nz-ships-missing", "No sheet holds ships; editions before June 2025 have none.")
    entries = tuple(_read_entries(tables, log))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    dated_at, dated_raw = _find_edition_day(tables)
    return ParsedList(
        source=SOURCE,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=account_for_tables(tables, load_field_rules("nz_russia"), log, prefix="nz"),
    )


def locate_entry(content: bytes, reference: str) -> None:  # noqa: ARG001 - the protocol's signature
    """Always None: the rows of an entry lie compressed in a zip archive, with their texts in another member."""
    return


def _find_table(sheet: Sheet, source: str, log: TableLog) -> Table | None:
    """The sheet's table; None with a note for a sheet of something else.

    Raises:
        SourceChangedError: The sheet has identifiers, but not the other headings.
    """
    head = {" ".join(cell.split()) for _, cells in sheet.rows[:HEADING_ROWS] for cell in cells}
    if "Unique Identifier" not in head:
        if sheet.name in {"Russia Sanctions Register", SHIPS}:
            raise SourceChangedError(
                f"{source}: sheet {sheet.name!r} has no column 'Unique Identifier'; "
                "the last good version stays in force."
            )
        if any(cell.strip() for _, cells in sheet.rows for cell in cells):
            place = Cell(sheet.name, 0, 0)
            log.note(place, "nz-sheet-ignored", f"The sheet {sheet.name!r} lists nobody and is not read.")
        return None
    path = SHIPS if "IMO Number" in head or sheet.name == SHIPS else REGISTER
    return find_table(sheet, REQUIRED[path], source=source, path=path)


def _find_edition_day(tables: Sequence[Table]) -> tuple[str | None, str | None]:
    """The day that the lines above the headings name after `as at` or `updated`, if they do."""
    for table in tables:
        for _, cells in table.sheet.rows[: table.body_from - 1]:
            for cell in cells:
                day = find_dates_after(" ".join(cell.split()), _EDITION)
                if day and len(day) == len("YYYY-MM-DD"):
                    return day, " ".join(cell.split())
    return None, None


def _read_entries(tables: Sequence[Table], log: TableLog) -> Iterator[ListEntry]:
    first_places: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            reference = row.get("Unique Identifier")
            if not reference and row.get("Type").lower() == "total":
                log.note(row.place, "nz-total-row", "The row gives a total and no entry.")
                continue
            if reference in first_places:
                message = (
                    f"The identifier {reference} stands already at {first_places[reference]}; this row is not read. "
                    "Compare the two."
                )
                log.note(row.place, "nz-reference-repeated", message, severity="error")
                continue
            entry = _read_entry(row, log)
            if entry is not None:
                first_places[reference] = str(row.place)
                yield entry


def _read_entry(row: Row, log: TableLog) -> ListEntry | None:
    draft = EntryDraft(
        source=SOURCE, log=log, place=row.place, prefix="nz", reference=row.get("Unique Identifier")
    )
    draft.raw = row.to_raw()
    _read_type(draft, row)
    _read_names(draft, row)
    _read_person(draft, row)
    _read_dates(draft, row)
    draft.programmes.append(PROGRAMME)
    draft.reason = row.get("General Rationale for Sanction") or None
    draft.measures.extend(measure for measure in MEASURES if _is_true(draft, row, measure))
    for part in _split(row.get("Address")):
        draft.add("address", part)
        draft.add("country", _find_last_country(part) or "")
    if imo := row.get("IMO Number"):
        draft.add_identifier(
            Identifier(kind="imo", value=imo, label_raw="IMO Number"), place=row.cell("IMO Number")
        )
    information = row.get("Additional Information")
    draft.add_note("Additional Information", information)
    for name, values in read_remarks(information).properties_of(draft.schema).items():
        draft.add(name, *values)
    draft.add_note("Associates/Relatives", row.get("Associates/Relatives"))
    return draft.build()


def _read_type(draft: EntryDraft[Cell], row: Row) -> None:
    raw = row.get("Type")
    is_ship = row.table.path == SHIPS
    schema = SCHEMAS.get(raw.lower() or ("ship" if is_ship else ""))
    if schema is None:
        message = f"The type {raw!r} is not known; the entry is read as a LegalEntity."
        draft.note("type-unknown", message, place=row.cell("Type"))
    draft.schema = schema or "LegalEntity"


def _read_names(draft: EntryDraft[Cell], row: Row) -> None:
    parts = [row.get(heading) for heading in ("First name", "Middle name(s)", "Last name")]
    name = (
        " ".join(filter(None, parts))
        or row.get("Name of Ship as of Date of Sanction")
        or row.get("Name of Asset")
    )
    draft.add_name(name, "primary")
    if draft.schema == "Person":
        for property_name, part in zip(("firstName", "middleName", "lastName"), parts, strict=True):
            draft.add(property_name, part)
    elif draft.schema == "Organization" and (names_company(name) or _BANK.search(name)):
        draft.schema = "Company"
    if row.get("Name of Asset") and row.get("Name of Asset") != name:
        draft.add_note("Name of Asset", row.get("Name of Asset"))
    for heading in ("Alias/Alternate Spellings", "Alias/Alternate Names"):
        for alias in _split_aliases(row.get(heading)):
            draft.add_name(alias, "alias")
    if title := row.get("Title"):
        if has_property(draft.schema, "position"):
            draft.add("position", title)
        else:
            draft.add_note("Title", title)


def _split_aliases(value: str) -> list[str]:
    """The names of one cell: at semicolons and lines; at commas only where each part has two words of its own.

    A comma before a legal form (`VTB Bank, PJSC`) or between last and first name parts no names.
    """
    found: list[str] = []
    for part in _split(value):
        pieces = _COMMAS.split(part)
        are_names = all(len(_BANK.sub(" ", drop_legal_forms(piece)).split()) > 1 for piece in pieces)
        found.extend(pieces if are_names else [part])
    return found


def _read_person(draft: EntryDraft[Cell], row: Row) -> None:
    is_person = draft.schema == "Person"
    certain, uncertain = _read_births(row.get("DOB"))
    if is_person:
        draft.add("birthDate", *certain)
    for words in uncertain if is_person else [*certain, *uncertain]:
        draft.add_note("DOB", words)
    for part in _split(row.get("Place of Birth")):
        if is_person:
            draft.add("birthPlace", part)
            draft.add("birthCountry", _find_last_country(part) or "")
        else:
            draft.add_note("Place of Birth", part)
    for heading in ("Citizenship", "Citizenship 2", "Citizenship 3"):
        for part in _split(row.get(heading)):
            wanted = "citizenship" if is_person else "country"
            draft.add_country(wanted, part, label=heading, place=row.cell(heading))
    for number in _split(row.get("Passport Number")):
        draft.add_identifier(
            Identifier(kind="passport", value=number, label_raw="Passport Number"),
            place=row.cell("Passport Number"),
        )


def _read_births(cell: str) -> tuple[list[str], list[str]]:
    if cell.lower() in NOTHING:
        return [], []
    match = _PLACEHOLDER_DATE.fullmatch(cell)
    if match is not None:
        month = f"-{int(match['month']):02}" if match["month"].isdecimal() else ""
        known = read_date(f"{match['month']}/{match['year']}" if month else match["year"])
        return ([known], []) if known else ([], [cell])
    serial = _read_serial(cell)
    return ([serial], []) if serial else read_birth_dates(cell)


def _read_serial(cell: str) -> str | None:
    """The day of one of Excel's day numbers; a cell of date type that lost its type holds one."""
    if not re.fullmatch(r"\d{3,5}", cell) or (len(cell) == len("YYYY") and cell[:2] in {"18", "19", "20"}):
        return None
    number = int(cell)
    return (_EPOCH + timedelta(days=number)).isoformat() if FIRST_SERIAL <= number <= LAST_SERIAL else None


def _read_dates(draft: EntryDraft[Cell], row: Row) -> None:
    _add_dates(draft, row, "Date of Sanction", "designated_on")
    _add_dates(draft, row, "Date of Additional Sanction", "amended_on")
    if not row.get("Date of Sanction"):
        draft.note(
            "sanction-date-missing", "The row gives no date of sanction.", place=row.cell("Date of Sanction")
        )
    status, deleted = row.get("Sanction Status"), row.get("Date Record Deleted")
    if status.lower() not in IN_FORCE:
        draft.add_note("Sanction Status", status)
    is_deleted = _is_true(draft, row, "Record Deleted Flag")
    is_ended = is_deleted or ENDED.search(status) is not None
    if status.lower() not in IN_FORCE and not is_ended:
        message = f"The status {status!r} is not known; the entry is kept as in force."
        draft.note("status-unknown", message, place=row.cell("Sanction Status"))
    if is_deleted:
        draft.add_note("Record Deleted Flag", row.get("Record Deleted Flag"))
    draft.add_note("Reason for Deletion", row.get("Reason for Deletion"))
    if is_ended and deleted:
        _add_dates(draft, row, "Date Record Deleted", "delisted_on")
    elif is_ended:
        draft.note(
            "ended-undated", "The row is marked as ended without a date.", place=row.cell("Sanction Status")
        )
    else:
        draft.add_note("Date Record Deleted", deleted)


def _add_dates(draft: EntryDraft[Cell], row: Row, heading: str, kind: ListingDateKind) -> None:
    for part in _split(row.get(heading)):
        value = _read_serial(part) or read_date(part)
        if value is None:
            message = f"{heading} is {part!r}, no date; it is kept as text."
            draft.log.note(row.cell(heading), "nz-date-unreadable", message, severity="warning")
            draft.add_note(heading, part)
        else:
            draft.add_date(kind, value, read_from=heading)


def _is_true(draft: EntryDraft[Cell], row: Row, heading: str) -> bool:
    raw = row.get(heading)
    truth = TRUTHS.get(raw.upper())
    if truth is None:
        message = f"{heading} is {raw!r}, neither Yes nor No; it is kept as text."
        draft.log.note(row.cell(heading), "nz-truth-unreadable", message, severity="warning")
        draft.add_note(heading, raw)
    return bool(truth)


def _split(value: str) -> list[str]:
    parts = (" ".join(part.split()) for part in _LINES.split(value))
    return [part for part in parts if part and part.lower() not in NOTHING]


def _find_last_country(part: str) -> str | None:
    last = part.rpartition(",")[2].strip(" .")
    return clean_property("LegalEntity", "country", last) if last else None
