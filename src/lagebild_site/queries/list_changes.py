"""What was added, amended, delisted and rekeyed between any two editions of a list, field by field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lagebild.lists import ListChange, compare_editions
from lagebild.model.entity import Entity
from lagebild.model.listing import EntityName, ListEntry, Listing
from lagebild.text.normalize import fold
from lagebild_site.models import ListEdition, ListingVersion
from lagebild_site.queries.listing import CHANGE_KINDS
from lagebild_site.queries.visibility import Viewer, visible_editions

BATCH_SIZE = 2000
"""Rows read at once: below SQLite's limit of variables in one statement."""

COMPARISONS_KEPT = 16
"""Comparisons of two editions kept in memory: the ids alone, some hundred kilobytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKey:
    """Which entry changed how; `former_id` is its listing's id before, where it is `rekeyed`."""

    kind: str
    listing_id: str
    former_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """One edition against an earlier one.

    Attributes:
        newer: The later edition.
        older: The earlier one.
        keys: Every change, by kind and then by listing id.
        layout: Fields that the publisher began or ceased to give for every entry: no amendment of any.
    """

    newer: ListEdition
    older: ListEdition
    keys: tuple[ChangeKey, ...]
    layout: frozenset[str] = frozenset()

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind."""
        found = Counter(key.kind for key in self.keys)
        return {kind: found[kind] for kind in CHANGE_KINDS}

    @property
    def layout_names(self) -> list[str]:
        """The fields of `layout` in order."""
        return sorted(self.layout)

    @property
    def has_extract(self) -> bool:
        """Whether one of both holds a part of the list alone, so that nobody is new or gone by it."""
        return self.older.is_extract or self.newer.is_extract

    @property
    def are_same_form(self) -> bool:
        """Whether both are published in one form; if not, only names and programmes can be compared."""
        return self.older.form == self.newer.form


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One published field in two wordings."""

    field: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one entry differs between two editions; `before` or `after` is None where it is not in one."""

    kind: str
    before: ListingVersion | None
    after: ListingVersion | None
    fields: tuple[FieldChange, ...]

    @property
    def version(self) -> ListingVersion:
        """The wording to name the entry by: the newer one where there is one."""
        version = self.after or self.before
        if version is None:
            raise ValueError("a change has at least one wording")
        return version


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a comparison gives, without rows of the database, so that it can be kept."""

    keys: tuple[ChangeKey, ...]
    layout: frozenset[str]


def describe_changes(viewer: Viewer, older_pk: int, newer_pk: int, *, list_id: str) -> EditionChanges | None:
    """What differs between two editions of a list, or None where the viewer may not see both.

    Editions that stand in the wrong order are exchanged. Nothing is stored; the last comparisons stay in memory.
    """
    editions = list(visible_editions(viewer).filter(pk__in=(older_pk, newer_pk), list_id=list_id))
    if len(editions) != 2:  # noqa: PLR2004  - the two asked for
        return None
    older, newer = sorted(editions, key=lambda edition: (edition.dated_on, edition.pk))
    if newer.compared_with_id == older.pk and newer.changes:
        keys, layout = tuple(_read_stored(newer)), find_layout(older, newer)
    else:
        compared = _compare_kept(_name_content(older), _name_content(newer))
        keys, layout = compared.keys, compared.layout
    kept = tuple(key for key in keys if key.kind not in _list_unsure_kinds(older, newer))
    return EditionChanges(newer=newer, older=older, keys=kept, layout=layout)


def _list_unsure_kinds(older: ListEdition, newer: ListEdition) -> set[str]:
    """What an extract cannot tell: who is missing from it is not gone, who is missing before is not new."""
    gone = {"gone", "rekeyed"} if newer.is_extract else set()
    return gone | ({"added", "rekeyed"} if older.is_extract else set())


def list_keys(changes: EditionChanges, kind: str = "") -> list[ChangeKey]:
    """The changes of one kind, or of all."""
    return [key for key in changes.keys if not kind or key.kind == kind]


def load_changes(changes: EditionChanges, keys: Sequence[ChangeKey]) -> list[Change]:
    """These changes with the wordings in both editions and what differs, in the order given."""
    before = load_wordings(changes.older, [key.former_id or key.listing_id for key in keys])
    after = load_wordings(changes.newer, [key.listing_id for key in keys])
    return [
        _make_change(
            key.kind, before.get(key.former_id or key.listing_id), after.get(key.listing_id), changes
        )
        for key in keys
    ]


