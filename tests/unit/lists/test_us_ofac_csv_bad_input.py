"""OFAC's CSV sets: bad input, and what the page about the source says."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, us_ofac_csv
from lagebild.lists.account import load_field_rules
from lagebild.lists.package import pack_set
from lagebild.model.listing import ListEntry

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent


def _small(*names: str) -> dict[str, bytes]:
    return {name: (HERE / f"us_ofac_csv-small-{name}").read_bytes() for name in names}


SDN = _small("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CONS = _small("cons_prim.csv", "cons_alt.csv")
PACKED = pack_set(SDN)


def _parse(files: dict[str, bytes]) -> ParsedList:
    return us_ofac_csv.parse(pack_set(files), source="set.zip")


def _parse_rows(*rows: str, name: str = "sdn.csv") -> ParsedList:
    return us_ofac_csv.parse("".join(f"{row}\r\n" for row in rows).encode() + b"\x1a", source=name)


def _row(
    number: int | str, name: str, *, kind: str = "-0- ", programme: str = "CUBA", remarks: str = "-0- "
) -> str:
    quoted = remarks if remarks == "-0- " else f'"{remarks}"'
    return f'{number},"{name}",{kind},"{programme}"' + ",-0- " * 7 + f",{quoted}"


def _entry(parsed: ParsedList, number: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == number)


def _names(entry: ListEntry) -> list[tuple[str, str, str | None]]:
    return [(name.value, name.kind, name.quality_raw) for name in entry.names]


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


@pytest.mark.parametrize("name", ["alt.csv", "add.csv", "sdn_comments.csv"])
def test_parse_without_the_main_file_says_which_is_missing(name: str) -> None:
    with pytest.raises(SourceChangedError, match=re.escape(name)) as caught:
        us_ofac_csv.parse(SDN[name], source=name)
    assert "without the main file sdn.csv" in str(caught.value)


def test_parse_aliases_of_the_consolidated_list_alone_asks_for_its_main_file() -> None:
    with pytest.raises(SourceChangedError, match=r"without the main file cons_prim\.csv"):
        us_ofac_csv.parse(CONS["cons_alt.csv"], source="cons_alt.csv")


def test_parse_set_of_two_lists_is_refused() -> None:
    with pytest.raises(SourceChangedError, match="mixes files"):
        _parse({"sdn.csv": SDN["sdn.csv"], "cons_alt.csv": CONS["cons_alt.csv"]})
    with pytest.raises(SourceChangedError, match="both with the 12 columns"):
        _parse({"sdn.csv": SDN["sdn.csv"], "old.csv": SDN["sdn.csv"]})


@pytest.mark.parametrize("name", ["alt.csv", "add.csv", "sdn_comments.csv"])
def test_parse_rows_of_a_number_without_a_main_row_are_told(name: str) -> None:
    widths = {
        "alt.csv": '5,1,"aka","X",-0- ',
        "add.csv": '5,1,"X",-0- ,-0- ,-0- ',
        "sdn_comments.csv": '5,"X"',
    }
    parsed = _parse(SDN | {name: SDN[name].rstrip(b"\x1a") + widths[name].encode() + b"\r\n\x1a"})
    (problem,) = [problem for problem in parsed.problems if "orphan" in problem.code]
    assert problem.severity == "warning"
    assert problem.locator == f"{name}, line {2 if name == 'sdn_comments.csv' else 5}"
    role = {"alt.csv": "ALT", "add.csv": "ADD", "sdn_comments.csv": "COMMENTS"}[name]
    assert parsed.accounted[f"{role}/ent_num"].problem == 1


def test_parse_row_of_another_width_is_lost_and_told() -> None:
    parsed = _parse_rows(_row(1, "A"), _row(2, "B") + ",-0- ", _row(3, "C"))
    assert [entry.listing.reference for entry in parsed.entries] == ["1", "3"]
    assert ("us-row-width", "error") in _codes(parsed)


def test_parse_file_whose_rows_have_another_width_is_refused() -> None:
    with pytest.raises(SourceChangedError, match="12, 6, 5 or 2 columns"):
        _parse_rows(*(_row(number, "A") + ",-0- " for number in range(1, 9)))
    with pytest.raises(SourceChangedError, match="do not have 12 columns, the first at line 4"):
        _parse_rows(*(_row(number, "A") + ",-0- " * (number in {4, 6}) for number in range(1, 9)))


def test_parse_file_with_moved_columns_is_refused() -> None:
    rows = [f'{number},-0- ,"NAME {number}"' + ",-0- " * 9 for number in range(1, 9)]
    with pytest.raises(SourceChangedError, match="the columns have moved"):
        _parse_rows(*rows)


def test_parse_open_quotation_mark_loses_one_row_alone() -> None:
    rows = [_row(number, "A") for number in range(1, 21)]
    rows[4] = rows[4].replace('"A"', '"A')
    parsed = _parse_rows(*rows)
    assert len(parsed.entries) == 19
    problem = next(problem for problem in parsed.problems if problem.code == "us-row-unclosed")
    assert (problem.severity, problem.locator) == ("error", "sdn.csv, line 5")


def test_parse_file_cut_within_its_last_row_tells_it() -> None:
    cut = SDN["sdn.csv"][:-60]
    parsed = us_ofac_csv.parse(cut, source="sdn.csv")
    assert len(parsed.entries) == 8
    assert {("us-row-unclosed", "error"), ("us-end-mark-missing", "note")} <= set(_codes(parsed))


def test_parse_value_over_two_lines_is_one_row() -> None:
    parsed = _parse_rows(_row(1, "A", remarks="first line\r\nsecond line."), _row(2, "B"))
    assert len(parsed.entries) == 2
    assert _entry(parsed, "1").listing.reason == "first line\nsecond line."


def test_parse_number_that_stands_twice_keeps_the_first() -> None:
    parsed = _parse_rows(_row(1, "FIRST"), _row(1, "SECOND"))
    assert [entry.entity.caption for entry in parsed.entries] == ["FIRST"]
    assert ("us-reference-repeated", "error") in _codes(parsed)


def test_parse_row_without_a_number_or_name_is_told() -> None:
    parsed = _parse_rows(_row(1, "FIRST"), _row("x7", "SECOND"), _row(3, ""))
    assert len(parsed.entries) == 1
    assert {("us-reference-unreadable", "error"), ("us-name-missing", "error")} <= set(_codes(parsed))
    assert parsed.accounted["SDN/ent_num"].problem == 2


def test_parse_type_never_seen_leaves_open_what_it_is() -> None:
    parsed = _parse_rows(_row(1, "A"), _row(2, "B"), _row(3, "C", kind='"submarine"'))
    assert _entry(parsed, "3").entity.schema == "LegalEntity"
    assert ("us-type-unknown", "warning") in _codes(parsed)


def test_parse_alias_of_a_kind_never_seen_is_told() -> None:
    parsed = _parse(
        {"sdn.csv": SDN["sdn.csv"], "alt.csv": b'36,1,"wka","OTHER",-0- \r\n36,2,"aka",-0- ,-0- \r\n'}
    )
    assert ("OTHER", "alias", "wka") in _names(_entry(parsed, "36"))
    assert {("us-alias-type-unknown", "note"), ("us-alias-nameless", "warning")} <= set(_codes(parsed))


def test_parse_bytes_that_are_not_utf8_are_told() -> None:
    row = _row(1, "BANCO DO CAFÉ")
    parsed = us_ofac_csv.parse(row.encode("cp1252") + b"\r\n\x1a", source="sdn.csv")
    assert parsed.entries[0].entity.caption == "BANCO DO CAFÉ"
    assert ("us-encoding-doubtful", "note") in _codes(parsed)
    parsed = us_ofac_csv.parse(row.encode("cp1252").replace(b"C", b"\x81") + b"\r\n\x1a", source="sdn.csv")
    assert ("us-encoding-doubtful", "warning") in _codes(parsed)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"\x1a\r\n", SourceChangedError),
        (b"<!DOCTYPE html><html></html>", UnreadableError),
        (b"PK\x03\x04nothing", UnreadableError),
        (b"1,\x00", UnreadableError),
        (b"ent_num,SDN_Name\r\n", SourceChangedError),
        (b"1\r\n2\r\n", SourceChangedError),
    ],
)
def test_parse_other_bytes_are_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        us_ofac_csv.parse(content, source="sdn.csv")


@settings(deadline=None)  # the first call loads the model, and machines are shared
@given(st.data())
def test_parse_changed_bytes_end_in_a_list_or_an_explained_error(data: Any) -> None:
    content = bytearray(data.draw(st.sampled_from([PACKED, SDN["sdn.csv"], CONS["cons_prim.csv"]])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(1, len(content))) :]
    us_ofac_csv.recognises(bytes(content), name="sdn.csv")
    us_ofac_csv.locate_entry(bytes(content), "306")
    try:
        parsed = us_ofac_csv.parse(bytes(content), source="sdn.csv")
    except LagebildError:
        return
    assert parsed.entries


def test_source_page_table_of_columns_is_the_readers_own() -> None:
    page = (ROOT / "docs" / "sources" / "us_ofac_csv.md").read_text(encoding="utf-8")
    table = page[page.index("| File and column") :].strip().splitlines()[2:]
    rules = load_field_rules("us_ofac_csv").values()
    assert table == [f"| `{rule.path}` | {rule.state} | {rule.note} |" for rule in rules]


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    page = (ROOT / "docs" / "sources" / "us_ofac_csv.md").read_text(encoding="utf-8")
    section = page[page.index("## Problems") : page.index("## Every column")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    lists = ROOT / "src" / "lagebild" / "lists"
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(lists.glob("us_ofac_csv/*.py")))
    shared = "".join(
        (lists / "us_ofac" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("links", "remarks", "clauses")
    )
    used = set(re.findall(r'"(us(?:-[a-z]+)+)"', code))
    used |= {f"us-{what}-orphan" for what in ("alias", "address", "comment")}
    used |= {f"us-{name}" for name in re.findall(r'\.note\(\s*"([a-z-]+)"', code + shared)}
    used |= {"us-country-unknown", "us-identifier-invalid", "us-name-missing"}
    assert documented == used
