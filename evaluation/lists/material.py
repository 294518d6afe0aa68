"""The editions and the hand-checked pairs of `evaluation/lists`, read from their tables."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.lists import ListReader, find_intervals, recognise_list
from lagebild.lists.history import ListingInterval
from lagebild.lists.package import pack_set
from lagebild.model.listing import ListEntry
from lagebild.monitoring.coordination import HeldList, HeldListing

CANADA = "CA"
"""Gives no number of its own: pairs name its entries by regulation, schedule and item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What is right for one subject, authority and day, as a person read it in the raw records.

    Attributes:
        subject: Its name, for people.
        given: Listing ids by which the program is given the subject, and nothing else.
        authority: Who is asked about.
        day: ISO day that is asked about.
        state: `listed`, `delisted`, `absent` from the edition in force, `open` between two editions, `unheld` where
            no edition goes back to the day.
        kind: How well the day is known: `stated`, `not_later_than`, `between`; empty for `absent`.
        earliest: ISO day, or empty where open.
        latest: ISO day, or empty.
        conflict: Code of the contradiction that must be told, or empty.
        ended: For `delisted` the first and the last day on which it can have ended.
        entries: The authority's entries that are the subject, as its own numbers.
    """

    subject: str
    given: str
    authority: str
    day: str
    state: str
    kind: str
    earliest: str
    latest: str
    conflict: str
    ended: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEditions:
    """All editions held of one list.

    Attributes:
        held: Whose list, which, of which days.
        records: The records of all editions, the oldest edition first.
        latest: Listing id to its latest record.
        intervals: Listing id to its runs of editions.
    """

    held: HeldList
    records: Sequence[ListEntry]
    latest: Mapping[str, ListEntry]
    intervals: Mapping[str, Sequence[ListingInterval]]

    def make_listing(self, entry: ListEntry) -> HeldListing:
        """The listing of an entry as the coordination table takes it."""
        return HeldListing(
            list_id=self.held.list_id,
            listing=entry.listing,
            intervals=tuple(self.intervals[entry.listing.id]),
        )


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a table; its last column, what stands in the raw record, is for people."""
    pairs = []
    for row in _read_table(path):
        entries = tuple(filter(None, row["entries"].split(" ; ")))
        pairs.append(
            Pair(
                subject=row["subject"],
                given=f"{row['list']} {row['reference']}",
                **{
                    name: row[name]
                    for name in (
                        *("authority", "day", "state", "kind", "earliest", "latest", "conflict", "ended"),
                    )
                },
                entries=entries,
            )
        )
    return pairs


def read_editions(path: Path, folder: Path) -> list[HeldEditions]:
    """The lists whose editions a table names, in its order.

    Args:
        path: A table of list, day and files; several files are one edition.
        folder: Where the files lie.

    Raises:
        ValueError: A file is of no known format, or of another list than the table says.
    """
    editions: dict[str, dict[str, tuple[ListEntry, ...]]] = {}
    readers: dict[str, ListReader] = {}
    for row in _read_table(path):
        names = row["file"].split()
        contents = {Path(name).name: (folder / name).read_bytes() for name in names}
        content = pack_set(contents) if len(contents) > 1 else next(iter(contents.values()))
        reader = recognise_list(content, name=Path(names[0]).name)
        if reader is None or reader.SOURCE.id != row["list"]:
            raise ValueError(f"{names[0]}: not the list {row['list']}, but {reader and reader.SOURCE.id}")
        readers[row["list"]] = reader
        editions.setdefault(row["list"], {})[row["day"]] = reader.parse(content, source=names[0]).entries
    return [_hold(readers[list_id], found) for list_id, found in editions.items()]


def _hold(reader: ListReader, editions: Mapping[str, Sequence[ListEntry]]) -> HeldEditions:
    days = sorted(editions)
    return HeldEditions(
        held=HeldList(authority=reader.SOURCE.authority, list_id=reader.SOURCE.id, editions=tuple(days)),
        records=[entry for day in days for entry in editions[day]],
        latest={entry.listing.id: entry for day in days for entry in editions[day]},
        intervals=find_intervals(editions.items()),
    )


def find_entries(lists: Iterable[HeldEditions], list_id: str, reference: str) -> list[ListEntry]:
    """The entry of a list by the authority's own number; Canada's by where it stands in its schedules."""
    held = next(one for one in lists if one.held.list_id == list_id)
    entry = held.latest.get(f"{held.held.authority}:{reference}")
    if entry is not None:
        return [entry]
    if held.held.authority != CANADA:
        return []
    return [one for one in held.latest.values() if _place_of(one) == reference]


def _place_of(entry: ListEntry) -> str:
    """Where an entry of Canada's list stands: regulation, schedule and item, such as `Russia/1, Part 1/503`."""
    country, schedule, item = (
        next(iter(entry.raw.get(name, ())), "") for name in ("Country", "Schedule", "Item")
    )
    return f"{country.partition(' / ')[0]}/{schedule}/{item}"


def _read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
