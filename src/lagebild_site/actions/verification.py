"""Verify the workspace's own store: every byte hashed again, every leaf, head, row, quote and report compared.

What was logged is compared with its leaf; what was made from it by machine is made again (`rederivation`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from lagebild.archive.ledger import is_leaf_whole
from lagebild.errors import ArchiveError, RuleError
from lagebild.reports.verifier.verify import read_bundle, verify_files
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.decision import name_person, write_note
from lagebild_site.actions.ledger import DatabaseLedger, read_leaf, write_time
from lagebild_site.actions.rederivation import find_changed_document, find_changed_edition
from lagebild_site.actions.report import BUNDLE_NAME
from lagebild_site.models import (
    Capture,
    Decision,
    Document,
    Finding,
    LedgerEntry,
    ListEdition,
    Match,
    Report,
    TreeHead,
)
from lagebild_site.queries.publication import hash_content

Tick = Callable[[], None]
SIGNED_STATES = {"reviewed": ("review",), "released": ("review", "release")}
"""Which decisions a finding needs in each state that persons sign for."""


@dataclass
class Verification:
    """What was verified: counts of what is good, what was erased by decision, and what is damaged, by name."""

    good: dict[str, int] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    def count(self, noun: str, faults: Iterable[str]) -> None:
        """Note one thing of a kind as good, or what is wrong with it."""
        found = list(faults)
        self.damaged.extend(found)
        if not found:
            self.good[noun] = self.good.get(noun, 0) + 1


def count_steps() -> int:
    """How many things there are to verify, for a progress bar."""
    counted = (LedgerEntry, TreeHead, Capture, Document, Decision, Finding, ListEdition, Report)
    return 1 + sum(model.objects.count() for model in counted)


def verify_workspace(tick: Tick = lambda: None) -> Verification:
    """Verify everything and go on after a fault; what is damaged is named, what was erased is told apart."""
    result = Verification()
    checks = (
        _verify_database,
        _verify_leaves,
        _verify_heads,
        _verify_captures,
        _verify_documents,
        _verify_editions,
        _verify_decisions,
        _verify_findings,
        _verify_reports,
    )
    for check in checks:
        for _step in check(result):
            tick()
    needed = set(Capture.objects.exclude(sha256=None).values_list("sha256", flat=True))
    needed |= set(Document.objects.values_list("text_sha256", flat=True))
    regimes = LedgerEntry.objects.filter(kind="regime").values_list("record", flat=True)
    needed |= {json.loads(record)["sha256"] for record in regimes if record}
    result.orphans = sorted(set(open_archive()) - needed)
    return result


def _verify_database(result: Verification) -> Iterator[None]:
    """The database's own check of its pages; PostgreSQL keeps checksums itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            told = [str(row[0]) for row in cursor.fetchall()]
        result.damaged.extend(f"database: {line}" for line in told if line != "ok")
    yield


def _verify_leaves(result: Verification) -> Iterator[None]:
    """Every leaf has its hash, its place, and a row that it covers."""
    erased = set(Capture.objects.exclude(erased_at=None).values_list("ledger_entry_id", flat=True))
    covered = {
        "capture": set(Capture.objects.values_list("ledger_entry_id", flat=True)),
        "text": set(Document.objects.values_list("ledger_entry_id", flat=True)),
        "decision": set(Decision.objects.values_list("ledger_entry_id", flat=True)),
    }
    for position, entry in enumerate(LedgerEntry.objects.order_by("index").iterator()):
        faults = []
        if entry.index != position:
            faults.append(f"log: leaf {position} is missing (the next one is {entry.index})")
        leaf = read_leaf(entry)
        where = f"log: leaf {entry.index} ({entry.kind})"
        if not is_leaf_whole(leaf):
            faults.append(f"{where} does not have the hash that it is filed under")
        elif leaf.record is None:
            if entry.pk not in erased and entry.kind != "text":
                faults.append(f"{where} is empty without a decision to erase it")
        else:
            faults += _check_kind(entry, leaf.record, covered, where)
        result.count("leaves", faults)
        yield


def _check_kind(
    entry: LedgerEntry, record: Mapping[str, Any], covered: Mapping[str, set[int]], where: str
) -> Iterator[str]:
    kind = str(record["type"])
    if entry.kind != (record.get("kind") or kind):
        yield f"{where} is filed under another kind than it logs"
    if kind in covered and record.get("kind") != "report" and entry.pk not in covered[kind]:
        yield f"{where} covers a row that is gone"


def _verify_heads(result: Verification) -> Iterator[None]:
    tree = DatabaseLedger().tree()
    for head in TreeHead.objects.all():
        if head.size > len(tree):
            fault = [f"log: head {head} was published, but only {len(tree)} leaves are left"]
        elif tree.root(head.size).hex() != head.root_hash:
            fault = [f"log: head {head} was published, but the leaves now give {tree.root(head.size).hex()}"]
        else:
            fault = []
        result.count("heads", fault)
        yield


def _check_bytes(sha256: str, what: str) -> list[str]:
    try:
        open_archive().verify(sha256)
    except ArchiveError as error:
        return [f"{what}: {error}"]
    return []


def _check_leaf(entry: LedgerEntry, expected: Mapping[str, object], what: str) -> list[str]:
    record = json.loads(entry.record) if entry.record else {}
    wrong = [key for key, value in expected.items() if record.get(key) != value]
    return (
        [f"{what}: its row does not say what leaf {entry.index} logged ({', '.join(wrong)})"] if wrong else []
    )


