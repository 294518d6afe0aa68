import contextlib
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.errors import DocumentError, EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, compare_editions, nz_russia
from lagebild.lists.account import load_field_rules
from lagebild.model.listing import ListEntry

MEASURES = (
    "Travel Ban",
    "Asset Freeze",
    "Aircraft Ban",
    "Ship Ban",
    "Service Prohibition",
    "Dealing with Securities",
)
REGISTER = (
    "Type",
    "Unique Identifier",
    "First name",
    "Middle name(s)",
    "Last name",
    "DOB",
    "Title",
    "Alias/Alternate Spellings",
    "Name of Asset",
    "Address",
    "Place of Birth",
    "Citizenship",
    "Citizenship 2",
    "Citizenship 3",
    "Passport Number",
    "Sanction Status",
    "Date of Sanction",
    "Date of Additional Sanction",
    *MEASURES,
    "General Rationale for Sanction",
    "Associates/Relatives",
    "Additional Information",
)
SHIPS = (
    "Type",
    "Unique Identifier",
    "IMO Number",
    "Name of Ship as of Date of Sanction",
    "Date of Sanction",
    "Alias/Alternate Names",
    "Date of Additional Sanction",
    "Sanction Status",
    *MEASURES,
    "Date Record Deleted",
    "Record Deleted Flag",
    "Reason for Deletion",
)
ALL = dict.fromkeys(MEASURES, "Yes")


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)


PUTIN = {
    **ALL,
    "Type": "Individual",
    "Unique Identifier": "IND-1",
    "First name": "Vladimir",
    "Middle name(s)": "Vladimirovich",
    "Last name": "Putin",
    "DOB": _day(1952, 10, 7),
    "Title": "President of the Russian Federation",
    "Citizenship": "Russia",
    "Sanction Status": "Sanctioned",
    "Date of Sanction": _day(2022, 3, 18),
    "Date of Additional Sanction": _day(2022, 4, 5),
    "General Rationale for Sanction": "President of the Russian Federation",
}
ALMAZ = {
    **ALL,
    "Travel Ban": "No",
    "Type": "Entity",
    "Unique Identifier": "ENT-10",
    "First name": "Joint-Stock Company Almaz-Antey Corporation",
    "Sanction Status": "Sanctioned",
    "Date of Sanction": _day(2022, 3, 18),
    "Date of Additional Sanction": "03/05/2022",
}
ANDAMAN = {
    "Type": "Ship",
    "Unique Identifier": "SHP-1",
    "IMO Number": 9288693,
    "Name of Ship as of Date of Sanction": "Andaman Skies",
    "Date of Sanction": _day(2025, 6, 19),
    "Sanction Status": "Sanctioned",
    "Ship Ban": "Yes",
}
LEGEND = ("Sanction Type", "Travel Ban: may not enter", "Register last updated on 19 June 2025")


def _book(
    register: Sequence[dict[str, Any]],
    ships: Sequence[dict[str, Any]] = (ANDAMAN,),
    *,
    headings: Sequence[str] = REGISTER,
    ship_headings: Sequence[str] = SHIPS,
    legend: Sequence[str] = LEGEND,
) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Russia Sanctions Register"
    for line in legend:
        sheet.append([line])
    sheet.append(list(headings))
    for row in register:
        sheet.append([row.get(heading) for heading in headings])
    fleet = workbook.create_sheet("Ships")
    fleet.append(list(ship_headings))
    for row in ships:
        fleet.append([row.get(heading) for heading in ship_headings])
    return _bytes(workbook)


def _bytes(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _parse(*register: dict[str, Any], ships: Sequence[dict[str, Any]] = (ANDAMAN,)) -> ParsedList:
    return nz_russia.parse(_book(register, ships), source="small.xlsx")


def _first(row: dict[str, Any]) -> ListEntry:
    return _parse(row).entries[0]


def _codes(parsed: ParsedList) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, problem.locator) for problem in parsed.problems]


def _dates(entry: ListEntry) -> list[tuple[str, str, str]]:
    return [(date.kind, date.value, date.field) for date in entry.listing.dates]


