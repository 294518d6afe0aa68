"""Dates as Australia's list writes them: in the prose about a listing, and in cells of birth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lagebild.lists.dates import parse_partial_date
from lagebild.model.listing import ActRole, ListingDateKind

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

SHORTEST_RUN = 3
"""Years or months in a row that are a range. The layout since November 2025 writes a range out year by year.

Source: reference 2, `1955- 1958` in 2024 and four years in 2026; two years in a row cover the range exactly.
"""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"

_DATE = (
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<sd>\d{1,2})\s?/\s?(?P<sm>\d{1,2})\s?/\s?(?P<sy>\d{4})(?!\d)"
    rf"|(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.\-]*(?P<m>{_MONTH})[\s.,\-]*(?P<y>\d{{4}})(?!\d)"
    rf"|(?P<um>{_MONTH})\.?\s+(?P<ud>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<uy>\d{{4}})(?!\d)"
    rf"|(?P<mm>{_MONTH})[\s.,]*(?P<my>\d{{4}})(?!\d))"
)
"""A day or a month. Australia writes the day first: 3,400 cells of 2024 have a first part above 12, none a second."""

_WHOLE_DATE = re.compile(
    _DATE + r"|(?P<dots>\d{1,2}\.\d{1,2}\.\d{4})|(?P<slash_month>\d{1,2}/\d{4})|(?P<year>\d{4})",
    re.IGNORECASE,
)

_SHORT_DAYS = r"(?P<days>(?:\d{1,2}(?:st|nd|rd|th)?\s*(?:,\s*|and\s+|&\s*)){1,12})?"
"""Days that share month and year with the date after them: `10 and 30 Dec. 2015` (reference 3127)."""

_BODY = r"(?P<body>\d{3,4}(?:(?:\s*(?:,|/|and)\s*)\d{3,4})*)"

_TITLE = (
    r"(?P<title>(?:Autonomous\s+Sanctions|Charter\s+of\s+(?:the\s+)?United\s+Nations)\b"
    r"(?:(?!Autonomous\s+Sanctions|Charter\s+of|Regulations?\s+\d|\.\s+[A-Z]|\bon\s+\d)[^;:\[\]]){1,220}?"
    r"\b(?:List|Listing|Instrument|Designation)\s+(?P<title_year>\d{4})(?:\s*\(No\.?\s*\d+\))?)"
)
"""An instrument that lists, with its year. Regulations and Acts are the frame, older than most listings: no date."""

_TOKEN = re.compile(
    rf"{_TITLE}"
    rf"|(?P<un>listed\s*by\s+(?:the\s+)?(?:UN\s*(?:SC|Security\s+Council)?\s*)?{_BODY}\s*committee)"
    r"|(?P<un_council>listed\s*by\s+(?:the\s+)?(?:UNSC|UN\b|United\s+Nations|Security\s+Council))"
    r"|(?P<renewed>re-?\s?list(?:ed|ing)\b|last(?:ed)?\s+listed\b|re-?designat|\bsubsequently\b"
    r"|continued?\s+(?:to\s+have|in)\s+effect|\bdeclared\b)"
    r"|(?P<previous>in\s+effect\s+from)"
    r"|(?P<amended>\bamended\b|\bupdated\b)"
    r"|(?P<delisted>\bde-?listed\b|\bremoved\s+from\b)"
    r"|(?P<other>(?:formerly|previously)\s+listed|assets\s+received|\bexpire|\breview"
    r"|UN\s+Reference)"
    r"|(?P<gazette>\bGazette\b(?:\s+No\.?)?\s*[A-Z]*\s*\d*)"
    r"|(?P<listed>(?<![A-Za-z-])(?:first\s+)?listed(?:(?=on)|\b)|\bdesignated\b(?!\s+Persons))"
    rf"|(?<!\d){_SHORT_DAYS}{_DATE}",
    re.IGNORECASE,
)

_LISTING_INSTRUMENT = re.compile(r"first\s+(?:designation|desgination|listing)", re.IGNORECASE)

_BIRTH_PARTS = re.compile(
    r"(?:^|(?<=[\s;,]))\(?[a-z]\)\s*|;|>>|[\r\n]+|\s{2,}|\bor\b|\balt\.?\s+DOB:?"
    r"|(?<=\d{4}),(?!\s*\d{1,2}\s+[A-Z][a-z]+$)|(?<=\d{4})[\s\xa0]+(?=\d)|(?<=\d{4})\.(?=\d)",
)
"""What parts the dates of one cell. Source: all cells of the editions of 2024-12 and 2026-08."""

_APPROXIMATELY = re.compile(r"^(?:approximately|approx\.?|circa|c\.)\s*", re.IGNORECASE)

_RANGE = re.compile(r"(?:between\s+)?(?P<first>\d{4})\s*(?:-|–|/|to|and)\s*(?P<last>\d{4})", re.IGNORECASE)

_LONGEST_RANGE = 30
"""Years of the longest range that is written out to be compared; the longest published has 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseDate:
    """One date in the prose about a listing, with what the prose says of it.

    Attributes:
        kind: What happened on it; None where the prose does not say.
        value: ISO 8601 prefix.
        act: The instrument or body, or None.
        role: What the act did, or None.
    """

    kind: ListingDateKind | None
    value: str
    act: str | None = None
    role: ActRole | None = None


