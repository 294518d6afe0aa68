"""Coverage of one list: of which days something is known, and between which days nothing is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lagebild_site.models import ListCheck, ListEdition

GAP_DAYS = 45
"""Days without an edition or a look from which they are called a gap: who came and went in between is unknown.

Source: as `AGED_AFTER_DAYS`; the lists of the UN changed more often than that in 2024.
"""

KNOWING_OUTCOMES = frozenset({"new", "unchanged", "held_back"})
"""Outcomes of a look after which the list of that day is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap:
    """A stretch of time of which no edition is held: ISO days of the editions or looks on both sides."""

    start: str
    end: str
    days: int
    left: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMark:
    """A year's beginning on the chart, in thousandths of its width."""

    year: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCoverage:
    """From when to when a list is held.

    Attributes:
        first: Day of the first edition.
        last: Day of the last edition, or of a later look that found it unchanged.
        gaps: Stretches in between of which nothing is held, in order.
        edition_marks: Where the editions stand on the chart, in thousandths of its width.
        years: Where years begin on the chart.
        tail_left: Where on the chart what is known ends.
        check_count: How many looks at the publisher there were.
        failed_count: How many of these brought nothing.
    """

    first: str
    last: str
    gaps: tuple[CoverageGap, ...]
    edition_marks: tuple[int, ...]
    years: tuple[YearMark, ...]
    tail_left: int
    check_count: int
    failed_count: int

    @property
    def tail_width(self) -> int:
        """How much of the chart is after what is known."""
        return 1000 - self.tail_left


def describe_coverage(
    editions: Sequence[ListEdition], checks: Iterable[ListCheck], today: date
) -> ListCoverage:
    """What is held of a list; editions must be in the order of their days and at least one."""
    checks = list(checks)
    days = {parse_day(edition.dated_on) for edition in editions}
    edition_days = sorted(day for day in days if day is not None)
    looked = {check.checked_at.date() for check in checks if check.outcome in KNOWING_OUTCOMES}
    known = sorted({*edition_days, *(day for day in looked if edition_days and day >= edition_days[0])})
    scale = TimeScale.of(known[0] if known else today, today)
    return ListCoverage(
        first=known[0].isoformat() if known else "",
        last=known[-1].isoformat() if known else "",
        gaps=tuple(_list_gaps(known, scale)),
        edition_marks=tuple(scale.place(day) for day in edition_days),
        years=scale.list_years(),
        tail_left=scale.place(known[-1]) if known else 0,
        check_count=len(checks),
        failed_count=sum(check.outcome not in KNOWING_OUTCOMES for check in checks),
    )


def parse_day(value: str) -> date | None:
    """The day of an ISO date; None for a partial or an empty one."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _list_gaps(known: Sequence[date], scale: "TimeScale") -> Iterable[CoverageGap]:
    for start, end in pairwise(known):
        days = (end - start).days
        if days > GAP_DAYS:
            left = scale.place(start)
            yield CoverageGap(
                start=start.isoformat(),
                end=end.isoformat(),
                days=days,
                left=left,
                width=max(scale.place(end) - left, 1),
            )


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days as places on a line of a thousand parts."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date, last: date) -> "TimeScale":
        """A scale from one day to another; of at least one day."""
        return cls(first, last if last > first else date.fromordinal(first.toordinal() + 1))

    def place(self, day: date) -> int:
        """Where a day stands, from 0 to 1000; days outside stand at the ends."""
        part = (day - self.first).days / (self.last - self.first).days
        return round(1000 * min(max(part, 0), 1))

    def list_years(self) -> tuple[YearMark, ...]:
        """Beginnings of years, not more than about ten."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = max(1, -(-len(years) // 10))
        return tuple(
            YearMark(year=year, left=self.place(date(year, 1, 1))) for year in years if year % step == 0
        )
