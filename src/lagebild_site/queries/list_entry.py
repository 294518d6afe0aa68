"""One entry of a list: what its authority says, and its history over the editions held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lagebild.lists import find_intervals, parse_entry
from lagebild.lists.history import ListingInterval
from lagebild.lists.since import find_listed_since
from lagebild.model.coverage import ListedSince
from lagebild.model.entity import IDENTIFIER_PROPERTIES, Entity
from lagebild.model.listing import ListEntry
from lagebild_site.models import ListEdition, ListingVersion, Match
from lagebild_site.queries.coverage import parse_day
from lagebild_site.queries.list_changes import FieldChange, compare_fields, find_layout
from lagebild_site.queries.listing import COLLECTIONS
from lagebild_site.queries.visibility import Viewer, visible_editions, visible_entities, visible_matches

NAME_PROPERTIES = frozenset(
    [
        "name",
        "alias",
        "previousName",
        "weakAlias",
        "abbreviation",
        "firstName",
        "middleName",
        "lastName",
        "secondName",
    ]
)
"""Properties that hold names or parts of them: the table of names says more."""

TEXT_PROPERTIES = ("notes", "description", "summary")
"""Properties that hold text: shown whole, under the facts."""

LINK_ENDS = (
    "subject",
    "object",
    "owner",
    "asset",
    "person",
    "organization",
    "director",
    "relative",
    "holder",
)
"""Properties by which a related entity names the two ends of a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One wording: the edition that brought it and what it changed against the one before."""

    kind: str
    edition: ListEdition
    version: ListingVersion
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What an authority says that connects an entry with another: what kind, its words, and the other's id."""

    schema: str
    words: tuple[str, ...]
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHistory:
    """One authority's entry over the editions held.

    Attributes:
        list_id: On which list.
        current: The wording in the newest edition, or the last one held where it is gone.
        entry: That wording as a record.
        editions: All editions of the list, the oldest first.
        intervals: The runs of editions that have it, also under an earlier reference.
        since: Since when it is listed, as far as its record and the editions tell.
        runs: As `since`, for each interval.
        first: The first edition with it.
        last_with: The last edition with it.
        gone_in: The first edition without it, where it is gone; absence from an extract does not count.
        steps: Its wordings, the oldest first.
        former: Wordings under an earlier reference, the latest of each.
        later: The id of the listing by which it goes now, where it was given another reference.
    """

    list_id: str
    current: ListingVersion
    entry: ListEntry
    editions: tuple[ListEdition, ...]
    intervals: tuple[ListingInterval, ...]
    since: ListedSince
    runs: tuple[ListedSince, ...]
    first: ListEdition
    last_with: ListEdition
    gone_in: ListEdition | None
    steps: tuple[HistoryStep, ...]
    former: tuple[ListingVersion, ...] = ()
    later: ListingVersion | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the newest edition no longer holds it."""
        return self.gone_in is not None

    @property
    def is_collected(self) -> bool:
        """Whether it stands in a collection, so that standing there is no listing."""
        return self.current.authority in COLLECTIONS

    @property
    def is_listed(self) -> bool:
        """Whether it stands on the newest edition, and the entry does not say that it was delisted."""
        return not self.is_gone and not self.entry.listing.has_ended

    @property
    def newest(self) -> ListEdition:
        """The newest edition of its list."""
        return self.editions[-1]

    @property
    def delisted_on(self) -> tuple[str, ...]:
        """Days on which it was delisted, as its authority states."""
        return self.entry.listing.dates_of("delisted_on")

    @property
    def identifiers(self) -> list[tuple[str, tuple[str, ...]]]:
        """Numbers by property, without those that a document beside them states with its country."""
        stated = {number for document in self.documents for number in document.get("number")}
        found = []
        for name, values in self.entry.entity.properties.items():
            kept = tuple(value for value in values if value not in stated)
            if name in IDENTIFIER_PROPERTIES and kept:
                found.append((name, kept))
        return found

    @property
    def facts(self) -> list[tuple[str, tuple[str, ...]]]:
        """Everything else that the entry says in FollowTheMoney's properties, without names, numbers and text."""
        hidden = NAME_PROPERTIES.union(IDENTIFIER_PROPERTIES) | {*TEXT_PROPERTIES}
        return [(name, values) for name, values in self.entry.entity.properties.items() if name not in hidden]

    @property
    def texts(self) -> tuple[str, ...]:
        """Remarks, without the one that stands as the authority's reason."""
        values = (value for name in TEXT_PROPERTIES for value in self.entry.entity.get(name))
        return tuple(value for value in dict.fromkeys(values) if value != self.entry.listing.reason)

    @property
    def documents(self) -> list[Entity]:
        """Identity documents and wallets that belong to it."""
        return [one for one in self.entry.related if not _list_ends(one, self.current.entity_id)]

    @property
    def links(self) -> list[Link]:
        """Other entries that the authority connects with it."""
        return [
            Link(schema=one.schema, words=_list_words(one), entity_id=end)
            for one in self.entry.related
            for end in _list_ends(one, self.current.entity_id)
        ]


