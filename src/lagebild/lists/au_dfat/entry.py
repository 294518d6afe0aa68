"""One entry of Australia's list: all rows of one number, joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.lists.au_dfat.cells import (
    BRACKETS,
    MEASURES,
    NAME_KINDS,
    NOTHING,
    find_last_country,
    find_un_reference,
    fold_cell,
    read_raw,
    split_countries,
    split_lettered,
    split_programmes,
)
from lagebild.lists.au_dfat.dates import (
    ProseDate,
    read_birth_dates,
    read_date,
    read_listing_prose,
    write_birth_dates,
)
from lagebild.lists.au_dfat.remarks import read_additional_information
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.legal_forms import names_company
from lagebild.lists.names import split_names
from lagebild.lists.source import ListSource
from lagebild.lists.table import Cell, Row, TableLog
from lagebild.model.entity import clean_property, has_property
from lagebild.model.listing import ListEntry, NameKind

SCHEMAS = {"individual": "Person", "vessel": "Vessel", "entity": "Organization", "aircraft": "Airplane"}
"""The list's types to schemas; an entity whose name holds a legal form is a Company.

Source: the values of Type in both editions (an aircraft stands in none yet).
"""

STRENGTHS: dict[str, NameKind] = {"strong": "alias", "weak": "weak"}

TRUTHS = {"TRUE": True, "YES": True, "1": True, "FALSE": False, "NO": False, "0": False, "": False}

_FORMER = re.compile(
    r"\s*\((?:previously|formerly) listed as[.,]?\s*(?:In \w+:\s*(?P<script>[^)]+))?\)", re.IGNORECASE
)
"""What brackets after a name say of it. Source: 30 names of the edition of 2024-12."""

_ALIAS_ALONE = re.compile(r"this aka only", re.IGNORECASE)

_INSTRUMENT_WORDS = re.compile(r"\b(?:Instrument|Regulations?|Act \d{4}|List \d{4}|Listing \d{4})\b")

_BIRTH_COLUMNS = ("Date of Birth", "Place of Birth")


@dataclass(slots=True)
class _Reading:
    """The rows of one number, and the draft that is made of them."""

    rows: list[tuple[str, Row]]
    draft: EntryDraft[Cell]

    @property
    def first(self) -> Row:
        return self.rows[0][1]

    def values(self, heading: str) -> list[tuple[Row, str]]:
        """The different values of a column with the first row of each; words for nothing left out."""
        found: dict[str, tuple[Row, str]] = {}
        for _, row in self.rows:
            value = row.get(heading)
            if value and value.lower() not in NOTHING:
                found.setdefault(fold_cell(value), (row, value))
        return list(found.values())

    def note_contradiction(self, heading: str, values: Sequence[tuple[Row, str]]) -> None:
        """Note that rows of one entry differ where one value is expected; all are kept."""
        if len(values) > 1:
            row = values[1][0]
            told = ", ".join(repr(value) for _, value in values)
            message = f"The rows of {self.draft.reference} differ in {heading}: {told}; all are kept."
            self.draft.note("rows-contradict", message, place=row.cell(heading))


def read_entry(
    reference: str, rows: Sequence[tuple[str, Row]], source: ListSource, log: TableLog
) -> ListEntry | None:
    """The entry of one number; None with a Problem where none of its rows holds a name.

    Args:
        reference: The number.
        rows: Its rows with their letters; the one without letters first if it is there.
        source: The list.
        log: Where problems go.
    """
    draft = EntryDraft(source=source, log=log, place=rows[0][1].place, prefix="au", reference=reference)
    reading = _Reading(list(rows), draft)
    _read_names(reading)
    _read_type(reading)
    _read_births(reading)
    _read_citizenship(reading)
    _read_addresses(reading)
    _read_remarks(reading)
    _read_imo_number(reading)
    _read_listing(reading)
    draft.raw = read_raw([row for _, row in rows])
    entry = draft.build()
    if entry is None:
        for _, row in rows:
            log.lost.add(row.place)
    return entry


def _read_names(reading: _Reading) -> None:
    draft = reading.draft
    if reading.rows[0][0]:
        suffixes = ", ".join(f"{draft.reference}{suffix}" for suffix, _ in reading.rows)
        draft.note("primary-row-missing", f"Only {suffixes} stand in the file; the entry is made of them.")
    for suffix, row in reading.rows:
        _read_name(reading, row, is_further=bool(suffix))


def _read_name(reading: _Reading, row: Row, *, is_further: bool) -> None:
    draft, value = reading.draft, row.get("Name of Individual or Entity").strip(" ;")
    if not value:
        message = f"A row of {draft.reference} has no name; its other cells are read."
        draft.log.note(
            row.cell("Name of Individual or Entity"), "au-row-nameless", message, severity="warning"
        )
        return
    kind, quality = _read_name_kind(draft, row)
    if kind == "primary" and is_further and any(name.kind == "primary" for name in draft.names):
        draft.note(
            "primary-name-repeated",
            f"{draft.reference} has a further primary name, {value!r}.",
            place=row.place,
        )
    note = _find_name_note(reading, row)
    former = _FORMER.search(value)
    if former:
        told = former[0].strip(" ()")
        value = _FORMER.sub("", value)
        kind, note = "former", "; ".join(filter(None, (told, note)))
        if former["script"]:
            draft.add_name(former["script"], kind, quality_raw=quality, note=note)
    for name in split_names(value):
        draft.add_name(name, kind, quality_raw=quality, note=note)


def _read_name_kind(draft: EntryDraft[Cell], row: Row) -> tuple[NameKind, str | None]:
    raw, strength = row.get("Name Type"), row.get("Alias Strength")
    kind = NAME_KINDS.get(raw.lower())
    if kind is None:
        message = f"The name type {raw!r} is not known; the name is read as an alias."
        draft.note("name-type-unknown", message, place=row.cell("Name Type"))
        kind = "alias"
    if strength:
        stronger = STRENGTHS.get(strength.lower())
        if stronger is None:
            message = (
                f"The alias strength {strength!r} is not known; the name stays {kind}, the word is kept."
            )
            draft.note("alias-strength-unknown", message, place=row.cell("Alias Strength"))
        elif kind == "alias":
            kind = stronger
    shown = strength or (raw if kind in {"alias", "former"} else "")
    return kind, shown or None


def _find_name_note(reading: _Reading, row: Row) -> str | None:
    """Birth data that stand at this name alone; those of the entry are the primary row's."""
    if row is reading.first:
        return None
    told = []
    for heading in _BIRTH_COLUMNS:
        value, first = row.get(heading), reading.first.get(heading)
        if value and value.lower() not in NOTHING and _says_more(heading, value, first):
            told.append(f"{heading}: {' '.join(value.split())}")
    listed = row.get("Listing Information")
    dates = _say_listed(listed)
    if dates and dates != _say_listed(reading.first.get("Listing Information")):
        told.append(f"Listing Information: {' '.join(listed.split())}")
    return "; ".join(told) or None


