"""Dates as Canada's list writes them: ISO days and years, words, and what a spreadsheet made of them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lagebild.lists.dates import parse_partial_date

Reading = Literal["date", "rough", "ambiguous", "impossible", "unreadable"]

SERIAL_START = date(1899, 12, 30)
"""Day 0 of the 1900 date system from 1900-03-01 on; before, serials are one day further, since the system has a
29 February 1900. Source: ECMA-376 part 1, 18.17.4.1."""

FALSE_LEAP_DAY = 60
"""The serial of 29 February 1900, a day that never was. Source: as above."""

LAST_SERIAL = 2_958_465
"""The serial of 9999-12-31, the last that the system has. Source: as above."""

YEARS = range(1800, 2101)
"""Four digits that are a year and no serial. As serials they would be days from 1904-12 to 1905-09."""

MONTHS = {
    **dict.fromkeys(("jan", "january", "janvier", "janv"), 1),
    **dict.fromkeys(("feb", "february", "février", "fevrier", "févr"), 2),
    **dict.fromkeys(("mar", "march", "mars"), 3),
    **dict.fromkeys(("apr", "april", "avril", "avr"), 4),
    **dict.fromkeys(("may", "mai"), 5),
    **dict.fromkeys(("jun", "june", "juin"), 6),
    **dict.fromkeys(("jul", "july", "juillet", "juil"), 7),
    **dict.fromkeys(("aug", "august", "août", "aout"), 8),
    **dict.fromkeys(("sep", "sept", "september", "septembre"), 9),
    **dict.fromkeys(("oct", "october", "octobre"), 10),
    **dict.fromkeys(("nov", "november", "novembre"), 11),
    **dict.fromkeys(("dec", "december", "décembre", "decembre", "déc"), 12),
}
"""Months in Canada's two languages, in full and abbreviated. Source: CLDR 46, calendars of `en` and `fr`."""

_SERIAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]+)?")
_SLASHED = re.compile(r"(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})")
_WORDED = re.compile(
    r"(?:(?P<d1>[0-9]{1,2})(?:st|nd|rd|th|er)?[\s-]+)?(?P<month>[^\W\d_]+)\.?"
    r"(?:[\s-]+(?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?)?[\s,-]+(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"[^\W\d_]+\.?[-/ ][0-9]{2}|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2}")
_ISO_SHAPED = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:T.*)?")
_LAST_MONTH = 12

_ROUGH = re.compile(
    r"\b(?:circa|ca?\.|approx\w*|about|around|early|late|mid|between|before|after|or|and|to|born|estimated|probably"
    r"|environ|vers|entre|avant|après|ou|et|début|fin|né|née)(?=\W|$)|[0-9]{4}s|[0-9]{4}\s*[-–/]\s*[0-9]{4}|[?~]",
    re.IGNORECASE,
)
"""Words of a date that is not certain. Source: edition of 2025-06 (`or`, `born in the early 1970s`, `1963-1964`);
the others are the usual words for the same in the publisher's two languages."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """What a cell says of a date.

    Attributes:
        reading: `date` where it states one; `rough` where it says itself that it is not certain; `ambiguous` where
            day and month could be either, or the century is missing; `impossible` where no calendar has the day;
            `unreadable` for anything else.
        value: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` where it states one, else None. Never filled up.
    """

    reading: Reading
    value: str | None = None


def read_date(raw: str) -> StatedDate:
    """The date in a cell: ISO 8601, a serial of the 1900 date system, or words in English or French.

    Serials are numbers that are no year, such as `27030` for 1974-01-01. `11/04/1962` is ambiguous; `25/04/1962` and
    `04/25/1962` are not, since no year has 25 months.
    """
    text = " ".join(raw.split())
    if _SERIAL.fullmatch(text):
        return _read_number(text)
    if value := parse_partial_date(text):
        return StatedDate("date", value) if int(value[:4]) in YEARS else StatedDate("impossible")
    stated = _read_figures(text) or _read_words(text)
    if stated is not None:
        return stated
    if _ROUGH.search(text):
        return StatedDate("rough")
    return StatedDate("impossible" if _ISO_SHAPED.fullmatch(text) else "unreadable")


def _read_figures(text: str) -> StatedDate | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _build(match["year"], int(match["month"]), int(match["day"]))
    match = _SLASHED.fullmatch(text)
    return _read_slashed(match) if match else None


def _read_words(text: str) -> StatedDate | None:
    match = _WORDED.fullmatch(text)
    if match and (month := MONTHS.get(match["month"].lower())):
        day = match["d1"] or match["d2"]
        return _build(match["year"], month, int(day) if day else None)
    return StatedDate("ambiguous") if _SHORT_YEAR.fullmatch(text) else None


def _read_number(text: str) -> StatedDate:
    number = int(text.partition(".")[0])
    if len(text) == len("1962") and number in YEARS:
        return StatedDate("date", text)
    if not 0 < number <= LAST_SERIAL or number == FALSE_LEAP_DAY:
        return StatedDate("impossible")
    day = SERIAL_START + timedelta(days=number if number > FALSE_LEAP_DAY else number + 1)
    return StatedDate("date", day.isoformat()) if day.year in YEARS else StatedDate("impossible")


def _read_slashed(match: re.Match[str]) -> StatedDate:
    first, second = int(match["first"]), int(match["second"])
    if first == second or first > _LAST_MONTH:
        return _build(match["year"], second, first)
    if second > _LAST_MONTH:
        return _build(match["year"], first, second)
    return StatedDate("ambiguous")


def _build(year: str, month: int, day: int | None) -> StatedDate:
    try:
        date(int(year), month, day or 1)
    except ValueError:
        return StatedDate("impossible")
    if int(year) not in YEARS:
        return StatedDate("impossible")
    parts = [year, f"{month:02}"] + ([f"{day:02}"] if day is not None else [])
    return StatedDate("date", "-".join(parts))
