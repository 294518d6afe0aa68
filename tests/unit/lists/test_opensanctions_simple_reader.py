"""OpenSanctions as one table: a row per target, the values of a cell parted by semicolons."""

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import opensanctions, opensanctions_simple
from lagebild.lists.opensanctions_simple.reader import split_values
from lagebild.lists.source import ParsedList

HEADINGS = [
    "id",
    "schema",
    "name",
    "aliases",
    "birth_date",
    "countries",
    "addresses",
    "identifiers",
    "sanctions",
    "phones",
    "emails",
    "program_ids",
    "dataset",
    "first_seen",
    "last_seen",
    "last_change",
]
SEEN = ("2023-04-20T10:00:00", "2026-03-01T06:00:00", "2025-01-01T00:00:00")
SHIP = (
    "NK-ship",
    "Vessel",
    "Chol Ryong",
    "Ryong Gun Bong",
    "",
    "kp",
    "",
    "IMO8606173;MMSI 445000000",
    '"DPRK; listed - 2016-03-02"',
    "",
    "",
    "UN-SC1718",
    "UN SC Sanctions",
    *SEEN,
)
PERSON = (
    "NK-person",
    "Person",
    "Jang Song Chol",
    'Chang Song-ch\'ol;"Jang ""K"" Song; Chol"',
    "1967-03-12;about 1967",
    "kp;ru;xx",
    '"Moscow; Russia"',
    "IMO8606173;563310000",
    'Represents KOMID.;"He is\nin Russia."',
    "+74950000000",
    "a@example.org",
    "UN-SC1718;EU-PRK",
    "UN SC Sanctions;EU FSF",
    *SEEN,
)


def _write(*rows: tuple[str, ...], headings: list[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, dialect=csv.unix_dialect)
    writer.writerows([headings, *rows])
    return text.getvalue().encode()


def _parse(*rows: tuple[str, ...], headings: list[str] = HEADINGS) -> ParsedList:
    return opensanctions_simple.parse(_write(*rows, headings=headings), source="targets.simple.csv")


def _codes(parsed: ParsedList) -> list[tuple[str, str]]:
    return [(problem.code, problem.locator) for problem in parsed.problems]


def test_parse_person_field_by_field() -> None:
    parsed = _parse(SHIP, PERSON)
    entry = parsed.entries[1]
    assert entry.entity.id == "opensanctions-NK-person"
    assert entry.listing.id == "OPENSANCTIONS:NK-person"
    assert [(name.value, name.kind) for name in entry.names] == [
        ("Jang Song Chol", "primary"),
        ("Chang Song-ch'ol", "alias"),
        ('Jang "K" Song; Chol', "alias"),
    ]
    assert {
        name: list(values)
        for name, values in entry.entity.properties.items()
        if name not in {"name", "alias"}
    } == {
        "birthDate": ["1967-03-12"],
        "country": ["kp", "ru"],
        "address": ["Moscow; Russia"],
        "idNumber": ["IMO8606173", "563310000"],
        "phone": ["+74950000000"],
        "email": ["a@example.org"],
        "notes": [
            "Date of birth: about 1967",
            "Country: xx",
            "OpenSanctions datasets: UN SC Sanctions;EU FSF",
        ],
    }
    assert entry.listing.programmes == ("UN-SC1718", "EU-PRK")
    assert entry.listing.reason == "Represents KOMID.\nHe is\nin Russia."
    assert sorted(_codes(parsed)) == [
        ("os-country-unknown", "line 4, column 6"),
        ("os-value-unclean", "line 4, column 5"),
    ]


def test_parse_ship_has_its_checked_number_and_the_others_as_text() -> None:
    entity = _parse(SHIP).entries[0].entity
    assert entity.get("imoNumber") == ("IMO8606173",)
    assert "idNumber: MMSI 445000000" in entity.get("notes")


def test_parse_no_date_of_the_table_is_a_date_of_the_listing() -> None:
    parsed = _parse(SHIP, PERSON)
    assert all(entry.listing.dates == () for entry in parsed.entries)
    assert parsed.dated_at == "2026-03-01"
    assert parsed.entries[0].listing.reason == "DPRK; listed - 2016-03-02"


def test_parse_accounts_for_every_cell() -> None:
    parsed = _parse(SHIP, PERSON)
    assert {heading: account.total for heading, account in parsed.accounted.items()} == dict.fromkeys(
        HEADINGS, 2
    )
    assert not any(account.problem for account in parsed.accounted.values())


def test_parse_older_table_without_the_newer_columns() -> None:
    headings = [name for name in HEADINGS if name not in {"program_ids", "last_change"}]
    row = tuple(value for name, value in zip(HEADINGS, SHIP, strict=True) if name in headings)
    parsed = _parse(row, headings=headings)
    assert parsed.problems == ()
    assert parsed.entries[0].listing.programmes == ()


def test_parse_column_added_is_a_problem_and_column_renamed_is_refused() -> None:
    parsed = _parse((*SHIP, "x"), headings=[*HEADINGS, "risk"])
    assert _codes(parsed) == [("os-column-unknown", "line 1, column 17")]
    with pytest.raises(SourceChangedError, match="'aliases'"):
        _parse(SHIP, headings=["alias" if name == "aliases" else name for name in HEADINGS])


@pytest.mark.parametrize("row", [SHIP[1:], (*SHIP[:1], "", *SHIP[1:-1]), ("x", "Ownership", *SHIP[2:])])
def test_parse_shifted_row_is_a_problem(row: tuple[str, ...]) -> None:
    parsed = _parse((*PERSON[:7], "", "", "", "", "", "", *SEEN), row)
    assert _codes(parsed)[-1] == ("os-row-shifted", "line 3")
    assert parsed.accounted["id"].problem == 1


def test_parse_repeated_id_and_missing_id_and_name_are_problems() -> None:
    parsed = _parse(SHIP, SHIP, ("", *SHIP[1:]), ("n", "Vessel", "", "", *SHIP[4:]))
    assert _codes(parsed) == [
        ("os-id-repeated", "line 3"),
        ("os-reference-missing", "line 4"),
        ("os-name-missing", "line 5"),
    ]
    assert len(parsed.entries) == 1


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", []),
        ('""', []),
        ("a;b", ["a", "b"]),
        ('"a;b";c', ["a;b", "c"]),
        ('"a ""b"" c"', ['a "b" c']),
        ('"a\nb";c', ["a\nb", "c"]),
        ("a\nb", ["a\nb"]),
        ('"a"b;c', ['"a"b;c']),
    ],
)
def test_split_values_parts_only_outside_quotes(cell: str, values: list[str]) -> None:
    assert split_values(cell) == values