def _says_more(heading: str, value: str, first: str) -> bool:
    if _ALIAS_ALONE.search(value):
        return True
    if heading == "Date of Birth":
        return not set(write_birth_dates(value)) <= set(write_birth_dates(first))
    return not {fold_cell(part) for part in split_lettered(value)} <= {
        fold_cell(part) for part in split_lettered(first)
    }


def _say_listed(text: str) -> list[ProseDate]:
    """The dates of listing in the prose, a UN committee's with them; renewals apart."""
    return [
        date
        for date in read_listing_prose(text)
        if date.kind == "designated_on" or (date.kind == "legal_act_on" and date.role in {"listing", None})
    ]


def _read_type(reading: _Reading) -> None:
    draft, values = reading.draft, reading.values("Type")
    raw = values[0][1] if values else ""
    schema = SCHEMAS.get(raw.lower())
    if schema is None:
        message = f"The type {raw!r} is not known; the entry is read as a LegalEntity."
        draft.note("type-unknown", message, place=reading.first.cell("Type"))
    reading.note_contradiction("Type", values)
    draft.schema = schema or "LegalEntity"
    names = [name.value for name in draft.names if name.kind == "primary"] or [
        name.value for name in draft.names
    ]
    if draft.schema == "Organization" and names and names_company(names[0]):
        draft.schema = "Company"


