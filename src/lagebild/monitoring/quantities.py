"""Which quantity a figure counts, as a key that is the same in every language.

`12,000 soldiers planned`, `1,500 already there` and `another 11,000 in training` are three quantities:
figures are comparable only where what is counted, whose it is and at which point of its course all agree.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from lagebild.model.annotation import Annotation
from lagebild.model.incident import Reading
from lagebild.monitoring.events import Event
from lagebild.monitoring.sentences import find_sentence
from lagebild.text.places import find_places

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W\d_]+")
_PLANNED = frozenset({"planned", "reported_planned", "proposed", "possible", "conditional"})
_COUNTS_RECIPIENTS = frozenset({"military_training", "mechanism_founded", "joined_mechanism"})
_ORIGIN = re.compile(r"\b(?:from|aus)\s+(?:the\s+|der\s+)?$")
_PREPOSITION = re.compile(
    r"\b(?:to|in|into|for|with|of|by|nach|an|für|mit|von|bei)\s+(?:the\s+|der\s+|den\s+)?$", re.IGNORECASE
)
_DONE_BY_OWNER = frozenset({"planned", "sent"})
_CLAUSE_END = re.compile(r"[,;:–—()]\s|\s(?:und|aber|sowie|and|but|while|whereas)\s")

_NOUN_PHRASE = 40
"""Code points behind a figure's start that may still belong to what it counts: a number, an adjective, a noun."""

UNKNOWN = "-"
"""Part of a key that the text does not tell."""


def make_quantity(reading: Reading, figure: Annotation, events: Sequence[Event]) -> str:
    """The key of the quantity that a figure counts.

    Returns:
        `class/whose/phase`, followed by `/additional` where the figure comes on top of another: class from
        `data/counted.tsv`, whose as place ids, phase from `data/phases.tsv` or the event that the figure stands in.
        Where the class is not known or the owner not told, nobody can say that another figure counts the same: the
        key then ends with the figure's own place and is shared with no other.
    """
    event = _find_event(events, figure)
    known, whose = _find_class(reading, figure), _find_owner(reading, figure, event)
    parts = [known or _name_counted(figure), whose, _find_phase(reading, figure, event)]
    if figure.norm.get("qualifier") == "additional":
        parts.append("additional")
    if known is None or whose == UNKNOWN:
        parts.append(f"only:{reading.key}:{figure.start}")
    return "/".join(parts)


def _find_class(reading: Reading, figure: Annotation) -> str | None:
    """The class of what is counted: from its words, else from the quote, else from the noun it cut off."""
    told = classify_counted(str(figure.norm.get("counted") or "")) or classify_counted(figure.exact)
    if told is not None:
        return told
    phrase, end = _find_noun_phrase(reading, figure), len(figure.exact)
    is_cut = any(place.start < end < place.end for place in find_places(phrase, reading.document.lang))
    return classify_counted(phrase) if is_cut else None


def _find_noun_phrase(reading: Reading, figure: Annotation) -> str:
    """The figure and the words right behind it, within its clause."""
    return reading.document.text[
        figure.start : min(_find_clause(reading, figure)[1], figure.start + _NOUN_PHRASE)
    ]


def _name_counted(figure: Annotation) -> str:
    """The counted words or the unit, where they belong to no class."""
    words = _WORD.findall(_fold(str(figure.norm.get("counted") or "")))
    return " ".join(words) or str(figure.norm.get("unit") or UNKNOWN)


