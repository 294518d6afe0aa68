"""The acts that an entry of the EU's list names: every one, with what it did to the entry."""

import re
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.xml import strip_space
from lagebild.model.listing import ActRole

ACT_ROLES: dict[str, ActRole] = {
    "amendment": "amendment",
    "repealing": "recast",
    "recast": "recast",
    "repeal": "repeal",
    "regulation": "listing",
}
"""What the EU's word for a kind of act means for an entry that names it.

`regulation` is a basic act, whose first annex lists. `repealing` is a basic act that repeals an older one and takes
its entries over (2017/1509, 267/2012), so it never tells when they were listed; nearly every listing is an
`amendment` of an annex, and nothing tells it from a later correction. `recast` and `repeal` stand in no file read.

Source: values of regulationType in the files read; the titles of the acts.
"""

TAKING_OVER = frozenset({"881/2002", "753/2011"})
"""Basic acts typed `regulation` that took entries over: the first from 467/2001, which it repeals, the second from
the first, when the Taliban were parted from Al-Qaida. They are named for later names too, so they count only where
the entity's own act or its oldest name names them.

Source: titles and recitals of both regulations, not compared entry by entry. In the file of 2026-05-01 five names of
Al-Qaida in the Arabian Peninsula (EU.3415.74), listed by 70/2010, carry 881/2002.
"""

UN_WORD = "UNLI"
"""What the database calls a listing of the Security Council that no act of the EU carries out yet.

Source: the four entries of organisationType `un` in the file of 2026-05-01, whose address is the Council's.
"""

WITHOUT_LIST = frozenset({"131/2004"})
"""Acts that entries name although they list nobody: the arms embargo on Sudan, long before the persons of SSD.

Source: title of the regulation; entry EU.3805.30 in the file of 2026-05-01.
"""

LONGEST_BACKDATING_DAYS = 31
"""Days that an act may be in force before it is published. Source: file of 2026-05-01, 1 to 4 days in 260 records;
334 days in two, by a slip of the year."""

UNNUMBERED_LENGTH = 1_000_000
"""Sorts what has no number after all that have one, by the length of the number."""

OWN_PATH = "sanctionEntity/regulation"

IDENTITY = ("numberTitle", "publicationDate", "regulationType")
"""Attributes by which an act that a record names twice is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act that a record names.

    Attributes:
        title: Number and place of publication as stated, such as `2017/1509 (OJ L224)`; empty where none is.
        published_on: ISO 8601 day, or None.
        in_force_on: The same; only the entity's own act states it.
        role: What the act did to the entry; None where the EU's word is not known, or the act may not concern it.
        path: Element that names it, from the entity down.
        is_un: Whether it is no act of the EU but a listing of the Security Council.
    """

    title: str
    published_on: str | None
    in_force_on: str | None
    role: ActRole | None
    path: str
    is_un: bool


def read_acts(element: etree._Element, draft: EntryDraft[etree._Element]) -> tuple[Act, ...]:
    """Every act named anywhere in an entity, the earliest first, each once; its days become dates of the draft.

    A listing of the Security Council is kept as a note: it is no act of the EU and bounds no listing by it.
    """
    first: dict[tuple[str | None, ...], Act] = {}
    for found in (*element.iter("regulation"), *element.iter("regulationSummary")):
        key = tuple(found.get(name) for name in IDENTITY)
        if key not in first or not first[key].published_on:
            first[key] = _read_act(found, draft)
    named = sorted(first.values(), key=lambda act: act.published_on or "9999")
    oldest = _find_oldest_titles(element)
    acts = [_settle_role(act, draft, oldest=oldest, is_first=act is named[0]) for act in named]
    for act in acts:
        if act.is_un:
            draft.add_note(
                "Listed by the United Nations", ", ".join(filter(None, (act.title, act.published_on)))
            )
            continue
        _add_dates(act, draft)
    return tuple(act for act in acts if not act.is_un)


def _read_act(element: etree._Element, draft: EntryDraft[etree._Element]) -> Act:
    title = strip_space(element.get("numberTitle"))
    kind = strip_space(element.get("regulationType"))
    role = ACT_ROLES.get(kind)
    if role is None:
        message = f"An act of the kind {kind!r} is not known; {title or 'the act'} is kept without a role."
        draft.note("act-kind-unknown", message, place=element)
    if role == "listing" and _number_of(title) in TAKING_OVER:
        role = "recast"
    return Act(
        title=title,
        published_on=_read_day(element, "publicationDate", draft),
        in_force_on=_read_day(element, "entryIntoForceDate", draft),
        role=role,
        path=_path_below_list(element),
        is_un=strip_space(element.get("organisationType")) == "un" or title.startswith(UN_WORD),
    )


