"""Publish the released findings as a numbered report with a bundle that a stranger can verify."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from lagebild.archive.ledger import hash_json, regime_record
from lagebild.errors import RuleError
from lagebild.model import incident as incident_records
from lagebild.model.ledger import TreeHead as HeadRecord
from lagebild.model.report import (
    LANGUAGES,
    ListEvidence,
    RegimeData,
    ReportCapture,
    ReportContradiction,
    ReportFigure,
    ReportFinding,
    ReportResponse,
    ReportResponseRow,
    ReportSelection,
    ReportText,
)
from lagebild.model.statement import Quote, Sentence
from lagebild.pipeline import publish
from lagebild.reports import encode_regime, extend_bundle, write_zip
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.decision import name_person
from lagebild_site.actions.ledger import DatabaseLedger, append_leaf, write_time
from lagebild_site.actions.listed_name import (
    ListedName,
    find_listed_names,
    make_evidence,
    make_place,
    tell_caution,
    tell_listed_name,
)
from lagebild_site.models import (
    Annotation,
    Capture,
    Coverage,
    Decision,
    Document,
    Finding,
    LedgerEntry,
    Match,
    Report,
    Response,
    TreeHead,
)
from lagebild_site.queries.figure import FigureView, describe_figures
from lagebild_site.queries.finding import make_quote
from lagebild_site.queries.place import name_place
from lagebild_site.queries.provision import get_regimes
from lagebild_site.queries.publication import build_report_finding
from lagebild_site.queries.response import list_states, select_responses
from lagebild_site.queries.teller import name_publisher
from lagebild_site.queries.visibility import STRANGER, visible_coverage, visible_responses

TITLES = {"en": "What the record shows", "de": "Was der Bestand zeigt"}
BUNDLE_NAME = "bundle"
EXCLUDING = {
    "en": "These figures tell of the same quantity and cannot all be right.",
    "de": "Diese Zahlen meinen dieselbe Größe und können nicht alle zutreffen.",
}


def name_zip(number: int) -> str:
    """The file name of a report's bundle as one file."""
    return f"lagebild-report-{number}.zip"


@dataclass
class Footnotes:
    """The quotes of a report, each place once, numbered in the order of their first use."""

    quotes: list[Quote] = field(default_factory=list)
    entries: list[ListEvidence] = field(default_factory=list)
    documents: dict[int, Document] = field(default_factory=dict)
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def add_finding(self, finding: Finding) -> ReportFinding:
        """A released finding, its quotes taken in; they keep their own numbers because they were signed for."""
        record, quotes = build_report_finding(finding, shift=self.count)
        rows = finding.evidence.select_related("annotation__document__capture__source")
        for row, quote in zip(rows, quotes, strict=True):
            self._keep(row.annotation, quote)
        return record

    def refer(self, annotation: Annotation) -> int:
        """The footnote number of a place."""
        key = (annotation.document_id, annotation.start, annotation.end)
        if key not in self._numbers:
            self._keep(annotation, make_quote(annotation, self.count + 1))
        return self._numbers[key]

    @property
    def count(self) -> int:
        """How many footnotes there are."""
        return len(self.quotes) + len(self.entries)

    def add_listed(self, listed: ListedName) -> dict[str, Sentence]:
        """The sentence on a listed name, its two footnotes taken in: the name's place, and the entry."""
        place = self.refer(make_place(listed.match))
        entry = make_evidence(listed, self.count + 1)
        self.entries.append(entry)
        return tell_listed_name(listed, (place, entry.number))

    def _keep(self, annotation: Annotation, quote: Quote) -> None:
        self.quotes.append(quote)
        self.documents[annotation.document_id] = annotation.document
        self._numbers.setdefault((annotation.document_id, annotation.start, annotation.end), quote.number)


NOTHING_RELEASED = (
    "no finding is released: `lagebild review`, then let a second person `lagebild release`, then publish."
)


def get_last_releaser() -> User:
    """Who released the finding that was released last.

    Raises:
        RuleError: Nothing is released.
    """
    last = (
        Decision.objects.filter(kind="release", released_findings__state="released").order_by("-pk").first()
    )
    if last is None:
        raise RuleError(NOTHING_RELEASED)
    return last.person


def list_released() -> list[Finding]:
    """The released findings in the order of their keys."""
    return list(
        Finding.objects.filter(state="released")
        .select_related("incident", "review", "release")
        .order_by("key")
    )


