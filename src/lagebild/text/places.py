"""Finds states, bodies and governments in German and English text, in every inflected form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lagebild.text.needles import Needles

PlaceKind = Literal["state", "adjective", "demonym", "capital", "body", "government"]

_LEXICON = Path(__file__).parent / "data" / "places.tsv"
_TOKEN = re.compile(r"(?:[A-Z]\.){2,6}(?:[A-Z]\b)?|[A-Z]\.[A-Z]\b|[^\W_]+")
_GLUE = frozenset(" \t\r\n-\u00a0\u2010\u2011'’&")
_MAX_GLUE = 4

AMBIGUOUS = frozenset({"Georgia", "Jordan", "Chad", "GEORGIA", "JORDAN", "Guinea"})
"""English state names that are also a US state or a given name: kept only with support in the same text."""

_NOT_AFTER = re.compile(
    r"(?:(?:South|East|North)[- ]|Gulf of |Sea of |Bank of |Voice of |(?:Latin|South|North|Central) |New |"
    r"Equatorial |Papua |British |Native |African[- ]|Asian[- ]|George |Port of |of the Gulf of |Golf von )$"
)
"""What stands before a name that is then part of another one: the South China Sea, Latin America, New Guinea."""

_NOT_BEFORE = re.compile(
    r"[\s-](?:Sea\b|Ocean\b|Convention|Protocol|Agreement|Declaration|Memorandum|Peninsula|Halbinsel|Strait\b|"
    r"Post\b|Times\b|Univers|Übereinkommen|Protokoll|Abkommen|Bight|Stock|Springs)|\$|\s?Samoa|[- ]?[Dd]ollar|"
    r"(?:er|s)\b [ÜA]bkommen"
)
"""What stands after a name that is then part of another one: the Paris Agreement, the Korean Peninsula, US$."""

_OWN_COUNCIL = re.compile(
    r"(?:[Nn]ational(?:e[nrs]?)?|NATIONAL|[Hh]omeland|[Ss]upreme|'s|’s|[Rr]ussian|[Ii]ranian|[Tt]urkish|[Uu]krainian|"
    r"\b[a-zäöü]+ische[nrs]?|Economic and)[ -]$"
)
"""What stands before a Security Council that is a state's own, not that of the United Nations."""

_EVENT_BEHIND_CAPITAL = re.compile(
    r"[ -](?:Process|Treaty|Statut|Charter|Consensus|Summit|Prozess|Vertrag|Format|Formats|Erklärung|Gipfel)"
)
"""What stands after a capital that then names no government: the Rome Process, the Washington Treaty."""

_LOCATIVE = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]m|[Bb]ei|[Nn]ach|[Aa]us|[Tt]o|[Ff]rom|[Vv]isit|[Zz]u|[Ii]nto) )$"
)
_IN_LIST = frozenset({", ", ", and ", " and ", " or ", ", or "})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A state, body or government named in a text.

    Attributes:
        start: First code point, from 0.
        end: One past the last.
        id: ISO 3166-1 alpha-2, or a body id as in docs/reference/bodies.tsv.
        kind: How it is named: `state`, `adjective`, `demonym`, `capital`, `body`, `government`.
        form: The name as the lexicon has it, in one line.
    """

    start: int
    end: int
    id: str
    kind: PlaceKind
    form: str


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"]
    found: tuple[str, PlaceKind, str] | None = None


@cache
def _load_lexicon(lang: str) -> dict[str, _Node]:
    root: dict[str, _Node] = {}
    for line in _LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, form, place_id, kind = line.split("\t")
        if lang in ("de", "en") and language != lang:
            continue
        level, node = root, None
        for token in _TOKEN.findall(form):
            node = level.setdefault(token, _Node({}))
            level = node.next
        if node is not None:
            node.found = (place_id, kind, form)  # type: ignore[assignment]  # the file holds only the six kinds
    return root


@cache
def _load_needles(lang: str) -> Needles:
    return Needles(_load_lexicon(lang))


def _iterate_candidates(text: str, lang: str | None) -> Iterator[PlaceMention]:
    language = lang if lang in ("de", "en") else "*"
    root = _load_lexicon(language)
    done = 0
    for start in _load_needles(language).find_starts(text):
        if start < done or (start and text[start - 1].isalnum()):
            continue
        token = _TOKEN.match(text, start)
        best: tuple[int, tuple[str, PlaceKind, str]] | None = None
        node = root.get(token.group()) if token else None
        while node is not None and token is not None:
            if node.found is not None:
                best = (token.end(), node.found)
            token = _next_token(text, token.end())
            node = node.next.get(token.group()) if token else None
        if best is not None:
            done, (place_id, kind, form) = best
            yield PlaceMention(start, done, place_id, kind, form)


def _next_token(text: str, end: int) -> re.Match[str] | None:
    """The token that follows with nothing but a space, a hyphen or the like between; None where none does."""
    stop = end
    while stop < len(text) and stop - end < _MAX_GLUE and text[stop] in _GLUE:
        stop += 1
    return _TOKEN.match(text, stop)


def _is_part_of_other_name(text: str, mention: PlaceMention) -> bool:
    before, after = text[max(0, mention.start - 16) : mention.start], text[mention.end : mention.end + 16]
    if mention.kind in ("state", "capital", "adjective") and _NOT_BEFORE.match(after):
        return True
    if mention.kind == "capital":
        located = _LOCATIVE.search(before) is not None or after.startswith(", D.C")
        return located or _EVENT_BEHIND_CAPITAL.match(after) is not None
    if mention.id == "UNSC":
        return _OWN_COUNCIL.search(before) is not None or after.startswith((" of Russia", " of the Russian"))
    return (
        mention.kind in ("state", "adjective")
        and " " not in mention.form
        and _NOT_AFTER.search(before) is not None
    )


def _has_support(
    text: str, mention: PlaceMention, others: dict[str, int], neighbours: list[PlaceMention]
) -> bool:
    """Whether an ambiguous name means the state: named otherwise too, or standing in a list of states."""
    if others.get(mention.id):
        return True
    gaps = (
        text[min(other.end, mention.end) : max(other.start, mention.start)]
        for other in neighbours
        if other.kind == "state" and other.form not in AMBIGUOUS
    )
    return any(gap in _IN_LIST for gap in gaps)


def find_places(text: str, lang: str | None) -> list[PlaceMention]:
    """Every state, body and government named in a text, in text order, without overlaps.

    Args:
        text: Raw text; offsets count its code points.
        lang: ISO 639-1. `de` and `en` use their own lexicon; anything else uses both.

    Returns:
        The mentions. Names that are part of another one (the South China Sea, the Paris Agreement), capitals
        that only tell where something happened, and English names that may be a person's (Jordan, Chad) without
        support in the same text are left out.
    """
    found = [
        mention for mention in _iterate_candidates(text, lang) if not _is_part_of_other_name(text, mention)
    ]
    sure: dict[str, int] = {}
    for mention in found:
        if mention.form not in AMBIGUOUS:
            sure[mention.id] = sure.get(mention.id, 0) + 1
    if lang == "de":
        return found
    return [
        mention
        for index, mention in enumerate(found)
        if mention.form not in AMBIGUOUS
        or _has_support(text, mention, sure, found[max(0, index - 1) : index] + found[index + 1 : index + 2])
    ]
