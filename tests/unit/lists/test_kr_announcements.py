"""The table of South Korea's announcements: a small file with real entries, and rows made for one question each."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import DocumentError, LagebildError, SourceChangedError
from lagebild.lists import ParsedList, kr_announcements
from lagebild.lists.account import load_field_rules
from lagebild.lists.kr_announcements.entry import find_country, parse_korean_date
from lagebild.lists.kr_announcements.reader import fold_heading
from lagebild.model.listing import ListEntry

ROOT = Path(__file__).parent.parent.parent.parent
SMALL = Path(__file__).parent / "kr-announcements-small.csv"
PAGE = (ROOT / "docs" / "sources" / "kr_announcements.md").read_text(encoding="utf-8")
STATED = {
    "announcement number": "외교부고시 제2099-1호",
    "announcement date": "2099. 1. 2.",
    "type": "개인",
    "name en": "Hong Umi",
}


def _write(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _read(*rows: dict[str, str]) -> ParsedList:
    return kr_announcements.parse(_write(*rows), source="made.csv")


def _row(**more: str) -> tuple[ListEntry, dict[str, str]]:
    parsed = _read({**STATED, **{name.replace("_", " "): value for name, value in more.items()}})
    return parsed.entries[0], {problem.code: problem.severity for problem in parsed.problems}


def test_parse_small_file_reads_every_row() -> None:
    parsed = kr_announcements.parse(SMALL.read_bytes(), source=SMALL.name)
    assert parsed.count_by_schema() == {"Company": 4, "Person": 5}
    assert parsed.count_by_programme() == {"대북 독자제재": 9}
    assert parsed.problems == ()
    first = parsed.entries[0]
    assert [(name.value, name.kind, name.lang) for name in first.names] == [
        ("Jong Kyong-thaek", "primary", "en"),
        ("정경택", "primary", "ko"),
    ]
    assert first.entity.get("nationality") == ("kp",)
    assert first.listing.designated_on == "2023-07-14"
    assert parsed.entries[6].entity.get("country") == ("cd",)


def test_parse_small_file_accounts_for_every_cell() -> None:
    with SMALL.open(encoding="utf-8", newline="") as stream:
        heading, *rows = csv.reader(stream)
    expected = Counter(
        fold_heading(heading[column]) for row in rows for column, cell in enumerate(row) if cell.strip()
    )
    accounted = kr_announcements.parse(SMALL.read_bytes(), source=SMALL.name).accounted
    assert {path: account.mapped for path, account in accounted.items() if account.mapped} == expected
    assert all(account.total == 9 for account in accounted.values())
    assert set(accounted) <= set(load_field_rules("kr_announcements"))


def test_parse_dates_of_announcement_and_force_are_told_apart() -> None:
    parsed = kr_announcements.parse(SMALL.read_bytes(), source=SMALL.name)
    entry = next(entry for entry in parsed.entries if entry.entity.caption == "Choe Kwang-su")
    assert [(date.kind, date.value, date.field) for date in entry.listing.dates] == [
        ("designated_on", "2024-11-01", "announcement_date"),
        ("legal_act_on", "2024-11-06", "effective_date"),
    ]


def test_parse_number_of_the_announcement_is_the_act() -> None:
    entry, codes = _row(effective_date="2099-01-05", legal_basis="외국환거래법", delisted_on="2100년 3월 1일")
    assert [(date.kind, date.value, date.act, date.role) for date in entry.listing.dates] == [
        ("designated_on", "2099-01-02", "외교부고시 제2099-1호", "listing"),
        ("legal_act_on", "2099-01-05", "외교부고시 제2099-1호", "listing"),
        ("delisted_on", "2100-03-01", None, None),
    ]
    assert entry.listing.legal_basis == "외교부고시 제2099-1호; 외국환거래법"
    assert re.fullmatch(r"2099-1-[0-9a-f]{10}", entry.listing.reference)
    assert codes == {}


def test_reference_stays_when_other_cells_and_the_order_change() -> None:
    other = {**STATED, "name en": "Hong Sora"}
    first = _read(STATED, other)
    second = _read({**other, "type": "기관"}, {**STATED, "name en": "HONG  Umi", "birth date": "1970"})
    assert [entry.listing.reference for entry in first.entries] == [
        entry.listing.reference for entry in reversed(second.entries)
    ]


def test_reference_of_a_ship_is_made_of_its_number() -> None:
    ship = {**STATED, "type": "선박", "name en": "Umi", "imo": "9161003"}
    first, second = (
        _read(ship).entries[0],
        _read({**ship, "name en": "Umi Maru", "imo": "IMO 9161003"}).entries[0],
    )
    assert first.listing.reference == second.listing.reference
    assert (second.entity.schema, second.entity.get("imoNumber")) == ("Vessel", ("IMO9161003",))


def test_rows_with_the_same_key_are_told_and_stay_apart_in_any_order() -> None:
    older, younger = {**STATED, "birth date": "1960"}, {**STATED, "birth date": "1970"}
    first, second = _read(older, younger), _read(younger, older)
    by_birth = {entry.entity.get("birthDate"): entry.listing.reference for entry in first.entries}
    assert by_birth == {entry.entity.get("birthDate"): entry.listing.reference for entry in second.entries}
    assert by_birth[("1970",)] == f"{by_birth[('1960',)]}-2"
    assert [problem.code for problem in first.problems] == ["kr-key-shared"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2023. 7. 14.", "2023-07-14"),
        ("2023.7.14", "2023-07-14"),
        ("2023년 7월 14일", "2023-07-14"),
        ("2023-07-14", "2023-07-14"),
        ("２０２３．７．１４", "2023-07-14"),
        ("2023년 7월", "2023-07"),
        ("1962", "1962"),
        ("2023.13.1", None),
        ("23.7.14", None),
        ("미상", None),
    ],
)
def test_parse_korean_date_is_never_filled_up(raw: str, expected: str | None) -> None:
    assert parse_korean_date(raw) == expected


@pytest.mark.parametrize(
    ("told", "schema"),
    [
        ("개인", "Person"),
        ("individual", "Person"),
        ("단체", "Organization"),
        ("기관", "Organization"),
        ("회사", "Company"),
        ("선박", "Vessel"),
        ("vessel", "Vessel"),
        ("", "LegalEntity"),
    ],
)
def test_parse_type_decides_schema(told: str, schema: str) -> None:
    entry, codes = _row(type=told)
    assert (entry.entity.schema, codes) == (schema, {})


def test_parse_type_that_is_not_known_is_told() -> None:
    entry, codes = _row(type="품목")
    assert (entry.entity.schema, entry.entity.get("notes")) == ("LegalEntity", ("type: 품목",))
    assert codes == {"kr-type-unknown": "note"}


def test_parse_aliases_have_kind_and_script() -> None:
    entry, _ = _row(aliases="Hong Sora; 구칭: Old Umi; 불확실: Umi (우미)", name_original="Хонг Уми")
    assert [(name.value, name.kind, name.script) for name in entry.names[1:]] == [
        ("Хонг Уми", "original_script", "Cyrl"),
        ("Hong Sora", "alias", "Latn"),
        ("Old Umi", "former", "Latn"),
        ("Umi", "weak", "Latn"),
        ("우미", "weak", "Hang"),
    ]


def test_parse_identifiers_have_kind_and_country() -> None:
    entry, codes = _row(identifiers="여권 563410081 (북한); 사업자등록번호: 1234567890; 번호 불명")
    assert entry.entity.get("passportNumber") == ("563410081",)
    assert entry.related[0].get("country") == ("kp",)
    assert entry.entity.get("registrationNumber") == ("1234567890",)
    assert entry.entity.get("notes") == ("identifiers: 번호 불명",)
    assert codes == {}


@pytest.mark.parametrize(
    ("column", "value", "code", "severity"),
    [
        ("nationality", "어느 나라", "kr-country-unknown", "note"),
        ("announcement_date", "곧", "kr-date-unreadable", "warning"),
        ("announcement_date", "", "kr-announcement-undated", "warning"),
        ("unsc_id", "1호", "kr-unsc-id-unreadable", "note"),
        ("imo", "9161004", "kr-identifier-invalid", "note"),
        ("colour", "blue", "kr-column-unknown", "warning"),
    ],
)
def test_parse_what_cannot_be_read_is_told(column: str, value: str, code: str, severity: str) -> None:
    _, codes = _row(**{column: value})
    assert codes == {code: severity}


def test_parse_uncertain_birth_is_a_note() -> None:
    assert _row(birth_date="1970년경")[0].entity.get("notes") == ("birth_date: 1970년경",)
    assert _row(birth_date="1970. 5. 3. 또는 1971")[0].entity.get("birthDate") == ("1970-05-03", "1971")


def test_parse_row_without_name_is_an_error() -> None:
    parsed = _read(STATED, {**STATED, "name en": ""})
    assert len(parsed.entries) == 1
    assert [(problem.code, problem.severity, problem.locator) for problem in parsed.problems] == [
        ("kr-name-missing", "error", "line 3")
    ]


def test_find_country_knows_korean_names() -> None:
    names = ("북한", "조선민주주의인민공화국", "러시아", "중국", "민주콩고", "홍콩")
    assert [find_country(name) for name in names] == ["kp", "kp", "ru", "cn", "cd", "hk"]


def test_parse_workbook_with_one_table() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["고시번호", "고시일", "국문명", "구분"])
    book.worksheets[0].append(["외교부고시 제2099-2호", "2099.2.3", "홍바다", "개인"])
    written = io.BytesIO()
    book.save(written)
    assert kr_announcements.recognises(written.getvalue(), name="kr_announcements.xlsx")
    parsed = kr_announcements.parse(written.getvalue(), source="made.xlsx")
    assert parsed.entries[0].entity.caption == "홍바다"
    reference = parsed.entries[0].listing.reference
    assert kr_announcements.locate_entry(written.getvalue(), reference) is None
    book.create_sheet("둘").append(["더"])
    book.save(written := io.BytesIO())
    with pytest.raises(SourceChangedError, match="2 sheets"):
        kr_announcements.parse(written.getvalue(), source="made.xlsx")


def test_locate_entry_gives_the_bytes_of_the_row() -> None:
    content = _write(
        STATED, {**STATED, "name en": "Hong\nSora", "remarks": "둘"}, {**STATED, "name en": "Hong Mari"}
    )
    parsed = kr_announcements.parse(content, source="made.csv")
    found = [kr_announcements.locate_entry(content, entry.listing.reference) for entry in parsed.entries]
    rows = [content[place[0] : place[1]].decode() for place in found if place]
    assert len(rows) == 3
    assert "Hong Umi" in rows[0]
    assert rows[1].endswith('"Hong\nSora",둘')
    assert rows[2].endswith("Hong Mari,")
    assert kr_announcements.locate_entry(content, "2099-1-0000000000") is None
    assert (
        kr_announcements.locate_entry(content.replace(b"\r\n", b"\r"), parsed.entries[0].listing.reference)
        is None
    )


@pytest.mark.parametrize(
    "content",
    [
        "name en,type\nHong Umi,개인\n".encode(),
        "고시번호,고시일,구분\n1,2099.1.2,개인\n".encode(),
        "고시번호,고시일,국문명,name ko\n1,2099.1.2,홍,홍\n".encode(),
        "고시번호,고시일,국문명\n1,2099.1.2,홍,남는값\n".encode(),
        "고시번호,고시일,국문명\n".encode(),
    ],
    ids=["no-number", "no-name-column", "twice", "shifted", "no-row"],
)
def test_parse_changed_table_is_refused(content: bytes) -> None:
    with pytest.raises(SourceChangedError):
        kr_announcements.parse(content, source="made.csv")


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"PK\x03\x04 broken", b"a\x00b"])
def test_parse_what_is_no_table_is_refused(content: bytes) -> None:
    assert not kr_announcements.recognises(content, name="made.csv")
    with pytest.raises((DocumentError, SourceChangedError)):
        kr_announcements.parse(content, source="made.csv")


def test_recognises_by_the_headings() -> None:
    assert kr_announcements.recognises(SMALL.read_bytes(), name="download")
    assert not kr_announcements.recognises(b"id,name\n1,Hong\n", name="kr.csv")


@given(st.data())
def test_parse_broken_bytes_give_an_error_of_ours_or_a_list(data: st.DataObject) -> None:
    content = bytearray(SMALL.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    broken = bytes(content[:cut] if data.draw(st.booleans()) else content)
    try:
        parsed = kr_announcements.parse(broken, source="made.csv")
    except LagebildError:
        return
    assert parsed.entries
    for entry in parsed.entries:
        kr_announcements.locate_entry(broken, entry.listing.reference)


def test_source_page_table_of_columns_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Column") :].strip().splitlines()[2:]
    text = (ROOT / "src" / "lagebild" / "lists" / "kr_announcements" / "fields.tsv").read_text(
        encoding="utf-8"
    )
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table == [
        f"| `{row['path']}` | {row['headings'].replace(';', ', ')} | {row['note']} |" for row in rows
    ]


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every column")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    code = (ROOT / "src" / "lagebild" / "lists" / "kr_announcements" / "entry.py").read_text(encoding="utf-8")
    used = set(re.findall(r'"(kr(?:-[a-z]+)+)"', code))
    used |= {f"kr-{name}" for name in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code)}
    shared = {"kr-column-unknown", "kr-country-unknown", "kr-identifier-invalid", "kr-name-missing"}
    assert documented == used | shared
