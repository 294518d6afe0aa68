"""Since when something is listed: stated by the authority, else bounded by acts and editions, else unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.lists.history import ListingInterval
from lagebild.model.coverage import ConflictCode, DateConflict, ListedSince, span_days
from lagebild.model.listing import Listing, ListingDate
from lagebild.model.problem import Problem

BOUNDING_ROLES = frozenset({"listing", "amendment", "recast"})
"""What an act may have done so that the entry was listed by its day.

An amendment or recast is never the day of listing, only a bound; a repeal ends, and an act whose role the reader
does not know may be older than the listing, so neither bounds. What was taken off on a day was listed by then.

Source: docs/reference/authorities.md; in the EU list the act of an entity is the last one that touched it.
"""

_MESSAGES = {
    "date-after-edition": "{value} ({field}) lies after the edition of {against}, which already has the entry",
    "date-before-absence": "{value} ({field}) lies before the edition of {against}, which does not have the entry",
    "act-before-designation": "an act of {value} ({field}) names the entry before its stated designation, {against}",
}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A date of the record with the first and last day that it may mean."""

    date: ListingDate
    first: str
    last: str


def find_listed_since(
    listing: Listing | None, interval: ListingInterval | None, *, was_listed_before: bool = False
) -> ListedSince:
    """Since when a listing stands, as far as its record and the editions held tell.

    Args:
        listing: With all dates that its record states; None where no record is held, then editions alone tell.
        interval: The run of editions with the entry that is asked about; None where no edition is held.
        was_listed_before: Whether an earlier run is held; an act older than the absence in between belongs to that.

    Returns:
        `stated` where the authority states a designation; the earliest, and of several the one that this run of
        editions allows. Else a bound: the earliest day by which an act or amendment names the entry, or the first
        edition with it, whichever is earlier; `between` where an edition without it is held, else `not_later_than`.
        What contradicts it stands in `conflicts`; nothing is averaged. A date that is no ISO prefix is left out.
    """
    designations = sorted(_read_bounds(listing, ("designated_on",)), key=lambda item: item.first)
    acts = sorted(
        _read_bounds(listing, ("legal_act_on", "amended_on", "delisted_on")),
        key=lambda item: (item.last, item.first),
    )
    if designations:
        return _state(designations, acts, interval)
    return _bound(acts, interval, was_listed_before=was_listed_before)


def list_since_problems(listing: Listing, since: ListedSince, *, source: str) -> list[Problem]:
    """The contradictions of a listing's dates as problems; `source` names what was read."""
    return [
        Problem(
            source=source,
            locator=listing.id,
            code=f"listed-since-{conflict.code}",
            message=_MESSAGES[conflict.code].format(
                value=conflict.value, field=conflict.field, against=conflict.against
            )
            + "; both are shown, compare them with the authority's act",
            severity="note",
        )
        for conflict in since.conflicts
    ]


def _state(designations: list[_Bound], acts: list[_Bound], interval: ListingInterval | None) -> ListedSince:
    """What the authority states; several designations that this run allows give the stretch of the earliest."""
    allowed = [bound for bound in designations if _conflict_with_editions(bound, interval) is None]
    chosen = allowed or designations[:1]
    shown = min(chosen, key=lambda bound: (bound.last, bound.first))
    earliest = min(bound.first for bound in chosen)
    conflict = _conflict_with_editions(shown, interval)
    conflicts = [conflict] if conflict else []
    if interval is None or interval.last_absent is None:
        conflicts += [
            _make_conflict("act-before-designation", act, shown.date.value)
            for act in acts
            if act.last < earliest
        ]
    return ListedSince(
        kind="stated",
        earliest=earliest,
        latest=shown.last,
        value=shown.date.value,
        field=shown.date.field,
        act=shown.date.act,
        role=shown.date.role,
        last_absent=interval.last_absent if interval else None,
        first_present=interval.first_present if interval else None,
        conflicts=tuple(conflicts),
    )


def _bound(acts: list[_Bound], interval: ListingInterval | None, *, was_listed_before: bool) -> ListedSince:
    """Between which days it was listed, from acts and editions; where they exclude each other, only what is sure."""
    if interval is None:
        return _make_bound(acts[0] if acts else None)
    last_absent, first_present = interval.last_absent, interval.first_present
    older = [act for act in acts if last_absent is not None and act.last < last_absent]
    conflicts = [
        _make_conflict("date-after-edition", act, first_present)
        for act in acts
        if _is_late(act, first_present)
    ]
    if older and last_absent is not None and not was_listed_before:
        conflicts += [_make_conflict("date-before-absence", act, last_absent) for act in older]
        return ListedSince(
            kind="not_later_than",
            latest=first_present,
            last_absent=last_absent,
            first_present=first_present,
            conflicts=tuple(conflicts),
        )
    tighter = [act for act in acts if act not in older and act.last < first_present]
    return _make_bound(tighter[0] if tighter else None, interval, conflicts=conflicts)


def _make_bound(
    act: _Bound | None, interval: ListingInterval | None = None, *, conflicts: Sequence[DateConflict] = ()
) -> ListedSince:
    last_absent = interval.last_absent if interval else None
    first_present = interval.first_present if interval else None
    latest = act.last if act else first_present
    return ListedSince(
        kind="unknown" if latest is None else "between" if last_absent else "not_later_than",
        earliest=last_absent,
        latest=latest,
        value=act.date.value if act else None,
        field=act.date.field if act else None,
        act=act.date.act if act else None,
        role=act.date.role if act else None,
        last_absent=last_absent,
        first_present=first_present,
        conflicts=tuple(conflicts),
    )


def _is_late(act: _Bound, first_present: str) -> bool:
    """Whether an act that is said to have listed the entry lies after an edition that already has it."""
    return act.date.role == "listing" and act.first > first_present


def _conflict_with_editions(bound: _Bound, interval: ListingInterval | None) -> DateConflict | None:
    if interval is None:
        return None
    if bound.first > interval.first_present:
        return _make_conflict("date-after-edition", bound, interval.first_present)
    if interval.last_absent is not None and bound.last < interval.last_absent:
        return _make_conflict("date-before-absence", bound, interval.last_absent)
    return None


def _make_conflict(code: ConflictCode, bound: _Bound, against: str) -> DateConflict:
    return DateConflict(code=code, value=bound.date.value, field=bound.date.field, against=against)


def _read_bounds(listing: Listing | None, kinds: tuple[str, ...]) -> Iterator[_Bound]:
    for date in listing.dates if listing else ():
        if date.kind not in kinds or not _may_bound(date):
            continue
        try:
            first, last = span_days(date.value)
        except ValueError:
            continue  # the reader has made a Problem of a cell that is no date
        yield _Bound(date, first, last)


def _may_bound(date: ListingDate) -> bool:
    if date.kind == "legal_act_on":
        return date.role in BOUNDING_ROLES
    return date.kind == "designated_on" or date.role != "repeal"
