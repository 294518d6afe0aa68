"""Find listed names in documents, and keep what persons judge of it."""

import hashlib
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.archive.ledger import hash_json
from lagebild.errors import RuleError
from lagebild.matching import Scanner
from lagebild.model.match import NameHit
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.decision import record_decision
from lagebild_site.models import Document, ListEdition, Match

VERDICT_DECISIONS = {"same": "confirm_match", "not_same": "reject_match", "unsure": "reject_match"}
SCANNER_VERSION = "1"


def find_latest_editions() -> list[ListEdition]:
    """The newest edition in force of every list."""
    latest: dict[str, ListEdition] = {}
    in_force = ListEdition.objects.filter(state="in_force")
    for edition in in_force.select_related("capture").order_by("dated_on", "id"):
        latest[edition.list_id] = edition
    return list(latest.values())


def name_editions(editions: list[ListEdition]) -> str:
    """A hash of which editions a scan rests on, and by which scanner."""
    keys = sorted(str(edition.capture.sha256) for edition in editions)
    return hashlib.sha256(" ".join([SCANNER_VERSION, *keys]).encode()).hexdigest()


def find_unscanned(scanned_with: str) -> list[Document]:
    """The documents that were not scanned for these names yet."""
    return list(Document.objects.exclude(scanned_with=scanned_with).select_related("capture").order_by("pk"))


def scan_document(document: Document, scanner: Scanner, scanned_with: str) -> int:
    """Find listed names in one document; returns how many. What persons judged stays."""
    text = open_archive().get(document.text_sha256).decode()
    hits = scanner.scan(text)
    with transaction.atomic():
        document.matches.filter(judgement=None).delete()
        judged = set(document.matches.values_list("start", "end", "entity_id"))
        rows = {
            (hit.start, hit.end, hit.entity_id): _make_row(document, text, hit, hit.start, hit.end)
            for hit in hits
            if hit.start is not None and hit.end is not None
        }
        Match.objects.bulk_create(row for key, row in rows.items() if key not in judged)
        document.scanned_with = scanned_with
        document.save(update_fields=["scanned_with"])
    return len(rows)


def _make_row(document: Document, text: str, hit: NameHit, start: int, end: int) -> Match:
    return Match(
        document=document,
        entity_id=hit.entity_id,
        caption=hit.caption[:500],
        schema=hit.schema,
        matched_name=hit.matched_name[:500],
        start=start,
        end=end,
        exact=text[start:end][:500],
        score=hit.score,
        explanation=hit.to_json(),
    )


@transaction.atomic
def judge_match(match: Match, *, verdict: str, person: User, note: dict[str, str], at: datetime) -> Match:
    """Record what a person judges of a match; the latest judgement counts.

    Raises:
        RuleError: Unknown verdict, or the person may not decide.
    """
    if verdict not in VERDICT_DECISIONS:
        raise RuleError(f"{verdict!r} is no verdict: say same, not_same or unsure.")
    place = {
        "text": match.document.text_sha256,
        "start": match.start,
        "end": match.end,
        "entity": match.entity_id,
    }
    match.judgement = record_decision(
        kind=VERDICT_DECISIONS[verdict],  # type: ignore[arg-type]  # values of the table above
        subject=f"{match.document.slug}#{match.start}-{match.end} {match.entity_id}",
        subject_sha256=hash_json(place),
        person=person,
        rule=f"verdict:{verdict}",
        at=at,
        note=note,
    )
    match.verdict = verdict
    match.save(update_fields=["verdict", "judgement"])
    return match