def test_parse_reads_persons_entities_and_ships() -> None:
    parsed = _parse(PUTIN, ALMAZ)
    assert parsed.problems == ()
    assert (parsed.dated_at, parsed.dated_raw) == ("2025-06-19", "Register last updated on 19 June 2025")
    assert [(entry.listing.id, entry.entity.schema, entry.entity.caption) for entry in parsed.entries] == [
        ("NZ:IND-1", "Person", "Vladimir Vladimirovich Putin"),
        ("NZ:ENT-10", "Company", "Joint-Stock Company Almaz-Antey Corporation"),
        ("NZ:SHP-1", "Vessel", "Andaman Skies"),
    ]
    person, company, ship = parsed.entries
    assert _dates(person) == [
        ("designated_on", "2022-03-18", "Date of Sanction"),
        ("amended_on", "2022-04-05", "Date of Additional Sanction"),
    ]
    assert _dates(company)[1] == ("amended_on", "2022-05-03", "Date of Additional Sanction")
    assert _dates(ship) == [("designated_on", "2025-06-19", "Date of Sanction")]
    assert person.listing.measures == MEASURES
    assert company.listing.measures == MEASURES[1:]
    assert ship.listing.measures == ("Ship Ban",)
    assert person.listing.programmes == ("Russia Sanctions Act 2022",)
    assert person.listing.reason == "President of the Russian Federation"
    assert {key: person.entity.get(key) for key in ("firstName", "middleName", "lastName", "birthDate")} == {
        "firstName": ("Vladimir",),
        "middleName": ("Vladimirovich",),
        "lastName": ("Putin",),
        "birthDate": ("1952-10-07",),
    }
    assert person.entity.get("citizenship") == ("ru",)
    assert person.entity.get("position") == ("President of the Russian Federation",)
    assert ship.entity.get("imoNumber") == ("IMO9288693",)


def test_parse_accounts_for_every_cell_of_both_sheets() -> None:
    parsed = _parse(PUTIN, ALMAZ)
    rules = load_field_rules("nz_russia")
    assert list(parsed.accounted) == [
        *(f"Register/{name}" for name in REGISTER),
        *(f"Ships/{name}" for name in SHIPS),
    ]
    for path, account in parsed.accounted.items():
        assert (path in rules, account.total, account.problem) == (True, 2 if "Register" in path else 1, 0)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("A. Ivanov; B. Ivanov\nC. Ivanov", ["A. Ivanov", "B. Ivanov", "C. Ivanov"]),
        ("Ivan A. Ivanov, Ivan B. Ivanov", ["Ivan A. Ivanov", "Ivan B. Ivanov"]),
        ("Example Bank, PJSC", ["Example Bank, PJSC"]),
        ("Example Steel, Joint Stock Company", ["Example Steel, Joint Stock Company"]),
        ("Ivanov, Ivan", ["Ivanov, Ivan"]),
    ],
)
def test_parse_parts_aliases_where_the_cell_does(cell: str, expected: list[str]) -> None:
    names = _first({**PUTIN, "Alias/Alternate Spellings": cell}).names
    assert [name.value for name in names if name.kind == "alias"] == expected


