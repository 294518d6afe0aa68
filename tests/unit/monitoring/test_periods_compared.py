"""Told dates as stretches of days."""

from datetime import date

import pytest

from lagebild.monitoring.periods import Period, list_told_ends, parse_period


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-10-23", date(2024, 10, 23), date(2024, 10, 23)),
        ("2024-W51", date(2024, 12, 16), date(2024, 12, 22)),
        ("2023/", date(2023, 1, 1), None),
        ("/2024-05", None, date(2024, 5, 31)),
        ("2023-11/2024-02", date(2023, 11, 1), date(2024, 2, 29)),
    ],
)
def test_told_date_is_read_as_days(value: str, first: date | None, last: date | None) -> None:
    assert parse_period(value) == Period(first, last)


@pytest.mark.parametrize("value", [None, "", "/", "soon", "2024-13", "2024-02-30", "2024-W60", "x/2024"])
def test_what_is_no_date_is_no_period(value: str | None) -> None:
    assert parse_period(value) is None


def test_ends_are_told_as_prefixes_and_weeks_as_days() -> None:
    assert list_told_ends("2024-10") == ("2024-10", "2024-10")
    assert list_told_ends("2023/") == ("2023", None)
    assert list_told_ends("2024-W51") == ("2024-12-16", "2024-12-22")
    assert list_told_ends("soon") == (None, None)


def test_overlap_counts_open_ends_as_endless() -> None:
    march, since = parse_period("2024-03"), parse_period("2023/")
    assert march is not None
    assert since is not None
    assert march.overlaps(since)
    assert not march.overlaps(Period(None, date(2024, 2, 29)))
    assert march.is_within(since)
    assert not since.is_within(march)
