import pytest

from lagebild.lists.jp_mof.names import expand_spellings, find_listed_names, find_names
from lagebild.lists.jp_mof.text import decode_escapes, split_items, split_marked


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("アオ\nUmi", ["アオ", "Umi"]),
        ("(a)アオ(b)アカ\n (a.k.a.: (a)Umi (b)Iki)", ["アオ", "アカ", "Umi", "Iki"]),
        ("（ａ）アオ（ｂ）アカ", ["アオ", "アカ"]),
        ("①アオ②アカ③キイ", ["アオ", "アカ", "キイ"]),
        ("1) Umi 2) Iki", ["Umi", "Iki"]),
        ("１）アオ ２）アカ", ["アオ", "アカ"]),
        ("アオ；アカ\nUmi; Iki", ["アオ", "アカ", "Umi", "Iki"]),
        ("アオ、アカ\nUmi, Iki", ["アオ", "アカ", "Umi", "Iki"]),
        ("アオ\nUmi, Iki", ["アオ", "Umi, Iki"]),
        (
            "アオ商事、アカ商事\nUMI TRADING, LTD, IKI TRADING, LTD",
            ["アオ商事", "アカ商事", "UMI TRADING, LTD", "IKI TRADING, LTD"],
        ),
        ("（別称、アオ、アカ）\n(a.k.a. Umi; a.k.a. Iki)", ["アオ", "アカ", "Umi", "Iki"]),
        (
            "（別称、アオ及び株式会社アカ）\n(a.k.a. Umi; a.k.a. Iki; a.k.a. Iki JSC)",
            ["アオ", "株式会社アカ", "Umi", "Iki", "Iki JSC"],
        ),
        ("（別称、アオ及び付属工場）\n(a.k.a. Umi and Works)", ["アオ及び付属工場", "Umi and Works"]),
        ("(a)アオ（Umi）、(b)アカ（Iki）（AK）", ["アオ", "Umi", "アカ", "Iki", "AK"]),
        ("アオ; アカ Umi; Iki", ["アオ", "アカ", "Umi", "Iki"]),
        ("【アラビア語】（アオ、アカ）", ["アオ、アカ"]),
        ("「アオ」", ["アオ"]),
        ("不明", []),
        ("", []),
    ],
)
def test_find_names_parts_every_way_of_writing_several(value: str, expected: list[str]) -> None:
    assert [name.value for name in find_names(value)] == expected


def test_find_names_labels_say_which_are_former() -> None:
    found = find_names("（別称）アオ\nUmi\n（旧称）アカ\nIki")
    assert [(name.value, name.kind, name.label) for name in found] == [
        ("アオ", None, "別称"),
        ("Umi", None, "別称"),
        ("アカ", "former", "旧称"),
        ("Iki", "former", "旧称"),
    ]


def test_find_names_label_in_the_middle_of_a_line_ends_with_the_line() -> None:
    found = find_names("アオ、旧称：アカ\nUMI; UMI WORKS, f.k.a. IKI")
    assert [(name.value, name.kind) for name in found] == [
        ("アオ", None),
        ("アカ", "former"),
        ("UMI", None),
        ("UMI WORKS", None),
        ("IKI", "former"),
    ]


def test_find_names_previously_listed_name_is_former() -> None:
    found = find_names(
        "(a)アオ（以前のリスト記載ぶり） (b)アカ\n(a.k.a.:(a)Umi(previously listed as) (b)Iki)"
    )
    assert [name.kind for name in found] == ["former", None, "former", None]


def test_find_names_births_and_documents_are_notes_of_the_name() -> None:
    found = find_names(
        "(a)アオ、1968年5月25日に出生 (b)アカ（旅券番号：Ｂ0515260）\n(a.k.a.: (a)Umi, born 25 May 1968 (b)Iki)"
    )
    assert [(name.value, name.note) for name in found] == [
        ("アオ", "1968年5月25日に出生"),
        ("アカ", "旅券番号：Ｂ0515260"),
        ("Umi", "born 25 May 1968"),
        ("Iki", None),
    ]


def test_find_names_original_script_stands_beside_the_name() -> None:
    found = find_names("UMI IKI\n（original script: عبد الله）")
    assert [(name.value, name.kind) for name in found] == [("UMI IKI", None), ("عبد الله", "original_script")]
    assert [name.value for name in find_names("UMI IKI(original script：不明)")] == ["UMI IKI"]