@pytest.mark.parametrize(
    ("cell", "certain", "notes"),
    [
        ("07/10/1952", ("1952-10-07",), ()),
        ("XX/XX/1967", ("1967",), ()),
        ("dd/mm/1967", ("1967",), ()),
        ("xx/04/1970", ("1970-04",), ()),
        (1967, ("1967",), ()),
        (19274, ("1952-10-07",), ()),
        ("xx/xx/1967-1969", (), ("DOB: xx/xx/1967-1969",)),
        ("unknown", (), ()),
        ("08/15/1977", (), ("DOB: 08/15/1977",)),
    ],
)
def test_parse_birth_dates_are_filled_up_by_nothing(
    cell: object, certain: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    entity = _first({**PUTIN, "DOB": cell}).entity
    assert (entity.get("birthDate"), entity.get("notes")) == (certain, notes)


def test_parse_day_numbers_of_excel_are_days() -> None:
    assert _dates(_first({**PUTIN, "Date of Sanction": 45352}))[0][1] == "2024-03-01"


def test_parse_date_that_is_none_is_kept_as_text_and_told() -> None:
    parsed = _parse({**PUTIN, "Date of Sanction": "soon"})
    assert _codes(parsed) == [("nz-date-unreadable", "warning", "sheet 'Russia Sanctions Register', cell Q5")]
    assert parsed.accounted["Register/Date of Sanction"].problem == 1
    assert "Date of Sanction: soon" in parsed.entries[0].entity.get("notes")


def test_parse_deleted_ship_stays_with_its_end() -> None:
    ended = {
        "Record Deleted Flag": "Yes",
        "Date Record Deleted": _day(2025, 9, 1),
        "Reason for Deletion": "entered twice",
    }
    ship = _parse(PUTIN, ships=[{**ANDAMAN, **ended}]).entries[1]
    assert _dates(ship)[1] == ("delisted_on", "2025-09-01", "Date Record Deleted")
    assert ship.entity.get("notes") == ("Record Deleted Flag: Yes", "Reason for Deletion: entered twice")


def test_parse_delisted_person_without_a_date_is_told() -> None:
    parsed = _parse({**PUTIN, "Sanction Status": "Delisted"}, {**ALMAZ, "Sanction Status": "Paused"})
    assert [code for code, _, _ in _codes(parsed)] == ["nz-ended-undated", "nz-status-unknown"]
    assert "Sanction Status: Delisted" in parsed.entries[0].entity.get("notes")


def test_parse_total_row_is_no_entry_and_assets_are_nobody() -> None:
    asset = {**ALMAZ, "Type": "Asset", "Unique Identifier": "AST-1", "First name": None}
    parsed = _parse(
        PUTIN, {**asset, "Name of Asset": "Ships of the government"}, {"Type": "Total", "First name": 2}
    )
    assert [(entry.entity.caption, entry.entity.schema) for entry in parsed.entries[:2]] == [
        ("Vladimir Vladimirovich Putin", "Person"),
        ("Ships of the government", "Asset"),
    ]
    assert _codes(parsed) == [("nz-total-row", "note", "sheet 'Russia Sanctions Register', row 7")]


def test_parse_repeated_and_missing_identifiers_are_errors() -> None:
    parsed = _parse(PUTIN, {**PUTIN, "First name": "Other"}, {**ALMAZ, "Unique Identifier": None})
    assert [entry.listing.reference for entry in parsed.entries] == ["IND-1", "SHP-1"]
    assert [(code, severity) for code, severity, _ in _codes(parsed)] == [
        ("nz-reference-repeated", "error"),
        ("nz-reference-missing", "error"),
    ]
    assert parsed.accounted["Register/Type"].problem == 2


def test_parse_unknown_words_are_told() -> None:
    row = {
        **ALMAZ,
        "Type": "Club",
        "Travel Ban": "maybe",
        "Citizenship": "Atlantis",
        "Date of Sanction": None,
    }
    parsed = _parse(row, ships=[{**ANDAMAN, "IMO Number": 9288694}])
    assert sorted((code, severity) for code, severity, _ in _codes(parsed)) == [
        ("nz-country-unknown", "note"),
        ("nz-identifier-invalid", "note"),
        ("nz-sanction-date-missing", "note"),
        ("nz-truth-unreadable", "warning"),
        ("nz-type-unknown", "note"),
    ]
    assert parsed.entries[0].entity.schema == "LegalEntity"


def test_parse_entry_without_a_name_is_an_error() -> None:
    parsed = _parse(PUTIN, {**ALMAZ, "First name": None})
    assert _codes(parsed) == [("nz-name-missing", "error", "sheet 'Russia Sanctions Register', row 6")]


def test_parse_other_details_are_kept() -> None:
    row = {
        **PUTIN,
        "Passport Number": "100200300; 400500600",
        "Place of Birth": "Leningrad, Russia",
        "Address": "Moscow, Russia",
        "Associates/Relatives": "Associate of Somebody",
        "Additional Information": "See also IND-2",
        "Citizenship 2": "Cyprus",
    }
    entry = _first(row)
    assert entry.entity.get("passportNumber") == ("100200300", "400500600")
    assert len(entry.related) == 2
    assert entry.entity.get("birthCountry") == ("ru",)
    assert entry.entity.get("country") == ("ru",)
    assert entry.entity.get("citizenship") == ("ru", "cy")
    assert entry.entity.get("notes") == (
        "Additional Information: See also IND-2",
        "Associates/Relatives: Associate of Somebody",
    )


def test_parse_sheet_of_trade_measures_is_told_and_left() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_book([PUTIN])))
    workbook.create_sheet("Trade measures").append(["Tariff item", "Description"])
    parsed = nz_russia.parse(_bytes(workbook), source="small")
    assert _codes(parsed) == [("nz-sheet-ignored", "note", "sheet 'Trade measures'")]


