"""One designation of a British list: names, dates, numbers and remarks, whatever the form of the file."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import filterfalse, zip_longest
from typing import Generic, TypeVar

from lagebild.lists.account import Log
from lagebild.lists.draft import EntryDraft
from lagebild.lists.gb_list.names import find_schema, read_names
from lagebild.lists.gb_list.record import Record, Vocabulary
from lagebild.lists.gb_list.remarks import read_prose, spread_remarks
from lagebild.lists.gb_list.values import (
    find_country,
    find_un_references,
    is_nothing,
    parse_uk_date,
    read_document,
    read_registrations,
    split_list,
    split_numbered,
)
from lagebild.lists.identifiers import Identifier, IdentifierKind
from lagebild.lists.source import ListSource
from lagebild.model.listing import ListEntry

Place = TypeVar("Place", bound=Hashable)

GENDERS = {"male": "male", "female": "female", "m": "male", "f": "female"}

_ACT_WORD = re.compile(r"\b(?:Regulations|Act|Order)\b")
_COUNTRY_BREAK = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_MEASURE_BREAK = re.compile(r",\s+(?=[A-Z-])")
_EMAIL_BREAK = re.compile(r"[;,\s]+")

PLAIN_FIELDS = {
    "title": "title",
    "position": "position",
    "ship_type": "type",
    "tonnage": "tonnage",
    "website": "website",
    "phone": "phone",
}
"""Fields whose parts are values of a FollowTheMoney property as they stand."""

NOTE_FIELDS = ("source", "group_id", "uksl_reference", "entity_type", "length")
"""Fields that no property holds: kept as notes with their label."""

RELATIONS = ("parent", "subsidiary", "owner", "previous_owner")
"""Fields that name others: kept as notes and as links."""

COUNTRY_FIELDS = {"nationality": "nationality", "flag": "flag", "previous_flag": "pastFlags"}


@dataclass(frozen=True, slots=True)
class _Reading(Generic[Place]):
    record: Record[Place]
    draft: EntryDraft[Place]
    words: Vocabulary

    def values(self, name: str) -> Iterator[tuple[str, Place]]:
        """The values of a field of one part that say something, each with its first place."""
        for parts, places in self.record.get(name).items():
            if not is_nothing(parts[0]):
                yield parts[0], places[0]

    def one(self, name: str) -> str:
        """The value of a field that has one; others are lost, with a Problem."""
        found = [
            (parts[0], places) for parts, places in self.record.get(name).items() if not is_nothing(parts[0])
        ]
        for value, places in found[1:] if name in self.words.single else ():
            self.contradict(name, kept=found[0][0], value=value, places=places)
        return found[0][0] if found else ""

    def contradict(self, name: str, *, kept: str, value: str, places: list[Place]) -> None:
        """Note a second value where there is one: the first counts, the other's places are lost."""
        message = (
            f"{self.words.place(name)} of {self.record.reference} is {value!r} here and {kept!r} before; "
            f"the first is read{f', also against {len(places) - 1} further rows' if len(places) > 1 else ''}."
        )
        self.draft.log.note(places[0], "gb-value-contradicted", message, severity="warning")
        self.draft.log.lost.update(places)


def read_record(
    record: Record[Place], *, source: ListSource, log: Log[Place], words: Vocabulary
) -> ListEntry | None:
    """The entry of a record; None with a Problem where it has no name."""
    draft = EntryDraft(source=source, log=log, place=record.place, prefix="gb", reference=record.reference)
    reading = _Reading(record, draft, words)
    prose = spread_remarks(record, words, draft)
    draft.raw = record.raw
    draft.schema = find_schema(record, reading.one("type"), draft)
    read_names(record, draft)
    for read in (_read_listing, _read_dates, _read_plain, _read_countries, _read_documents, _read_places):
        read(reading)
    _read_person(reading)
    _read_ship(reading)
    _read_relations(reading)
    read_prose(prose, draft)
    entry = draft.build()
    if entry is None:
        log.lost.update(record.rows)
    return entry


def _read_listing(reading: _Reading[Place]) -> None:
    draft = reading.draft
    if "regime" in reading.words.single:
        draft.programmes.append(reading.one("regime"))
    else:
        draft.programmes.extend(value for value, _ in reading.values("regime"))
    draft.legal_basis = "; ".join(regime for regime in draft.programmes if _ACT_WORD.search(regime)) or None
    if not any(draft.programmes):
        draft.note("regime-missing", f"{draft.reference} names no regime.")
    draft.reason = "\n".join(value for value, _ in reading.values("reason")) or None
    for value, place in reading.values("measures"):
        _read_measures(draft, value, place)
    _read_indicators(reading)
    _read_un_reference(reading)


