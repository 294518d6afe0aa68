"""Events become incidents, incidents become proposed findings, and what states did becomes responses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from lagebild.model import finding as finding_records
from lagebild.model import incident as incident_records
from lagebild.pipeline import propose
from lagebild.regimes import load_regimes
from lagebild_site.actions.archive import open_archive
from lagebild_site.models import (
    Annotation,
    Document,
    Finding,
    FindingEvidence,
    Incident,
    IncidentTelling,
    Response,
)

KEY_MARKS = re.compile(r"[._]")
DECIDED = ("reviewed", "released", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Proposed:
    """How much was proposed."""

    incidents: int
    findings: int
    responses: int


def load_readings() -> list[incident_records.Reading]:
    """Every document that was read, with its annotations; the key is the document's primary key."""
    archive = open_archive()
    readings = []
    for document in Document.objects.exclude(reader="").prefetch_related("annotations").order_by("pk"):
        text = archive.get(document.text_sha256).decode()
        notes = tuple(note.to_record() for note in document.annotations.all())
        readings.append(
            incident_records.Reading(
                key=str(document.pk), document=document.to_record(text), annotations=notes
            )
        )
    return readings


@transaction.atomic
def propose_everything() -> Proposed:
    """Propose incidents, findings and responses from everything read, replacing earlier proposals.

    What a person decided stays as it was decided.
    """
    readings = load_readings()
    regimes = load_regimes()
    rows = {
        (str(pk), note_id): key
        for pk, note_id, key in Annotation.objects.values_list("document_id", "note_id", "pk")
    }
    proposal = propose(readings, regimes)
    kept = _write_incidents(proposal.incidents, rows)
    _write_findings(proposal.findings, kept, rows)
    _write_responses(proposal.responses, rows)
    return Proposed(len(proposal.incidents), len(proposal.findings), len(proposal.responses))


def _write_incidents(
    incidents: Sequence[incident_records.Incident], rows: dict[tuple[str, str], int]
) -> dict[str, Incident]:
    decided = Incident.objects.filter(findings__state__in=DECIDED)
    Incident.objects.exclude(key__in=[incident.key for incident in incidents]).exclude(
        pk__in=decided
    ).delete()
    kept = {}
    for record in incidents:
        incident, _created = Incident.objects.update_or_create(
            key=record.key,
            defaults={
                "regime_id": record.regime_id,
                "type_id": record.type_id,
                "actors": list(record.actors),
                "recipients": list(record.recipients),
                "date_low": record.date_low or "",
                "date_high": record.date_high or "",
            },
        )
        IncidentTelling.objects.filter(incident=incident).delete()
        keys = dict.fromkeys(rows[told.document_key, told.annotation.id] for told in record.tellings)
        IncidentTelling.objects.bulk_create(
            IncidentTelling(incident=incident, annotation_id=key) for key in keys
        )
        kept[record.key] = incident
    return kept


def _write_findings(
    findings: Sequence[finding_records.Finding],
    incidents: dict[str, Incident],
    rows: dict[tuple[str, str], int],
) -> None:
    Finding.objects.filter(state="proposed").exclude(key__in=[finding.key for finding in findings]).delete()
    for record in findings:
        finding, is_new = Finding.objects.get_or_create(
            key=record.key,
            defaults={
                "incident": incidents[record.incident_key],
                "slug": slugify(KEY_MARKS.sub("-", record.key))[:120],
            },
        )
        if not is_new and finding.state != "proposed":
            continue
        finding.provision_ids = list(record.provision_ids)
        finding.save(update_fields=["provision_ids"])
        finding.evidence.all().delete()
        seen: dict[int, FindingEvidence] = {}
        for evidence in record.evidence:
            key = rows[evidence.document_key, evidence.annotation_id]
            seen.setdefault(
                key,
                FindingEvidence(
                    finding=finding, annotation_id=key, credibility=evidence.credibility, position=len(seen)
                ),
            )
        FindingEvidence.objects.bulk_create(seen.values())


def _write_responses(
    responses: Sequence[incident_records.Response], rows: dict[tuple[str, str], int]
) -> None:
    Response.objects.all().delete()
    made = {}
    for record in responses:
        key = rows[record.document_key, record.annotation.id]
        made[key, record.state, record.kind] = Response(
            annotation_id=key,
            state=record.state,
            kind=record.kind,
            on=record.on or "",
            towards=list(record.towards),
            with_states=list(record.with_states),
        )
    Response.objects.bulk_create(made.values(), batch_size=500)
