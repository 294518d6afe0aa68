"""Entries of a list whose names are like a subject's, so that a missing join never becomes a bare "not listed".

Strong identifiers join few entries: most lists give none. Before "not on the list" is said of a subject, its names
are looked for on that list. What is found is not joined by that (docs/method/lists.en.md); it only keeps the
answer open and is shown for a person to judge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lagebild.lists.history import ListingInterval
from lagebild.matching import IndexEntry, NameIndex
from lagebild.matching.resolution_conflicts import find_conflict
from lagebild.matching.resolution_entity import Family, ResolvableEntity, family_of, gather_entities
from lagebild.model.coverage import ListAnswer, ListState, SimilarEntry
from lagebild.model.listing import ListEntry, Listing
from lagebild.model.match import NameHit
from lagebild.monitoring.similar_words import WordIndex

SIMILAR_FROM = 0.8
"""From this score on two names are similar.

Source: measured in evaluation/lists on hand-checked pairs; docs/method/lists.en.md gives the figures.
"""

MOST_SIMILAR = 3
"""How many similar entries are named for one list."""

_LOOKED_AT = 12
"""Hits that are looked at for each name: several may be the subject's own entries or exclude it."""

_PART = 0.9
"""Factor on the score where one name is only part of the other: whole names go before."""

_YEARS_APART = 10
"""How far apart all certain years of birth must be so that two persons of alike names cannot be one.

Source: own judgement. Lists date the birth of one Afghan or North Korean years apart (`TAi.144` of the UN is 1981,
Australia's entry of the same man 1977 and 1978), so that what holds back a join does not prove that there is none.
"""

_WEAK_NAME = "weak"
_YEAR_LENGTH = len("YYYY")

_ASKED_AS: Mapping[Family, str] = {
    "person": "Person",
    "organisation": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}
"""As which schema a name is looked for: one list calls a company what another calls a public body."""

_OPEN_STATES: frozenset[ListState] = frozenset(
    {"listed", "contradicted", "came_between", "went_between", "delisted"}
)
"""What an entry says if it were the subject that "not on the list" does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarListing:
    """A listing whose entity has a name like one of the subject's; the score and both names say why.

    Attributes:
        list_id: Which list it is on.
        listing: Its latest record.
        intervals: The runs of editions that have it.
        asked_name: The subject's name.
        hit: The listed name and the score.
    """

    list_id: str
    listing: Listing
    intervals: tuple[ListingInterval, ...]
    asked_name: str
    hit: NameHit


class ListNames:
    """The names of one list, to be searched for a subject's; built once for many subjects."""

    def __init__(  # noqa: PLR0917  # `build` alone calls it
        self,
        list_id: str,
        entities: Mapping[str, ResolvableEntity],
        listings: Mapping[str, Sequence[Listing]],
        intervals: Mapping[str, Sequence[ListingInterval]],
        index: NameIndex,
        words: WordIndex,
    ) -> None:
        self.list_id = list_id
        self._entities = entities
        self._listings = listings
        self._intervals = intervals
        self._index = index
        self._words = words

    @classmethod
    def build(
        cls,
        list_id: str,
        entries: Iterable[ListEntry],
        intervals: Mapping[str, Sequence[ListingInterval]],
    ) -> "ListNames":
        """Index a list.

        Args:
            list_id: Id of the list's source, such as `un-sc`.
            entries: The records of every entry of every edition held, the oldest edition first: each name counts,
                those of entries that are gone with them, and the last record of a listing speaks for it.
            intervals: Listing id to its runs of editions (`lagebild.lists.find_intervals`).
        """
        entries = list(entries)
        names: dict[str, IndexEntry] = {}
        listings: dict[str, dict[str, Listing]] = {}
        for entry in entries:
            new = IndexEntry.of(entry)
            known = names.get(new.entity_id)
            names[new.entity_id] = new if known is None else known.with_names(new.names)
            listings.setdefault(new.entity_id, {})[entry.listing.id] = entry.listing
        return cls(
            list_id,
            gather_entities(entries),
            {entity_id: tuple(found.values()) for entity_id, found in listings.items()},
            intervals,
            NameIndex.build(names.values()),
            WordIndex(
                (entry.entity_id, name.value)
                for entry in names.values()
                if family_of(entry.schema) != "person"
                for name in entry.names
                if name.kind != _WEAK_NAME
            ),
        )

    def find(
        self,
        subject: Sequence[ListEntry],
        *,
        judged_different: Iterable[str] = (),
        threshold: float = SIMILAR_FROM,
        limit: int = MOST_SIMILAR,
    ) -> tuple[SimilarListing, ...]:
        """The listings whose names are like the subject's, best first.

        Args:
            subject: Its entries of all lists; those of this list are never found. Their weak names are not asked for.
            judged_different: Entities that a person judged not to be the subject.
            threshold: Least score.
            limit: Most entities.

        Returns:
            One for each listing of each entity found. Left out is what cannot be the subject: another kind of
            thing, another gender, years of birth that are far apart.
        """
        own = gather_entities(subject)
        left_out = {*own, *judged_different}
        best: dict[str, tuple[str, NameHit]] = {}
        for name, schema in _list_asked(subject):
            for hit in self._search(name, schema, threshold):
                known = best.get(hit.entity_id)
                if hit.entity_id not in left_out and (known is None or hit.score > known[1].score):
                    best[hit.entity_id] = (name, hit)
        possible = [
            found
            for entity_id, found in best.items()
            if not any(_exclude(self._entities[entity_id], one) for one in own.values())
        ]
        possible.sort(key=lambda found: (-found[1].score, found[1].entity_id))
        return tuple(
            self._make(listing, name, hit)
            for name, hit in possible[:limit]
            for listing in self._listings[hit.entity_id]
        )

    def _search(self, name: str, schema: str | None, threshold: float) -> Iterator[NameHit]:
        """Names alike as a whole; of bodies and ships also those of which one holds the other, a little below."""
        yield from self._index.search(name, limit=_LOOKED_AT, threshold=threshold, schema=schema)
        if schema == _ASKED_AS["person"]:
            return
        for held in self._words.find(name):
            entity = self._entities[held.entity_id]
            yield NameHit(
                entity_id=entity.id,
                caption=entity.caption,
                schema=entity.schema,
                matched_name=held.name,
                comparison=replace(held.comparison, score=round(held.comparison.score * _PART, 4)),
            )

    def _make(self, listing: Listing, name: str, hit: NameHit) -> SimilarListing:
        return SimilarListing(
            list_id=self.list_id,
            listing=listing,
            intervals=tuple(self._intervals.get(listing.id, ())),
            asked_name=name,
            hit=hit,
        )