def _read_births(reading: _Reading) -> None:
    """Dates and places of birth from the first row; what other rows say more stands at their names and in notes."""
    draft, first = reading.draft, reading.first
    cell = first.get("Date of Birth")
    if cell.lower() not in NOTHING:
        certain, uncertain = read_birth_dates(cell)
        if draft.schema == "Person":
            draft.add("birthDate", *certain)
        else:
            uncertain = [*certain, *uncertain]
        for words in uncertain:
            draft.add_note("Date of Birth", words)
    place = first.get("Place of Birth")
    for part in split_lettered(place) if place.lower() not in NOTHING else []:
        _read_birth_place(draft, part)
    for name in draft.names:
        if name.note and any(f"{heading}: " in name.note for heading in _BIRTH_COLUMNS):
            draft.add_note(name.value, name.note)


def _read_birth_place(draft: EntryDraft[Cell], part: str) -> None:
    if draft.schema != "Person":
        draft.add_note("Place of Birth", part)
        return
    draft.add("birthPlace", part)
    code = find_last_country(part)
    if code:
        draft.add("birthCountry", code)


def _read_citizenship(reading: _Reading) -> None:
    draft = reading.draft
    for row, value in reading.values("Citizenship"):
        for part in split_countries(value):
            brackets = "".join(BRACKETS.findall(part)).strip()
            name = BRACKETS.sub("", part).strip() or part
            place = row.cell("Citizenship")
            wanted = "citizenship" if has_property(draft.schema, "citizenship") else "country"
            draft.add_country(wanted, name, label="Citizenship", place=place)
            if brackets and clean_property("LegalEntity", "country", brackets.strip("()")) is None:
                draft.add_note("Citizenship", part)


def _read_addresses(reading: _Reading) -> None:
    draft = reading.draft
    for _, value in reading.values("Address"):
        for part in split_lettered(value):
            draft.add("address", part)
            code = find_last_country(part)
            if code:
                draft.add("country", code)


def _read_remarks(reading: _Reading) -> None:
    draft = reading.draft
    values = reading.values("Additional Information")
    draft.reason = "\n".join(value for _, value in values) or None
    for row, value in values:
        told = read_additional_information(value)
        for name, property_values in {
            "title": told.titles,
            "position": told.positions,
            "gender": told.genders,
            "fatherName": told.fathers,
            "motherName": told.mothers,
            "ethnicity": told.ethnicities,
            "email": told.emails,
            "website": told.websites,
        }.items():
            draft.add(name, *property_values)
        for names, kind in (
            (told.previous_names, "former"),
            (told.aliases, "alias"),
            (told.weak_aliases, "weak"),
        ):
            _add_further_names(draft, names, kind)  # type: ignore[arg-type]  # the tuple above holds kinds alone
        for identifier in told.identifiers:
            draft.add_identifier(identifier, place=row.cell("Additional Information"))
    references = {reference for _, row in reading.rows if (reference := find_un_reference(row))}
    draft.unsc_id = find_un_reference(reading.first) or min(references, default=None)
    if len(references) > 1:
        told_all = ", ".join(sorted(references))
        draft.note(
            "rows-contradict", f"The rows of {draft.reference} name several UN references: {told_all}."
        )


def _add_further_names(draft: EntryDraft[Cell], names: Sequence[str], kind: NameKind) -> None:
    known = {fold_cell(name.value) for name in draft.names}
    for name in names:
        if fold_cell(name) not in known:
            draft.add_name(name, kind, note="Additional Information")


