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
from lagebild.lists import ParsedList, au_dfat, compare_editions
from lagebild.model.listing import ListEntry

OLD = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
)
NEW = (
    *OLD[:4],
    "Alias Strength",
    *OLD[4:10],
    "IMO Number",
    *OLD[10:],
    "Instrument of Designation",
    "Targeted Financial Sanction",
    "Travel Ban",
    "Arms Embargo",
    "Maritime Restriction",
)
HAN = {
    "Reference": 3271,
    "Name of Individual or Entity": "Han Jang Su",
    "Type": "Individual",
    "Name Type": "Primary Name",
    "Date of Birth": datetime(1969, 11, 7),
    "Place of Birth": "Pyongyang, Democratic People's Republic of Korea",
    "Citizenship": "North Korean",
    "Additional Information": "KPi.055. Gender: male. Passport no.: 745420176, expires on 19 Oct. 2020.",
    "Listing Information": "Listed on: 5 Aug. 2017 (amended on 29 June 2023)",
    "Committees": "1718 (DPRK)",
    "Control Date": datetime(2023, 7, 3),
}
ALIAS = {**HAN, "Reference": "3271a", "Name of Individual or Entity": "Chang-Su Han", "Name Type": "aka"}
SHIP = {
    "Reference": 8227,
    "Name of Individual or Entity": "ANDAMAN SKIES",
    "Type": "Vessel",
    "Name Type": "Primary Name",
    "Additional Information": "Previous names include BLUE SEA and RED SEA",
    "Listing Information": "Designated in the Autonomous Sanctions (Sanctioned Vessels – Russia) Designation 2025",
    "IMO Number": 9288693,
    "Committees": "Autonomous (Vessels)",
    "Control Date": "18/06/2025",
    "Instrument of Designation": "Autonomous Sanctions (Sanctioned Vessels – Russia) Designation 2025",
    "Targeted Financial Sanction": False,
    "Travel Ban": False,
    "Arms Embargo": False,
    "Maritime Restriction": True,
}


def _book(
    rows: Sequence[dict[str, Any]], headings: Sequence[str] = OLD, *, above: Sequence[str] = ()
) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for line in above:
        sheet.append([line])
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _parse(rows: Sequence[dict[str, Any]], headings: Sequence[str] = OLD) -> ParsedList:
    return au_dfat.parse(_book(rows, headings), source="small.xlsx")


def _entry(*rows: dict[str, Any], headings: Sequence[str] = OLD) -> ListEntry:
    (entry,) = _parse(rows, headings).entries
    return entry


def _codes(parsed: ParsedList) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, problem.locator) for problem in parsed.problems]


def _dates(entry: ListEntry) -> list[tuple[str, str, str]]:
    return [(date.kind, date.value, date.field) for date in entry.listing.dates]


def test_parse_rows_with_letters_are_names_of_one_entry() -> None:
    entry = _entry(HAN, ALIAS)
    assert (entry.entity.id, entry.listing.id, entry.entity.schema) == ("au-dfat-3271", "AU:3271", "Person")
    assert [(name.value, name.kind, name.quality_raw) for name in entry.names] == [
        ("Han Jang Su", "primary", None),
        ("Chang-Su Han", "alias", "aka"),
    ]
    assert entry.listing.unsc_id == "KPi.055"
    assert entry.listing.programmes == ("1718 (DPRK)",)
    assert _dates(entry) == [
        ("designated_on", "2017-08-05", "Listing Information"),
        ("amended_on", "2023-06-29", "Listing Information"),
        ("amended_on", "2023-07-03", "Control Date"),
    ]
    assert entry.entity.get("birthDate") == ("1969-11-07",)
    assert entry.entity.get("citizenship") == ("kp",)
    assert entry.entity.get("passportNumber") == ("745420176",)
    assert entry.related[0].get("endDate") == ("2020-10-19",)


