"""The figures of an incident, as separate quantities, with who said so; contradictions are shown, not averaged."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lagebild.model.incident import Figure, Reading
from lagebild.monitoring import collect_figures, find_contradictions
from lagebild_site.models import Annotation, Document, Finding, FindingEvidence
from lagebild_site.queries.finding import make_quote
from lagebild_site.queries.place import join_names, name_place
from lagebild_site.queries.visibility import Viewer, open_text, visible_annotations_of, visible_evidence

SENTENCE_REACH = 300
"""Code points around a piece of evidence in which a figure is taken to be about the same: two printed sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure as told.

    Attributes:
        figure: The library's record.
        exact: The characters that tell it.
        who: Who says so, in the page's language; empty where unknown.
        document: Where.
        url: The place in the document.
        bar: Thousandths of the largest value shown, for its bar; None where no number is told.
        is_contradicted: Whether another figure of the same quantity excludes it.
    """

    figure: Figure
    exact: str
    who: str
    document: Document
    url: str
    bar: int | None
    is_contradicted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityView:
    """One quantity: the figures that can be compared with each other."""

    key: str
    counted: str
    lang: str
    figures: tuple[FigureView, ...]

    @property
    def is_contradictory(self) -> bool:
        """Whether its figures exclude each other."""
        return any(view.is_contradicted for view in self.figures)


def describe_figures(finding: Finding, viewer: Viewer, lang: str) -> list[QuantityView]:
    """The quantities told around a finding's evidence, each apart from the others."""
    evidence = list(visible_evidence(finding, viewer))
    documents = {row.annotation.document_id: row.annotation.document for row in evidence}
    figures = collect_figures(_make_readings(list(documents.values()), evidence, viewer))
    excluded = {id(figure) for found in find_contradictions(figures) for figure in found.figures}
    top = max((figure.value or 0 for figure in figures), default=0)
    by_quantity: dict[str, list[Figure]] = {}
    for figure in figures:
        by_quantity.setdefault(figure.quantity, []).append(figure)
    return [
        QuantityView(
            key=key,
            counted=same[0].counted,
            lang=documents[int(same[0].document_key)].lang,
            figures=tuple(_describe(figure, documents, excluded, top, lang) for figure in same),
        )
        for key, same in by_quantity.items()
    ]


def _make_readings(
    documents: Collection[Document], evidence: Sequence[FindingEvidence], viewer: Viewer
) -> list[Reading]:
    """The documents with those figures that stand near a piece of evidence and may be seen."""
    places = _group(row.annotation for row in evidence)
    notes = _group(visible_annotations_of(documents, viewer))
    readings = []
    for document in documents:
        text = open_text(document, viewer)
        if text is None:
            continue
        near = places.get(document.pk, [])
        kept = [n for n in notes.get(document.pk, []) if n.layer != "figure" or _is_near(n, near)]
        record = document.to_record(text)
        annotations = tuple(note.to_record() for note in kept)
        readings.append(Reading(key=str(document.pk), document=record, annotations=annotations))
    return readings


def _group(notes: Iterable[Annotation]) -> dict[int, list[Annotation]]:
    """Annotations by their document's primary key."""
    groups: dict[int, list[Annotation]] = {}
    for note in notes:
        groups.setdefault(note.document_id, []).append(note)
    return groups


def _is_near(note: Annotation, places: Sequence[Annotation]) -> bool:
    return any(p.start - SENTENCE_REACH <= note.start and note.end <= p.end + SENTENCE_REACH for p in places)


def _describe(
    figure: Figure, documents: dict[int, Document], excluded: set[int], top: float, lang: str
) -> FigureView:
    document = documents[int(figure.document_key)]
    note = Annotation(document=document, start=figure.annotation.start, end=figure.annotation.end)
    return FigureView(
        figure=figure,
        exact=figure.annotation.exact,
        who=join_names([name_place(speaker, lang) for speaker in figure.speaker], lang),
        document=document,
        url=make_quote(note, 1).document_url or "",
        bar=round(1000 * figure.value / top) if figure.value and top else None,
        is_contradicted=id(figure) in excluded,
    )
