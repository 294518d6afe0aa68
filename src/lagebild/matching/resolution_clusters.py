"""Entities put together link by link, the surest first, never across what holds two of them apart."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, count

SUBJECT_PREFIX = "subject-"

Pair = tuple[str, str]
"""Ids of two entities, the smaller one first."""


class Clusters:
    """Disjoint sets of entities that grow by links and refuse a link that would join what is held apart."""

    def __init__(self, held_apart: Iterable[Pair]) -> None:
        self._members: dict[str, list[str]] = {}
        self._held_apart: dict[str, set[str]] = {}
        for left, right in held_apart:
            self._held_apart.setdefault(left, set()).add(right)
            self._held_apart.setdefault(right, set()).add(left)

    def members_of(self, entity_id: str) -> list[str]:
        """The entities that are with this one so far, itself included."""
        return self._members.get(entity_id) or [entity_id]

    def are_together(self, left: str, right: str) -> bool:
        """Whether the two are in one cluster."""
        return self.members_of(left) is self._members.get(right)

    def find_held_apart(self, left: str, right: str) -> Pair | None:
        """The smallest pair, one from each cluster, that is held apart; None where nothing is in the way."""
        others = set(self.members_of(right))
        found = (
            (one, other) if one < other else (other, one)
            for one in self.members_of(left)
            for other in self._held_apart.get(one, set()) & others
        )
        return min(found, default=None)

    def find_crossing(self, left: str, right: str, is_held: Callable[[Pair], bool]) -> Pair | None:
        """The smallest pair, one from each cluster, for which `is_held` is true."""
        crossing = sorted(
            (one, other) if one < other else (other, one)
            for one in self.members_of(left)
            for other in self.members_of(right)
        )
        return next((pair for pair in crossing if is_held(pair)), None)

    def join(self, left: str, right: str) -> None:
        """Put the clusters of the two together."""
        if self.are_together(left, right):
            return
        joined = self._members.setdefault(left, [left])
        others = self._members.setdefault(right, [right])
        if len(joined) < len(others):
            joined, others = others, joined
        joined.extend(others)
        for entity_id in others:
            self._members[entity_id] = joined

    def list_clusters(self) -> list[tuple[str, ...]]:
        """All clusters of two or more, each sorted, in the order of their smallest ids."""
        distinct = {id(members): members for members in self._members.values()}
        return sorted(tuple(sorted(members)) for members in distinct.values() if len(members) > 1)


def assign_subject_ids(
    clusters: list[tuple[str, ...]], *, known: Mapping[str, str], present: Iterable[str]
) -> tuple[dict[tuple[str, ...], str], dict[str, str | None]]:
    """An id for each cluster that changes as little as possible, and what became of the earlier ids.

    A new id is `subject-` and the smallest entity id. An earlier id stays with the cluster that holds the entity
    it is named after; where that entity is gone from every list, with the cluster that holds most of its earlier
    entities. Of several earlier ids that meet, the one with the most entities stays. After a split the part
    without that entity gets a new id, which is never one of the earlier ones.

    Args:
        clusters: Sorted ids of entities, no entity twice.
        known: Entity id to the subject id that it had.
        present: The ids of all entities that are in the lists now.

    Returns:
        Cluster to id; and earlier id that no cluster bears any more to the id of the subject that holds most of
        its entities, None where none does.
    """
    everybody = set(present)
    cluster_of = {entity_id: cluster for cluster in clusters for entity_id in cluster}
    before: dict[str, list[str]] = {}
    for entity_id in sorted(known):
        before.setdefault(known[entity_id], []).append(entity_id)
    heirs = {earlier: _find_heir(members, cluster_of) for earlier, members in sorted(before.items())}
    claims: dict[tuple[str, ...], list[str]] = {}
    for earlier, heir in heirs.items():
        anchor = earlier.removeprefix(SUBJECT_PREFIX)
        claimant = cluster_of.get(anchor) if anchor in everybody else heir
        if claimant is not None and (anchor not in everybody or known.get(anchor) == earlier):
            claims.setdefault(claimant, []).append(earlier)
    ids: dict[tuple[str, ...], str] = {}
    taken = set(before)
    for cluster in clusters:
        if cluster in claims:
            ids[cluster] = min(claims[cluster], key=lambda earlier: (-len(before[earlier]), earlier))
        else:
            ids[cluster] = _make_id(cluster, taken)
        taken.add(ids[cluster])
    borne = set(ids.values())
    retired = {
        earlier: ids[heir] if heir is not None else None
        for earlier, heir in heirs.items()
        if earlier not in borne
    }
    return ids, retired


def _find_heir(members: list[str], cluster_of: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The cluster that holds most of the members; of equals the one with the smallest id; None without one."""
    counts: dict[tuple[str, ...], int] = {}
    for entity_id in members:
        if entity_id in cluster_of:
            counts[cluster_of[entity_id]] = counts.get(cluster_of[entity_id], 0) + 1
    return min(counts, key=lambda cluster: (-counts[cluster], cluster), default=None)


def _make_id(cluster: tuple[str, ...], taken: set[str]) -> str:
    """An id that nobody bears or bore: after the smallest entity that is free, else with a number after it."""
    smallest = f"{SUBJECT_PREFIX}{cluster[0]}"
    candidates = chain(
        (f"{SUBJECT_PREFIX}{entity_id}" for entity_id in cluster),
        (f"{smallest}-{number}" for number in count(2)),
    )
    return next(candidate for candidate in candidates if candidate not in taken)