def test_parse_layout_since_november_2025_gives_strength_measures_and_ship_number() -> None:
    weak = {**HAN, "Reference": "3271b", "Name Type": "Alias", "Alias Strength": "Weak"}
    person, ship = _parse([HAN, {**weak, "Name of Individual or Entity": "Han"}, SHIP], NEW).entries
    assert [(name.value, name.kind, name.quality_raw) for name in person.names][1:] == [
        ("Han", "weak", "Weak")
    ]
    assert ship.entity.schema == "Vessel"
    assert ship.entity.get("imoNumber") == ("IMO9288693",)
    assert ship.entity.get("previousName") == ("BLUE SEA", "RED SEA")
    assert ship.listing.measures == ("Maritime Restriction",)
    assert ship.listing.legal_basis == SHIP["Instrument of Designation"]
    assert _dates(ship) == [
        ("legal_act_on", "2025", "Listing Information"),
        ("amended_on", "2025-06-18", "Control Date"),
    ]


@pytest.mark.parametrize("reference", ["3271aa", "3271 b", "3271B", "3271b2", "3271.0"])
def test_parse_reference_in_any_writing_belongs_to_its_number(reference: str) -> None:
    rows = [HAN, {**ALIAS, "Reference": reference}]
    if reference == "3271.0":
        rows = [{**HAN, "Reference": reference}, ALIAS]
    assert [name.value for name in _entry(*rows).names] == ["Han Jang Su", "Chang-Su Han"]


def test_parse_without_the_primary_row_still_makes_the_entry() -> None:
    parsed = _parse([ALIAS])
    assert parsed.entries[0].listing.reference == "3271"
    assert parsed.entries[0].entity.caption == "Chang-Su Han"
    assert _codes(parsed) == [("au-primary-row-missing", "note", "sheet 'Sheet', row 2")]


def test_parse_repeated_references_are_told_and_no_name_is_lost_silently() -> None:
    other = {**HAN, "Name of Individual or Entity": "Somebody Else"}
    parsed = _parse([HAN, HAN, other, ALIAS, {**ALIAS, "Name of Individual or Entity": "Jang Su"}])
    (entry,) = parsed.entries
    assert [name.value for name in entry.names] == ["Han Jang Su", "Chang-Su Han", "Jang Su"]
    assert _codes(parsed) == [
        ("au-row-repeated", "note", "sheet 'Sheet', row 3"),
        ("au-reference-repeated", "error", "sheet 'Sheet', row 4"),
        ("au-suffix-repeated", "note", "sheet 'Sheet', cell A6"),
    ]
    assert parsed.accounted["Reference"].problem == 1


@pytest.mark.parametrize(
    ("reference", "code"), [(None, "au-reference-missing"), ("a12", "au-reference-unreadable")]
)
def test_parse_row_without_a_number_is_an_error_and_not_an_entry(reference: str | None, code: str) -> None:
    parsed = _parse([HAN, {**ALIAS, "Reference": reference}])
    assert [entry.listing.reference for entry in parsed.entries] == ["3271"]
    assert _codes(parsed) == [(code, "error", "sheet 'Sheet', row 3")]
    assert parsed.accounted["Name of Individual or Entity"].problem == 1


def test_parse_entry_without_any_name_is_an_error() -> None:
    nameless = {**SHIP, "Name of Individual or Entity": None, "Additional Information": None}
    parsed = _parse([HAN, nameless])
    assert [entry.listing.reference for entry in parsed.entries] == ["3271"]
    assert [(code, severity) for code, severity, _ in _codes(parsed)] == [
        ("au-row-nameless", "warning"),
        ("au-name-missing", "error"),
    ]
    assert parsed.accounted["Committees"].problem == 1


def test_parse_rows_that_contradict_each_other_are_told_and_kept() -> None:
    other = {**ALIAS, "Type": "Entity", "Committees": "1737 (Iran)", "Address": "Seoul, South Korea"}
    parsed = _parse([{**HAN, "Address": "NA"}, other])
    assert [(code, place) for code, _, place in _codes(parsed)] == [
        ("au-rows-contradict", "sheet 'Sheet', cell C3"),
        ("au-rows-contradict", "sheet 'Sheet', cell K3"),
    ]
    assert parsed.entries[0].listing.programmes == ("1718 (DPRK)", "1737 (Iran)")
    assert parsed.entries[0].entity.get("address") == ("Seoul, South Korea",)


def test_parse_birth_of_an_alias_stays_with_the_alias() -> None:
    entry = _entry(HAN, {**ALIAS, "Date of Birth": "12/01/1970 (this aka only)", "Place of Birth": "Wonsan"})
    assert entry.entity.get("birthDate") == ("1969-11-07",)
    assert entry.names[1].note == "Date of Birth: 12/01/1970 (this aka only); Place of Birth: Wonsan"
    assert f"Chang-Su Han: {entry.names[1].note}" in entry.entity.get("notes")


