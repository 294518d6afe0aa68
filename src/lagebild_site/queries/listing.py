"""Sanctions lists as they are held: editions, age, counts, last changes, problems, looks at the publisher."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from lagebild.lists import READERS, ListSource, find_list, mapped_table
from lagebild_site.models import CaptureProblem, ListCheck, ListEdition
from lagebild_site.queries.coverage import ListCoverage, describe_coverage
from lagebild_site.queries.place import name_place
from lagebild_site.queries.visibility import (
    Viewer,
    visible_checks,
    visible_editions,
    visible_held_editions,
    visible_list_problems,
)

AGED_AFTER_DAYS = 45
"""Age of the newest edition from which the page warns: lists of the UN changed more often than that in 2024."""

CHANGE_KINDS = ("added", "amended", "gone", "rekeyed")
"""How an entry can differ between two editions, in the order in which pages tell it."""

COLLECTIONS = frozenset(reader.SOURCE.authority for reader in READERS if reader.SOURCE.is_collection)
"""Publishers of what others list and of more: who stands there is not listed by them, and may be listed by nobody."""

SEVERITIES = ("error", "warning", "note")
CHECKS_SHOWN = 12
LARGE_FIELDS = ("changes", "shape", "held_because")
"""Columns of an edition that no page needs of every edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One list of which editions are held.

    Attributes:
        newest: The newest edition by its own day.
        edition_count: How many are in force.
        age_days: Days since the newest one's day; None where that day is not known to the day.
        changes: How many entries of each kind the newest one changed; None where it is the first one held, or the
            one before is hidden.
        held_back: Editions that wait for a person.
        problems: Problems of the newest edition, per severity.
        last_check: The last look at the publisher, or None.
    """

    newest: ListEdition
    edition_count: int
    age_days: int | None
    changes: Mapping[str, int] | None = None
    held_back: int = 0
    problems: Mapping[str, int] | None = None
    last_check: ListCheck | None = None

    @property
    def list_id(self) -> str:
        """The list."""
        return self.newest.list_id

    @property
    def authority(self) -> str:
        """Whose list it is."""
        return self.newest.authority

    @property
    def is_collection(self) -> bool:
        """Whether its publisher collects what others list."""
        return self.authority in COLLECTIONS

    @property
    def is_day_a_bound(self) -> bool:
        """Whether the newest edition may be younger than its day: the latest one that its entries state."""
        return self.newest.dated_by == "entries"

    @property
    def is_aged(self) -> bool:
        """Whether the newest edition is old enough to warn."""
        return self.age_days is not None and self.age_days > AGED_AFTER_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One edition in the table of a list; `changes` is None where there is nothing before it to compare with."""

    edition: ListEdition
    older: ListEdition | None
    changes: Mapping[str, int] | None
    days_after_older: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemCount:
    """How many problems of one kind an edition has."""

    code: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Everything about one list.

    Attributes:
        row: Its line in the table of all lists.
        source: The list as its publisher offers it; None where no reader knows it any more.
        editions: In force, newest first.
        held: Held back, newest first.
        by_schema: Entries of the newest edition by kind, most first.
        by_programme: As `by_schema`, by programme; an entry of two counts in both.
        problems: Of the newest edition, the gravest first.
        coverage: From when to when something is known.
        checks: The last looks at the publisher, newest first.
    """

    row: ListRow
    source: ListSource | None
    editions: tuple[EditionRow, ...]
    held: tuple[ListEdition, ...]
    by_schema: tuple[tuple[str, int], ...]
    by_programme: tuple[tuple[str, int], ...]
    problems: tuple[ProblemCount, ...]
    coverage: ListCoverage
    checks: tuple[ListCheck, ...]


def name_list(list_id: str, lang: str) -> str:
    """A list's name in a language; its id where no reader knows it."""
    source = find_list(list_id)
    return source.name.get(lang) or source.name["en"] if source else list_id


def describe_lists(viewer: Viewer, today: date) -> list[ListRow]:
    """Every list that is held, by its id; without what only its own page or the table of lists tells."""
    return [_make_row(editions, today) for editions in _group_editions(viewer).values()]


