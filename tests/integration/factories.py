"""Small builders of rows for page tests: each makes one thing, and says what it takes for granted."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from lagebild.archive.blobs import BlobStore
from lagebild.text.normalize import fold
from lagebild.text.terms import index_terms
from lagebild_site.actions.listing import compare_stored_editions
from lagebild_site.models import (
    Annotation,
    Capture,
    Decision,
    Document,
    Finding,
    FindingEvidence,
    Incident,
    Judgement,
    LedgerEntry,
    ListEdition,
    ListingVersion,
    Match,
    Response,
    Source,
    Subject,
    SubjectMember,
)
from lagebild_site.models.search import write_search_entry

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
_count = itertools.count(1)


def make_leaf() -> LedgerEntry:
    """A leaf at the next place of the log."""
    return LedgerEntry.objects.create(
        index=LedgerEntry.objects.count(), kind="capture", record="{}", salt=b"0" * 16, leaf_hash=b"1" * 32
    )


def make_source(may_show: str, *, name: str = "", is_own: bool = False) -> Source:
    """A source by what may be shown of it."""
    number = next(_count)
    return Source.objects.create(
        slug=f"source-{number}",
        name=name or f"Publisher {number}",
        reliability="B",
        may_show=may_show,
        is_own=is_own,
    )


def make_document(
    text: str,
    *,
    may_show: str = "full_text",
    title: str = "",
    kind: str = "statement",
    issuers: Sequence[str] = ("DE",),
    lang: str = "en",
    date: str = "2024-12-16",
    publisher: str = "Example ministry",
    source: Source | None = None,
    **fields: Any,
) -> Document:
    """A document whose text is archived and indexed; official and shown in full unless said otherwise."""
    sha256 = BlobStore(settings.WORKSPACE.archive).put(text.encode())
    number = next(_count)
    capture = Capture.objects.create(
        sha256=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        size_bytes=len(text),
        media_type="text/plain",
        name=f"input-{number}.txt",
        url=f"https://publisher.example.org/{number}",
        captured_at=AT,
        source=source or make_source(may_show),
        ledger_entry=make_leaf(),
    )
    document = Document.objects.create(
        capture=capture,
        slug=f"document-{number}",
        text_sha256=sha256,
        text_length=len(text),
        ledger_entry=make_leaf(),
        lang=lang,
        title=title or f"Title {number}",
        date=date,
        kind=kind,
        publisher=publisher,
        issuers=list(issuers),
        extractor="plain",
        extractor_version="1",
        reader="rules 1",
        **fields,
    )
    write_search_entry(
        document,
        title_terms=index_terms(document.title, lang),
        terms=index_terms(f"{document.title}\n{text}", lang),
    )
    return document


def make_annotation(
    document: Document,
    text: str,
    exact: str,
    *,
    layer: str = "event",
    norm: dict[str, Any] | None = None,
    **fields: Any,
) -> Annotation:
    """What was read at the first place of `exact` in the document's text; an arms transfer unless said otherwise."""
    start = text.index(exact)
    event = {
        "plover": "AID",
        "subtype": "arms_transfer",
        "actor": ["KP"],
        "recipient": ["RU"],
        "date": "2024-10",
        "same_as": None,
    }
    values: dict[str, Any] = {"speaker": ["JP"], "level": "document", "factuality": "asserted", **fields}
    return Annotation.objects.create(
        note_id=hashlib.sha256(f"{document.pk} {layer} {start} {exact}".encode()).hexdigest()[:32],
        document=document,
        layer=layer,
        label=exact[:60],
        norm=event if norm is None else norm,
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix=text[max(0, start - 24) : start],
        suffix=text[start + len(exact) : start + len(exact) + 24],
        annotator="rules",
        version="1",
        rule="arms-transfer",
        score=1.0,
        **values,
    )


def make_decision(
    kind: str, person: User, *, subject: str = "finding", note: dict[str, str] | None = None
) -> Decision:
    """A recorded decision."""
    return Decision.objects.create(
        kind=kind,
        subject=subject,
        subject_sha256="2" * 64,
        person=person,
        note=note or {},
        decided_at=AT,
        ledger_entry=make_leaf(),
    )


def make_finding(
    evidence: Sequence[Annotation],
    *,
    state: str = "proposed",
    reviewer: User | None = None,
    releaser: User | None = None,
    provision_ids: Sequence[str] = ("R1718-OP8(b)",),
) -> Finding:
    """A finding about an arms transfer on these pieces of evidence."""
    number = next(_count)
    incident = Incident.objects.create(
        key=f"un-1718:arms_from_dprk:{number}",
        regime_id="un-1718",
        type_id="arms_from_dprk",
        actors=["KP"],
        recipients=["RU"],
        date_low="2024-10",
        date_high="2024-10",
    )
    finding = Finding.objects.create(
        key=incident.key,
        slug=f"finding-{number}",
        incident=incident,
        provision_ids=list(provision_ids),
        state=state,
        assessment={"en": "We take it to be plausible.", "de": "Wir halten es für plausibel."},
        review=make_decision("review", reviewer, subject=incident.key) if reviewer else None,
        release=make_decision("release", releaser, subject=incident.key) if releaser else None,
    )
    for position, annotation in enumerate(evidence):
        FindingEvidence.objects.create(
            finding=finding, annotation=annotation, position=position, credibility="2"
        )
    return finding