def test_recognises_the_headings_and_nothing_else() -> None:
    assert opensanctions_simple.recognises(_write(SHIP), name="x")
    assert not opensanctions_simple.recognises(b"id,schema,name\n", name="targets.simple.csv")
    assert not opensanctions_simple.recognises(b'{"id": "x", "schema": "y", "properties": {}}', name="x")
    assert not opensanctions_simple.recognises(b"PK\x03\x04", name="targets.simple.csv")
    assert not opensanctions.recognises(_write(SHIP), name="x")


def test_locate_entry_gives_the_row_with_its_line_ends_inside_quotes() -> None:
    content = _write(SHIP, PERSON, ("last", *SHIP[1:]))
    found = opensanctions_simple.locate_entry(content, "NK-person")
    assert found is not None
    assert tuple(next(csv.reader(io.StringIO(content[slice(*found)].decode(), newline="")))) == PERSON
    assert opensanctions_simple.locate_entry(content, "id") is None
    assert opensanctions_simple.locate_entry(b"", "x") is None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<html>", UnreadableError),
        (b"PK\x03\x04", UnreadableError),
        (b"a,b\n1,2\n", SourceChangedError),
    ],
)
def test_parse_other_content_is_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        opensanctions_simple.parse(content, source="x")


@settings(max_examples=80, deadline=None)
@given(position=st.integers(0, 1500), junk=st.binary(max_size=4), length=st.integers(0, 60))
def test_parse_damaged_bytes_raise_nothing_but_our_errors(position: int, junk: bytes, length: int) -> None:
    content = _write(SHIP, PERSON)
    with contextlib.suppress(LagebildError):
        opensanctions_simple.parse(content[:position] + junk + content[position + length :], source="x")
