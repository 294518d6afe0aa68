"""What states and bodies did, and where nothing is in the record: what was watched, or that nobody looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.model.incident import ResponseKind
from lagebild.monitoring import list_group_states
from lagebild.text.normalize import fold
from lagebild_site.models import Coverage, Incident, Response
from lagebild_site.queries.place import name_place
from lagebild_site.queries.provision import get_regimes
from lagebild_site.queries.visibility import Viewer, visible_coverage, visible_responses

KINDS: tuple[ResponseKind, ...] = ("statement", "demand", "summons", "listing", "mechanism", "vote")
"""The columns of the table, from words to deeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An interval in which a source was not watched."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """One source of a state with the time it was watched; `watched_to` None is "still"."""

    name: str
    watched_from: date
    watched_to: date | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """One state: its responses per kind in the order of `KINDS`, else what was watched of it."""

    state: str
    name: str
    cells: tuple[tuple[ResponseKind, tuple[Response, ...]], ...]
    watched: tuple[WatchedSource, ...]

    @property
    def has_responses(self) -> bool:
        """Whether the record holds anything of this state."""
        return any(responses for _, responses in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTable:
    """The states that acted, and those of whom the record holds nothing."""

    acted: tuple[ResponseRow, ...]
    silent: tuple[ResponseRow, ...]
    unwatched: tuple[ResponseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A bar of the coverage chart, in thousandths of its width."""

    left: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One source of the chart: when it was watched."""

    state: str
    state_name: str
    source: WatchedSource
    stretches: tuple[Stretch, ...]


def select_responses(responses: Iterable[Response], incident: Incident) -> list[Response]:
    """What others did towards an incident's parties; the actors' own words about it are no response to it."""
    parties = {*incident.actors, *incident.recipients}
    return [row for row in responses if parties & set(row.towards) and row.state not in incident.actors]


def list_states(
    responses: Iterable[Response], watched: Iterable[Coverage], incident: Incident | None = None
) -> set[str]:
    """The states and bodies that a table speaks of: the regimes' groups, who responded, and who was watched."""
    regimes = [r for r in get_regimes() if incident is None or r.id == incident.regime_id]
    states = {*list_group_states(regimes), *(r.state for r in responses), *(c.state for c in watched)}
    return {state for state in states if state} - set(incident.actors if incident else ())


def build_table(viewer: Viewer, lang: str, *, incident: Incident | None = None) -> ResponseTable:
    """States of the regimes' groups and all others that the record knows, each with what it did or what was watched.

    Args:
        viewer: Who looks.
        lang: `de` or `en`.
        incident: Where given, only what others did towards its parties.
    """
    responses = list(visible_responses(viewer))
    if incident is not None:
        responses = select_responses(responses, incident)
    coverage = list(visible_coverage(viewer))
    rows = [
        _make_row(state, responses, coverage, lang) for state in list_states(responses, coverage, incident)
    ]
    rows.sort(key=lambda row: fold(row.name))
    return ResponseTable(
        acted=tuple(row for row in rows if row.has_responses),
        silent=tuple(row for row in rows if not row.has_responses and row.watched),
        unwatched=tuple(row for row in rows if not row.has_responses and not row.watched),
    )


def chart_coverage(viewer: Viewer, lang: str, today: date) -> list[CoverageRow]:
    """What is watched, for a chart from the first day watched to today."""
    rows = list(visible_coverage(viewer))
    if not rows:
        return []
    first = min(row.watched_from for row in rows)
    span = max((today - first).days, 1)
    return [
        CoverageRow(
            state=row.state,
            state_name=name_place(row.state, lang),
            source=_make_source(row),
            stretches=tuple(_list_stretches(row, first, span, today)),
        )
        for row in rows
    ]


def _make_row(
    state: str, responses: Iterable[Response], coverage: Iterable[Coverage], lang: str
) -> ResponseRow:
    own = [response for response in responses if response.state == state]
    return ResponseRow(
        state=state,
        name=name_place(state, lang),
        cells=tuple((kind, tuple(r for r in own if r.kind == kind)) for kind in KINDS),
        watched=tuple(_make_source(row) for row in coverage if row.state == state),
    )


def _make_source(row: Coverage) -> WatchedSource:
    return WatchedSource(
        name=row.source.name,
        watched_from=row.watched_from,
        watched_to=row.watched_to,
        gaps=tuple(Gap(start=start, end=end) for start, _, end in (gap.partition("/") for gap in row.gaps)),
    )


def _list_stretches(row: Coverage, first: date, span: int, today: date) -> Iterable[Stretch]:
    """The time watched without its gaps."""
    at = row.watched_from
    last = row.watched_to or today
    gaps = sorted(
        (date.fromisoformat(a), date.fromisoformat(b)) for a, b in (gap.split("/") for gap in row.gaps)
    )
    for start, end in [*gaps, (last, last)]:
        if start > at:
            yield Stretch(
                left=1000 * (at - first).days // span, width=max(1000 * (start - at).days // span, 2)
            )
        at = max(at, end + timedelta(days=1))
