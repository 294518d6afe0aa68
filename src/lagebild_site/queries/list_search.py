"""Listed subjects by name, number, programme and list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import cast

from django.db.models import Q, QuerySet

from lagebild.text.normalize import fold
from lagebild_site.models import ListEdition, ListingVersion
from lagebild_site.queries.listing import name_list
from lagebild_site.queries.subject import SubjectGroup, load_groups
from lagebild_site.queries.visibility import Viewer, visible_editions, visible_entities, visible_last_entries

_WORD = re.compile(r"\w+")
"""What a query is parted into: hyphens and full stops part words, since lists write names with and without them."""

_IMO = re.compile(r"\bimo[\s:.#]*(?:no\.?|number)?[\s:.#]*(?=\d{7}\b)")
"""What people write before a ship's number; lists give the number with or without it."""

STATUSES = ("listed", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFilter:
    """What is asked for; empty values ask nothing.

    Attributes:
        text: Words or numbers, each of which the entry must have.
        list_id: On which list.
        schema: What kind of thing.
        programme: One of its programmes, or words that these must have.
        status: `listed` now, or `gone` from the newest edition.
    """

    text: str = ""
    list_id: str = ""
    schema: str = ""
    programme: str = ""
    status: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What the viewer's lists offer to choose from; programmes only of a list that is chosen."""

    lists: tuple[tuple[str, str], ...]
    schemas: tuple[str, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSubject:
    """One result: entries that are joined stand together.

    Attributes:
        entries: Of this page's results, those that are this subject.
        others: Entries of the subject that are not among this page's results.
        key: The subject's key; empty where nothing is joined.
    """

    entries: tuple[ListingVersion, ...]
    others: tuple[ListingVersion, ...] = ()
    key: str = ""

    @property
    def first(self) -> ListingVersion:
        """The entry that names it."""
        return self.entries[0]


def find_entities(viewer: Viewer, asked: EntityFilter) -> QuerySet[ListingVersion]:
    """The last wordings that answer, by name; without what a table does not show."""
    found = visible_last_entries(viewer)
    for word in _WORD.findall(_IMO.sub("", fold(asked.text))):
        found = found.filter(sought__contains=word)
    if asked.list_id:
        found = found.filter(list_id=asked.list_id)
    if asked.programme:
        found = _filter_programme(found, asked.programme)
    if asked.schema:
        found = found.filter(schema=asked.schema)
    if asked.status in STATUSES:
        found = found.filter(is_listed=asked.status == "listed")
    return found.defer("entry", "sought").order_by("caption", "listing_id")


def _filter_programme(found: QuerySet[ListingVersion], asked: str) -> QuerySet[ListingVersion]:
    """Entries of exactly this programme where there are any, else of one with all its words.

    A row names its programmes in one line with semicolons, as `Listing.programme` does.
    """
    exact = found.filter(
        Q(programme__iexact=asked)
        | Q(programme__istartswith=f"{asked}; ")
        | Q(programme__iendswith=f"; {asked}")
        | Q(programme__icontains=f"; {asked}; ")
    )
    if exact.exists():
        return exact
    for word in fold(asked).split():
        found = found.filter(programme__icontains=word)
    return found


def list_found(viewer: Viewer, asked: EntityFilter) -> Sequence[int]:
    """Keys of what answers, by name, for a paginator.

    Where words are looked for, every entry is looked at: once for the whole list and not again for its length.
    """
    keys = find_entities(viewer, asked).values_list("pk", flat=True)
    return list(keys) if asked.text or asked.programme else cast("Sequence[int]", keys)


def load_versions(pks: Sequence[int]) -> list[ListingVersion]:
    """Wordings by the keys of a page, in their order, without what a table does not show."""
    versions = ListingVersion.objects.defer("entry", "sought").in_bulk(list(pks))
    return [versions[pk] for pk in pks]


def list_filter_choices(viewer: Viewer, lang: str, asked: EntityFilter) -> FilterChoices:
    """What can be chosen, as the newest editions count it."""
    newest = {edition.list_id: edition for edition in visible_editions(viewer).defer("changes", "shape")}
    schemas = {schema for edition in newest.values() for schema in edition.counts.get("schema", ())}
    chosen: ListEdition | None = newest.get(asked.list_id)
    programmes = chosen.counts.get("programme", {}) if chosen else {}
    return FilterChoices(
        lists=tuple(sorted(((key, name_list(key, lang)) for key in newest), key=lambda item: item[1])),
        schemas=tuple(sorted(schemas)),
        programmes=tuple(sorted(name for name in programmes if name)),
    )


def group_results(viewer: Viewer, versions: Sequence[ListingVersion]) -> list[FoundSubject]:
    """A page of results with joined entries together, each at the place of its first entry."""
    groups = load_groups(viewer, [version.entity_id for version in versions])
    others = _load_others(viewer, versions, groups.values())
    by_key: dict[str, list[ListingVersion]] = {}
    for version in versions:
        group = groups.get(version.entity_id)
        by_key.setdefault(group.key if group else version.entity_id, []).append(version)
    found = []
    for entries in by_key.values():
        group = groups.get(entries[0].entity_id)
        rest = [other for other in others if group and other.entity_id in group.entity_ids]
        found.append(FoundSubject(entries=tuple(entries), others=tuple(rest), key=group.key if group else ""))
    return found


def _load_others(
    viewer: Viewer, versions: Sequence[ListingVersion], groups: Iterable[SubjectGroup]
) -> list[ListingVersion]:
    shown = {version.entity_id for version in versions}
    wanted = {entity_id for group in groups for entity_id in group.entity_ids} - shown
    if not wanted:
        return []
    # asked by entity alone: with `is_last` beside it SQLite would look through all last wordings
    rows = visible_entities(viewer).filter(entity_id__in=sorted(wanted)).defer("entry", "sought")
    return [row for row in rows.order_by("authority", "listing_id") if row.is_last]
