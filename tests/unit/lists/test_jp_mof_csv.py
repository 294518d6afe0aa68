"""The CSV form, on a small file of real entries and on tables made for one question each."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.lists.jp_mof_books import make_book, make_table

from lagebild.errors import LagebildError, SourceChangedError
from lagebild.lists import ParsedList, jp_mof
from lagebild.lists.history import compare_editions
from lagebild.lists.jp_mof.sheets import load_regimes
from lagebild.lists.jp_mof.text import fold_heading

SMALL = (Path(__file__).parent / "jp-mof-small.csv").read_bytes()
HEADINGS = tuple(next(csv.reader(io.StringIO(SMALL.decode("utf-8-sig")))))
JA, EN = "氏名（日本語）", "氏名（英語）"
KNOWN = {
    "区分": "15",
    "番号": "015-000001",
    "告示日付": "2009.7.24",
    "告示番号": "1",
    "個人・団体": "個人",
    EN: "YUN HO JIN",
}


def _write(*rows: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _read(*rows: dict[str, str]) -> ParsedList:
    return jp_mof.parse(_write(*rows), source="made.csv")


def _codes(parsed: ParsedList) -> dict[str, str]:
    return {problem.code: problem.severity for problem in parsed.problems}


def test_parse_small_file_reads_every_row_under_the_reference_of_the_workbook() -> None:
    parsed = jp_mof.parse(SMALL, source="small.csv")
    assert [entry.listing.reference for entry in parsed.entries] == [
        "taliban-alqaida-2",
        "terrorists-g7-15",
        "sudan-2",
        "dprk-1718-entities-1",
        "dprk-1718-entities-22",
        "dprk-coordinated-persons-78",
        "crimea-persons-63",
        "russia-entities-95",
        "russia-banks-1",
        "haiti-persons-2",
        "haiti-entities-2",
    ]
    assert parsed.count_by_schema() == {"Company": 4, "Organization": 1, "Person": 6}
    assert (parsed.source.id, parsed.source.form, parsed.dated_at) == ("jp-mof", "csv", None)
    assert set(_codes(parsed)) == {"jp-category-unconfirmed"}


def test_parse_small_file_accounts_for_every_cell() -> None:
    parsed = jp_mof.parse(SMALL, source="small.csv")
    rows = list(csv.DictReader(io.StringIO(SMALL.decode("utf-8-sig"), newline="")))
    filled = Counter(fold_heading(name) for row in rows for name, value in row.items() if value)
    assert set(parsed.accounted) == {fold_heading(name) for name in HEADINGS}
    assert len(parsed.accounted) == 32
    for path, account in parsed.accounted.items():
        assert (account.mapped, account.total) == (filled[path], len(rows)), path
        assert account.state == "mapped"


def test_parse_small_file_person_field_by_field() -> None:
    entry = jp_mof.parse(SMALL, source="small.csv").entries[0]
    assert [(date.kind, date.value, date.field) for date in entry.listing.dates] == [
        ("designated_on", "2001-09-22", "告示日付"),
        ("amended_on", "2008-06-25", "告示日付"),
        ("amended_on", "2026-04-17", "告示日付"),
    ]
    assert [(name.value, name.kind, name.lang, name.quality_raw) for name in entry.names] == [
        ("MOHAMMAD HASSAN AKHUND", "primary", "en", "氏名(英語)"),
        ("モハンマド・ハッサン・アフンド", "primary", "ja", "氏名(日本語)"),
        ("محمد حسن آخوند", "original_script", None, "original script"),
    ]
    assert entry.listing.unsc_id == "TAi.002"
    assert entry.listing.programmes == ("タリバーン関係者等",)
    assert entry.entity.get("title") == ("ムラー", "ハッジ", "Mullah", "Haji")
    assert entry.entity.get("birthDate") == ()
    assert entry.entity.get("nationality") == ("af",)
    assert entry.entity.get("address") == ("Kabul",)
    (passport,) = entry.related
    assert passport.get("number") == ("P04581926",)
    assert passport.get("endDate") == ("2034-08-07",)


def test_parse_small_file_reads_remarks_and_notices() -> None:
    entries = {entry.listing.reference: entry for entry in jp_mof.parse(SMALL, source="small.csv").entries}
    assert "外務省告示情報: same as taliban-alqaida-302" in entries["terrorists-g7-15"].entity.get("notes")
    assert entries["sudan-2"].listing.reason == "試しの理由。"
    assert entries["sudan-2"].entity.get("birthDate") == ("1964-01-01", "1959")
    assert entries["dprk-1718-entities-22"].entity.get("imoNumber") == ("IMO5342883",)
    assert [one.schema for one in entries["dprk-coordinated-persons-78"].related] == [
        "Passport",
        "CryptoWallet",
    ]
    assert entries["haiti-persons-2"].entity.get("gender") == ("male",)
    assert entries["haiti-persons-2"].entity.get("weakAlias") == ("イゾ", "Izo")
    assert entries["russia-entities-95"].entity.get("address") == (
        "11 Tikhvinsky Pereulok Bld.2, Moscow 127055",
        "11 Sadovaya-Kudrinskaya St., Moscow 123231",
    )


def test_both_forms_give_one_entry_one_identity_and_no_change() -> None:
    row = ("2009.7.24", "1", "ユン・ホジン", "YUN HO JIN")
    workbook = jp_mof.parse(
        make_book(("15.北朝鮮(決議1718号等；個人)", make_table((), row))), source="made.xlsx"
    )
    table = _read({**KNOWN, JA: "ユン・ホジン"})
    (old,), (new,) = workbook.entries, table.entries
    assert (old.listing.id, old.entity.id) == (new.listing.id, new.entity.id)
    assert old.names[0].value == new.names[0].value
    assert compare_editions([old], [new], are_same_form=workbook.source.form == table.source.form) == []


def test_deleted_entries_that_the_csv_leaves_out_are_no_change() -> None:
    rows = [("2009.7.24", "1", "ユン・ホジン", "YUN HO JIN"), ("2020.1.2削除", "2")]
    workbook = jp_mof.parse(
        make_book(("15.北朝鮮(決議1718号等；個人)", make_table((), *rows))), source="made.xlsx"
    )
    assert (
        compare_editions(workbook.entries, _read({**KNOWN, JA: "ユン・ホジン"}).entries, are_same_form=False)
        == []
    )


def test_parse_categories_numbered_anew_are_found_by_their_entries() -> None:
    moved = {**KNOWN, "区分": "16", "番号": "016-000001"}
    new = {**KNOWN, "番号": "015-000001", EN: "Umi Iki"}
    parsed = _read(new, moved)
    assert [entry.listing.reference for entry in parsed.entries] == ["category-15-1", "dprk-1718-persons-1"]
    assert _codes(parsed) == {"jp-category-unknown": "note", "jp-category-moved": "note"}


def test_parse_category_with_other_entries_than_known_is_refused() -> None:
    with pytest.raises(SourceChangedError, match="category 15"):
        _read({**KNOWN, EN: "Umi Iki"})


def test_parse_unknown_category_gets_a_key_of_its_number() -> None:
    parsed = _read({**KNOWN, "区分": "45", "番号": "045-000001", EN: "Umi Iki"})
    assert parsed.entries[0].listing.reference == "category-45-1"
    assert parsed.entries[0].listing.programmes == ("区分45",)
    assert _codes(parsed) == {"jp-category-unknown": "note"}


def test_every_known_entry_of_the_table_of_regimes_has_a_number_and_a_name() -> None:
    assert [regime.number for regime in load_regimes()] == [str(number) for number in range(1, 45)]
    for regime in load_regimes():
        assert all(number.isdecimal() and name for number, name in regime.known.items()), regime.key


@pytest.mark.parametrize(
    ("changes", "reference", "codes"),
    [
        ({"番号": "015-000009"}, "dprk-1718-persons-9", {"jp-id-disagrees": "warning"}),
        ({"番号": "014-000001"}, "dprk-1718-persons-1", {"jp-id-disagrees": "warning"}),
        ({"番号": "一"}, "dprk-1718-persons-1", {"jp-id-unreadable": "warning"}),
        ({"番号": "０１５-０００００１", "区分": "１５"}, "dprk-1718-persons-1", {}),
        ({"個人・団体": "船舶"}, "dprk-1718-persons-1", {"jp-kind-unknown": "warning"}),
        ({"告示日付": "未定"}, "dprk-1718-persons-1", {"jp-notice-date-unreadable": "warning"}),
    ],
)
def test_parse_doubtful_cells_are_told(
    changes: dict[str, str], reference: str, codes: dict[str, str]
) -> None:
    parsed = _read({**KNOWN, **changes})
    assert parsed.entries[0].listing.reference == reference
    assert _codes(parsed) == codes
    assert sum(account.problem for account in parsed.accounted.values()) == len(codes)


def test_parse_kind_is_what_the_row_says() -> None:
    group = {**KNOWN, "番号": "015-000002", "告示番号": "2", "個人・団体": "団体", EN: "Umi Trading Company"}
    assert [entry.entity.schema for entry in _read(KNOWN, group).entries] == ["Person", "Company"]


def test_parse_repeated_row_keeps_the_first_and_tells_line_and_number() -> None:
    parsed = _read(KNOWN, {**KNOWN, EN: "Umi Iki"})
    assert [entry.entity.caption for entry in parsed.entries] == ["YUN HO JIN"]
    (problem,) = parsed.problems
    assert (problem.code, problem.severity, problem.locator) == ("jp-number-repeated", "error", "line 3")


def test_parse_row_without_category_or_name_is_an_error_and_not_lost_silently() -> None:
    strange = {**KNOWN, "区分": "-"}
    nameless = {**KNOWN, "番号": "015-000003", "告示番号": "3", EN: ""}
    parsed = _read(KNOWN, strange, nameless)
    assert len(parsed.entries) == 1
    assert _codes(parsed) == {"jp-category-unreadable": "error", "jp-name-missing": "error"}


def test_parse_row_cut_off_is_told_with_its_line() -> None:
    cut = _write(KNOWN, {**KNOWN, "番号": "015-000002", "告示番号": "2", EN: "Ri Je-son"})[:-20]
    parsed = jp_mof.parse(cut, source="made.csv")
    (problem,) = parsed.problems
    assert (problem.code, problem.locator) == ("jp-row-short", "line 3")


@pytest.mark.parametrize("heading", ["区分", "番号", "告示日付", "告示番号", "個人・団体", JA, EN])
def test_parse_renamed_column_is_refused(heading: str) -> None:
    content = _write(KNOWN).replace(heading.encode(), "別の列".encode(), 1)
    with pytest.raises(SourceChangedError):
        jp_mof.parse(content, source="made.csv")


def test_parse_added_column_is_told_and_a_shifted_row_refused() -> None:
    parsed = jp_mof.parse(_write({**KNOWN, "新列": "値"}, headings=(*HEADINGS, "新列")), source="made.csv")
    assert _codes(parsed) == {"jp-column-unknown": "warning"}
    assert parsed.accounted["新列"].problem == 1
    with pytest.raises(SourceChangedError, match="line 2, column 33"):
        jp_mof.parse(_write(KNOWN).rstrip() + b",x\r\n", source="made.csv")


def test_parse_other_encoding_is_refused_by_name_and_utf_16_read() -> None:
    text = SMALL.decode("utf-8-sig")
    with pytest.raises(SourceChangedError, match="no UTF-8"):
        jp_mof.parse(text.encode("cp932", errors="replace"), source="made.csv")
    read = jp_mof.parse(text.encode("utf-16"), source="made.csv")
    assert read.entries == jp_mof.parse(SMALL, source="made.csv").entries


def test_recognises_by_the_headings() -> None:
    assert jp_mof.recognises(SMALL, name="download")
    assert not jp_mof.recognises("区分,番号,氏名\n1,2,3\n".encode(), name="shisantouketsu.csv")


def test_locate_entry_gives_exactly_the_row() -> None:
    for entry in jp_mof.parse(SMALL, source="small.csv").entries:
        place = jp_mof.locate_entry(SMALL, entry.listing.reference)
        assert place is not None
        (row,) = csv.reader(io.StringIO(SMALL[slice(*place)].decode("utf-8-sig"), newline=""))
        assert row[6] == entry.names[0].value
        assert len(row) == 32
    assert jp_mof.locate_entry(SMALL, "taliban-alqaida-9999") is None
    assert jp_mof.locate_entry(SMALL[:300], "taliban-alqaida-2") is None


@given(st.integers(0, len(SMALL)), st.binary(max_size=6), st.integers(0, 40))
def test_parse_damaged_bytes_raise_nothing_else(start: int, put: bytes, removed: int) -> None:
    damaged = SMALL[:start] + put + SMALL[start + removed :]
    try:
        parsed = jp_mof.parse(damaged, source="damaged.csv")
    except LagebildError:
        return
    ids = [entry.listing.id for entry in parsed.entries]
    assert len(ids) == len(set(ids))


@given(st.integers(0, len(SMALL)))
def test_parse_cut_file_is_refused_or_smaller_with_a_problem(end: int) -> None:
    try:
        parsed = jp_mof.parse(SMALL[:end], source="cut.csv")
    except LagebildError:
        return
    *_, last = csv.reader(io.StringIO(SMALL[:end].decode("utf-8-sig"), newline=""))
    assert ("jp-row-short" in _codes(parsed)) == (len(last) < len(HEADINGS))


def test_parse_long_cells_without_spaces_take_linear_work() -> None:
    for text in ("a" * 20_000, "字" * 20_000, "ア" * 20_000, "(" * 20_000, "（" * 20_000):
        parsed = _read({**KNOWN, "別名・別称（英語）": text, "その他の情報": text, "外務省告示情報": text})
        assert len(parsed.entries) == 1
