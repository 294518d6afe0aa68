"""Listed names found in a text, at their exact places.

Of two finds of which one lies strictly inside the other the longer is kept: the Bank of Korea inside the
Foreign Trade
Bank of Korea is not meant. Finds that cross, and one span that is the name of two entities, are all kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from lagebild.matching.analyse import Token, analyse_name
from lagebild.matching.compare import compare_names
from lagebild.matching.entry import IndexEntry
from lagebild.matching.letters import Letters, letters_of
from lagebild.matching.words import word_table
from lagebild.model.listing import EntityName
from lagebild.model.match import NameHit
from lagebild.text.names import fold_name, script_of, tokenise_name

_UNSPACED = frozenset({"Hani", "Hang", "Jpan", "Kore", "Kana", "Hira", "Thai"})
"""Scripts that set no spaces, or put case endings straight after a name."""

_SHORTEST_UNSPACED = 3
_SHORTEST = 5
_SHORTEST_ACRONYM = 4
_LONGEST_ACRONYM = 10
_SHORTEST_ARTICLED = 7
_GAP = re.compile(r"[\s\u00ad\u200b-\u200f\-‐‑–—'’‘`´\"“”„«»()\[\].,/&·]{0,6}")
_STOP = re.compile(r"[.!?:;]\s|\n\s*\n|[;:!?]")
_ABBREVIATED = 4
_VESSEL_CONTEXT = re.compile(
    r"(?i)\b(?:vessel|ship|tanker|freighter|M/?V|M/?T|IMO|Schiff|Tanker|Frachter|navire|судно)\b"
)
_CONTEXT_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Needle:
    """One listed name as the scanner looks for it; `needs_support` where it says too little alone."""

    entry: int
    name: str
    needs_support: bool
    acronym: bool
    spaced: bool


class Scanner:
    """Many listed names looked for in a text at once; built once, never changed."""

    def __init__(self, entries: Sequence[IndexEntry], needles: dict[str, list[_Needle]]) -> None:
        self._entries = entries
        self._needles = list(needles.values())
        self._automaton = AhoCorasick(list(needles), matchkind=MatchKind.Standard) if needles else None

    @classmethod
    def build(cls, entries: Iterable[IndexEntry]) -> "Scanner":
        """Prepare every name of the entries, persons also with the family name at the other end."""
        ordered = sorted(entries, key=lambda entry: entry.entity_id)
        needles: dict[str, list[_Needle]] = {}
        for number, entry in enumerate(ordered):
            for name in entry.names:
                for key, needle in _needles_of(number, entry, name):
                    known = needles.setdefault(key, [])
                    if all(
                        other.entry != number or other.needs_support > needle.needs_support for other in known
                    ):
                        known.append(needle)
        return cls(ordered, needles)

    def scan(self, text: str) -> list[NameHit]:
        """Every place of a listed name in the text, by offset in code points of exactly this text.

        A single word, or a name that the list calls weak, counts only where a fuller name of the same
        entity stands in the same text; an acronym of an organisation only where no other listed one has it.
        """
        if self._automaton is None or not text:
            return []
        letters = letters_of(text)
        found: dict[tuple[int, int, int], _Needle] = {}
        for number, first, last in self._automaton.find_matches_as_indexes(letters.text, overlapping=True):
            for needle in self._needles[number]:
                span = _span(text, letters, first, last, needle)
                if span is not None:
                    key = (*span, needle.entry)
                    found[key] = min(found.get(key, needle), needle, key=lambda item: item.needs_support)
        kept = _longest(_supported(text, found, self._entries))
        return [self._hit(text, span, needle) for span, needle in sorted(kept.items())]

    def _hit(self, text: str, span: tuple[int, int, int], needle: _Needle) -> NameHit:
        entry = self._entries[needle.entry]
        quote = text[span[0] : span[1]]
        return NameHit(
            entity_id=entry.entity_id,
            caption=entry.caption,
            schema=entry.schema,
            matched_name=needle.name,
            comparison=compare_names(quote, needle.name, entry.schema),
            start=span[0],
            end=span[1],
        )


def _needles_of(number: int, entry: IndexEntry, name: EntityName) -> list[tuple[str, _Needle]]:
    tokens = [token for token in analyse_name(name.value, entry.schema)[0].tokens if token.kind != "title"]
    words = [word.text for word in tokenise_name(name.value)]
    script = script_of(name.value)
    orders = [words]
    if entry.schema == "Person" and len(words) > 1:
        orders += [words[1:] + words[:1], words[-1:] + words[:-1]]
    if entry.schema != "Person":
        orders += _without_legal_form(name.value, entry.schema)
    needle = _Needle(
        entry=number,
        name=name.value,
        needs_support=name.kind == "weak" or not _says_enough(tokens, entry.schema, script),
        acronym=_is_acronym(words, entry.schema),
        spaced=script not in _UNSPACED,
    )
    keys = dict.fromkeys(letters_of("".join(order)).text for order in orders)
    return [(key, needle) for key in keys if _is_long_enough(key, needle)]


def _is_long_enough(key: str, needle: _Needle) -> bool:
    if not needle.spaced:
        return len(key) >= _SHORTEST_UNSPACED
    return len(key) >= (_SHORTEST_ACRONYM if needle.acronym else _SHORTEST)


def _without_legal_form(value: str, schema: str) -> list[list[str]]:
    """The name without the legal form at its end, where enough of it is left to be told from others."""
    words = [word.text for word in tokenise_name(value)]
    left = list(words)
    while left and analyse_name(left[-1], schema)[0].tokens[0].kind == "legal":
        left.pop()
    return (
        [left]
        if len(left) > 1
        and left != words
        and _says_enough(analyse_name(" ".join(left), schema)[0].tokens, schema, script_of(value))
        else []
    )


def _says_enough(tokens: Sequence[Token], schema: str, script: str) -> bool:
    """Whether a name tells one from others when it stands alone in a text."""
    proper = [token for token in tokens if token.kind == "name" and len(token.key) > 1]
    if script in _UNSPACED:
        return len(tokens) >= _SHORTEST_UNSPACED
    if schema == "Vessel":
        return len(proper) > 1
    if schema == "Person":
        return len(proper) > 1
    articled = len(proper) == 1 and any(token.kind == "particle" for token in tokens)
    if articled and sum(len(token.key) for token in tokens) >= _SHORTEST_ARTICLED:
        return True
    return len(proper) > 1 or (
        len(proper) == 1 and sum(token.kind in {"generic", "number"} for token in tokens) > 0
    )


def _is_acronym(words: Sequence[str], schema: str) -> bool:
    return (
        schema not in {"Person", "Vessel"}
        and len(words) == 1
        and words[0].isupper()
        and _SHORTEST_ACRONYM <= len(words[0]) <= _LONGEST_ACRONYM
    )


def _span(text: str, letters: Letters, first: int, last: int, needle: _Needle) -> tuple[int, int] | None:
    """The raw place of a find; None inside a word, across a full stop, or in small letters."""
    if needle.spaced and not letters.is_word_start(first):
        return None
    if needle.spaced and not letters.is_word_start(last) and not _is_genitive(letters, last):
        return None
    start, end = int(letters.raw[first]), int(letters.raw[last - 1]) + 1
    if last < len(letters.text) and int(letters.raw[last]) < end:
        return None
    quote = text[start:end]
    if not _is_one_name(quote):
        return None
    if needle.acronym:
        return (start, end) if quote.isupper() else None
    return (start, end) if _is_capitalised(quote) else None


def _is_genitive(letters: Letters, last: int) -> bool:
    return letters.text[last] == "s" and letters.is_word_start(last + 1)


def _is_capitalised(quote: str) -> bool:
    """Whether a name's first letter is a capital or of a script without them."""
    words = [word.text for word in tokenise_name(quote)]
    capital = sum(not word[0].islower() for word in words)
    return (
        bool(words)
        and capital * 2 >= len(words)
        and (not words[0][0].islower() or len(words[0]) <= _ABBREVIATED)
    )


