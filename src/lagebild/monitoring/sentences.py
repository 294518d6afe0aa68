"""Whether two places of a text stand in one sentence."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_END = re.compile(
    r"""(?:(?<!\b[A-ZÄÖÜ])(?<!\b\d)(?<!\b\d\d)\.|[!?…])  # no initial ("J. Doe"), no day ("23. Okt.")
        ["”“»«’)\]]*\s+(?=["„“»«(\[#@]*[A-ZÄÖÜ0-9])  # and a beginning after it
        |(?<=\d)\.["”“»«’)\]]*\s+(?=["„“»«(\[]*(?:The|It|This|They|We|He|She|Der|Die|Das|Es|Wir|Sie|Er|In|Im)\b)
        |\n\s*\n""",
    re.VERBOSE,
)
"""Where a sentence ends and one begins; a day number ends one only before a word that opens sentences."""


def is_same_sentence(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether no sentence ends between two stretches `[start, end)`; overlapping ones share theirs."""
    first, second = sorted((left, right))
    return (
        _END.search(text, max(first[0], first[1] - 1), second[0] + 1) is None
        if first[1] <= second[0]
        else True
    )


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch `[start, end)` of the sentence, or sentences, that a place stands in."""
    ends = _list_ends(text)
    before, after = bisect_right(ends, start), bisect_left(ends, end)
    return (ends[before - 1] if before else 0), (ends[after] if after < len(ends) else len(text))


@lru_cache(maxsize=4)
def _list_ends(text: str) -> tuple[int, ...]:
    """Where sentences end; kept for the last few texts, since every figure of one text asks."""
    return tuple(match.end() for match in _END.finditer(text))
