import pytest

from lagebild.matching import ALERT_THRESHOLD, compare_names
from lagebild.model.match import TokenPair


def test_compare_names_explains_the_leader_in_hangul_by_the_table():
    comparison = compare_names("Kim Jong Un", "김정은", "Person")
    assert [(pair.left, pair.right, pair.measure) for pair in comparison.explanation] == [
        ("Kim", "김", "table:hangul"),
        ("Jong", "정", "table:hangul"),
        ("Un", "은", "table:hangul"),
    ]
    assert comparison.score == 0.99


def test_compare_names_reads_han_characters_the_korean_way():
    comparison = compare_names("Kim Jong Un", "金正恩", "Person")
    assert [pair.measure for pair in comparison.explanation] == ["table:hanja"] * 3
    assert comparison.score == 0.99


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Kim Jong-un", "KIM CHŎNG-ŬN", "Person"),
        ("Kim Jeong-eun", "Kim Jong Un", "Person"),
        ("Jongun Kim", "Kim Jong Un", "Person"),
        ("Lee Sol-ju", "리설주", "Person"),
        ("Ri Sol Ju", "이설주", "Person"),
        ("Pak Ch'un-il", "Park Chun Il", "Person"),
        ("Xi Jinping", "习近平", "Person"),
        ("Wladimir Putin", "Владимир Путин", "Person"),
        ("Vladimir Poutine", "Путин Владимир Владимирович", "Person"),
        ("Nikita Chruschtschow", "Хрущёв Никита", "Person"),
        ("Mohammed al-Jaburi", "محمد الجبوري", "Person"),
        ("Abdul Rahman Yasin", "Abdulrahman Yasin", "Person"),
        ("Abdullah Hassan", "عبد الله حسن", "Person"),
        ("Muhammad Haydar", "Mohamed Haidar", "Person"),
        ("Hans Müller", "MUELLER, Hans", "Person"),
        ("Dr. Hans Meier", "Hans Meier", "Person"),
        ("John Smith", "Jon Smith", "Person"),
        ("John Smith", "John Henry Smith", "Person"),
        ("J. Smith", "John Smith", "Person"),
        ("Hansol Trading Co., Ltd.", "HANSOL TRADING LIMITED", "Company"),
        ("Nordwerft GmbH", "Nordwerft", "Company"),
        ("Eastland Mining Corp.", "Eastland Mining Corporation", "Organization"),
        ("Second Machine Bureau", "2nd Machine Bureau", "Organization"),
    ],
)
def test_compare_names_of_one_subject_reaches_the_alert_threshold(left, right, schema):
    assert compare_names(left, right, schema).score >= ALERT_THRESHOLD


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Kim Jong Un", "Kim Jong Il", "Person"),
        ("Kim Jong Un", "김정일", "Person"),
        ("Kim Yong Chol", "Kim Yong Nam", "Person"),
        ("John Smith", "Jane Smith", "Person"),
        ("John Smith", "Smith", "Person"),
        ("Factory No. 26", "Factory No. 28", "Organization"),
        ("Factory No. 26", "Factory", "Organization"),
        ("First Bank of Kesh", "Second Bank of Kesh", "Organization"),
        ("Blue Star 2", "Blue Star 12", "Vessel"),
        ("Hansol Trading Co., Ltd.", "Hanbit Trading Co., Ltd.", "Company"),
        ("Eastland Mining Corporation", "Westland Mining Corporation", "Organization"),
        ("General Trading Company", "International Trading Company", "Company"),
    ],
)
def test_compare_names_of_different_subjects_stays_below_the_alert_threshold(left, right, schema):
    assert compare_names(left, right, schema).score < ALERT_THRESHOLD


def test_compare_names_of_an_omitted_and_a_different_word_ranks_them_so():
    exact = compare_names("John Henry Smith", "John Henry Smith", "Person").score
    typo = compare_names("John Henry Smith", "John Henri Smith", "Person").score
    omitted = compare_names("John Smith", "John Henry Smith", "Person").score
    different = compare_names("John Walter Smith", "John Henry Smith", "Person").score
    assert exact == 1.0
    assert exact > typo > omitted > different


def test_compare_names_marks_another_order():
    assert compare_names("Un Kim Jong", "Kim Jong Un", "Person").reordered
    assert not compare_names("Kim Jong Un", "Kim Jong Un", "Person").reordered


def test_compare_names_shows_a_word_that_stands_alone():
    comparison = compare_names("John Smith", "John Henry Smith", "Person")
    alone = [pair for pair in comparison.explanation if pair.left is None]
    assert alone == [
        TokenPair(left=None, right="Henry", measure="missing", score=0.0, weight=alone[0].weight)
    ]


@pytest.mark.parametrize("empty", ["", "   ", "...", "😀", "\x00", "\u200f"])
def test_compare_names_without_letters_scores_nothing(empty):
    comparison = compare_names(empty, "John Smith", "Person")
    assert comparison.score == 0.0
    assert comparison.explanation == ()


def test_compare_names_passes_over_right_to_left_marks_and_nul():
    assert compare_names("\u200fJohn\x00 Smith\u200e", "John Smith", "Person").score >= 0.98
