"""Join the entries of several lists into subjects, and keep what persons judge of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.archive.ledger import hash_json
from lagebild.errors import RuleError
from lagebild.lists import parse_entry
from lagebild.matching.resolution import Resolution, join_entities
from lagebild.model.listing import ListEntry
from lagebild.model.subject import Judgement as JudgementRecord
from lagebild_site.actions.decision import name_person, record_decision
from lagebild_site.actions.listing import pausing_collection
from lagebild_site.models import Judgement, ListingVersion, Subject, SubjectMember, SubjectProblem
from lagebild_site.models.subject import VERDICTS

BATCH_SIZE = 2000
KEPT_PROBLEMS = ("join-conflict", "join-identifier-crowded", "join-judgements-contradict")
"""Problems that a person can settle by a judgement; the others are notes for whoever reads the lists."""

DECISIONS = {"same": "join_subject", "different": "split_subject", "unsure": "split_subject"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a run brought: how many subjects, of how many entities, and what is left to persons."""

    subject_count: int
    entity_count: int
    problem_count: int


@transaction.atomic
def join_subjects() -> Joined:
    """Join the last wordings of all entries by their strong identifiers and by what persons judged.

    Rules' judgements and subjects are made anew; ids stay where they can. Nothing that a person judged is changed.
    """
    known = dict(SubjectMember.objects.values_list("entity_id", "subject__key"))
    with pausing_collection():
        resolution = join_entities(_load_last_entries(), _load_judgements(), known=known)
    _write_judgements(resolution.judgements)
    _write_subjects(resolution)
    problems = [problem for problem in resolution.problems if problem.code in KEPT_PROBLEMS]
    SubjectProblem.objects.all().delete()
    SubjectProblem.objects.bulk_create(
        (
            SubjectProblem(
                code=one.code, locator=one.locator[:500], message=one.message, severity=one.severity
            )
            for one in problems
        ),
        batch_size=BATCH_SIZE,
    )
    return Joined(
        subject_count=len(resolution.subjects),
        entity_count=sum(len(subject.entity_ids) for subject in resolution.subjects),
        problem_count=len(problems),
    )


def _load_last_entries() -> Iterable[ListEntry]:
    rows = ListingVersion.objects.filter(is_last=True).order_by("pk").values_list("entry", flat=True)
    return (parse_entry(row) for row in rows.iterator(chunk_size=BATCH_SIZE))


def _load_judgements() -> list[JudgementRecord]:
    rows = Judgement.objects.filter(is_in_force=True).exclude(decision=None)
    return [
        JudgementRecord(
            left_id=row.left_id,
            right_id=row.right_id,
            verdict=row.verdict,  # type: ignore[arg-type]  # one of VERDICTS
            by=row.by,
            reason=row.reason,
        )
        for row in rows
    ]


def _write_judgements(judgements: Iterable[JudgementRecord]) -> None:
    Judgement.objects.filter(decision=None).delete()
    Judgement.objects.bulk_create(
        (
            Judgement(
                left_id=one.left_id,
                right_id=one.right_id,
                verdict=one.verdict,
                by=one.by,
                reason=one.reason,
                evidence=[asdict(item) for item in one.evidence],
            )
            for one in judgements
        ),
        batch_size=BATCH_SIZE,
    )


def _write_subjects(resolution: Resolution) -> None:
    Subject.objects.all().delete()
    captions = _load_captions()
    rows = []
    for subject in resolution.subjects:
        caption, schema = captions[subject.entity_ids[0]]
        rows.append(
            Subject(key=subject.id, caption=caption, schema=schema, authorities=list(subject.authorities))
        )
    Subject.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    SubjectMember.objects.bulk_create(
        (
            SubjectMember(subject=row, entity_id=entity_id)
            for row, subject in zip(rows, resolution.subjects, strict=True)
            for entity_id in subject.entity_ids
        ),
        batch_size=BATCH_SIZE,
    )


def _load_captions() -> dict[str, tuple[str, str]]:
    found: defaultdict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    rows = ListingVersion.objects.filter(is_last=True).values_list("entity_id", "caption", "schema")
    found.update({entity_id: (caption, schema) for entity_id, caption, schema in rows})
    return found


@transaction.atomic
def judge_pair(
    left_id: str, right_id: str, *, verdict: str, person: User, note: dict[str, str], at: datetime
) -> Judgement:
    """Record what a person judges of two entities, and join anew; the person's earlier judgement no longer counts.

    Raises:
        RuleError: Unknown verdict, an entity that no list holds, one and the same entity, or a person without the
            right to decide.
    """
    if verdict not in dict(VERDICTS):
        raise RuleError(f"{verdict!r} is no verdict: say {', '.join(dict(VERDICTS))}.")
    left_id, right_id = sorted((left_id, right_id))
    held = set(
        ListingVersion.objects.filter(entity_id__in=(left_id, right_id)).values_list("entity_id", flat=True)
    )
    missing = {left_id, right_id} - held
    if missing or left_id == right_id:
        raise RuleError(
            f"{', '.join(sorted(missing))} is on no list that is held."
            if missing
            else f"{left_id} is one entity; a judgement is about two."
        )
    decision = record_decision(
        kind=DECISIONS[verdict],  # type: ignore[arg-type]  # values of the table above
        subject=f"{left_id} {right_id}"[:300],
        subject_sha256=hash_json({"left": left_id, "right": right_id, "verdict": verdict}),
        person=person,
        rule=f"verdict:{verdict}",
        at=at,
        note=note,
    )
    pair = Judgement.objects.filter(left_id=left_id, right_id=right_id).exclude(decision=None)
    pair.update(is_in_force=False)
    made = Judgement.objects.create(
        left_id=left_id,
        right_id=right_id,
        verdict=verdict,
        by=name_person(person)[:120],
        reason=next(iter(note.values()), ""),
        decision=decision,
    )
    join_subjects()
    return made
