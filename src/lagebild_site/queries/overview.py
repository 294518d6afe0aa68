"""What the record holds and what it does not: the counts of the first page."""

from dataclasses import dataclass

from django.db.models import Count

from lagebild_site.queries.listing import count_entities
from lagebild_site.queries.provision import count_by_status
from lagebild_site.queries.visibility import (
    Viewer,
    current_documents,
    erased_captures,
    visible_editions,
    visible_findings,
    visible_matches,
    visible_problems,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Counts of what a viewer may know of.

    Attributes:
        documents: Documents, newest version each.
        undated: Of these, how many give no date.
        langs: Documents per language, most first.
        editions: Editions of lists.
        entities: Entries in the newest editions.
        findings: Released findings.
        proposed: Findings that wait for a decision; 0 for strangers.
        unjudged: Listed names in documents that nobody judged; 0 for strangers.
        problems: Problems met in reading.
        unverified: Paragraphs whose number or content nobody could confirm.
        provisions: Paragraphs held.
        erased: Captures erased.
    """

    documents: int
    undated: int
    langs: tuple[tuple[str, int], ...]
    editions: int
    entities: int
    findings: int
    proposed: int
    unjudged: int
    problems: int
    unverified: int
    provisions: int
    erased: int


def count_holdings(viewer: Viewer) -> Holdings:
    """Everything counted through the rule of who may see what."""
    documents = current_documents(viewer)
    langs = documents.order_by().values_list("lang").annotate(n=Count("pk")).order_by("-n", "lang")
    status = count_by_status()
    states = dict(visible_findings(viewer).order_by().values_list("state").annotate(n=Count("pk")))
    return Holdings(
        documents=documents.count(),
        undated=documents.filter(date="").count(),
        langs=tuple((lang, count) for lang, count in langs if lang),
        editions=visible_editions(viewer).count(),
        entities=count_entities(viewer),
        findings=states.get("released", 0),
        proposed=states.get("proposed", 0) + states.get("reviewed", 0),
        unjudged=visible_matches(viewer).filter(verdict="").count(),
        problems=visible_problems(viewer).count(),
        unverified=status["unverified"],
        provisions=sum(status.values()),
        erased=erased_captures().count(),
    )
