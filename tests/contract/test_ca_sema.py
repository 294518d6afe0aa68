"""Canada's list, read from a real edition."""

import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import ParsedList, ca_sema, compare_editions
from lagebild.lists.ca_sema.fields import TAGS
from lagebild.model.listing import ListEntry


@cache
def _read(path: Path) -> ParsedList:
    return ca_sema.parse(path.read_bytes(), source=path.name)


@cache
def _records(path: Path) -> list[dict[str, str]]:
    """The records by another parser than the reader's: element name to text."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file of the test's own, not an attacker's
    return [{child.tag: child.text or "" for child in record} for record in root]


@pytest.fixture
def edition(shared: Path) -> Path:
    return shared / "lists" / "ca" / "sema_2025-06.xml"


def _entry(path: Path, reference: str) -> ListEntry:
    return next(entry for entry in _read(path).entries if entry.listing.reference == reference)


def test_parse_real_edition_counts_every_record_by_what_it_is(edition: Path) -> None:
    parsed, records = _read(edition), _records(edition)
    assert len(parsed.entries) == len(records) == 4759
    counts = parsed.count_by_schema()
    assert set(counts) == {"Company", "Organization", "Person", "Vessel"}
    assert counts["Person"] == sum("LastName" in record for record in records) == 3334
    assert counts["Vessel"] == sum("ShipIMONumber" in record for record in records) == 109
    assert counts["Company"] + counts["Organization"] == 1316
    assert sum("EntityOrShip" in record and "ShipIMONumber" not in record for record in records) == 1316


def test_parse_real_edition_counts_every_programme(edition: Path) -> None:
    english = Counter(record["Country"].split(" / ")[0].strip() for record in _records(edition))
    assert _read(edition).count_by_programme() == english
    assert (english["Russia"], english["Ukraine"], len(english)) == (2426, 553, 19)


def test_parse_real_edition_accounts_for_every_element(edition: Path) -> None:
    counted = Counter(tag for record in _records(edition) for tag in record)
    expected = {f"data-set/record/{tag}": count for tag, count in counted.items()}
    accounted = _read(edition).accounted
    assert {path: account.total for path, account in accounted.items()} == {
        "data-set": 1,
        "data-set/record": 4759,
        **expected,
    }
    assert [
        path for path, account in accounted.items() if account.state == "problem" or account.problem
    ] == []


def test_parse_real_edition_has_exactly_these_problems(edition: Path) -> None:
    assert Counter((problem.code, problem.severity) for problem in _read(edition).problems) == {
        ("ca-alias-in-part", "note"): 14,
        ("ca-birth-date-rough", "note"): 5,
        ("ca-birth-date-ambiguous", "note"): 1,
        ("ca-key-repeated", "note"): 1,
    }


def test_parse_real_edition_gives_every_entry_a_key_of_its_own(edition: Path) -> None:
    references = [entry.listing.reference for entry in _read(edition).entries]
    assert len(set(references)) == 4759
    added_to = [reference for reference in references if re.search(r"-[0-9]{4}-[0-9]{2}-[0-9]{2}", reference)]
    assert added_to == ["russia-19277067e4d2-2021-03-21"]


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _lost_values(path: Path) -> Iterator[str]:
    """Letters and digits of each published value that stand nowhere in the entry besides its raw."""
    for entry, record in zip(_read(path).entries, _records(path), strict=True):
        told = [value for values in entry.entity.properties.values() for value in values]
        told += [entry.listing.legal_basis or "", *(date.value for date in entry.listing.dates)]
        for tag, text in record.items():
            if tag in {"Aliases", "EntityOrShip"}:
                cut = r"[;,/()]|\b(?:and|or|ou|et|also|AKA|known|as)\b|\w+\s*:|\s"
                pieces = re.split(cut, re.sub(r"-\s*\n", "-", text))
            else:
                pieces = [text.split(" / ")[0]]
            yield from (
                f"{entry.listing.reference} {tag}: {piece}"
                for piece in pieces
                if _words(piece) and not any(_words(piece) in _words(value) for value in told)
            )


def test_parse_real_edition_carries_every_value_outside_raw(edition: Path) -> None:
    assert list(_lost_values(edition)) == []


def test_parse_real_edition_takes_the_regulation_for_nobodys_country(edition: Path) -> None:
    for entry in _read(edition).entries:
        assert not {"country", "nationality", "birthCountry", "flag"} & entry.entity.properties.keys()


def test_parse_real_edition_fills_up_no_date(edition: Path) -> None:
    """A date of birth or building is the published one, outer space removed, or stays in the notes."""
    for entry, record in zip(_read(edition).entries, _records(edition), strict=True):
        raw = record.get("DateOfBirthOrShipBuildDate", "").strip()
        read = entry.entity.get("birthDate") + entry.entity.get("buildDate")
        assert read == (raw,) or (
            not read and (not raw or any(raw in note for note in entry.entity.get("notes")))
        )


def test_parse_real_edition_renamed_to_the_bilingual_layout_reads_the_same_entries(edition: Path) -> None:
    content = edition.read_bytes()
    for old, new, *_ in TAGS.values():
        content = content.replace(f"<{old}>".encode(), f"<{new}>".encode())
        content = content.replace(f"</{old}>".encode(), f"</{new}>".encode())
    renamed = ca_sema.parse(content, source="renamed")
    assert renamed.source.form == "bilingual"
    assert renamed.entries == _read(edition).entries
    assert compare_editions(_read(edition).entries, renamed.entries, are_same_form=False) == []


def test_locate_entry_of_real_edition_gives_the_record(edition: Path) -> None:
    content = edition.read_bytes()
    for entry in _read(edition).entries[::1500]:
        start, end = ca_sema.locate_entry(content, entry.listing.reference) or (0, 0)
        element = ET.fromstring(content[start:end])  # noqa: S314 - a file of the test's own
        assert {child.tag: [(child.text or "").strip()] for child in element} == entry.raw


def test_parse_real_edition_takes_about_a_second_on_an_idle_machine(edition: Path) -> None:
    """Three times that is asserted, in processor time, since test machines are shared."""
    content = edition.read_bytes()
    started = time.process_time()
    ca_sema.parse(content, source=edition.name)
    assert time.process_time() - started < 3


LISTED: dict[str, str] = {
    "belarus-4539302b9b32": "2025-01-24",
    "china-ac3817509d9c": "2024-12-09",
    "extremist-settler-violence-bea86a565f02": "2024-09-17",
    "guatemala-48e93061f156": "2024-02-16",
    "haiti-b778a822920f": "2023-06-21",
    "hamas-terrorist-attacks-b9c5f7292713": "2024-06-24",
    "iran-c431a02f20e4": "2023-10-18",
    "justice-for-victims-52217b9dcaea": "2017-11-03",
    "moldova-f0b36bb45cf4": "2023-05-30",
    "myanmar-288bfe8ac405": "2012-04-24",
    "nicaragua-4f1f91e97c78": "2021-07-14",
    "russia-4955a306873b": "2023-04-05",
    "russia-df5edb8fa60d": "2022-02-28",
    "russia-97c4756157e8": "2022-02-24",
    "russia-imo9311622": "2025-02-21",
    "south-sudan-7c46179824c6": "2014-10-23",
    "sri-lanka-1d9bdd2fd7e3": "2023-01-06",
    "sudan-5e8ae29dd55b": "2025-03-05",
    "syria-32e84c25c528": "2017-04-20",
    "ukraine-08d6e7095889": "2022-04-26",
    "venezuela-9d3add179230": "2017-09-22",
    "zimbabwe-12e3e431cea1": "2008-09-04",
}
"""Read from the records by a person."""


@pytest.mark.parametrize("reference", LISTED)
def test_parse_real_edition_dates_the_listing_as_the_record_does(edition: Path, reference: str) -> None:
    dates = _entry(edition, reference).listing.dates
    assert [(date.kind, date.value, date.field, date.role) for date in dates] == [
        ("designated_on", LISTED[reference], "DateOfListing", None)
    ]


HAND_CHECKED: dict[str, dict[str, Any]] = {
    "china-ac3817509d9c": {
        "schema": "Person",
        "names": [("Quanguo Chen", "primary", None)],
        "properties": {"firstName": ["Quanguo"], "lastName": ["Chen"], "birthDate": ["1955-11"]},
        "basis": "China, Part 1, item 5",
    },
    "extremist-settler-violence-bea86a565f02": {
        "schema": "Person",
        "names": [("Neria Ben Pazi", "primary", None), ("נריה בן פזי", "alias", None)],
        "properties": {"firstName": ["Neria"], "lastName": ["Ben Pazi"], "birthDate": ["1993-11-28"]},
        "basis": "Extremist Settler Violence, Part 1, item 12",
    },
    "guatemala-48e93061f156": {
        "schema": "Person",
        "names": [("María Consuelo PORRAS Argueta de Porres", "primary", None)],
        "properties": {
            "firstName": ["María Consuelo"],
            "lastName": ["PORRAS Argueta de Porres"],
            "birthDate": ["1953"],
        },
        "basis": "Guatemala, item 1",
    },
    "justice-for-victims-52217b9dcaea": {
        "schema": "Person",
        "names": [("Alejandro Antonio FLEMING CABRERA", "primary", None)],
        "properties": {"firstName": ["Alejandro Antonio"], "lastName": ["FLEMING CABRERA"]},
        "basis": "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR), item 7",
    },
    "myanmar-288bfe8ac405": {
        "schema": "Organization",
        "names": [("Burma Ruby Enterprise", "primary", None), ("Myanmar Ruby Enterprise", "alias", None)],
        "properties": {},
        "basis": "Myanmar (Burma), Part 1, item 29",
    },
    "russia-4955a306873b": {
        "schema": "Company",
        "names": [
            (
                "Specialized Engineering and Design Bureau of Electronic Systems Joint Stock Company",
                "primary",
                None,
            ),
            (
                'Акционерное Общество "Специализированное Конструкторско-Технологическое Бюро Электронных Систем"',
                "alias",
                None,
            ),
        ],
        "properties": {},
        "basis": "Russia, Schedule 1, Part 2, item 343",
    },
    "russia-97c4756157e8": {
        "schema": "Organization",
        "names": [("Wagner", "primary", None), ("Гру́ппа Ва́гнера", "alias", None), ("Vagner", "alias", None)],
        "properties": {},
        "basis": "Russia, Schedule 1, Part 2, item 88",
    },
    "russia-imo9289520": {
        "schema": "Vessel",
        "names": [("N Cerna", "primary", None)],
        "properties": {
            "type": ["Chemical/Products Tanker"],
            "buildDate": ["2005"],
            "imoNumber": ["IMO9289520"],
        },
        "basis": "Russia, Schedule 1.1, item 36",
    },
    "sudan-5e8ae29dd55b": {
        "schema": "Organization",
        "names": [
            ("Sudan Master Technology", "primary", None),
            ("Giad Industrial Engineering Group", "alias", None),
            ("Giad Industrial City", "alias", None),
            ("Giad Industrial Group", "alias", None),
            ("Giad Automotive Industry", "alias", None),
            ("Giad Conglomerate", "alias", None),
            ("SMT Engineering", "alias", None),
            ("Sudan Master Technology Engineering Company", "alias", None),
            ("سودان ماستر تكنولجي", "alias", "ar"),
        ],
        "properties": {},
        "basis": "Sudan, Part 2, item 7",
    },
    "ukraine-08d6e7095889": {
        "schema": "Person",
        "names": [
            ("Natalya Ivanovna STRELCHUK", "primary", None),
            ("Наталья Ивановна СТРЕЛЬЧУК", "alias", None),
            ("Наталiя Iванiвна СТРЕЛЬЧУК", "alias", None),
        ],
        "properties": {"firstName": ["Natalya Ivanovna"], "lastName": ["STRELCHUK"]},
        "basis": "Ukraine, Part 1, item 256",
    },
}


@pytest.mark.parametrize("reference", HAND_CHECKED)
def test_parse_real_edition_reads_hand_checked_entry_field_by_field(edition: Path, reference: str) -> None:
    entry = _entry(edition, reference)
    assert {
        "schema": entry.entity.schema,
        "names": [(name.value, name.kind, name.lang) for name in entry.names],
        "properties": {
            key: list(values)
            for key, values in entry.entity.properties.items()
            if key not in {"name", "alias", "previousName"}
        },
        "basis": entry.listing.legal_basis,
    } == HAND_CHECKED[reference]
    assert (entry.related, entry.listing.reason, entry.listing.unsc_id) == ((), None, None)
