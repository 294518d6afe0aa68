"""Finds calendar dates in German and English text and resolves them to ISO 8601, as far as the text allows."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from lagebild.text.date_words import DAY, MONTH, WEEK, WORDS, YEAR, DateWords
from lagebild.text.needles import Needles

Granularity = Literal["day", "week", "month", "year", "interval"]
Resolution = Literal["explicit", "partial", "relative"]

_DIGITS = re.compile(r"\d+")
_LAW_YEAR = re.compile(r"\d\s?\($")
_COUNTED = re.compile(r"\s(?:[A-ZÄÖÜ]|[a-zäöü]+(?:isch|e)[a-z]{0,2} [A-ZÄÖÜ])")
_COUNTED_EN = re.compile(
    r"\s(?!and\b|to\b|the\b|with\b|in\b|on\b|by\b|when\b|for\b|as\b|which\b|that\b|at\b|until\b|is\b|was\b|were\b|has\b|have\b|through\b|or\b|but\b|will\b|would\b|after\b|are\b)[a-z]"
)
_NAMED = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Oo]ur)\s$")
_CONTEXT = 24
_SAME_TELLING = 300
"""A date without a year takes the year of a date told at most this many code points before it, unless it would then
lie before that date. Source: measured on 59 official papers, of their 55 dates without a year five
stand so near to a full one; three are of its year, two lie before it in the calendar and are of the next year."""

_HEAD = 60
"""A date that introduces a passage stands at most this far from the beginning of its line. Source: our own choice;
not measured."""

_HEAD_END = re.compile(r"\)?(?:\s?:\s|\s[-–—]+\s|\s*\n|,? \([A-Z][^)]{1,30}\)\s?[-–—:])")
_SENTENCE_END = re.compile(r"[a-zäöüß]{2}[.!?]\s")

_SLASHES = re.compile(r"(?<![\d./])([0-3]?\d)/([0-3]?\d)/(?:19|20)\d\d(?![\d/])")
_LATEST_MONTH = 12

_ONE_YEAR = 2
"""A text without a date of its own speaks in a year if it names this many days or months of it and none of another
year. Source: measured on those papers with their own date withheld: it settles four and is right in three; the most
frequent year settled 37 and was wrong in 10."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date named in a text.

    Attributes:
        start: First code point, from 0.
        end: One past the last.
        value: ISO 8601 day, month, year, week (`2024-W51`) or interval (`a/b`, open `a/`); None where the text
            does not say which year or day it is.
        granularity: Of the value.
        resolution: `explicit` as written; `partial` the year was taken from context; `relative` a deictic word.
        anchor: The date that it was resolved against, or None.
    """

    start: int
    end: int
    value: str | None
    granularity: Granularity
    resolution: Resolution
    anchor: str | None


@dataclass(frozen=True, slots=True)
class _Raw:
    """A date as written, before anything is resolved."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: str = DAY
    shift: int | None = None
    weekday: int | None = None
    week: int | None = None
    to: tuple[int, int | None, int | None] | None = None
    resolution: Resolution = "explicit"


def _is_real(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        dt.date(year or 2024, month or 1, day or 1)  # a leap year, so that 29 February without a year passes
    except ValueError:
        return False
    return True


def _widen_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)  # noqa: PLR2004 -- two-digit years mean this century


def _read_days(match: re.Match[str], words: DateWords, prefix: str) -> Iterator[_Raw]:
    """One day, two coordinated days or a range of days of one month."""
    month = words.all_months[match[f"{prefix}m"]]
    year = int(match[f"{prefix}y"]) if match[f"{prefix}y"] else None
    day, second = int(match[f"{prefix}d"]), match[f"{prefix}d2"]
    how: Resolution = "explicit" if year else "partial"
    start, end = match.span()
    if second is None:
        yield _Raw(start, end, year, month, day, resolution=how)
    elif match[f"{prefix}dj"] in ("und", "and", "sowie", "&"):
        yield _Raw(start, match.end(f"{prefix}d"), year, month, day, resolution=how)
        yield _Raw(match.start(f"{prefix}d2"), end, year, month, int(second), resolution=how)
    else:
        yield _Raw(start, end, year, month, day, to=(year or 0, month, int(second)), resolution=how)


def _read_month(match: re.Match[str], words: DateWords, before: str) -> Iterator[_Raw]:
    month = words.months[match["mo"]]
    if match["my"]:
        yield _Raw(match.start(), match.end(), int(match["my"]), month, unit=MONTH)
    elif words.month_before.search(before):
        yield _Raw(match.start(), match.end(), None, month, unit=MONTH, resolution="partial")
    else:
        yield _Raw(match.start(), match.end(), None, month, unit=MONTH, resolution="partial", week=-1)