def load_wordings(edition: ListEdition, listing_ids: Sequence[str]) -> dict[str, ListingVersion]:
    """The wordings of some listings in one edition, by the listing's id."""
    versions = ListingVersion.objects.filter(editions=edition, listing_id__in=listing_ids)
    return {version.listing_id: version for version in versions}


def compare_fields(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[FieldChange]:
    """The published fields that differ, in the order in which they are published.

    Their values' order and runs of space make no difference, as in `lagebild.lists.compare_editions`.
    """
    names = dict.fromkeys((*after, *before))
    pairs = ((name, before.get(name, []), after.get(name, [])) for name in names)
    return [
        FieldChange(field=name, before=old, after=new)
        for name, old, new in pairs
        if _settle(old) != _settle(new)
    ]


def _settle(values: Iterable[str]) -> list[str]:
    return sorted(" ".join(value.split()) for value in values)


def _make_change(
    kind: str, before: ListingVersion | None, after: ListingVersion | None, changes: EditionChanges
) -> Change:
    fields: list[FieldChange] = []
    if before is not None and after is not None:
        old, new = (
            version.entry.get("raw", {}) if changes.are_same_form else _read_common(version)
            for version in (before, after)
        )
        fields = [one for one in compare_fields(old, new) if one.field not in changes.layout]
    return Change(kind=kind, before=before, after=after, fields=tuple(fields))


def _read_common(version: ListingVersion) -> dict[str, list[str]]:
    """What two forms of a list both say: names, as they are compared, and programmes."""
    programmes = version.entry["listing"].get("programmes") or [version.programme]
    return {"names": _fold_names(version.entry.get("names", [])), "programmes": list(programmes)}


def _fold_names(names: Iterable[Mapping[str, Any]]) -> list[str]:
    """Names as `lagebild.lists.history` compares them between two forms."""
    return sorted({fold(str(name["value"])).replace(",", "") for name in names})


def _read_stored(edition: ListEdition) -> Iterable[ChangeKey]:
    for kind in CHANGE_KINDS:
        for changed in edition.changes.get(kind, ()):
            if isinstance(changed, str):
                yield ChangeKey(kind=kind, listing_id=changed)
            else:
                yield ChangeKey(kind=kind, listing_id=changed[1], former_id=changed[0])


def _name_content(edition: ListEdition) -> tuple[int, str]:
    """What names an edition's content for good: its row, and the bytes and the reader that it was made of."""
    return edition.pk, f"{edition.capture.sha256} {edition.form} {edition.reader_version}"


@lru_cache(maxsize=COMPARISONS_KEPT)
def _compare_kept(older: tuple[int, str], newer: tuple[int, str]) -> _Compared:
    editions = ListEdition.objects.in_bulk([older[0], newer[0]])
    return _compare(editions[older[0]], editions[newer[0]])


def find_layout(older: ListEdition, newer: ListEdition) -> frozenset[str]:
    """Fields that the publisher began or ceased to give for every entry; none where both share a wording."""
    return _find_layout_kept(_name_content(older), _name_content(newer))


@lru_cache(maxsize=COMPARISONS_KEPT)
def _find_layout_kept(older: tuple[int, str], newer: tuple[int, str]) -> frozenset[str]:
    before, after = (_list_pks(pk) for pk in (older[0], newer[0]))
    if before & after:
        return frozenset()
    fields = [[set(raw) for raw in _load_raw(pks).values()] for pks in (before, after)]
    return _find_new_fields(*fields)


def _find_new_fields(old: Sequence[set[str]], new: Sequence[set[str]]) -> frozenset[str]:
    if min(len(old), len(new)) <= 1:
        return frozenset()  # of one entry alone nobody can say "every"
    every_old, every_new = set.intersection(*old), set.intersection(*new)
    some_old, some_new = set[str]().union(*old), set[str]().union(*new)
    return frozenset((every_new - some_old) | (every_old - some_new))


def _compare(older: ListEdition, newer: ListEdition) -> _Compared:
    """As `actions.listing.compare_whole`, from the columns that a comparison needs: entries are not parsed."""
    before, after = _list_pks(older.pk), _list_pks(newer.pk)
    are_same_form = older.form == newer.form
    old, new = (_load_light(pks, are_same_form=are_same_form) for pks in (before - after, after - before))
    layout = frozenset[str]()
    if are_same_form and not before & after:
        layout = _find_new_fields([set(one.raw) for one in old], [set(one.raw) for one in new])
    old, new = _mark_rekeys(old, new)
    shared = _make_shared(old, new, before & after)
    changes = compare_editions([*old, *shared], [*new, *shared], are_same_form=True)
    return _Compared(keys=tuple(_make_key(change) for change in changes), layout=layout)


def _make_key(change: ListChange) -> ChangeKey:
    return ChangeKey(kind=change.kind, listing_id=change.listing_id, former_id=change.former_id or "")


def _make_shared(old: Sequence[ListEntry], new: Sequence[ListEntry], shared: set[int]) -> list[ListEntry]:
    """One entry without fields for both sides where a wording is in both: then no field is new to every entry."""
    first = next(iter((*old, *new)), None)
    if not shared or first is None:
        return []
    return [replace(first, listing=replace(first.listing, id=""), names=(), raw={})]


def _list_pks(edition_pk: int) -> set[int]:
    through = ListEdition.versions.through
    return set(through.objects.filter(listedition_id=edition_pk).values_list("listingversion_id", flat=True))


def _load_raw(pks: set[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    for part in _split(pks):
        rows = ListingVersion.objects.filter(pk__in=part).order_by().values_list("pk", "entry__raw")
        found.update({pk: raw or {} for pk, raw in rows})
    return found


def _split(pks: set[int]) -> Iterable[list[int]]:
    ordered = sorted(pks)
    return (ordered[start : start + BATCH_SIZE] for start in range(0, len(ordered), BATCH_SIZE))


def _load_light(pks: set[int], *, are_same_form: bool) -> list[ListEntry]:
    """Entries with nothing but what a comparison looks at; between two forms, names and programmes as fields."""
    columns = ("listing_id", "entity_id", "caption", "schema", "programme", "reference", "authority")
    what = "entry__raw" if are_same_form else "entry__names"
    found = []
    for part in _split(pks):
        rows = ListingVersion.objects.filter(pk__in=part).order_by().values_list(*columns, what)
        found += [_make_light(row, are_same_form=are_same_form) for row in rows]
    return found


def _make_light(row: tuple[Any, ...], *, are_same_form: bool) -> ListEntry:
    listing_id, entity_id, caption, schema, programme, reference, authority, told = row
    programmes = tuple(part for part in programme.split("; ") if part)
    raw = told or {}
    if not are_same_form:
        raw = {"names": _fold_names(told or ()), "programmes": list(programmes)}
    return ListEntry(
        entity=Entity(id=entity_id, schema=schema, caption=caption, properties={}),
        listing=Listing(
            id=listing_id,
            authority=authority,
            programmes=programmes,
            reference=reference,
            entity_id=entity_id,
        ),
        names=(),
        raw=raw,
    )


def _mark_rekeys(old: list[ListEntry], new: list[ListEntry]) -> tuple[list[ListEntry], list[ListEntry]]:
    """Give entries that went or came their names and dates of birth, by which a new reference is recognised."""
    old_ids, new_ids = ({entry.listing.id for entry in entries} for entries in (old, new))
    lone = (old_ids | new_ids) - (old_ids & new_ids)
    told = _load_identities([entry for entry in (*old, *new) if entry.listing.id in lone])
    return [_identify(entry, told) for entry in old], [_identify(entry, told) for entry in new]


_Identity = tuple[tuple[EntityName, ...], tuple[str, ...]]


def _load_identities(entries: Sequence[ListEntry]) -> dict[str, _Identity]:
    found: dict[str, _Identity] = {}
    ids = sorted({entry.listing.id for entry in entries})
    for start in range(0, len(ids), BATCH_SIZE):
        rows = ListingVersion.objects.filter(listing_id__in=ids[start : start + BATCH_SIZE]).order_by("pk")
        for listing_id, names, born in rows.values_list(
            "listing_id", "entry__names", "entry__entity__properties__birthDate"
        ):
            primary = tuple(EntityName(**name) for name in names or () if name["kind"] == "primary")
            found[listing_id] = (primary, tuple(born or ()))
    return found


def _identify(entry: ListEntry, told: Mapping[str, _Identity]) -> ListEntry:
    names, born = told.get(entry.listing.id, ((), ()))
    if not names:
        return entry
    return replace(entry, names=names, entity=replace(entry.entity, properties={"birthDate": born}))
