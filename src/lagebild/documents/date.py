"""The date that a document gives itself: in its header, its dateline, its signature or its issuing sentence."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from lagebild.documents.dateline import is_label_after, is_label_before, is_place
from lagebild.documents.layout import Block

MONTHS = 12

LABEL_WORDS = 4
"""Words before a date that are a label; more are a heading that names a day. Source: forty real page headers."""

NEVER = 3
"""Rank of a date that is not the day of issue."""

LANGUAGES = ("en", "de", "fr", "sv", "it", "es", "nl", "da", "nb", "pl", "pt", "fi")
"""Languages whose month names are known in headers. Source: the states whose ministries we watch."""

SHORT_LINE = 120
"""Code points that a header line with a date may have. Source: the longest in forty real pages has 74."""

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
        if found is None or text[found.end : line.end].strip(" .*_") or _continues(text, line):
            continue
        before = text[line.start : found.start].strip(" *_\u00a0")
        if is_label_before(before) and not _FOREIGN.search(before):
            return FoundDate(found.value, found.start, found.end, "signature")
    return None


def find_published_date(lines: Iterable[Block], text: str) -> FoundDate | None:
    """The date of a line below the header that says of itself that it tells the day of issue, or None."""
    for line in lines:
        found = next(iter_dates(text, line.start, line.end), None) if len(line.words) <= SHORT_LINE else None
        if found is None or not _is_date_line(text, line, found):
            continue
        before = text[line.start : found.start]
        if _PUBLISHED.match(before.strip(" \t*_#[(|>")) and not _FOREIGN.search(before):
            return FoundDate(found.value, found.start, found.end, "publication line")
    return None


_PUBLISHED = re.compile(
    r"(?:(?:first |date )?(?:published|issued|released|posted)|date of (?:publication|issue|release)|"
    r"(?:publication|release|issue) date|date|datum|erstellt|veröffentlicht|herausgegeben|ausgegeben|erschienen|"
    r"erscheinungsdatum|veröffentlichungsdatum|publicerad|publié|for immediate release)\b",
    re.IGNORECASE,
)


_ISSUING = re.compile(
    r"(?:\btext of the following|\bfollowing (?:joint )?statement|\bWortlaut der folgenden|"
    r"\bfolgende[nr]? (?:gemeinsame )?Erklärung|"
    r"\bmet (?:today,? )?on this\b)[^.]{0,400}",
    re.IGNORECASE,
)
_SELF_ISSUED = re.compile(
    r"\b(?:this|the (?:present|following|above)) (?:[\w-]+ ){0,3}?(?:statement|declaration|communiqu[eé]|release|"
    r"report|notice|text|document|fact sheet|message|letter)\b (?:was|is|has been) (?:\w+ly )?"
    r"(?:issued|released|published|made|delivered|adopted|agreed)\b[^.;]{0,200}"
    r"|\b(?:diese[rsn]?|vorliegende[rsn]?|folgende[rsn]?|nachstehende[rsn]?) (?:[\w-]+ ){0,3}?"
    r"(?:\w*erklärung|stellungnahme|\w*mitteilung|kommuniqu[eé]|bericht|text|wortlaut|dokument|vermerk)\b "
    r"(?:wurde|wird|ist)\b(?=[^.;]{0,40}\d)[^;]{0,60}?\d{4}\b[^.;]{0,120}?"
    r"\b(?:herausgegeben|veröffentlicht|abgegeben|verabschiedet|angenommen|beschlossen)\b",
    re.IGNORECASE,
)
"""A sentence in which a document tells of its own issue; one that names another paper does not."""


def find_issuing_date(text: str, start: int, end: int) -> FoundDate | None:
    """The date that the issuing sentence itself names, such as `released on 3 March 2024 by …`, or None."""
    sentences = [*_ISSUING.finditer(text, start, end), *_SELF_ISSUED.finditer(text, start, end)]
    for sentence in sorted(sentences, key=lambda found: found.start()):
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
    is_opening = re.match(r"[)]?(?:\s*\([^)]{2,20}\)|\s*/[A-Z ]+/)?\s*(?:[–—:/]|--?)", after)
    is_entry = not before and re.match(r"\s*:", after)  # a chronicle's entry, not a report's place and day
    if not is_opening or is_entry or (before and not is_place(before)):
        return None
    return FoundDate(found.value, found.start, found.end, "dateline")


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
    before = text[line.start : found.start].lstrip(" \t*_#[(|>").rstrip(" \t*_#>")
    after = text[found.end : line.end].strip(" \t*_])")
    if re.match(r",?\s*(?:to|bis|until|–)\s", after) or _continues(text, line):
        return False
    return is_label_before(before) and is_label_after(after, is_alone=not before)


_UNFINISHED = re.compile(
    r"(?:^|\s)(?:on|of|the|in|at|by|since|until|from|and|or|dated|am|vom|den|der|des|die|das|dem|im|seit|bis|und|oder|"
    r"mit|nach|for|to|zum|zur|als|dass|that|this)$"
)
_GOES_ON = re.compile(r"(?:on|of|in|at|by|since|until|from|and|am|vom|im|seit|bis|und|nach)\b")


def _continues(text: str, line: Block) -> bool:
    """Whether a line goes on with the sentence of the line right above it, in a text broken for width."""
    above = text[max(0, line.start - 2 * SHORT_LINE) : line.start].rstrip(" \t\u00a0*_#>|([")
    if not above.endswith("\n") or above.endswith(("\n\n", "\n\r\n")):
        return False
    last = above.rstrip().rpartition("\n")[2].strip()
    return bool(last) and bool(_UNFINISHED.search(last) or _GOES_ON.match(text, line.start))


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
