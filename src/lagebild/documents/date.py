"""The date that a document gives itself: in its header, its dateline, its signature or its issuing sentence."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from lagebild.documents.layout import Block

MONTHS = 12

LABEL_WORDS = 4
"""Words before a date that are a label; more are a heading that names a day. Source: forty real page headers."""

LONGEST_LABEL_WORDS = 9
"""Words that may stand before a date in a header line at all."""

NEVER = 3
"""Rank of a date that is not the day of issue."""

LANGUAGES = ("en", "de", "fr", "sv", "it", "es", "nl", "da", "nb", "pl", "pt", "fi")
"""Languages whose month names are known in headers. Source: the states whose ministries we watch."""

SHORT_LINE = 120
"""Code points that a header line with a date may have. Source: the longest in forty real pages has 74."""

_BEFORE = re.compile(
    r"(?:[\w().&’' -]{0,40}?(?:\b(?:date|dated|datum|stand|as of|published|updated|release[d]?|veröffentlicht|"
    r"erschienen|herausgegeben|ausgegeben|publicerad|publié|issued|posted|vom|am|on|le|den|wahlperiode|statement|"
    r"erklärung|press release|pressemitteilung|news|article|artikel|speech|rede|fact sheet|report|bericht|nr\.?|no\.?)"
    r"\b)?[\w ./&’'()-]{0,30}?[:,|–—·•-]?\s*)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:(?:Done (?:at|in) )?[A-ZÄÖÜ][\w. ’'-]{1,40},?(?: (?:den|am|on|this|the))?)?")
_FOREIGN = re.compile(
    r"\b(?:last (?:updated|modified)|updated|aktualisiert|zuletzt geändert|accessed|abgerufen|retrieved|deadline|"
    r"frist|bis zum|valid (?:from|until)|gültig|in kraft|entry into force|effective|"
    r"copyright|all rights reserved)\b|©",
    re.IGNORECASE,
)
"""A line whose date is not the document's own day of issue."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as ISO 8601, its place in the text, and where in the document it stood."""

    value: str
    start: int
    end: int
    told_by: str


def find_header_date(lines: Iterable[Block], text: str) -> FoundDate | None:
    """The date of the header line that tells the day of issue, or None.

    The first line that is little else than a date wins over one that names a day among other words, and both win
    over the day of an update. A deadline or the day of entry into force is never taken.
    """
    ranked = []
    for line in lines:
        found = next(iter_dates(text, line.start, line.end), None) if len(line.words) <= SHORT_LINE else None
        if found is not None and _is_date_line(text, line, found):
            ranked.append((_rank(text[line.start : found.start]), found))
    best = min(ranked, key=lambda entry: entry[0], default=None)
    return best[1] if best and best[0] < NEVER else None


def _rank(before: str) -> int:
    if re.search(r"updated|aktualisiert|modified|geändert", before, re.IGNORECASE):
        return NEVER - 1
    if _FOREIGN.search(before):
        return NEVER
    return 0 if len(before.split()) <= LABEL_WORDS else 1


def find_signature_date(tail: Iterable[Block], text: str) -> FoundDate | None:
    """The date of place and day at a paper's end, such as `Berlin, den 3. März 2024`, or None."""
    for line in reversed(list(tail)):
        if len(line.words) > SHORT_LINE:
            continue
        found = next(iter_dates(text, line.start, line.end), None)
        if found is None or text[found.end : line.end].strip(" .*_"):
            continue
        before = text[line.start : found.start].strip(" *_\u00a0")
        if re.fullmatch(
            r"(?:(?:Done (?:at|in) )?[A-ZÄÖÜ][\w. ’'-]{1,40},?(?: (?:den|am|on|this|the))?)?", before
        ):
            return FoundDate(found.value, found.start, found.end, "signature")
    return None


_ISSUING = re.compile(
    r"(?:\btext of the following|\bfollowing (?:joint )?statement|\bWortlaut der folgenden|"
    r"\bfolgende[nr]? (?:gemeinsame )?Erklärung|"
    r"\bmet (?:today,? )?on this\b)[^.]{0,400}",
    re.IGNORECASE,
)


def find_issuing_date(text: str, start: int, end: int) -> FoundDate | None:
    """The date that the issuing sentence itself names, such as `released on 3 March 2024 by …`, or None."""
    for sentence in _ISSUING.finditer(text, start, end):
        for found in iter_dates(text, sentence.start(), min(end, sentence.end() + 40)):
            before = text[max(start, found.start - 12) : found.start]
            if found.start < sentence.end() and re.search(r"(?:\bon(?: this)?|\bam|,)\s*(?:\w+, )?$", before):
                return FoundDate(found.value, found.start, found.end, "issuing sentence")
    return None


