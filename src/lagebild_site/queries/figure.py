"""The figures of an incident, as separate quantities, with who said so; contradictions are shown, not averaged."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lagebild.model.incident import Figure, Reading
from lagebild.monitoring import collect_figures, find_contradictions
from lagebild.monitoring.sentences import find_sentence, is_same_sentence
from lagebild_site.models import Annotation, Document, Finding, FindingEvidence
from lagebild_site.queries.finding import make_quote
from lagebild_site.queries.place import join_names, name_place
from lagebild_site.queries.visibility import Viewer, open_text, visible_annotations_of, visible_evidence

BYSTANDER_UNITS = frozenset({None, "entities", "states"})
"""Units of figures that seldom measure an incident: states that speak, names on a list, things of no known unit.

Such a figure is shown only where it stands in the sentence of a piece of evidence itself; without a known unit, not
before the quote: there stands who speaks ("Ten ministers have condemned …").
"""

BYSTANDER_QUANTITIES = frozenset({"persons"})
"""Quantities of the unit `persons` that count anybody, as names on a list; troops and workers have their own."""

_PARAGRAPH_END = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure as told.

    Attributes:
        figure: The library's record.
        exact: The characters that tell it.
        who: Who says so, in the page's language; empty where unknown.
        document: Where.
        url: The place in the document.
        bar: Thousandths of the quantity's largest value, for its bar; None where no number is told or no other
            figure stands beside it: a lone bar compares nothing.
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
    """The quantities told with a finding's evidence, each apart from the others.

    A figure is told with a piece of evidence if it stands in the same sentence, or in the next one of the same
    paragraph while that tells of no event of its own; `BYSTANDER_UNITS` only in the same sentence.
    """
    evidence = list(visible_evidence(finding, viewer))
    documents = {row.annotation.document_id: row.annotation.document for row in evidence}
    figures = _choose_figures(documents.values(), evidence, viewer)
    excluded = {id(figure) for found in find_contradictions(figures) for figure in found.figures}
    by_quantity: dict[str, list[Figure]] = {}
    for figure in figures:
        by_quantity.setdefault(figure.quantity, []).append(figure)
    return [
        QuantityView(
            key=key,
            counted=same[0].counted,
            lang=documents[int(same[0].document_key)].lang,
            figures=tuple(_describe(figure, documents, excluded, _find_top(same), lang) for figure in same),
        )
        for key, same in by_quantity.items()
    ]


def _choose_figures(
    documents: Collection[Document], evidence: Sequence[FindingEvidence], viewer: Viewer
) -> list[Figure]:
    """The figures of these documents that are told with a piece of evidence and may be seen."""
    places = _group(row.annotation for row in evidence)
    notes = _group(visible_annotations_of(documents, viewer))
    readings: list[Reading] = []
    same: set[tuple[str, int]] = set()
    for document in documents:
        text = open_text(document, viewer)
        if text is None:
            continue
        near, read = places.get(document.pk, []), notes.get(document.pk, [])
        told = [note for note in read if note.layer == "figure" and _is_same(text, note, near)]
        same |= {(str(document.pk), note.start) for note in told}
        after = [note for note in read if note.layer == "figure" and _is_after(text, note, near, read)]
        kept = [note.to_record() for note in read if note.layer != "figure" or note in told or note in after]
        record = document.to_record(text)
        readings.append(Reading(key=str(document.pk), document=record, annotations=tuple(kept)))
    figures = collect_figures(readings)
    return [f for f in figures if not _is_bystander(f) or (f.document_key, f.annotation.start) in same]


def _is_same(text: str, note: Annotation, places: Iterable[Annotation]) -> bool:
    """Whether it stands in the sentence of one of these places; without a unit, not before the place."""
    return any(
        is_same_sentence(text, (note.start, note.end), (place.start, place.end))
        and (note.norm.get("unit") is not None or note.start >= place.start)
        for place in places
    )


def _is_after(text: str, note: Annotation, places: Iterable[Annotation], read: Iterable[Annotation]) -> bool:
    """Whether it stands in the next sentence of the paragraph of one of these places, and no event stands there."""
    start, end = find_sentence(text, note.start, note.end)
    if any(other.layer == "event" and start <= other.start < end for other in read):
        return False
    stretches = (find_sentence(text, place.start, place.end) for place in places)
    return any(stop == start and not _PARAGRAPH_END.search(text, begin, stop) for begin, stop in stretches)


def _is_bystander(figure: Figure) -> bool:
    quantity = figure.quantity.partition("/")[0]
    return figure.unit in BYSTANDER_UNITS or quantity in BYSTANDER_QUANTITIES


def _group(notes: Iterable[Annotation]) -> dict[int, list[Annotation]]:
    """Annotations by their document's primary key."""
    groups: dict[int, list[Annotation]] = {}
    for note in notes:
        groups.setdefault(note.document_id, []).append(note)
    return groups


def _find_top(figures: Sequence[Figure]) -> float:
    """The largest value of several figures; 0 where there is only one."""
    return max(figure.value or 0 for figure in figures) if len(figures) > 1 else 0


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