def classify_counted(text: str) -> str | None:
    """The class of the last known noun in a phrase, or None; a German compound counts by its end."""
    folded = _fold(text)
    hits = [
        (match.start(), name)
        for name, stem in _load_counted()
        for match in re.finditer(rf"{re.escape(stem)}\w{{0,4}}\b", folded)
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _find_owner(reading: Reading, figure: Annotation, event: Event | None) -> str:
    """Whose they are: as its own words say, else those behind it, else the event, else the verb before it."""
    lang = reading.document.lang
    for phrase in (figure.exact, str(figure.norm.get("counted") or ""), _find_noun_phrase(reading, figure)):
        if owner := _read_owner(phrase, lang, len(figure.exact) + 1):
            return owner
    if event is not None:
        parties = event.recipients if event.subtype in _COUNTS_RECIPIENTS else event.actors
        return "+".join(parties) or UNKNOWN
    return _find_subject(reading, figure) or UNKNOWN


def _read_owner(phrase: str, lang: str | None, reach: int) -> str | None:
    """The place that a phrase names as owner: `nordkoreanische Soldaten`, `soldiers from North Korea`.

    An adjective that begins after `reach` belongs to another noun.
    """
    owners = (
        place.id
        for place in find_places(phrase, lang)
        if (place.kind in ("adjective", "demonym") and place.start <= reach)
        or _ORIGIN.search(phrase, 0, place.start)
    )
    return next(owners, None)


def _find_subject(reading: Reading, figure: Annotation) -> str | None:
    """Who plans to send or has sent them: the place before the verb that stands between it and the figure."""
    clause = reading.document.text[_find_clause(reading, figure)[0] : figure.start]
    verbs = [
        match.start()
        for name, pattern in _load_phases()
        if name in _DONE_BY_OWNER
        for match in pattern.finditer(_fold_evenly(clause))
    ]
    before = [
        place
        for place in find_places(clause, reading.document.lang)
        if verbs and place.end <= min(verbs) and not _PREPOSITION.search(clause, 0, place.start)
    ]
    return before[-1].id if before else None


def _find_phase(reading: Reading, figure: Annotation, event: Event | None) -> str:
    """The point of its course: by the nearest word of its clause, else the event, else its sentence."""
    text = reading.document.text
    sentence = find_sentence(text, figure.start, figure.end)
    clause = _find_clause(reading, figure)
    found = _find_nearest_phase(text, clause, figure)
    if found is None and event is not None:
        found = _read_event_phase(event)
    return found or _find_nearest_phase(text, sentence, figure) or UNKNOWN


def _read_event_phase(event: Event) -> str | None:
    if event.annotation.factuality in _PLANNED:
        return "planned"
    return {"military_training": "training", "troop_deployment": "sent", "arms_transfer": "sent"}.get(
        event.subtype
    )


def _find_event(events: Sequence[Event], figure: Annotation) -> Event | None:
    """The narrowest event whose quote holds the figure, or None."""
    around = [
        event
        for event in events
        if event.annotation.start < figure.end and figure.start < event.annotation.end
    ]
    return min(around, key=lambda event: event.annotation.end - event.annotation.start, default=None)


def _find_clause(reading: Reading, figure: Annotation) -> tuple[int, int]:
    """The clause around a figure: from the last break of its sentence before it to the first after it."""
    text = reading.document.text
    start, end = find_sentence(text, figure.start, figure.end)
    before = [match.end() for match in _CLAUSE_END.finditer(text, start, figure.start)]
    after = _CLAUSE_END.search(text, figure.end, end)
    return (before[-1] if before else start), (after.start() if after else end)


def _find_nearest_phase(text: str, stretch: tuple[int, int], figure: Annotation) -> str | None:
    """The phase whose word stands nearest to the figure, or None."""
    folded = _fold_evenly(text[stretch[0] : stretch[1]])
    start, end = figure.start - stretch[0], figure.end - stretch[0]
    hits = [
        (_measure_gap(match.span(), (start, end)), place, name)
        for place, (name, pattern) in enumerate(_load_phases())
        for match in pattern.finditer(folded)
    ]
    return min(hits)[2] if hits else None


def _measure_gap(left: tuple[int, int], right: tuple[int, int]) -> int:
    return max(0, left[0] - right[1], right[0] - left[1])


def _fold(text: str) -> str:
    """Casefolded and without combining marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _fold_evenly(text: str) -> str:
    """As `_fold`, character by character with the same length, so that places keep their offsets."""
    return "".join((_fold(char) or char)[:1] for char in text)


@cache
def _load_counted() -> tuple[tuple[str, str], ...]:
    return tuple((row["class"], _fold(row["stem"])) for row in _read_table("counted.tsv"))


@cache
def _load_phases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["phase"], re.compile(row["pattern"])) for row in _read_table("phases.tsv"))


def _read_table(name: str) -> Iterable[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
