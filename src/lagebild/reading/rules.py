"""The built-in reader: rules for German and English, no model."""

from lagebild.model.annotation import Annotation, keep_exact
from lagebild.model.document import Document
from lagebild.reading.citations import annotate_citations, find_citations
from lagebild.reading.events import annotate_events
from lagebild.reading.figure_notes import annotate_figures
from lagebild.reading.languages import get_language
from lagebild.reading.passage import NAME, VERSION, Passage
from lagebild.reading.positions import annotate_positions
from lagebild.text.places import PlaceMention

_SCORES = {
    "state": 0.97,
    "body": 0.95,
    "government": 0.95,
    "adjective": 0.93,
    "demonym": 0.93,
    "capital": 0.85,
}


class RuleReader:
    """Reads a document by rules; implements `Annotator`.

    It reads mentions, citations, dates, figures, events and positions. Texts in a language that it has no rules
    for are read with the English ones, which finds names and citations and little else.
    """

    name = NAME
    version = VERSION

    def annotate(self, document: Document) -> list[Annotation]:
        """The annotations of one document, in text order; each quote is the exact text at its offsets."""
        passage = Passage(document)
        language = get_language(document.lang)
        cited = find_citations(passage.text)
        notes = [_annotate_mention(passage, mention) for mention in passage.mentions]
        notes += annotate_citations(passage, cited)
        notes += _annotate_dates(passage)
        notes += annotate_figures(passage, language, [(found.start, found.end) for found in cited])
        events = annotate_events(passage, language)
        notes += events
        notes += annotate_positions(passage, language)
        unique = {note.id: note for note in keep_exact(document, notes)}
        return sorted(unique.values(), key=lambda note: (note.start, note.end, note.layer, note.id))


def _annotate_mention(passage: Passage, mention: PlaceMention) -> Annotation:
    return passage.annotate(
        "mention",
        (mention.start, mention.end),
        label=mention.id,
        norm={"id": mention.id, "kind": mention.kind},
        rule=f"mention.{mention.kind}",
        score=_SCORES[mention.kind],
    )


def _annotate_dates(passage: Passage) -> list[Annotation]:
    return [
        passage.annotate(
            "date",
            (span.start, span.end),
            label=span.value or passage.text[span.start : span.end],
            norm={
                "value": span.value,
                "granularity": span.granularity,
                "resolution": span.resolution,
                "anchor": span.anchor,
            },
            rule=f"date.{span.resolution}",
            score={"explicit": 0.97, "partial": 0.85, "relative": 0.85}[span.resolution],
        )
        for span in passage.dates
    ]