def make_match(document: Document, text: str, exact: str, *, entity_id: str, verdict: str = "") -> Match:
    """A listed name found in a document; not judged unless said otherwise."""
    start = text.index(exact)
    return Match.objects.create(
        document=document,
        entity_id=entity_id,
        caption=exact,
        schema="Person",
        matched_name=exact,
        start=start,
        end=start + len(exact),
        exact=exact,
        score=1.0,
        explanation={},
        verdict=verdict,
    )


def make_version(
    reference: str, *, name: str, wording: str = "first", list_id: str = "un-sc"
) -> ListingVersion:
    """One wording of an entry."""
    entity_id = f"{list_id}-{reference}"
    return ListingVersion.objects.create(
        list_id=list_id,
        sought=fold(f"{name}\n윤호진\n{reference}\n{entity_id}\nDPRK"),
        listing_id=f"UNSC:{reference}",
        authority="UNSC",
        programme="DPRK",
        reference=reference,
        entity_id=entity_id,
        schema="Person",
        caption=name,
        designated_on="2009-07-16",
        entry={
            "entity": {"id": entity_id, "schema": "Person", "caption": name, "properties": {"name": [name]}},
            "listing": {
                "id": f"UNSC:{reference}",
                "authority": "UNSC",
                "programme": "DPRK",
                "reference": reference,
                "entity_id": entity_id,
                "dates": [
                    {
                        "kind": "designated_on",
                        "value": "2009-07-16",
                        "field": "LISTED_ON",
                        "act": None,
                        "role": None,
                    }
                ],
                "legal_basis": None,
                "reason": f"Reason in its {wording} wording.",
            },
            "names": [
                {"value": name, "kind": "primary", "script": "Latn", "quality_raw": None, "note": None},
                {
                    "value": "윤호진",
                    "kind": "original_script",
                    "script": "Hang",
                    "quality_raw": None,
                    "note": None,
                },
            ],
            "raw": {"FIRST_NAME": [name], "COMMENTS1": [f"Reason in its {wording} wording."]},
        },
        content_sha256=hashlib.sha256(f"{reference} {name} {wording}".encode()).hexdigest(),
    )


def make_edition(
    dated_on: str,
    versions: Sequence[ListingVersion],
    *,
    may_show: str = "full_text",
    list_id: str = "un-sc",
    authority: str = "UNSC",
    **fields: Any,
) -> ListEdition:
    """One edition of a list with these wordings, which become that list's."""
    number = next(_count)
    capture = Capture.objects.create(
        sha256=hashlib.sha256(f"edition {number}".encode()).hexdigest(),
        size_bytes=1,
        media_type="application/xml",
        name=f"list-{number}.xml",
        captured_at=AT,
        source=make_source(may_show),
        ledger_entry=make_leaf(),
    )
    for version in versions:
        version.list_id, version.authority = list_id, authority
        version.save()
    counts = {
        "schema": dict(Counter(version.schema for version in versions)),
        "programme": dict(Counter(version.programme for version in versions)),
    }
    edition = ListEdition.objects.create(
        capture=capture,
        list_id=list_id,
        authority=authority,
        dated_on=dated_on,
        entry_count=len(versions),
        counts=counts,
        **fields,
    )
    edition.versions.set(versions)
    compare_stored_editions(list_id)
    edition.refresh_from_db()
    return edition


def make_join(*entity_ids: str, verdict: str = "same", reason: str = "They share a number.") -> Subject:
    """A subject of these entities, each joined with the one before it by a rule."""
    names = dict(ListingVersion.objects.filter(entity_id__in=entity_ids).values_list("entity_id", "caption"))
    subject = Subject.objects.create(
        key=f"subject-{entity_ids[-1]}", caption=names[entity_ids[-1]], schema="Person", authorities=[]
    )
    for entity_id in entity_ids:
        SubjectMember.objects.create(subject=subject, entity_id=entity_id)
    for left, right in pairwise(entity_ids):
        Judgement.objects.create(
            left_id=left,
            right_id=right,
            verdict=verdict,
            by="rule:passport",
            reason=reason,
            evidence=[
                {
                    "kind": "passport",
                    "key": "kp:381310014",
                    "left_value": "381310014",
                    "left_field": "passportNumber",
                    "right_value": "PP 381310014",
                    "right_field": "Passport.number",
                }
            ],
        )
    return subject


def make_response(annotation: Annotation, *, state: str = "JP", kind: str = "statement") -> Response:
    """What a state did, told at a place."""
    return Response.objects.create(
        annotation=annotation, state=state, kind=kind, on="2024-12-16", towards=["RU"]
    )
