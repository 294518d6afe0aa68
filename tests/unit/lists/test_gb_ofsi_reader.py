import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, gb_ofsi, gb_uksl
from lagebild.lists.account import load_field_rules
from lagebild.model.listing import ListEntry

HERE = Path(__file__).parent
SMALL = (HERE / "gb-ofsi-small.csv").read_bytes()
PAGE = (HERE.parent.parent.parent / "docs" / "sources" / "gb_ofsi.md").read_text(encoding="utf-8")


def parse(content: bytes) -> ParsedList:
    return gb_ofsi.parse(content, source="list")


def find(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


def read_rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(SMALL.decode(), newline="")))


def write_csv(rows: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def change(row: int, heading: str, value: str) -> bytes:
    """The small CSV with one cell changed; rows count from 1 below the headings."""
    rows = read_rows()
    rows[row + 1][rows[1].index(heading)] = value
    return write_csv(rows)


def test_parse_small_file_reads_one_entry_for_each_group() -> None:
    parsed = parse(SMALL)
    assert gb_ofsi.recognises(SMALL, name="list")
    assert not gb_uksl.recognises(SMALL, name="list")
    assert (parsed.dated_at, parsed.dated_raw, parsed.source.form) == ("2022-05-13", "13/05/2022", "csv")
    assert parsed.count_by_schema() == {"Organization": 1, "Person": 2, "Vessel": 1}
    assert [entry.listing.id for entry in parsed.entries] == ["GB:7405", "GB:13918", "GB:12431", "GB:14500"]


def test_parse_small_file_has_exactly_these_problems() -> None:
    assert Counter((problem.code, problem.locator) for problem in parse(SMALL).problems) == {
        ("gb-country-unknown", "line 6, column 12"): 1,
        ("gb-un-reference-unreadable", "line 11, column 28"): 1,
    }


def test_parse_dates_of_listing_and_of_designation_keep_their_fields() -> None:
    listing = find(parse(SMALL), "7405").listing
    assert [(date.kind, date.value, date.field) for date in listing.dates] == [
        ("designated_on", "2001-02-23", "Listed On"),
        ("designated_on", "2001-01-25", "UK Sanctions List Date Designated"),
        ("amended_on", "2021-02-01", "Last Updated"),
    ]


def test_parse_group_under_two_regimes_has_the_dates_of_each() -> None:
    entry = find(parse(SMALL), "13918")
    assert entry.listing.programmes == ("Belarus", "Global Human Rights")
    assert [(date.value, date.field) for date in entry.listing.dates if date.kind == "designated_on"] == [
        ("2020-11-06", "Listed On [Belarus]"),
        ("2020-09-29", "Listed On [Global Human Rights]"),
        ("2020-12-31", "UK Sanctions List Date Designated [Belarus]"),
        ("2020-09-29", "UK Sanctions List Date Designated [Global Human Rights]"),
    ]
    assert [name.kind for name in entry.names] == ["primary", "alias"]


def test_parse_two_days_of_listing_under_one_regime_contradict() -> None:
    parsed = parse(change(2, "Listed On", "24/02/2001"))
    found = [problem for problem in parsed.problems if problem.code == "gb-value-contradicted"]
    assert [(problem.locator, problem.severity) for problem in found] == [("line 4, column 33", "warning")]
    assert find(parsed, "7405").listing == find(parse(SMALL), "7405").listing


def test_parse_remark_is_kept_whole_and_its_parts_are_read() -> None:
    entry = find(parse(SMALL), "12431")
    notes = entry.entity.get("notes")
    assert notes[0].startswith(
        "Other Information: (UK Sanctions List Ref):SYR0306 (UK Statement of Reasons):Front "
    )
    assert "UK Sanctions List Ref: SYR0306" in notes
    assert entry.listing.reason == "Front company for the purchase of sensitive equipment."
    assert entry.entity.get("phone") == ("+963112121816", "+963112121834")
    assert entry.entity.get("email") == ("info@example.org",)
    assert [one.get("name") for one in entry.related if one.schema == "LegalEntity"] == [("Research Centre",)]


def test_parse_remark_of_a_ship_gives_its_properties() -> None:
    entity = find(parse(SMALL), "14500").entity
    assert {name: entity.get(name) for name in ("imoNumber", "type", "tonnage", "buildDate", "flag")} == {
        "imoNumber": ("IMO9562233",),
        "type": ("Bulk carrier",),
        "tonnage": ("3,000",),
        "buildDate": ("2010",),
        "flag": ("km",),
    }


def test_parse_two_references_of_the_other_list_are_two_notes() -> None:
    notes = find(parse(SMALL), "13918").entity.get("notes")
    assert [note for note in notes if note.startswith("UK Sanctions List Ref")] == [
        "UK Sanctions List Ref: GHR0050",
        "UK Sanctions List Ref: BEL0045",
    ]


def test_parse_former_names_and_un_reference() -> None:
    parsed = parse(SMALL)
    assert [(name.value, name.kind) for name in find(parsed, "12431").names][1] == (
        "Engineering Works",
        "former",
    )
    assert find(parsed, "7405").listing.unsc_id == "TAi.130"


def test_parse_documents_take_country_and_days_from_their_details() -> None:
    passport, identity = find(parse(SMALL), "7405").related
    assert (passport.get("number"), passport.get("country"), passport.get("startDate")) == (
        ("D 000933",),
        ("af",),
        ("1998-09-13",),
    )
    assert (identity.get("number"), identity.get("country"), identity.get("summary")) == (
        ("55130",),
        ("af",),
        ("(Afghan) (tazkira)",),
    )


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Listed On", "33/01/2020", "gb-date-unreadable"),
        ("Group Type", "", "gb-type-unknown"),
        ("Group ID", "", "gb-reference-missing"),
        ("Group ID", "15/03/2022", "gb-reference-unreadable"),
        ("Name 6", "", "gb-name-missing"),
        ("Regime", "", "gb-regime-missing"),
    ],
)
def test_parse_doubtful_cell_is_a_problem_with_its_line(heading: str, value: str, code: str) -> None:
    """The ship has one row, the ninth."""
    parsed = parse(change(9, heading, value))
    assert [problem.locator[:7] for problem in parsed.problems if problem.code == code] == ["line 11"]


