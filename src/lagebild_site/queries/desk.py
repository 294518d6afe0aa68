"""What waits for a person: findings, matches, editions of lists held back, entries to join, problems to look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild_site.models import CaptureProblem, Finding, ListEdition, ListingVersion, Match, SubjectProblem
from lagebild_site.queries.listing import find_shown_edition
from lagebild_site.queries.visibility import (
    Viewer,
    visible_entities,
    visible_findings,
    visible_held_editions,
    visible_matches,
    visible_problems,
    visible_subject_problems,
)

ROWS_SHOWN = 50
"""Rows of one queue on the page; the rest is counted."""

_SEPARATOR = re.compile(r",\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenJoin:
    """What a rule left to a person; `pair` are the last wordings of the two entries, empty where it is of more."""

    problem: SubjectProblem
    pair: tuple[ListingVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How many entries of one kind or programme stand in the edition in force and in the one held back."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEdition:
    """An edition that waits for a person, beside the one in force.

    Attributes:
        edition: The one held back.
        current: The newest one in force, or None.
        by_schema: Entries by kind in both.
        by_programme: Entries by programme in both, those that differ alone.
        missing: Entries in force that it lacks, some of them.
        missing_count: How many.
    """

    edition: ListEdition
    current: ListEdition | None
    by_schema: tuple[CountRow, ...]
    by_programme: tuple[CountRow, ...]
    missing: tuple[ListingVersion, ...]
    missing_count: int


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


def list_held_editions(viewer: Viewer) -> list[ListEdition]:
    """Editions of lists that are held back, by list and day."""
    if not viewer.is_analyst:
        return []
    return list(visible_held_editions(viewer).defer("shape", "changes", "counts"))


def describe_held_edition(viewer: Viewer, pk: int) -> HeldEdition | None:
    """One edition that is held back, beside the one in force; None where none is."""
    edition = visible_held_editions(viewer).filter(pk=pk).first()
    if edition is None or not viewer.is_analyst:
        return None
    current = find_shown_edition(viewer, edition.list_id)
    missing = ListingVersion.objects.none()
    if current is not None:
        kept = ListingVersion.objects.filter(editions=edition).order_by().values("listing_id")
        missing = ListingVersion.objects.filter(editions=current).exclude(listing_id__in=kept)
    programmes = _compare_counts(current, edition, "programme")
    return HeldEdition(
        edition=edition,
        current=current,
        by_schema=tuple(_compare_counts(current, edition, "schema")),
        by_programme=tuple(row for row in programmes if row.before != row.after),
        missing=tuple(missing.defer("entry", "sought").order_by("caption")[:ROWS_SHOWN]),
        missing_count=missing.count(),
    )


def list_open_joins(viewer: Viewer) -> list[OpenJoin]:
    """What a rule left to persons, each with the entries that it is about where these are two."""
    problems = list(visible_subject_problems(viewer)[:ROWS_SHOWN])
    ids = {entity_id for problem in problems for entity_id in _read_pair(problem)}
    rows = visible_entities(viewer).filter(entity_id__in=sorted(ids)).defer("entry", "sought") if ids else ()
    by_id = {row.entity_id: row for row in rows if row.is_last}
    return [
        OpenJoin(problem=problem, pair=tuple(_take_both(_read_pair(problem), by_id))) for problem in problems
    ]


def _read_pair(problem: SubjectProblem) -> list[str]:
    """The two entities that a problem is about, as `matching.resolution` writes its place; else none."""
    ids = _SEPARATOR.split(problem.locator)
    return ids if len(ids) == 2 and " " not in problem.locator.replace(", ", "") else []  # noqa: PLR2004 -- a pair


def _take_both(ids: Iterable[str], by_id: dict[str, ListingVersion]) -> list[ListingVersion]:
    found = [by_id[entity_id] for entity_id in ids if entity_id in by_id]
    return found if len(found) == 2 else []  # noqa: PLR2004 -- a pair


def _compare_counts(older: ListEdition | None, newer: ListEdition, key: str) -> list[CountRow]:
    before = older.counts.get(key, {}) if older else {}
    after = newer.counts.get(key, {})
    names = sorted({*before, *after}, key=lambda name: (-before.get(name, 0), name))
    return [CountRow(name=name, before=before.get(name, 0), after=after.get(name, 0)) for name in names]
