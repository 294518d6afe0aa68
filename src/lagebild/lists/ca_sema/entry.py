"""One record of Canada's list: a person, an entity or a ship, told by the columns that are filled."""

import re

from lxml import etree

from lagebild.lists.ca_sema.dates import StatedDate, read_date
from lagebild.lists.ca_sema.fields import FieldName, find_filled, name_of
from lagebild.lists.ca_sema.key import find_imo_number, find_kind, find_programme
from lagebild.lists.ca_sema.names import clean_name, split_aliases, split_entity_name
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier, IdentifierKind
from lagebild.lists.legal_forms import names_company
from lagebild.lists.source import ListSource
from lagebild.lists.xml import ReadingLog, strip_space
from lagebild.model.listing import ListEntry

_SCHEMATA = {"person": "Person", "entity": "Organization", "ship": "Vessel"}

_PROBLEMS = {
    "rough": ("birth-date-rough", "is not certain by its own words"),
    "ambiguous": ("birth-date-ambiguous", "can be read as more than one date"),
    "impossible": ("birth-date-impossible", "is a day that no calendar has"),
    "unreadable": ("birth-date-unreadable", "is no date"),
}

_NO_NAME = re.compile(
    r"[\d\s.,/-]+|(?:Schedule\s+)?[0-9.]+,\s*Part\s+[0-9.]+|(?:Part|Schedule|Partie|Annexe)\s+[0-9.]+",
    re.IGNORECASE,
)
"""Items, dates and schedules: in September 2026 an export had them in the columns of names. Source: as told in
docs/sources/ca_sema.md; no such file has been read."""

_NUMBER = re.compile(
    r"\b(?P<label>IMO|passe?port)\b[^\d]{0,12}?(?P<number>\b[A-Z]{0,3}[0-9]{6,9}\b)", re.IGNORECASE
)
"""A ship's or a passport's number among the aliases. Source: as other lists write them; none in the edition read."""

Draft = EntryDraft[etree._Element]  # noqa: SLF001  - lxml's stubs name its elements so


def read_entry(
    element: etree._Element, source: ListSource, log: ReadingLog, *, reference: str
) -> ListEntry | None:
    """The entry in a record; None with a Problem where it has no name at all."""
    draft = Draft(source=source, log=log, place=element, prefix="ca", reference=reference)
    kind = find_kind(element)
    draft.schema = _SCHEMATA[kind]
    draft.raw = read_raw(element)
    if kind == "person":
        _read_person_name(draft)
    else:
        _read_entity_name(draft)
    _read_aliases(draft, is_person=kind == "person")
    _read_regulation(draft)
    listed_on = _read_listing_date(draft)
    _read_columns_shared(draft, listed_on)
    _read_ship_number(draft)
    return draft.build()


def read_raw(element: etree._Element) -> dict[str, list[str]]:
    """The entry's fields as published: column to values, outer space removed.

    A column has its name of 2025 in each layout, so that the layouts can be laid side by side.
    """
    raw: dict[str, list[str]] = {}
    for child in element:
        text = (child.text or "").strip()
        raw.setdefault(name_of(str(child.tag)), []).extend([text] if text else [])
    return raw


def _find(draft: Draft, field: FieldName) -> etree._Element | None:
    """The element of a column; each further one that holds something is a Problem."""
    filled = find_filled(draft.place, field)
    for extra in filled[1:]:
        if extra not in draft.log.lost:
            message = (
                f"<{extra.tag}> is a second {field} in one entry, with {strip_space(extra.text)!r}; "
                "only the first is read."
            )
            draft.log.note(extra, "ca-element-repeated", message, severity="warning")
    return filled[0] if filled else None


def _one(draft: Draft, field: FieldName) -> str:
    found = _find(draft, field)
    return "" if found is None else strip_space(found.text)


def _name_part(draft: Draft, field: FieldName) -> str:
    """A part of a name; what is no name but a value of another column is told and left out."""
    found = _find(draft, field)
    text = "" if found is None else found.text or ""
    if found is None or not _NO_NAME.fullmatch(strip_space(text)):
        return text
    if found not in draft.log.lost:
        message = (
            f"{strip_space(text)!r} stands for a name and looks like another column's value; it is not read."
        )
        draft.log.note(found, "ca-value-misplaced", message, severity="warning")
    return ""


def _read_person_name(draft: Draft) -> None:
    given, last = (strip_space(_name_part(draft, field)) for field in ("GivenName", "LastName"))
    draft.add_name(f"{given} {last}", "primary")
    draft.add("firstName", given)
    draft.add("lastName", last)