def load_histories(viewer: Viewer, entity_ids: Sequence[str]) -> list[EntryHistory]:
    """The entries of these entities with their histories; an entity that no list has is not among them."""
    versions = list(visible_entities(viewer).filter(entity_id__in=entity_ids))
    lists = {version.list_id for version in versions}
    editions: dict[str, list[ListEdition]] = {}
    for edition in (
        visible_editions(viewer).filter(list_id__in=lists).defer("shape", "counts", "held_because")
    ):
        editions.setdefault(edition.list_id, []).append(edition)
    rekeys = {list_id: _read_rekeys(rows) for list_id, rows in editions.items()}
    versions += _load_rekeyed(viewer, versions, rekeys)
    holding = _map_editions(versions)
    listings = dict.fromkeys(
        (version.list_id, version.listing_id) for version in versions if version.entity_id in set(entity_ids)
    )
    return [
        _describe_history(
            listing_id,
            [version for version in versions if version.list_id == list_id],
            editions[list_id],
            holding,
            rekeys[list_id],
        )
        for list_id, listing_id in listings
    ]


def list_names_of(viewer: Viewer, entity_ids: Iterable[str]) -> dict[str, str]:
    """Names of the entries that links point to, as far as a list has them."""
    wanted = sorted(set(entity_ids))
    rows = visible_entities(viewer).filter(entity_id__in=wanted).order_by("pk") if wanted else ()
    return dict(rows.values_list("entity_id", "caption")) if rows else {}


def list_confirmed_matches(viewer: Viewer, entity_ids: Sequence[str]) -> list[Match]:
    """Places in documents where a person confirmed this subject; analysts see the unconfirmed too."""
    return list(visible_matches(viewer).filter(entity_id__in=entity_ids).order_by("-document__date", "start"))


def _list_ends(related: Entity, entity_id: str) -> list[str]:
    """The other ends of a link; empty for what is no link but belongs to the entry."""
    ends = [value for name in LINK_ENDS for value in related.get(name)]
    return [end for end in dict.fromkeys(ends) if end != entity_id]


def _list_words(related: Entity) -> tuple[str, ...]:
    return tuple(
        value for name in ("role", "relationship", "summary", "description") for value in related.get(name)
    )


def _read_rekeys(editions: Iterable[ListEdition]) -> dict[str, str]:
    """Listing id to the id that it had before, over all editions."""
    pairs = (pair for edition in editions for pair in edition.changes.get("rekeyed", ()))
    return {later: former for former, later in pairs}


def _follow(listing_id: str, rekeys: Mapping[str, str]) -> list[str]:
    """A listing's id and those that it had before, the latest first."""
    chain = [listing_id]
    while (former := rekeys.get(chain[-1])) and former not in chain:
        chain.append(former)
    return chain


def _load_rekeyed(
    viewer: Viewer, versions: Sequence[ListingVersion], rekeys: Mapping[str, Mapping[str, str]]
) -> list[ListingVersion]:
    """The wordings of these listings under other references, earlier and later ones."""
    known = {version.listing_id for version in versions}
    wanted: set[str] = set()
    for version in versions:
        pairs = rekeys[version.list_id]
        wanted |= {*_follow(version.listing_id, pairs)}
        wanted |= {later for later, former in pairs.items() if former == version.listing_id}
    if wanted <= known:
        return []
    lists = {version.list_id for version in versions}
    rows = visible_entities(viewer).filter(list_id__in=lists, listing_id__in=wanted - known)
    return list(rows)


