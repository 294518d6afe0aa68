"""OFSI's Consolidated List, read from the real excerpt of 2020 and a small file of our own in the format of 2022."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import ParsedList, gb_ofsi
from lagebild.model.listing import ListEntry

SMALL = Path(__file__).parent.parent / "unit" / "lists" / "gb-ofsi-small.csv"


@cache
def _read(path: Path) -> ParsedList:
    return gb_ofsi.parse(path.read_bytes(), source=path.name)


def _real(shared: Path) -> Path:
    return shared / "lists" / "samples" / "sample_hmt.csv"


def _entry(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_parse_real_excerpt_reads_every_group(shared: Path) -> None:
    parsed, rows = _read(_real(shared)), _rows(_real(shared))
    assert (parsed.dated_at, parsed.dated_raw) == ("2020-04-27", "27/04/2020")
    assert [entry.listing.reference for entry in parsed.entries] == list(
        dict.fromkeys(row[35] for row in rows[2:])
    )
    assert parsed.count_by_schema() == {"Person": 6}
    assert len(rows) - 2 == 23


def test_parse_real_excerpt_has_exactly_these_problems(shared: Path) -> None:
    problems = _read(_real(shared)).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("gb-primary-name-missing", "note"): 4,
        ("gb-birth-date-unreadable", "note"): 1,
        ("gb-text-damaged", "warning"): 1,
    }


@pytest.mark.parametrize("is_real", [True, False])
def test_parse_accounts_for_every_cell(request: pytest.FixtureRequest, *, is_real: bool) -> None:
    path = _real(request.getfixturevalue("shared")) if is_real else SMALL
    parsed, rows = _read(path), _rows(path)
    headings = ["National Identification Details" if name == "NI Details" else name for name in rows[1]]
    assert list(parsed.accounted) == headings
    for column, heading in enumerate(headings):
        cells = [row[column].strip() for row in rows[2:]]
        damaged = sum("\ufffd" in cell for cell in cells)
        account = parsed.accounted[heading]
        assert (account.mapped, account.problem, account.empty) == (
            sum(map(bool, cells)) - damaged,
            damaged,
            sum(not cell for cell in cells),
        )


HAND_CHECKED: dict[str, dict[str, Any]] = {
    "9053": {
        "names": [("Mohsen HOJATI", "primary"), ("محسن حجتی", "original_script")],
        "dates": [("designated_on", "2007-03-24", "Listed On"), ("amended_on", "2017-06-27", "Last Updated")],
        "birthDate": ("1955-09-28",),
        "programmes": ("Iran (nuclear proliferation)",),
        "unsc_id": "IRi.018",
        "passportNumber": ("G4506013",),
    },
    "13063": {
        "names": [("Kateryna Yuriyivna HUBARIEVA", "alias")],
        "dates": [("designated_on", "2014-07-25", "Listed On"), ("amended_on", "2020-03-18", "Last Updated")],
        "birthDate": ("1983-07-05", "1984-04"),
        "programmes": ("Ukraine (Sovereignty)",),
        "unsc_id": None,
        "passportNumber": (),
    },
    "13754": {
        "names": [("Mazen AL-TARAZI", "alias")],
        "dates": [("designated_on", "2019-01-22", "Listed On"), ("amended_on", "2019-01-22", "Last Updated")],
        "birthDate": ("1962-09",),
        "programmes": ("Syria",),
        "unsc_id": None,
        "passportNumber": (),
    },
    "11039": {
        "names": [("Sang Kuk SO", "alias"), ("Sang-kuk SO", "primary")],
        "dates": [("designated_on", "2009-12-30", "Listed On"), ("amended_on", "2017-09-15", "Last Updated")],
        "birthDate": ("1936", "1937", "1938", "1932", "1933", "1934", "1935"),
        "programmes": ("North Korea (Democratic People's Republic of Korea)",),
        "unsc_id": None,
        "passportNumber": (),
    },
    "13017": {
        "names": [
            ("Igor Venediktovich PLOTNITSKII", "alias"),
            ("Игорь Венедиктович ПЛОТНИЦКИЙ", "original_script"),
        ],
        "dates": [("designated_on", "2014-07-12", "Listed On"), ("amended_on", "2020-03-18", "Last Updated")],
        "birthDate": ("1964-06-24", "1964-06-25", "1964-06-26"),
        "programmes": ("Ukraine (Sovereignty)",),
        "unsc_id": None,
        "passportNumber": (),
    },
    "9215": {
        "names": [
            ("Hafez Mohammad SAEED", "alias"),
            ("سعید حافظ محمد", "original_script"),
            ("Hafiz Ji", "alias"),
        ],
        "dates": [("designated_on", "2008-12-12", "Listed On"), ("amended_on", "2020-12-31", "Last Updated")],
        "birthDate": ("1950-06-05",),
        "programmes": ("ISIL (Da'esh) and Al-Qaida",),
        "unsc_id": "QDi.263",
        "passportNumber": (),
    },
}
"""All groups of the excerpt, read by hand."""


@pytest.mark.parametrize("reference", HAND_CHECKED)
def test_parse_real_excerpt_reads_every_group_as_read_by_hand(shared: Path, reference: str) -> None:
    entry = _entry(_read(_real(shared)), reference)
    assert {
        "names": [(name.value, name.kind) for name in entry.names],
        "dates": [(date.kind, date.value, date.field) for date in entry.listing.dates],
        "birthDate": entry.entity.get("birthDate"),
        "programmes": entry.listing.programmes,
        "unsc_id": entry.listing.unsc_id,
        "passportNumber": entry.entity.get("passportNumber"),
    } == HAND_CHECKED[reference]


def test_parse_real_excerpt_reads_a_remark_and_keeps_it_whole(shared: Path) -> None:
    entry = _entry(_read(_real(shared)), "9215")
    notes = entry.entity.get("notes")
    published = _rows(_real(shared))[-1][27].strip()
    assert notes[:2] == (f"Other Information: {published}", "UK Sanctions List Ref: AQD0183")
    assert entry.entity.get("nationality") == ("pk",)
    assert entry.entity.get("country") == ("pk",)
    assert [(one.schema, one.get("number"), one.get("country")) for one in entry.related] == [
        ("Identification", ("3520025509842-7",), ("pk",))
    ]
