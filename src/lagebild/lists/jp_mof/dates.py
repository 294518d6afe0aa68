"""Dates as Japan's ministries write them: Western and imperial years, Excel serials, several notices in one cell."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lagebild.model.listing import ListingDateKind

ERA_STARTS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
"""First year (元年) of each era. Source: Japan's cabinet orders on era names; from general knowledge, not compared."""

ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
"""Letters that stand for eras. Source: JIS X 0301; from general knowledge, not compared."""

SERIAL_START = date(1899, 12, 30)
"""Day 0 of Excel's dates after February 1900.

Source: ECMA-376 part 1, 18.17.4.1; from general knowledge, not compared.
"""

SERIALS = range(3654, 73051)
"""Serial numbers taken for days: 1910-01-02 to 2099-12-31. Below stand years, which no serial of this range is."""

_ERA = r"(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR](?=\s*(?:[0-9]{1,2}|元)\s*[年.]))"
_YEAR = rf"(?:(?P<year>[12][0-9]{{3}})|{_ERA}\s*(?P<era_year>[0-9]{{1,2}}|元))"
_DAY = re.compile(
    rf"{_YEAR}(?:\s*年(?:\s*(?P<m1>[0-9]{{1,2}})\s*月(?:\s*(?P<d1>[0-9]{{1,2}})\s*日)?)?"
    r"|\s*[./-]\s*(?P<m2>[0-9]{1,2})\s*[./-]\s*(?P<d2>[0-9]{1,2})(?![0-9]))",
)
"""`2003年1月10日`, `2003.1.10`, `2003/1/10`, `2003-01-10`, `平成15年1月10日`, `H15.1.10`, `令和元年`, `1963年`."""

_MISPRINTED = re.compile(r"(?P<year>20[0-9]{2})\.?(?P<rest>[0-9]{1,4}\.?[0-9]{0,2})(?![0-9.])")
"""A day with a full stop lost, as `2007.713`. Source: edition of 2026-03-05, sheets 2 (row 467) and 3 (row 4)."""

_KINDS: tuple[tuple[str, ListingDateKind], ...] = (
    (r"削除|解除|廃止", "delisted_on"),
    (r"(?:一部)?(?:改訂|改正|修正|変更)", "amended_on"),
    (r"告示|指定|追加|新規", "designated_on"),
)
_WORD = re.compile(
    r"\s*[(（]?\s*に?(?P<word>(?:一部)?(?:改訂|改正|修正|変更)|削除|解除|廃止|告示|指定|追加|新規)日?\s*[)）]?"
)
_WORD_BEFORE = re.compile(
    r"(?P<word>(?:一部)?(?:改訂|改正|修正|変更)|削除|解除|廃止|告示|指定|追加|新規)日?\s*[::]?\s*"
)
_BRACKET = re.compile(r"\((?P<text>[^()]*)\)")
_INSIDE = "\x02"
"""Marks a line that stood in brackets."""

_YEAR_AGAIN = re.compile(r"(?<=[0-9元])(?P<mark>年?)\((?P<year>[12][0-9]{3})年?\)")
"""The Western year after an imperial one: `昭和19年（1944年）10月13日`, `昭和19（1944）年`."""

_SEPARATORS = re.compile(r"[\s、,;/・及びから]*")


@dataclass(frozen=True, slots=True)
class NoticeDate:
    """One date of a cell that holds the days of notices.

    Attributes:
        kind: `designated_on` where no word or 告示, 指定 stands with it; `amended_on` with 改訂, 改正, 修正;
            `delisted_on` with 削除, 解除, 廃止.
        value: An ISO 8601 prefix.
        misprinted: Whether a full stop was missing and just one day of the calendar fits.
    """

    kind: ListingDateKind
    value: str
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """What a cell of notices says.

    Attributes:
        dates: In the cell's order.
        remarks: What stands in brackets, such as that two entries are one person.
        rest: What is neither; empty where everything was read.
    """

    dates: tuple[NoticeDate, ...]
    remarks: tuple[str, ...]
    rest: str


