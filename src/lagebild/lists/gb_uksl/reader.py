"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as CSV, ODS or XML."""

import io
import re
import zipfile
import zlib
from dataclasses import replace

from lagebild.errors import SourceChangedError, UnreadableError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import is_zip, read_head
from lagebild.lists.gb_list.entry import read_record
from lagebild.lists.gb_list.place import locate_designation, locate_rows
from lagebild.lists.gb_list.record import Vocabulary
from lagebild.lists.gb_list.table import TableLayout, find_edition_day, group_rows, note_encoding, open_table
from lagebild.lists.gb_uksl.xml import ROOT_TAG, XML_LABELS, read_designations
from lagebild.lists.source import FieldAccount, ListSource, ParsedList
from lagebild.lists.table import Cell, Sheet, TableLog, account_for_tables, read_csv, read_workbook
from lagebild.lists.xml import ReadingLog, account_for, note_wrong_encoding, parse_xml
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="gb-uksl",
    authority="GB",
    name={"en": "UK Sanctions List", "de": "Sanktionsliste des Vereinigten Königreichs"},
    publisher="Foreign, Commonwealth and Development Office",
    homepage="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    format="CSV, ODS or XML",
    reader_version="2",
)
"""Source: the FCDO's page on the list."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

_FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        *(f"Name {number}" for number in (1, 2, 3, 4, 5, 6)),
        "Name type",
        "Alias strength",
    ),
    "native_name": ("Name non-latin script", "Non-latin script type", "Non-latin script language"),
    "updated": ("Last Updated",),
    "group_id": ("OFSI Group ID",),
    "un_reference": ("UN Reference Number",),
    "title": ("Title",),
    "regime": ("Regime Name",),
    "type": ("Designation Type",),
    "source": ("Designation source",),
    "measures": ("Sanctions Imposed",),
    "remark": ("Other Information",),
    "reason": ("UK Statement of Reasons",),
    "address": (
        *(f"Address Line {number}" for number in (1, 2, 3, 4, 5, 6)),
        "Address Postal Code",
        "Address Country",
    ),
    "phone": ("Phone number",),
    "website": ("Website",),
    "email": ("Email address",),
    "designated": ("Date Designated", ""),
    "birth_date": ("D.O.B",),
    "nationality": ("Nationality(/ies)",),
    "national_id": ("National Identifier number", "National Identifier additional information"),
    "passport": ("Passport number", "Passport additional information"),
    "position": ("Position",),
    "gender": ("Gender",),
    "birth_place": ("Town of birth", "Country of birth"),
    "entity_type": ("Type of entity",),
    "subsidiary": ("Subsidiaries",),
    "parent": ("Parent company",),
    "registration": ("Business registration number (s)",),
    "imo": ("IMO number",),
    "owner": ("Current owner/operator (s)",),
    "previous_owner": ("Previous owner/operator (s)",),
    "flag": ("Current believed flag of ship",),
    "previous_flag": ("Previous flags",),
    "ship_type": ("Type of ship",),
    "tonnage": ("Tonnage of ship",),
    "length": ("Length of ship",),
    "year_built": ("Year built",),
    "hull_number": ("Hull identification number (HIN)",),
}
"""Columns of the full list. Source: docs/sources/gb_uksl.md."""

_SHAPE = re.compile(r"[A-Z]{2,6}[0-9]{1,6}")
"""A Unique ID: letters of the regime and a number. Source: the list of 2025-08-11, all `AAA9999`; room for more."""

FULL = TableLayout(
    reference="Unique ID",
    shape=_SHAPE,
    required=frozenset(
        {"Unique ID", "Name 6", "Name type", "Regime Name", "Designation Type", "Date Designated"}
    ),
    fields=_FIELDS,
    spellings={
        "individual, entity, ship": "Designation Type",
        "entity, vessel or individual": "Designation Type",
        "honorary/professional/religious titles": "Title",
        "ofsi id": "OFSI Group ID",
        "regime type": "Regime Name",
    },
)
"""The full list: one row for each combination of names, addresses and numbers."""

SHORT = TableLayout(
    reference="Unique ID",
    shape=_SHAPE,
    required=frozenset({"Unique ID", "Name", "Regime Name", "Type", "Date Designated"}),
    fields={
        "name": ("", "", "", "", "", "Name", "", ""),
        "group_id": ("OFSI Group ID",),
        "regime": ("Regime Name",),
        "type": ("Type",),
        "source": ("Designation source",),
        "designated": ("Date Designated", ""),
        "measures": ("Sanctions Imposed",),
    },
    spellings={},
    is_one_row=True,
)
"""What the search page of the list gives as ODS: one row for each designation, with its primary name alone."""

_SINGLE = frozenset({"type", "regime", "source", "group_id", "designated"})

_LABELS = {name: next(filter(None, headings)) for name, headings in _FIELDS.items()} | {
    "uksl_reference": "UK Sanctions List Ref"
}


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content begins like the list in one of its forms; one that was cut off is recognised too."""
    if is_zip(content):
        return _is_workbook_of_it(content)
    head = read_head(content)
    return re.search(rf"<\s*{ROOT_TAG}[\s>]", head) is not None or _names_columns(head)


