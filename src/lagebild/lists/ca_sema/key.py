"""Which entry of Canada's list is which: the list numbers none, so that a key is made of what stays."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from lagebild.errors import DocumentError, SourceChangedError
from lagebild.lists.ca_sema.fields import RECORD_TAG, ROOT_TAG, find_filled, text_of
from lagebild.lists.ca_sema.names import split_entity_name
from lagebild.lists.xml import parse_xml
from lagebild.text.names import fold_name, tokenise_name

Kind = Literal["person", "entity", "ship"]

PROGRAMME_WORDS = 3
"""Words of the regulation that open a key. Source: they tell all 19 regulations of the edition of 2025-06 apart."""

HASH_LENGTH = 12
"""Hexadecimal digits of the name's hash in a key: 48 bits, for some 5,000 entries."""

_HALVES = re.compile(r"\s+[/|]\s*|\s*[/|]\s+")
"""Between the English and the French half of a value; a slash inside a word is none."""

_IMO_NUMBER = re.compile(r"(?<![0-9])[0-9]{7}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Reference:
    """The key of one entry.

    Attributes:
        text: The key.
        twin: Index of the entry that has the same key without an addition; None where none has.
    """

    text: str
    twin: int | None = None


def find_programme(published: str) -> str:
    """The English half of a regulation's name such as `Belarus / Bélarus`; the whole where it has no halves."""
    return _HALVES.split(published, maxsplit=1)[0].strip()


def find_kind(element: etree._Element) -> Kind:
    """What an entry is, by the columns that are filled; a ship has a number, or a type beside its name."""
    if find_imo_number(element):
        return "ship"
    if not text_of(element, "EntityOrShip"):
        return "person"
    is_person_too = bool(text_of(element, "LastName") or text_of(element, "GivenName"))
    return "ship" if text_of(element, "TitleOrShip") and not is_person_too else "entity"


def find_imo_number(element: etree._Element) -> str:
    """The seven digits in the column for a ship's IMO number; empty where it holds none."""
    found = _IMO_NUMBER.search(text_of(element, "ShipIMONumber"))
    return found[0] if found else ""


def find_references(records: Sequence[etree._Element]) -> list[Reference]:
    """The key of each entry, in the order given.

    `<regulation>-<hash of kind and name>`, where the name is all its words folded and sorted; for a ship its IMO
    number in place of the name. Item, schedule, dates, title and aliases are no part of it. Where several entries
    have one key, the one listed first keeps it and the others get `-` and their day of listing, and a number from
    2 on where even that is the same; the order of the file does not matter.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, element in enumerate(records):
        groups[_make_key(element)].append(index)
    references = [Reference("")] * len(records)
    for key, indices in groups.items():
        ordered = sorted(indices, key=lambda index: _place_in_law(records[index]))
        taken: set[str] = set()
        for index in ordered:
            is_first = index == ordered[0]
            text = key if is_first else _find_free(f"{key}-{_day_of(records[index])}", taken)
            taken.add(text)
            references[index] = Reference(text, None if is_first else ordered[0])
    return references


def _make_key(element: etree._Element) -> str:
    programme = find_programme(text_of(element, "Country")).partition("(")[0]
    start = "-".join(_words(programme)[:PROGRAMME_WORDS]) or "no-regulation"
    kind = find_kind(element)
    if number := find_imo_number(element):
        return f"{start}-imo{number}"
    told = f"{kind}\x1f{' '.join(sorted(_words(_find_name(element, kind))))}"
    return f"{start}-{hashlib.sha256(told.encode()).hexdigest()[:HASH_LENGTH]}"


def _find_name(element: etree._Element, kind: Kind) -> str:
    person = f"{text_of(element, 'LastName')} {text_of(element, 'GivenName')}"
    if kind == "person":
        return person
    filled = find_filled(element, "EntityOrShip")
    primary = split_entity_name(filled[0].text or "").primary if filled else ()
    return primary[0] if primary else person


def _words(text: str) -> list[str]:
    return [folded for token in tokenise_name(text) if (folded := fold_name(token.text))]


def _day_of(element: etree._Element) -> str:
    return (
        "".join(char for char in text_of(element, "DateOfListing") if char.isalnum() or char == "-")
        or "undated"
    )


def _place_in_law(element: etree._Element) -> tuple[str, str, str, str]:
    day, schedule = text_of(element, "DateOfListing"), text_of(element, "Schedule")
    return day or "~", schedule, text_of(element, "Item").zfill(8), text_of(element, "Aliases")


def _find_free(text: str, taken: set[str]) -> str:
    number, free = 1, text
    while free in taken:
        number += 1
        free = f"{text}-{number}"
    return free


_RECORD = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<record(?:\s[^<>]*)?>|</record\s*>", re.DOTALL)


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry with a key, from its opening to its closing tag.

    Keys are made of several fields, so that the whole edition is read for one entry (half a second).

    Returns:
        None where the edition holds no such entry, or writes it in a way that does not show its place.
    """
    try:
        root = parse_xml(content, source="edition", root_tag=ROOT_TAG)
    except (DocumentError, SourceChangedError):
        return None
    records = root.findall(RECORD_TAG)
    places = _find_records(content)
    if len(places) != len(records):
        return None
    texts = [found.text for found in find_references(records)]
    return places[texts.index(reference)] if reference in texts else None


def _find_records(content: bytes) -> list[tuple[int, int]]:
    """Where each record stands; fewer or more than there are where the file is written in an unusual way."""
    places: list[tuple[int, int]] = []
    start: int | None = None
    for match in _RECORD.finditer(content):
        if match[0].startswith(b"</"):
            if start is not None:
                places.append((start, match.end()))
            start = None
        elif match[0].startswith(b"<record") and not match[0].endswith(b"/>"):
            start = match.start()
    return places