def _read_measures(draft: EntryDraft[Place], value: str, place: Place) -> None:
    """Measures parted by bars, or by commas before a capital where there is no bar; empty ones are told."""
    parts = value.split("|") if "|" in value else _MEASURE_BREAK.split(value)
    measures = [part.strip(" ,") for part in parts]
    draft.measures.extend(measure for measure in measures if not is_nothing(measure))
    if any(is_nothing(measure) for measure in measures):
        draft.note("measure-empty", f"{value!r} holds a measure without a name; it is left out.", place=place)


def _read_indicators(reading: _Reading[Place]) -> None:
    named = {_squeeze(measure) for measure in reading.draft.measures}
    for (name, value), places in reading.record.get("indicator").items():
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        if value.lower() in {"true", "1", "yes"} and not any(_squeeze(words) in measure for measure in named):
            message = f"{name} is true and stands not among the sanctions imposed; {words!r} is added."
            reading.draft.note("measure-added", message, place=places[0])
            reading.draft.measures.append(words)


def _squeeze(words: str) -> str:
    return re.sub(r"[^a-z]", "", words.lower())


def _read_un_reference(reading: _Reading[Place]) -> None:
    draft = reading.draft
    found: dict[str, Place] = {}
    for value, place in reading.values("un_reference"):
        references = find_un_references(value, whole=True)
        if not references:
            draft.note(
                "un-reference-unreadable",
                f"{value!r} is no reference of the Security Council; it is kept as text.",
                place=place,
            )
            draft.add_note(reading.words.label("un_reference"), value)
        found |= {reference: place for reference in references if reference not in found}
    for number, (reference, place) in enumerate(found.items()):
        if number == 0:
            draft.unsc_id = reference
        else:
            message = f"{reference} is a second reference of the Security Council, after {draft.unsc_id}; kept as text."
            draft.note("un-reference-several", message, place=place)
            draft.add_note(reading.words.label("un_reference"), reference)


def _read_dates(reading: _Reading[Place]) -> None:
    for name in reading.words.dates:
        _read_designations(reading, name)
    if not any(date.kind == "designated_on" for date in reading.draft.dates):
        message = f"{reading.record.reference} does not say when it was designated."
        reading.draft.note("designation-undated", message)
    for (value, *_), places in reading.record.get("updated").items():
        day = _read_day(reading, "updated", value, places)
        if day:
            reading.draft.add_date("amended_on", day, read_from=reading.words.place("updated"))


def _read_designations(reading: _Reading[Place], name: str) -> None:
    """Days of designation, one for each regime; the regime stands beside the field where there are several."""
    label = reading.words.place(name)
    found = reading.record.get(name)
    regimes = {parts[1] for parts in found if parts[1]}
    first: dict[str, str] = {}
    for (value, regime), places in found.items():
        day = _read_day(reading, name, value, places)
        if day is None:
            continue
        own = regime if len(regimes) > 1 and "regime" not in reading.words.single else ""
        if first.setdefault(own, day) != day:
            reading.contradict(name, kept=first[own], value=value, places=places)
            continue
        reading.draft.add_date("designated_on", day, read_from=f"{label} [{own}]" if own else label)


def _read_day(reading: _Reading[Place], name: str, value: str, places: list[Place]) -> str | None:
    if is_nothing(value):
        return None
    day = parse_uk_date(value)
    if day is None:
        message = f"{reading.words.place(name)} {value!r} is no date; the entry is read without it."
        reading.draft.log.note(places[0], "gb-date-unreadable", message, severity="warning")
        reading.draft.log.lost.update(places)
    return day


def _read_plain(reading: _Reading[Place]) -> None:
    draft = reading.draft
    for name, property_name in PLAIN_FIELDS.items():
        for value, _ in reading.values(name):
            draft.add(
                property_name, *(split_list(value) if name in {"website", "phone"} else split_numbered(value))
            )
    for value, _ in reading.values("email"):
        for part in split_list(value):
            draft.add("email", *(word for word in _EMAIL_BREAK.split(part) if "@" in word))
            if "@" not in part:
                draft.add_note(reading.words.label("email"), part)
    for name in NOTE_FIELDS:
        is_single = name in reading.words.single
        for value in [reading.one(name)] if is_single else [value for value, _ in reading.values(name)]:
            draft.add_note(reading.words.label(name), value)


def _read_countries(reading: _Reading[Place]) -> None:
    for name, property_name in COUNTRY_FIELDS.items():
        for value, place in reading.values(name):
            for part in filterfalse(is_nothing, split_list(value)):
                _add_country(reading.draft, property_name, part, reading.words.label(name), place)


def _add_country(
    draft: EntryDraft[Place], property_name: str, raw: str, label: str, place: Place, *, may_part: bool = True
) -> None:
    """Add a country; where the text as a whole is none, its parts if each of them is one; else it stays text.

    An address has one country and keeps its words itself: there `may_part` is false.
    """
    parts = [raw]
    if may_part and find_country(raw) is None:
        parted = [part for part in _COUNTRY_BREAK.split(raw) if part]
        parts = parted if parted and all(find_country(part) for part in parted) else parts
    for part in parts:
        draft.add_country(property_name, find_country(part) or part, label=label, place=place)
        if may_part and find_country(part) and "(" in part:
            draft.add_note(label, part)


