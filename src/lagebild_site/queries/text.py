"""One document's text cut at every boundary of what stands in it, so that overlapping readings can be shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lagebild_site.models import Annotation

PART_LENGTH = 60_000
"""Code points shown on one page of a long document: some forty printed pages."""

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch that is to be seen in the text.

    Attributes:
        kind: `note` something read, `match` a listed name, `hit` an answer to a search, `quote` the passage asked for.
        start: First code point.
        end: One past the last.
        key: Anchor of a note, else empty.
        layer: Layer of a note, else empty.
    """

    kind: str
    start: int
    end: int
    key: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text over which the same marks stand.

    Attributes:
        text: The characters.
        marks: The marks that cover it, the innermost last.
        opens: Keys of the notes that begin here, for their anchors.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        """Layers of the notes that cover it, without repetition."""
        return tuple(dict.fromkeys(mark.layer for mark in self.marks if mark.layer))

    @property
    def inner_key(self) -> str:
        """The key of the innermost note, or empty."""
        return next((mark.key for mark in reversed(self.marks) if mark.key), "")

    @property
    def is_quote(self) -> bool:
        """Whether it belongs to the passage asked for."""
        return any(mark.kind == "quote" for mark in self.marks)

    @property
    def is_hit(self) -> bool:
        """Whether it answers a search."""
        return any(mark.kind == "hit" for mark in self.marks)

    @property
    def is_match(self) -> bool:
        """Whether it belongs to a listed name."""
        return any(mark.kind == "match" for mark in self.marks)

    @property
    def lines(self) -> list[str]:
        """The text split at its line breaks."""
        return self.text.split("\n")


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the text with its segments."""

    start: int
    end: int
    segments: list[Segment] = field(default_factory=list)
    opens_quote: bool = False


@dataclass(slots=True, kw_only=True)
class Block:
    """Consecutive paragraphs of one zone; `zone` is None outside all zones."""

    zone: str | None
    speaker: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def opens_quote(self) -> bool:
        """Whether the passage asked for begins in it."""
        return any(paragraph.opens_quote for paragraph in self.paragraphs)


def mark_annotations(notes: Iterable[Annotation]) -> list[Mark]:
    """The marks of what was read."""
    return [Mark(kind="note", start=n.start, end=n.end, key=n.note_id, layer=n.layer) for n in notes]


def split_into_blocks(
    text: str,
    zones: Sequence[dict[str, Any]],
    marks: Sequence[Mark],
    *,
    low: int = 0,
    high: int | None = None,
) -> list[Block]:
    """The text between two offsets as blocks of one zone, paragraphs and segments; no character is lost.

    Args:
        text: The whole text.
        zones: As stored: kind, start, end, speaker; they may nest.
        marks: What is to be seen; they may nest and cross.
        low: First code point shown.
        high: One past the last one shown; the end of the text where None.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    quote = next((mark for mark in ordered if mark.kind == "quote"), None)
    blocks: list[Block] = []
    for start, end in _split_paragraphs(text, low, len(text) if high is None else high):
        zone = _find_zone(zones, start)
        kind, speaker = (zone["kind"], tuple(zone["speaker"])) if zone else (None, ())
        if not blocks or (blocks[-1].zone, blocks[-1].speaker) != (kind, speaker):
            blocks.append(Block(zone=kind, speaker=speaker))
        inside = [mark for mark in ordered if mark.start < end and mark.end > start]
        opens_quote = quote is not None and start <= quote.start < end
        segments = list(cut_segments(text, inside, start, end))
        blocks[-1].paragraphs.append(
            Paragraph(start=start, end=end, segments=segments, opens_quote=opens_quote)
        )
    return blocks


def cut_segments(text: str, marks: Sequence[Mark], low: int, high: int) -> Iterator[Segment]:
    """The text between two offsets cut at every boundary of the marks, in order, nothing lost."""
    bounds = {low, high}
    for mark in marks:
        bounds.update(at for at in (mark.start, mark.end) if low < at < high)
    cuts = sorted(bounds)
    for start, end in pairwise(cuts):
        over = tuple(mark for mark in marks if mark.start <= start and mark.end >= end)
        opens = tuple(mark.key for mark in over if mark.key and max(mark.start, low) == start)
        yield Segment(text=text[start:end], marks=over, opens=opens if start != low else _first(over, low))


def _first(over: Sequence[Mark], low: int) -> tuple[str, ...]:
    """Keys of marks that begin at a paragraph's first character; those carried over opened before."""
    return tuple(mark.key for mark in over if mark.key and mark.start == low)


def widen(text: str, start: int, end: int, *, radius: int) -> tuple[int, int]:
    """The stretch around a place, `radius` code points to each side, drawn in to the edges of words."""
    low, high = max(0, start - radius), min(len(text), end + radius)
    while 0 < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < len(text) and not text[high].isspace():
        high -= 1
    return low, high


def find_part(offset: int) -> int:
    """The page of a long document that an offset stands on, from 1."""
    return offset // PART_LENGTH + 1


def _split_paragraphs(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, without the blank lines and outer line breaks."""
    at = low
    while at < high:
        found = text.find(_BREAK, at, high)
        end = high if found < 0 else found
        start, stop = at, end
        while start < stop and text[start] in "\r\n":
            start += 1
        while stop > start and text[stop - 1] in "\r\n":
            stop -= 1
        if text[start:stop].strip():
            yield start, stop
        at = end + len(_BREAK)


def _find_zone(zones: Sequence[dict[str, Any]], offset: int) -> dict[str, Any] | None:
    inner = [zone for zone in zones if zone["start"] <= offset < zone["end"]]
    return min(inner, key=lambda zone: int(zone["end"]) - int(zone["start"])) if inner else None
