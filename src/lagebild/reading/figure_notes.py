"""The figure annotations of a document: each figure with who says so, how sure, and as of when."""

import re
from bisect import bisect_right

from lagebild.model.annotation import Annotation
from lagebild.reading.attribution import read_standing
from lagebild.reading.figures import Counted, find_figures
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.words import Language

_CONTEXT = 16
_AS_OF = re.compile(r"(?:\b[Aa]s of|\bStand(?: vom)?:?|\bper|\bzum Stichtag)\s$")


def _render(figure: Counted) -> str:
    if figure.value is not None:
        return f"{figure.qualifier} {figure.value:,} {figure.counted}".strip()
    high = f" to {figure.high:,}" if figure.high else ""
    return f"{figure.qualifier} {figure.low:,}{high} {figure.counted}" if figure.low else figure.counted


def _read_as_of(sentence: Sentence) -> str | None:
    """The day that a sentence says its figures stand at; a date alone tells when something happened, not that."""
    for date in sentence.dates:
        start = date.start - sentence.start
        if _AS_OF.search(sentence.text[max(0, start - _CONTEXT) : start]):
            return date.value
    return None


def annotate_figures(passage: Passage, language: Language, cited: list[tuple[int, int]]) -> list[Annotation]:
    """The figures of a document, outside site furniture."""
    taken = cited + [(span.start, span.end) for span in passage.dates]
    sentences = passage.sentences
    starts = [sentence.start for sentence in sentences]
    notes: list[Annotation] = []
    for figure in find_figures(passage.text, passage.lang, language.figures, taken):
        place = bisect_right(starts, figure.start) - 1
        if place >= 0 and figure.start < sentences[place].end:
            notes.append(_annotate(passage, sentences[place], figure, language))
    return notes


def _annotate(passage: Passage, sentence: Sentence, figure: Counted, language: Language) -> Annotation:
    standing = read_standing(passage, sentence, figure.start - sentence.start, language)
    norm = {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "counted": figure.counted,
        "as_of": _read_as_of(sentence),
    }
    return passage.annotate(
        "figure",
        (figure.start, min(figure.end, sentence.end)),
        label=_render(figure),
        norm=norm,
        rule=f"figure.{figure.qualifier}",
        score=0.9 if figure.unit else 0.7,
        speaker=standing.speaker,
        level=standing.level,
        factuality="negated" if figure.qualifier == "none" else standing.factuality,
    )