def _read_documents(reading: _Reading[Place]) -> None:
    documents: tuple[tuple[str, IdentifierKind], ...] = (("passport", "passport"), ("national_id", "id"))
    for name, kind in documents:
        for (number, details), places in reading.record.get(name).items():
            _read_document(reading, name, kind, (number, details), places[0])
    for name in ("registration", "hull_number"):
        label = reading.words.label(name)
        for value, place in reading.values(name):
            for identifier in read_registrations(value, label=label):
                reading.draft.add_identifier(identifier, place=place)
    for value, place in reading.values("imo"):
        for part in split_list(value):
            identifier = Identifier(kind="imo", value=part, label_raw=reading.words.label("imo"))
            reading.draft.add_identifier(identifier, place=place)


def _read_document(
    reading: _Reading[Place], name: str, kind: IdentifierKind, told: tuple[str, str], place: Place
) -> None:
    """One pair of number and details; details without a number are a note."""
    number, details = ("" if is_nothing(part) else part for part in told)
    label = reading.words.label(name)
    found = read_document(number, details, kind=kind, label=label)
    for identifier in found:
        reading.draft.add_identifier(identifier, place=place)
        if identifier.note:
            reading.draft.add_note(label, f"{identifier.value} ({identifier.note})")
    if not found:
        reading.draft.add_note(label, details)


def _read_places(reading: _Reading[Place]) -> None:
    for parts, places in reading.record.get("address").items():
        told = [" ".join(part.split()) for part in parts if not is_nothing(part)]
        reading.draft.add("address", ", ".join(told))
        if not is_nothing(parts[-1]):
            _add_country(reading.draft, "country", parts[-1], "Country of address", places[0], may_part=False)


def _read_person(reading: _Reading[Place]) -> None:
    """Birth and gender; of what is no person these are kept as notes."""
    if reading.draft.schema != "Person":
        for name in ("birth_date", "birth_place", "gender"):
            for parts in reading.record.get(name):
                told = ", ".join(part for part in parts if not is_nothing(part))
                reading.draft.add_note(reading.words.label(name), told)
        return
    for value, place in reading.values("birth_date"):
        for part in split_list(value):
            _read_birth_date(reading.draft, part, place)
    for (town, country), places in reading.record.get("birth_place").items():
        _read_birth_place(reading.draft, town, country, places[0])
    for (value,), places in reading.record.get("gender").items():
        gender = GENDERS.get(value.strip(" .").lower())
        if gender:
            reading.draft.add("gender", gender)
        elif not is_nothing(value):
            message = f"The gender {value!r} is not known; it stays in raw alone."
            reading.draft.log.note(places[0], "gb-gender-unknown", message, severity="warning")
            reading.draft.log.lost.update(places)


def _read_birth_date(draft: EntryDraft[Place], part: str, place: Place) -> None:
    day = parse_uk_date(part)
    if day:
        draft.add("birthDate", day)
    elif not is_nothing(part):
        draft.note("birth-date-unreadable", f"{part!r} is no certain date; it is kept as text.", place=place)
        draft.add_note("Date of birth", part)


def _read_birth_place(draft: EntryDraft[Place], town: str, country: str, place: Place) -> None:
    """One place, or several where both cells are numbered alike or one of them is empty."""
    towns, countries = split_numbered(town), split_numbered(country)
    if towns and countries and len(towns) != len(countries):
        towns, countries = [town], [country]
    for one_town, one_country in zip_longest(towns, countries, fillvalue=""):
        told = [part for part in (one_town, one_country) if not is_nothing(part)]
        draft.add("birthPlace", ", ".join(told))
        if not is_nothing(one_country):
            _add_country(draft, "birthCountry", one_country, "Country of birth", place)


def _read_ship(reading: _Reading[Place]) -> None:
    for value, _ in reading.values("year_built"):
        for part in split_list(value):
            built = parse_uk_date(part)
            if built and reading.draft.schema == "Vessel":
                reading.draft.add("buildDate", built)
            else:
                reading.draft.add_note(reading.words.label("year_built"), part)


def _read_relations(reading: _Reading[Place]) -> None:
    """Others that the entry names: a note, and a link to an entity that stands for that name alone."""
    draft = reading.draft
    for name in RELATIONS:
        label = reading.words.label(name)
        for value, _ in reading.values(name):
            for other in filterfalse(is_nothing, split_list(value)):
                draft.add_note(label, other)
                related = draft.relate("LegalEntity", {"name": [other]})
                draft.relate(
                    "UnknownLink", {"subject": [related.id], "object": [draft.entity_id], "role": [label]}
                )
