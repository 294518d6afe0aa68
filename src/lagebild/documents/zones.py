"""The stretches of a document in which one speaker speaks."""

import re
from collections.abc import Iterable

from lagebild.documents.issuers import FoundIssuers
from lagebild.documents.layout import Block
from lagebild.documents.publisher import find_account
from lagebild.documents.question_page import ReadQuestionPage
from lagebild.model.document import Zone, ZoneKind

_POST = re.compile(
    r"^[ \t]*(?P<post>[„“\"»]?@(?P<handle>\w{2,30})"
    r"(?:\s+(?:am|on|vom|at)\b[^:\n]{0,40}|\s*\([^)\n]{0,40}\)|,[^:\n]{0,40})?\s*:\s)",
    re.MULTILINE,
)
_TURN = re.compile(
    r"^(?P<name>(?:MS|MR|MRS|DR|SECRETARY|PRESIDENT|PRIME MINISTER|VICE PRESIDENT|"
    r"FOREIGN MINISTER|SENIOR|ADMINISTRATOR|GENERAL|ADMIRAL|"
    r"AMBASSADOR)\.?(?: [A-Z][A-Z.’'-]+){1,4}|MODERATOR|THE PRESIDENT"
    r"|THE VICE PRESIDENT|SPRECHER(?:IN)?(?: [A-ZÄÖÜ-]+)?|Q|QUESTION|FRAGE|ZUSATZFRAGE)(?::[ \t]|:?[ \t]{2,}|:$)",
    re.MULTILINE,
)
_QUESTION_LABELS = frozenset({"Q", "QUESTION", "FRAGE", "ZUSATZFRAGE"})
_IMPRINT = re.compile(
    r"^[ \t]*\\?(?:#[ \t]*\\?){3}[ \t]*$|^[ \t]*(?:Schlagworte?|nach oben|Back to top|"
    r"Keywords|Tags|Seite (?:teilen|drucken))\b.*$|^Gesamtherstellung:.*$|^Vertrieb: .*$|"
    r"^ISSN \d.*$",
    re.MULTILINE,
)


def make_question_zones(text: str, page: ReadQuestionPage) -> tuple[Zone, ...]:
    """The zones of a question page: furniture, question, answer with its quotations and signature."""
    asker = (f"person:{page.facts.asker}",) if page.facts.asker else ()
    holder = (f"person:{page.facts.office_holder}",) if page.facts.office_holder else ()
    zones = [Zone(kind="boilerplate", start=start, end=end) for start, end in page.furniture]
    if page.question:
        zones.append(Zone(kind="question", start=page.question[0], end=page.question[1], speaker=asker))
    if page.answer:
        zones.append(Zone(kind="answer", start=page.answer[0], end=page.answer[1], speaker=holder))
        zones += find_quotations(text, *page.answer)
    if page.signature:
        zones.append(Zone(kind="signature", start=page.signature[0], end=page.signature[1], speaker=holder))
    return _order(zones)


def find_quotations(text: str, start: int, end: int) -> list[Zone]:
    """Quoted posts: paragraphs that begin with an account's handle and a colon."""
    zones = []
    for found in _POST.finditer(text, start, end):
        line_end = text.find("\n", found.start("handle"), end)
        stop = found.start("post") + len(
            text[found.start("post") : end if line_end < 0 else line_end].rstrip()
        )
        state = find_account(found["handle"])
        speaker = (state,) if state else (f"org:@{found['handle']}",)
        zones.append(Zone(kind="quotation", start=found.start("post"), end=stop, speaker=speaker))
    return zones


def make_zones(
    text: str,
    *,
    body_start: int,
    issuers: FoundIssuers,
    date_line: tuple[int, int] | None,
    furniture: Iterable[tuple[int, int]],
) -> tuple[Zone, ...]:
    """The zones of any other document: header, dateline, issuer sentence, turns of a transcript, body."""
    end = len(text)
    last = len(text.rstrip())
    zones = []
    if body_start > 0 and text[:body_start].strip("\ufeff \r\n\t"):
        zones.append(Zone(kind="header", start=0, end=body_start))
    if body_start < end:
        zones.append(Zone(kind="body", start=body_start, end=last if last > body_start else end))
    if date_line and date_line[1] <= body_start:
        zones.append(Zone(kind="dateline", start=date_line[0], end=date_line[1]))
    zones += [
        Zone(kind="issuer", start=start, end=stop, speaker=issuers.ids) for start, stop in issuers.spans
    ]
    zones += _find_turns(text, body_start, last)
    zones += find_quotations(text, body_start, last)
    marked = [
        (found.start(), found.end()) for found in _IMPRINT.finditer(text, max(body_start, last - 4_000))
    ]
    zones += [
        Zone(kind="boilerplate", start=start, end=stop)
        for start, stop in {*furniture, *marked}
        if stop > start
    ]
    return _order(_without_crossing(zones))


def find_line_of(lines: Iterable[Block], offset: int) -> tuple[int, int] | None:
    """The place of the line that holds an offset, or None."""
    return next(((line.start, line.end) for line in lines if line.start <= offset < line.end), None)


def _find_turns(text: str, start: int, end: int) -> list[Zone]:
    found = list(_TURN.finditer(text, start, end))
    if len(found) < 4:  # noqa: PLR2004  # two speakers in turn
        return []
    zones = []
    for turn, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start() if following else end
        name = turn["name"].strip()
        kind: ZoneKind = "question" if name in _QUESTION_LABELS else "answer"
        speaker: tuple[str, ...] = () if name in _QUESTION_LABELS else (f"person:{name}",)
        zones.append(Zone(kind=kind, start=turn.start(), end=stop, speaker=speaker))
    return zones


def _without_crossing(zones: list[Zone]) -> list[Zone]:
    kept: list[Zone] = []
    stack: list[Zone] = []
    for zone in _order(zones):
        while stack and stack[-1].end <= zone.start:
            stack.pop()
        if not stack or zone.end <= stack[-1].end:
            kept.append(zone)
            stack.append(zone)
    return kept


def _order(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    return tuple(sorted(zones, key=lambda zone: (zone.start, -zone.end, zone.kind)))
