"""Many names screened against lists: one row per query, hit and listing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from lagebild.matching.compare import ALERT_THRESHOLD
from lagebild.matching.entry import IndexEntry
from lagebild.matching.index import NameIndex
from lagebild.model.listing import ListEntry, Listing
from lagebild.model.match import NameHit


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuery:
    """One name asked for.

    Attributes:
        id: What the asker calls it; the row's number where they call it nothing.
        name: As given.
        schema: FollowTheMoney schema that the hit must be compatible with, or None.
    """

    id: str
    name: str
    schema: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedList:
    """One edition of a list to screen against, and when it was captured; None where nobody knows."""

    entries: Sequence[ListEntry]
    captured_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow:
    """One listing of one entity that answers one query; the fields are the columns that the command prints.

    Attributes:
        query_id: The query's id.
        query: The name asked for.
        rank: Of the entity among the query's hits, from 1.
        score: 0…1.
        entity_id: The listed entity.
        caption: Its main name.
        schema: Its FollowTheMoney schema.
        matched_name: The listed name that matched, as published.
        explanation: The token pairs that made the score, as text.
        authority: Who lists.
        programme: Under what, as the authority names it; None where it names nothing.
        designated_on: ISO 8601 prefix; None where the authority does not say.
        list_captured_at: When the list was captured; None where nobody knows.
    """

    query_id: str
    query: str
    rank: int
    score: float
    entity_id: str
    caption: str
    schema: str
    matched_name: str
    explanation: str
    authority: str
    programme: str | None
    designated_on: str | None
    list_captured_at: str | None

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return asdict(self)


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ScreenRow))
"""The columns of a screening's result, in order."""


class Screener:
    """An index together with the listings of what it finds."""

    def __init__(self, index: NameIndex, listings: dict[str, list[tuple[Listing, str | None]]]) -> None:
        self.index = index
        self._listings = listings

    @classmethod
    def build(cls, lists: Iterable[ScreenedList]) -> "Screener":
        """Index all entries of the lists; an entity that several lists give keeps all names and listings."""
        entries: dict[str, IndexEntry] = {}
        listings: dict[str, list[tuple[Listing, str | None]]] = {}
        for screened in lists:
            for entry in screened.entries:
                new = IndexEntry.of(entry)
                known = entries.get(new.entity_id)
                entries[new.entity_id] = known.with_names(new.names) if known and known.names else new
                listings.setdefault(new.entity_id, []).append((entry.listing, screened.captured_at))
        return cls(NameIndex.build(entries.values()), listings)

    def screen(
        self, query: NameQuery, *, limit: int = 5, threshold: float = ALERT_THRESHOLD
    ) -> list[ScreenRow]:
        """The rows of one query, best entity first; listings of one entity in the order of their ids."""
        hits = self.index.search(query.name, limit=limit, threshold=threshold, schema=query.schema)
        return [row for rank, hit in enumerate(hits, start=1) for row in self._rows(query, rank, hit)]

    def _rows(self, query: NameQuery, rank: int, hit: NameHit) -> Iterator[ScreenRow]:
        found = sorted(self._listings.get(hit.entity_id, []), key=lambda item: (item[0].id, item[1] or ""))
        for listing, captured_at in found:
            yield ScreenRow(
                query_id=query.id,
                query=query.name,
                rank=rank,
                score=hit.score,
                entity_id=hit.entity_id,
                caption=hit.caption,
                schema=hit.schema,
                matched_name=hit.matched_name,
                explanation=hit.comparison.render(),
                authority=listing.authority,
                programme=listing.programme,
                designated_on=listing.designated_on,
                list_captured_at=captured_at,
            )


def screen_names(
    queries: Iterable[NameQuery],
    lists: Iterable[ScreenedList],
    *,
    limit: int = 5,
    threshold: float = ALERT_THRESHOLD,
) -> Iterator[ScreenRow]:
    """Screen names against lists.

    Args:
        queries: The names asked for.
        lists: Editions of lists.
        limit: Most entities for each query.
        threshold: Least score.

    Yields:
        One row per query, hit and listing, in the order of the queries; none for a query without a hit.
    """
    screener = Screener.build(lists)
    for query in queries:
        yield from screener.screen(query, limit=limit, threshold=threshold)
