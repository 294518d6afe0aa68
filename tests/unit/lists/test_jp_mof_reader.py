"""Workbooks made for one question each; the real one is read in tests/contract."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.lists.jp_mof_books import HEADINGS, Row, make_book, make_table

from lagebild.errors import DocumentError, LagebildError, SourceChangedError
from lagebild.lists import ParsedList, jp_mof
from lagebild.lists.account import load_field_rules
from lagebild.lists.jp_mof.sheets import find_regime, load_meanings
from lagebild.model.listing import ListEntry

PERSONS = "15.北朝鮮(決議1718号等；個人)"
GROUPS = "14.北朝鮮(決議1718号等；団体)"
MIXED = "2.タリバーン関係者等"


def _read(*sheets: tuple[str, Sequence[Row]], contents: Sequence[Row] | None = None) -> ParsedList:
    return jp_mof.parse(make_book(*sheets, contents=contents), source="made.xlsx")


def _person(more: dict[str, object], name: str = "Umi Iki") -> tuple[ListEntry, dict[str, str]]:
    parsed = _read((PERSONS, make_table(tuple(more), ("2009.7.24", "1", "アオ・アカ", name, *more.values()))))
    return parsed.entries[0], _codes(parsed)


def _codes(parsed: ParsedList) -> dict[str, str]:
    return {
        problem.code: problem.severity for problem in parsed.problems if problem.code != "jp-contents-missing"
    }


def test_parse_entry_has_reference_programme_and_names_in_two_languages() -> None:
    entry, codes = _person({})
    assert entry.listing.id == "JP:dprk-1718-persons-1"
    assert entry.entity.id == "jp-mof-dprk-1718-persons-1"
    assert entry.listing.programmes == ("北朝鮮(決議1718号等;個人)",)
    assert entry.listing.legal_basis == "試験の措置"
    assert [(name.value, name.kind, name.lang, name.script) for name in entry.names] == [
        ("Umi Iki", "primary", "en", "Latn"),
        ("アオ・アカ", "primary", "ja", "Kana"),
    ]
    assert (entry.entity.schema, entry.entity.caption) == ("Person", "Umi Iki")
    assert entry.raw["英語表記"] == ["Umi Iki"]
    assert codes == {}


def test_parse_reference_stays_when_sheets_are_numbered_anew() -> None:
    moved = PERSONS.replace("15.", "16.")
    (first,) = _read((PERSONS, make_table((), ("2009.7.24", "1", "アオ", "Umi")))).entries
    (second,) = _read((moved, make_table((), ("2009.7.24", "1", "アオ", "Umi")))).entries
    assert first.listing == second.listing


@pytest.mark.parametrize(
    ("number", "reference", "other"),
    [
        ("*1", "1", None),
        ("#12", "12", None),
        ("＊３", "3", None),
        ("12の2", "12-2", None),
        ("2(*39)", "2", "告示番号: same as dprk-1718-entities-39"),
        ("1（#47）", "1", "告示番号: same as dprk-1718-entities-47"),
    ],
)
def test_parse_number_is_read_without_its_marks(number: str, reference: str, other: str | None) -> None:
    sheet = "16.北朝鮮(協調；団体)"
    (entry,) = _read((sheet, make_table((), ("2009.7.24", number, "アオ", "Umi")))).entries
    assert entry.listing.reference == f"dprk-coordinated-entities-{reference}"
    assert entry.entity.get("notes") == ((other,) if other else ())


def test_parse_deleted_entry_without_names_stays_with_its_end() -> None:
    parsed = _read(
        (PERSONS, make_table((), ("2020.1.2削除", "1"), ("2009.7.24", "2", "アオ", "Umi"))),
    )
    first, second = parsed.entries
    assert (first.names, first.entity.caption) == ((), "jp-mof-dprk-1718-persons-1")
    assert [(date.kind, date.value) for date in first.listing.dates] == [("delisted_on", "2020-01-02")]
    assert second.names
    assert _codes(parsed) == {"jp-deleted-nameless": "note"}


def test_parse_deleted_entry_with_names_keeps_them() -> None:
    (entry,) = _read(
        (PERSONS, make_table((), ("2009.7.24\n2020.1.2削除", "1", "アオ", "Umi"))),
    ).entries
    assert [name.value for name in entry.names] == ["Umi", "アオ"]
    assert entry.listing.dates_of("delisted_on") == ("2020-01-02",)


def test_parse_entry_without_name_that_is_not_deleted_is_an_error() -> None:
    parsed = _read((PERSONS, make_table((), ("2009.7.24", "1"), ("2009.7.24", "2", "アオ", "Umi"))))
    assert [entry.listing.reference for entry in parsed.entries] == ["dprk-1718-persons-2"]
    assert _codes(parsed) == {"jp-name-missing": "error"}
    assert parsed.accounted["dprk-1718-persons/告示日付"].problem == 1


def test_parse_repeated_number_keeps_the_first_and_tells() -> None:
    parsed = _read(
        (PERSONS, make_table((), ("2009.7.24", "1", "アオ", "Umi"), ("2009.7.24", "1", "アカ", "Iki")))
    )
    assert [entry.entity.caption for entry in parsed.entries] == ["Umi"]
    (problem,) = [problem for problem in parsed.problems if problem.severity == "error"]
    assert (problem.code, problem.locator) == ("jp-number-repeated", f"sheet '{PERSONS}', row 4")


def test_parse_missing_number_is_an_error_and_a_gap_a_note() -> None:
    rows = make_table(
        (),
        ("2009.7.24", "1", "アオ", "Umi"),
        ("2009.7.24", None, "アカ", "Iki"),
        ("2009.7.24", "4", "キイ", "Kii"),
    )
    parsed = _read((PERSONS, rows))
    assert len(parsed.entries) == 2
    assert _codes(parsed) == {"jp-reference-missing": "error", "jp-number-gap": "note"}


def test_parse_number_that_is_none_is_kept_as_it_stands() -> None:
    parsed = _read((PERSONS, make_table((), ("2009.7.24", "第一", "アオ", "Umi"))))
    assert parsed.entries[0].listing.reference == "dprk-1718-persons-第一"
    assert _codes(parsed) == {"jp-number-unreadable": "note"}


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("未定", {"jp-notice-date-unreadable": "warning"}),
        (None, {"jp-notice-date-missing": "warning"}),
        ("2007.713改訂", {"jp-notice-date-misprinted": "note"}),
    ],
)
def test_parse_doubtful_notice_dates_are_told(cell: str | None, codes: dict[str, str]) -> None:
    parsed = _read((PERSONS, make_table((), (cell, "1", "アオ", "Umi"))))
    assert _codes(parsed) == codes
    assert len(parsed.entries) == 1


def test_parse_typed_notice_date_is_the_day() -> None:
    parsed = _read((PERSONS, make_table((), (datetime(2009, 7, 24), "1", "アオ", "Umi"))))
    assert parsed.entries[0].listing.designated_on == "2009-07-24"


@pytest.mark.parametrize(
    ("cell", "birth", "notes"),
    [
        ("1944年10月13日", ("1944-10-13",), ()),
        (datetime(1944, 10, 13), ("1944-10-13",), ()),
        ("昭和19年10月13日", ("1944-10-13",), ()),
        ("16358", ("1944-10-13",), ()),
        ("1944年又は1945年", ("1944", "1945"), ()),
        ("1944、1945又は1946年生まれ", ("1944", "1945", "1946"), ()),
        ("(a)1944年\n(b)1945年頃", ("1944",), ("生年月日: 1945年頃",)),
        ("1944年頃", (), ("生年月日: 1944年頃",)),
        ("1958年から1963年の間", (), ("生年月日: 1958年から1963年の間",)),
        ("1991年7月14日又は6月14日", (), ("生年月日: 1991年7月14日又は6月14日",)),
        ("1410年1月2日（ヒジュラ暦）", (), ("生年月日: 1410年1月2日（ヒジュラ暦）",)),
        ("不明", (), ()),
    ],
)
def test_parse_birth_dates_are_certain_or_notes(
    cell: object, birth: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    entry, codes = _person({"生年月日": cell})
    assert (entry.entity.get("birthDate"), entry.entity.get("notes")) == (birth, notes)
    assert codes == {}


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("北朝鮮", ("kp",)),
        ("(a)スーダン共和国\n(b)南スーダン", ("sd", "ss")),
        ("イラン\nIran", ("ir",)),
        ("エジプトEgypt", ("eg",)),
        ("サウディ・アラビア", ("sa",)),
        ("ハイチ（Haiti）", ("ht",)),
        ("スロバキア共和国", ("sk",)),
        ("トルコ、ヨルダン", ("tr", "jo")),
    ],
)
def test_parse_nationality_has_codes(cell: str, codes: tuple[str, ...]) -> None:
    entry, problems = _person({"国籍": cell})
    assert entry.entity.get("nationality") == codes
    assert problems == {}


def test_parse_nationality_without_a_code_is_kept_and_told() -> None:
    entry, problems = _person({"国籍": "アオ王国と思われる"})
    assert entry.entity.get("notes") == ("国籍: アオ王国と思われる",)
    assert problems == {"jp-country-unknown": "note"}


@pytest.mark.parametrize(
    ("cell", "number", "told"),
    [
        ("472420180", "472420180", {}),
        (
            "チュニジア旅券 K000139 （1995年2月14日発行、2000年2月13日失効）",
            "K000139",
            {"country": "tn", "startDate": "1995-02-14", "endDate": "2000-02-13"},
        ),
        ("472420180、旅券失効日：２０１８年２月４日", "472420180", {"endDate": "2018-02-04"}),
        ("PS000120050（北朝鮮旅券）", "PS000120050", {"country": "kp"}),
        (
            "オマーン国旅券番号：00024970、発行日：2014年5月4日、有効期限：2024年5月3日",
            "00024970",
            {"country": "om", "startDate": "2014-05-04", "endDate": "2024-05-03"},
        ),
        ("南スーダン D00008623号", "D00008623", {"country": "ss"}),
        ("アフガニスタン旅券：SEー000697", "SE-000697", {"country": "af"}),
    ],
)
def test_parse_passport_has_number_country_and_days(cell: str, number: str, told: dict[str, str]) -> None:
    entry, codes = _person({"旅券番号": cell})
    assert entry.entity.get("passportNumber") == (number,)
    (passport,) = entry.related
    found = {
        name: passport.get(name)[0] for name in ("country", "startDate", "endDate") if passport.get(name)
    }
    assert (passport.schema, found) == ("Passport", told)
    assert codes == {}


@pytest.mark.parametrize(
    ("cell", "prop", "number"),
    [
        ("中央アフリカ共和国軍隊身分登録番号911-10-77", "idNumber", "911-10-77"),
        ("(a)SSN 156-92-0000（米国） (b)パキスタン運転免許証 K-0000", "socialSecurityNumber", "156-92-0000"),
        ("クウェート国民ID番号　261122400000\n（クウェートにて発行）", "idNumber", "261122400000"),
    ],
)
def test_parse_identities_have_their_kind(cell: str, prop: str, number: str) -> None:
    entry, codes = _person({"身分登録番号": cell})
    assert entry.entity.get(prop) == (number,)
    assert entry.entity.get("notes") == ()
    assert codes == {}


def test_parse_forged_document_is_a_note_alone() -> None:
    entry, _ = _person({"ID番号": "偽造ID番号6910275240000"})
    assert (entry.related, entry.entity.get("notes")) == ((), ("ID番号: 偽造ID番号6910275240000",))


def test_parse_tax_number_in_the_column_of_identities_is_one() -> None:
    entry, _ = _person(
        {
            "ID番号": "(a)チュニジア国民ID番号　W000061 (b)Italian Fiscal Code（イタリア納税者番号）: BNSDLA70L14Z000B"
        }
    )
    assert entry.entity.get("idNumber") == ("W000061",)
    assert entry.entity.get("taxNumber") == ("BNSDLA70L14Z000B",)


def test_parse_remark_is_kept_whole_and_read() -> None:
    text = (
        "性別：男性\n出生地：アオ市\n称号：大佐\n生年月日：1960年5月3日\n"
        "メールアドレス：ao@example.org\n旅券番号：472420180"
    )
    entry, codes = _person({"その他の情報": text})
    properties = entry.entity.properties
    assert f"その他の情報: {text}" in properties["notes"]
    assert properties["gender"] == ("male",)
    assert properties["birthPlace"] == ("アオ市",)
    assert properties["title"] == ("大佐",)
    assert properties["birthDate"] == ("1960-05-03",)
    assert properties["email"] == ("ao@example.org",)
    assert properties["passportNumber"] == ("472420180",)
    assert codes == {}


@pytest.mark.parametrize(
    ("text", "numbers", "code"),
    [
        ("ＩＭＯ番号：5342883", ("IMO5342883",), None),
        ("船舶登録証明：IMO5878589", ("IMO5878589",), None),
        ("IMO番号：51792455405737", ("IMO5179245", "IMO5405737"), "jp-imo-run-together"),
        ("IMO番号：581488358149065000000", (), "jp-imo-unreadable"),
        ("IMO番号：5342884", (), "jp-identifier-invalid"),
    ],
)
def test_parse_imo_numbers_of_groups(text: str, numbers: tuple[str, ...], code: str | None) -> None:
    parsed = _read((GROUPS, make_table(("その他の情報",), ("2009.7.24", "1", "アオ社", "Umi Company", text))))
    assert parsed.entries[0].entity.get("imoNumber") == numbers
    assert set(_codes(parsed)) == ({code} if code else set())


def test_parse_registers_banks_wallets_and_phones_of_groups() -> None:
    text = (
        "SWIFT/BIC：KDBK KP PY\nロシア国家登録番号：1022502123995\n電話番号：＋850―２―18111\n暗号資産アドレス：\n"
        "0x0000000000000000000000000000000000000001；"
    )
    parsed = _read((GROUPS, make_table(("その他の情報",), ("2009.7.24", "1", "アオ銀行", "Umi Bank", text))))
    (entry,) = parsed.entries
    assert entry.entity.schema == "Company"
    assert entry.entity.get("swiftBic") == ("KDBKKPPY",)
    assert entry.entity.get("ogrnCode") == ("1022502123995",)
    assert entry.entity.get("phone") == ("+850―2―18111",)
    assert [related.get("publicKey") for related in entry.related if related.schema == "CryptoWallet"] == [
        ("0x0000000000000000000000000000000000000001",)
    ]


def test_parse_un_reference_and_day_of_the_united_nations() -> None:
    entry, codes = _person(
        {"国連参照番号": "ＫＰｉ．００１", "リスト掲載日": "2001年1月25日（2003年9月3日改訂）"}
    )
    assert entry.listing.unsc_id == "KPi.001"
    assert entry.listing.dates_of("designated_on") == ("2009-07-24",)
    assert entry.entity.get("notes") == ("リスト掲載日: 2001年1月25日（2003年9月3日改訂）",)
    assert codes == {}
    _, codes = _person({"国連参照番号": "第1号"})
    assert codes == {"jp-unsc-id-unreadable": "note"}


def test_parse_names_of_each_column_have_their_kind() -> None:
    entry, _ = _person(
        {
            "別名": "アキ\nAki",
            "旧称": "f.k.a. Old",
            "確定に十分でない別名": "(a)「カワ（Kawa）」(b)ムサ（Musa）",
        }
    )
    kinds = [(name.value, name.kind) for name in entry.names[2:]]
    assert kinds == [
        ("アキ", "alias"),
        ("Aki", "alias"),
        ("Old", "former"),
        ("カワ", "weak"),
        ("Kawa", "weak"),
        ("ムサ", "weak"),
        ("Musa", "weak"),
    ]
    assert entry.names[-1].quality_raw == "確定に十分でない別名"
    assert entry.entity.get("weakAlias") == ("カワ", "Kawa", "ムサ", "Musa")


def test_parse_group_abbreviation_in_brackets_is_an_alias() -> None:
    (entry,) = _read((GROUPS, make_table((), ("2009.7.24", "1", "アオ社", "Umi Trading(UMIT)")))).entries
    assert [(name.value, name.kind) for name in entry.names] == [
        ("Umi Trading(UMIT)", "primary"),
        ("Umi Trading", "alias"),
        ("UMIT", "alias"),
        ("アオ社", "primary"),
    ]


def test_parse_escapes_and_full_width_are_read() -> None:
    entry, _ = _person(
        {"役職": "部長_x000D_\nDirector_x000D_", "住所": "北朝鮮_x000D_\n"}, name="Umi_x000D_\n"
    )
    assert entry.entity.caption == "Umi"
    assert entry.entity.get("position") == ("部長", "Director")
    assert entry.entity.get("country") == ("kp",)


@pytest.mark.parametrize(
    ("cells", "schema"),
    [
        ({"称号": "不明", "国籍": "不明", "その他の情報": ""}, "Person"),
        ({"称号": "", "国籍": "イラク", "その他の情報": "同団体に属する"}, "Person"),
        ({"称号": "", "国籍": "", "その他の情報": "同団体に対する措置"}, "Organization"),
        ({"称号": "", "国籍": "", "その他の情報": "性別：女性"}, "Person"),
        ({"称号": "", "国籍": "", "その他の情報": "同人に対する措置"}, "LegalEntity"),
    ],
)
def test_parse_mixed_sheet_tells_persons_and_groups_by_their_cells(
    cells: dict[str, str], schema: str
) -> None:
    (entry,) = _read(
        (MIXED, make_table(tuple(cells), ("2009.7.24", "1", "アオ", "Umi", *cells.values())))
    ).entries
    assert entry.entity.schema == schema


def test_parse_mixed_sheet_believes_what_other_entries_call_it() -> None:
    rows = (
        ("2009.7.24", "1", "アオ", "Umi", "不明", "同人に対する措置"),
        ("2009.7.24", "2", "アカ", "Iki", "大佐", "アオ（１．に指定した団体）の幹部"),
    )
    parsed = _read((MIXED, make_table(("称号", "その他の情報"), *rows)))
    assert [entry.entity.schema for entry in parsed.entries] == ["Organization", "Person"]


def test_parse_continued_row_goes_on_with_the_entry_above() -> None:
    rows = (("2009.7.24", "1", "アオ", "Umi", "第一の段落"), (None, None, None, None, "第二の段落"))
    (entry,) = _read((GROUPS, make_table(("その他の情報",), *rows))).entries
    assert entry.entity.get("notes") == ("その他の情報: 第一の段落\n第二の段落",)
    assert entry.raw["その他の情報"] == ["第一の段落", "第二の段落"]


def test_parse_notes_above_the_headings_are_no_title() -> None:
    rows = [
        ("措置の\n（個人）\n（注）#は別の措置",),
        ("（注２）もう一つ",),
        HEADINGS,
        ("2009.7.24", "1", "アオ", "Umi"),
    ]
    parsed = _read((PERSONS, rows))
    assert parsed.entries[0].listing.legal_basis == "措置の （個人）"
    assert parsed.accounted["dprk-1718-persons/注"].ignored == 1
    assert parsed.accounted["dprk-1718-persons/表題"].mapped == 1


def test_parse_unknown_sheet_is_read_under_a_key_of_its_name() -> None:
    parsed = _read(("99.新しい措置（個人）", make_table((), ("2009.7.24", "1", "アオ", "Umi"))))
    (entry,) = parsed.entries
    assert entry.listing.reference == f"{find_regime('新しい措置（個人）').key}-1"
    assert entry.listing.reference.startswith("sheet-")
    assert entry.entity.schema == "Person"
    assert _codes(parsed) == {"jp-sheet-unknown": "note"}


def test_parse_regime_that_was_ended_holds_no_entries() -> None:
    parsed = _read(
        ("8.【解除】リベリア", [("元の措置",), ("【2015年12月18日告示廃止】",)]),
        (PERSONS, make_table((), ("2009.7.24", "1", "アオ", "Umi"))),
    )
    assert len(parsed.entries) == 1
    assert _codes(parsed) == {"jp-regime-ended": "note"}
    assert parsed.accounted["liberia/廃止"].ignored == 2


def test_parse_unknown_column_is_told_and_counted() -> None:
    parsed = _read((PERSONS, make_table(("新しい欄",), ("2009.7.24", "1", "アオ", "Umi", "値"))))
    assert _codes(parsed) == {"jp-column-unknown": "warning"}
    assert parsed.accounted["dprk-1718-persons/新しい欄"].problem == 1


def test_parse_workbook_without_contents_says_so() -> None:
    parsed = _read((PERSONS, make_table((), ("2009.7.24", "1", "アオ", "Umi"))))
    assert [problem.code for problem in parsed.problems] == ["jp-contents-missing"]


@pytest.mark.parametrize(
    "sheets",
    [
        [
            (
                PERSONS,
                [("題",), ("告示日付", "番号", "日本語表記", "英語表記"), ("2009.7.24", "1", "アオ", "Umi")],
            )
        ],
        [
            (
                PERSONS,
                [
                    ("題",),
                    ("告示日付", "告示番号", "日本語表記", "英語表記"),
                    ("2009.7.24", "1", "アオ", "Umi", "余り"),
                ],
            )
        ],
        [
            (
                PERSONS,
                [
                    ("題",),
                    ("告示日付", "告示番号", "日本語表記", "英語表記", "英語表記"),
                    ("2009.7.24", "1", "アオ", "Umi", "b"),
                ],
            )
        ],
        [(PERSONS, [("題だけ",)])],
        [(PERSONS, [HEADINGS])],
        [("8.【解除】リベリア", [("まだ何かある",)])],
    ],
    ids=["renamed", "no-heading", "twice", "no-table", "no-entry", "not-ended"],
)
def test_parse_changed_layout_is_refused(sheets: list[tuple[str, list[Row]]]) -> None:
    with pytest.raises(SourceChangedError):
        _read(*sheets)


def test_parse_workbook_that_lacks_a_sheet_of_its_contents_is_refused() -> None:
    sheet = (PERSONS, make_table((), ("2009.7.24", "1", "アオ", "Umi")))
    assert len(_read(sheet, contents=[("題",), ("15", "北朝鮮")]).entries) == 1
    with pytest.raises(SourceChangedError, match="sheet 16"):
        _read(sheet, contents=[("題",), ("15", "北朝鮮"), ("16", "別の措置")])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"<!DOCTYPE html><html></html>",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_parse_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert not jp_mof.recognises(content, name="jp.xlsx")
    with pytest.raises(DocumentError):
        jp_mof.parse(content, source="made.xlsx")


def test_recognises_by_the_headings() -> None:
    assert jp_mof.recognises(_small(), name="download.bin")
    assert not jp_mof.recognises(make_book(("Sheet", [("告示", "番号")])), name="jp.xlsx")


def test_locate_entry_gives_no_place_in_compressed_bytes() -> None:
    assert jp_mof.locate_entry(_small(), "dprk-1718-persons-1") is None


def test_every_heading_with_a_meaning_has_a_rule() -> None:
    assert set(load_meanings()) <= set(load_field_rules("jp_mof"))
    assert len(load_meanings()) == 66


@cache
def _small() -> bytes:
    rows = make_table(
        ("別名", "生年月日", "国籍", "旅券番号", "その他の情報"),
        (
            "2009.7.24\n2022.8.3改訂",
            "1",
            "アオ",
            "Umi (Umii)",
            "(a)アキ（Aki）(b)アカ",
            "1944年頃",
            "北朝鮮",
            "472420180",
            "性別：男性",
        ),
        ("2020.1.2削除", "2"),
    )
    return make_book((PERSONS, rows), contents=[("15", "北朝鮮")])


@given(st.data())
def test_parse_broken_bytes_give_an_error_of_ours_or_a_list(data: st.DataObject) -> None:
    content = bytearray(_small())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        parsed = jp_mof.parse(
            bytes(content[:cut] if data.draw(st.booleans()) else content), source="made.xlsx"
        )
    except LagebildError:
        return
    assert parsed.entries


@given(
    st.lists(
        st.text(alphabet="アオ、；;()（）ab①1２年月日.改訂削除告示不明 \n:：A/-", max_size=24),
        min_size=9,
        max_size=9,
    )
)
def test_parse_any_text_in_the_cells_gives_a_list_or_an_error_of_ours(cells: list[str]) -> None:
    more = ("別名", "生年月日", "国籍", "旅券番号", "住所", "その他の情報")
    rows = make_table(more, ("2009.7.24", "1", "アオ", "Umi"), (*cells[:1], "2", *cells[1:3], *cells[3:]))
    parsed = _read((PERSONS, rows))
    assert 1 <= len(parsed.entries) <= 2
