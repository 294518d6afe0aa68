"""The terms under which a word of a name is filed, and the terms one slip away."""

from collections.abc import Iterable, Sequence

from lagebild.matching.analyse import Token
from lagebild.matching.compare import joined_skeletons

SHORTEST_SLIP = 4
"""A shorter word is not looked for with a slip: its neighbours are other names (Kim, Kin, Kam)."""

_LONGEST_JOINED_PART = 4
_SHORTEST_SKELETON = 3
_LONGEST_SLIP = 24


def terms_of(token: Token) -> tuple[str, ...]:
    """The exact terms of one word: its keys, and its codes and skeletons marked by a letter."""
    terms = [token.key]
    if token.other_key != token.key:
        terms.append(token.other_key)
    if token.korean:
        terms.append(f"k:{token.korean}")
    if len(token.slavic) > 2:  # noqa: PLR2004  # two sounds tell nothing
        terms.append(f"s:{token.slavic}")
    if len(token.arabic) > 1:
        terms.append(f"a:{token.arabic}")
    return tuple(terms)


def joined_terms(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Neighbouring words as one term, where one of them is short, with the index of the first."""
    found = []
    for at in range(len(tokens) - 1):
        parts = [token.plain for token in tokens[at : at + 2]]
        if min(map(len, parts)) <= _LONGEST_JOINED_PART and all(
            token.kind != "number" for token in tokens[at : at + 2]
        ):
            found.append((at, "".join(parts)))
        if tokens[at].arabic or tokens[at].key == "abd":
            skeletons = sorted(joined_skeletons(tokens[at : at + 2]))
            found.extend((at, f"a:{form}") for form in skeletons if len(form) >= _SHORTEST_SKELETON)
    return found


def slips_of(term: str) -> Iterable[str]:
    """The term and every form of it that lacks one letter: two terms one slip apart share one of these."""
    if len(term) < SHORTEST_SLIP or len(term) > _LONGEST_SLIP or term[1:2] == ":":
        return (term,)
    return (term, *(term[:at] + term[at + 1 :] for at in range(len(term))))
