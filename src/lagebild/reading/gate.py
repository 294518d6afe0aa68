"""Decides cheaply which patterns can match in which sentence, so that most are never tried.

From each pattern a set of literals is taken of which every match contains at least one; one pass of a many-needle
search over the text then tells where each pattern may match. A pattern that yields no such set is always tried.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from ahocorasick_rs import AhoCorasick

SHORTEST = 2
"""Shorter literals are not looked for. Source: measured on 59 official papers, of about 90 patterns a
language a sentence is tried with 2.2 when literals of two letters count, 2.7 with three, 6.7 with four."""

_PARSER: Any = getattr(re, "_parser", None)
"""Python's own parser of patterns, which has no public door; without it every pattern is tried on every sentence."""


def _choose(options: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """The option whose shortest literal is longest; each of them is enough."""
    usable = [option for option in options if option]
    return max(usable, key=lambda option: (min(map(len, option)), -len(option)), default=None)


def _read_node(operation: str, argument: Any) -> frozenset[str] | None:
    """The literals that one part of a parsed pattern requires."""
    if operation == "SUBPATTERN":
        return _read_sequence(argument[-1])
    if operation == "BRANCH":
        options = [_read_sequence(branch) for branch in argument[1]]
        return frozenset().union(*(option or () for option in options)) if all(options) else None
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        return _read_sequence(argument[2])
    return None


def _read_sequence(sequence: Any) -> frozenset[str] | None:
    options: list[frozenset[str] | None] = []
    run = ""
    for code, argument in sequence:
        operation = str(code)
        if operation == "LITERAL":
            run += chr(argument)
            continue
        options += [frozenset({run})] if len(run) >= SHORTEST else []
        run = ""
        options.append(_read_node(operation, argument))
    options += [frozenset({run})] if len(run) >= SHORTEST else []
    return _choose(options)


def find_required_literals(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Literals of which every match contains at least one; None where there is no such set.

    Patterns that ignore case yield None, and all do under a Python whose parser has moved.
    """
    if _PARSER is None or pattern.flags & re.IGNORECASE:
        return None
    return _read_sequence(_PARSER.parse(pattern.pattern, pattern.flags))


class Gate:
    """The patterns of one language, looked up by the sentences in which they may match."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        owners: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            literals = find_required_literals(pattern)
            if literals is None:
                self._always.append(number)
            for literal in literals or ():
                owners.setdefault(literal, []).append(number)
        self._owners = [tuple(numbers) for numbers in owners.values()]
        self._search = AhoCorasick(list(owners)) if owners else None

    def open(self, text: str, starts: Sequence[int]) -> list[list[int]]:
        """For each sentence, by its start, the numbers of the patterns that may match in it, ascending."""
        found: list[set[int]] = [set(self._always) for _ in starts]
        hits = self._search.find_matches_as_indexes(text, overlapping=True) if self._search else []
        for needle, begin, _ in hits:
            place = bisect_right(starts, begin) - 1
            if place >= 0:
                found[place].update(self._owners[needle])
        return [sorted(numbers) for numbers in found]
