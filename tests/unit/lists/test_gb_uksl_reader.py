import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, gb_ofsi, gb_uksl
from lagebild.lists.account import load_field_rules
from lagebild.model.listing import ListEntry

HERE = Path(__file__).parent
SMALL_CSV, SMALL_XML = (HERE / "gb-uksl-small.csv").read_bytes(), (HERE / "gb-uksl-small.xml").read_bytes()
ROOT = HERE.parent.parent.parent
PAGE = (ROOT / "docs" / "sources" / "gb_uksl.md").read_text(encoding="utf-8")
LISTS = ROOT / "src" / "lagebild" / "lists"

SHORT = [
    "Unique ID",
    "OFSI Group ID",
    "Name",
    "Regime Name",
    "Type",
    "Designation source",
    "Date Designated",
    "Sanctions Imposed",
]
FIRST = ["AFG0001", "12703", "MONEY EXCHANGE", "Afghanistan", "Entity", "UN", "29-06-2012", "Asset freeze"]


def write_ods(*sheets: Iterable[list[str]]) -> bytes:
    """A workbook as LibreOffice would write it, with the least that is needed."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    tables = []
    for number, rows in enumerate(sheets):
        cells = (
            "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            for row in rows
        )
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        tables.append(f'<table:table table:name="S{number}">{body}</table:table>')
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:table="{name}:table:1.0" '
        f'xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet>'
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return packed.getvalue()


SMALL_ODS = write_ods([SHORT, FIRST])


def read_rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(SMALL_CSV.decode(), newline="")))


def write_csv(rows: Iterable[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def parse(content: bytes) -> ParsedList:
    return gb_uksl.parse(content, source="list")


def find(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


def codes(parsed: ParsedList) -> Counter[str]:
    return Counter(problem.code for problem in parsed.problems)


def change(row: int, heading: str, value: str) -> bytes:
    """The small CSV with one cell changed; rows count from 1 below the headings."""
    rows = read_rows()
    rows[row + 1][rows[1].index(heading)] = value
    return write_csv(rows)


@pytest.mark.parametrize(
    ("content", "form", "dated_at", "counts"),
    [
        (SMALL_CSV, "csv", "2026-09-11", {"Company": 2, "Organization": 1, "Person": 2, "Vessel": 1}),
        (SMALL_XML, "xml", "2026-09-11", {"Company": 1, "Person": 1, "Vessel": 1}),
        (SMALL_ODS, "ods-short", None, {"Organization": 1}),
    ],
)
def test_parse_each_form_reads_its_entries(
    content: bytes, form: str, dated_at: str | None, counts: dict[str, int]
) -> None:
    assert gb_uksl.recognises(content, name="list")
    assert not gb_ofsi.recognises(content, name="list")
    parsed = parse(content)
    assert (parsed.source.form, parsed.dated_at, parsed.count_by_schema()) == (form, dated_at, counts)
    assert parsed.source.id == "gb-uksl"


def test_parse_csv_in_a_workbook_reads_the_same_entries() -> None:
    workbook = parse(write_ods([[cell.replace("&", "&amp;") for cell in row] for row in read_rows()]))
    assert workbook.source.form == "ods"
    assert workbook.entries == parse(SMALL_CSV).entries


def test_parse_rows_of_one_number_make_one_entry_with_all_their_names() -> None:
    entry = find(parse(SMALL_CSV), "AFG0001")
    assert [(name.value, name.kind, name.quality_raw) for name in entry.names] == [
        ("HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE", "primary", "Primary Name"),
        ("Haji Alim Hawala", "alias", "Good quality a.k.a"),
        ("Cash Desk", "weak", "Low quality a.k.a"),
    ]
    assert entry.entity.get("address") == (
        "Chohar Mir Road, Quetta, Pakistan",
        "Branch Office 2, Kabul, Afghanistan",
    )
    assert entry.raw["Address Country"] == ["Pakistan", "Afghanistan"]


def test_parse_person_takes_name_6_last_and_as_the_family_name() -> None:
    entry = find(parse(SMALL_CSV), "AFG0006")
    assert entry.entity.caption == "MOHAMMAD HASSAN AKHUND"
    assert (entry.entity.get("firstName"), entry.entity.get("lastName")) == (("MOHAMMAD",), ("AKHUND",))
    assert entry.names[1:] == (
        *[
            name
            for name in entry.names
            if (name.value, name.lang, name.script) == ("محمد حسن آخوند", "ps", "Arab")
        ],
        *[name for name in entry.names if (name.value, name.kind) == ("Mullah Hassan", "alias")],
    )
    assert len(entry.names) == 3


def test_parse_birth_dates_known_in_part_stay_in_part() -> None:
    entry = find(parse(SMALL_CSV), "AFG0006").entity
    assert entry.get("birthDate") == ("1945", "1946")
    assert "Date of birth: 15/08/19yy" in entry.get("notes")


def test_parse_dates_have_their_kind_and_field() -> None:
    listing = find(parse(SMALL_CSV), "RUS9002").listing
    assert [(date.kind, date.value, date.field) for date in listing.dates] == [
        ("designated_on", "2022-03-15", "Date Designated"),
        ("amended_on", "2026-08-04", "Last Updated"),
    ]
    xml = find(parse(SMALL_XML), "DPR0157").listing
    assert [(date.kind, date.value, date.field) for date in xml.dates] == [
        ("designated_on", "2009-04-24", "DateDesignated"),
        ("amended_on", "2020-12-31", "LastUpdated"),
    ]


def test_parse_listing_takes_regime_measures_reason_and_un_reference() -> None:
    listing = find(parse(SMALL_CSV), "RUS9002").listing
    assert listing.programmes == ("The Russia (Sanctions) (EU Exit) Regulations 2019",)
    assert listing.legal_basis == "The Russia (Sanctions) (EU Exit) Regulations 2019"
    assert listing.measures == (
        "Asset freeze",
        "Director Disqualification Sanction",
        "Travel Ban",
        "Trust Services Sanctions",
    )
    assert listing.reason == "Is or has been an involved person, as the regulations say."
    assert find(parse(SMALL_CSV), "AFG0001").listing.unsc_id == "TAe.010"


def test_parse_passport_details_give_country_and_days() -> None:
    passport = next(one for one in find(parse(SMALL_CSV), "RUS9002").related if one.schema == "Passport")
    assert (passport.get("number"), passport.get("country")) == (("P04581926",), ("af",))
    assert (passport.get("startDate"), passport.get("endDate")) == (("2024-08-07",), ("2034-08-07",))


def test_parse_registration_numbers_go_by_their_own_labels() -> None:
    entity = find(parse(SMALL_CSV), "RUS9003").entity
    assert entity.get("ogrnCode") == ("1027700132195",)
    assert entity.get("kppCode") == ("773601001",)
    assert entity.get("innCode") == ("7707083893",)
    assert "INN: 7707083894" in entity.get("notes")


@pytest.mark.parametrize("content", [SMALL_CSV, SMALL_XML])
def test_parse_ship_has_its_numbers_flags_and_links(content: bytes) -> None:
    entry = find(parse(content), "DPR9001")
    assert entry.entity.schema == "Vessel"
    assert entry.entity.get("imoNumber") == ("IMO8712362",)
    assert entry.entity.get("flag") == ("kp",)
    assert entry.entity.get("pastFlags")[0] == "pa"
    assert entry.entity.get("buildDate") == ("1987",)
    assert entry.entity.get("registrationNumber") == ("KP-12345-H",)
    owner = next(one for one in entry.related if one.get("name") == ("Chon Myong Shipping Co",))
    link = next(one for one in entry.related if one.get("subject") == (owner.id,))
    assert (link.schema, link.get("object"), link.get("role")) == (
        "UnknownLink",
        ("gb-uksl-DPR9001",),
        ("Current owner/operator (s)",),
    )


def test_parse_small_csv_has_exactly_these_problems() -> None:
    assert codes(parse(SMALL_CSV)) == {
        "gb-birth-date-unreadable": 1,
        "gb-language-unknown": 1,
        "gb-native-name-latin": 1,
        "gb-remark-label-unknown": 1,
        "gb-measure-empty": 1,
        "gb-identifier-invalid": 1,
    }


def test_parse_small_xml_adds_the_measure_that_only_an_indicator_names() -> None:
    parsed = parse(SMALL_XML)
    assert codes(parsed) == {"gb-measure-added": 1}
    assert find(parsed, "AFG0006").listing.measures == ("Asset freeze", "Travel Ban", "Arms Embargo")


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Regime Name", "Another Regulations 2020"),
        ("Date Designated", "30/06/2012"),
        ("Designation Type", "Ship"),
        ("Designation source", "UK"),
    ],
)
def test_parse_row_that_contradicts_another_is_a_problem_and_the_first_counts(
    heading: str, value: str
) -> None:
    parsed = parse(change(2, heading, value))
    found = [problem for problem in parsed.problems if problem.code == "gb-value-contradicted"]
    assert [(problem.severity, value in problem.message) for problem in found] == [("warning", True)]
    assert found[0].locator.startswith("line 4, column ")
    assert parsed.accounted[heading].problem == 1
    entry, before = find(parsed, "AFG0001"), find(parse(SMALL_CSV), "AFG0001")
    assert (entry.listing, entry.entity) == (before.listing, before.entity)


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Date Designated", "soon", "gb-date-unreadable"),
        ("Date Designated", "31/02/2012", "gb-date-unreadable"),
        ("Date Designated", "", "gb-designation-undated"),
        ("Last Updated", "13/13/2020", "gb-date-unreadable"),
        ("Designation Type", "Planet", "gb-type-unknown"),
        ("Regime Name", "", "gb-regime-missing"),
        ("UN Reference Number", "QDi", "gb-un-reference-unreadable"),
        ("UN Reference Number", "KPe.001; KPe.002", "gb-un-reference-several"),
        ("Name type", "Nom de guerre", "gb-name-type-unknown"),
        ("IMO number", "IMO8712363", "gb-identifier-invalid"),
        ("Current believed flag of ship", "Atlantis", "gb-country-unknown"),
        ("Unique ID", "", "gb-reference-missing"),
        ("Unique ID", "15/03/2022", "gb-reference-unreadable"),
        ("Name 6", "", "gb-name-missing"),
        ("Other Information", "lost \ufffd letter", "gb-text-damaged"),
    ],
)
def test_parse_doubtful_cell_is_a_problem_with_its_place(heading: str, value: str, code: str) -> None:
    """The ship has one row, the eleventh."""
    parsed = parse(change(11, heading, value))
    found = [problem.locator.partition(",")[0] for problem in parsed.problems if problem.code == code]
    assert found.count("line 13") == 1
    assert len(found) == 1 + codes(parse(SMALL_CSV))[code]


def test_parse_designation_date_known_in_part_is_not_filled_up() -> None:
    assert (
        find(parse(change(11, "Date Designated", "dd/03/2018")), "DPR9001").listing.designated_on == "2018-03"
    )
    assert find(parse(change(11, "Date Designated", "2017")), "DPR9001").listing.designated_on == "2017"


def test_parse_gender_never_seen_is_a_problem_and_lost() -> None:
    parsed = parse(change(13, "Gender", "Other word"))
    assert codes(parsed)["gb-gender-unknown"] == 1
    assert parsed.accounted["Gender"].problem == 1


def test_parse_entry_without_a_name_is_an_error_and_every_cell_of_its_row_counts_as_lost() -> None:
    parsed = parse(change(11, "Name 6", ""))
    assert [problem.severity for problem in parsed.problems if problem.code == "gb-name-missing"] == ["error"]
    assert {account.problem for account in parsed.accounted.values()} == {1}
    assert len(parsed.entries) == 5


def test_parse_entry_without_a_name_loses_all_of_its_rows() -> None:
    rows = [
        [cell.replace("AKHUND", "").replace("MOHAMMAD", "").replace("HASSAN", "") for cell in row]
        for row in read_rows()
    ]
    native = rows[1].index("Name non-latin script")
    remark = rows[1].index("Other Information")
    for row in rows[7:10]:
        row[native] = row[remark] = ""
    parsed = parse(write_csv(rows))
    assert codes(parsed)["gb-name-missing"] == 1
    assert {account.problem for account in parsed.accounted.values()} == {3}


def test_parse_short_row_is_told_of() -> None:
    rows = read_rows()
    rows[-1] = rows[-1][:40]
    parsed = parse(write_csv(rows))
    assert codes(parsed)["gb-row-short"] == 1
    assert len(parsed.entries) == 6


def test_parse_row_shifted_beyond_the_last_column_is_refused() -> None:
    rows = read_rows()
    rows[5] = ["", *rows[5][:-1], "HIN"]
    with pytest.raises(SourceChangedError, match="under no heading"):
        parse(write_csv(rows))


def test_parse_row_shifted_by_one_cell_is_no_entry_of_its_own() -> None:
    rows = read_rows()
    rows[12] = ["", *rows[12][:-1]]
    parsed = parse(write_csv(rows))
    assert codes(parsed)["gb-reference-unreadable"] == 1
    assert len(parsed.entries) == 5


@pytest.mark.parametrize("heading", ["Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated"])
def test_parse_table_without_a_needed_column_is_refused(heading: str) -> None:
    rows = read_rows()
    rows[1][rows[1].index(heading)] = "Something"
    with pytest.raises(SourceChangedError, match=heading):
        parse(write_csv(rows))


def test_parse_renamed_column_is_a_problem_and_its_values_are_lost() -> None:
    rows = read_rows()
    rows[1][rows[1].index("Position")] = "Office"
    parsed = parse(write_csv(rows))
    assert codes(parsed)["gb-column-unknown"] == 1
    missing = next(problem for problem in parsed.problems if problem.code == "gb-column-missing")
    assert "Position" in missing.message
    assert (parsed.accounted["Office"].state, parsed.accounted["Office"].problem) == ("problem", 15)


def test_parse_added_column_is_a_problem() -> None:
    rows = [[*row, "x" if number else "Crypto wallet"] for number, row in enumerate(read_rows()[1:])]
    parsed = parse(write_csv(rows))
    assert codes(parsed)["gb-column-unknown"] == 1
    assert codes(parsed)["gb-edition-undated"] == 1
    assert find(parsed, "DPR9001").raw["Crypto wallet"] == ["x"]


def test_parse_headings_in_other_capitals_are_the_same() -> None:
    rows = read_rows()
    rows[1] = [heading.upper() for heading in rows[1]]
    assert [entry.entity for entry in parse(write_csv(rows)).entries] == [
        entry.entity for entry in parse(SMALL_CSV).entries
    ]


def test_parse_repeated_heading_is_refused() -> None:
    rows = read_rows()
    rows[1][3] = "Unique ID"
    with pytest.raises(SourceChangedError, match="second time"):
        parse(write_csv(rows))


def test_parse_short_table_with_one_number_twice_keeps_the_first() -> None:
    parsed = parse(write_ods([SHORT, FIRST, [*FIRST[:2], "OTHER", *FIRST[3:]]]))
    assert [problem.locator for problem in parsed.problems if problem.code == "gb-reference-repeated"] == [
        "sheet 'S0', row 3"
    ]
    assert [entry.entity.caption for entry in parsed.entries] == ["MONEY EXCHANGE"]


def test_parse_workbook_with_another_filled_sheet_tells_of_it() -> None:
    parsed = parse(write_ods([["Notes"], ["something"]], [SHORT, FIRST]))
    assert codes(parsed)["gb-sheet-unknown"] == 1
    assert len(parsed.entries) == 1


def test_parse_workbook_without_a_designation_is_refused() -> None:
    with pytest.raises(SourceChangedError):
        parse(write_ods([SHORT]))
    with pytest.raises(SourceChangedError):
        parse(write_ods([["Something"], ["else"]]))


def test_parse_xml_with_one_number_twice_keeps_the_first() -> None:
    parsed = parse(SMALL_XML.replace(b"<UniqueID>DPR0157<", b"<UniqueID>AFG0006<"))
    assert [problem.severity for problem in parsed.problems if problem.code == "gb-reference-repeated"] == [
        "error"
    ]
    assert [entry.listing.reference for entry in parsed.entries] == ["AFG0006", "DPR9001"]
    assert parsed.accounted["Designations/Designation/LastUpdated"].problem == 1


def test_parse_xml_without_a_number_is_an_error() -> None:
    assert codes(parse(SMALL_XML.replace(b"<UniqueID>DPR0157</UniqueID>", b"")))["gb-reference-missing"] == 1
    assert codes(parse(SMALL_XML.replace(b">DPR0157<", b">?<")))["gb-reference-unreadable"] == 1


def test_parse_xml_with_an_element_never_seen_tells_of_it() -> None:
    parsed = parse(SMALL_XML.replace(b"<Titles>", b"<Wallets><Wallet>x</Wallet></Wallets><Titles>"))
    assert codes(parsed)["gb-element-unknown"] == 2
    assert find(parsed, "AFG0006").raw["Wallets/Wallet"] == ["x"]


@pytest.mark.parametrize("day", [b"", b"<DateGenerated/>", b"<DateGenerated>today</DateGenerated>"])
def test_parse_xml_without_a_day_is_undated(day: bytes) -> None:
    parsed = parse(SMALL_XML.replace(b"<DateGenerated>11/09/2026</DateGenerated>", day))
    assert parsed.dated_at is None
    assert codes(parsed)["gb-edition-undated"] == 1


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Designations>&b;</Designations>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b" \n ", EmptyTextError),
        (SMALL_XML[:-400], UnreadableError),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", UnreadableError),
        (b"<html><body>Service unavailable</body></html>", UnreadableError),
        (BOMB, UnreadableError),
        (b"<Other/>", SourceChangedError),
        (b"<Designations/>", SourceChangedError),
        (SMALL_ODS[:200], UnreadableError),
        (b"PK\x03\x04" + SMALL_CSV, UnreadableError),
        (b"a,b\n1,2\n", SourceChangedError),
        (SMALL_CSV[:300], SourceChangedError),
        (b"Unique ID\x00,", UnreadableError),
    ],
)
def test_parse_refuses_what_is_no_list(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        parse(content)


def test_parse_csv_in_utf_16_reads_the_same() -> None:
    assert parse(SMALL_CSV.decode().encode("utf-16")).entries == parse(SMALL_CSV).entries


def test_parse_csv_in_another_encoding_is_told_of() -> None:
    content = SMALL_CSV.replace("Volapük".encode(), "Volapük".encode("cp1252"))
    assert codes(parse(content))["gb-encoding-doubtful"] == 1
    assert codes(parse(SMALL_CSV))["gb-encoding-doubtful"] == 0


def test_parse_ship_named_in_the_remark_of_another_is_not_its_own_number() -> None:
    entity = find(parse(change(11, "Other Information", "Met a tanker (IMO 9562233).")), "DPR9001").entity
    assert entity.get("imoNumber") == ("IMO8712362",)
    assert (
        find(parse(change(12, "Other Information", "SWIFT: SABRRUMM")), "RUS9002").entity.get("swiftBic")
        == ()
    )
    company = find(
        parse(change(15, "Other Information", "SWIFT: SABRRUMM, mail@example.org")), "RUS9003"
    ).entity
    assert company.get("swiftBic") == ("SABRRUMM",)
    assert company.get("email") == ("mail@example.org",)


@pytest.mark.parametrize(
    ("content", "begins", "ends"),
    [(SMALL_CSV, b"01/02/2021,AFG0001", b","), (SMALL_XML, b"<Designation>", b"</Designation>")],
)
def test_locate_entry_finds_all_of_it_and_nothing_else(content: bytes, begins: bytes, ends: bytes) -> None:
    reference = parse(content).entries[0].listing.reference
    start, end = gb_uksl.locate_entry(content, reference) or (0, 0)
    assert content[start:end].startswith(begins)
    assert content[start:end].endswith(ends)
    assert set(re.findall(rb"\b(?:AFG|DPR|RUS)\d{4}\b", content[start:end])) == {reference.encode()}
    assert content.count(reference.encode()) == content[start:end].count(reference.encode())


@pytest.mark.parametrize("reference", ["AFG9999", "x", ""])
def test_locate_entry_of_an_unknown_reference_is_none(reference: str) -> None:
    assert [gb_uksl.locate_entry(content, reference) for content in (SMALL_CSV, SMALL_XML, SMALL_ODS)] == [
        None
    ] * 3


def test_locate_entry_in_a_workbook_or_with_scattered_rows_is_none() -> None:
    rows = read_rows()
    scattered = write_csv([*rows, rows[2]])
    assert gb_uksl.locate_entry(scattered, "AFG0001") is None
    assert gb_uksl.locate_entry(SMALL_ODS, "AFG0001") is None
    assert find(parse(scattered), "AFG0001").entity == find(parse(SMALL_CSV), "AFG0001").entity


Mutation = Callable[[bytes], bytes]


def _cut(place: float) -> Mutation:
    return lambda content: content[: int(len(content) * place)]


def _flip(place: float, value: int) -> Mutation:
    def change_byte(content: bytes) -> bytes:
        at = int(len(content) * place)
        return content[:at] + bytes([value]) + content[at + 1 :]

    return change_byte


def _drop(place: float, length: int) -> Mutation:
    return lambda content: (
        content[: int(len(content) * place)] + content[int(len(content) * place) + length :]
    )


places = st.floats(min_value=0, max_value=1, exclude_max=True)
mutations = st.lists(
    st.one_of(
        st.builds(_cut, places),
        st.builds(_flip, places, st.integers(min_value=0, max_value=255)),
        st.builds(_drop, places, st.integers(min_value=1, max_value=200)),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(content=st.sampled_from([SMALL_CSV, SMALL_XML, SMALL_ODS]), changes=mutations)
def test_parse_damaged_bytes_raise_nothing_but_our_errors(content: bytes, changes: list[Mutation]) -> None:
    for apply in changes:
        content = apply(content)
    gb_uksl.recognises(content, name="list")
    gb_uksl.locate_entry(content, "AFG0006")
    try:
        parsed = gb_uksl.parse(content, source="list")
    except LagebildError:
        return
    assert parsed.entries


def test_source_page_tables_of_fields_are_the_readers_own() -> None:
    for heading, name, prefix in (
        ("| Column", "fields", ""),
        ("| Path below", "xml_fields", "Designations"),
    ):
        table = PAGE[PAGE.index(heading) :].strip().split("\n\n")[0].splitlines()[2:]
        expected = []
        for rule in load_field_rules("gb_uksl", name).values():
            path = rule.path.removeprefix(prefix).removeprefix("/") or "."
            expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
        assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_readers() -> None:
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every column")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    code = "".join(path.read_text(encoding="utf-8") for path in [*LISTS.glob("gb_*/*.py"), LISTS / "xml.py"])
    used = set(re.findall(r'"((?:gb|xml)(?:-[a-z0-9]+)+)"', code)) - {gb_uksl.SOURCE.id, gb_ofsi.SOURCE.id}
    noted = {
        f"gb-{name}" for name in re.findall(r'\.note\(\s*"([a-z-]+)"', code) if not name.startswith("gb-")
    }
    drafted = {"gb-country-unknown", "gb-identifier-invalid", "gb-name-missing"}
    accounted = {"gb-column-unknown", "gb-element-unknown", "gb-attribute-unknown"}
    assert (
        documented == used | {code for code in noted if not code.startswith("gb-xml")} | drafted | accounted
    )


def test_source_page_names_the_addresses_of_the_source() -> None:
    assert f"<{gb_uksl.SOURCE.homepage}>" in PAGE