def _read_imo_number(reading: _Reading) -> None:
    values = reading.values("IMO Number")
    reading.note_contradiction("IMO Number", values)
    for row, value in values:
        identifier = Identifier(kind="imo", value=value, label_raw="IMO Number")
        reading.draft.add_identifier(identifier, place=row.cell("IMO Number"))


def _read_listing(reading: _Reading) -> None:
    draft = reading.draft
    programmes = reading.values("Committees")
    if not programmes:
        place = reading.first.cell("Committees")
        draft.log.note(
            place, "au-programme-missing", "The entry names no sanctions framework.", severity="warning"
        )
    reading.note_contradiction("Committees", programmes)
    draft.programmes.extend(part for _, value in programmes for part in split_programmes(value))
    draft.measures.extend(heading for heading in MEASURES if _is_imposed(reading, heading))
    _read_prose(reading)
    instruments = [" ".join(value.split()) for _, value in reading.values("Instrument of Designation")]
    told = [" ".join(value.split()) for _, value in reading.values("Listing Information")]
    named = [value for value in told if _INSTRUMENT_WORDS.search(value)]
    draft.legal_basis = "\n".join(instruments or named) or None
    for value in told:
        draft.add_note("Listing Information", value)
    _read_control_dates(reading)


def _is_imposed(reading: _Reading, heading: str) -> bool:
    """Whether a measure applies by any row; rows that differ and words that are no truth are told."""
    draft, imposed = reading.draft, set()
    for _, row in reading.rows:
        raw = row.get(heading)
        truth = TRUTHS.get(raw.upper())
        if truth is None:
            message = f"{heading} is {raw!r}, neither true nor false; it is not read."
            draft.log.note(row.cell(heading), "au-truth-unreadable", message, severity="warning")
        else:
            imposed.add(truth)
    if len(imposed) > 1:
        message = f"The rows of {draft.reference} differ in {heading}; it is read as imposed."
        draft.note("rows-contradict", message, place=reading.first.cell(heading))
    return True in imposed


def _read_prose(reading: _Reading) -> None:
    """Dates from the prose of the first row; of further rows only amendments: they tell when a name was added."""
    draft = reading.draft
    for _, row in reading.rows:
        stated = {(date.kind, date.value) for date in draft.dates}
        for heading in ("Listing Information", "Instrument of Designation"):
            for date in read_listing_prose(row.get(heading)):
                if row is not reading.first and date.kind != "amended_on":
                    continue
                if (date.kind, date.value) not in stated:
                    _add_prose_date(draft, date, row, heading)
            stated |= {(date.kind, date.value) for date in draft.dates}
    if _say_listed(reading.first.get("Listing Information")):
        return
    message = f"The prose about {draft.reference} does not say when it was listed, nor by which instrument."
    draft.note("listing-date-missing", message, place=reading.first.cell("Listing Information"))


def _add_prose_date(draft: EntryDraft[Cell], date: ProseDate, row: Row, heading: str) -> None:
    if date.kind is None:
        message = f"The prose does not say what happened to the entry on {date.value}; it is kept as text."
        draft.note("date-role-unclear", message, place=row.cell(heading))
        return
    draft.add_date(date.kind, date.value, read_from=heading, act=date.act, role=date.role)


def _read_control_dates(reading: _Reading) -> None:
    values = reading.values("Control Date")
    if not values:
        place = reading.first.cell("Control Date")
        reading.draft.note("control-date-missing", "The entry has no control date.", place=place)
    for row, value in values:
        date = read_date(value)
        if date is None:
            message = f"The control date {value!r} is no date; it is not read."
            reading.draft.log.note(
                row.cell("Control Date"), "au-date-unreadable", message, severity="warning"
            )
        else:
            reading.draft.add_date("amended_on", date, read_from="Control Date")