@dataclass(slots=True)
class _State:
    """What the words read so far say of the next date."""

    kind: ListingDateKind | None = None
    role: ActRole | None = None
    act: str | None = None
    is_single: bool = False


def read_date(raw: str) -> str | None:
    """The ISO 8601 prefix of a date as the list writes it, day first; None for everything else.

    Args:
        raw: `14 Apr. 1963`, `14/04/1963`, `1963-04-14`, `03/1963`, `March 1963` or `1963`, and nothing beside it.
    """
    match = _WHOLE_DATE.fullmatch(raw.strip(" .,;()\xa0"))
    if match is None:
        return None
    if match["year"]:
        return parse_partial_date(match["year"])
    if match["slash_month"]:
        month, year = match["slash_month"].split("/")
        return _write_day(year, int(month), None)
    if match["dots"]:
        day, month, year = match["dots"].split(".")
        return _write_day(year, int(month), int(day))
    return _date_of(match)


@lru_cache(maxsize=1024)
def read_listing_prose(text: str) -> tuple[ProseDate, ...]:
    """The dates in a cell about a listing, in order, each by the words before it.

    `Listed on` and `Designated … on` say when Australia listed; `Listed by UN … Committee on` when the Committee
    did, which is the listing act of another body; `amended` an amendment; `relisted`, `last listed` and
    `continue in effect` a renewal (role recast), never the listing; `in effect from` the beginning of an earlier
    designation. A date alone at the beginning is the listing's.
    An instrument that lists counts with the year in its title. What nothing is said of has the kind None.

    Source:
        docs/sources/au_dfat.md, "Dates in prose".
    """
    text = " ".join(text.split())
    found: list[ProseDate] = []
    state = _State(kind="designated_on", is_single=True)
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        if _starts_anew(between, match, is_first=end == 0):
            state = _State()
        end = match.end()
        if match["title"]:
            role: ActRole = "listing" if _introduces_listing(between) else _role_of_title(state)
            title = match["title"]
            found.append(ProseDate(kind="legal_act_on", value=match["title_year"], act=title, role=role))
            if state.kind in {None, "legal_act_on"}:
                state = _State(kind="legal_act_on", role=role, act=title, is_single=True)
        elif _names_a_date(match):
            found.extend(_read_dates(match, state))
            if state.is_single:
                state = _State()
        else:
            state = _next_state(match, state)
    return tuple(found)


def split_birth_dates(cell: str) -> list[str]:
    """The parts of a cell of birth, each one date, range or remark as published; letters `a)` left out."""
    parts = (part.strip(" .,;\xa0") for part in _BIRTH_PARTS.split(cell) if part)
    return [part for part in parts if part]


def read_birth_dates(cell: str) -> tuple[list[str], list[str]]:
    """The certain dates of a cell of birth, and the words of all that is uncertain.

    Returns:
        ISO 8601 prefixes; and what is qualified, a range, of another calendar, of two-digit years, or no date.
        Years or months in a row (`SHORTEST_RUN`) are a range that was written out.
    """
    certain: list[str] = []
    uncertain: list[str] = []
    for part in split_birth_dates(cell):
        date = read_date(part)
        if date is None:
            uncertain.append(part)
        elif date not in certain:
            certain.append(date)
    for run in _find_runs(certain):
        certain = [date for date in certain if date not in run]
        uncertain.append(", ".join(run))
    return certain, uncertain