def _read_entity_name(draft: Draft) -> None:
    name = split_entity_name(_name_part(draft, "EntityOrShip"))
    for value in name.primary:
        draft.add_name(value, "primary")
    for other in name.others:
        draft.add_name(other.value, other.kind)
    if draft.schema == "Organization" and any(names_company(value) for value in name.primary):
        draft.schema = "Company"
    person = " ".join(filter(None, (_one(draft, "GivenName"), _one(draft, "LastName"))))
    if person:
        draft.schema = "LegalEntity" if draft.schema != "Vessel" else draft.schema
        message = (
            f"The entry names {'an entity or a ship' if name.primary else 'a ship by its number'} and also a person, "
            f"{person!r}; what it lists is not clear. Both names are kept."
        )
        draft.note("kind-unclear", message)
        draft.add_name(person, "alias" if name.primary else "primary")


def _read_aliases(draft: Draft, *, is_person: bool) -> None:
    found = _find(draft, "Aliases")
    if found is None:
        return
    text = found.text or ""
    if not draft.names:
        draft.note(
            "primary-name-missing", "The entry has no name but aliases; they stand for it.", place=found
        )
    aliases = split_aliases(
        text, is_person=is_person, own=(_one(draft, "LastName"), _one(draft, "GivenName"))
    )
    for name in aliases.names:
        draft.add_name(name.value, name.kind, lang=name.lang)
    for remark in aliases.remarks:
        draft.add_note("Alias", remark)
        if match := _NUMBER.search(remark):
            kind: IdentifierKind = "imo" if match["label"].upper() == "IMO" else "passport"
            draft.add_identifier(Identifier(kind=kind, value=match["number"]), place=found)
    if aliases.parts:
        message = (
            f"{', '.join(aliases.parts)} in the aliases stand for a part of a name alone; no name is made of them, "
            "the whole field is kept as a note."
        )
        draft.note("alias-in-part", message, place=found)
        draft.add_note("Aliases", clean_name(text))


def _read_regulation(draft: Draft) -> None:
    """The regulation is named by its country; that is not said to be the country of who is listed under it."""
    published = _one(draft, "Country")
    programme = find_programme(published)
    if not programme:
        draft.note("programme-missing", "The entry names no regulation.")
    draft.programmes = [programme]
    schedule, item = _one(draft, "Schedule"), _one(draft, "Item")
    named = f"Schedule {schedule}" if schedule[:1].isdigit() else schedule
    draft.legal_basis = ", ".join(filter(None, (programme, named, f"item {item}" if item else "")))


def _read_listing_date(draft: Draft) -> str | None:
    found = _find(draft, "DateOfListing")
    if found is None:
        draft.note("listing-date-missing", "The entry does not say when it was listed.")
        return None
    stated = read_date(found.text or "")
    if stated.value is None:
        message = (
            f"{strip_space(found.text)!r} is no certain date; the entry is read without its day of listing."
        )
        draft.log.note(found, "ca-listing-date-unreadable", message, severity="warning")
        draft.add_note("Date of listing", strip_space(found.text))
        return None
    draft.add_date("designated_on", stated.value, read_from="DateOfListing")
    return stated.value


def _read_columns_shared(draft: Draft, listed_on: str | None) -> None:
    """The title of a person or the type of a ship; a date of birth or the year in which a ship was built."""
    is_vessel = draft.schema == "Vessel"
    if title := _one(draft, "TitleOrShip"):
        draft.add("type" if is_vessel else "title", *title.split(" | "))
    found = _find(draft, "DateOfBirthOrShipBuildDate")
    if found is None:
        return
    raw = strip_space(found.text)
    stated = read_date(found.text or "")
    label = "Built" if is_vessel else "Date of birth"
    if draft.schema in {"Organization", "Company", "LegalEntity"}:
        message = f"An entity has the date {raw!r} in a column for persons and ships; it is kept as text."
        draft.note("birth-date-of-entity", message, place=found)
        draft.add_note("Date of birth or building", raw)
    elif stated.value is None or _is_later(stated, listed_on):
        code, reason = _PROBLEMS.get(
            stated.reading,
            ("birth-date-impossible", f"is {stated.value}, after the day of listing, {listed_on}"),
        )
        draft.note(code, f"{raw!r} {reason}; it is kept as text.", place=found)
        draft.add_note(label, raw)
    else:
        draft.add("buildDate" if is_vessel else "birthDate", stated.value)


def _read_ship_number(draft: Draft) -> None:
    found = _find(draft, "ShipIMONumber")
    if found is None:
        return
    if find_imo_number(draft.place):
        draft.add_identifier(Identifier(kind="imo", value=strip_space(found.text)), place=found)
        return
    message = f"{strip_space(found.text)!r} stands for a ship's number and is none; it is kept as text."
    draft.note("ship-number-unreadable", message, place=found)
    draft.add_note("Ship IMO number", strip_space(found.text))


def _is_later(stated: StatedDate, listed_on: str | None) -> bool:
    return stated.value is not None and listed_on is not None and stated.value > listed_on
