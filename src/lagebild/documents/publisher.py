"""Who published a document: by its address, its site's name, its header and imprint, or its furniture."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from lagebild.documents.layout import Block
from lagebild.text.places import find_places

NAME_LENGTH = 100
"""Code points of the longest line taken for a publisher's name. Source: the longest in the table has 66."""

_TABLE = Path(__file__).parent / "publishers.yaml"

_MINISTRY = re.compile(
    r"(?:(?:The |Das |Die )?(?:[A-Z][\w’'.-]+ ){0,3}?"
    r"(?:Ministry (?:of|for) (?:Foreign|Defen[cs]e|External|European|the Interior|Economy|Finance)[\w ,&’'-]*"
    r"|Department (?:of|for) (?:State|Foreign|Defen[cs]e|External|the Treasury)[\w ,&’'-]*"
    r"|(?:Federal )?Foreign (?:Ministry|Office)(?: of [\w ’'-]+)?"
    r"|(?:Government|Embassy|Permanent Mission|Permanent Representation|Office of the Prime Minister"
    r"|Prime Minister['’]s Office) of [\w ,’'-]+"
    r"|(?:Außenministerium|Verteidigungsministerium|Botschaft|Regierung|"
    r"Ständige Vertretung)(?: (?:der|des|von) [\w -]+)?"
    r"|Bundesministerium (?:der|des|für) [\w ,-]+|Bundeskanzleramt)),?"
)
"""A line that is nothing but a ministry's, government's or mission's name, in English or German."""

_WELCOME = re.compile(
    r"(?:Willkommen (?:auf|bei)|Welcome to)\b.{0,12}?\b(?:Seiten? (?:des|der|von)|website of|"
    r"site of|pages of)\s+(.{3,100})"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher as shown, the state or body it speaks for, what it is, and how it was told."""

    name: str
    speaks: str | None
    kind: str | None
    told_by: str


@dataclass(frozen=True, slots=True)
class _Known:
    publisher: Publisher
    lines: frozenset[str]
    markers: tuple[str, ...]
    together: tuple[str, ...]
    hosts: tuple[str, ...]
    handles: tuple[str, ...]


def find_publisher(
    text: str, *, url: str | None, site_name: str | None, header: Iterable[Block], imprint: Iterable[Block]
) -> Publisher | None:
    """The publisher, or None where neither address nor page says.

    Args:
        text: The document's text; only its furniture is looked for in it.
        url: Where it was fetched, or None.
        site_name: The page's own `og:site_name`, or None.
        header: The lines before the body.
        imprint: The last lines.
    """
    header = list(header)
    by_text = (
        _find_in_lines(header, "header") or _find_in_lines(imprint, "imprint") or _find_by_furniture(text)
    )
    by_host = _find_by_host(url)
    if by_text and by_host and by_text.speaks == by_host.speaks:
        return by_text
    return by_host or by_text or _find_by_site_name(site_name) or _find_ministry(header)


def find_account(handle: str) -> str | None:
    """The state or body that an account speaks for, or None where it is not known."""
    key = handle.removeprefix("@").casefold()
    for known in _load():
        if key in known.handles:
            return known.publisher.speaks
    return None


@cache
def _load() -> tuple[_Known, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        _Known(
            publisher=Publisher(name=row["name"], speaks=row.get("speaks"), kind=row["is"], told_by=""),
            lines=frozenset(_make_key(line) for line in row.get("lines", ())),
            markers=tuple(row.get("markers", ())),
            together=tuple(row.get("together", ())),
            hosts=tuple(row.get("hosts", ())),
            handles=tuple(handle.casefold() for handle in row.get("handles", ())),
        )
        for row in rows
    )


def _make_key(line: str) -> str:
    return line.casefold().replace("’", "'").strip(" ,.:#*")


def _tell(known: _Known, told_by: str, name: str | None = None) -> Publisher:
    found = known.publisher
    return Publisher(name=name or found.name, speaks=found.speaks, kind=found.kind, told_by=told_by)


def _find_in_lines(lines: Iterable[Block], where: str) -> Publisher | None:
    for line in lines:
        key = _make_key(line.words)
        for known in _load():
            if key in known.lines or any(marker in line.words for marker in known.markers):
                return _tell(known, where)
    return None


def _find_by_furniture(text: str) -> Publisher | None:
    for known in _load():
        if known.together and all(words in text for words in known.together):
            return _tell(known, "furniture")
    return None


def _find_by_host(url: str | None) -> Publisher | None:
    if not url:
        return None
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    matches = [
        (len(own), known)
        for known in _load()
        for own in known.hosts
        if host == own or host.endswith("." + own)
    ]
    return _tell(max(matches, key=lambda match: match[0])[1], "address") if matches else None


def _find_by_site_name(site_name: str | None) -> Publisher | None:
    if not site_name:
        return None
    key = _make_key(site_name)
    for known in _load():
        if key in known.lines or key == _make_key(known.publisher.name):
            return _tell(known, "site name")
    return Publisher(name=site_name, speaks=None, kind=None, told_by="site name")


def _find_ministry(header: list[Block]) -> Publisher | None:
    for line in header:
        welcome = _WELCOME.fullmatch(line.words)
        if welcome:
            return _name_unknown(welcome[1].strip(" .!"), kind=None)
        if len(line.words) <= NAME_LENGTH and _MINISTRY.fullmatch(line.words):
            return _name_unknown(line.words.rstrip(","), kind="ministry")
    return None


def _name_unknown(name: str, *, kind: str | None) -> Publisher:
    """A publisher that the table does not know; it speaks for the one state that its name holds, if any."""
    states = {place.id for place in find_places(name, None) if place.kind in {"state", "adjective", "body"}}
    return Publisher(
        name=name, speaks=states.pop() if len(states) == 1 else None, kind=kind, told_by="header"
    )
