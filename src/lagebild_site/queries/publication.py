"""Findings in the form that persons sign for and that reports publish."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lagebild.errors import RuleError
from lagebild.model.report import LANGUAGES, ReportFinding, ReportProvision
from lagebild.model.statement import AssessmentSentence, FactSentence, Quote, Sentence
from lagebild.reports import hash_finding
from lagebild_site.models import Finding
from lagebild_site.queries.finding import describe_finding, make_quote
from lagebild_site.queries.provision import get_regimes
from lagebild_site.queries.visibility import Viewer

REVIEWER = Viewer(is_analyst=True, may_decide=True)
Content = dict[str, Any]


def write_content(finding: Finding) -> Content:
    """What a finding says now, per language: the wording that a reviewer signs for and that is kept with it."""
    views = {lang: describe_finding(finding, REVIEWER, lang) for lang in LANGUAGES}
    return {
        "incident": {lang: view.headline for lang, view in views.items()},
        "sentences": {
            lang: [_write_sentence(sentence) for sentence in view.sentences] for lang, view in views.items()
        },
    }


def _write_sentence(sentence: Sentence) -> dict[str, Any]:
    if isinstance(sentence, FactSentence):
        return {"kind": "fact", "text": sentence.text, "footnotes": list(sentence.footnotes)}
    return {"kind": "assessment", "text": sentence.text}


def read_sentences(content: Content, lang: str, *, shift: int = 0) -> tuple[Sentence, ...]:
    """The sentences that were signed for, their footnotes moved by `shift` for a report of many findings."""
    return tuple(
        FactSentence(text=item["text"], footnotes=tuple(number + shift for number in item["footnotes"]))
        if item["kind"] == "fact"
        else AssessmentSentence(text=item["text"])
        for item in content["sentences"][lang]
    )


def build_report_finding(finding: Finding, *, shift: int = 0) -> tuple[ReportFinding, list[Quote]]:
    """A finding with its signed content as a report publishes it, and its quotes.

    Args:
        finding: Reviewed or released; its `content` is what was signed for.
        shift: How many footnotes stand before it in the report.
    """
    rows = finding.evidence.select_related("annotation__document__capture__source")
    quotes = [make_quote(row.annotation, shift + number) for number, row in enumerate(rows, start=1)]
    content = finding.content
    record = ReportFinding(
        key=finding.key,
        incident=content["incident"],
        provisions=tuple(build_provisions(finding.provision_ids)),
        sentences={lang: read_sentences(content, lang, shift=shift) for lang in LANGUAGES},
        evidence=tuple(quote.number for quote in quotes),
        review_leaf=finding.review.ledger_entry.index if finding.review else None,
        release_leaf=finding.release.ledger_entry.index if finding.release else None,
    )
    return record, [replace(quote, document_url=None) for quote in quotes]


def hash_content(finding: Finding) -> str:
    """The SHA-256 that a review and a release of this finding sign for.

    Raises:
        RuleError: Evidence that the wording rests on is gone.
    """
    try:
        return hash_finding(*build_report_finding(finding))
    except KeyError as error:
        raise RuleError(
            f"finding {finding.key} was changed after its review: evidence that a sentence rests on is gone. "
            "Reject it, so that it is proposed again."
        ) from error


def build_provisions(provision_ids: Sequence[str]) -> list[ReportProvision]:
    """Provisions as a report names them, with their status and where they can be read."""
    found = []
    for regime in get_regimes():
        urls = {reference.id: reference.url for reference in regime.references}
        found += [
            ReportProvision(
                id=provision.id,
                regime_id=regime.id,
                resolution_id=provision.resolution_id,
                paragraph=provision.paragraph,
                summary=provision.summary,
                status=provision.status,
                source_urls=tuple(urls[source] for source in provision.sources if source in urls),
                checked_by=provision.checked_by,
                checked_on=provision.checked_on,
            )
            for provision in regime.provisions
            if provision.id in provision_ids
        ]
    order = {provision_id: position for position, provision_id in enumerate(provision_ids)}
    return sorted(found, key=lambda provision: order[provision.id])
