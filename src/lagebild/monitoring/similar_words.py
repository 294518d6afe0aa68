"""Names of bodies and ships of which one holds all words of the other: `Hamas` in `Hamas including …`.

A comparison of names counts every word that stands on one side alone, as it must where it raises an alert. Lists
call one body `Rostec` and `State Corporation … "Rostec"`, `Haqqani Network` and `Haqqani Network (HQN)`; whoever
says that a list does not have it must have looked for that too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lagebild.matching.analyse import Token, analyse_name
from lagebild.matching.terms import terms_of
from lagebild.matching.tokens import compare_tokens
from lagebild.model.match import NameComparison, TokenPair

_BODY = "Organization"

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")

_HELD = 0.85
"""Least share of the shorter name's weight that the longer one must hold. Source: evaluation/lists."""

_WORD_ALIKE = 0.8
"""Least score of two words that count as one."""

_LEAST_WEIGHT = 0.9
"""Least weight of the shorter name: one word that is a name, or several general ones."""

_GENERAL_WORDS = 3
"""How many words a name of general words alone must have, all written alike: `Foreign Trade Bank`."""

_SHARED = 0.5
"""Least share of the shorter name's weight that must be written alike before its words are compared one by one."""

_SHORTEST_ALONE = 4
"""Least letters of a name of one word: `ISIS` may be looked for in others, `UN` may not."""

_COMMON = 150
"""A word that stands in the names of more entities of a list finds nothing by itself: `Bank`, `Russia`."""

_RARE = 6
"""A word that stands in the names of at most so many entities of a list tells by itself which one is meant, where
all else is general: `Wagner Group` and `Private Military Company "Wagner"`."""

_TELLING_SHARE = 0.65
"""Least share that these words must have of the name: `Wagner Group`, not `Commercial Bank of Syria`."""


_Met = tuple[Token, float, str]
"""The word that one met in the other name, how alike they are, and by which measure."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A name without what stands in brackets, as words."""

    tokens: tuple[Token, ...]
    weight: float
    terms: frozenset[str]

    @property
    def can_be_held(self) -> bool:
        """Whether it says enough to be looked for in longer names."""
        if self.weight < _LEAST_WEIGHT:
            return False
        return len(self.tokens) > 1 or len(self.tokens[0].key) >= _SHORTEST_ALONE

    @property
    def telling(self) -> tuple[Token, ...]:
        """The words that are neither general nor a legal form."""
        return tuple(token for token in self.tokens if token.kind == "name")


@dataclass(frozen=True, slots=True)
class HeldName:
    """A listed name of which one holds the other, with the words that met."""

    entity_id: str
    name: str
    comparison: NameComparison


class WordIndex:
    """The names of bodies and ships of one list by their words; built once, never changed."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index names.

        Args:
            names: Entity id and name, one pair for each name.
        """
        self._rows = [(entity_id, name, words) for entity_id, name in names if (words := _read(name))]
        self._postings: dict[str, list[int]] = {}
        for number, (_, _, words) in enumerate(self._rows):
            for term in words.terms:
                self._postings.setdefault(term, []).append(number)
        self._counts = {
            term: len({self._rows[number][0] for number in rows}) for term, rows in self._postings.items()
        }

    def find(self, name: str) -> Iterator[HeldName]:
        """Every listed name that holds all words of a name, or of which it holds all; in the list's order."""
        asked = _read(name)
        if asked is None:
            return
        for number in sorted(self._find_candidates(asked)):
            entity_id, listed, words = self._rows[number]
            comparison = self._compare(asked, words)
            if comparison is not None:
                yield HeldName(entity_id, listed, comparison)

    def _find_candidates(self, asked: _Words) -> set[int]:
        found = {
            number
            for term in asked.terms
            if self._count(term) <= _COMMON
            for number in self._postings.get(term, ())
        }
        weights = [(frozenset(terms_of(token)), token.weight) for token in asked.tokens]
        return {number for number in found if _share_enough(asked, weights, self._rows[number][2])}

    def _count(self, term: str) -> int:
        return self._counts.get(term, 0)

    def _compare(self, asked: _Words, listed: _Words) -> NameComparison | None:
        shorter, longer = (asked, listed) if asked.weight <= listed.weight else (listed, asked)
        if not shorter.can_be_held:
            return None
        met = {token: _meet(token, longer) for token in shorter.tokens}
        held = sum(token.weight * score for token, (_, score, _) in met.items()) / shorter.weight
        if not self._is_held(shorter, met, held):
            return None
        pairs = [
            TokenPair(
                left=(token if shorter is asked else other).text,
                right=(other if shorter is asked else token).text,
                measure=measure,
                score=score,
                weight=token.weight / shorter.weight,
            )
            for token, (other, score, measure) in met.items()
            if score
        ]
        return NameComparison(score=round(held, 4), explanation=tuple(pairs))

    def _is_held(self, shorter: _Words, met: dict[Token, _Met], held: float) -> bool:
        if held >= _HELD:
            is_equal = all(score == 1 for _, score, _ in met.values())
            return bool(shorter.telling) or (is_equal and len(met) >= _GENERAL_WORDS)
        return self._is_told_by_rare_word(shorter, met)

    def _is_told_by_rare_word(self, shorter: _Words, met: dict[Token, _Met]) -> bool:
        """Whether all its telling words are held, and one of them is rare on this list."""
        telling = shorter.telling
        return (
            sum(token.weight for token in telling) >= _TELLING_SHARE * shorter.weight
            and all(met[token][1] for token in telling)
            and any(
                len(token.key) >= _SHORTEST_ALONE and self._count(met[token][0].key) <= _RARE
                for token in telling
            )
        )


@lru_cache(maxsize=1 << 16)
def _read(name: str) -> _Words | None:
    """The words of a name without those in brackets; None where nothing is left."""
    outside = _BRACKETS.sub(" ", name)
    tokens = analyse_name(outside, _BODY)[0].tokens or analyse_name(name, _BODY)[0].tokens
    once = tuple({token.key: token for token in tokens}.values())
    if not once:
        return None
    terms = frozenset(term for token in once for term in terms_of(token))
    return _Words(once, sum(token.weight for token in once), terms)


def _share_enough(asked: _Words, weights: Iterable[tuple[frozenset[str], float]], listed: _Words) -> bool:
    """Whether enough words of the shorter name are written alike in the longer one; cheap."""
    shared = sum(weight for terms, weight in weights if not terms.isdisjoint(listed.terms))
    return shared >= _SHARED * min(asked.weight, listed.weight)


def _meet(token: Token, longer: _Words) -> _Met:
    """The word of the longer name that is most like one of the shorter; score 0.0 where none is alike enough."""
    found = max(((other, *compare_tokens(token, other)) for other in longer.tokens), key=lambda one: one[1])
    return found if found[1] >= _WORD_ALIKE else (found[0], 0.0, found[2])
