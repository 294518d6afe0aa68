"""Links between entities: every two that share strong identifiers, with what speaks against them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from lagebild.matching.resolution_clusters import Pair
from lagebild.matching.resolution_conflicts import (
    Conflict,
    find_conflict,
    find_name_conflict,
    have_name_in_common,
)
from lagebild.matching.resolution_entity import ResolvableEntity
from lagebild.matching.resolution_identifiers import (
    KINDS,
    SELF_EVIDENT,
    IdentifierKind,
    StrongIdentifier,
    UnusedIdentifier,
    read_identifiers,
)
from lagebild.model.problem import Problem
from lagebild.model.subject import Verdict

MOST_BEARERS = 3
"""Entities of one list that may bear one identifier; with more it is no identifier but a filler or a group's.

Source: our choice: a list gives a person two or three entries where two or three programmes name them.
"""

KIND_WORDS: dict[IdentifierKind, str] = {
    "un-reference": "UN reference",
    "imo-ship": "IMO ship number",
    "imo-company": "IMO company number",
    "lei": "LEI",
    "ogrn": "OGRN",
    "inn": "INN",
    "isin": "ISIN",
    "passport": "passport number",
    "national-id": "national identity number",
    "registration-number": "registration number",
    "tax-number": "tax number",
    "bic": "BIC",
}

"""What the kinds are called in reasons and problems."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities that share identifiers, the strongest first, and what speaks against them."""

    pair: Pair
    shared: tuple[tuple[StrongIdentifier, StrongIdentifier], ...]
    conflict: Conflict | None

    @property
    def strength(self) -> tuple[int, int]:
        """Stronger links have smaller ones: by the strongest kind, then by how many kinds."""
        kinds = {left.kind for left, _ in self.shared}
        return KINDS.index(self.shared[0][0].kind), -len(kinds)

    @property
    def keys(self) -> frozenset[tuple[IdentifierKind, str]]:
        """The identifiers that both bear."""
        return frozenset((left.kind, left.key) for left, _ in self.shared)


def find_links(
    entities: Mapping[str, ResolvableEntity], problems: list[Problem], unused: Counter[str]
) -> list[Link]:
    """Every two entities that share a strong identifier, the strongest links first."""
    bearers: dict[tuple[IdentifierKind, str], list[tuple[str, StrongIdentifier]]] = {}
    for entity in entities.values():
        strong, weak = read_identifiers(entity)
        unused.update(one.reason for one in weak)
        problems.extend(_report_unused(entity, weak))
        for identifier in strong:
            bearers.setdefault((identifier.kind, identifier.key), []).append((entity.id, identifier))
    shared: dict[Pair, list[tuple[StrongIdentifier, StrongIdentifier]]] = {}
    for (kind, key), block in bearers.items():
        if len(block) < 2:  # noqa: PLR2004  # one shares with nobody
            continue
        if crowd := _find_crowd([entities[entity_id] for entity_id, _ in block]):
            unused["crowded"] += len(block)
            problems.append(_report_crowd(kind, key, crowd, [entity_id for entity_id, _ in block]))
            continue
        for (left_id, left), (right_id, right) in combinations(sorted(block, key=lambda item: item[0]), 2):
            shared.setdefault((left_id, right_id), []).append((left, right))
    links = (_make_link(pair, found, entities) for pair, found in shared.items())
    return sorted(links, key=lambda link: (link.strength, link.pair))


def _make_link(
    pair: Pair,
    found: list[tuple[StrongIdentifier, StrongIdentifier]],
    entities: Mapping[str, ResolvableEntity],
) -> Link:
    shared = tuple(sorted(found, key=lambda both: (KINDS.index(both[0].kind), both[0].key)))
    left, right = entities[pair[0]], entities[pair[1]]
    conflict = find_conflict(left, right)
    if conflict is None:
        conflict = find_name_conflict(left, right, tuple(one for one, _ in shared))
    return Link(pair, shared, conflict)


def _find_crowd(bearers: list[ResolvableEntity]) -> tuple[str, int] | None:
    """The list in which more entities bear an identifier than one thing can have entries, and how many."""
    counts = Counter(authority for bearer in bearers for authority in bearer.authorities)
    crowded = [(authority, count) for authority, count in counts.items() if count > MOST_BEARERS]
    return min(crowded, default=None)


def _report_crowd(kind: IdentifierKind, key: str, crowd: tuple[str, int], bearers: list[str]) -> Problem:
    message = (
        f"{crowd[1]} entries of one list ({crowd[0]}) bear the {KIND_WORDS[kind]} {key}; it joins nothing. "
        f"Judge by hand which of these are one: {', '.join(sorted(bearers))}."
    )
    return Problem(
        source=crowd[0],
        locator=f"{kind} {key}",
        code="join-identifier-crowded",
        message=message,
        severity="warning",
    )


def _report_unused(entity: ResolvableEntity, weak: tuple[UnusedIdentifier, ...]) -> Iterator[Problem]:
    """What has a standard and does not keep it, or belongs to another kind of thing; the rest is only counted."""
    words = {
        "invalid": "is not valid (shape or check digit)",
        "other-kind": f"is not one that a {entity.schema} of its own can have",
        "ambiguous": "stands beside another UN reference",
    }
    for one in weak:
        if one.reason in words and (one.kind in SELF_EVIDENT or one.kind in {"imo", "bic"}):
            yield Problem(
                source=", ".join(entity.authorities),
                locator=entity.id,
                code="join-identifier-unused",
                message=f"The {one.kind} {one.value!r} ({one.field}) {words[one.reason]}; it joins nothing.",
                severity="note",
            )


def settle_rivals(
    links: list[Link], entities: Mapping[str, ResolvableEntity], verdicts: Mapping[Pair, Verdict]
) -> list[Link]:
    """The links with those refused that two incompatible entities hold to the same third one.

    Where one list gives the reference of A to A and by mistake to B too, both share it with A's entry in another
    list. The stronger link stays; of equally strong ones that whose names are alike; else none does, since which
    one is right cannot be told from the lists.
    """
    by_pair = {link.pair: link for link in links}
    refused: dict[Pair, Conflict] = {}
    neighbours: dict[str, set[str]] = {}
    for one, other in by_pair:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    for rivals in links:
        if rivals.conflict is None or verdicts.get(rivals.pair) == "same":
            continue
        for third in sorted(neighbours[rivals.pair[0]] & neighbours[rivals.pair[1]]):
            left, right = (by_pair[_order(rival, third)] for rival in rivals.pair)
            if left.conflict or right.conflict or not left.keys & right.keys & rivals.keys:
                continue
            if "different" not in {verdicts.get(left.pair), verdicts.get(right.pair)}:
                refused.update(_settle(left, right, rivals, entities))
    return [replace(link, conflict=refused[link.pair]) if link.pair in refused else link for link in links]


def _settle(
    left: Link, right: Link, rivals: Link, entities: Mapping[str, ResolvableEntity]
) -> dict[Pair, Conflict]:
    """What is refused of two links to the same entity."""
    if left.strength != right.strength:
        weaker = max(left, right, key=lambda link: link.strength)
        return {weaker.pair: Conflict("rival", *rivals.pair)}
    alike = {link.pair: have_name_in_common(*(entities[one] for one in link.pair)) for link in (left, right)}
    if alike[left.pair] != alike[right.pair]:
        return {pair: Conflict("rival", *rivals.pair) for pair, is_alike in alike.items() if not is_alike}
    return {pair: Conflict("rival", *rivals.pair) for pair in alike}


def _order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
