import re

from lagebild.text.needles import Needles


def test_starts_are_found_inside_words_and_once() -> None:
    assert Needles(["ab", "abc", "bc"]).find_starts("xabc ab") == [1, 2, 5]


def test_whole_runs_of_letters_are_given_for_each_word_in_them() -> None:
    text = "dreihundertzwanzig und vier"
    assert [text[start:end] for start, end in Needles(["drei", "zwanzig", "vier"]).find_whole(text)] == [
        "dreihundertzwanzig",
        "vier",
    ]


def test_matches_are_those_of_finditer() -> None:
    pattern, text = re.compile(r"\b(?:foo|foobar)\b"), "foo foobar xfoo foo"
    found = [match.span() for match in Needles(["foo"]).iterate_matches(pattern, text)]
    assert found == [match.span() for match in pattern.finditer(text)]
