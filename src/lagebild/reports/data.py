"""The report as data: one JSON file that says the same as the pages, and what persons sign for."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from lagebild.archive.ledger import hash_json
from lagebild.model.provision import Regime
from lagebild.model.report import (
    ListEvidence,
    RegimeData,
    ReportCapture,
    ReportFinding,
    ReportSelection,
    ReportText,
)
from lagebild.model.statement import AssessmentSentence, FactSentence, Quote
from lagebild.reports.verifier.verify import HEAD_BLANK, finding_content, shown_json

Footnote = Quote | ListEvidence


def encode_regime(regime: Regime) -> bytes:
    """The bytes of a regime's data whose hash is logged and that the bundle carries: JSON, keys sorted."""
    return shown_json(to_plain(regime))


def hash_finding(finding: ReportFinding, footnotes: Iterable[Footnote]) -> str:
    """The SHA-256 that a review and a release of this finding sign for, hex.

    It covers key, incident, provisions, sentences and evidence with their exact places and words. It does not
    depend on how the footnotes are numbered, so it is the same at the review and in every report.

    Args:
        finding: The leaves of its decisions may still be None.
        footnotes: At least those that the finding names.

    Raises:
        KeyError: The finding names a footnote that is not given.
    """
    numbered = {note.number: to_plain(note) for note in footnotes}
    return hash_json(finding_content(to_plain(finding), numbered))


def encode_report(selection: ReportSelection) -> bytes:
    """`report.json`, with a blank where the tree head is printed."""
    return shown_json(build_report(selection))


def build_report(selection: ReportSelection) -> dict[str, Any]:
    """The report as JSON values; footnotes, leaves and files by number, index and path."""
    report: dict[str, Any] = to_plain(selection)
    report["format"] = "lagebild-report-1"
    report["notice"] = "sample record" if selection.is_sample else None
    report["tree_head"] = HEAD_BLANK
    report["captures"] = [_describe_capture(capture) for capture in selection.captures]
    report["texts"] = [_describe_text(text) for text in selection.texts]
    report["regimes"] = [_describe_regime(regime) for regime in selection.regimes]
    report["leaves"] = sorted(find_leaves(selection))
    return report


def find_leaves(selection: ReportSelection) -> set[int]:
    """The ledger indexes of everything that the report rests on; its own leaf comes later."""
    found: list[int | None] = [capture.leaf for capture in selection.captures]
    found += [capture.erasure_leaf for capture in selection.captures]
    found += [text.leaf for text in selection.texts]
    found += [regime.leaf for regime in selection.regimes]
    for finding in selection.findings:
        found += [finding.review_leaf, finding.release_leaf]
    return {index for index in found if index is not None}


def capture_path(capture: ReportCapture) -> str | None:
    """Where the bundle holds the bytes, or None where it does not."""
    return None if capture.content is None else f"captures/{capture.sha256}"


def text_path(text: ReportText) -> str | None:
    """Where the bundle holds the text, or None where it does not."""
    return None if text.content is None else f"texts/{text.sha256}.txt"


def regime_path(regime: RegimeData) -> str:
    """Where the bundle holds a regime's data."""
    return f"regimes/{regime.regime_id}.json"


def to_plain(value: Any) -> Any:  # noqa: PLR0911 - one case per kind of value
    """A record as JSON values: fields by name, tuples as lists; a sentence also says of which kind it is.

    Raises:
        TypeError: Something that is neither a record nor a JSON value.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case FactSentence():
            return {"kind": "fact", "text": value.text, "footnotes": list(value.footnotes)}
        case AssessmentSentence():
            return {"kind": "assessment", "text": value.text}
        case Mapping():
            return {str(key): to_plain(item) for key, item in value.items()}
        case list() | tuple():
            return [to_plain(item) for item in value]
        case bytes():
            return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"a report cannot hold a {type(value).__name__}")


def _describe_capture(capture: ReportCapture) -> dict[str, Any]:
    return {
        "sha256": capture.sha256,
        "leaf": capture.leaf,
        "withheld": capture.withheld,
        "erasure_leaf": capture.erasure_leaf,
        "file": capture_path(capture),
    }


def _describe_text(text: ReportText) -> dict[str, Any]:
    return {
        "sha256": text.sha256,
        "capture_sha256": text.capture_sha256,
        "leaf": text.leaf,
        "file": text_path(text),
    }


def _describe_regime(regime: RegimeData) -> dict[str, Any]:
    return {"id": regime.regime_id, "leaf": regime.leaf, "file": regime_path(regime)}
