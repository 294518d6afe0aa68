"""A subject's listings on a line of time: what is certain, what is not, and where no list is held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.lists.history import ListingInterval
from lagebild.model.coverage import ListedSince, span_days
from lagebild.monitoring.coordination import HeldList
from lagebild_site.queries.coverage import TimeScale, YearMark, parse_day
from lagebild_site.queries.list_entry import EntryHistory

MARGIN_DAYS = 366
"""Room before the earliest day, so that an open beginning is seen as one."""

ROW_HEIGHT = 34
LEFT = 250
WIDTH = 740
"""Where the line of time begins in the drawing, which is a thousand wide, and how wide it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of the drawing; `kind` is `listed`, `may-be` (perhaps listed) or `held` (a list is held)."""

    kind: str
    left: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One authority and programme: the drawing, and the same as values.

    Attributes:
        authority: Whose list.
        list_id: Which list.
        programme: As the authority names it; empty where it names none.
        history: The entry; None where the list has none.
        runs: Each stay on the list, since when and until when.
        bars: The drawing.
        top: Where the row begins in the drawing.
        first_held: Day of the first edition held; empty where nothing but extracts is.
        last_held: Day of the last edition held, or empty.
    """

    authority: str
    list_id: str
    programme: str
    history: EntryHistory | None
    runs: tuple["TimelineRun", ...]
    bars: tuple[Bar, ...]
    top: int
    first_held: str
    last_held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRun:
    """One stay on a list: since when, and its end as stated or as editions bound it; None where it is listed."""

    since: ListedSince
    stated_end: str
    last_present: str
    first_gone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing; places are in units of its thousand."""

    rows: tuple[TimelineRow, ...]
    years: tuple[YearMark, ...]
    height: int
    today: int

    @property
    def axis(self) -> int:
        """Where the years stand."""
        return self.height - ROW_HEIGHT


def draw_timeline(histories: Sequence[EntryHistory], lists: Iterable[HeldList], today: date) -> Timeline:
    """A row for each entry and for each list that has none, the Council's first."""
    lists = sorted(lists, key=lambda held: (held.authority != "UNSC", held.authority, held.list_id))
    scale = TimeScale.of(_find_first(histories, lists), today)
    rows: list[TimelineRow] = []
    for held in lists:
        own: list[EntryHistory | None] = [one for one in histories if one.list_id == held.list_id]
        for history in own or [None]:
            rows.append(_draw_row(held, history, scale, today, top=len(rows) * ROW_HEIGHT))
    return Timeline(
        rows=tuple(rows),
        years=tuple(YearMark(year=mark.year, left=_shift(mark.left)) for mark in scale.list_years()),
        height=len(rows) * ROW_HEIGHT + ROW_HEIGHT,
        today=_shift(1000),
    )


def _find_first(histories: Iterable[EntryHistory], lists: Iterable[HeldList]) -> date:
    told = [held.editions[0] for held in lists if held.editions]
    for history in histories:
        for since in history.runs:
            told += [day for day in (since.earliest, since.latest) if day]
    days = [day for day in map(parse_day, told) if day]
    return min(days, default=date(2000, 1, 1)) - timedelta(days=MARGIN_DAYS)


def _draw_row(
    held: HeldList, history: EntryHistory | None, scale: TimeScale, today: date, *, top: int
) -> TimelineRow:
    days = sorted(held.editions)
    bars = (
        [_make_bar("held", date.fromisoformat(min(days)), date.fromisoformat(max(days)), scale)]
        if days
        else []
    )
    runs: list[TimelineRun] = []
    if history is not None:
        ends = sorted(span_days(value)[1] for value in history.delisted_on)
        for since, interval in zip(history.runs, history.intervals, strict=True):
            run = _make_run(since, interval, ends)
            runs.append(run)
            bars += _draw_run(run, scale, today)
    return TimelineRow(
        authority=held.authority,
        list_id=held.list_id,
        programme=history.current.programme if history else "",
        history=history,
        runs=tuple(runs),
        bars=tuple(bars),
        top=top,
        first_held=days[0] if days else "",
        last_held=days[-1] if days else "",
    )


def _make_run(since: ListedSince, interval: ListingInterval, ends: Sequence[str]) -> TimelineRun:
    after = [end for end in ends if end >= interval.first_present]
    return TimelineRun(
        since=since,
        stated_end=after[0] if after else "",
        last_present=interval.last_present,
        first_gone=interval.first_gone,
    )


def _draw_run(run: TimelineRun, scale: TimeScale, today: date) -> list[Bar]:
    """Perhaps listed, listed, perhaps still listed, in the order of time."""
    latest = parse_day(run.since.latest or "") or date.fromisoformat(run.last_present)
    earliest = parse_day(run.since.earliest or "") or scale.first
    absent = parse_day(run.since.last_absent or "")
    if absent is not None and latest <= absent:
        # A later edition does not have it: what is sure begins with the edition that has it again.
        earliest, latest = latest, date.fromisoformat(run.since.first_present or run.last_present)
    end = parse_day(run.stated_end)
    sure = end or date.fromisoformat(run.last_present)
    open_end = end or (date.fromisoformat(run.first_gone) if run.first_gone else today)
    bars = [_make_bar("listed", latest, max(sure, latest), scale)]
    if earliest < latest:
        bars.insert(0, _make_bar("may-be", earliest, latest, scale))
    if sure < open_end:
        bars.append(_make_bar("may-be", max(sure, latest), open_end, scale))
    return bars


def _make_bar(kind: str, start: date, end: date, scale: TimeScale) -> Bar:
    left = _shift(scale.place(start))
    return Bar(kind=kind, left=left, width=max(_shift(scale.place(end)) - left, 2))


def _shift(place: int) -> int:
    return LEFT + round(place * WIDTH / 1000)