def write_birth_dates(cell: str) -> list[str]:
    """The parts of a cell of birth in one writing, so that editions can be compared.

    Dates are ISO 8601, `circa` is `Approximately`, and a range is written out year by year as the layout since
    November 2025 does. All other words stay as published.
    """
    written: list[str] = []
    for part in split_birth_dates(cell):
        date = read_date(part)
        core = _APPROXIMATELY.sub("", part)
        match = _RANGE.fullmatch(core)
        if date is not None:
            written.append(date)
        elif match and 0 < int(match["last"]) - int(match["first"]) <= _LONGEST_RANGE:
            written.extend(str(year) for year in range(int(match["first"]), int(match["last"]) + 1))
        else:
            written.append(part if core == part else f"Approximately {core}")
    return list(dict.fromkeys(written))


def find_dates_after(text: str, words: str) -> str | None:
    """The first day after some words (a pattern), no more than a few letters away; None where there is none."""
    match = re.search(rf"(?:{words})[\s:]*(?:on\s+|in\s+)?{_DATE}", text, re.IGNORECASE)
    return _date_of(match) if match else None


def _starts_anew(between: str, match: re.Match[str], *, is_first: bool) -> bool:
    """Whether what was said before does not govern what follows: at a new sentence, and after unread first words."""
    if is_first:
        return bool(between.strip(" :"))
    return re.search(r"\.\s+[A-Z]", between + match[0][:1]) is not None


def _introduces_listing(between: str) -> bool:
    return _LISTING_INSTRUMENT.search(between) is not None


def _role_of_title(state: _State) -> ActRole:
    if state.role == "recast":
        return "recast"
    return "amendment" if state.kind == "amended_on" else "listing"


def _names_a_date(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("iso", "sd", "d", "um", "mm"))


def _next_state(match: re.Match[str], state: _State) -> _State:  # noqa: PLR0911  - one return per word of the prose
    if match["un"]:
        body = " ".join(match["body"].split())
        # No role: it is the Council's act, and Australia's list has taken up many of these entries years later.
        return _State(kind="legal_act_on", role=None, act=f"UN {body} Committee", is_single=True)
    if match["un_council"]:
        return _State(kind="legal_act_on", role=None, act="UN Security Council", is_single=True)
    if match["renewed"]:
        return _State(kind="legal_act_on", role="recast", act="Relisting")
    if match["previous"]:
        return _State(kind="legal_act_on", role="listing", act="Previous designation", is_single=True)
    if match["amended"]:
        return _State(kind="amended_on")
    if match["delisted"]:
        return _State(kind="delisted_on", is_single=True)
    if match["listed"]:
        return _State(kind="designated_on", is_single=True)
    if match["gazette"] and state.kind == "legal_act_on":
        return state
    return _State()


def _read_dates(match: re.Match[str], state: _State) -> Iterator[ProseDate]:
    value = _date_of(match)
    if value is None:
        return
    if match["days"] and len(value) == len("YYYY-MM-DD"):
        for day in re.findall(r"\d{1,2}", match["days"]):
            earlier = _write_day(value[:4], int(value[5:7]), int(day))
            if earlier:
                yield ProseDate(kind=state.kind, value=earlier, act=state.act, role=state.role)
    yield ProseDate(kind=state.kind, value=value, act=state.act, role=state.role)


def _date_of(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return parse_partial_date(match["iso"])
    if match["sd"]:
        return _write_day(match["sy"], int(match["sm"]), int(match["sd"]))
    if match["d"]:
        return _write_day(match["y"], _month_of(match["m"]), int(match["d"]))
    if match["um"]:
        return _write_day(match["uy"], _month_of(match["um"]), int(match["ud"]))
    return _write_day(match["my"], _month_of(match["mm"]), None)


def _month_of(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1


def _write_day(year: str, month: int, day: int | None) -> str | None:
    return parse_partial_date(f"{year}-{month:02}" + (f"-{day:02}" if day is not None else ""))


def _find_runs(dates: list[str]) -> list[list[str]]:
    """Rows of years, or of months, that follow each other without a gap; the shortest that count are three long."""
    runs: list[list[str]] = []
    for length in (len("YYYY"), len("YYYY-MM")):
        alike = sorted(date for date in dates if len(date) == length)
        run: list[str] = []
        for date in [*alike, ""]:
            if run and (not date or _count(date) != _count(run[-1]) + 1):
                runs.extend([run] if len(run) >= SHORTEST_RUN else [])
                run = []
            run.append(date)
    return runs


def _count(date: str) -> int:
    year, _, month = date.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)
