"""The coordination table: which authority lists which subject since when, and how long after the first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.lists.history import ListingInterval
from lagebild.model.coverage import (
    Channel,
    CoordinationCell,
    CoordinationRow,
    Lag,
    ListAnswer,
    ListState,
)
from lagebild.model.listing import Listing
from lagebild.monitoring.coverage import answer_listed
from lagebild.monitoring.similar import SimilarListing, guard_answer
from lagebild.sources.authorities import find_channels

FindChannels = Callable[[str, str], tuple[Channel, ...]]

_LEADING: dict[ListState, int] = {
    "listed": 0,
    "contradicted": 1,
    "came_between": 2,
    "went_between": 3,
    "delisted": 4,
    "unclear": 5,
    "not_on_list_of": 6,
    "no_list_held": 7,
    "through": 8,
}
"""Which answer of an authority with several lists or listings leads: what is surest to be listed."""

_EVER_LISTED = frozenset({"listed", "contradicted", "came_between", "went_between", "delisted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """One list of an authority, and of which days editions are held.

    Attributes:
        authority: ISO 3166-1 alpha-2 or body id.
        list_id: Id of the list's source, such as `un-sc`.
        editions: ISO days.
    """

    authority: str
    list_id: str
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldListing:
    """One listing of a subject: in which list, its latest record, and the runs of editions that have it."""

    list_id: str
    listing: Listing
    intervals: tuple[ListingInterval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSubject:
    """A subject with all its listings; `id` is the caller's own.

    `similar` are listings of other entities with a name like one of its (`lagebild.monitoring.similar`); without
    them an authority that lists it under an entry that nothing joins is answered with "not on the list".
    """

    id: str
    listings: tuple[HeldListing, ...]
    similar: tuple[SimilarListing, ...] = ()


def build_coordination(
    subjects: Iterable[ListedSubject],
    authorities: Sequence[str],
    days: Sequence[str],
    lists: Iterable[HeldList],
    *,
    channels: FindChannels = find_channels,
) -> list[CoordinationRow]:
    """One row per subject and day, in the order given, with one cell per authority.

    Lags are counted from the authority with the earliest day by which it had listed the subject, among those whose
    lists are held; a lag is exact only where both days are known, else a bound. A cell `through` others has no lag
    of its own: it is theirs.

    Raises:
        ValueError: A day is no ISO day, or a listing names a list that is not among `lists`.
    """
    lists = list(lists)
    known = {held.list_id for held in lists}
    rows = []
    for subject in subjects:
        for listing in subject.listings:
            if listing.list_id not in known:
                raise ValueError(
                    f"listing {listing.listing.id} names the list {listing.list_id}, of which no edition is given"
                )
        for day in days:
            answers = [
                answer_authority(
                    authority, day, lists, subject.listings, similar=subject.similar, channels=channels
                )
                for authority in dict.fromkeys(authorities)
            ]
            rows.append(_make_row(subject.id, day, answers))
    return rows


def answer_authority(
    authority: str,
    day: str,
    lists: Iterable[HeldList],
    listings: Iterable[HeldListing],
    *,
    similar: Iterable[SimilarListing] = (),
    channels: FindChannels = find_channels,
) -> tuple[ListAnswer, ...]:
    """All that can be said of one authority, one subject and one day, the leading answer first.

    The leading answer has in `via` what is known of those through whom the authority acts. Where no list of its own
    reaches the day, it is `through` them, or `no_list_held` where there is nobody. With `similar` listings a list
    with which nothing joins the subject is `unclear` where one of them would be listed.

    Raises:
        ValueError: `day` or an edition is no ISO day.
    """
    lists, listings, similar = list(lists), list(listings), list(similar)
    own = _answer_own(authority, day, lists, listings, similar)
    via = tuple(
        replace(_answer_own(channel.authority, day, lists, listings, similar)[0], channel=channel)
        for channel in channels(authority, day)
        if channel.kind == "through"
    )
    leading = replace(own[0], via=via)
    if via and leading.state == "no_list_held":
        leading = replace(leading, state="through")
    return (leading, *own[1:])


def measure_lag(reference: ListAnswer, other: ListAnswer) -> Lag:
    """How many days `other` listed after `reference`: exact, bounded or unknown.

    A date that its record or an edition contradicts bounds nothing.
    """
    return _measure(reference.authority, _find_stretch([reference]), _find_stretch([other]))


def _answer_own(
    authority: str,
    day: str,
    lists: Iterable[HeldList],
    listings: Sequence[HeldListing],
    similar: Sequence[SimilarListing],
) -> tuple[ListAnswer, ...]:
    answers: list[ListAnswer] = []
    for held in lists:
        if held.authority == authority:
            answers += _answer_list(
                held,
                day,
                [entry for entry in listings if entry.list_id == held.list_id],
                [entry for entry in similar if entry.list_id == held.list_id],
            )
    if not answers:
        return (answer_listed(authority, day, (), (), None),)
    return tuple(sorted(answers, key=_rank))


def _answer_list(
    held: HeldList, day: str, entries: Sequence[HeldListing], similar: Sequence[SimilarListing]
) -> list[ListAnswer]:
    """The answers of one list, the first of them with the similar listings that might change it."""

    def answer_for(entry: HeldListing | SimilarListing) -> ListAnswer:
        return answer_listed(
            held.authority, day, held.editions, entry.intervals, entry.listing, list_id=held.list_id
        )

    answers = [answer_for(entry) for entry in entries] or [
        answer_listed(held.authority, day, held.editions, (), None, list_id=held.list_id)
    ]
    first, *others = sorted(answers, key=_rank)
    return [guard_answer(first, similar, answer_for), *others]


def _rank(answer: ListAnswer) -> tuple[int, str, int, str, str]:
    """Surest first; of several listed ones the earliest, of several lists without it the oldest edition."""
    latest = answer.since.latest if answer.since and answer.since.latest else "9999"
    age = -(answer.age_days or 0)
    return _LEADING[answer.state], latest, age, answer.list_id or "", answer.listing_id or ""


def _make_row(subject_id: str, day: str, answers: Sequence[tuple[ListAnswer, ...]]) -> CoordinationRow:
    stretches = {
        group[0].authority: _find_stretch(group)
        for group in answers
        if any(answer.state in _EVER_LISTED for answer in group)
    }
    dated = [(latest, earliest or "", key) for key, (earliest, latest) in stretches.items() if latest]
    reference = min(dated)[2] if dated else None
    return CoordinationRow(
        subject_id=subject_id,
        day=day,
        cells=tuple(_make_cell(group, reference, stretches) for group in answers),
        reference=reference,
        is_first_certain=reference is not None
        and _is_first(reference, stretches)
        and not any(_may_precede(answer, stretches[reference]) for group in answers for answer in group),
    )


_Stretch = tuple[str | None, str | None]


def _make_cell(
    group: tuple[ListAnswer, ...], reference: str | None, stretches: dict[str, _Stretch]
) -> CoordinationCell:
    authority = group[0].authority
    lag = None
    if reference is not None and authority in stretches and authority != reference:
        lag = _measure(reference, stretches[reference], stretches[authority])
    return CoordinationCell(authority=authority, answer=group[0], others=group[1:], lag=lag)


def _find_stretch(group: Iterable[ListAnswer]) -> _Stretch:
    """Between which days an authority listed for the first time, over all its listings; None where open."""
    since = [answer.since for answer in group if answer.state in _EVER_LISTED and answer.since]
    sure = [item for item in since if not item.is_contradicted]
    earliest = [item.earliest for item in sure if item.earliest]
    latest = [item.latest for item in sure if item.latest]
    is_bounded = bool(since) and len(earliest) == len(since)
    return min(earliest) if is_bounded else None, min(latest, default=None)


def _is_first(reference: str, stretches: dict[str, _Stretch]) -> bool:
    latest = stretches[reference][1]
    others = [earliest for key, (earliest, _) in stretches.items() if key != reference]
    return latest is not None and all(earliest is not None and earliest >= latest for earliest in others)


def _may_precede(answer: ListAnswer, reference: _Stretch) -> bool:
    """Whether a similar entry, if it were the subject, may have been listed before the reference."""
    latest = reference[1]
    starts = [entry.since.earliest if entry.since else None for entry in answer.similar]
    return latest is not None and any(start is None or start < latest for start in starts)


def _measure(after: str, reference: _Stretch, other: _Stretch) -> Lag:
    return Lag(
        after=after,
        at_least=_subtract(other[0], reference[1]),
        at_most=_subtract(other[1], reference[0]),
    )


def _subtract(later: str | None, earlier: str | None) -> int | None:
    if later is None or earlier is None:
        return None
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