def test_parse_without_ships_is_told() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_book([PUTIN])))
    del workbook["Ships"]
    parsed = nz_russia.parse(_bytes(workbook), source="small")
    assert _codes(parsed) == [("nz-ships-missing", "note", "sheet 'Russia Sanctions Register'")]


@pytest.mark.parametrize(
    ("headings", "ship_headings"),
    [
        (tuple(name for name in REGISTER if name != "Date of Sanction"), SHIPS),
        (("Kind", *REGISTER[1:]), SHIPS),
        (("Type", "Identifier", *REGISTER[2:]), SHIPS),
        ((*REGISTER, "Title"), SHIPS),
        (REGISTER, ("Type", "Identifier", *SHIPS[2:])),
        (REGISTER, tuple(name for name in SHIPS if name != "IMO Number")),
    ],
)
def test_parse_renamed_or_repeated_headings_are_refused(
    headings: tuple[str, ...], ship_headings: tuple[str, ...]
) -> None:
    content = _book([PUTIN], headings=headings, ship_headings=ship_headings)
    with pytest.raises(SourceChangedError, match="last good version"):
        nz_russia.parse(content, source="small")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<html>403 Forbidden</html>", UnreadableError),
        (b"Type,Unique Identifier", UnreadableError),
        (_book([PUTIN])[:2500], UnreadableError),
        (_book([], []), SourceChangedError),
    ],
)
def test_parse_other_bytes_are_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        nz_russia.parse(content, source="small")


def test_recognises_tells_the_register_from_other_workbooks() -> None:
    other = openpyxl.Workbook()
    other.worksheets[0].append(["Reference", "Control Date"])
    assert nz_russia.recognises(_book([PUTIN]), name="any.xlsx")
    assert not nz_russia.recognises(_bytes(other), name="any.xlsx")
    assert not nz_russia.recognises(b"PK\x03\x04", name="any.xlsx")


def test_locate_entry_has_no_place_in_a_zipped_table() -> None:
    assert nz_russia.locate_entry(_book([PUTIN]), "IND-1") is None


def test_compare_editions_shows_what_changed() -> None:
    after = _parse({**PUTIN, "Title": "President"}, ALMAZ, ships=[])
    (amended, gone) = compare_editions(_parse(PUTIN, ALMAZ).entries, after.entries)
    assert (amended.kind, amended.listing_id, [field.field for field in amended.fields]) == (
        "amended",
        "NZ:IND-1",
        ["Title"],
    )
    assert (gone.kind, gone.listing_id) == ("gone", "NZ:SHP-1")


DAMAGED = _book([PUTIN, ALMAZ])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
def test_parse_damaged_file_ends_in_a_list_or_in_our_own_errors(data: st.DataObject) -> None:
    content = bytearray(DAMAGED)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(0, len(content)))])
    nz_russia.recognises(damaged, name="any")
    with contextlib.suppress(DocumentError, SourceChangedError):
        nz_russia.parse(damaged, source="any")


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=24)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(REGISTER), CELLS), max_size=4))
def test_parse_any_cells_are_read_or_reported(rows: list[dict[str, str]]) -> None:
    parsed = nz_russia.parse(_book([PUTIN, *rows]), source="any")
    told = sum(1 for row in rows if any(value.strip() for value in row.values()))
    assert parsed.accounted["Register/Type"].total == told + 1
    assert len(parsed.entries) + sum(problem.severity == "error" for problem in parsed.problems) >= 2
