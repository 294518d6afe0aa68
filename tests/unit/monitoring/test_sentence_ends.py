"""Where sentences end, in German and English."""

import pytest

from lagebild.monitoring.sentences import find_sentence, is_same_sentence


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("LEFT and then RIGHT.", True),
        ("LEFT. Then RIGHT.", False),
        ("LEFT am 23. Oktober RIGHT.", True),
        ("LEFT on the 23. The RIGHT.", False),
        ("LEFT by J. Doe RIGHT.", True),
        ("LEFT of Resolution 1718. Another RIGHT.", False),
        ("LEFT sind 12.000 Mann RIGHT.", True),
        ("LEFT\n\nRIGHT", False),
        ("LEFT\nRIGHT", True),
        ("“LEFT!” Then RIGHT.", False),
        ("LEFT? “RIGHT”", False),
    ],
)
def test_two_places_stand_in_one_sentence_or_not(text: str, *, together: bool) -> None:
    left, right = text.index("LEFT"), text.index("RIGHT")
    spans = (left, left + 4), (right, right + 5)
    assert is_same_sentence(text, *spans) is together
    assert is_same_sentence(text, *reversed(spans)) is together


def test_sentence_around_a_place() -> None:
    text = "One is here. Two is there. Three."
    start, end = find_sentence(text, text.index("is there"), text.index("is there") + 8)
    assert text[start:end] == "Two is there. "
