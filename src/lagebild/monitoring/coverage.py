"""What the editions of a list that are held say of one subject on one day; never a bare no."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lagebild.lists.history import ListingInterval
from lagebild.lists.since import find_listed_since
from lagebild.model.coverage import Delisted, ListAnswer, ListedSince, ListState, span_days
from lagebild.model.listing import Listing


@dataclass(frozen=True, slots=True)
class _Held:
    """The editions around the day, and what is known of the entry.

    Attributes:
        listing: The record, or None.
        past: Runs of editions with the entry that begin on or before the day.
        coming: The first run that begins after it, or None.
        answer: Who, when, and the two editions; its state is still to be found.
    """

    listing: Listing | None
    past: tuple[ListingInterval, ...]
    coming: ListingInterval | None
    answer: ListAnswer

    @property
    def day(self) -> str:
        return self.answer.day


def answer_listed(
    authority: str,
    day: str,
    editions: Iterable[str],
    intervals: Iterable[ListingInterval],
    listing: Listing | None,
    *,
    list_id: str | None = None,
) -> ListAnswer:
    """Whether one list has one entry on one day, as far as the editions held tell.

    Args:
        authority: ISO 3166-1 alpha-2 or body id.
        day: ISO day that is asked for.
        editions: ISO days of all editions of this list that are held, in any order.
        intervals: The runs of these editions that have the entry (`find_intervals`); empty where none has it.
        listing: The latest record of the entry, with its dates; None where there is none.
        list_id: Which list, where the authority has several.

    Returns:
        An answer for every input. An edition counts from its own day on; the day itself is decided by the edition on
        or before it, by the dates that the record states, and stays open (`came_between`, `went_between`) where two
        editions differ and no date decides. A stated date that an edition excludes gives `contradicted`.

    Raises:
        ValueError: `day` or an edition is no ISO day.
    """
    asked = ListAnswer(authority=authority, day=day, state="no_list_held", list_id=list_id)
    held = _hold(asked, editions, intervals, listing)
    if held.answer.is_on_edition:
        found = _answer_present(held)
    elif held.answer.edition is not None:
        found = _answer_absent(held)
    else:
        found = _answer_before_first(held)
    return _end(held, found) if found.state == "listed" else found


def _hold(
    asked: ListAnswer, editions: Iterable[str], intervals: Iterable[ListingInterval], listing: Listing | None
) -> _Held:
    day = asked.day
    days = sorted(set(editions))
    for value in (day, *days):
        if span_days(value) != (value, value):
            raise ValueError(f"{value!r} is no ISO day such as 2024-10-16")
    runs = sorted(intervals, key=lambda run: run.first_present)
    edition = max((held for held in days if held <= day), default=None)
    next_edition = min((held for held in days if held > day), default=None)
    answer = replace(
        asked,
        edition=edition,
        age_days=_count_days(edition, day) if edition else None,
        next_edition=next_edition,
        is_on_edition=_is_on(edition, runs) if edition else None,
        is_on_next=_is_on(next_edition, runs) if next_edition else None,
        listing_id=listing.id if listing else runs[0].listing_id if runs else None,
    )
    return _Held(
        listing=listing,
        past=tuple(run for run in runs if run.first_present <= day),
        coming=next((run for run in runs if run.first_present > day), None),
        answer=answer,
    )


def _answer_present(held: _Held) -> ListAnswer:
    """The edition in force has the entry."""
    since = find_listed_since(held.listing, held.past[-1], was_listed_before=len(held.past) > 1)
    answer = held.answer
    if answer.is_on_next is False and answer.edition != held.day and not _list_ends(held.listing, since):
        ended = _make_gone(held.past[-1])
        return replace(answer, state="went_between", since=since, delisted=ended)
    return replace(answer, state="listed", since=since)


def _answer_absent(held: _Held) -> ListAnswer:
    """The edition in force does not have the entry."""
    answer = held.answer
    if held.coming is None and held.past:
        return _answer_gone(held)
    if held.coming is None and held.listing is None:
        return replace(answer, state="not_on_list_of")
    since = find_listed_since(held.listing, held.coming, was_listed_before=bool(held.past))
    state = _decide_coming(held, since)
    if state == "not_on_list_of" and held.past:
        return _answer_gone(held)
    return replace(answer, state=state, since=since)


def _decide_coming(held: _Held, since: ListedSince) -> ListState:
    """The state of a day on whose edition the entry is not yet."""
    answer = held.answer
    if _has_been_named(since, held.day):
        contradicted = held.coming is None or _excludes_absence(since)
        if not contradicted:
            return "listed"
        return "not_on_list_of" if held.past else "contradicted"
    is_open = answer.is_on_next and answer.edition != held.day
    is_later = since.kind == "stated" and not since.is_contradicted and str(since.earliest) > held.day
    if is_open and not is_later:
        return "came_between"
    return "not_on_list_of"


def _answer_before_first(held: _Held) -> ListAnswer:
    """No edition is held that is as old as the day."""
    answer = held.answer
    if held.listing is None and held.coming is None:
        return answer
    since = find_listed_since(held.listing, held.coming)
    if not _has_been_named(since, held.day) or held.coming is None:
        return replace(answer, since=since)
    return replace(answer, state="contradicted" if _excludes_absence(since) else "listed", since=since)


def _answer_gone(held: _Held) -> ListAnswer:
    """The entry was on editions held and is not on the one in force."""
    run = held.past[-1]
    since = find_listed_since(held.listing, run, was_listed_before=len(held.past) > 1)
    ends = [end for end in _list_ends(held.listing, since) if str(end.latest) >= run.first_present]
    gone = _make_gone(run)
    ended = replace(ends[-1], last_present=gone.last_present, first_gone=gone.first_gone) if ends else gone
    return replace(held.answer, state="delisted", since=since, delisted=ended)


def _make_gone(run: ListingInterval) -> Delisted:
    return Delisted(
        earliest=run.last_present,
        latest=run.first_gone,
        last_present=run.last_present,
        first_gone=run.first_gone,
    )


def _end(held: _Held, answer: ListAnswer) -> ListAnswer:
    """The answer `listed`, unless the authority states that the listing has ended by then."""
    ends = [end for end in _list_ends(held.listing, answer.since) if str(end.earliest) <= held.day]
    if not ends:
        return answer
    ended = ends[-1]
    starts = held.listing.dates_of("designated_on") if held.listing else ()
    if any(str(ended.earliest) < span_days(value)[0] <= held.day for value in starts):
        return answer  # listed anew after that end
    return replace(
        answer, state="delisted" if str(ended.latest) <= held.day else "went_between", delisted=ended
    )


def _has_been_named(since: ListedSince, day: str) -> bool:
    """Whether a date of the record says that it was listed by that day: the stated one, or the act's."""
    if since.value is not None:
        return since.latest is not None and since.latest <= day
    return any(
        span_days(item.value)[1] <= day for item in since.conflicts if item.code == "date-before-absence"
    )


def _excludes_absence(since: ListedSince) -> bool:
    return any(item.code == "date-before-absence" for item in since.conflicts)


def _list_ends(listing: Listing | None, since: ListedSince | None) -> list[Delisted]:
    """The ends of this run that the record states, the last one last; an end before it began is an earlier run's."""
    begun = max(since.earliest or "", since.last_absent or "") if since else ""
    ends = []
    for value in listing.dates if listing else ():
        if value.kind == "delisted_on":
            first, last = span_days(value.value)
            ends.append(Delisted(earliest=first, latest=last, value=value.value, field=value.field))
    kept = [end for end in ends if str(end.latest) >= begun]
    return sorted(kept, key=lambda end: (str(end.latest), str(end.earliest)))


def _is_on(edition: str, runs: Iterable[ListingInterval]) -> bool:
    return any(run.first_present <= edition <= run.last_present for run in runs)


def _count_days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
