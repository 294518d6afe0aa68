"""Finds where in a text one of many fixed words stands, in one pass, so that patterns are tried only there."""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick


class Needles:
    """Fixed words to look for; where a letter's case may differ, give each form."""

    def __init__(self, words: Iterable[str]) -> None:
        self._search = AhoCorasick(sorted(set(words)))

    def find_starts(self, text: str) -> list[int]:
        """The code points at which a word begins, ascending, each once; it may stand inside a longer one."""
        hits = self._search.find_matches_as_indexes(text, overlapping=True)
        return sorted({start for _, start, _ in hits})

    def find_whole(self, text: str) -> Iterator[tuple[int, int]]:
        """`[start, end)` of every run of letters and digits that holds one of the words, in text order."""
        done = 0
        length = len(text)
        for start in self.find_starts(text):
            if start < done:
                continue
            begin, end = start, start
            while begin > done and text[begin - 1].isalnum():
                begin -= 1
            while end < length and text[end].isalnum():
                end += 1
            done = end
            yield begin, end

    def iterate_matches(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds, where every match begins with one of the words; tried only there."""
        done = 0
        for start in self.find_starts(text):
            match = pattern.match(text, start) if start >= done else None
            if match is not None:
                done = match.end()
                yield match
