"""Sanctions lists: their editions, what changed between them, and one listed subject with its history."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from lagebild.text.normalize import fold
from lagebild_site.models import ListEdition, ListingVersion, Match
from lagebild_site.queries.visibility import Viewer, visible_editions, visible_entities, visible_matches

AGED_AFTER_DAYS = 45
"""Age of the newest edition from which the page warns: lists of the UN changed more often than that in 2024."""

CHANGE_KINDS = ("added", "amended", "gone")
"""How an entry can differ between two editions, in the order in which pages tell it."""

ENOUGH_FOR_EVERY = 2
"""Entries that an edition needs before a field can be said to be in every one; of one alone nobody can say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one entry differs between two editions; `before` or `after` is None where it is not in one.

    `layout` are fields that the publisher began or ceased to give for every entry: no amendment of this one.
    """

    kind: str
    before: ListingVersion | None
    after: ListingVersion | None
    layout: frozenset[str] = frozenset()

    @property
    def version(self) -> ListingVersion:
        """The wording to name the entry by: the newer one where there is one."""
        version = self.after or self.before
        if version is None:
            raise ValueError("a change has at least one wording")
        return version

    @property
    def fields(self) -> list["FieldChange"]:
        """What differs field by field, for an amended entry."""
        if self.before is None or self.after is None:
            return []
        found = compare_fields(self.before.entry.get("raw", {}), self.after.entry.get("raw", {}))
        return [change for change in found if change.field not in self.layout]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One published field in two wordings."""

    field: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """An edition against the one before; `older` is None for the first one held, and where it is hidden."""

    newer: ListEdition
    older: ListEdition | None

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind."""
        return {kind: len(self.list_ids(kind)) for kind in CHANGE_KINDS}

    def list_ids(self, kind: str) -> list[str]:
        """Ids of the listings that were `added`, `amended` or are `gone`, as noted when the editions were compared."""
        return list(self.newer.changes.get(kind, [])) if self.older else []


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One list with its editions, oldest first, and the counts of the newest."""

    list_id: str
    authority: str
    editions: tuple[ListEdition, ...]
    by_schema: tuple[tuple[str, int], ...]
    by_programme: tuple[tuple[str, int], ...]
    last: EditionChanges
    age_days: int | None

    @property
    def newest(self) -> ListEdition:
        """The newest edition by its own date."""
        return self.editions[-1]

    @property
    def is_aged(self) -> bool:
        """Whether the newest edition is old enough to warn."""
        return self.age_days is not None and self.age_days > AGED_AFTER_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHistory:
    """One authority's entry over the editions held.

    Attributes:
        current: The wording in the newest edition, or the last one held where it is gone.
        is_gone: Whether the newest edition no longer holds it.
        gone_in: The first edition without it, where it is gone.
        first: The first edition held that has it.
        steps: Each wording with the edition that brought it and what changed, oldest first.
    """

    current: ListingVersion
    is_gone: bool
    gone_in: ListEdition | None
    first: ListEdition
    steps: tuple["HistoryStep", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One wording: the first edition that had it, and what it changed against the one before."""

    edition: ListEdition
    version: ListingVersion
    fields: tuple[FieldChange, ...]


def describe_lists(viewer: Viewer, today: date) -> list[ListView]:
    """Every list that is held, by its id."""
    by_list: dict[str, list[ListEdition]] = {}
    for edition in visible_editions(viewer):
        by_list.setdefault(edition.list_id, []).append(edition)
    counts = _count_newest([editions[-1] for editions in by_list.values()])
    return [_describe_list(editions, counts, today) for editions in by_list.values()]


def describe_changes(viewer: Viewer, edition_pk: int) -> EditionChanges | None:
    """What one edition changed against the one before it, or None where the viewer may not see it."""
    edition = visible_editions(viewer).filter(pk=edition_pk).first()
    if edition is None:
        return None
    older = visible_editions(viewer).filter(pk=edition.compared_with_id or 0).first()
    return EditionChanges(newer=edition, older=older)


def load_changes(changes: EditionChanges, rows: Sequence[tuple[str, str]]) -> list[Change]:
    """The changes of these kinds and listings with the wordings in both editions, in the order given."""
    ids = [listing_id for _kind, listing_id in rows]
    before = _load_wordings(changes.older, ids)
    after = _load_wordings(changes.newer, ids)
    layout = _find_layout(changes) if any(kind == "amended" for kind, _key in rows) else frozenset()
    return [
        Change(kind=kind, before=before.get(key), after=after.get(key), layout=layout) for kind, key in rows
    ]


def _find_layout(changes: EditionChanges) -> frozenset[str]:
    """Fields that every entry of one edition has and none of the other, as `lagebild.lists.history` understands it."""
    if changes.older is None or min(changes.older.entry_count, changes.newer.entry_count) < ENOUGH_FOR_EVERY:
        return frozenset()
    every_old, some_old = _list_fields(changes.older)
    every_new, some_new = _list_fields(changes.newer)
    return (every_old - some_new) | (every_new - some_old)


def _list_fields(edition: ListEdition) -> tuple[frozenset[str], frozenset[str]]:
    """The published fields that every entry of an edition has, and those that any has."""
    counts: Counter[str] = Counter()
    raws = ListingVersion.objects.filter(editions=edition).values_list("entry__raw", flat=True)
    for raw in raws:
        counts.update(list(raw or ()))
    every = frozenset(name for name, count in counts.items() if count == len(raws))
    return every, frozenset(counts)


def compare_fields(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[FieldChange]:
    """The published fields that differ, in the order in which they are published."""
    names = dict.fromkeys((*after, *before))
    pairs = ((name, before.get(name, []), after.get(name, [])) for name in names)
    return [FieldChange(field=name, before=old, after=new) for name, old, new in pairs if old != new]


def find_entities(viewer: Viewer, query: str) -> list[int]:
    """Primary keys of the newest wording of each listed entry, by name; with a query, of those with all its words.

    The newest wording is the one in a list's newest edition; of an entry that left the list, the one read last.
    """
    words = fold(query).split()
    newest_editions = {edition.list_id: edition.pk for edition in visible_editions(viewer)}
    current = set(
        ListEdition.versions.through.objects.filter(listedition__in=newest_editions.values()).values_list(
            "listingversion_id", flat=True
        )
    )
    fields = ("pk", "listing_id", "caption", *(("reference", "entity_id", "entry__names") if words else ()))
    newest: dict[str, tuple[Any, ...]] = {}
    for row in visible_entities(viewer).order_by("pk").values_list(*fields):
        if row[1] not in newest or row[0] in current or newest[row[1]][0] not in current:
            newest[row[1]] = row
    found = [row for row in newest.values() if not words or _answers(row, words)]
    return [row[0] for row in sorted(found, key=lambda row: (fold(row[2]), row[1]))]


def load_versions(pks: Sequence[int]) -> list[ListingVersion]:
    """Wordings by the keys that `find_entities` gave, in their order, without the whole entry."""
    versions = ListingVersion.objects.defer("entry").in_bulk(list(pks))
    return [versions[pk] for pk in pks]


def describe_entity(viewer: Viewer, entity_id: str) -> list[EntryHistory]:
    """Every authority's entry of one subject with its history; empty where nobody lists it."""
    versions = list(visible_entities(viewer).filter(entity_id=entity_id))
    editions = list(
        visible_editions(viewer).filter(authority__in={version.authority for version in versions})
    )
    holding = _map_editions(versions)
    by_listing: dict[str, list[ListingVersion]] = {}
    for version in versions:
        by_listing.setdefault(version.listing_id, []).append(version)
    histories = (_describe_history(own, editions, holding) for own in by_listing.values())
    return [history for history in histories if history is not None]


def list_confirmed_matches(viewer: Viewer, entity_id: str) -> list[Match]:
    """Places in documents where a person confirmed this subject; analysts see the unconfirmed too."""
    return list(visible_matches(viewer).filter(entity_id=entity_id).order_by("-document__date", "start"))


def count_entities(viewer: Viewer) -> int:
    """How many entries the newest visible editions hold, all lists together."""
    newest: dict[str, int] = {}
    for edition in visible_editions(viewer):
        newest[edition.list_id] = edition.entry_count
    return sum(newest.values())


def _describe_list(
    editions: list[ListEdition],
    counts: dict[int, list[tuple[str, str, int]]],
    today: date,
) -> ListView:
    newest = editions[-1]
    by_schema: Counter[str] = Counter()
    by_programme: Counter[str] = Counter()
    for schema, programme, count in counts.get(newest.pk, []):
        by_schema[schema] += count
        by_programme[programme] += count
    return ListView(
        list_id=newest.list_id,
        authority=newest.authority,
        editions=tuple(editions),
        by_schema=tuple(by_schema.most_common()),
        by_programme=tuple(by_programme.most_common()),
        last=EditionChanges(
            newer=newest, older=next((e for e in editions if e.pk == newest.compared_with_id), None)
        ),
        age_days=_count_days(newest.dated_on, today),
    )


def _count_newest(editions: list[ListEdition]) -> dict[int, list[tuple[str, str, int]]]:
    """Entries per kind and programme of each edition, in one query."""
    held = ListEdition.versions.through.objects.filter(listedition__in=editions)
    rows = held.values_list("listedition_id", "listingversion__schema", "listingversion__programme")
    counts: dict[int, list[tuple[str, str, int]]] = {}
    for edition, schema, programme, count in rows.annotate(n=Count("pk")).order_by("-n"):  # type: ignore[misc]  # the plugin sees no annotation on a table between
        counts.setdefault(edition, []).append((schema, programme, count))
    return counts


def _load_wordings(edition: ListEdition | None, listing_ids: list[str]) -> dict[str, ListingVersion]:
    """The wordings of some listings in one edition, by the listing's id."""
    if edition is None:
        return {}
    versions = ListingVersion.objects.filter(editions=edition, listing_id__in=listing_ids)
    return {version.listing_id: version for version in versions}


def _count_days(dated_on: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(dated_on)).days
    except ValueError:
        return None


def _answers(row: tuple[Any, ...], words: list[str]) -> bool:
    _pk, _listing_id, caption, reference, entity_id, names = row
    told = " ".join(str(name["value"]) for name in names or ())
    text = fold(f"{caption} {told} {reference} {entity_id}")
    return all(word in text for word in words)


def _map_editions(versions: list[ListingVersion]) -> dict[int, set[int]]:
    """Which editions hold each wording."""
    rows = ListingVersion.editions.through.objects.filter(listingversion__in=versions)
    holding: dict[int, set[int]] = {}
    for version_pk, edition_pk in rows.values_list("listingversion_id", "listedition_id"):
        holding.setdefault(version_pk, set()).add(edition_pk)
    return holding


def _describe_history(
    versions: list[ListingVersion], editions: list[ListEdition], holding: dict[int, set[int]]
) -> EntryHistory | None:
    by_pk = {version.pk: version for version in versions}
    lists = {e.list_id for e in editions if any(e.pk in holding.get(pk, ()) for pk in by_pk)}
    own = [edition for edition in editions if edition.list_id in lists]
    timeline = [(edition, _held_in(edition, by_pk, holding)) for edition in own]
    present = [(edition, version) for edition, version in timeline if version is not None]
    if not present:
        return None
    is_gone = timeline[-1][1] is None
    last_at = own.index(present[-1][0])
    return EntryHistory(
        current=present[-1][1],
        is_gone=is_gone,
        gone_in=own[last_at + 1] if is_gone else None,
        first=present[0][0],
        steps=tuple(_list_steps(present)),
    )


def _held_in(
    edition: ListEdition, by_pk: dict[int, ListingVersion], holding: dict[int, set[int]]
) -> ListingVersion | None:
    return next((version for pk, version in by_pk.items() if edition.pk in holding.get(pk, ())), None)


def _is_amended(edition: ListEdition, version: ListingVersion) -> bool:
    """Whether the edition amends the entry; a column that the publisher newly gives to all is no amendment."""
    return not edition.changes or version.listing_id in edition.changes.get("amended", ())


def _list_steps(present: list[tuple[ListEdition, ListingVersion]]) -> list[HistoryStep]:
    steps: list[HistoryStep] = []
    last: dict[str, Any] = {}
    for edition, version in present:
        raw = version.entry.get("raw", {})
        if not steps or (steps[-1].version.pk != version.pk and _is_amended(edition, version)):
            fields = tuple(compare_fields(last, raw)) if steps else ()
            steps.append(HistoryStep(edition=edition, version=version, fields=fields))
        last = raw
    return steps
