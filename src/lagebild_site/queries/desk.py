"""What waits for a person: findings to review and release, matches to judge, problems to look at."""

from lagebild_site.models import CaptureProblem, Finding, Match
from lagebild_site.queries.visibility import Viewer, visible_findings, visible_matches, visible_problems

ROWS_SHOWN = 50
"""Rows of one queue on the page; the rest is counted."""


def list_waiting_findings(viewer: Viewer, state: str) -> list[Finding]:
    """Findings in a state, in the order of their keys; strangers get none that is not released."""
    if not viewer.is_analyst:
        return []
    return list(visible_findings(viewer).filter(state=state))


def list_unjudged_matches(viewer: Viewer) -> list[Match]:
    """Listed names in documents that nobody judged, the surest first."""
    if not viewer.is_analyst:
        return []
    return list(
        visible_matches(viewer).filter(verdict="").order_by("-score", "document_id", "start")[:ROWS_SHOWN]
    )


def count_unjudged_matches(viewer: Viewer) -> int:
    """How many there are."""
    return visible_matches(viewer).filter(verdict="").count() if viewer.is_analyst else 0


def list_problems(viewer: Viewer) -> list[CaptureProblem]:
    """Problems met in reading, errors first."""
    if not viewer.is_analyst:
        return []
    return list(visible_problems(viewer).order_by("severity", "pk")[:ROWS_SHOWN])


def get_match(viewer: Viewer, pk: int) -> Match | None:
    """One match, or None where the viewer may not see it."""
    return visible_matches(viewer).filter(pk=pk).first()