def publish_report(*, person: User, at: datetime) -> Report:
    """Publish what is released; the same selection is not published twice.

    Raises:
        RuleError: Nothing is released, or a finding may not be published.
        ArchiveError: The bundle cannot be written; then nothing is published.
    """
    findings = list_released()
    if not findings:
        raise RuleError(NOTHING_RELEASED)
    with transaction.atomic():
        content_sha256 = _hash_selection(findings)
        last = Report.objects.filter(withdrawn_at=None).order_by("-number").first()
        if last is not None and last.content_sha256 == content_sha256:
            return last
        number = (Report.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        selection = build_selection(findings, number=number, made_by=name_person(person), at=at)
        folder = settings.WORKSPACE.reports / str(number)
        # A folder without a row is what a stop between writing and committing left: nobody was told of it.
        shutil.rmtree(folder, ignore_errors=True)
        info = publish(selection, folder / BUNDLE_NAME, ledger=DatabaseLedger())
        write_zip(folder / BUNDLE_NAME, folder / name_zip(number))
        TreeHead.objects.create(size=info.head.size, root_hash=info.head.root_hash, at=at)
        report = Report.objects.create(
            number=number,
            made_at=at,
            tree_size=info.head.size,
            root_hash=info.head.root_hash,
            content_sha256=content_sha256,
        )
        report.findings.set(findings)
    _extend_older(report)
    return report


def withdraw_reports(names: Iterable[str], *, at: datetime) -> list[str]:
    """Mark the reports that hold or quote payloads, named by their hashes, as withdrawn; returns their folders."""
    wanted = list(names)
    folders = []
    for report in Report.objects.filter(withdrawn_at=None):
        folder = settings.WORKSPACE.reports / str(report.number)
        said = folder / BUNDLE_NAME / "report.json"
        # A bundle names every capture that it quotes, also those whose bytes it may not hand on.
        content = said.read_text(encoding="utf-8") if said.exists() else ""
        if not content or any(name in content for name in wanted):
            report.withdrawn_at = at
            report.save(update_fields=["withdrawn_at"])
            folders.append(str(folder))
    return folders


def remove_report_files(folders: Iterable[str]) -> None:
    """Remove the files of withdrawn reports, once their withdrawal is committed."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _extend_older(newest: Report) -> None:
    """Give older bundles the proofs that their heads lie under every head published since."""
    tree = DatabaseLedger().tree()
    for report in Report.objects.filter(withdrawn_at=None, number__lt=newest.number):
        later = TreeHead.objects.filter(size__gt=report.tree_size).order_by("size")
        heads = [HeadRecord(size=head.size, root_hash=head.root_hash, at=None) for head in later]
        folder = settings.WORKSPACE.reports / str(report.number)
        extend_bundle(folder / BUNDLE_NAME, tree=tree, heads=heads)
        write_zip(folder / BUNDLE_NAME, folder / name_zip(report.number))


def _hash_selection(findings: list[Finding]) -> str:
    """What a report would say: its findings as released, the responses and the coverage beside them."""
    return hash_json(
        {
            "findings": [
                (finding.key, finding.release.subject_sha256) for finding in findings if finding.release
            ],
            "matches": list(
                Match.objects.filter(verdict="same")
                .order_by("pk")
                .values_list("judgement__subject", flat=True)
            ),
            "responses": list(
                Response.objects.order_by("pk").values_list("annotation__note_id", "state", "kind", "on")
            ),
            "coverage": [
                (row.state, row.source.name, str(row.watched_from), str(row.watched_to), row.gaps)
                for row in Coverage.objects.select_related("source").order_by("pk")
            ],
        }
    )


def build_selection(findings: list[Finding], *, number: int, made_by: str, at: datetime) -> ReportSelection:
    """Everything that a report of these findings says and proves with."""
    footnotes = Footnotes()
    records = [footnotes.add_finding(finding) for finding in findings]
    responses = tuple(row for finding in findings for row in _list_responses(finding, footnotes))
    told = [_list_figures(finding, footnotes) for finding in findings]
    listed = find_listed_names(list(footnotes.documents.values()))
    told_names = [footnotes.add_listed(item) for item in listed]
    captures = {document.capture_id: document.capture for document in footnotes.documents.values()}
    captures |= {item.edition.capture_id: item.edition.capture for item in listed}
    base = settings.WORKSPACE.base_url
    return ReportSelection(
        number=str(number),
        title=TITLES,
        made_at=write_time(at),
        made_by=made_by,
        is_sample=settings.WORKSPACE.is_sample,
        findings=tuple(records),
        quotes=tuple(footnotes.quotes),
        list_evidence=tuple(footnotes.entries),
        listed={
            lang: (tell_caution(lang), *(sentences[lang] for sentences in told_names))
            for lang in (LANGUAGES if told_names else ())
        },
        captures=tuple(_build_capture(capture) for capture in captures.values()),
        texts=tuple(_build_text(document) for document in footnotes.documents.values()),
        regimes=tuple(_log_regimes({item.regime_id for record in records for item in record.provisions})),
        responses=responses,
        figures=tuple(figure for figures, _ in told for figure in figures),
        contradictions=tuple(item for _, contradictions in told for item in contradictions),
        names=_name_everybody(
            footnotes.quotes, responses, (figure for figures, _ in told for figure in figures)
        ),
        head_url=f"{base}/.well-known/lagebild-tree-head" if base else None,
    )


def _list_responses(finding: Finding, footnotes: Footnotes) -> list[ReportResponseRow]:
    """One row per state of the regime's groups, and per other state that did something about the actors."""
    found = visible_responses(STRANGER).select_related("annotation__document__capture__source")
    responses = select_responses(found, finding.incident)
    states = sorted(list_states(responses, visible_coverage(STRANGER), finding.incident))
    return [
        ReportResponseRow(
            finding_key=finding.key,
            state=state,
            responses=tuple(_build_response(item, footnotes) for item in responses if item.state == state),
            watched=tuple(_list_watched(state)),
        )
        for state in states
    ]


def _list_figures(
    finding: Finding, footnotes: Footnotes
) -> tuple[list[ReportFigure], list[ReportContradiction]]:
    """The figures told around a finding's evidence, each with its quote, and those that exclude each other."""
    told = [
        view for quantity in describe_figures(finding, STRANGER, LANGUAGES[0]) for view in quantity.figures
    ]
    notes = Annotation.objects.filter(layer="figure", document__in={view.document.pk for view in told})
    rows = {
        (note.document_id, note.note_id): note for note in notes.select_related("document__capture__source")
    }
    figures = []
    excluding: dict[str, list[int]] = {}
    for view in told:
        footnote = footnotes.refer(rows[view.document.pk, view.figure.annotation.id])
        figures.append(_build_figure(finding.key, view, footnote))
        if view.is_contradicted:
            excluding.setdefault(view.figure.quantity, []).append(footnote)
    contradictions = [
        ReportContradiction(finding_key=finding.key, reason=EXCLUDING, footnotes=tuple(numbers))
        for numbers in excluding.values()
    ]
    return figures, contradictions


def _build_figure(finding_key: str, view: FigureView, footnote: int) -> ReportFigure:
    figure = view.figure
    return ReportFigure(
        finding_key=finding_key,
        quantity=figure.quantity,
        shown=dict.fromkeys(LANGUAGES, view.exact),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=figure.unit,
        as_of=figure.as_of,
        speaker=figure.speaker or (f"org:{name_publisher(view.document, LANGUAGES[0])}",),
        footnote=footnote,
    )


def _build_response(response: Response, footnotes: Footnotes) -> ReportResponse:
    return ReportResponse(
        kind=response.kind,  # type: ignore[arg-type]  # written from a record
        on=response.on or None,
        with_states=tuple(response.with_states),
        footnote=footnotes.refer(response.annotation),
    )


def _list_watched(state: str) -> list[incident_records.Coverage]:
    return [
        incident_records.Coverage(
            state=state,
            source=row.source.name,
            watched_from=row.watched_from.isoformat(),
            watched_to=row.watched_to.isoformat() if row.watched_to else None,
            gaps=tuple(row.gaps),
        )
        for row in Coverage.objects.filter(state=state).select_related("source")
    ]


def _build_capture(capture: Capture) -> ReportCapture:
    may_show = capture.may_show
    is_open = may_show == "full_text"
    return ReportCapture(
        sha256=capture.content_sha256,
        leaf=capture.ledger_entry.index,
        content=open_archive().get(capture.content_sha256) if is_open else None,
        withheld=None if is_open else may_show,  # type: ignore[arg-type]  # one of the two other values
    )


def _build_text(document: Document) -> ReportText:
    is_open = document.capture.may_show == "full_text"
    return ReportText(
        sha256=document.text_sha256,
        capture_sha256=document.capture.content_sha256,
        leaf=document.ledger_entry.index,
        content=open_archive().get(document.text_sha256).decode() if is_open else None,
    )


def _log_regimes(regime_ids: set[str]) -> Iterable[RegimeData]:
    """The data of regimes with their leaves; data that is not logged yet is logged now."""
    for regime in get_regimes():
        if regime.id not in regime_ids:
            continue
        content = encode_regime(regime)
        record = regime_record(regime_id=regime.id, sha256=open_archive().put(content))
        logged = LedgerEntry.objects.filter(kind="regime", record__contains=record["sha256"]).first()
        yield RegimeData(regime_id=regime.id, content=content, leaf=(logged or append_leaf(record)).index)


def _name_everybody(
    quotes: Iterable[Quote], responses: Iterable[ReportResponseRow], figures: Iterable[ReportFigure]
) -> dict[str, dict[str, str]]:
    ids = {speaker for quote in quotes for speaker in quote.speaker}
    ids |= {speaker for figure in figures for speaker in figure.speaker}
    for row in responses:
        ids |= {row.state, *(state for item in row.responses for state in item.with_states)}
    return {place: {lang: name_place(place, lang) for lang in LANGUAGES} for place in sorted(ids)}