def describe_table(viewer: Viewer, today: date, lang: str) -> list[ListRow]:
    """Every list that is held, with changes, problems and looks; by the authority's name, the Council first."""
    groups = _group_editions(viewer)
    newest = [editions[-1] for editions in groups.values()]
    changes = dict(ListEdition.objects.filter(pk__in=[one.pk for one in newest]).values_list("pk", "changes"))
    held = Counter(visible_held_editions(viewer).order_by().values_list("list_id", flat=True))
    problems = _count_problems(viewer, newest)
    checks = {check.list_id: check for check in _list_last_checks(viewer)}
    rows = [
        _make_row(
            editions,
            today,
            changes=_count_changes(changes[editions[-1].pk], editions[-1], editions),
            held_back=held[list_id],
            problems=problems.get(editions[-1].capture_id, {}),
            last_check=checks.get(list_id),
        )
        for list_id, editions in groups.items()
    ]
    return sorted(rows, key=lambda row: _rank_authority(row.authority, lang))


def list_lists_not_held(viewer: Viewer) -> list[ListSource]:
    """Lists that can be read, one form each, and of which nothing is held that the viewer may see.

    Tables with a mapping file are no list of anybody until one is held.
    """
    held = set(visible_editions(viewer).order_by().values_list("list_id", flat=True))
    sources = {reader.SOURCE.id: reader.SOURCE for reader in reversed(READERS)}
    return sorted(
        (one for one in sources.values() if one.id not in held and one.id != mapped_table.SOURCE.id),
        key=lambda source: source.id,
    )


def describe_list(viewer: Viewer, list_id: str, today: date) -> ListPage | None:
    """One list; None where nothing is held of it that the viewer may see."""
    editions = list(visible_editions(viewer).filter(list_id=list_id).defer("shape"))
    held = list(visible_held_editions(viewer).filter(list_id=list_id).order_by("-dated_on", "-pk"))
    if not editions:
        return None
    newest = editions[-1]
    checks = list(visible_checks(viewer).filter(list_id=list_id).order_by("-checked_at", "-pk"))
    problems = _list_problem_counts(viewer, newest)
    row = _make_row(
        editions,
        today,
        changes=_count_changes(newest.changes, newest, editions),
        held_back=len(held),
        problems=_sum_by_severity(problems),
        last_check=checks[0] if checks else None,
    )
    return ListPage(
        row=row,
        source=find_list(list_id),
        editions=tuple(_describe_editions(editions)),
        held=tuple(held),
        by_schema=_sort_counts(newest.counts.get("schema", {})),
        by_programme=_sort_counts(newest.counts.get("programme", {})),
        problems=tuple(problems),
        coverage=describe_coverage(editions, checks, today),
        checks=tuple(checks[:CHECKS_SHOWN]),
    )


def find_shown_edition(viewer: Viewer, list_id: str, edition_pk: int | None = None) -> ListEdition | None:
    """An edition of a list that is in force: the newest one, or that of a key; None where the viewer sees none."""
    editions = visible_editions(viewer).filter(list_id=list_id)
    if edition_pk is not None:
        editions = editions.filter(pk=edition_pk)
    return editions.order_by("dated_on", "pk").last()


def list_editions(viewer: Viewer, list_id: str) -> list[ListEdition]:
    """The editions of a list in force, the oldest first, for a choice of two."""
    return list(visible_editions(viewer).filter(list_id=list_id).defer(*LARGE_FIELDS))


def list_problems_of(
    viewer: Viewer, edition: ListEdition, *, code: str = "", severity: str = ""
) -> QuerySet[CaptureProblem]:
    """The problems of one edition, of one kind where asked for, in the order in which they were met."""
    problems = visible_list_problems(viewer).filter(capture=edition.capture_id)
    if code:
        problems = problems.filter(code=code)
    if severity:
        problems = problems.filter(severity=severity)
    return problems