def test_parse_name_of_former_listing_is_a_former_name() -> None:
    alias = {**ALIAS, "Name of Individual or Entity": "Chang Han (Previously listed as. In Korean: 한장수)"}
    names = _entry(HAN, alias).names
    assert [(name.value, name.kind, name.script) for name in names][1:] == [
        ("한장수", "former", "Hang"),
        ("Chang Han", "former", "Latn"),
    ]


def test_parse_unknown_words_are_told() -> None:
    row = {
        **SHIP,
        "Type": "Blimp",
        "Name Type": "Nickname",
        "Alias Strength": "Fair",
        "Travel Ban": "perhaps",
    }
    parsed = _parse([{**row, "Control Date": "soon", "Committees": None, "Citizenship": "Atlantis"}], NEW)
    assert sorted((code, severity) for code, severity, _ in _codes(parsed)) == [
        ("au-alias-strength-unknown", "note"),
        ("au-country-unknown", "note"),
        ("au-date-unreadable", "warning"),
        ("au-name-type-unknown", "note"),
        ("au-programme-missing", "warning"),
        ("au-truth-unreadable", "warning"),
        ("au-type-unknown", "note"),
    ]
    (entry,) = parsed.entries
    assert entry.entity.schema == "LegalEntity"
    assert "Citizenship: Atlantis" in entry.entity.get("notes")


def test_parse_several_programmes_and_countries_of_one_cell() -> None:
    row = {
        **HAN,
        "Committees": "1970 (Libya) 1973 (Libya)",
        "Citizenship": "Congo, Democratic Republic of the;Iran",
    }
    entry = _entry(row)
    assert entry.listing.programmes == ("1970 (Libya)", "1973 (Libya)")
    assert entry.entity.get("citizenship") == ("cd", "ir")


def test_parse_numbers_of_a_company_go_to_their_properties() -> None:
    told = (
        "IMO number: 5954061. SWIFT: DCBKKPPY. Company identification number: 1106672007738; www.example.org"
    )
    row = {**SHIP, "Name of Individual or Entity": "Example Shipping Co Ltd", "Type": "entity"}
    entity = _entry({**row, "Additional Information": told}).entity
    assert entity.schema == "Company"
    assert entity.get("imoNumber") == ("IMO5954061",)
    assert entity.get("swiftBic") == ("DCBKKPPY",)
    assert entity.get("registrationNumber") == ("1106672007738",)
    assert entity.get("website") == ("www.example.org",)


def test_parse_invalid_ship_number_is_kept_as_text() -> None:
    parsed = _parse([{**SHIP, "IMO Number": 9288694}], NEW)
    assert [(code, place) for code, _, place in _codes(parsed)] == [
        ("au-identifier-invalid", "sheet 'Sheet', cell L2")
    ]
    assert "IMO Number: 9288694" in parsed.entries[0].entity.get("notes")


@pytest.mark.parametrize("above", [(), ("Consolidated List", "as published")])
def test_parse_finds_the_headings_below_title_rows(above: tuple[str, ...]) -> None:
    assert len(au_dfat.parse(_book([HAN], above=above), source="small").entries) == 1


def test_parse_sheet_of_another_kind_is_an_error_beside_the_list() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_book([HAN])))
    workbook.create_sheet("Changes").append(["added", "Somebody"])
    stream = io.BytesIO()
    workbook.save(stream)
    parsed = au_dfat.parse(stream.getvalue(), source="small")
    assert _codes(parsed) == [("au-sheet-unknown", "error", "sheet 'Changes'")]


def test_parse_new_column_is_a_problem_and_nothing_else_is_lost() -> None:
    parsed = _parse([{**HAN, "Hair": "black"}], (*OLD, "Hair"))
    assert _codes(parsed) == [("au-column-unknown", "warning", "sheet 'Sheet', cell M1")]
    assert parsed.accounted["Hair"].problem == 1


