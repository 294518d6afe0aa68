"""What changed from one edition of a list to the next, entry by entry and field by field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from lagebild.lists.source import ParsedList
from lagebild.model.listing import ListEntry
from lagebild.text.normalize import fold

ChangeKind = Literal["added", "amended", "gone", "rekeyed"]
_ORDER: dict[ChangeKind, int] = {"added": 0, "amended": 1, "gone": 2, "rekeyed": 3}

LOST_SHARE = 0.1
"""Share of the entries that an edition may lose before a person has to look at it. Source: docs/reference/lists.md."""

SELDOM_FIELD = 10
"""Occurrences from which a field's disappearance is a change of the format and not a rare value that went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of an entry that differs.

    Attributes:
        field: Its name as published.
        old: All values of the earlier edition, sorted.
        new: All values of the later edition, sorted.
    """

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def removed(self) -> tuple[str, ...]:
        """Values that only the earlier edition has."""
        return tuple((Counter(self.old) - Counter(self.new)).elements())

    @property
    def added(self) -> tuple[str, ...]:
        """Values that only the later edition has."""
        return tuple((Counter(self.new) - Counter(self.old)).elements())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """One entry that was added, amended, is gone, or goes by another reference now.

    Attributes:
        kind: What happened to it.
        listing_id: The authority's listing, such as `UNSC:KPe.001`.
        entity_id: The listed entity.
        caption: Its main name, from the later edition that has it.
        programme: As the authority names it, or None.
        fields: What differs: for an added entry all that it has, for a gone one all that it had.
        former_id: The listing's id in the earlier edition, where it is `rekeyed`; else None.
    """

    kind: ChangeKind
    listing_id: str
    entity_id: str
    caption: str
    programme: str | None
    fields: tuple[FieldChange, ...]
    former_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        return {
            "kind": self.kind,
            "listing_id": self.listing_id,
            "entity_id": self.entity_id,
            "caption": self.caption,
            "programme": self.programme,
            "former_id": self.former_id,
            "fields": [
                {"field": change.field, "old": list(change.old), "new": list(change.new)}
                for change in self.fields
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutChange:
    """Fields that the publisher began or ceased to give for every entry: no amendment of any of them.

    Attributes:
        added: Fields that no earlier entry has and every later one has.
        gone: Fields that every earlier entry has and no later one has.
    """

    added: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingInterval:
    """Between which editions an entry came and went, as far as editions are held.

    Attributes:
        listing_id: The authority's listing.
        last_absent: Day of the last edition before the first one with the entry; None where none is held,
            so that the entry may be older than everything held.
        first_present: Day of the first edition with it.
        last_present: Day of the last edition with it.
        first_gone: Day of the first edition after that without it; None where it is in the latest one.
    """

    listing_id: str
    last_absent: str | None
    first_present: str
    last_present: str
    first_gone: str | None


def compare_editions(
    old: Iterable[ListEntry], new: Iterable[ListEntry], *, are_same_form: bool = True
) -> list[ListChange]:
    """The entries added, amended, gone and rekeyed from one edition to another.

    Entries are the same by their listing id. An entry of which the earlier edition says that its listing had ended
    is no change where the later one leaves it out: nobody was taken off the list by that. Values are compared
    without regard to their order and to runs of space; a field that the publisher began or ceased to give for every
    entry (`compare_layouts`) is left out.

    Args:
        old: The earlier edition.
        new: The later edition.
        are_same_form: Whether both are published in one form. If not, their fields have other names, and only what
            both forms say is compared: names and programmes.

    Returns:
        Sorted by kind (added, amended, gone, rekeyed), then by listing id; the order of the input does not matter.
    """
    old_by_id = {entry.listing.id: _view(entry, are_same_form) for entry in old}
    new_by_id = {entry.listing.id: _view(entry, are_same_form) for entry in new}
    layout = compare_layouts(old_by_id.values(), new_by_id.values())
    left_out = {*layout.added, *layout.gone}
    former = find_rekeys(
        [entry for key, entry in old_by_id.items() if key not in new_by_id],
        [entry for key, entry in new_by_id.items() if key not in old_by_id],
    )
    former_ids = {after: before for before, after in former.items()}
    changes = []
    dropped = {key for key, entry in old_by_id.items() if key not in new_by_id and entry.listing.has_ended}
    for listing_id in (old_by_id.keys() | new_by_id.keys()) - former.keys() - dropped:
        former_id = former_ids.get(listing_id)
        before, after = old_by_id.get(former_id or listing_id), new_by_id.get(listing_id)
        change = _compare_entries(before, after, left_out if before and after else set(), former_id=former_id)
        if change is not None:
            changes.append(change)
    return sorted(changes, key=lambda change: (_ORDER[change.kind], change.listing_id))


def find_rekeys(gone: Iterable[ListEntry], added: Iterable[ListEntry]) -> dict[str, str]:
    """Entries that went and came in one edition under another reference: the earlier listing id to the later one.

    Two entries are taken for one where schema, primary names, programmes and certain dates of birth are the same,
    names folded, and no third entry that went or came has them. What is not sure stays gone and added.
    """
    went, came = _group_by_identity(gone), _group_by_identity(added)
    return {
        went[identity][0]: came[identity][0]
        for identity in went.keys() & came.keys()
        if len(went[identity]) == 1 == len(came[identity])
    }


def _group_by_identity(entries: Iterable[ListEntry]) -> dict[tuple[object, ...], list[str]]:
    groups: dict[tuple[object, ...], list[str]] = {}
    for entry in entries:
        names = frozenset(_fold_name(name.value) for name in entry.names if name.kind == "primary")
        identity = (
            entry.entity.schema,
            names,
            frozenset(entry.listing.programmes),
            frozenset(entry.entity.get("birthDate")),
        )
        if names:
            groups.setdefault(identity, []).append(entry.listing.id)
    return groups


def _fold_name(name: str) -> str:
    return " ".join(fold(name).split())


def _view(entry: ListEntry, are_same_form: bool) -> ListEntry:  # noqa: FBT001  - private
    if are_same_form:
        return entry
    names = sorted({_fold_name(name.value).replace(",", "") for name in entry.names})
    return replace(entry, raw={"names": names, "programmes": list(entry.listing.programmes)})


WHOLE_FILE_CODES = ("-count-differs", "-end-mark-missing")
"""Endings of the codes of problems which say that a file may not be whole: by its own count, or without its end."""

NAMED_FIELDS = 8
"""Fields named in one sentence; the rest is counted."""


def find_doubts(parsed: ParsedList) -> list[str]:
    """Why a file may not be the whole edition by what it says itself; an edition with doubts is held back too."""
    return [problem.message for problem in parsed.problems if problem.code.endswith(WHOLE_FILE_CODES)]


def find_losses(old: Mapping[str, bool], new: Iterable[str]) -> list[str]:
    """Whether more than a tenth of the listings of one edition are missing in another.

    Args:
        old: Id of each listing of the edition in force, and whether it says that it has ended.
        new: Ids of the listings of the one that came.
    """
    listed = {listing_id for listing_id, has_ended in old.items() if not has_ended}
    gone = listed - set(new)
    if len(gone) <= len(listed) * LOST_SHARE:
        return []
    return [
        f"{len(gone)} of the {len(listed)} entries of the edition before are not in it: more than a tenth."
    ]


def _name_some(paths: Sequence[str]) -> str:
    rest = len(paths) - NAMED_FIELDS
    return ", ".join(paths[:NAMED_FIELDS]) + (f" and {rest} more" if rest > 0 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionShape:
    """What of an edition must not change unnoticed.

    Attributes:
        form: The list's form, as `ListSource.form`.
        entry_count: How many entries.
        listed_count: How many of them are listed: of the others the edition says itself that the listing ended. None
            in a shape that was stored before they were counted.
        filled: Path of each field to how often it holds a value.
        unknown: Paths that the reader did not know.
    """

    form: str
    entry_count: int
    filled: Mapping[str, int]
    unknown: frozenset[str]
    listed_count: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The shape as plain JSON values."""
        return {
            "form": self.form,
            "entry_count": self.entry_count,
            "listed_count": self.listed_count,
            "filled": dict(self.filled),
            "unknown": sorted(self.unknown),
        }


