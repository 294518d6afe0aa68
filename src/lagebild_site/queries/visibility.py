"""Who may see what: the one rule, and the only way from a page, feed, search or export to content.

docs/reference/visibility.md tells the rule in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from lagebild.archive.blobs import BlobStore
from lagebild_site.models import (
    Annotation,
    Capture,
    CaptureProblem,
    Coverage,
    Decision,
    Document,
    Finding,
    FindingEvidence,
    Judgement,
    ListCheck,
    ListEdition,
    ListingVersion,
    Match,
    Report,
    Response,
    SubjectMember,
    SubjectProblem,
    TreeHead,
)

OFFICIAL_KINDS = (
    "parliamentary_qa",
    "government_answer",
    "parliamentary_motion",
    "parliamentary_question",
    "committee_report",
    "chamber_resolution",
    "executive_notice",
)
"""Kinds that only parliaments, governments and their members issue; any other kind is official by its issuers."""

PRIVATE_ISSUER_PREFIXES = ("org:", "person:")
"""Issuers that are no state and no public body of `docs/reference/bodies.tsv`."""


class Account(Protocol):
    """What is asked of whoever sends a request: Django's users, also the anonymous one, answer it."""

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody is logged in."""
        ...

    def has_perm(self, perm: str, /) -> bool:
        """Whether a permission was given."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks.

    Attributes:
        is_analyst: May see what is not public.
        may_decide: May review, release, reject and judge.
    """

    is_analyst: bool = False
    may_decide: bool = False

    @classmethod
    def from_account(cls, account: Account) -> Self:
        """The viewer that an account is; without permissions a stranger, also when logged in."""
        is_analyst = account.is_authenticated and account.has_perm("lagebild_site.see_internal")
        may_decide = is_analyst and account.has_perm("lagebild_site.decide")
        return cls(is_analyst=is_analyst, may_decide=may_decide)


STRANGER = Viewer()
"""Anybody: what this viewer sees is what is public."""

PUBLIC_ISSUER_PATTERN = r'(\[|, )"[^":]+"(,|\])'
"""An issuer without a prefix in the JSON list that the database holds."""

_INTERNAL = Q(capture__source__may_show="internal")
_FULL_TEXT = Q(capture__source__may_show="full_text")


def visible_documents(viewer: Viewer) -> QuerySet[Document]:
    """Documents that a viewer may know of; erased ones nobody, internal ones analysts alone."""
    documents = Document.objects.filter(capture__erased_at=None).select_related("capture__source")
    return documents if viewer.is_analyst else documents.exclude(_INTERNAL)


def current_documents(viewer: Viewer) -> QuerySet[Document]:
    """Of the documents that a viewer may know of, the newest version of each capture."""
    newer = Document.objects.filter(capture=OuterRef("capture"), pk__gt=OuterRef("pk"))
    return visible_documents(viewer).exclude(Exists(newer))


def erased_captures() -> QuerySet[Capture]:
    """Captures that were erased by a recorded decision: of these reason and date are public, nothing else is left."""
    return Capture.objects.exclude(erased_at=None).select_related("erasure", "ledger_entry")


def may_read(document: Document, viewer: Viewer) -> bool:
    """Whether the viewer may read the whole text."""
    if document.capture.erased_at is not None:
        return False
    return viewer.is_analyst or document.capture.may_show == "full_text"


def open_text(document: Document, viewer: Viewer) -> str | None:
    """A document's text from the archive, or None where the viewer may not read it whole.

    Raises:
        ArchiveError: The archive lacks the text or it is damaged.
    """
    if not may_read(document, viewer):
        return None
    return BlobStore(settings.WORKSPACE.archive).get(document.text_sha256).decode("utf-8")


def is_official(document: Document) -> bool:
    """Whether a state, a parliament or a public body issued it, by its kind or its issuers."""
    public = (issuer for issuer in document.issuers if not issuer.startswith(PRIVATE_ISSUER_PREFIXES))
    return document.kind in OFFICIAL_KINDS or any(public)


def is_own(document: Document) -> bool:
    """Whether we publish it ourselves, as its source says."""
    source = document.capture.source
    return source is not None and source.is_own


def openly_read_documents() -> QuerySet[Any, Any]:
    """Primary keys of documents whose machine reading is public: official and our own ones, shown in full."""
    documents = Document.objects.filter(_FULL_TEXT, capture__erased_at=None)
    documents = documents.annotate(issuers_text=Cast("issuers", TextField()))
    return documents.filter(
        Q(kind__in=OFFICIAL_KINDS)
        | Q(issuers_text__regex=PUBLIC_ISSUER_PATTERN)
        | Q(capture__source__is_own=True)
    ).values("pk")


def released_evidence() -> QuerySet[FindingEvidence]:
    """Evidence of released findings: quotes that two persons have let out."""
    return FindingEvidence.objects.filter(
        finding__state="released", annotation__document__capture__erased_at=None
    ).exclude(annotation__document__capture__source__may_show="internal")


def visible_annotations(document: Document, viewer: Viewer) -> QuerySet[Annotation]:
    """What was read in a document, as far as the viewer may see it.

    Strangers see the machine's reading only of official and our own documents that may be shown in full; of others,
    the quotes that released findings rest on.
    """
    if document.capture.erased_at is not None:
        return Annotation.objects.none()
    annotations = Annotation.objects.filter(document=document)
    if may_see_reading(document, viewer):
        return annotations
    return annotations.filter(pk__in=released_evidence().values("annotation"))


def visible_annotations_of(documents: Iterable[Document], viewer: Viewer) -> QuerySet[Annotation]:
    """As `visible_annotations`, for several documents; those that the viewer may not read whole give nothing."""
    readable = [document for document in documents if may_read(document, viewer)]
    openly = [document for document in readable if may_see_reading(document, viewer)]
    released = Q(pk__in=released_evidence().values("annotation"))
    return Annotation.objects.filter(Q(document__in=openly) | Q(released, document__in=readable))


def visible_citations(viewer: Viewer) -> QuerySet[Annotation]:
    """Citations in documents whose machine reading the viewer may see, for "cited in"."""
    notes = Annotation.objects.filter(layer="citation", document__capture__erased_at=None)
    notes = notes.select_related("document__capture__source")
    return notes if viewer.is_analyst else notes.filter(document__in=openly_read_documents())


def may_see_reading(document: Document, viewer: Viewer) -> bool:
    """Whether the viewer may see all that the machine read in a document."""
    return may_read(document, viewer) and (viewer.is_analyst or is_official(document) or is_own(document))


def visible_matches(viewer: Viewer) -> QuerySet[Match]:
    """Listed names found in documents; strangers see only what a person confirmed."""
    matches = Match.objects.filter(document__capture__erased_at=None).select_related(
        "document__capture__source"
    )
    if viewer.is_analyst:
        return matches
    return matches.filter(verdict="same").exclude(document__capture__source__may_show="internal")


def visible_problems(viewer: Viewer) -> QuerySet[CaptureProblem]:
    """Problems met when captures were read; their messages may quote, so they follow the text."""
    problems = CaptureProblem.objects.filter(capture__erased_at=None).select_related("capture__source")
    return problems if viewer.is_analyst else problems.filter(capture__source__may_show="full_text")


def visible_findings(viewer: Viewer) -> QuerySet[Finding]:
    """Findings; strangers see released ones alone."""
    findings = Finding.objects.select_related("incident", "review__person", "release__person")
    if viewer.is_analyst:
        return findings
    return findings.filter(state="released")


def withdrawn_findings() -> QuerySet[Finding]:
    """Findings that were public and were taken back: of these day, reason and person are public, nothing else.

    Also those that an erasure took back and that wait for a new review of what is left.
    """
    decided = Decision.objects.filter(subject=OuterRef("key"))
    released, withdrawn = decided.filter(kind="release"), decided.filter(kind="withdraw")
    return Finding.objects.exclude(state="released").filter(Exists(released), Exists(withdrawn))


def visible_evidence(finding: Finding, viewer: Viewer) -> QuerySet[FindingEvidence]:
    """What a finding rests on, with its documents, as far as the viewer may see it."""
    evidence = FindingEvidence.objects if viewer.is_analyst else released_evidence()
    rows = evidence.filter(finding=finding, annotation__document__capture__erased_at=None)
    return rows.select_related("annotation__document__capture__source")


def visible_responses(viewer: Viewer) -> QuerySet[Response]:
    """Responses told in documents whose machine reading the viewer may see, or in released evidence."""
    rows = Response.objects.filter(annotation__document__capture__erased_at=None)
    rows = rows.select_related("annotation__document__capture__source")
    if viewer.is_analyst:
        return rows
    shown = Q(annotation__document__in=openly_read_documents())
    return rows.filter(shown | Q(annotation__in=released_evidence().values("annotation")))


def visible_editions(viewer: Viewer) -> QuerySet[ListEdition]:
    """Editions of sanctions lists that are in force: public, unless their source is internal."""
    return _show_editions(viewer).filter(state="in_force")


def visible_held_editions(viewer: Viewer) -> QuerySet[ListEdition]:
    """Editions that were captured and are held back until a person looks; nothing is listed because of them."""
    return _show_editions(viewer).filter(state="held_back")


def _show_editions(viewer: Viewer) -> QuerySet[ListEdition]:
    editions = ListEdition.objects.filter(capture__erased_at=None).select_related("capture__source")
    return editions if viewer.is_analyst else editions.exclude(_INTERNAL)


def visible_checks(viewer: Viewer) -> QuerySet[ListCheck]:
    """Looks at publishers' lists; that an internal source is watched is itself internal."""
    checks = ListCheck.objects.select_related("source")
    return checks if viewer.is_analyst else checks.exclude(source__may_show="internal")


