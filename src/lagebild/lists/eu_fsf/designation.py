"""When the EU says that it designated an entity, told apart from the days of the Security Council."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lxml import etree

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.eu_fsf.acts import UN_WORD, Act
from lagebild.text.dates import find_dates

Speaker = Literal["eu", "un", "listing", "unsaid", "bare"]
"""Whose day a statement is: the EU's or the Council's in so many words, the annexes' `date of listing`, a date of
designation that does not say whose, or a date that stands alone in designationDetails."""

UN_PROGRAMMES = frozenset({"AFG", "IRQ", "SDN", "SOM", "TAQA", "YEM", UN_WORD})
"""Programmes that list whom the Security Council lists and nobody else: their designation is the Council's.

Source: Regulations 753/2011 (resolution 1988), 1210/2003 (1483), 747/2014 (1591), 356/2010 (1844), 881/2002 (1267)
and 1352/2014 (2140). In the file of 2026-05-01 `Date of listing: 9.9.2003` of TAQA is the Council's day; the EU's
act followed on 2003-09-13.
"""

MIXED_PROGRAMMES = frozenset({"CAF", "COD", "GNB", "HTI", "IRN", "LBY", "MLI", "PRK", "SSD"})
"""Programmes with an annex for the Council's list and one of the EU's own.

Source: the annexes of their regulations. In the file of 2026-05-01 `Date of listing: 5/08/2017` and `Date of
designation: 2.3.2016` (both PRK) are the Council's days, `Date of listing: 20.05.2016` (PRK) is the EU's.
"""

UN_LAG_DAYS = (2, 120)
"""From how many days after the Council's day the EU's act follows, at the least and as a rule at the most.

Source: file of 2026-05-01. Of 319 statements that name the United Nations 138 have their first act within 120 days:
2 to 87 days later, never sooner. Of the EU's own 92 days that have theirs so near 90 have it on that day or the next.
"""

_DAY = (
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}(?!\d)|\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4}(?!\d)"
)
"""`9.6.2010`, `09/06/2010`, `2015-03-07`, `17 March 2011`."""

_STATEMENT = re.compile(
    rf"""\b(?:
        (?P<un>(?:date\s+of\s+)?UN(?:SC)?(?:\s+Security\s+Council)?\s+(?:designation|listing)|UNLI|UN(?=\s*:)
            |(?:date\s+of\s+)?designation\s+referred\s+to\s+in\s+Article[^:.]{{1,40}})
      | (?P<eu>(?:date\s+of\s+)?EU\s+(?:designation|listing)|EU(?=\s*:))
      | (?P<listing>date\s+of\s+listing)
      | (?P<unsaid>date\s+of\s+designation|listed\s+on)
    )\s*(?:of|on)?\s*[:–-]?\s*(?P<day>{_DAY})?""",
    re.IGNORECASE | re.VERBOSE,
)
"""Source: all wordings of remark and designationDetails in the file of 2026-05-01; docs/sources/eu_fsf.md."""

_BARE = re.compile(rf"\(?\s*(?P<day>{_DAY})\s*(?:,\s*suspended\s+since\s+[^()]*)?\)?\s*\.?")
"""`16.2.2015`; `(26.7.2010, suspended since 16.1.2016)`: designationDetails that are nothing but a date."""

_RESOLUTION = re.compile(r"\bpursuant\s+to\s+paragraphs?\b[^.]*\bresolution\b", re.IGNORECASE)

UNREAD_LENGTH = 12
"""Characters shown after a statement without a day that can be read: as much as a day needs."""

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that a free text says of a designation.

    Attributes:
        speaker: Whose designation.
        day: ISO 8601 day; None where the text names none that exists.
        text: Its words.
    """

    speaker: Speaker
    day: str | None
    text: str


def find_statements(text: str, *, is_details: bool = False) -> tuple[Statement, ...]:
    """What a remark, or the designationDetails, says of designations, in order."""
    text = " ".join(text.split())
    bare = _BARE.fullmatch(text) if is_details else None
    if bare is not None:
        return (Statement(speaker="bare", day=_read_day(bare["day"]), text=text),)
    found = [_read_statement(match) for match in _STATEMENT.finditer(text)]
    if match := _RESOLUTION.search(text):
        found = [_as_un(statement) for statement in found]
        found.append(Statement(speaker="un", day=None, text=match[0]))
    return tuple(found)


def _as_un(statement: Statement) -> Statement:
    """`Listed on 17 March 2011 pursuant to paragraph 17 of resolution …` is the Council's."""
    if statement.speaker != "unsaid":
        return statement
    return Statement(speaker="un", day=statement.day, text=statement.text)


def _read_statement(match: re.Match[str]) -> Statement:
    speakers: tuple[Speaker, ...] = ("un", "eu", "listing", "unsaid")
    speaker = next(name for name in speakers if match[name])
    end = match.end() if match["day"] else match.end() + UNREAD_LENGTH
    return Statement(
        speaker=speaker, day=_read_day(match["day"] or ""), text=match.string[match.start() : end].strip()
    )


