"""Reads how a sentence marks each name: who acts, from where, to whom, against whom."""

import re
from dataclasses import dataclass

from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.words import RoleWords
from lagebild.text.places import PlaceMention

_LEFT = 64
_SAME_AS = {"UNSC": "UN"}
_NO_PARTY = frozenset(
    {"FATF", "IAEA", "OPCW", "IMO", "WTO", "WHO", "QUAD", "G20", "COE", "OSCE", "ASEAN", "ICJ"}
)


_COMPOUND = re.compile(r"-(?!(?:Mitglied|Staaten|Außenminister|Gruppe|Kommission|Rat\b))[A-ZÄÖÜ]")
"""What follows a name that is part of another word, as in EU-Haushalt: no party."""


_ATTRIBUTE = re.compile(
    r"(?: \([A-Z]+\))? (?:[a-z]+ )?(?:resolutions?|sanctions|[Mm]embers?(?! of)|Charter|summit|Summit|report)\b"
)
"""What follows a body's name that belongs to another noun: `Security Council resolutions`."""


_COMMA = re.compile(r"(?:'s?)?, ?(?:the |die |der |den |dem |des |das )?")
_IN_STEAD = re.compile(
    r", (?:not|nicht|rather than|instead of|statt|anstatt|anstelle von|und nicht|and not) (?:the |die |der |den )?$"
)
"""What before a name in commas says that it is not who is told of: `A, not B, did it`."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a sentence; offsets within the sentence.

    Attributes:
        start: First code point.
        end: One past the last.
        id: As in `PlaceMention.id`; the Security Council counts as the United Nations.
        kind: As in `PlaceMention.kind`.
        marker: `by`, `from`, `to`, `against`, `for`, `in`, `with`, `between`, `of`, `support`, `genitive`,
            `adjective`, `source` whose word is passed on, `aside` in brackets, or `bare` where nothing marks it: a
            subject or an object.
        attributive: Whether it is an adjective before what belongs to it.
        group: Names of one list share it.
        owner: Whether its own form makes it the owner of the noun right behind it, whatever marks it: `for X's war`.
    """

    start: int
    end: int
    id: str
    kind: str
    marker: str
    attributive: bool
    group: int
    owner: bool = False


def _read_marker(text: str, start: int, end: int, kind: str, words: RoleWords) -> str:
    left = text[max(0, start - _LEFT) : start]
    if words.office.search(text[:start]):
        return "bare"
    match = words.markers.search(left)
    marker = match.lastgroup if match else None
    if marker == "of" and text.startswith("'s ", end):
        return "genitive"
    if marker and marker != "article":
        return marker
    if kind == "adjective":
        return "adjective"
    if words.is_genitive(text[start:end], text[end : end + 2], marker == "article"):
        return "genitive"
    return "bare"


def _is_list(
    found: list[Named],
    sentence: Sentence,
    mention: PlaceMention,
    following: PlaceMention | None,
    words: RoleWords,
) -> bool:
    """Whether a name behind a bare comma goes on a list: two names with no more than a comma are two clauses' names."""
    if len(found) > 1 and found[-1].group == found[-2].group:
        return True
    return following is not None and bool(
        words.joiner.fullmatch(sentence.text[mention.end - sentence.start : following.start - sentence.start])
    )


def name_roles(sentence: Sentence, words: RoleWords) -> list[Named]:
    """The names of a sentence with their markers; members of a list take the marker of its first member."""
    found: list[Named] = []
    text = sentence.text
    for mention, following in zip(sentence.mentions, [*sentence.mentions[1:], None], strict=False):
        if mention.id in _NO_PARTY:
            continue
        start, end = mention.start - sentence.start, mention.end - sentence.start
        if text.startswith("#") and start == 1:
            continue
        marker = _read_marker(text, start, end, mention.kind, words)
        if marker == "bare" and (
            _COMPOUND.match(text, end) or (mention.kind == "body" and _ATTRIBUTE.match(text, end))
        ):
            marker = "adjective"
        if _IN_STEAD.search(text, 0, start) and text.startswith(",", end):
            marker = "aside"
        if text.rfind("(", 0, start) > text.rfind(")", 0, start):
            marker = "aside"
        group = len(found)
        last = found[-1] if found else None
        if (
            last is not None
            and words.joiner.fullmatch(text[last.end : start])
            and marker in ("bare", last.marker, "adjective")
            and not (last.marker == "source" and text.startswith(",", last.end))
            and (
                not _COMMA.fullmatch(text[last.end : start])
                or _is_list(found, sentence, mention, following, words)
            )
        ):
            marker, group = (last.marker if marker == "bare" else marker), last.group
        found.append(
            Named(
                start,
                end,
                _SAME_AS.get(mention.id, mention.id),
                mention.kind,
                marker,
                mention.kind == "adjective",
                group,
                owner=words.is_genitive(text[start:end], text[end : end + 2], False),  # noqa: FBT003 -- no article
            )
        )
    return found


def in_group(names: list[Named], member: Named) -> list[Named]:
    """All names of one list."""
    return [name for name in names if name.group == member.group]


def ids_of(names: list[Named]) -> list[str]:
    """Their ids, sorted, each once."""
    return sorted({name.id for name in names})


def list_parties(passage: Passage, words: RoleWords) -> tuple[str, ...]:
    """Who met, for a text that says `the leaders` or `they`.

    The issuers where they are several; for a readout the issuer and the states of its opening sentences; nobody where
    that is open.
    """
    if len(passage.issuers) > 1:
        return passage.issuers
    if passage.document.kind != "readout":
        return ()
    for sentence in passage.sentences[:3]:
        if words.meets.search(sentence.text):
            named = {
                name.id
                for name in name_roles(sentence, words)
                if name.kind == "state"
                and name.marker in ("bare", "of", "with", "genitive", "between", "aside")
            }
            if named - set(passage.issuers):
                return tuple(sorted({*passage.issuers, *named}))
    return ()
