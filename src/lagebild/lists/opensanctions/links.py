"""Which records of a FollowTheMoney file are entries, and which others belong to each of them."""

from collections import defaultdict, deque
from collections.abc import Mapping

from lagebild.lists.opensanctions.lines import LineLog, LinePlace, Record
from lagebild.model.entity import is_a

SANCTION_TOPIC = "sanction"
"""The topic of who is under sanctions. Source: FollowTheMoney 3.8, type `topic`; `sanction.linked` is not."""

LISTABLE = ("LegalEntity", "Vehicle", "CryptoWallet", "Security")
"""Schemas whose records are entries in a file that marks none."""


def find_entries(records: Mapping[str, Record], log: LineLog) -> tuple[Record, ...]:
    """The records that are entries of their own, in the file's order.

    Things alone: a link such as a Sanction or an Ownership is none, whatever the file says of it. Those that the
    file marks as `target`. In a file that marks none: those with the topic `sanction` or with a
    Sanction that points at them; where there are none of these either, each person, organisation, vessel, aircraft,
    wallet and security.
    """
    if any(record.is_target is not None for record in records.values()):
        return tuple(record for record in records.values() if record.is_target and _can_be_listed(record))
    log.note(
        LinePlace(1, "target"),
        "os-target-missing",
        "No record says whether it is a target; see the source's page.",
    )
    sanctioned = {
        reference
        for record in records.values()
        if record.schema == "Sanction"
        for reference in record.properties.get("entity", ())
    }
    found = tuple(
        record
        for record in records.values()
        if _can_be_listed(record)
        and (record.id in sanctioned or SANCTION_TOPIC in record.properties.get("topics", ()))
    )
    return found or tuple(
        record for record in records.values() if any(is_a(record.schema, schema) for schema in LISTABLE)
    )


def link_records(
    records: Mapping[str, Record], entries: tuple[Record, ...]
) -> tuple[dict[str, list[Record]], frozenset[str]]:
    """The records that belong to each entry, and the ids of those that belong to none.

    To an entry belong the records that it points at or that point at it, and what those of them that are links
    (a post held, a family tie, a share) join it with. A record further off belongs to the entry from which it is
    reached first; each belongs to at least one that any chain of links leads to.
    """
    neighbours = _find_neighbours(records)
    entry_ids = {entry.id for entry in entries}
    belonging: dict[str, dict[str, Record]] = {entry.id: {} for entry in entries}
    owner: dict[str, str] = {}
    for entry in entries:
        for near in sorted(neighbours[entry.id] - entry_ids):
            reached = {near} | (
                neighbours[near] - entry_ids if is_a(records[near].schema, "Interval") else set()
            )
            belonging[entry.id].update((found, records[found]) for found in reached)
            for found in sorted(reached):
                owner.setdefault(found, entry.id)
    waiting = deque(owner)
    while waiting:
        here = waiting.popleft()
        for found in sorted(near for near in neighbours[here] if near not in entry_ids and near not in owner):
            owner[found] = owner[here]
            belonging[owner[here]][found] = records[found]
            waiting.append(found)
    lost = frozenset(records.keys() - entry_ids - owner.keys())
    order = {record_id: number for number, record_id in enumerate(records)}
    return {
        entry_id: sorted(found.values(), key=lambda record: order[record.id])
        for entry_id, found in belonging.items()
    }, lost


def _can_be_listed(record: Record) -> bool:
    """Whether it is a thing, which has names, and no link between things."""
    return is_a(record.schema, "Thing")


def _find_neighbours(records: Mapping[str, Record]) -> defaultdict[str, set[str]]:
    """For each record those that it points at and those that point at it."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for record in records.values():
        for reference in record.references:
            if reference in records and reference != record.id:
                neighbours[record.id].add(reference)
                neighbours[reference].add(record.id)
    return neighbours