def _number_of(title: str) -> str:
    return re.split(r"[\s(]", title, maxsplit=1)[0]


def _find_oldest_titles(element: etree._Element) -> frozenset[str]:
    """The acts of the name that was keyed in first."""
    names = element.findall("nameAlias")
    oldest = min(names, key=lambda name: sort_number(name.get("logicalId", "")), default=None)
    acts = () if oldest is None else oldest.iter("regulationSummary")
    return frozenset(strip_space(act.get("numberTitle")) for act in acts)


def sort_number(raw: str) -> tuple[int, str]:
    """A key by which the database's numbers sort; what is no number comes last."""
    number = raw.strip().lstrip("0")
    return (len(number), number) if number.isascii() and number.isdigit() else (UNNUMBERED_LENGTH, number)


def _settle_role(
    act: Act, draft: EntryDraft[etree._Element], *, oldest: frozenset[str], is_first: bool
) -> Act:
    """The act without a role where it may not concern this entry, which is told."""
    doubt = _find_doubt(act, oldest=oldest, is_first=is_first)
    if doubt is None or act.role is None or act.is_un:
        return act
    draft.note("act-role-unclear", f"{act.title} of {act.published_on} {doubt}; it is kept without a role.")
    return replace(act, role=None)


def _find_doubt(act: Act, *, oldest: frozenset[str], is_first: bool) -> str | None:
    """Why an act may not concern the entry; None where nothing speaks against it.

    A basic act is named at a name or an address as the regime's act too, long after its own day: An Jong Hyok
    (EU.4284.95), listed by 2018/87, carries 2017/1509 there. Below the entity an act that repeals counts only beside
    an older one, where nothing hangs on it.

    Source: file of 2026-05-01.
    """
    number = _number_of(act.title)
    if number in WITHOUT_LIST:
        return "lists nobody"
    if _is_impossible(act, number):
        return "has an impossible date"
    if act.path == OWN_PATH:
        return None
    if number in TAKING_OVER:
        return None if act.title in oldest else "is named for later names too"
    return "may be named as the regime's act" if act.role == "recast" and is_first else None


def _is_impossible(act: Act, number: str) -> bool:
    """Whether the act is published before the year of its number, or in force long before it is published.

    Source: file of 2026-05-01: 2018/1230 and 2018/1231, dated 2017-09-14 instead of 2018-09-14.
    """
    if not act.published_on:
        return False
    years = [part for part in number.split("/") if re.fullmatch(r"(?:19|20)[0-9]{2}", part)]
    if years and min(years) > act.published_on[:4]:
        return True
    days = [act.published_on, act.in_force_on or act.published_on]
    if any(len(day) != len("YYYY-MM-DD") for day in days):
        return False
    published, in_force = (date.fromisoformat(day) for day in days)
    return (published - in_force).days > LONGEST_BACKDATING_DAYS


def _read_day(element: etree._Element, name: str, draft: EntryDraft[etree._Element]) -> str | None:
    raw = element.get(name, "").strip()
    if not raw:
        return None
    day = parse_partial_date(raw)
    if day is None:
        message = f"{name} is {raw!r}, which is no date; it is not read."
        draft.log.note(element, f"{draft.prefix}-date-unreadable", message, severity="warning")
    return day


def _path_below_list(element: etree._Element) -> str:
    parent = element.getparent()
    above = "" if parent is None or parent.tag == "export" else _path_below_list(parent) + "/"
    return f"{above}{element.tag}"


def _add_dates(act: Act, draft: EntryDraft[etree._Element]) -> None:
    if act.published_on:
        read_from = f"{act.path}/@publicationDate"
        draft.add_date("legal_act_on", act.published_on, read_from=read_from, act=act.title, role=act.role)
    if act.in_force_on and act.in_force_on != act.published_on:
        read_from = f"{act.path}/@entryIntoForceDate"
        draft.add_date("legal_act_on", act.in_force_on, read_from=read_from, act=act.title, role=act.role)
    if not act.published_on and not act.in_force_on:
        draft.note("act-undated", f"The act {act.title!r} has no date; its name is kept as a note.")
        draft.add_note("Legal act without a date", act.title)