def _read_year(match: re.Match[str], words: DateWords, text: str, before: str, lang: str) -> Iterator[_Raw]:
    after = text[match.end() : match.end() + _CONTEXT]
    if _LAW_YEAR.search(before) or after.startswith(("%", " %", " Uhr", "°")):
        return
    year, second = int(match["bare"]), match["bare_to"]
    strong = words.year_before.search(before)
    if second and len(second) == 4 and year < int(second) <= year + 60:  # noqa: PLR2004 -- a life, not two numbers
        yield _Raw(match.start(), match.end(), year, unit=YEAR, to=(int(second), None, None))
    elif strong:
        yield _Raw(match.start(), match.end(), year, unit=YEAR)
    elif words.year_before_weak.search(before):
        counted = (_COUNTED if lang == "de" else _COUNTED_EN).match(after)
        named = lang == "en" and _NAMED.search(before)
        if named or not counted:
            yield _Raw(match.start(), match.end(), year, unit=YEAR)


def _read_slashes(first: int, second: int, match: re.Match[str], *, month_first: bool | None) -> _Raw:
    """A date as `03/04/2024`: only its year, where nothing tells which of the two is the month."""
    year = int(match["us_y"])
    if first != second and max(first, second) <= _LATEST_MONTH and month_first is None:
        return _Raw(*match.span(), year, unit=YEAR, resolution="partial")
    is_month = second > _LATEST_MONTH or (first <= _LATEST_MONTH and month_first is not False)
    month, day = (first, second) if is_month else (second, first)
    return _Raw(*match.span(), year, month, day)


def _find_order(text: str) -> bool | None:
    """Whether the dates with slashes of a text name the month first; None where none of them or not all tell."""
    told = {
        int(second) > _LATEST_MONTH
        for first, second in _SLASHES.findall(text)
        if (int(first) > _LATEST_MONTH) != (int(second) > _LATEST_MONTH)
    }
    return told.pop() if len(told) == 1 else None


def _read_numeric(
    match: re.Match[str], words: DateWords, before: str, *, month_first: bool | None
) -> Iterator[_Raw]:
    """A date in figures: ISO, German `16.12.2024`, with slashes `12/16/2024`."""
    groups = match.groupdict()
    start, end = match.span()
    if groups["iso"]:
        year, month, day = map(int, groups["iso"].split("-"))
        yield _Raw(start, end, year, month, day)
    elif groups.get("us_m"):
        yield _read_slashes(int(groups["us_m"]), int(groups["us_d"]), match, month_first=month_first)
    elif groups["ny"] or words.numeric_before.search(before):
        written = _widen_year(groups["ny"]) if groups["ny"] else None
        how: Resolution = "explicit" if written else "partial"
        yield _Raw(start, end, written, int(groups["nm"]), int(groups["nd"]), resolution=how)


def _read_deictic(match: re.Match[str], words: DateWords, before: str) -> Iterator[_Raw]:
    """A word that points from the document's own date: `heute`, `last week`, `on Friday`."""
    groups = match.groupdict()
    start, end = match.span()
    if groups["rel"]:
        unit, shift = words.relative[" ".join(groups["rel"].lower().split())]
        if not before.endswith("am ") or groups["rel"] != "morgen":
            yield _Raw(start, end, unit=unit, shift=shift, resolution="relative")
    elif words.future.search(before) or words.past.search(before):
        shift = 1 if words.future.search(before) else -1
        yield _Raw(start, end, weekday=words.weekdays[groups["wd"]], shift=shift, resolution="relative")


def _read_week(match: re.Match[str]) -> Iterator[_Raw]:
    year = int(match["kwy"]) if match["kwy"] else None
    how: Resolution = "explicit" if year else "partial"
    yield _Raw(match.start(), match.end(), year, week=int(match["kw"]), unit=WEEK, resolution=how)


@cache
def _needles(language: str) -> Needles:
    """The words with which a date in words begins, as written."""
    words = WORDS[language]
    names = [*words.all_months, *words.weekdays]
    names += [form for phrase in words.relative for form in (phrase, phrase.capitalize())]
    return Needles(name.split()[0] for name in names)


