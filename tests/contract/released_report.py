"""A small released report of our own making: a page, a text, a list, two findings, all invented."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lagebild.archive.ledger import (
    DecisionKind,
    ListedLedger,
    capture_record,
    decision_record,
    regime_record,
    text_record,
)
from lagebild.model.incident import Coverage
from lagebild.model.provision import Provision, Reference, Regime, Resolution
from lagebild.model.report import (
    ListEvidence,
    RegimeData,
    ReportCapture,
    ReportContradiction,
    ReportFigure,
    ReportFinding,
    ReportProvision,
    ReportResponse,
    ReportResponseRow,
    ReportSelection,
    ReportText,
)
from lagebild.model.statement import AssessmentSentence, FactSentence, Quote
from lagebild.reports import BundleInfo, encode_regime, hash_finding, publish_bundle

PAGE = (
    b"<!doctype html><html><head><title>Note on Port Nowhere</title><script>var hidden = 1;</script></head>"
    b"<body><h1>Note on Port Nowhere</h1><p>The harbour office counted <b>14 ships</b>\n from Elbonia&nbsp;"
    b"in March.</p><p>Four of them carried coal.</p></body></html>"
)
PAGE_TEXT = """\
Note on Port Nowhere
The harbour office counted 14 ships from Elbonia in March.
Four of them carried coal.
"""
NOTE = "Das Amt für Erfundenes zählte neun Schiffe.\nElbonien bestreitet jede Lieferung von Kohle.\n".encode()
LIST = (
    b"<list><entry id='1'><name>Blue Heron Shipping</name></entry>"
    b"<entry id='2'><name>Grey Stork Trading</name></entry></list>"
)
FIRST_ENTRY = b"<entry id='1'><name>Blue Heron Shipping</name></entry>"
SECOND_ENTRY = b"<entry id='2'><name>Grey Stork Trading</name></entry>"
TIME = "2026-11-20T08:00:00Z"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_salts() -> Iterator[bytes]:
    return (hashlib.sha256(b"salt %d" % number).digest()[:16] for number in itertools.count())


def quote_of(number: int, exact: str, *, text: str, capture: bytes, title: str) -> Quote:
    start = text.index(exact)
    end = start + len(exact)
    return Quote(
        number=number,
        exact=exact,
        prefix=text[max(0, start - 12) : start],
        suffix=text[end : end + 12],
        start=start,
        end=end,
        text_sha256=digest(text.encode()),
        capture_sha256=digest(capture),
        captured_on="2026-11-20",
        title=title,
        publisher="example.org",
        date="2026-04",
        url="https://example.org/note",
        speaker=("org:Harbour office",),
    )


def make_provision(paragraph: str, summary: str) -> Provision:
    return Provision(
        id=f"R9-OP{paragraph}",
        resolution_id="S/RES/9999 (2026)",
        paragraph=paragraph,
        summary={"de": f"{summary} (deutsch)", "en": summary},
        exceptions={},
        force="binds",
        addressees=("AMS",),
        direction=("from",),
        valid_from="2026",
        valid_to=None,
        extends=(),
        replaced_by=None,
        status="sourced",
        sources=("own",),
    )


REGIME = Regime(
    id="sample",
    name={"de": "Beispiel", "en": "Sample"},
    authority="UN",
    target="XE",
    list_programmes=(),
    opened_on="2026",
    resolutions=(
        Resolution(
            id="S/RES/9999 (2026)",
            title={"en": "Coal"},
            adopted_on="2026",
            status="sourced",
            sources=("own",),
        ),
    ),
    provisions=(
        make_provision("8", "No coal from Elbonia"),
        make_provision("11", "No ships of Elbonia in port"),
    ),
    incident_types=(),
    groups=(),
    references=(Reference(id="own", url="https://example.org/rules"),),
)

QUOTES = (
    quote_of(1, "14 ships from Elbonia in March", text=PAGE_TEXT, capture=PAGE, title="Note on Port Nowhere"),
    quote_of(2, "Four of them carried coal", text=PAGE_TEXT, capture=PAGE, title="Note on Port Nowhere"),
    quote_of(3, "zählte neun Schiffe", text=NOTE.decode(), capture=NOTE, title="Vermerk"),
    quote_of(4, "Elbonien bestreitet jede Lieferung", text=NOTE.decode(), capture=NOTE, title="Vermerk"),
)
ENTRY = ListEvidence(
    number=5,
    capture_sha256=digest(LIST),
    start=LIST.index(FIRST_ENTRY),
    end=LIST.index(FIRST_ENTRY) + len(FIRST_ENTRY),
    slice_sha256=digest(FIRST_ENTRY),
    captured_on="2026-11-20",
    caption="Blue Heron Shipping",
    authority="example.org",
    reference="1",
)


def shown_provision(provision: Provision) -> ReportProvision:
    return ReportProvision(
        id=provision.id,
        regime_id=REGIME.id,
        resolution_id=provision.resolution_id,
        paragraph=provision.paragraph,
        summary=provision.summary,
        status=provision.status,
        source_urls=("https://example.org/rules",),
    )


FINDINGS = (
    ReportFinding(
        key="sample/coal/2026-03",
        incident={"de": "Kohle aus Elbonien, März 2026", "en": "Coal from Elbonia, March 2026"},
        provisions=(shown_provision(REGIME.provisions[0]),),
        sentences={
            "de": (
                FactSentence(text="Ein Hafenamt zählte 14 Schiffe.", footnotes=(1,)),
                FactSentence(text="Vier trugen Kohle; Elbonien bestreitet es.", footnotes=(2, 4)),
                AssessmentSentence(text="Die Zählung ist glaubhafter als das Bestreiten."),
            ),
            "en": (
                FactSentence(text="A harbour office counted 14 ships.", footnotes=(1,)),
                FactSentence(text="Four carried coal; Elbonia denies it.", footnotes=(2, 4)),
                AssessmentSentence(text="The count is more credible than the denial."),
            ),
        },
        evidence=(1, 2, 4),
    ),
    ReportFinding(
        key="sample/ships/2026-03",
        incident={"de": "Schiffe im Hafen", "en": "Ships in port"},
        provisions=(shown_provision(REGIME.provisions[1]),),
        sentences={
            "de": (FactSentence(text="Ein Reeder steht auf der Liste <2026>.", footnotes=(5,)),),
            "en": (FactSentence(text="One shipping company is on the list <2026>.", footnotes=(5, 3)),),
        },
        evidence=(3, 5),
    ),
)


@dataclass
class Record:
    """A ledger with everything logged, and the selection that rests on it."""

    ledger: ListedLedger
    selection: ReportSelection

    def publish(self, folder: Path) -> BundleInfo:
        """Publish the selection as it is."""
        return publish_bundle(self.selection, folder, ledger=self.ledger)


def log_capture(ledger: ListedLedger, content: bytes, name: str, media_type: str) -> ReportCapture:
    record = capture_record(
        sha256=digest(content),
        size=len(content),
        media_type=media_type,
        captured_at=TIME,
        url=f"https://example.org/{name}",
        name=name,
        source_id=None,
    )
    return ReportCapture(sha256=digest(content), leaf=ledger.append(record), content=content)


def log_text(ledger: ListedLedger, text: str, capture: ReportCapture) -> ReportText:
    sha256 = digest(text.encode())
    record = text_record(text_sha256=sha256, capture_sha256=capture.sha256, extractor="own", version="1")
    return ReportText(sha256=sha256, capture_sha256=capture.sha256, leaf=ledger.append(record), content=text)


def log_decision(ledger: ListedLedger, finding: ReportFinding, kind: DecisionKind, person: str) -> int:
    return ledger.append(
        decision_record(
            kind=kind,
            subject=finding.key,
            subject_sha256=hash_finding(finding, [*QUOTES, ENTRY]),
            person=person,
            rule="findings-1",
            decided_at=TIME,
        )
    )


def release(ledger: ListedLedger, finding: ReportFinding) -> ReportFinding:
    return replace(
        finding,
        review_leaf=log_decision(ledger, finding, "review", "Ada Sample"),
        release_leaf=log_decision(ledger, finding, "release", "Ben Sample"),
    )


def make_record() -> Record:
    """The whole record, freshly logged; salts are always the same so that two runs give the same bundle."""
    ledger = ListedLedger(salts=make_salts())
    page = log_capture(ledger, PAGE, "note.html", "text/html; charset=utf-8")
    note = log_capture(ledger, NOTE, "note.txt", "text/plain")
    listed = log_capture(ledger, LIST, "list.xml", "application/xml")
    texts = (log_text(ledger, PAGE_TEXT, page), log_text(ledger, NOTE.decode(), note))
    regime = encode_regime(REGIME)
    regime_leaf = ledger.append(regime_record(regime_id=REGIME.id, sha256=digest(regime)))
    selection = ReportSelection(
        number="2026-01",
        title={"de": "Beispielbericht", "en": "Sample report"},
        made_at="2026-11-21T09:00:00Z",
        made_by="Ben Sample",
        is_sample=True,
        findings=tuple(release(ledger, finding) for finding in FINDINGS),
        quotes=QUOTES,
        captures=(page, note, listed),
        texts=texts,
        regimes=(RegimeData(regime_id=REGIME.id, content=regime, leaf=regime_leaf),),
        list_evidence=(ENTRY,),
        figures=(
            make_figure("ships", "14 Schiffe", "14 ships", 14, 1),
            make_figure("ships", "neun Schiffe", "nine ships", 9, 3),
            make_figure("coal ships", "vier Schiffe mit Kohle", "four ships with coal", 4, 2),
        ),
        contradictions=(
            ReportContradiction(
                finding_key="sample/coal/2026-03",
                reason={
                    "de": "14 und neun können nicht beide stimmen.",
                    "en": "14 and nine cannot both be true.",
                },
                footnotes=(1, 3),
            ),
        ),
        responses=make_responses(),
        names={"XA": {"de": "Absurdistan", "en": "Absurdistan"}, "XB": {"de": "Borduria", "en": "Borduria"}},
        head_url="https://example.org/.well-known/lagebild-head",
    )
    return Record(ledger=ledger, selection=selection)


def make_figure(quantity: str, german: str, english: str, value: float, footnote: int) -> ReportFigure:
    return ReportFigure(
        finding_key="sample/coal/2026-03",
        quantity=quantity,
        shown={"de": german, "en": english},
        value=value,
        low=value,
        high=value,
        qualifier="exact",
        unit=None,
        as_of="2026-03",
        speaker=("org:Harbour office",),
        footnote=footnote,
    )


def make_responses() -> tuple[ReportResponseRow, ...]:
    watched = Coverage(state="XB", source="example.org/xb", watched_from="2026-01-01", watched_to=None)
    acted = ReportResponse(kind="demand", on="2026-04-02", with_states=("XB",), footnote=2)
    key = "sample/coal/2026-03"
    return (
        ReportResponseRow(finding_key=key, state="XA", responses=(acted,), watched=()),
        ReportResponseRow(finding_key=key, state="XB", responses=(), watched=(watched,)),
        ReportResponseRow(finding_key=key, state="XC", responses=(), watched=()),
    )
