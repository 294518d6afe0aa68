"""Findings told as sentences: facts with footnotes to their quotes, and our own assessment marked as such."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lagebild.model.statement import AssessmentSentence, FactSentence, Quote, Sentence
from lagebild_site.models import Annotation, Decision, Document, Finding, FindingEvidence, Report
from lagebild_site.queries.place import join_names, name_place
from lagebild_site.queries.provision import ProvisionView, describe_provisions, get_incident_type
from lagebild_site.queries.teller import name_tellers
from lagebild_site.queries.visibility import (
    STRANGER,
    Viewer,
    visible_evidence,
    visible_findings,
    withdrawn_findings,
)
from lagebild_site.queries.wording import (
    tell_citations,
    tell_date,
    tell_event,
    tell_figure,
    tell_mention,
    tell_position,
)

TELLER = "\0"
"""Stands for who tells it in the wording by which claims are compared; no text holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One piece of evidence beside its place in the document.

    Attributes:
        quote: What stands there, with all that proves it; its number is the footnote.
        annotation: The reading.
        document: Where it stands.
        credibility: Admiralty 1 to 6.
    """

    quote: Quote
    annotation: Annotation
    document: Document
    credibility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as pages and reports tell it, in one language.

    Attributes:
        finding: The finding.
        headline: What it is about, in one line; states no fact of its own.
        sentences: Facts with footnotes, then our own assessment.
        quotes: What the footnotes point at, numbered from 1.
        provisions: On which it bears, the main ones first.
        evidence: The quotes beside their documents.
    """

    finding: Finding
    headline: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    provisions: tuple[ProvisionView, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def facts(self) -> list[FactSentence]:
        """The statements of fact."""
        return [sentence for sentence in self.sentences if isinstance(sentence, FactSentence)]

    @property
    def assessments(self) -> list[AssessmentSentence]:
        """Our own reasoning."""
        return [sentence for sentence in self.sentences if isinstance(sentence, AssessmentSentence)]

    @property
    def is_releasable(self) -> bool:
        """Whether every provision is confirmed enough and there is evidence."""
        return bool(self.evidence) and all(view.provision.is_releasable for view in self.provisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One line of the list of findings."""

    finding: Finding
    headline: str
    provisions: tuple[ProvisionView, ...]


def describe_finding(finding: Finding, viewer: Viewer = STRANGER, lang: str = "en") -> FindingView:
    """A finding in one language: each fact says who says that who did what, and points at its quote.

    What a reviewer signed for is told in the words that were signed; a proposed finding is worded anew. Footnotes keep
    their numbers where some of the evidence is not for the viewer; a fact without any footnote left is not told.

    Args:
        finding: The finding; whether the viewer may see it at all is asked before, by `visible_findings`.
        viewer: Whose sight the evidence is cut to.
        lang: `de` or `en`.
    """
    evidence = _list_evidence(finding, viewer)
    return FindingView(
        finding=finding,
        headline=make_headline(finding, lang),
        sentences=_read_signed(finding, evidence, lang) or _tell_anew(finding, evidence, lang),
        quotes=tuple(item.quote for item in evidence),
        provisions=tuple(describe_provisions(list(finding.provision_ids), lang)),
        evidence=evidence,
    )


def describe_rows(findings: Sequence[Finding], lang: str) -> list[FindingRow]:
    """Findings as lines of a list."""
    return [
        FindingRow(
            finding=finding,
            headline=make_headline(finding, lang),
            provisions=tuple(describe_provisions(list(finding.provision_ids), lang)),
        )
        for finding in findings
    ]


def list_findings(viewer: Viewer, *, states: Sequence[str] = ("released",)) -> list[Finding]:
    """Findings in these states, the ones released last first."""
    found = visible_findings(viewer).filter(state__in=states)
    return list(found.order_by("-release__decided_at", "-pk"))


def find_withdrawal(finding: Finding) -> Decision | None:
    """The decision that took a finding back, with its person; None where it was not withdrawn or is public again."""
    if finding.state == "released":
        return None
    decisions = Decision.objects.filter(kind="withdraw", subject=finding.key).select_related("person")
    return decisions.last()


def list_withdrawals(report: Report | None = None) -> list[tuple[Finding, Decision]]:
    """Findings that were public and were taken back, each with the decision that did so, the last one first.

    Args:
        report: Only those that stand in it; None for all.
    """
    rows = withdrawn_findings() if report is None else withdrawn_findings().filter(reports=report)
    findings = {finding.key: finding for finding in rows}
    decisions = Decision.objects.filter(kind="withdraw", subject__in=list(findings)).order_by("pk")
    last = {decision.subject: decision for decision in decisions}
    withdrawals = ((findings[key], decision) for key, decision in last.items())
    return sorted(withdrawals, key=lambda pair: pair[1].pk, reverse=True)


def make_headline(finding: Finding, lang: str) -> str:
    """What a finding is about: kind of incident, parties, time told; no statement of its own."""
    if _is_signed(finding) and lang in finding.content.get("incident", {}):
        return str(finding.content["incident"][lang])
    incident = finding.incident
    kind = get_incident_type(incident.regime_id, incident.type_id)
    title = (kind.title.get(lang) or kind.title.get("en", "")) if kind else incident.type_id.replace("_", " ")
    parties = [name_place(place, lang) for place in dict.fromkeys((*incident.actors, *incident.recipients))]
    when = _tell_span(incident.date_low, incident.date_high, lang)
    tail = ", ".join(part for part in (join_names(parties, lang), when) if part)
    return f"{title}: {tail}" if tail else title


def make_quote(annotation: Annotation, number: int) -> Quote:
    """The quote of a reading with everything needed to find and prove it."""
    document = annotation.document
    capture = document.capture
    return Quote(
        number=number,
        exact=annotation.exact,
        prefix=annotation.prefix,
        suffix=annotation.suffix,
        start=annotation.start,
        end=annotation.end,
        text_sha256=document.text_sha256,
        capture_sha256=capture.sha256 or "",
        captured_on=capture.captured_at.date().isoformat(),
        title=document.title or None,
        publisher=document.publisher or None,
        date=document.date or None,
        url=capture.url or None,
        speaker=tuple(annotation.speaker),
        document_url=_locate(document, annotation),
    )


def tell_annotation(annotation: Annotation, lang: str) -> str:
    """What one reading says, as an attributed sentence."""
    return _tell_claim(annotation, name_tellers([annotation], lang), lang)


def _tell_claim(annotation: Annotation, who: str, lang: str) -> str:
    match annotation.layer:
        case "event":
            return tell_event(annotation.norm, annotation.factuality, who, lang)
        case "position":
            return tell_position(annotation.norm, who, lang)
        case "citation":
            return tell_citations([_name_rule(annotation)], who, lang)
        case "figure":
            return tell_figure(annotation.exact, who, lang)
        case _:
            return tell_mention(annotation.exact, who, lang)


def _name_rule(citation: Annotation) -> str:
    """What is cited: the symbol of a resolution, so that `UNSCR 1718` and `Resolution 1718` are one; else its label."""
    if citation.norm.get("scheme") == "un-sc-resolution" and citation.norm.get("id"):
        return str(citation.norm["id"])
    return citation.label


def _list_evidence(finding: Finding, viewer: Viewer) -> tuple[EvidenceView, ...]:
    """The evidence that the viewer may see, numbered as in the whole."""
    order = list(finding.evidence.values_list("pk", flat=True))
    rows = visible_evidence(finding, viewer)
    return tuple(_describe_evidence(row, order.index(row.pk) + 1) for row in rows)


def _is_signed(finding: Finding) -> bool:
    return finding.state != "proposed" and bool(finding.content)


def _read_signed(finding: Finding, evidence: Sequence[EvidenceView], lang: str) -> tuple[Sentence, ...]:
    """The sentences that a reviewer signed for, as far as their quotes may be seen; none where nobody signed.

    A sentence names everybody who says a thing. Where some of them may not be seen, it is told anew of the others.
    """
    if not _is_signed(finding):
        return ()
    shown = {item.quote.number: item for item in evidence}
    sentences: list[Sentence] = []
    for item in finding.content["sentences"][lang]:
        if item["kind"] != "fact":
            sentences.append(AssessmentSentence(text=item["text"]))
            continue
        left = [shown[number] for number in item["footnotes"] if number in shown]
        if len(left) == len(item["footnotes"]):
            sentences.append(FactSentence(text=item["text"], footnotes=tuple(item["footnotes"])))
        else:
            sentences += _tell_facts(left, lang)
    return tuple(sentences)


def _tell_anew(finding: Finding, evidence: Sequence[EvidenceView], lang: str) -> tuple[Sentence, ...]:
    """The facts, the same thing told once with all who say so; then the assessment."""
    assessment = (finding.assessment or {}).get(lang, "").strip()
    own = (AssessmentSentence(text=assessment),) if assessment else ()
    return (*_tell_facts(evidence, lang), *own)


def _tell_facts(evidence: Sequence[EvidenceView], lang: str) -> list[FactSentence]:
    """One sentence per claim with all who make it; then one per set of rules that the same ones cite."""
    claims: dict[str, list[EvidenceView]] = {}
    cited: dict[str, list[EvidenceView]] = {}
    for item in evidence:
        if item.annotation.layer == "citation":
            cited.setdefault(_name_rule(item.annotation), []).append(item)
        else:
            claims.setdefault(_tell_claim(item.annotation, TELLER, lang), []).append(item)
    told = [_tell_together(same, lang) for same in claims.values()]
    return told + _tell_citing(cited, lang)


def _tell_together(same: Sequence[EvidenceView], lang: str) -> FactSentence:
    """The sentence of one claim."""
    who = name_tellers([item.annotation for item in same], lang)
    return FactSentence(text=_tell_claim(same[0].annotation, who, lang), footnotes=_list_footnotes(same))


def _tell_citing(cited: dict[str, list[EvidenceView]], lang: str) -> list[FactSentence]:
    """The sentences of citations: rules that the same ones cite stand together."""
    by_tellers: dict[str, list[str]] = {}
    for rule, items in cited.items():
        by_tellers.setdefault(name_tellers([item.annotation for item in items], lang), []).append(rule)
    return [
        FactSentence(
            text=tell_citations(sorted(rules), who, lang),
            footnotes=_list_footnotes([item for rule in rules for item in cited[rule]]),
        )
        for who, rules in by_tellers.items()
    ]


def _list_footnotes(items: Sequence[EvidenceView]) -> tuple[int, ...]:
    return tuple(sorted(item.quote.number for item in items))


def _describe_evidence(row: FindingEvidence, number: int) -> EvidenceView:
    note = row.annotation
    return EvidenceView(
        quote=make_quote(note, number), annotation=note, document=note.document, credibility=row.credibility
    )


def _locate(document: Document, annotation: Annotation) -> str | None:
    """The address of the document with the quote shown; None where the site has no such address."""
    try:
        return f"{reverse('document', args=[document.slug])}?at={annotation.start}-{annotation.end}#q"
    except NoReverseMatch:
        return None


def _tell_span(low: str, high: str, lang: str) -> str:
    if not low and not high:
        return ""
    if not high or low == high:
        return tell_date(low or high, lang)
    return tell_date(f"{low}/{high}" if low else high, lang)