AnswerFor = Callable[[SimilarListing], ListAnswer]
"""What the answer would be if a similar listing were the subject's."""


def guard_answer(answer: ListAnswer, similar: Iterable[SimilarListing], answer_for: AnswerFor) -> ListAnswer:
    """The answer with the similar entries that would change it; never a no where there is one.

    `not_on_list_of` becomes `unclear`. `no_list_held` and `delisted` stay and name what is similar. An answer of a
    joined entry stays too: named is what would be listed before it, so that its day need not be the first.
    """
    named = tuple(_make_entry(one, found) for one in similar if _changes(answer, found := answer_for(one)))
    if not named:
        return answer
    state: ListState = "unclear" if answer.state == "not_on_list_of" else answer.state
    return replace(answer, state=state, similar=named)


def _changes(answer: ListAnswer, found: ListAnswer) -> bool:
    if found.state not in _OPEN_STATES:
        return False
    if answer.state in ("not_on_list_of", "no_list_held", "unclear"):
        return True
    if answer.state == "delisted":
        return found.state != "delisted"
    latest, other = (one.since.latest if one.since else None for one in (answer, found))
    return other is not None and (latest is None or other < latest)


def _exclude(left: ResolvableEntity, right: ResolvableEntity) -> bool:
    """Whether two entities cannot be one, whatever their names."""
    conflict = find_conflict(left, right)
    if conflict is None or conflict.about != "birth-date":
        return conflict is not None
    years, others = ([int(value[:_YEAR_LENGTH]) for value in one.get("birthDate")] for one in (left, right))
    return min(abs(year - other) for year in years for other in others) >= _YEARS_APART


def _make_entry(similar: SimilarListing, found: ListAnswer) -> SimilarEntry:
    return SimilarEntry(
        listing_id=similar.listing.id,
        entity_id=similar.listing.entity_id,
        caption=similar.hit.caption,
        asked_name=similar.asked_name,
        matched_name=similar.hit.matched_name,
        score=similar.hit.score,
        explanation=similar.hit.comparison.render(),
        state=found.state,
        since=found.since,
    )


def _list_asked(subject: Iterable[ListEntry]) -> list[tuple[str, str | None]]:
    """The subject's names with the kind of thing that bears them, each once; those called weak left out."""
    asked = {
        (name.value, _ASKED_AS.get(family_of(entry.entity.schema))): None
        for entry in subject
        for name in entry.names
        if name.kind != _WEAK_NAME
    }
    return list(asked)
