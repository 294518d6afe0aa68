"""Two names compared: words aligned, every word accounted for, one score that the pairs add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lagebild.matching.analyse import Reading, Token, analyse_name
from lagebild.matching.tokens import compare_tokens
from lagebild.model.match import NameComparison, TokenPair

ALERT_THRESHOLD = 0.8
"""From this score on a hit is worth a person's look.

Source: measured in evaluation/screening: at most 1 % of ordinary names that are on no list reach it.
"""

_ONLY_ASKED = 0.5
_ONLY_LISTED = 0.38
_ONLY_ORGANISATION = 0.75
_ONLY_SYLLABLE = 0.6
"""Share of its weight with which a word counts that stands on one side alone.

Source: people leave out middle names and patronymics, firms rarely leave out what tells them from others;
    a query
    with a word that the list lacks speaks more against than a list with a word that the query lacks.
"""

_CONFLICT = 1.25
_NUMBER_CONFLICT = 4.0
"""How much more a pair counts whose words contradict each other, and where both are numbers."""

_ROTATED, _SCRAMBLED = 0.995, 0.97
"""Factor on the score where one end went to the other, and where the words are in another order."""

_JOINED = 0.97
_SHORTEST_JOINED = 4
"""Score of words that the other side writes as one, and the length from which that is looked for."""

_JOINED_SKELETONS = {"al": "l", "abd": "Abd"}

_ACCEPTED = 0.55
"""Words less alike than this are not joined."""

Pair = tuple[tuple[int, ...], tuple[int, ...], float, str]
"""Indexes of the left and right words that met (several where words were written as one), score, measure."""


def compare_names(left: str, right: str, schema: str) -> NameComparison:
    """Score two names and explain the score by pairs of words.

    Args:
        left: The name asked for.
        right: The listed name.
        schema: FollowTheMoney schema of the listed entity, such as `Person`, `Company`, `Vessel`.

    Returns:
        The score is the weighted mean of the pairs' scores, times the factor for another order. 0.0 with
        no pairs where a side holds no letter or digit.
    """
    return compare_readings(analyse_name(left, schema), analyse_name(right, schema), schema)


def compare_readings(lefts: Sequence[Reading], rights: Sequence[Reading], schema: str) -> NameComparison:
    """The best comparison over all readings of both names."""
    return explain(score_readings(lefts, rights, person=schema == "Person"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two readings laid side by side, scored; `explain` makes the comparison of it."""

    score: float
    left: tuple[Token, ...] = ()
    right: tuple[Token, ...] = ()
    pairs: tuple[Pair, ...] = ()
    weights: tuple[float, ...] = ()
    reordered: bool = False


_NO_ALIGNMENT = Alignment(0.0)


def score_readings(lefts: Sequence[Reading], rights: Sequence[Reading], *, person: bool) -> Alignment:
    """The best alignment over all readings of both names; score 0.0 where a side has no words."""
    best = _NO_ALIGNMENT
    for left in lefts:
        for right in rights:
            if left.tokens and right.tokens:
                found = _score(left.tokens, right.tokens, person=person)
                if not best.pairs or found.score > best.score:
                    best = found
    return best


def _score(left: tuple[Token, ...], right: tuple[Token, ...], *, person: bool) -> Alignment:
    pairs = align(left, right)
    weights = [_pair_weight(pair, left, right, person=person) for pair in pairs]
    factor, reordered = _order(pairs, left)
    total = sum(weights)
    shared = sum(pair[2] * weight for pair, weight in zip(pairs, weights, strict=True))
    score = round(min(1.0, shared / total * factor), 4) if total else 0.0
    return Alignment(score, left, right, tuple(pairs), tuple(weights), reordered)


def explain(alignment: Alignment) -> NameComparison:
    """The comparison with its token pairs, their weights summing to 1."""
    total = sum(alignment.weights) or 1.0
    pairs = tuple(
        TokenPair(
            left=_text(alignment.left, lefts),
            right=_text(alignment.right, rights),
            measure=measure,
            score=score,
            weight=weight / total,
        )
        for (lefts, rights, score, measure), weight in zip(alignment.pairs, alignment.weights, strict=True)
    )
    return NameComparison(score=alignment.score, explanation=pairs, reordered=alignment.reordered)


def align(left: Sequence[Token], right: Sequence[Token]) -> list[Pair]:
    """Every word of both names in exactly one pair, in the order of the left name; right-only ones last."""
    pairs = _equal_keys(left, right)
    free_left = _free(range(len(left)), [pair[0] for pair in pairs])
    free_right = _free(range(len(right)), [pair[1] for pair in pairs])
    if free_left and free_right:
        pairs += _joined(left, right, free_left, free_right)
        pairs += _alike(left, right, free_left, free_right)
        pairs += _conflicts(left, right, free_left, free_right)
    pairs += [((i,), (), 0.0, "missing") for i in free_left]
    pairs += [((), (j,), 0.0, "missing") for j in free_right]
    return sorted(pairs, key=lambda pair: (pair[0] or (len(left),), pair[1]))


def _free(indexes: range, taken: list[tuple[int, ...]]) -> list[int]:
    used = {index for run in taken for index in run}
    return [index for index in indexes if index not in used]


def _equal_keys(left: Sequence[Token], right: Sequence[Token]) -> list[Pair]:
    waiting: dict[tuple[str, bool], list[int]] = {}
    for j, token in enumerate(right):
        waiting.setdefault((token.key, token.kind == "number"), []).append(j)
    pairs: list[Pair] = []
    for i, token in enumerate(left):
        if found := waiting.get((token.key, token.kind == "number")):
            j = found.pop(0)
            score, measure = compare_tokens(token, right[j])
            pairs.append(((i,), (j,), score, measure))
    return pairs