def count_entities(viewer: Viewer) -> int:
    """How many entries the newest visible editions hold, all lists together."""
    newest = {edition.list_id: edition for edition in visible_editions(viewer)}
    return sum(edition.listed_count for edition in newest.values())


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A list that is held, with the day of its newest edition and what is to be said of that day."""

    name: str
    edition: ListEdition

    @property
    def is_bound(self) -> bool:
        """Whether the edition is not older than that day, and may be younger."""
        return self.edition.dated_by == "entries"


def list_held_days(viewer: Viewer, lang: str) -> list[HeldDay]:
    """Each list that is held with its newest edition, for "not on the list of …"."""
    newest = {edition.list_id: edition for edition in visible_editions(viewer).defer(*LARGE_FIELDS)}
    days = (HeldDay(name_list(list_id, lang), edition) for list_id, edition in newest.items())
    return sorted(days, key=lambda day: day.name)


def _group_editions(viewer: Viewer) -> dict[str, list[ListEdition]]:
    groups: dict[str, list[ListEdition]] = {}
    for edition in visible_editions(viewer).defer(*LARGE_FIELDS):
        groups.setdefault(edition.list_id, []).append(edition)
    return groups


def _make_row(
    editions: Sequence[ListEdition],
    today: date,
    *,
    changes: Mapping[str, int] | None = None,
    held_back: int = 0,
    problems: Mapping[str, int] | None = None,
    last_check: ListCheck | None = None,
) -> ListRow:
    return ListRow(
        newest=editions[-1],
        edition_count=len(editions),
        age_days=_count_days(editions[-1].dated_on, today.isoformat()),
        changes=changes,
        held_back=held_back,
        problems=problems,
        last_check=last_check,
    )


def _rank_authority(authority: str, lang: str) -> tuple[bool, str]:
    return authority != "UNSC", name_place(authority, lang)


def _count_changes(
    changes: Mapping[str, Sequence[object]], edition: ListEdition, editions: Iterable[ListEdition]
) -> dict[str, int] | None:
    """How many entries an edition changed, where the one it was compared with is among those that may be seen.

    None too for an extract: who is missing from it is not gone.
    """
    if edition.compared_with_id not in {one.pk for one in editions}:
        return None
    if edition.is_extract:
        return None
    return {kind: len(changes.get(kind, ())) for kind in CHANGE_KINDS}


def _describe_editions(editions: Sequence[ListEdition]) -> list[EditionRow]:
    """Every edition, the newest first, with what it changed against the one before."""
    by_pk = {edition.pk: edition for edition in editions}
    rows = []
    for edition in reversed(editions):
        older = by_pk.get(edition.compared_with_id or 0)
        rows.append(
            EditionRow(
                edition=edition,
                older=older,
                changes=_count_changes(edition.changes, edition, editions),
                days_after_older=_count_days(older.dated_on, edition.dated_on) if older else None,
            )
        )
    return rows


def _count_problems(viewer: Viewer, editions: Iterable[ListEdition]) -> dict[int, dict[str, int]]:
    """Problems per severity by capture."""
    rows = (
        visible_list_problems(viewer)
        .filter(capture__in=[edition.capture_id for edition in editions])
        .order_by()
        .values_list("capture_id", "severity")
        .annotate(n=Count("pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for capture_id, severity, count in rows:
        found.setdefault(capture_id, {})[severity] = count
    return found


def _list_problem_counts(viewer: Viewer, edition: ListEdition) -> list[ProblemCount]:
    rows = (
        visible_list_problems(viewer)
        .filter(capture=edition.capture_id)
        .order_by()
        .values_list("code", "severity")
        .annotate(n=Count("pk"))
    )
    counts = [ProblemCount(code=code, severity=severity, count=count) for code, severity, count in rows]
    return sorted(counts, key=lambda one: (SEVERITIES.index(one.severity), -one.count, one.code))


def _sum_by_severity(problems: Iterable[ProblemCount]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for problem in problems:
        found[problem.severity] += problem.count
    return dict(found)


def _list_last_checks(viewer: Viewer) -> Iterable[ListCheck]:
    newer = visible_checks(viewer).filter(list_id=OuterRef("list_id"), pk__gt=OuterRef("pk"))
    return visible_checks(viewer).exclude(Exists(newer.order_by()))


def _sort_counts(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count_days(first: str, last: str) -> int | None:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None
