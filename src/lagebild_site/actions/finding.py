"""Review, release, reject and withdraw findings; the rules are the library's, the record is ours."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.errors import RuleError
from lagebild.model import finding as records
from lagebild.monitoring import findings as moves
from lagebild_site.actions.decision import name_person, record_decision
from lagebild_site.models import Capture, Finding
from lagebild_site.queries.provision import get_regimes
from lagebild_site.queries.publication import hash_content, write_content

Note = dict[str, str]


def get_finding(key: str) -> Finding:
    """The finding of a key or of the beginning of one that fits no other.

    Raises:
        RuleError: None fits, or several do.
    """
    found = list(Finding.objects.filter(key=key)) or list(Finding.objects.filter(key__startswith=key)[:2])
    if len(found) != 1:
        raise RuleError(f"{key!r} names {len(found)} findings: `lagebild status` shows the keys.")
    return found[0]


def _lock(finding: Finding) -> Finding:
    """The finding as it now stands, held until the transaction ends, so that two persons cannot overtake each other."""
    return Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)


def _make_record(finding: Finding) -> records.Finding:
    return records.Finding(
        key=finding.key,
        incident_key=finding.incident.key,
        provision_ids=tuple(finding.provision_ids),
        evidence=tuple(
            records.Evidence(
                document_key=str(row.annotation.document_id),
                text_sha256=row.annotation.document.text_sha256,
                annotation_id=row.annotation.note_id,
                start=row.annotation.start,
                end=row.annotation.end,
                credibility=row.credibility,  # type: ignore[arg-type]  # one of the Admiralty code's six
            )
            for row in finding.evidence.select_related("annotation__document")
        ),
        state=finding.state,  # type: ignore[arg-type]  # written from a record
        reviewed_by=name_person(finding.review.person) if finding.review else None,
        released_by=name_person(finding.release.person) if finding.release else None,
    )


@transaction.atomic
def review_finding(
    finding: Finding,
    *,
    person: User,
    note: Note,
    at: datetime,
    assessment: Note | None = None,
    provision_ids: Sequence[str] = (),
) -> Finding:
    """Review a proposed finding: its wording is kept as signed for, with our own assessment.

    Args:
        finding: A proposed finding.
        person: Who reviews.
        note: Why, per language code.
        at: When.
        assessment: Our own reasoning per language code; None leaves what is there.
        provision_ids: The provisions to narrow it to; empty keeps all that were proposed.

    Raises:
        RuleError: It is not proposed, rests on nothing, or the person may not decide.
    """
    finding = _lock(finding)
    record = _make_record(finding)
    if provision_ids:
        record = moves.narrow(record, provision_ids=provision_ids)
        finding.provision_ids = list(record.provision_ids)
    moves.review(record, by=name_person(person))
    if assessment is not None:
        finding.assessment = {lang: text.strip() for lang, text in assessment.items() if text.strip()}
    finding.content = write_content(finding)
    finding.review = record_decision(
        kind="review",
        subject=finding.key,
        subject_sha256=hash_content(finding),
        person=person,
        rule="two-persons",
        at=at,
        note=note,
    )
    finding.state = "reviewed"
    finding.save()
    return finding


@transaction.atomic
def release_finding(finding: Finding, *, person: User, note: Note, at: datetime) -> Finding:
    """Release a reviewed finding exactly as it was reviewed.

    Raises:
        RuleError: The same person reviewed it, it rests on an unverified provision or an erased text, it was changed
            since its review, or the person may not decide.
    """
    finding = _lock(finding)
    provisions = [provision for regime in get_regimes() for provision in regime.provisions]
    moves.release(_make_record(finding), by=name_person(person), provisions=provisions)
    if finding.review is None or finding.review.person_id == person.pk:
        raise RuleError(
            f"finding {finding.key} was reviewed by the same account: ask a second person to release it."
        )
    subject_sha256 = hash_content(finding)
    if subject_sha256 != finding.review.subject_sha256:
        raise RuleError(
            f"finding {finding.key} was changed after its review: reject it, so that it is proposed again."
        )
    if (
        Capture.objects.filter(documents__annotations__evidence_for__finding=finding)
        .exclude(erased_at=None)
        .exists()
    ):
        raise RuleError(f"finding {finding.key} rests on an erased capture: it cannot be released.")
    if finding.evidence.filter(annotation__document__capture__source__may_show="internal").exists():
        raise RuleError(
            f"finding {finding.key} rests on a source that is internal: a release would show its quote. "
            "Reopen it and leave that evidence out, or change what may be shown of the source."
        )
    finding.release = record_decision(
        kind="release",
        subject=finding.key,
        subject_sha256=subject_sha256,
        person=person,
        rule="two-persons",
        at=at,
        note=note,
    )
    finding.state = "released"
    finding.save()
    return finding


@transaction.atomic
def reject_finding(finding: Finding, *, person: User, note: Note, at: datetime) -> Finding:
    """Reject a proposed or reviewed finding.

    Raises:
        RuleError: It is neither, or the person may not decide.
    """
    return _end(finding, "rejected", person=person, note=note, at=at)


@transaction.atomic
def withdraw_finding(finding: Finding, *, person: User, note: Note, at: datetime) -> Finding:
    """Withdraw a released finding; reports that hold it keep their files and say so on their page.

    Raises:
        RuleError: It is not released, or the person may not decide.
    """
    return _end(finding, "withdrawn", person=person, note=note, at=at)


@transaction.atomic
def reopen_finding(finding: Finding, *, person: User, note: Note, at: datetime) -> Finding:
    """Put a reviewed, rejected or withdrawn finding back to proposed, so that it can be reviewed anew.

    Raises:
        RuleError: It is proposed or released, or the person may not decide.
    """
    finding = _lock(finding)
    moves.reopen(_make_record(finding), by=name_person(person))
    signed = finding.release or finding.review
    record_decision(
        kind="reopen",
        subject=finding.key,
        subject_sha256=signed.subject_sha256 if signed else hash_content(finding),
        person=person,
        rule="findings-moves",
        at=at,
        note=note,
    )
    finding.state = "proposed"
    finding.review = finding.release = None
    finding.content = {}
    finding.save()
    return finding


def list_unreleasable(finding: Finding) -> list[str]:
    """The provisions that a finding rests on and that nobody has confirmed: with them it cannot be released."""
    unverified = {
        provision.id
        for regime in get_regimes()
        for provision in regime.provisions
        if not provision.is_releasable
    }
    return [key for key in finding.provision_ids if key in unverified]


def _end(finding: Finding, state: str, *, person: User, note: Note, at: datetime) -> Finding:
    finding = _lock(finding)
    record = _make_record(finding)
    name = name_person(person)
    moved = moves.reject(record, by=name) if state == "rejected" else moves.withdraw(record, by=name)
    if not finding.content:
        finding.content = write_content(finding)
    record_decision(
        kind="reject" if state == "rejected" else "withdraw",
        subject=finding.key,
        subject_sha256=finding.review.subject_sha256 if finding.review else hash_content(finding),
        person=person,
        rule="findings-moves",
        at=at,
        note=note,
    )
    finding.state = moved.state
    finding.save()
    return finding
