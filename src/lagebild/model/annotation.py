"""One thing read in a document at an exact place, and the door through which readers come in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from lagebild.model.document import Document

Layer = Literal["mention", "citation", "date", "figure", "event", "position"]
LAYERS: tuple[Layer, ...] = get_args(Layer)

Factuality = Literal[
    "asserted",
    "assessed",
    "reported",
    "planned",
    "reported_planned",
    "proposed",
    "possible",
    "conditional",
    "alleged",
    "negated",
]
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)

CONTEXT_LENGTH = 24
"""Code points of prefix and suffix kept beside a quote: enough to tell two equal quotes apart when read."""

ID_LENGTH = 32
"""Hex digits kept of an annotation's hash: 128 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One thing read at an exact place (W3C Web Annotation, position and quote selector).

    Attributes:
        id: Hash of text hash, layer, offsets and norm; the same reading has the same id everywhere.
        layer: Which kind of thing.
        label: Short text for people, such as `UNSCR 1718 (2006)`.
        norm: The normalised value; its keys per layer are the output contract.
        start: First code point in the document's text, from 0.
        end: One past the last code point.
        exact: Exactly `text[start:end]`.
        prefix: Up to `CONTEXT_LENGTH` code points before.
        suffix: Up to `CONTEXT_LENGTH` code points after.
        speaker: Who says it: ISO 3166-1 alpha-2, body ids, `person:…`, `org:…`; empty where unknown.
        level: `document` the issuers, `zone` a zone's speaker, `quoted` a quoted or reported source.
        factuality: How far the speaker stands behind it.
        annotator: Name of what read it.
        version: Its version.
        rule: The rule within it that fired.
        score: 0…1.
    """

    id: str
    layer: Layer
    label: str
    norm: Mapping[str, Any]
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    speaker: tuple[str, ...]
    level: str
    factuality: Factuality
    annotator: str
    version: str
    rule: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """The annotation as the output contract of `lagebild read --format json` shapes it."""
        return {
            "id": self.id,
            "layer": self.layer,
            "label": self.label,
            "norm": dict(self.norm),
            "target": {
                "selector": [
                    {"type": "TextPositionSelector", "start": self.start, "end": self.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": self.exact,
                        "prefix": self.prefix,
                        "suffix": self.suffix,
                    },
                ],
            },
            "attribution": {"speaker": list(self.speaker), "level": self.level},
            "factuality": self.factuality,
            "by": {"annotator": self.annotator, "version": self.version, "rule": self.rule},
            "score": self.score,
        }


class Annotator(Protocol):
    """Whatever reads a document: the built-in rules, a model behind an endpoint."""

    name: str
    version: str

    def annotate(self, document: Document) -> list[Annotation]:
        """The annotations of one document, in text order."""
        ...


def compute_annotation_id(
    text_sha256: str, layer: Layer, start: int, end: int, norm: Mapping[str, Any]
) -> str:
    """The first `ID_LENGTH` hex digits of SHA-256 over the canonical JSON of what makes the reading."""
    payload = json.dumps(
        [text_sha256, layer, start, end, norm], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(payload.encode()).hexdigest()[:ID_LENGTH]


def make_annotation(
    document: Document,
    *,
    layer: Layer,
    label: str,
    norm: Mapping[str, Any],
    start: int,
    end: int,
    annotator: str,
    version: str,
    rule: str,
    score: float,
    speaker: tuple[str, ...] | None = None,
    level: str = "document",
    factuality: Factuality = "asserted",
) -> Annotation:
    """The annotation at `[start, end)` of a document, its quote and context cut from the text itself.

    `speaker` None takes who speaks at `start` by the document's zones.

    Raises:
        ValueError: The offsets do not lie in the text or enclose nothing.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"offsets {start}:{end} do not lie in a text of {len(document.text)} code points")
    return Annotation(
        id=compute_annotation_id(document.text_sha256, layer, start, end, norm),
        layer=layer,
        label=label,
        norm=norm,
        start=start,
        end=end,
        exact=document.text[start:end],
        prefix=document.text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=document.text[end : end + CONTEXT_LENGTH],
        speaker=document.speaker_at(start) if speaker is None else speaker,
        level=level,
        factuality=factuality,
        annotator=annotator,
        version=version,
        rule=rule,
        score=score,
    )


def keep_exact(document: Document, annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations whose quote is the exact text at their offsets; all others are dropped.

    The gate that every annotator passes, whether rules or a model.
    """
    return [note for note in annotations if document.text[note.start : note.end] == note.exact and note.exact]
