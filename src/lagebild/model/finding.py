"""A conclusion on its way from proposed to released, and what it rests on."""

from dataclasses import dataclass
from typing import Literal

FindingState = Literal["proposed", "reviewed", "released", "rejected", "withdrawn"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code, credibility of information: 1 confirmed … 5 improbable, 6 cannot be judged."""
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code, reliability of the source: A completely reliable … E unreliable, F cannot be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A text hash, offsets and annotation that something rests on, graded for credibility."""

    document_key: str
    text_sha256: str
    annotation_id: str
    start: int
    end: int
    credibility: Credibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """This incident bears on these provisions, on this evidence.

    Attributes:
        key: Stable id; the incident's key unless a person split it.
        incident_key: The incident.
        provision_ids: On which provisions it bears, the main ones first.
        evidence: What it rests on; never empty.
        state: Where it stands.
        reviewed_by: Name of the person who reviewed, or None.
        released_by: Name of the person who released, or None; never the same.
    """

    key: str
    incident_key: str
    provision_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    state: FindingState = "proposed"
    reviewed_by: str | None = None
    released_by: str | None = None