def _iterate_matches(text: str, words: DateWords, language: str) -> Iterator[re.Match[str]]:
    """What `words.full.finditer` finds, tried only where digits or a word for a date begin."""
    starts = {match.start() for match in _DIGITS.finditer(text)}
    done = 0
    for start in sorted(starts.union(_needles(language).find_starts(text))):
        match = words.full.match(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            yield match


def _read_match(
    match: re.Match[str], words: DateWords, text: str, lang: str, *, month_first: bool | None
) -> Iterator[_Raw]:
    """The dates of one match, by the group that tells which form it has."""
    groups = match.groupdict()
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if groups["iso"] or groups.get("nd") or groups.get("us_m"):
        yield from _read_numeric(match, words, before, month_first=month_first)
    elif groups["d"] or groups.get("e_d"):
        yield from _read_days(match, words, "" if groups["d"] else "e_")
    elif groups["mo"]:
        yield from _read_month(match, words, before)
    elif groups["rel"] or groups["wd"]:
        yield from _read_deictic(match, words, before)
    elif groups.get("kw"):
        yield from _read_week(match)
    else:
        yield from _read_year(match, words, text, before, lang)


def _join_coordinated(raws: list[_Raw], text: str, words: DateWords) -> list[_Raw]:
    """Give the year that closes a coordination to its earlier members, and make `a to b` one interval."""
    for index in range(len(raws) - 2, -1, -1):
        here, after = raws[index], raws[index + 1]
        between = text[here.end : after.start]
        if len(between) > _CONTEXT or here.shift is not None or after.shift is not None:
            continue
        if here.year is None and after.year is not None and words.joiners.fullmatch(between):
            raws[index] = replace(
                here, year=after.year, resolution="explicit", week=None if here.week == -1 else here.week
            )
    joined: list[_Raw] = []
    for raw in raws:
        last = joined[-1] if joined else None
        if last is not None and _are_ends(last, raw, text, words):
            joined[-1] = replace(last, end=raw.end, to=(raw.year or 0, raw.month, raw.day))
        elif raw.week != -1 or (
            last is not None
            and last.week is None
            and last.unit == MONTH
            and words.joiners.fullmatch(text[last.end : raw.start])
        ):
            joined.append(replace(raw, week=None) if raw.week == -1 else raw)
    return joined


def _are_ends(first: _Raw, second: _Raw, text: str, words: DateWords) -> bool:
    between = text[first.end : second.start]
    if (
        len(between) > _CONTEXT
        or first.to
        or second.to
        or first.shift is not None
        or second.shift is not None
    ):
        return False
    if (
        first.year is None
        or second.year is None
        or first.unit != second.unit
        or not words.to.fullmatch(between)
    ):
        return False
    if between.strip() in ("und", "and"):
        return (
            re.search(
                r"(?:\bzwischen|\bbetween)(?: de[mn])?(?: \w+)? $",
                text[max(0, first.start - _CONTEXT) : first.start],
                re.IGNORECASE,
            )
            is not None
        )
    return True


def _format(year: int, month: int | None, day: int | None) -> str:
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _parse_anchor(anchor: str | None) -> tuple[int | None, int | None, int | None]:
    parts = [int(part) for part in (anchor or "").split("-") if part.isdigit()][:3]
    year, month, day = (*parts, None, None, None)[:3]
    return (year, month, day) if _is_real(year, month, day) else (year, None, None)


def _nearest_year(
    anchor: tuple[int | None, int | None, int | None], month: int, day: int | None
) -> int | None:
    """The year that puts a month or day nearest to the anchor."""
    year, anchor_month, anchor_day = anchor
    if year is None or anchor_month is None:
        return year
    around = dt.date(year, anchor_month, anchor_day or 15)
    options = [option for option in (year - 1, year, year + 1) if _is_real(option, month, day or 1)]
    return min(
        options, key=lambda option: abs((dt.date(option, month, day or 15) - around).days), default=year
    )


def _shift_unit(  # noqa: PLR0911 -- one return per unit reads better than a ladder of assignments
    raw: _Raw, anchor: tuple[int | None, int | None, int | None]
) -> tuple[str | None, Granularity]:
    """The value of a deictic word, as far as the anchor is fine enough."""
    year, month, day = anchor
    shift = raw.shift or 0
    if raw.unit == YEAR:
        return (_format(year + shift, None, None) if year else None), "year"
    if raw.unit == MONTH:
        if not (year and month):
            return None, "month"
        count = year * 12 + month - 1 + shift
        return _format(count // 12, count % 12 + 1, None), "month"
    if not (year and month and day):
        return None, "week" if raw.unit == WEEK else "day"
    today = dt.date(year, month, day)
    if raw.unit == WEEK:
        week = (today + dt.timedelta(weeks=shift)).isocalendar()
        return f"{week.year:04}-W{week.week:02}", "week"
    if raw.weekday is not None:
        back = (today.weekday() - raw.weekday) % 7
        return (today + dt.timedelta(days=7 - back if shift > 0 else -back)).isoformat(), "day"
    return (today + dt.timedelta(days=shift)).isoformat(), "day"


def _infer_anchor(raws: list[_Raw]) -> str | None:
    """The year that a text without a date of its own speaks in: the only one of its full dates, told often enough."""
    years = Counter(raw.year for raw in raws if raw.year and raw.unit in (DAY, MONTH))
    if len(years) != 1:
        return None
    ((year, count),) = years.items()
    return str(year) if count >= _ONE_YEAR else None


def _is_head(text: str, raw: _Raw) -> bool:
    """Whether a date introduces what follows: `Name, 3 May: …`, `Berlin, 3. Mai – …`, a line of its own."""
    line = text.rfind("\n", 0, raw.start) + 1
    before = text[max(line, raw.start - _HEAD) : raw.start]
    opens = raw.start - line <= _HEAD or "@" in before
    return opens and _SENTENCE_END.search(before) is None and _HEAD_END.match(text, raw.end) is not None


class _Resolver:
    """Resolves dates in text order; later ones may lean on earlier ones."""

    def __init__(self, text: str, words: DateWords, anchor: str | None, inferred: str | None) -> None:
        self.text, self.words = text, words
        self.given = anchor
        self.context = anchor or inferred
        self.last_full: tuple[int, str] | None = None
        self.head: tuple[int, str] | None = None

    def resolve(self, raw: _Raw) -> DateSpan | None:
        value, granularity, anchor = self._value_of(raw)
        if value is not None and granularity == "day":
            self.head = (raw.end, value) if _is_head(self.text, raw) else self.head
        if value is not None and raw.resolution == "explicit" and raw.unit in (DAY, MONTH):
            self.last_full = (raw.end, value.split("/")[0])
        start = raw.start
        opening = self.words.since.search(self.text[max(0, start - _CONTEXT) : start])
        if opening and value is not None and "/" not in value:
            start = max(0, start - _CONTEXT) + opening.start()
            value, granularity = value + "/", "interval"
        return DateSpan(start, raw.end, value, granularity, raw.resolution, anchor)

    def _value_of(self, raw: _Raw) -> tuple[str | None, Granularity, str | None]:
        if raw.shift is not None:
            anchor = self._anchor_of_deixis(raw)
            value, granularity = _shift_unit(raw, _parse_anchor(anchor))
            return value, granularity, anchor if value else None
        year, anchor_used = raw.year, None
        if year is None:
            year, anchor_used = self._year_of(raw)
        granularity = "week" if raw.week else "day" if raw.day else "month" if raw.month else "year"
        if year is None or not _is_real(year, raw.month, raw.day):
            return None, granularity, None
        value = f"{year:04}-W{raw.week:02}" if raw.week else _format(year, raw.month, raw.day)
        if raw.to is not None:
            return f"{value}/{_format(raw.to[0] or year, raw.to[1], raw.to[2])}", "interval", anchor_used
        return value, granularity, anchor_used

    def _year_of(self, raw: _Raw) -> tuple[int | None, str | None]:
        """The year for a date without one: of a date told just before, else the nearest to the anchor."""
        if self.last_full is not None and raw.start - self.last_full[0] <= _SAME_TELLING:
            told = self.last_full[1]
            year = int(told[:4])
            follows = raw.month is None or _format(year, raw.month, raw.day) >= told[: 10 if raw.day else 7]
            if follows or self.context is None:
                return year, str(year)
        if self.context is None or raw.month is None:
            return None, None
        return _nearest_year(_parse_anchor(self.context), raw.month, raw.day), self.context

    def _anchor_of_deixis(self, raw: _Raw) -> str | None:
        """What `today` means: the document's day, else the day at the head of the passage, no other."""
        if self.given is not None:
            return self.given
        if self.head is not None and raw.start - self.head[0] <= 2 * _SAME_TELLING:
            return self.head[1]
        return None


def find_dates(
    text: str, lang: str | None, anchor: str | None = None, *, month_first: bool | None = None
) -> list[DateSpan]:
    """Every date with a calendar value that a text names, in text order.

    Args:
        text: Raw text; offsets count its code points.
        lang: ISO 639-1; anything but `de` is read with the English words.
        anchor: The document's own date, an ISO 8601 prefix. Without one, years that are left out are taken from
            the full dates in the text, and `today` from a day at the head of its passage.
        month_first: Whether the publisher writes `12/16/2024`; None where that is open. Dates of the text that can
            be read one way only settle it too; where nothing does, such a date has only its year.

    Returns:
        The dates. The year in brackets of a resolution's number is none. A date whose year nothing tells has
        value None.
    """
    language = "de" if lang == "de" else "en"
    words = WORDS[language]
    order = _find_order(text) if month_first is None else month_first
    raws = [
        raw
        for match in _iterate_matches(text, words, language)
        for raw in _read_match(match, words, text, language, month_first=order)
    ]
    raws = [
        raw
        for raw in raws
        if _is_real(raw.year, raw.month, raw.day)
        and (raw.to is None or _is_real(raw.to[0] or raw.year, *raw.to[1:]))
    ]
    raws = _join_coordinated(raws, text, words)
    resolver = _Resolver(text, words, anchor, _infer_anchor(raws))
    return [span for raw in raws if (span := resolver.resolve(raw)) is not None]
