"""A finding's evidence laid out by document: the passages in which its quotes stand, each quote with its number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild_site.models import Document
from lagebild_site.queries.finding import EvidenceView
from lagebild_site.queries.text import Mark, Segment, cut_segments, widen
from lagebild_site.queries.visibility import Viewer, open_text

RADIUS = 220
"""Code points shown around a quote: the sentence before and after, as a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document with the quotes in it.

    Attributes:
        segments: The text cut at the quotes' boundaries; a segment's `opens` are the numbers of quotes ending there.
        evidence: The evidence that stands in it.
        goes_before: Whether text goes on before it.
        goes_after: Whether text goes on after it.
    """

    segments: tuple[Segment, ...]
    evidence: tuple[EvidenceView, ...]
    goes_before: bool
    goes_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document of a finding with its passages."""

    document: Document
    url: str
    passages: tuple[Passage, ...]


def lay_out_sheets(evidence: Sequence[EvidenceView], viewer: Viewer) -> list[Sheet]:
    """The evidence by document in the order of its first quote; passages that meet are one."""
    by_document: dict[int, list[EvidenceView]] = {}
    for item in evidence:
        by_document.setdefault(item.document.pk, []).append(item)
    return [_lay_out(items, viewer) for items in by_document.values()]


def _lay_out(items: list[EvidenceView], viewer: Viewer) -> Sheet:
    document = items[0].document
    text = open_text(document, viewer)
    ordered = sorted(items, key=lambda item: (item.quote.start, item.quote.end))
    passages = _quote_alone(ordered) if text is None else _cut_passages(text, ordered)
    return Sheet(document=document, url=ordered[0].quote.document_url or "", passages=tuple(passages))


def _quote_alone(items: Iterable[EvidenceView]) -> list[Passage]:
    """Quotes without what stands around them, where the viewer may not read the text."""
    places: dict[tuple[int, int], list[EvidenceView]] = {}
    for item in items:
        places.setdefault((item.quote.start, item.quote.end), []).append(item)
    return [
        Passage(
            segments=(_make_segment(same[0].quote.exact, same, is_end=True),),
            evidence=tuple(same),
            goes_before=False,
            goes_after=False,
        )
        for same in places.values()
    ]


def _cut_passages(text: str, items: list[EvidenceView]) -> list[Passage]:
    groups: list[tuple[int, int, list[EvidenceView]]] = []
    for item in items:
        low, high = widen(text, item.quote.start, item.quote.end, radius=RADIUS)
        if groups and low <= groups[-1][1]:
            start, end, same = groups.pop()
            groups.append((start, max(end, high), [*same, item]))
        else:
            groups.append((low, high, [item]))
    return [_cut_passage(text, low, high, same) for low, high, same in groups]


def _cut_passage(text: str, low: int, high: int, items: list[EvidenceView]) -> Passage:
    marks = [Mark(kind="quote", start=item.quote.start, end=item.quote.end) for item in items]
    segments, at = [], low
    for piece in cut_segments(text, marks, low, high):
        at += len(piece.text)
        over = [item for item in items if item.quote.start < at <= item.quote.end]
        ending = [item for item in over if item.quote.end == at]
        segments.append(_make_segment(piece.text, over, is_end=bool(ending), ending=ending))
    return Passage(
        segments=tuple(segments), evidence=tuple(items), goes_before=low > 0, goes_after=high < len(text)
    )


def _make_segment(
    text: str, over: Sequence[EvidenceView], *, is_end: bool, ending: Sequence[EvidenceView] | None = None
) -> Segment:
    marks = tuple(Mark(kind="quote", start=item.quote.start, end=item.quote.end) for item in over)
    closing = ending if ending is not None else over
    return Segment(
        text=text, marks=marks, opens=tuple(str(item.quote.number) for item in closing) if is_end else ()
    )