def describe_shape(parsed: ParsedList) -> EditionShape:
    """The shape of an edition that was read."""
    return EditionShape(
        form=parsed.source.form,
        entry_count=len(parsed.entries),
        listed_count=sum(not entry.listing.has_ended for entry in parsed.entries),
        filled={
            path: account.total - account.empty
            for path, account in parsed.accounted.items()
            if account.state != "problem"
        },
        unknown=frozenset(path for path, account in parsed.accounted.items() if account.state == "problem"),
    )


def find_breaks(old: EditionShape, new: EditionShape) -> list[str]:
    """Why an edition must not take the place of the one before until a person has looked at it; empty if nothing.

    Args:
        old: The edition in force.
        new: The one that came; of the same form.

    Returns:
        Sentences: more than a tenth of the entries are gone, those apart whose listing had ended; a field is not known
        to the reader; a field that many entries had is gone from the file.
    """
    breaks = []
    before, after = old.entry_count, new.entry_count
    if old.listed_count is not None and new.listed_count is not None:
        before, after = old.listed_count, new.listed_count
    if after < before * (1 - LOST_SHARE):
        breaks.append(
            f"It has {after} entries where the edition before has {before}: more than a tenth is gone."
        )
    unknown = sorted(new.unknown - old.unknown)
    if unknown:
        breaks.append(f"Fields that the reader does not know: {_name_some(unknown)}.")
    gone = sorted(
        path
        for path, count in old.filled.items()
        if count >= SELDOM_FIELD and not new.filled.get(path) and path not in new.unknown
    )
    if gone and old.form == new.form:
        breaks.append(f"Fields that the edition before has and this one lacks: {_name_some(gone)}.")
    return breaks