def _alike(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    """Words joined by a table or a measure, the surest first; takes them out of the free ones."""
    found = [
        (score, -abs(i - j), i, j, measure)
        for i in free_left
        for j in free_right
        for score, measure in (compare_tokens(left[i], right[j]),)
        if score >= _ACCEPTED
    ]
    pairs: list[Pair] = []
    for score, _, i, j, measure in sorted(found, key=lambda item: (-item[0], -item[1], item[2], item[3])):
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(((i,), (j,), score, measure))
    return pairs


def _joined(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    """Two or three neighbouring words that the other side writes as one; takes them out of the free ones."""
    pairs: list[Pair] = []
    for i, run in _joins(left, free_left, right, free_right):
        pairs.append(((i,), run, _JOINED, "joined"))
    for j, run in _joins(right, free_right, left, free_left):
        pairs.append((run, (j,), _JOINED, "joined"))
    return pairs


def _joins(
    ones: Sequence[Token], free_ones: list[int], many: Sequence[Token], free_many: list[int]
) -> list[tuple[int, tuple[int, ...]]]:
    found = []
    for i in list(free_ones):
        if len(ones[i].plain) < _SHORTEST_JOINED:
            continue
        for run in _runs(free_many, many):
            if _writes_as_one(ones[i], run, many):
                found.append((i, run))
                free_ones.remove(i)
                for j in run:
                    free_many.remove(j)
                break
    return found


def _writes_as_one(one: Token, run: tuple[int, ...], many: Sequence[Token]) -> bool:
    if one.plain.startswith(many[run[0]].plain) and one.plain == "".join([many[j].plain for j in run]):
        return True
    if len(one.arabic) < 3:  # noqa: PLR2004  # two consonants tell nothing
        return False
    first = many[run[0]]
    if not one.arabic.startswith(_JOINED_SKELETONS.get(first.key, first.arabic)):
        return False
    return one.arabic in joined_skeletons([many[j] for j in run])


def joined_skeletons(parts: Sequence[Token]) -> set[str]:
    """The consonant skeletons of Arabic words written as one, with the article heard and not."""
    skeletons = [_JOINED_SKELETONS.get(part.key, part.arabic) for part in parts]
    if not all(skeletons) or skeletons[-1] == "l":
        return set()
    first, *others = skeletons
    heard = first + "".join(others).replace("A", "")
    spoken = [skeleton for skeleton in others if skeleton != "l"]
    if first == "l" or not spoken:
        return {heard}
    return {heard, heard.replace("ll", "l"), first + "".join(spoken).replace("A", "")}


def _runs(free: list[int], tokens: Sequence[Token]) -> list[tuple[int, ...]]:
    """Two or three free indexes that follow each other; an article between them may be taken already."""
    return [
        tuple(free[at : at + length])
        for length in (3, 2)
        for at in range(len(free) - length + 1)
        if all(_follows(before, after, tokens) for before, after in pairwise(free[at : at + length]))
    ]


def _follows(before: int, after: int, tokens: Sequence[Token]) -> bool:
    return after - before == 1 or (after - before == 2 and tokens[before + 1].kind == "particle")  # noqa: PLR2004  # one between


def _conflicts(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    """What is left on both sides, set against each other word for word: numbers, names, firm words."""
    pairs: list[Pair] = []
    for kinds in ({"number"}, {"name"}, {"generic"}):
        ours = [i for i in free_left if left[i].kind in kinds]
        theirs = [j for j in free_right if right[j].kind in kinds]
        for i, j in zip(ours, theirs, strict=False):
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(((i,), (j,), 0.0, "different"))
    return pairs


def _pair_weight(pair: Pair, left: Sequence[Token], right: Sequence[Token], *, person: bool) -> float:
    ours = sum(left[i].weight for i in pair[0])
    theirs = sum(right[j].weight for j in pair[1])
    if pair[3] == "missing":
        tokens = [left[i] for i in pair[0]] or [right[j] for j in pair[1]]
        if tokens[0].kind == "number":
            return ours + theirs
        if not person:
            return (ours + theirs) * _ONLY_ORGANISATION
        if tokens[0].korean:
            return (ours + theirs) * _ONLY_SYLLABLE
        return ours * _ONLY_ASKED + theirs * _ONLY_LISTED
    weight = (ours + theirs) / 2 if len(pair[0]) == len(pair[1]) else max(ours, theirs)
    if pair[3] == "different":
        number = left[pair[0][0]].kind == "number"
        return weight * (_NUMBER_CONFLICT if number else _CONFLICT)
    return weight


def _order(pairs: Sequence[Pair], left: Sequence[Token]) -> tuple[float, bool]:
    """The factor for the words' order, and whether it differs; only words of kind `name` have an order."""
    order = [
        pair[1][0]
        for pair in pairs
        if pair[0] and pair[1] and pair[3] != "different" and left[pair[0][0]].kind == "name"
    ]
    drops = sum(after < before for before, after in pairwise(order))
    if not drops:
        return 1.0, False
    rotated = drops == 1 and order[-1] < order[0]
    return (_ROTATED if rotated else _SCRAMBLED), True


def _text(tokens: Sequence[Token], indexes: tuple[int, ...]) -> str | None:
    return " ".join(tokens[index].text for index in indexes) if indexes else None