def visible_entities(viewer: Viewer) -> QuerySet[ListingVersion]:
    """Wordings of list entries that stand in an edition which the viewer may see."""
    return ListingVersion.objects.filter(Exists(visible_editions(viewer).filter(versions=OuterRef("pk"))))


def visible_last_entries(viewer: Viewer) -> QuerySet[ListingVersion]:
    """The last wording of every entry, as far as it stands in an edition which the viewer may see.

    Only in lists that have hidden editions too is this asked entry by entry: that takes long.
    """
    shown = visible_editions(viewer)
    held = ListEdition.objects.filter(state="in_force").order_by()
    mixed = set(held.exclude(pk__in=shown.values("pk")).values_list("list_id", flat=True))
    lists = set(shown.order_by().values_list("list_id", flat=True))
    last = ListingVersion.objects.filter(is_last=True)
    whole = Q(list_id__in=sorted(lists - mixed))
    if not lists & mixed:
        return last.filter(whole)
    stands = Q(list_id__in=sorted(lists & mixed)) & Exists(shown.filter(versions=OuterRef("pk")))
    return last.filter(whole | stands)


def visible_list_problems(viewer: Viewer) -> QuerySet[CaptureProblem]:
    """Problems met when a list was read: whoever may see the edition may see them, since they quote it alone."""
    editions = _show_editions(viewer).values("capture")
    return CaptureProblem.objects.filter(capture__in=editions).select_related("capture")