def compare_layouts(old: Iterable[ListEntry], new: Iterable[ListEntry]) -> LayoutChange:
    """The fields that every entry of one edition has and no entry of the other.

    Empty where an edition has fewer than two entries: of one alone nobody can say "every".

    Source:
        Between the UN lists of 2025-04 and 2026-08 all entries gained HAS_INTERPOL_LINK and INTERPOL_LINK.
    """
    old_fields, new_fields = [set(entry.raw) for entry in old], [set(entry.raw) for entry in new]
    if min(len(old_fields), len(new_fields)) <= 1:
        return LayoutChange(added=(), gone=())
    return LayoutChange(
        added=tuple(sorted(set.intersection(*new_fields) - set().union(*old_fields))),
        gone=tuple(sorted(set.intersection(*old_fields) - set().union(*new_fields))),
    )


def find_intervals(editions: Iterable[tuple[str, Iterable[ListEntry]]]) -> dict[str, list[ListingInterval]]:
    """When each entry came and went, from the editions held.

    Args:
        editions: ISO day of each edition and its entries; in any order, one per day.

    Returns:
        Listing id to its intervals in order of time; an entry that went and came back has several.

    Raises:
        ValueError: Two editions have the same day.
    """
    held = sorted(
        ((day, {entry.listing.id for entry in entries}) for day, entries in editions),
        key=lambda item: item[0],
    )
    days = [day for day, _ in held]
    if len(set(days)) != len(days):
        raise ValueError(f"two editions of one day: {', '.join(days)}; give the later one alone")
    every_id = sorted({listing_id for _, ids in held for listing_id in ids})
    return {
        listing_id: _find_runs(listing_id, [(day, listing_id in ids) for day, ids in held])
        for listing_id in every_id
    }


def _find_runs(listing_id: str, presence: Sequence[tuple[str, bool]]) -> list[ListingInterval]:
    runs: list[ListingInterval] = []
    start: int | None = None
    for index, (_, present) in enumerate([*presence, ("", False)]):
        if present and start is None:
            start = index
        elif not present and start is not None:
            runs.append(
                ListingInterval(
                    listing_id=listing_id,
                    last_absent=presence[start - 1][0] if start else None,
                    first_present=presence[start][0],
                    last_present=presence[index - 1][0],
                    first_gone=presence[index][0] if index < len(presence) else None,
                ),
            )
            start = None
    return runs


def _compare_entries(
    before: ListEntry | None, after: ListEntry | None, left_out: set[str], *, former_id: str | None
) -> ListChange | None:
    kept = after or before
    if kept is None:
        return None
    fields = _compare_fields(before.raw if before else {}, after.raw if after else {}, left_out)
    if before and after and not fields and former_id is None:
        return None
    kind: ChangeKind = "added" if before is None else "gone" if after is None else "amended"
    if former_id is not None:
        kind = "rekeyed"
    return ListChange(
        kind=kind,
        listing_id=kept.listing.id,
        entity_id=kept.entity.id,
        caption=kept.entity.caption,
        programme=kept.listing.programme,
        fields=fields,
        former_id=former_id,
    )


def _compare_fields(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], left_out: set[str]
) -> tuple[FieldChange, ...]:
    changes = []
    for name in sorted((old.keys() | new.keys()) - left_out):
        old_values, new_values = _values_of(old, name), _values_of(new, name)
        if old_values != new_values:
            changes.append(FieldChange(field=name, old=old_values, new=new_values))
    return tuple(changes)


def _values_of(raw: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(sorted(" ".join(value.split()) for value in raw.get(name, ())))
