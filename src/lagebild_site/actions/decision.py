"""Record what a person decided, with its leaf."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.archive.ledger import DecisionKind, canonical_json, decision_record
from lagebild.errors import RuleError
from lagebild_site.actions.ledger import append_leaf, write_time
from lagebild_site.models import Decision


def name_person(person: User) -> str:
    """The public name of a person, as the ledger and the pages write it."""
    return person.get_full_name() or person.get_username()


def write_note(note: dict[str, str]) -> str | None:
    """The reason as the ledger writes it: the words where there is one language, else JSON by language code."""
    if len(note) > 1:
        return canonical_json(note).decode()
    return next(iter(note.values()), None)


@transaction.atomic
def record_decision(
    *,
    kind: DecisionKind,
    subject: str,
    subject_sha256: str,
    person: User,
    rule: str,
    at: datetime,
    note: dict[str, str] | None = None,
) -> Decision:
    """Record one decision and its leaf.

    Args:
        kind: What was decided.
        subject: A finding's key, a match's place, a leaf's index.
        subject_sha256: Of the subject's content as it was when decided.
        person: Who decided; must hold the permission to.
        rule: By which rule.
        at: When.
        note: The reason, per language code.

    Raises:
        RuleError: The person may not decide.
    """
    if not person.has_perm("lagebild_site.decide"):
        raise RuleError(
            f"{name_person(person)} may not decide: `lagebild person add NAME --analyst` gives the right."
        )
    reasons = note or {}
    entry = append_leaf(
        decision_record(
            kind=kind,
            subject=subject,
            subject_sha256=subject_sha256,
            person=name_person(person),
            rule=rule or None,
            decided_at=write_time(at),
            note=write_note(reasons),
        )
    )
    return Decision.objects.create(
        kind=kind,
        subject=subject,
        subject_sha256=subject_sha256,
        person=person,
        rule=rule,
        note=reasons,
        decided_at=at,
        ledger_entry=entry,
    )