def test_parse_list_of_before_2022_lacks_columns_and_says_so() -> None:
    rows = read_rows()
    columns = ("Passport Number", "Alias Quality", "UK Sanctions List Date Designated")
    left_out = {rows[1].index(name) for name in columns}
    older = [[cell for column, cell in enumerate(row) if column not in left_out] for row in rows[1:]]
    parsed = parse(write_csv([rows[0], *older]))
    missing = [problem.message for problem in parsed.problems if problem.code == "gb-column-missing"]
    (message,) = missing
    assert message.startswith(
        "The columns Alias Quality, Passport Number, UK Sanctions List Date Designated are not"
    )
    assert find(parsed, "7405").listing.designated_on == "2001-02-23"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<html>moved</html>", UnreadableError),
        (b"PK\x03\x04abc", UnreadableError),
        (SMALL[:100], SourceChangedError),
        (SMALL.replace(b"Listed On", b"Listed", 1), SourceChangedError),
        (SMALL[: SMALL.index(b"ABDUL")], SourceChangedError),
    ],
)
def test_parse_refuses_what_is_no_list(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        parse(content)


def test_locate_entry_finds_its_rows() -> None:
    start, end = gb_ofsi.locate_entry(SMALL, "12431") or (0, 0)
    assert [row[0] for row in csv.reader(io.StringIO(SMALL[start:end].decode(), newline=""))] == [
        "(GENERAL) ORGANIZATION FOR ENGINEERING INDUSTRIES",
        "Engineering Works",
    ]
    assert gb_ofsi.locate_entry(SMALL, "999") is None


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 150)), max_size=3),
    junk=st.binary(max_size=6),
)
def test_parse_damaged_bytes_raise_nothing_but_our_errors(cuts: list[tuple[int, int]], junk: bytes) -> None:
    content = SMALL
    for start, length in cuts:
        content = content[:start] + junk + content[start + length :]
    gb_ofsi.recognises(content, name="list")
    gb_ofsi.locate_entry(content, "7405")
    try:
        parsed = gb_ofsi.parse(content, source="list")
    except LagebildError:
        return
    assert parsed.entries


def test_source_page_table_of_columns_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Column") :].strip().splitlines()[2:]
    rules = load_field_rules("gb_ofsi").values()
    assert table == [f"| `{rule.path}` | {rule.kind} | {rule.state} | {rule.note} |" for rule in rules]


def test_source_page_names_the_addresses_and_the_end_of_the_list() -> None:
    assert f"<{gb_ofsi.SOURCE.homepage}>" in PAGE
    assert re.search(r"closed.{0,40}28 January 2026", PAGE)
