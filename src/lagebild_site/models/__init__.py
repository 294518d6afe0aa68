"""The database's tables, one file per noun."""

from lagebild_site.models.annotation import Annotation
from lagebild_site.models.capture import Capture, CaptureProblem
from lagebild_site.models.decision import Decision
from lagebild_site.models.document import Document
from lagebild_site.models.finding import Finding, FindingEvidence
from lagebild_site.models.incident import Incident, IncidentTelling
from lagebild_site.models.ledger import LedgerEntry, TreeHead
from lagebild_site.models.listing import ListCheck, ListEdition, ListingVersion
from lagebild_site.models.match import Match
from lagebild_site.models.report import Report
from lagebild_site.models.response import Response
from lagebild_site.models.search import SearchEntry
from lagebild_site.models.source import Coverage, Source
from lagebild_site.models.subject import Judgement, Subject, SubjectMember, SubjectProblem

__all__ = [
    "Annotation",
    "Capture",
    "CaptureProblem",
    "Coverage",
    "Decision",
    "Document",
    "Finding",
    "FindingEvidence",
    "Incident",
    "IncidentTelling",
    "Judgement",
    "LedgerEntry",
    "ListCheck",
    "ListEdition",
    "ListingVersion",
    "Match",
    "Report",
    "Response",
    "SearchEntry",
    "Source",
    "Subject",
    "SubjectMember",
    "SubjectProblem",
    "TreeHead",
]
