"""How alike two words of names are, and by which table or measure."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from lagebild.matching import korean
from lagebild.matching.analyse import Token

NOTHING: tuple[float, str] = (0.0, "different")

_SCORES = {
    "folded": 0.99,
    "korean": 0.97,
    "korean-loose": 0.84,
    "slavic": 0.94,
    "slavic-script": 0.97,
    "arabic": 0.9,
    "arabic-script": 0.93,
    "initial": 0.75,
}
"""What each kind of agreement is worth.

Source: share of pairs of one listed subject among all pairs that agree in this way on the lists in
    evaluation/screening,
    rounded; a script's table is worth more than a spelling rule, because a script is not chosen by accident.
"""


_TRIPLE = 3
_EXCHANGED = 0.6
"""Score of a word of three letters of which two neighbours changed places; another letter makes another name."""

_SLIP = 1.15
_OTHER_INITIAL = 1.6
"""What one slip costs, in letters; more where the first letters differ, which people seldom mistake."""


@lru_cache(maxsize=1 << 18)
def compare_tokens(left: Token, right: Token) -> tuple[float, str]:
    """The score 0…1 of two words and its measure; `(0.0, "different")` where nothing joins them."""
    if left.kind != right.kind and "number" in {left.kind, right.kind}:
        return NOTHING
    same = _same_key(left, right)
    if same is not None:
        return same
    if left.kind == "number" or right.kind == "number":
        return NOTHING
    best = _by_table(left, right)
    if best[0] >= _SCORES["slavic"]:
        return best
    if len(left.key) == 1 or len(right.key) == 1:
        return max(best, _by_initial(left, right))
    return max(best, _by_edit(left.plain, right.plain), _by_edit(left.key, right.key))


def _same_key(left: Token, right: Token) -> tuple[float, str] | None:
    if left.key != right.key and not {left.key, left.other_key} & {right.key, right.other_key}:
        return None
    if table := left.table or right.table:
        return (1.0, "equal") if left.text == right.text else (0.99, f"table:{table}")
    if left.text.casefold() == right.text.casefold():
        return 1.0, "equal"
    return _SCORES["folded"], "folded" if left.kind == "name" else f"table:{left.kind}"


def _by_table(left: Token, right: Token) -> tuple[float, str]:
    scripts = left.script != right.script
    if left.korean and right.korean:
        name = left.table or right.table or "korean"
        if left.korean == right.korean:
            return _SCORES["korean"], f"table:{name}"
        if korean.loosen(left.korean) == korean.loosen(right.korean):
            return _SCORES["korean-loose"], f"table:{name}"
        return NOTHING
    best = NOTHING
    if left.slavic and left.slavic == right.slavic and len(left.slavic) > 2:  # noqa: PLR2004  # two sounds tell nothing
        best = (
            (_SCORES["slavic-script"], "table:cyrillic") if scripts else (_SCORES["slavic"], "table:spelling")
        )
    if left.arabic and left.arabic == right.arabic and (scripts or _is_sure(left, right)):
        short = 0.08 * max(0, 4 - len(left.arabic))
        score = _SCORES["arabic-script" if scripts else "arabic"] - short
        best = max(best, (score, "table:arabic"))
    return best


def _is_sure(left: Token, right: Token) -> bool:
    """Whether two Latin words with one skeleton are spellings of one: long enough, and a name that looks Arabic."""
    return len(left.arabic) > 2 and (left.looks_arabic or right.looks_arabic)  # noqa: PLR2004  # two consonants tell nothing


def _by_initial(left: Token, right: Token) -> tuple[float, str]:
    if left.key[:1] == right.key[:1] and (len(left.key) == 1) != (len(right.key) == 1):
        return _SCORES["initial"], "initial"
    return NOTHING


@lru_cache(maxsize=1 << 18)
def _by_edit(left: str, right: str) -> tuple[float, str]:
    """Optimal string alignment: one slip in four letters, two in six, then one more for every four."""
    longer = max(len(left), len(right))
    if longer == _TRIPLE and sorted(left) == sorted(right):
        return (_EXCHANGED, "edit") if OSA.distance(left, right) == 1 else NOTHING
    allowed = 0 if longer < 4 else 1 if longer < 6 else longer // 4 + 1  # noqa: PLR2004  # as the docstring says
    distance = OSA.distance(left, right, score_cutoff=allowed)
    if distance > allowed:
        return NOTHING
    return 1 - distance / longer * (_SLIP if left[:1] == right[:1] else _OTHER_INITIAL), "edit"


def similarity_of_keys(left: str, right: str) -> float:
    """The edit measure of two folded words alone, 0…1."""
    return _by_edit(left, right)[0]
