"""Dates as told (ISO 8601 prefix, week or interval) compared as stretches of days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a told date may mean; None where that side is open."""

    first: date | None
    last: date | None

    def overlaps(self, other: "Period") -> bool:
        """Whether one day may lie in both."""
        return _starts_by(self.first, other.last) and _starts_by(other.first, self.last)

    def is_within(self, other: "Period") -> bool:
        """Whether every day of this one lies in the other."""
        starts = other.first is None or (self.first is not None and other.first <= self.first)
        ends = other.last is None or (self.last is not None and self.last <= other.last)
        return starts and ends


def parse_period(value: str | None) -> Period | None:
    """The days that a told date may mean.

    Args:
        value: `2024`, `2024-10`, `2024-10-23`, `2024-W43`, or an interval `a/b`, `a/`, `/b` of these.

    Returns:
        The period, or None where nothing is told or the value has another form.
    """
    if not value:
        return None
    first, slash, last = value.partition("/")
    if not slash:
        return _parse_single(value)
    low, high = _parse_single(first), _parse_single(last)
    if (first and low is None) or (last and high is None) or not (first or last):
        return None
    return Period(low.first if low else None, high.last if high else None)


def list_told_ends(value: str | None) -> tuple[str | None, str | None]:
    """The earliest and latest date of a told value as ISO 8601 prefixes, each None where not told.

    A single date is both ends; a week becomes its Monday and Sunday.
    """
    period = parse_period(value)
    if value is None or period is None:
        return None, None
    first, slash, last = value.partition("/")
    return _name_end(first, period.first), _name_end(last if slash else first, period.last)


def _name_end(told: str, day: date | None) -> str | None:
    if not told:
        return None
    return day.isoformat() if _WEEK.fullmatch(told) and day else told


def _starts_by(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _parse_single(value: str) -> Period | None:
    try:
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return Period(day, day)
        if match := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return Period(monday, monday + timedelta(days=6))
        if match := _MONTH.fullmatch(value):
            year, month = int(match[1]), int(match[2])
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if _YEAR.fullmatch(value):
            return Period(date(int(value), 1, 1), date(int(value), 12, 31))
    except ValueError:
        return None  # the form of a date, but no such day: nothing is told
    return None