def parse_japanese_date(raw: str) -> str | None:
    """The ISO 8601 prefix that a text as a whole states, in Western or imperial years, or as an Excel serial.

    Returns:
        `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where the text holds anything else, more than a date, or a day that
        no calendar has. An era's year is that of the whole era: `昭和64年` is 1989. Never filled up.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if text.isascii() and text.isdecimal():
        return _read_number(text)
    again = _YEAR_AGAIN.search(text)
    match = _DAY.fullmatch(_YEAR_AGAIN.sub(lambda match: match["mark"], text))
    value = _build(match) if match else None
    return None if value and again and not value.startswith(again["year"]) else value


def read_notice_dates(raw: str) -> NoticeDates:
    """Every date of a cell such as `2003.1.10`, `2012.9.28改訂`, `2015.5.1削除` on lines of their own."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if text.isascii() and text.isdecimal() and (day := _read_number(text)) and len(day) == len("YYYY-MM-DD"):
        return NoticeDates((NoticeDate("designated_on", day),), (), "")
    dates: list[NoticeDate] = []
    rest: list[str] = []
    remarks: list[str] = []
    for line in _BRACKET.sub(lambda match: _open_bracket(match, remarks), text).splitlines():
        found, left = _read_line(line.strip(_INSIDE + " \t"))
        dates.extend(_share_last(found) if line.startswith(_INSIDE) else [date for date, _ in found])
        if left:
            rest.append(left)
    return NoticeDates(tuple(dates), tuple(remarks), " ".join(rest))


def _open_bracket(match: re.Match[str], remarks: list[str]) -> str:
    """Brackets with dates become a line of their own, those with a word alone stay, others are remarks."""
    if _DAY.search(match["text"]):
        return f"\n{_INSIDE}{match['text']}\n"
    if _WORD.fullmatch(match[0]):
        return match[0]
    remarks.append(match["text"].strip())
    return ""


def _share_last(found: list[tuple[NoticeDate, bool]]) -> list[NoticeDate]:
    """Dates in one bracket: the word after the last one is that of all that have none."""
    kind = found[-1][0].kind if found and found[-1][1] else None
    return [replace(date, kind=kind) if kind and not has_word else date for date, has_word in found]


def _read_line(line: str) -> tuple[list[tuple[NoticeDate, bool]], str]:
    """The dates of one line, each with whether a word stands with it; and what could not be read of it."""
    found: list[tuple[NoticeDate, bool]] = []
    position = 0
    label: str | None = None
    while (position := _skip(_SEPARATORS, line, position)) < len(line):
        before = _WORD_BEFORE.match(line, position)
        if before:
            label, position = before["word"], before.end()
        day = _match_day(line, position)
        if day is None:
            return found, line[position:].strip()
        value, position, misprinted = day
        after = None if before else _WORD.match(line, position)
        word = after["word"] if after else label
        position = after.end() if after else position
        found.append((NoticeDate(_kind_of(word) if word else "designated_on", value, misprinted), bool(word)))
    return found, ""


def _skip(pattern: re.Pattern[str], line: str, position: int) -> int:
    match = pattern.match(line, position)
    return match.end() if match else position


def _kind_of(word: str) -> ListingDateKind:
    return next(kind for pattern, kind in _KINDS if re.fullmatch(pattern, word))


def _match_day(line: str, start: int) -> tuple[str, int, bool] | None:
    match = _DAY.match(line, start)
    if match is not None:
        value = _build(match)
        return (value, match.end(), False) if value else None
    misprint = _MISPRINTED.match(line, start)
    if misprint is None:
        return None
    days = set(_find_days(int(misprint["year"]), misprint["rest"]))
    return (days.pop(), misprint.end(), True) if len(days) == 1 else None


def _find_days(year: int, rest: str) -> Iterator[str]:
    """Every day of the year that the digits can mean when a full stop is put in where one is missing."""
    parts = rest.split(".") if "." in rest else None
    cuts = [(parts[0], parts[1])] if parts else [(rest[:cut], rest[cut:]) for cut in (1, 2)]
    for month, day in cuts:
        if month and day and (value := _valid(year, int(month), int(day))):
            yield value


def _read_number(text: str) -> str | None:
    number = int(text)
    if number in SERIALS:
        return (SERIAL_START + timedelta(days=number)).isoformat()
    return text if len(text) == len("YYYY") and text[0] in "12" and text < "2100" else None


def _build(match: re.Match[str]) -> str | None:
    year = int(match["year"]) if match["year"] else _to_year(match["era"], match["era_year"])
    month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
    return _valid(year, int(month) if month else None, int(day) if day else None)


def _to_year(era: str, number: str) -> int:
    name = ERA_LETTERS.get(era, era)
    return ERA_STARTS[name] + (1 if number == "元" else int(number)) - 1


def _valid(year: int, month: int | None, day: int | None) -> str | None:
    try:
        found = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month == 0 or day == 0:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]