def _map_editions(versions: Sequence[ListingVersion]) -> dict[int, set[int]]:
    """Which editions hold each wording."""
    rows = ListingVersion.editions.through.objects.filter(listingversion__in=versions)
    holding: dict[int, set[int]] = {}
    for version_pk, edition_pk in rows.values_list("listingversion_id", "listedition_id"):
        holding.setdefault(version_pk, set()).add(edition_pk)
    return holding


def _describe_history(
    listing_id: str,
    versions: Sequence[ListingVersion],
    editions: Sequence[ListEdition],
    holding: Mapping[int, set[int]],
    rekeys: Mapping[str, str],
) -> EntryHistory:
    chain = _follow(listing_id, rekeys)
    own = [version for version in versions if version.listing_id in chain]
    timeline = [(edition, _find_wording(edition, own, holding)) for edition in editions]
    present = [(edition, version) for edition, version in timeline if version is not None]
    mine = [(edition, version) for edition, version in present if version.listing_id == listing_id]
    last_with, current = mine[-1]
    entry = parse_entry(current.entry)
    intervals = _find_runs(entry, timeline)
    runs = tuple(
        find_listed_since(entry.listing, run, was_listed_before=at > 0) for at, run in enumerate(intervals)
    )
    later = [one for one in editions[list(editions).index(last_with) + 1 :] if not one.is_extract]
    latest = {version.listing_id: version for _edition, version in present}
    return EntryHistory(
        list_id=current.list_id,
        current=current,
        entry=entry,
        editions=tuple(editions),
        intervals=intervals,
        since=runs[-1] if runs else find_listed_since(entry.listing, None),
        runs=runs,
        first=present[0][0],
        last_with=last_with,
        gone_in=later[0] if later else None,
        steps=tuple(_list_steps(present)),
        former=tuple(latest[one] for one in chain[1:] if one in latest),
        later=_find_later(listing_id, versions, rekeys),
    )


def _find_later(
    listing_id: str, versions: Sequence[ListingVersion], rekeys: Mapping[str, str]
) -> ListingVersion | None:
    later = {
        version.listing_id: version for version in versions if rekeys.get(version.listing_id) == listing_id
    }
    return next(iter(later.values()), None)


def _find_wording(
    edition: ListEdition, versions: Iterable[ListingVersion], holding: Mapping[int, set[int]]
) -> ListingVersion | None:
    return next((one for one in versions if edition.pk in holding.get(one.pk, ())), None)


def _find_runs(
    entry: ListEntry, timeline: Iterable[tuple[ListEdition, ListingVersion | None]]
) -> tuple[ListingInterval, ...]:
    """The runs of editions with an entry; of several of one day the last counts, absence from an extract does not."""
    days: dict[str, bool] = {}
    for edition, version in timeline:
        if parse_day(edition.dated_on) and (version is not None or not edition.is_extract):
            days[edition.dated_on] = version is not None
    found = find_intervals((day, [entry] if is_there else []) for day, is_there in days.items())
    return tuple(found.get(entry.listing.id, ()))


def _is_amended(edition: ListEdition, version: ListingVersion) -> bool:
    """Whether the edition amends the entry; a column that the publisher newly gives to all is no amendment."""
    return not edition.changes or version.listing_id in edition.changes.get("amended", ())


def _list_steps(present: Sequence[tuple[ListEdition, ListingVersion]]) -> list[HistoryStep]:
    """Each wording with what it changed; a stay away between two editions is a step of its own by its kind."""
    first_edition, first = present[0]
    steps = [HistoryStep(kind="first", edition=first_edition, version=first)]
    for (older, before), (edition, after) in pairwise(present):
        kind = "amended"
        if before.listing_id != after.listing_id:
            kind = "rekeyed"
        elif edition.compared_with_id not in {None, older.pk}:
            kind = "returned"
        elif before.pk == after.pk or not _is_amended(edition, after):
            continue
        old, new = before.entry.get("raw", {}), after.entry.get("raw", {})
        layout = find_layout(older, edition)
        fields = tuple(one for one in compare_fields(old, new) if one.field not in layout)
        steps.append(HistoryStep(kind=kind, edition=edition, version=after, fields=fields))
    return steps