def _verify_captures(result: Verification) -> Iterator[None]:
    for capture in Capture.objects.select_related("ledger_entry", "erasure", "source").order_by("pk"):
        if capture.erased_at is None:
            result.count("captures", _check_capture(capture))
        elif capture.erasure is None or capture.erasure.kind != "erase" or capture.ledger_entry.record:
            result.damaged.append(
                f"capture {capture.pk}: it is marked as erased without a decision to erase it"
            )
        else:
            result.erased.append(
                f"capture {capture.pk}, leaf {capture.ledger_entry.index}, on {capture.erased_at:%Y-%m-%d}"
            )
        yield


def _check_capture(capture: Capture) -> list[str]:
    what = f"capture {capture.name}"
    expected = {
        "sha256": capture.sha256,
        "name": capture.name,
        "size": capture.size_bytes,
        "media_type": capture.media_type,
        "captured_at": write_time(capture.captured_at),
        "url": capture.url or None,
    }
    logged = json.loads(capture.ledger_entry.record) if capture.ledger_entry.record else {}
    faults = _check_bytes(capture.content_sha256, what) + _check_leaf(capture.ledger_entry, expected, what)
    slug = capture.source.slug if capture.source else None
    assigned = f"leaf:{capture.ledger_entry.index} source:{slug}"
    if slug != logged.get("source_id") and not Decision.objects.filter(subject=assigned).exists():
        faults.append(f"{what}: nobody decided that it comes from {slug or 'no source'}")
    return faults


def _verify_documents(result: Verification) -> Iterator[None]:
    archive = open_archive()
    for document in Document.objects.select_related("capture", "ledger_entry").order_by("pk"):
        what = f"text of {document.capture.name}"
        expected = {
            "text_sha256": document.text_sha256,
            "capture_sha256": document.capture.sha256,
            "extractor": document.extractor,
            "extractor_version": document.extractor_version,
        }
        faults = _check_bytes(document.text_sha256, what) + _check_leaf(document.ledger_entry, expected, what)
        if not faults:
            text = archive.get(document.text_sha256).decode()
            places = document.annotations.values_list("start", "end", "exact", "note_id")
            faults = [
                f"{what}: annotation {note_id} does not quote the text at {start}–{end}"
                for start, end, exact, note_id in places
                if text[start:end] != exact
            ]
            faults += [f"{what}: {line}" for line in find_changed_document(document, text)]
            faults += [f"{what}: {line}" for line in _check_matches(document)]
        result.count("texts", faults)
        yield


def _check_matches(document: Document) -> Iterator[str]:
    for match in Match.objects.filter(document=document).select_related("judgement"):
        decided = match.judgement.rule.removeprefix("verdict:") if match.judgement else ""
        if match.verdict != decided:
            yield f"the match of {match.caption!r} at {match.start} bears a verdict that nobody gave"


def _verify_editions(result: Verification) -> Iterator[None]:
    for edition in ListEdition.objects.select_related("capture").order_by("pk"):
        result.count("editions", (f"list {edition}: {line}" for line in find_changed_edition(edition)))
        yield


def _verify_decisions(result: Verification) -> Iterator[None]:
    for decision in Decision.objects.select_related("ledger_entry", "person").order_by("pk"):
        expected = {
            "kind": decision.kind,
            "subject": decision.subject,
            "subject_sha256": decision.subject_sha256,
            "person": name_person(decision.person),
            "rule": decision.rule or None,
            "decided_at": write_time(decision.decided_at),
            "note": write_note(decision.note),
        }
        result.count("decisions", _check_leaf(decision.ledger_entry, expected, f"decision {decision}"))
        yield


def _verify_findings(result: Verification) -> Iterator[None]:
    for finding in Finding.objects.select_related("review", "release").order_by("pk"):
        result.count("findings", _check_finding(finding))
        yield


def _check_finding(finding: Finding) -> Iterator[str]:
    what = f"finding {finding.key}"
    signed = {"review": finding.review, "release": finding.release}
    for kind in SIGNED_STATES.get(finding.state, ()):
        decision = signed[kind]
        if decision is None or (decision.kind, decision.subject) != (kind, finding.key):
            yield f"{what} is {finding.state}, but nobody took the decision '{kind}'"
            return
    if finding.state in SIGNED_STATES:
        try:
            content_sha256 = hash_content(finding)
        except (RuleError, KeyError) as error:
            yield f"{what}: {error}"
            return
        for kind in SIGNED_STATES[finding.state]:
            decision = signed[kind]
            if decision is not None and decision.subject_sha256 != content_sha256:
                yield f"{what} does not say what the {kind} of leaf {decision.ledger_entry.index} signed for"


def _verify_reports(result: Verification) -> Iterator[None]:
    for report in Report.objects.filter(withdrawn_at=None).order_by("number"):
        folder = settings.WORKSPACE.reports / str(report.number) / BUNDLE_NAME
        what = f"report {report.number}"
        try:
            outcome = verify_files(read_bundle(folder), f"{report.tree_size}:{report.root_hash}", None, [])
        except OSError as error:
            result.count("reports", [f"{what}: {folder} cannot be read ({error.strerror})"])
        else:
            result.count("reports", [f"{what}: {failure}" for failure in outcome.failures])
        yield
