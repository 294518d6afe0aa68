"""Japan's list, read from the real workbook; every cell counted by another library than the reader's."""

import csv
import io
import re
import warnings
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from lagebild.lists import ParsedList, jp_mof
from lagebild.lists.history import compare_editions, describe_shape, find_breaks
from lagebild.lists.jp_mof.sheets import find_regime, load_regimes, split_sheet_name
from lagebild.lists.jp_mof.text import fold_heading
from lagebild.model.listing import ListEntry

LOST_ROW = ("taliban-alqaida", 276)
"""The one row that cannot be an entry: number and day without any name, and not deleted."""


def _file(shared: Path) -> Path:
    return shared / "lists" / "jp" / "mof_2026-03-05.xlsx"


@cache
def _read(path: Path) -> ParsedList:
    return jp_mof.parse(path.read_bytes(), source=path.name)


@cache
def _open(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of a print area
        return openpyxl.load_workbook(path)


def _entry(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


def test_recognises_the_real_workbook_and_no_other(shared: Path) -> None:
    assert jp_mof.recognises(_file(shared).read_bytes(), name="download")
    other = shared / "lists" / "au" / "dfat_2024-12.xlsx"
    assert not jp_mof.recognises(other.read_bytes(), name="mof.xlsx")


def test_parse_reads_every_row_with_a_number(shared: Path) -> None:
    parsed = _read(_file(shared))
    numbered = [
        row
        for sheet in _open(_file(shared)).worksheets[1:]
        for row in sheet.iter_rows(values_only=True)
        if len(row) > 1 and re.fullmatch(r"[*#]?\d+(\([*#]\d+\))?", str(row[1]))
    ]
    assert len(numbered) == 3461
    assert len(parsed.entries) == 3460
    assert len({entry.listing.id for entry in parsed.entries}) == 3460
    assert parsed.count_by_schema() == {
        "Company": 519,
        "LegalEntity": 385,
        "Organization": 507,
        "Person": 2049,
    }
    assert (parsed.dated_at, parsed.dated_raw) == (None, None)


def test_parse_counts_by_sheet(shared: Path) -> None:
    counts = Counter(entry.listing.reference.rsplit("-", 1)[0] for entry in _read(_file(shared)).entries)
    assert counts == {
        "milosevic": 10,
        "taliban-alqaida": 797,
        "terrorists-g7": 35,
        "terrorists-us": 64,
        "iraq-persons": 89,
        "iraq-state-bodies": 196,
        "iraq-entities": 12,
        "drc-persons": 44,
        "drc-entities": 9,
        "sudan": 6,
        "dprk-1695": 16,
        "dprk-1718-entities": 75,
        "dprk-1718-persons": 80,
        "dprk-coordinated-entities": 75,
        "dprk-coordinated-persons": 84,
        "iran-persons": 43,
        "iran-entities": 78,
        "somalia": 26,
        "libya-eased": 4,
        "libya-others": 24,
        "syria-persons": 59,
        "syria-entities": 35,
        "crimea-persons": 336,
        "crimea-entities": 18,
        "russia-entities": 369,
        "russia-persons": 759,
        "russia-banks": 16,
        "belarus-persons": 19,
        "belarus-entities": 12,
        "belarus-banks": 4,
        "other-states-entities": 7,
        "other-states-persons": 1,
        "other-states-banks": 1,
        "car-persons": 15,
        "car-entities": 2,
        "yemen": 12,
        "south-sudan": 8,
        "mali": 5,
        "haiti-persons": 9,
        "israel-settlers": 4,
        "haiti-entities": 2,
    }


def test_parse_entries_without_names_are_exactly_the_deleted_ones(shared: Path) -> None:
    nameless = [entry for entry in _read(_file(shared)).entries if not entry.names]
    assert len(nameless) == 598
    assert all([date.kind for date in entry.listing.dates] == ["delisted_on"] for entry in nameless)
    deleted = sum(
        1
        for sheet in _open(_file(shared)).worksheets
        for row in sheet.iter_rows(values_only=True)
        if "削除" in str(row[0])
    )
    assert deleted == 598


def test_parse_has_exactly_these_problems(shared: Path) -> None:
    problems = _read(_file(shared)).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("jp-deleted-nameless", "note"): 17,
        ("jp-country-unknown", "note"): 8,
        ("jp-regime-ended", "note"): 3,
        ("jp-notice-date-misprinted", "note"): 2,
        ("jp-name-missing", "error"): 1,
        ("jp-imo-run-together", "note"): 1,
        ("jp-imo-unreadable", "note"): 1,
    }
    where = {problem.code: problem.locator for problem in problems}
    assert where["jp-name-missing"] == "sheet '2.タリバーン関係者等', row 276"
    assert where["jp-imo-run-together"] == "sheet '16.北朝鮮(協調；団体)', cell G21"


def _count_cells(path: Path) -> tuple[Counter[str], int]:
    """Filled cells by the path that the reader should account them under, and the headings."""
    counts: Counter[str] = Counter()
    headings = 0
    for sheet in _open(path).worksheets:
        number, name = split_sheet_name(sheet.title)
        columns: dict[int, str] = {}
        key = find_regime(name).key
        for row in sheet.iter_rows():
            filled = [cell for cell in row if cell.value is not None and str(cell.value).strip()]
            if any(str(cell.value).strip() == "告示日付" for cell in filled):
                columns = {cell.column: fold_heading(str(cell.value)) for cell in filled}
                headings += len(filled)
            elif (key, row[0].row) == LOST_ROW:
                counts.update(f"{key}/{heading}" for heading in columns.values())
            elif columns:
                counts.update(f"{key}/{columns[cell.column]}" for cell in filled)
            elif number is None:
                counts["一覧"] += len(filled)
            elif "解除" in sheet.title:
                counts[f"{key}/廃止"] += len(filled)
            else:
                notes = sum(str(cell.value).startswith("（注") for cell in filled)
                counts[f"{key}/注"] += notes
                counts[f"{key}/表題"] += len(filled) - notes
    return +counts, headings


def test_parse_accounts_for_every_cell(shared: Path) -> None:
    expected, headings = _count_cells(_file(shared))
    accounted = _read(_file(shared)).accounted
    assert {
        path: account.total - account.empty
        for path, account in accounted.items()
        if account.total > account.empty
    } == expected
    cells = sum(
        1
        for sheet in _open(_file(shared)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None and str(value).strip()
    )
    empty_in_lost_row = 16
    assert cells == 24588
    assert sum(expected.values()) - empty_in_lost_row + headings == cells
    assert all(account.state != "problem" for account in accounted.values())
    assert sum(account.problem for account in accounted.values()) == 18


@pytest.mark.parametrize(
    ("reference", "dates"),
    [
        ("milosevic-1", ["designated 2002-03-01"]),
        (
            "taliban-alqaida-3",
            ["designated 2001-09-22", "amended 2008-06-25", "amended 2012-10-25", "amended 2014-02-06"],
        ),
        (
            "taliban-alqaida-465",
            [
                "designated 2005-08-23",
                "amended 2007-07-13",
                "amended 2010-11-19",
                "amended 2012-08-24",
                "amended 2019-06-21",
                "amended 2023-04-18",
            ],
        ),
        ("taliban-alqaida-798", ["designated 2025-06-17"]),
        ("taliban-alqaida-1", ["delisted 2011-11-18"]),
        (
            "terrorists-g7-1",
            [
                "designated 2002-04-20",
                "amended 2008-12-19",
                "amended 2012-09-28",
                "amended 2020-01-20",
                "amended 2024-01-29",
                "amended 2024-03-22",
            ],
        ),
        ("terrorists-us-13", ["designated 2002-07-06", "amended 2015-10-30"]),
        ("iraq-persons-88", ["designated 2010-07-16", "amended 2025-09-30"]),
        ("iraq-state-bodies-49", ["designated 2010-07-16"]),
        ("iraq-entities-197", ["designated 2004-08-26"]),
        ("drc-persons-37", ["designated 2023-12-04"]),
        ("drc-entities-1", ["designated 2015-07-31", "amended 2020-03-10", "amended 2020-09-25"]),
        ("sudan-2", ["designated 2006-06-30", "amended 2015-06-19", "amended 2018-08-17"]),
        ("dprk-1695-2", ["designated 2006-09-19", "amended 2016-12-09"]),
        (
            "dprk-1718-entities-4",
            ["designated 2009-07-24", "amended 2016-03-11", "amended 2017-09-22", "amended 2022-08-03"],
        ),
        ("dprk-1718-persons-30", ["designated 2016-12-09"]),
        (
            "dprk-coordinated-entities-1",
            ["designated 2013-04-05", "amended 2017-08-16", "amended 2022-08-03"],
        ),
        ("dprk-coordinated-entities-75", ["designated 2023-12-01"]),
        ("dprk-coordinated-persons-46", ["designated 2017-11-07", "amended 2017-12-28"]),
        ("iran-persons-42", ["designated 2025-09-28"]),
        ("libya-eased-3", ["delisted 2011-12-28"]),
        ("libya-others-24", ["designated 2021-11-26", "amended 2024-04-24"]),
        ("syria-persons-20", ["designated 2012-03-09"]),
        ("crimea-entities-17", ["designated 2024-06-21"]),
        ("russia-persons-38", ["delisted 2025-01-10"]),
        ("russia-banks-12", ["designated 2023-02-28"]),
        ("belarus-persons-18", ["designated 2022-03-08"]),
        ("other-states-banks-1", ["designated 2025-01-10"]),
        ("car-persons-2", ["designated 2014-08-21", "amended 2015-01-23", "amended 2020-02-28"]),
        ("haiti-persons-1", ["designated 2022-11-11", "amended 2024-03-05"]),
    ],
)
def test_parse_dates_read_by_hand(shared: Path, reference: str, dates: list[str]) -> None:
    listing = _entry(_read(_file(shared)), reference).listing
    assert [f"{date.kind.removesuffix('_on')} {date.value}" for date in listing.dates] == dates
    assert {date.field for date in listing.dates} == {"告示日付"}


NAMES = {"name", "alias", "previousName", "weakAlias", "notes"}


@pytest.mark.parametrize(
    ("reference", "schema", "names", "properties"),
    [
        (
            "milosevic-1",
            "Person",
            [("Milosevic Slobodan", "primary"), ("ミロシェヴィッチ・スロボダン", "primary")],
            {
                "birthDate": ("1941-08-20",),
                "birthPlace": ("セルビア共和国ポジャレヴァッツ", "Pozarevac, Republic of Serbia"),
            },
        ),
        (
            "dprk-1718-persons-1",
            "Person",
            [
                ("Yun Ho-jin", "primary"),
                ("ユン・ホジン", "primary"),
                ("ユン・ホチン", "alias"),
                ("Yun Ho-chin", "alias"),
            ],
            {
                "position": (
                    "ナムチョンガン・トレーディング・コーポレーション代表",
                    "Director of Namchongang Trading Corporation",
                ),
                "birthDate": ("1944-10-13",),
                "nationality": ("kp",),
                "address": ("北朝鮮平壌特別市",),
            },
        ),
        (
            "dprk-1718-entities-2",
            "Company",
            [
                ("Korea Ryonbong General Corporation(KRGC)", "primary"),
                ("Korea Ryonbong General Corporation", "alias"),
                ("KRGC", "alias"),
                ("コリア・リョンボン・ジェネラル・コーポレーション", "primary"),
                ("コリア・ヨンボン・ジェネラル・コーポレーション", "alias"),
                ("Korea Yonbong General Corporation", "alias"),
                ("リョンガクサン・ジェネラル・トレーディング・コーポレーション", "former"),
                ("Lyongaksan General Trading Corporation", "former"),
            ],
            {"address": ("北朝鮮平壌特別市普通江区域楽園洞",)},
        ),
        (
            "dprk-1718-entities-74",
            "Organization",
            [
                ("WEIHAI WORLD-SHIPPING FREIGHT", "primary"),
                ("ウェイハイ・ワールド・シッピング・フレイト", "primary"),
            ],
            {
                "address": ("264200中華人民共和国山東省威海市環翠区統一路419-201",),
                "imoNumber": ("IMO5905801",),
            },
        ),
        (
            "dprk-coordinated-entities-16",
            "Company",
            [
                ("Senat Shipping Limited", "primary"),
                ("セナット・シッピング・リミテッド", "primary"),
                ("セナット・シッピング・アンド・トレーディング・プライベート・リミテッド", "alias"),
                ("セナット・シッピング・エージェンシー・リミテッド", "alias"),
                ("セナット・シッピング・アンド・トレーディング・リミテッド", "alias"),
                ("Senat Shipping & Trading Pte Ltd", "alias"),
                ("Senat Shipping Agency Ltd", "alias"),
                ("Senat Shipping and Trading Ltd", "alias"),
                ("Senat Shipping and Trading Private Limited", "alias"),
            ],
            {
                "address": (
                    "36-02 A, Suntec Tower, 9, Temasek Boulevard, Singapore 038989, Singapore",
                    "9 Temasek Boulevard, 36-02A, Singapore 038989, Singapore",
                    "Panama City, Panama",
                    "PO Box 957, Offshore Incorporations Centre Road Town, Tortola, Virgin Islands, British",
                ),
                "imoNumber": ("IMO5179245", "IMO5405737"),
            },
        ),
        (
            "sudan-5",
            "Person",
            [
                ("Abdel Rahman Juma Barkalla", "primary"),
                ("アブデル・ラフマーン・ジュマ・バラカッラー", "primary"),
            ],
            {
                "position": ("即応支援部隊(ＲＳＦ)少将・西ダルフール司令官",),
                "birthDate": ("1969-01-01",),
                "birthPlace": ("東ダルフールのバール・エララブ(Bahr Elarab)",),
                "nationality": ("sd",),
                "passportNumber": ("P07834700",),
                "idNumber": ("21052659309",),
            },
        ),
        (
            "yemen-1",
            "Person",
            [
                ("ABD AL-KHALIQ AL-HOUTHI", "primary"),
                ("عبدالخالق الحوثي", "original_script"),
                ("アブドルハーリク・アル・ホーシー", "primary"),
                ("アブドルハーリク・アル・ホーシー", "alias"),
                ("Abd-al-Khaliq al-Huthi", "alias"),
                ("アブドルハーリク・バドルッディーン・アル・ホーシー", "alias"),
                ("Abd-al-Khaliq Badr-al-Din al Huthi", "alias"),
                ("‘Abd al-Khaliq Badr al-Din al-Huthi", "alias"),
                ("Abd al-Khaliq al-Huthi", "alias"),
                ("アブー・ユーヌス", "weak"),
                ("Abu-Yunus", "weak"),
            ],
            {
                "position": ("ホーシー派軍事司令官",),
                "birthDate": ("1984",),
                "nationality": ("ye",),
                "gender": ("male",),
            },
        ),
        (
            "crimea-persons-18",
            "Person",
            [
                ("Igor GIRKIN", "primary"),
                ("イーゴリ・ギルキン", "primary"),
                ("イーゴリ・ストレルコフ", "alias"),
                ("Igor STRELKOV", "alias"),
            ],
            None,
        ),
        (
            "russia-banks-12",
            "Company",
            [
                ("Public Joint Stock Company Rosbank", "primary"),
                ("公共株式会社ロスバンク", "primary"),
                ("株式商業銀行公開株式会社ロスバンク", "former"),
                ("株式商業銀行公共株式会社ロスバンク", "former"),
                ("商業銀行ネザヴィシモスチ", "former"),
                ("株式商業銀行ロスバンク", "former"),
                ("AKB Rosbank OAO", "former"),
                ("AKB Rosbank PAO", "former"),
                ("Commercial Bank Nezavisimost", "former"),
                ("Joint Stock Commercial Bank Rosbank", "former"),
                ("Rosbank PJSC", "alias"),
            ],
            None,
        ),
        (
            "haiti-entities-1",
            "Organization",
            [
                ("GRAN GRIF", "primary"),
                ("グラン・グリフ", "primary"),
                ("グラン・グリフ・ド・サヴィエン（サヴィエンの大きな鉤爪）", "alias"),
                ("サヴィエン・ギャング", "alias"),
                ("バズ・グラン・グリフ（グラン・グリフの基地）", "alias"),
                ("Gran Grif de Savien", "alias"),
                ("Savien gang", "alias"),
                ("Baz Gran Grif", "alias"),
            ],
            {"country": ("ht",)},
        ),
        ("mali-1", "LegalEntity", [], {}),
    ],
)
def test_parse_records_read_by_hand(
    shared: Path,
    reference: str,
    schema: str,
    names: list[tuple[str, str]],
    properties: dict[str, tuple[str, ...]] | None,
) -> None:
    entry = _entry(_read(_file(shared)), reference)
    assert entry.entity.schema == schema
    assert [(name.value, name.kind) for name in entry.names] == names
    if properties is not None:
        assert {
            key: value for key, value in entry.entity.properties.items() if key not in NAMES
        } == properties


def test_parse_un_references_stand_in_their_own_column(shared: Path) -> None:
    found = {
        entry.listing.reference: entry.listing.unsc_id
        for entry in _read(_file(shared)).entries
        if entry.listing.unsc_id
    }
    assert found == {
        "taliban-alqaida-284": "QDi.057",
        "taliban-alqaida-290": "QDi.065",
        "taliban-alqaida-409": "QDi.150",
        "taliban-alqaida-670": "QDi.338",
        "taliban-alqaida-723": "QDi.372",
        "iraq-persons-88": "IQi.085",
        "haiti-persons-8": "HTi.008",
        "haiti-persons-9": "HTi.009",
        "haiti-entities-1": "HTe.001",
        "haiti-entities-2": "HTe.002",
    }


def test_parse_day_of_the_united_nations_is_no_date_of_japan(shared: Path) -> None:
    entry = _entry(_read(_file(shared)), "taliban-alqaida-796")
    assert entry.raw["国連制裁員会による指定日"] == ["2023-04-26"]
    assert "国連制裁員会による指定日: 2023-04-26" in entry.entity.get("notes")
    assert [(date.kind, date.value) for date in entry.listing.dates] == [("designated_on", "2023-04-27")]


def test_parse_continued_rows_belong_to_the_entry_above(shared: Path) -> None:
    entry = _entry(_read(_file(shared)), "somalia-1")
    assert len(entry.raw["その他の情報"]) == 13
    assert entry.raw["日本語表記"] == ["アル・シャバーブ"]


def test_parse_programme_is_the_sheet_and_its_title_the_legal_basis(shared: Path) -> None:
    parsed = _read(_file(shared))
    listing = _entry(parsed, "dprk-1695-1").listing
    assert listing.programmes == ("北朝鮮(決議1695号)",)
    assert listing.legal_basis == "北朝鮮のミサイル又は大量破壊兵器計画に関連する者"
    assert len(parsed.count_by_programme()) == 41


def test_parse_no_name_holds_a_mark_a_label_or_half_a_bracket(shared: Path) -> None:
    for entry in _read(_file(shared)).entries:
        for name in entry.names:
            assert not re.search(r"[(（][a-z][)）]|a\.k\.a|f\.k\.a|不明|^[(（][^()（）]*$", name.value), (
                entry.listing.reference
            )
            assert sum(map(name.value.count, "(（")) == sum(map(name.value.count, ")）"))


def _write_as_csv(parsed: ParsedList) -> bytes:
    """The entries that are listed, as the CSV file would give their number, kind, dates and main names."""
    numbers = {regime.key: int(regime.number) for regime in load_regimes()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("区分", "番号", "告示日付", "告示番号", "個人・団体", "氏名（日本語）", "氏名（英語）"))
    for entry in parsed.entries:
        if entry.listing.has_ended:
            continue
        key, _, number = entry.listing.reference.rpartition("-")
        main = {name.lang: name.value for name in reversed(entry.names) if name.kind == "primary"}
        kind = "個人" if entry.entity.schema == "Person" else "団体"
        dates = " ".join("\n".join(entry.raw["告示日付"]).split())
        identity = f"{numbers[key]:03d}-{int(number):06d}"
        writer.writerow((numbers[key], identity, dates, number, kind, main.get("ja", ""), main.get("en", "")))
    return text.getvalue().encode("utf-8-sig")


def test_every_listed_entry_keeps_identity_and_dates_in_the_csv_form(shared: Path) -> None:
    workbook = _read(_file(shared))
    table = jp_mof.parse(_write_as_csv(workbook), source="made.csv")
    listed = [entry for entry in workbook.entries if not entry.listing.has_ended]
    assert len(listed) == 2862
    assert [entry.listing.id for entry in table.entries] == [entry.listing.id for entry in listed]
    for old, new in zip(listed, table.entries, strict=True):
        assert [(date.kind, date.value) for date in old.listing.dates] == [
            (date.kind, date.value) for date in new.listing.dates
        ]
        assert old.listing.programmes == new.listing.programmes
    assert {problem.code for problem in table.problems} == {"jp-notice-date-misprinted"}
    changes = compare_editions(workbook.entries, table.entries, are_same_form=False)
    assert {change.kind for change in changes} == {"amended"}
    assert find_breaks(describe_shape(workbook), describe_shape(table)) == []
