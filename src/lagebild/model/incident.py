"""What happened, as several documents tell it: incidents, figures, evidence and responses."""

from dataclasses import dataclass
from typing import Literal

from lagebild.model.annotation import Annotation
from lagebild.model.document import Document

ResponseKind = Literal["statement", "demand", "summons", "listing", "mechanism", "vote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document with what was read in it; the unit that monitoring works on.

    Attributes:
        key: The caller's own id of the document, handed through unchanged.
        document: The document.
        annotations: All of its annotations, in text order.
    """

    key: str
    document: Document
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """One telling of an event: which document, which annotation."""

    document_key: str
    annotation: Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing in the world that several events in several documents are about.

    Attributes:
        key: Stable: regime, type, actors, recipients, and the month or year where every telling names one.
        regime_id: The regime it may bear on.
        type_id: The incident type in that regime.
        actors: Who did it, sorted.
        recipients: To or for whom, sorted.
        date_low: Earliest date told, an ISO 8601 prefix, or None where nobody dates it.
        date_high: Latest date told, or None.
        tellings: Every event that tells of it.
    """

    key: str
    regime_id: str
    type_id: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date_low: str | None
    date_high: str | None
    tellings: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of what, as of when, according to whom.

    Attributes:
        quantity: Key of the quantity that is counted; figures with one key can be compared, others cannot.
        value: The number as told, or None where only vague.
        low: Lower bound, or None.
        high: Upper bound, or None.
        qualifier: As in the output contract.
        unit: As in the output contract.
        counted: What is counted, in the document's words.
        as_of: ISO 8601 prefix, or None.
        speaker: Who says so.
        document_key: Where.
        annotation: The exact place.
    """

    quantity: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    counted: str
    as_of: str | None
    speaker: tuple[str, ...]
    document_key: str
    annotation: Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two or more figures of one quantity that cannot all be true, with the reason in words."""

    quantity: str
    figures: tuple[Figure, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a state or body did about an incident's actors.

    Attributes:
        state: ISO 3166-1 alpha-2 or body id.
        kind: What was done.
        on: ISO 8601 prefix, or None where the record does not say.
        towards: Whom it concerns.
        with_states: Who did it together with this state.
        document_key: Where it is told.
        annotation: The exact place.
    """

    state: str
    kind: ResponseKind
    on: str | None
    towards: tuple[str, ...]
    with_states: tuple[str, ...]
    document_key: str
    annotation: Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which source of a state or authority was watched, from when to when, with what gaps.

    Attributes:
        state: ISO 3166-1 alpha-2 or body id.
        source: Name of the source.
        watched_from: ISO 8601 day.
        watched_to: ISO 8601 day, or None while it is still watched.
        gaps: Intervals `a/b` in which it was not.
    """

    state: str
    source: str
    watched_from: str
    watched_to: str | None
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCell:
    """What is known of one state: its responses, else the sources watched; `watched` empty means nobody looked."""

    state: str
    responses: tuple[Response, ...]
    watched: tuple[Coverage, ...]
