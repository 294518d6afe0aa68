"""Sanctions lists: their editions, what changed between them, and one listed subject with its history."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from lagebild.text.normalize import fold
from lagebild_site.models import ListEdition, ListingVersion, Match
from lagebild_site.queries.visibility import Viewer, visible_editions, visible_entities, visible_matches

AGED_AFTER_DAYS = 45
"""Age of the newest edition from which the page warns: lists of the UN changed more often than that in 2024."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one entry differs between two editions; `before` or `after` is None where it is not in one."""

    kind: str
    before: ListingVersion | None
    after: ListingVersion | None

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
        return compare_fields(self.before.entry.get("raw", {}), self.after.entry.get("raw", {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One published field in two wordings."""

    field: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """An edition against the one before; `older` is None for the first one held."""

    newer: ListEdition
    older: ListEdition | None
    changes: tuple[Change, ...]

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind: `added`, `amended`, `gone`."""
        return [change for change in self.changes if change.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {kind: len(self.of(kind)) for kind in ("added", "amended", "gone")}


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
    last_two = [editions[-2:] for editions in by_list.values()]
    counts = _count_newest([pair[-1] for pair in last_two])
    changes = _compare_pairs([(pair[-1], pair[0] if len(pair) > 1 else None) for pair in last_two])
    return [_describe_list(editions, counts, changes, today) for editions in by_list.values()]


def describe_changes(viewer: Viewer, edition_pk: int) -> EditionChanges | None:
    """What one edition changed against the one before it, or None where the viewer may not see it."""
    edition = visible_editions(viewer).filter(pk=edition_pk).first()
    if edition is None:
        return None
    siblings = list(visible_editions(viewer).filter(list_id=edition.list_id))
    at = siblings.index(edition)
    return compare_with_previous(edition, siblings[at - 1] if at else None)


def compare_with_previous(newer: ListEdition, older: ListEdition | None) -> EditionChanges:
    """Added, amended and gone entries between two editions; nothing where there is no older one."""
    return _compare_pairs([(newer, older)])[newer.pk]


def compare_fields(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[FieldChange]:
    """The published fields that differ, in the order in which they are published."""
    names = dict.fromkeys((*after, *before))
    pairs = ((name, before.get(name, []), after.get(name, [])) for name in names)
    return [FieldChange(field=name, before=old, after=new) for name, old, new in pairs if old != new]


def find_entities(viewer: Viewer, query: str) -> list[ListingVersion]:
    """The newest wording of each listed entry, by name; with a query, those that hold every word of it."""
    words = fold(query).split()
    versions = visible_entities(viewer).order_by("caption", "listing_id", "pk")
    newest: dict[str, ListingVersion] = {}
    for version in versions if words else versions.defer("entry"):
        newest[version.listing_id] = version
    return [version for version in newest.values() if not words or _answers(version, words)]


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
    changes: dict[int, EditionChanges],
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
        last=changes[newest.pk],
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


def _compare_pairs(pairs: list[tuple[ListEdition, ListEdition | None]]) -> dict[int, EditionChanges]:
    """What each edition changed against an older one, by the newer one's primary key, in two queries for all."""
    compared = [edition for newer, older in pairs if older is not None for edition in (newer, older)]
    holding: dict[int, set[int]] = {
        edition.pk: set() for pair in pairs for edition in pair if edition is not None
    }
    rows = ListEdition.versions.through.objects.filter(listedition__in=compared)
    for edition_pk, version_pk in rows.values_list("listedition_id", "listingversion_id"):
        holding[edition_pk].add(version_pk)
    differing = {pk for newer, older in pairs if older for pk in holding[newer.pk] ^ holding[older.pk]}
    versions = list(ListingVersion.objects.filter(pk__in=differing).order_by("caption", "listing_id"))
    return {newer.pk: _compare(newer, older, versions, holding) for newer, older in pairs}


def _compare(
    newer: ListEdition,
    older: ListEdition | None,
    versions: list[ListingVersion],
    holding: dict[int, set[int]],
) -> EditionChanges:
    if older is None:
        return EditionChanges(newer=newer, older=None, changes=())
    old, new = holding[older.pk], holding[newer.pk]
    before = {version.listing_id: version for version in versions if version.pk in old - new}
    after = {version.listing_id: version for version in versions if version.pk in new - old}
    changes = (_make_change(before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before)))
    return EditionChanges(newer=newer, older=older, changes=tuple(changes))


def _count_days(dated_on: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(dated_on)).days
    except ValueError:
        return None


def _make_change(before: ListingVersion | None, after: ListingVersion | None) -> Change:
    kind = "added" if before is None else "gone" if after is None else "amended"
    return Change(kind=kind, before=before, after=after)


def _answers(version: ListingVersion, words: list[str]) -> bool:
    names = " ".join(str(name["value"]) for name in version.entry.get("names", []))
    text = fold(f"{version.caption} {names} {version.reference} {version.entity_id}")
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


def _list_steps(present: list[tuple[ListEdition, ListingVersion]]) -> list[HistoryStep]:
    steps: list[HistoryStep] = []
    last: dict[str, Any] = {}
    for edition, version in present:
        raw = version.entry.get("raw", {})
        if not steps or steps[-1].version.pk != version.pk:
            fields = tuple(compare_fields(last, raw)) if steps else ()
            steps.append(HistoryStep(edition=edition, version=version, fields=fields))
        last = raw
    return steps