def visible_members(viewer: Viewer) -> QuerySet[SubjectMember]:
    """Entities of subjects, as far as a list which the viewer may see has them.

    A subject's own key, name and authorities may come from an entity that is hidden: take them from the members.
    """
    stands = visible_entities(viewer).filter(entity_id=OuterRef("entity_id"))
    return SubjectMember.objects.filter(Exists(stands)).select_related("subject")


def visible_judgements(viewer: Viewer) -> QuerySet[Judgement]:
    """Judgements in force about two entities, both of which the viewer may see."""
    left, right = (
        visible_entities(viewer).filter(entity_id=OuterRef(name)) for name in ("left_id", "right_id")
    )
    rows = Judgement.objects.filter(is_in_force=True).select_related("decision__person")
    return rows if viewer.is_analyst else rows.filter(Exists(left), Exists(right))


def visible_subject_problems(viewer: Viewer) -> QuerySet[SubjectProblem]:
    """What a rule left to persons: for analysts, since it names entities of every list."""
    return SubjectProblem.objects.all() if viewer.is_analyst else SubjectProblem.objects.none()


def visible_reports(viewer: Viewer) -> QuerySet[Report]:
    """Published reports; withdrawn ones are for analysts."""
    reports = Report.objects.all()
    return reports if viewer.is_analyst else reports.filter(withdrawn_at=None)


def visible_coverage(viewer: Viewer) -> QuerySet[Coverage]:
    """What was watched from when to when; that an internal source is watched is itself internal."""
    rows = Coverage.objects.select_related("source")
    return rows if viewer.is_analyst else rows.exclude(source__may_show="internal")


def visible_tree_heads() -> QuerySet[TreeHead]:
    """The published heads of the ledger's tree from the newest: public by their purpose."""
    return TreeHead.objects.all()