def test_find_names_a_sentence_is_no_name() -> None:
    (found,) = find_names("アオ社が調達のために使用している別名。")
    assert (found.value, found.note) == ("", "アオ社が調達のために使用している別名。")


def test_find_names_language_is_told_by_kana_alone() -> None:
    assert [(name.value, name.lang) for name in find_names("アオ会社; 株式会社; Umi")] == [
        ("アオ会社", "ja"),
        ("株式会社", None),
        ("Umi", None),
    ]


@pytest.mark.parametrize(
    ("name", "plain", "spellings", "apart"),
    [
        ("Sergei (Sergey) Umi", "Sergei Umi", ["Sergey Umi"], []),
        (
            "Sergei (Sergey) ILJENKO (ILYENKO)",
            "Sergei ILJENKO",
            ["Sergei ILYENKO", "Sergey ILJENKO", "Sergey ILYENKO"],
            [],
        ),
        ("Yury（Yuri, Yurii） Umi", "Yury Umi", ["Yuri Umi", "Yurii Umi"], []),
        (
            "Igor(Ihor) UMIV(UMIW/UMIVV)",
            "Igor UMIV",
            ["Igor UMIW", "Igor UMIVV", "Ihor UMIV", "Ihor UMIW", "Ihor UMIVV"],
            [],
        ),
        ("イーゴリ（イーホル）・アオ", "イーゴリ・アオ", ["イーホル・アオ"], []),
        ("Leonid Kharkov (Mole)", "Leonid Kharkov", [], ["Mole"]),
        ("Rashid Umi (The Mole)", "Rashid Umi", [], ["The Mole"]),
        ("(Sheikh) Musa Umi", "Sheikh Musa Umi", ["Musa Umi"], []),
        ("（シェイク）ムーサ", "シェイクムーサ", ["ムーサ"], []),
        ("Umi Iki", "Umi Iki", [], []),
    ],
)
def test_expand_spellings_puts_each_word_in_its_place(
    name: str, plain: str, spellings: list[str], apart: list[str]
) -> None:
    assert expand_spellings(name) == (plain, spellings, apart)


def test_decode_escapes_reads_what_xml_cannot_hold() -> None:
    assert decode_escapes("a_x000D_\nb_x0009_c_x005F_d") == "a\nb\tc_d"


def test_find_names_in_brackets_before_a_remark_keep_it_as_their_note() -> None:
    found = find_names("(a) أبو دعاء ((Abu Umi； Abu Iki) known by this nom de guerre) (b) Umi")
    assert [(name.value, name.note) for name in found] == [
        ("أبو دعاء", None),
        ("Abu Umi", "known by this nom de guerre"),
        ("Abu Iki", "known by this nom de guerre"),
        ("Umi", None),
    ]


def test_find_listed_names_parts_at_semicolons_outside_brackets_alone() -> None:
    found = find_listed_names("アオ（1960/4/11； 1963/4/11、エジプト）； アカ、イロ; UMI, Iki")
    assert [(name.value, name.note, name.lang) for name in found] == [
        ("アオ", "1960/4/11； 1963/4/11、エジプト", "ja"),
        ("アカ、イロ", None, "ja"),
        ("UMI, Iki", None, None),
    ]
    assert [(name.value, name.kind) for name in find_listed_names("Umi (f.k.a. Iki)")] == [
        ("Umi", None),
        ("Iki", "former"),
    ]


def test_split_marked_leaves_a_mark_in_a_remark_alone() -> None:
    assert split_marked("(a)Umi (b)Iki (（c）apart from it) (c)Kii") == [
        "Umi",
        "Iki (（c）apart from it)",
        "Kii",
    ]


def test_split_marked_only_follows_a_row_of_marks() -> None:
    assert split_marked("(a)One (i)of it (b)Two (c)Three") == ["One (i)of it", "Two", "Three"]
    assert split_marked("One (b)Two") == ["One", "Two"]
    assert split_marked("Resolution 1483 (x) and more") == ["Resolution 1483 (x) and more"]
    assert split_marked("(a)One\n(b)Two\n©Three") == ["One", "Two", "Three"]


def test_split_items_joins_lines_of_one_language() -> None:
    assert split_items("長い肩書の\n続き\nA long title\nwent on") == [
        "長い肩書の 続き",
        "A long title went on",
    ]
    assert split_items("不明") == []