def _read_day(written: str) -> str | None:
    """The day as ISO 8601; the EU writes the day before the month. None where there is no such day."""
    if iso := parse_partial_date(written):
        return iso
    numbers = [int(number) for number in _NUMBERS.findall(written)]
    if len(numbers) == len(("day", "month", "year")):
        day, month, year = numbers
        return parse_partial_date(f"{year}-{month:02}-{day:02}")
    return next((found.value for found in find_dates(written, "en") if found.granularity == "day"), None)


def read_designation(element: etree._Element, draft: EntryDraft[etree._Element], acts: Sequence[Act]) -> None:
    """Add what the entity's record says of its designation by the EU; the Council's days are kept as notes."""
    details = element.get("designationDetails", "").strip()
    said = [("sanctionEntity/@designationDetails", s) for s in find_statements(details, is_details=True)]
    for remark in element.findall("remark"):
        said += [("sanctionEntity/remark", s) for s in find_statements(remark.text or "")]
    if details:
        draft.add_note("Designation details", details)
    own = [(place, s) for place, s in said if _is_own(s, draft, acts)]
    for place, statement in own:
        if statement.day is not None:
            draft.add_date("designated_on", statement.day, read_from=f"{place}: {statement.text}")
    for _, statement in said:
        _note_statement(statement, draft, is_own=any(statement is other for _, other in own))
    _read_attribute(element, draft, acts, [statement for _, statement in said])


def _is_own(statement: Statement, draft: EntryDraft[etree._Element], acts: Sequence[Act]) -> bool:
    """Whether the statement gives the day of the EU's own designation."""
    if statement.speaker in {"eu", "un"} or statement.day is None:
        return statement.speaker == "eu"
    programmes = set(draft.programmes)
    if programmes and programmes <= UN_PROGRAMMES:
        return False
    if not programmes & (MIXED_PROGRAMMES | UN_PROGRAMMES):
        return True
    lag = _find_lag(statement.day, acts)
    if statement.speaker == "unsaid":
        return lag is not None and 0 <= lag < UN_LAG_DAYS[0]
    return not _is_councils_lag(lag)


def _find_lag(day: str, acts: Sequence[Act]) -> int | None:
    """Days from a day to the first act that the record names; None where no act of a known role has a whole day."""
    days = sorted(
        act.published_on
        for act in acts
        if act.role is not None and act.published_on and len(act.published_on) == len("YYYY-MM-DD")
    )
    return (date.fromisoformat(days[0]) - date.fromisoformat(day)).days if days else None


def _is_councils_lag(lag: int | None) -> bool:
    """Whether the acts named speak for the Council: one is older than the day, or the first after it lags."""
    shortest, longest = UN_LAG_DAYS
    return lag is not None and (lag < 0 or shortest <= lag <= longest)


def _note_statement(statement: Statement, draft: EntryDraft[etree._Element], *, is_own: bool) -> None:
    if statement.day is None and statement.speaker != "un":
        draft.note("designation-unreadable", f"{statement.text!r} names no day; it is kept as text.")
    elif statement.speaker != "un" and not is_own:
        message = f"{statement.text!r} may be the Security Council's day; it is kept as text, not as the EU's listing."
        draft.note("designation-unclear", message)


def _read_attribute(
    element: etree._Element,
    draft: EntryDraft[etree._Element],
    acts: Sequence[Act],
    said: Sequence[Statement],
) -> None:
    raw = element.get("designationDate", "").strip()
    if not raw:
        return
    day = parse_partial_date(raw)
    if day is None:
        message = f"designationDate is {raw!r}, which is no date; it is kept as text."
        draft.note("designation-unreadable", message)
        draft.add_note("Designation date", raw)
    elif _is_councils(day, draft, acts, said):
        message = f"designationDate {day} is the Security Council's day by the record; it is kept as text."
        draft.note("designation-of-un", message)
        draft.add_note("Designation date (United Nations)", day)
    else:
        draft.add_date("designated_on", day, read_from="sanctionEntity/@designationDate")


def _is_councils(
    day: str, draft: EntryDraft[etree._Element], acts: Sequence[Act], said: Sequence[Statement]
) -> bool:
    """Whether a designationDate is the Council's: by the words beside it, the programme, or the acts named."""
    if any(statement.speaker == "eu" and statement.day == day for statement in said):
        return False
    programmes = set(draft.programmes)
    if any(statement.speaker == "un" for statement in said) or (programmes and programmes <= UN_PROGRAMMES):
        return True
    is_mixed = bool(programmes & (MIXED_PROGRAMMES | UN_PROGRAMMES)) or draft.unsc_id is not None
    return is_mixed and len(day) == len("YYYY-MM-DD") and _is_councils_lag(_find_lag(day, acts))
