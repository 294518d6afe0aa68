"""The three functions that a record goes through; they are three because people stand between them.

`ingest` makes bytes into what a machine reads in them; `propose` makes readings into proposals for persons to decide;
`publish` makes what persons released into a report with its proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.archive.ledger import Ledger
from lagebild.documents import read_document
from lagebild.matching import Scanner
from lagebild.model.annotation import Annotation, Annotator, keep_exact
from lagebild.model.document import Document
from lagebild.model.finding import Finding
from lagebild.model.incident import Contradiction, Figure, Incident, Reading, Response
from lagebild.model.match import NameHit
from lagebild.model.problem import Problem
from lagebild.model.provision import Regime
from lagebild.model.report import ReportSelection
from lagebild.monitoring import (
    collect_figures,
    collect_responses,
    find_contradictions,
    propose_findings,
    propose_incidents,
)
from lagebild.reports import BundleInfo, publish_bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of one input's bytes: the text with its facts, what was read in it, and what could not be taken."""

    document: Document
    annotations: tuple[Annotation, ...]
    hits: tuple[NameHit, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What readings propose to the persons who decide; nothing of it is a finding before two of them did."""

    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    responses: tuple[Response, ...]
    figures: tuple[Figure, ...]
    contradictions: tuple[Contradiction, ...]


def ingest(
    content: bytes,
    *,
    name: str,
    annotator: Annotator,
    scanner: Scanner | None = None,
    url: str | None = None,
    media_type: str | None = None,
) -> Ingested:
    """Bytes to text, annotations and listed names, each at its exact place.

    Args:
        content: The bytes as captured.
        name: What to call them in problems, such as a file's name.
        annotator: What reads; whatever it gives passes the gate of exact quotes.
        scanner: Over the names of lists; None looks for none.
        url: Where the bytes came from, if it is known.
        media_type: As served, if it is known.

    Raises:
        DocumentError: The bytes are no text that we read.
    """
    document, problems = read_document(content, name=name, url=url, media_type=media_type)
    return Ingested(
        document=document,
        annotations=tuple(keep_exact(document, annotator.annotate(document))),
        hits=tuple(scanner.scan(document.text)) if scanner else (),
        problems=tuple(problems),
    )


def propose(readings: Sequence[Reading], regimes: Sequence[Regime]) -> Proposal:
    """Readings to incidents, findings, responses, and figures side by side with what contradicts."""
    incidents = propose_incidents(readings, regimes)
    figures = collect_figures(readings)
    return Proposal(
        incidents=tuple(incidents),
        findings=tuple(propose_findings(incidents, readings, regimes)),
        responses=tuple(collect_responses(readings)),
        figures=tuple(figures),
        contradictions=tuple(find_contradictions(figures)),
    )


def publish(selection: ReportSelection, folder: Path, *, ledger: Ledger) -> BundleInfo:
    """What was released to a report with its proof; call it in the transaction that the ledger appends in.

    Raises:
        RuleError: A finding is not released by our rules, or the folder exists.
        ArchiveError: The disk takes no bytes; nothing half-written stays.
    """
    return publish_bundle(selection, folder, ledger=ledger)