@pytest.mark.parametrize(
    "headings",
    [
        OLD[1:],
        ("Ref", *OLD[1:]),
        (*OLD[:3], "", *OLD[3:]),
        (*OLD[:11], "Committees"),
        (*OLD[:-1], ""),
    ],
)
def test_parse_shifted_renamed_or_repeated_headings_are_refused(headings: tuple[str, ...]) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(list(headings))
    sheet.append([HAN.get(heading) for heading in OLD])
    stream = io.BytesIO()
    workbook.save(stream)
    with pytest.raises(SourceChangedError, match="last good version"):
        au_dfat.parse(stream.getvalue(), source="small")


def test_parse_merged_headings_are_refused() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_book([HAN, ALIAS])))
    workbook.worksheets[0].merge_cells("C1:D1")
    stream = io.BytesIO()
    workbook.save(stream)
    with pytest.raises(SourceChangedError, match="'Name Type'"):
        au_dfat.parse(stream.getvalue(), source="small")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<!DOCTYPE html><title>Not found</title>", UnreadableError),
        (b"<CONSOLIDATED_LIST/>", UnreadableError),
        (b"PK\x03\x04", UnreadableError),
        (_book([HAN])[:3000], UnreadableError),
        (_book([]), SourceChangedError),
    ],
)
def test_parse_other_bytes_are_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        au_dfat.parse(content, source="small")


def test_recognises_tells_the_list_from_other_workbooks() -> None:
    other = openpyxl.Workbook()
    other.worksheets[0].append(["Name", "Reference"])
    stream = io.BytesIO()
    other.save(stream)
    assert au_dfat.recognises(_book([HAN], NEW), name="any.xlsx")
    assert not au_dfat.recognises(stream.getvalue(), name="any.xlsx")
    assert not au_dfat.recognises(_book([HAN])[:900], name="any.xlsx")


def test_locate_entry_has_no_place_in_a_zipped_table() -> None:
    assert au_dfat.locate_entry(_book([HAN]), "3271") is None


def test_compare_editions_across_the_layouts_ignores_what_only_looks_otherwise() -> None:
    old = {
        **HAN,
        "Type": "individual",
        "Date of Birth": "a) 7 Nov. 1969 b) Between 1970 and 1973",
        "Citizenship": "a) North Korean b) Russian",
        "Address": "NA",
        "Additional Information": "Gender: male. Listed with his passport. Title: Mr.",
        "Listing Information": "Listed by UN 1718 Committee on 5 Aug. 2017 (amended on 29 June 2023)",
        "Committees": "1718/1737 (DPRK)",
    }
    new = {
        **HAN,
        "Date of Birth": "07/11/1969, 1970, 1971, 1972, 1973",
        "Citizenship": "Russia;Democratic People's Republic of Korea (North Korea)",
        "Additional Information": "KPi.055. Title: Mr. Gender: male. Listed with his passport",
        "Listing Information": "Listed on 5 August 2017 (amended on 29 Jun. 2023)",
        "Instrument of Designation": "Some Regulations 2008",
        "Travel Ban": True,
    }
    further = {**HAN, "Reference": 9}
    before = _parse([{**old, "Name Type": "Primary name"}, {**ALIAS, "Name Type": "Aka"}, further]).entries
    after = _parse([new, {**new, "Reference": "3271a", "Name Type": "Alias"}, further], NEW).entries
    changes = {
        change.listing_id: {field.field: (field.removed, field.added) for field in change.fields}
        for change in compare_editions(before, after)
    }
    assert set(changes) == {"AU:3271"}
    # The remark of the alias row said other things before, and the alias of the later edition bears another name.
    assert set(changes["AU:3271"]) == {"Additional Information", "Name of Individual or Entity"}


DAMAGED = _book([HAN, ALIAS, SHIP], NEW)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
def test_parse_damaged_file_ends_in_a_list_or_in_our_own_errors(data: st.DataObject) -> None:
    content = bytearray(DAMAGED)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(0, len(content)))])
    au_dfat.recognises(damaged, name="any")
    with contextlib.suppress(DocumentError, SourceChangedError):
        au_dfat.parse(damaged, source="any")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(NEW),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=24),
        ),
        max_size=4,
    )
)
def test_parse_any_cells_end_in_a_list_or_in_our_own_errors(rows: list[dict[str, str]]) -> None:
    content = _book([SHIP, *rows], NEW)
    with contextlib.suppress(SourceChangedError):
        parsed = au_dfat.parse(content, source="any")
        told = sum(1 for row in rows if any(value.strip() for value in row.values()))
        assert parsed.accounted["Reference"].total == told + 1
