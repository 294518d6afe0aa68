"""Dates as lists write them: prefixes of ISO 8601, never filled up."""

import re
from datetime import date

_PARTIAL = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?)?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?",
)
"""An `xs:date`, `xs:gYearMonth`, `xs:gYear` or `xs:dateTime`, each with or without a time zone."""


def parse_partial_date(raw: str) -> str | None:
    """The ISO 8601 prefix that a cell states.

    Args:
        raw: One cell as published, such as `1962-04` or `2015-07-01-04:00`. Outer space is ignored.

    Returns:
        `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the day as written, a time of day or time zone after it left out.
        None where the cell holds anything else, a day that no calendar has included. Never filled up.

    Source:
        UN list of 2026-08-01: nine `LISTED_ON` carry the zone `-04:00`;
        the day before it is the day of listing.
    """
    match = _PARTIAL.fullmatch(raw.strip())
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