def _names_columns(text: str) -> bool:
    return "Unique ID" in text and ("Regime Name" in text or "OFSI Group ID" in text)


def _is_workbook_of_it(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {"content.xml", "xl/sharedStrings.xml"} & set(archive.namelist())
            heads = []
            for member in members:
                with archive.open(member) as opened:
                    heads.append(opened.read(1 << 17))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        RuntimeError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        return False
    return any(_names_columns(head.decode("utf-8", errors="replace")) for head in heads)


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its CSV, ODS or XML.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        One entry for each Unique ID, in the order of the file. `source.form` says which form it was.

    Raises:
        DocumentError: The bytes are empty, no file of these kinds, broken, too large, or declare a document type.
        SourceChangedError: Another kind of table or XML, columns missing, or no entry that could be read.

    Source:
        docs/sources/gb_uksl.md.
    """
    if is_zip(content):
        return _parse_table(_read_sheets(content, source), form="ods", source=source, content=None)
    head = read_head(content).lstrip("\ufeff \t\r\n").lower()
    if head.startswith("<") and not head.startswith(("<!doctype html", "<html")):
        return _parse_xml(content, source=source)
    return _parse_table([read_csv(content, source=source)], form="csv", source=source, content=content)


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry with a reference.

    In CSV from its first row to its last. None where the edition holds no such entry, where its rows do not stand
    together, and always for ODS, whose table is compressed.
    """
    if is_zip(content) or _SHAPE.fullmatch(reference) is None:
        return None
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return locate_designation(content, reference)
    return locate_rows(content, reference, heading=FULL.reference)


def _parse_table(sheets: list[Sheet], *, form: str, source: str, content: bytes | None) -> ParsedList:
    """The list from its sheets; `content` is the bytes of a CSV file, whose encoding is not told by itself."""
    log = TableLog(source=source)
    sheet = _choose_sheet(sheets, log)
    layout = SHORT if _has_short_headings(sheet) else FULL
    table = open_table(sheet, layout, log)
    if content is not None:
        note_encoding(content, table, log)
    dated_at, dated_raw = find_edition_day(table, log)
    words = Vocabulary(labels=_LABELS, read_from={}, single=_SINGLE, dates=("designated",))
    entries = [
        entry
        for record in group_rows(table, layout, log)
        if (entry := read_record(record, source=SOURCE, log=log, words=words)) is not None
    ]
    accounted = account_for_tables([table], load_field_rules("gb_uksl"), log, prefix="gb")
    form = f"{form}-short" if layout is SHORT else form
    return _finish(entries, log, form=form, dated=(dated_at, dated_raw), accounted=accounted)


def _read_sheets(content: bytes, source: str) -> list[Sheet]:
    try:
        return read_workbook(content, source=source)
    except (
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
    ) as error:  # a member that is damaged within the archive
        raise UnreadableError(f"{source} is a broken workbook ({error}); fetch it again.") from error


def _choose_sheet(sheets: list[Sheet], log: TableLog) -> Sheet:
    """The sheet with the list; others that hold anything are told of."""
    filled = [sheet for sheet in sheets if sheet.rows]
    chosen = next((sheet for sheet in filled if _has_reference(sheet)), None)
    if chosen is None:
        raise SourceChangedError(
            f"{log.source} has no column {FULL.reference!r}; the last good version stays in force."
        )
    for sheet in filled:
        if sheet is not chosen:
            message = (
                f"The sheet {sheet.name!r} has {len(sheet.rows)} rows and no designation; it is not read."
            )
            log.note(Cell(sheet.name, 0, 0), "gb-sheet-unknown", message, severity="warning")
    return chosen


def _has_reference(sheet: Sheet) -> bool:
    return any(FULL.reference in _clean(cells) for _, cells in sheet.rows[:12])


def _has_short_headings(sheet: Sheet) -> bool:
    return any({"Unique ID", "Name"} <= _clean(cells) for _, cells in sheet.rows[:12])


def _clean(cells: tuple[str, ...]) -> set[str]:
    return {FULL.clean(cell) for cell in cells}


def _parse_xml(content: bytes, *, source: str) -> ParsedList:
    root = parse_xml(content, source=source, root_tag=ROOT_TAG)
    log = ReadingLog(source=source)
    note_wrong_encoding(content, root, log)
    words = Vocabulary(labels=_LABELS, read_from=XML_LABELS, single=_SINGLE, dates=("designated",))
    dated, records = read_designations(root, _SHAPE, log)
    entries = [
        entry
        for record in records
        if (entry := read_record(record, source=SOURCE, log=log, words=words)) is not None
    ]
    accounted = account_for(root, load_field_rules("gb_uksl", "xml_fields"), log, prefix="gb")
    return _finish(entries, log, form="xml", dated=dated, accounted=accounted)


def _finish(
    entries: list[ListEntry],
    log: TableLog | ReadingLog,
    *,
    form: str,
    dated: tuple[str | None, str | None],
    accounted: dict[str, FieldAccount],
) -> ParsedList:
    if not entries:
        raise SourceChangedError(
            f"{log.source} holds no entry that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=replace(SOURCE, form=form),
        dated_at=dated[0],
        dated_raw=dated[1],
        entries=tuple(entries),
        problems=tuple(log.problems),
        accounted=accounted,
    )