def _is_one_name(quote: str) -> bool:
    """Whether nothing between the words ends a sentence, a paragraph or an item."""
    words = tokenise_name(quote)
    for before, after in pairwise(words):
        gap = quote[before.end : after.start]
        if _GAP.fullmatch(gap) is None:
            return False
        abbreviated = gap.lstrip().startswith(".") and (
            len(before.text) == 1 or _is_abbreviation(before.text)
        )
        if _STOP.search(gap + " ") and not (abbreviated and "\n\n" not in gap):
            return False
    return True


def _is_abbreviation(word: str) -> bool:
    """Whether a full stop after a word is its own: Co., No., Ltd., Gen."""
    known = word_table().get(fold_name(word))
    return known is not None and len(word) <= _ABBREVIATED and known.kind in {"legal", "title", "particle"}


def _supported(
    text: str, found: dict[tuple[int, int, int], _Needle], entries: Sequence[IndexEntry]
) -> dict[tuple[int, int, int], _Needle]:
    """The finds that need no support or have it: a fuller name of the entity, or the word for a ship."""
    sure = {needle.entry for needle in found.values() if not needle.needs_support}
    owners: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for start, end, entry in found:
        owners[start, end].add(entry)
    return {
        span: needle
        for span, needle in found.items()
        if not needle.needs_support
        or needle.entry in sure
        or (needle.acronym and len(owners[span[:2]]) == 1)
        or (entries[needle.entry].schema == "Vessel" and _near_ship(text, span))
    }


def _near_ship(text: str, span: tuple[int, int, int]) -> bool:
    around = text[max(0, span[0] - _CONTEXT_CHARS) : span[1] + _CONTEXT_CHARS]
    return _VESSEL_CONTEXT.search(around) is not None


def _longest(found: dict[tuple[int, int, int], _Needle]) -> dict[tuple[int, int, int], _Needle]:
    """The finds that do not lie strictly inside another one."""
    kept = {}
    furthest, owner_start = -1, -1
    for span in sorted(found, key=lambda item: (item[0], -item[1], item[2])):
        start, end, _ = span
        inside = end <= furthest and not (start == owner_start and end == furthest)
        if not inside:
            kept[span] = found[span]
            if end > furthest:
                furthest, owner_start = end, start
    return kept