def find_dateline(text: str, block: Block) -> FoundDate | None:
    """The date of a body's dateline, such as `OSLO, 3 March 2024 –`, or None."""
    head = text[block.start : min(block.end, block.start + 100)]
    found = next(iter_dates(text, block.start, block.start + len(head)), None)
    if found is None:
        return None
    before, after = text[block.start : found.start], text[found.end : found.end + 25]
    is_place = re.fullmatch(r"(?:[A-ZÄÖÜ][\w.’' -]{1,40}(?:[,/(]\s*(?:den |am |[A-Z][\w.]+,\s*)?))?", before)
    is_opening = re.match(r"[)]?(?:\s*\([^)]{2,20}\)|\s*/[A-Z ]+/)?\s*(?:[–—:/]|--?)", after)
    return FoundDate(found.value, found.start, found.end, "dateline") if is_place and is_opening else None


def parse_meta_date(raw: str | None) -> str | None:
    """The day of a page's meta element as ISO 8601; a month or year stays one; None for anything else."""
    found = re.match(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])", raw or "")
    if not found:
        return None
    parts = [part for part in found.groups() if part]
    return "-".join(parts) if _is_day(int(parts[0]), *(int(part) for part in parts[1:])) else None


def iter_dates(text: str, start: int, end: int) -> Iterator[FoundDate]:
    """Days written out in full between two offsets, in order; those that could be two days are left out."""
    for found in _compile().finditer(text, start, end):
        value = _resolve(found)
        if value:
            yield FoundDate(value, found.start(), found.end(), "header")


def _is_date_line(text: str, line: Block, found: FoundDate) -> bool:
    before = text[line.start : found.start].strip(" \t*_#[(|>")
    after = text[found.end : line.end].strip(" \t*_])")
    if re.match(r",?\s*(?:to|bis|until|–)\s", after):
        return False
    is_label = bool(_BEFORE.fullmatch(before)) and len(before.split()) <= LONGEST_LABEL_WORDS
    is_before_label = not before or bool(_PLACE.fullmatch(before)) or is_label
    is_sentence = bool(re.search(r"[.!?]$", after)) and len(after.split()) > 3  # noqa: PLR2004  # a time zone is shorter
    return is_before_label and not is_sentence and len(after.split()) <= 12  # noqa: PLR2004  # as labels


def is_day_first_or_last(first: str, second: str) -> bool:
    """Whether two numbers of a date with slashes can be day and month in one way only."""
    return first == second or not (1 <= int(first) <= MONTHS and 1 <= int(second) <= MONTHS)


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {"jänner": 1, "jaenner": 1, "maerz": 3, "märz": 3, "sept": 9}
    for language in LANGUAGES:
        months = Locale(language).months
        for number in range(1, 13):
            for usage in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    name = str(months[usage][width][number]).casefold().rstrip(".")
                    if name.isalpha():
                        names.setdefault(name, number)
    return names


@cache
def _compile() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    space = r"[\s\u00a0\u202f]"
    return re.compile(
        rf"(?<![\d./-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
        rf"|(?P<d2>\d\d?)\.{space}?(?P<m2>\d\d?)\.{space}?(?P<y2>(?:19|20)\d\d)(?!\d)"
        rf"|(?P<d3>\d\d?)(?:\.|st|nd|rd|th|er|<sup>(?:st|nd|rd|th)</sup>)?{space}?(?:de{space}|day{space}of{space}|of{space})?"
        rf"(?P<n3>{month})\.?,?{space}(?:de{space})?(?P<y3>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<n4>{month})\.?{space}(?P<d4>\d\d?)(?:st|nd|rd|th)?,?{space}(?P<y4>(?:19|20)\d\d)(?!\d)"
        rf"|(?P<s5>\d\d?)/(?P<t5>\d\d?)/(?P<y5>(?:19|20)\d\d)(?!\d)"
        rf"|(?P<y6>(?:19|20)\d\d)/(?P<m6>\d\d?)/(?P<d6>\d\d?)(?!\d))",
        re.IGNORECASE,
    )


def _resolve(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["s5"]:
        if not is_day_first_or_last(part["s5"], part["t5"]):
            return None
        first, second, year = int(part["s5"]), int(part["t5"]), int(part["y5"])
        day, month = (first, second) if second <= MONTHS else (second, first)
    else:
        year = int(next(part[key] for key in ("y1", "y2", "y3", "y4", "y6") if part[key]))
        day = int(next(part[key] for key in ("d1", "d2", "d3", "d4", "d6") if part[key]))
        name = part["n3"] or part["n4"]
        month = _months()[name.casefold()] if name else int(part["m1"] or part["m2"] or part["m6"])
    return f"{year:04}-{month:02}-{day:02}" if _is_day(year, month, day) else None


def _is_day(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        return bool(dt.date(year, month, day))
    except ValueError:
        return False
