"""Erase a capture by a recorded decision: gone from archive, text, search and pages; every other proof stays good."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.errors import RuleError
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.decision import record_decision
from lagebild_site.actions.listing import compare_stored_editions
from lagebild_site.actions.report import remove_report_files, withdraw_reports
from lagebild_site.actions.subject import join_subjects
from lagebild_site.models import Capture, Decision, Document, Finding, LedgerEntry
from lagebild_site.models.search import overwrite_deleted

RULE = "erasure"


def erase_capture(capture: Capture, *, person: User, reason: dict[str, str], at: datetime) -> Decision:
    """Erase a capture with everything made of it; its leaf, the reason and the date stay.

    Findings that rest on it lose their release; reports that hold it are withdrawn with their files.

    Raises:
        RuleError: It is erased already, no reason is given, or the person may not decide.
        ArchiveError: The archive cannot be written; then nothing is erased.
    """
    if capture.erased_at is not None:
        raise RuleError(f"capture {capture.pk} is erased already, on {capture.erased_at:%Y-%m-%d}.")
    if not any(text.strip() for text in reason.values()):
        raise RuleError("an erasure needs a reason: it is shown where the capture was.")
    documents = list(capture.documents.all())
    hashes = _hashes_only_here(capture, documents)
    with transaction.atomic():
        entry = capture.ledger_entry
        decision = record_decision(
            kind="erase",
            subject=f"leaf:{entry.index}",
            subject_sha256=bytes(entry.leaf_hash).hex(),
            person=person,
            rule=RULE,
            at=at,
            note=reason,
        )
        _withdraw_findings(documents, person=person, reason=reason, at=at)
        folders = withdraw_reports(
            [capture.content_sha256, *(document.text_sha256 for document in documents)], at=at
        )
        _forget_leaves([entry.pk, *(document.ledger_entry_id for document in documents)])
        _forget_rows(capture, documents, decision=decision, at=at)
        transaction.on_commit(overwrite_deleted)
    # The database has let go of them; bytes that stay behind after a power cut are found by `lagebild verify`.
    archive = open_archive()
    for sha256 in hashes:
        archive.erase(sha256)
    remove_report_files(folders)
    return decision


def _hashes_only_here(capture: Capture, documents: list[Document]) -> list[str]:
    """The payloads that nothing else in the record needs."""
    texts = {document.text_sha256 for document in documents}
    shared = set(
        Document.objects.filter(text_sha256__in=texts)
        .exclude(capture=capture)
        .values_list("text_sha256", flat=True)
    )
    bytes_needed_as_text = (
        Document.objects.filter(text_sha256=capture.sha256).exclude(capture=capture).exists()
    )
    captured_as_bytes = set(
        Capture.objects.filter(sha256__in=texts).exclude(pk=capture.pk).values_list("sha256", flat=True)
    )
    own = set() if bytes_needed_as_text else {capture.content_sha256}
    return sorted((texts - shared - captured_as_bytes) | own)


def _withdraw_findings(
    documents: list[Document], *, person: User, reason: dict[str, str], at: datetime
) -> None:
    resting = Finding.objects.filter(evidence__annotation__document__in=documents).distinct()
    for finding in resting:
        signed = finding.release or finding.review
        if signed is not None and finding.state in {"reviewed", "released"}:
            record_decision(
                kind="withdraw",
                subject=finding.key,
                subject_sha256=signed.subject_sha256,
                person=person,
                rule=RULE,
                at=at,
                note=reason,
            )
        finding.evidence.filter(annotation__document__in=documents).delete()
        finding.state = "proposed" if finding.evidence.exists() else "withdrawn"
        finding.review = finding.release = None
        finding.content = {}
        finding.save()


def _forget_leaves(keys: list[int]) -> None:
    LedgerEntry.objects.filter(pk__in=keys).update(record=None, salt=None)


def _forget_rows(capture: Capture, documents: list[Document], *, decision: Decision, at: datetime) -> None:
    for document in documents:
        document.delete()
    capture.problems.all().delete()
    edition = getattr(capture, "edition", None)
    if edition is not None:
        orphans = [version.pk for version in edition.versions.all() if version.editions.count() == 1]
        edition.delete()
        compare_stored_editions(edition.list_id)
        type(edition).versions.rel.model.objects.filter(pk__in=orphans).delete()
        join_subjects()
    capture.sha256 = None
    capture.name = capture.url = ""
    capture.size_bytes = 0
    capture.request_head = capture.response_head = ""
    capture.reading_note = {}
    capture.erased_at = at
    capture.erasure = decision
    capture.save()
