"""Events in several documents → incidents: one thing in the world, by regime, kind, parties and time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.model.incident import EventRef, Incident, Reading
from lagebild.model.provision import IncidentType, Regime
from lagebild.monitoring.events import Event, list_events, list_first_tellings
from lagebild.monitoring.periods import Period, list_told_ends, parse_period

PAUSE = timedelta(days=366)
"""Dated tellings of a running conduct that lie further apart are two incidents.

Source: our own choice, docs/method/findings.en.md; a year, since a Security Council report covers one.
"""

_Parties = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Group:
    """Events of one kind in one regime whose parties and time fit together."""

    regime: Regime
    kind: IncidentType
    parties: _Parties
    events: tuple[Event, ...]


def propose_incidents(readings: Sequence[Reading], regimes: Sequence[Regime]) -> list[Incident]:
    """Every incident that the events of the readings tell of, sorted by key.

    An event fits an incident type by its subtype and by whether the regime's target is among its actors or
    recipients. An incident needs at least one telling that says it happened; denials, plans and conditionals
    attach to such an incident as tellings and make none by themselves. An event that a document tells again
    counts once.

    Args:
        readings: Documents with their annotations, in any order.
        regimes: The rules that say what kinds of incident there are.

    Returns:
        The same incidents with the same keys, whatever the order of the readings.
    """
    events = [event for reading in readings for event in list_first_tellings(list_events(reading))]
    incidents = [
        _make_incident(part, index if len(parts) > 1 else None)
        for group in _group_by_parties(events, regimes)
        for parts in [_split_by_time(group)]
        for index, part in enumerate(parts)
        if any(event.happened for event in part.events)
    ]
    return sorted(incidents, key=lambda incident: incident.key)


def is_of_type(event: Event, kind: IncidentType, target: str) -> bool:
    """Whether an event may tell of this kind of incident under a regime against `target`."""
    if event.subtype not in kind.event_subtypes:
        return False
    if kind.actor_is_target is None:
        return target in event.actors or target in event.recipients
    return target in (event.actors if kind.actor_is_target else event.recipients)


def _group_by_parties(events: Sequence[Event], regimes: Sequence[Regime]) -> list[_Group]:
    groups = []
    for regime in regimes:
        for kind in regime.incident_types:
            matching = [event for event in events if is_of_type(event, kind, regime.target)]
            groups += [
                _Group(regime, kind, parties, tuple(found))
                for parties, found in _join_parties(matching).items()
            ]
    return groups


def _join_parties(events: Iterable[Event]) -> dict[_Parties, list[Event]]:
    """Events by parties; one that leaves a side open joins the only group that fills it."""
    told: dict[_Parties, list[Event]] = defaultdict(list)
    for event in events:
        told[event.actors, event.recipients].append(event)
    joined: dict[_Parties, list[Event]] = defaultdict(list)
    for parties, found in told.items():
        fuller = [other for other in told if other != parties and _fills(other, parties)]
        joined[fuller[0] if len(fuller) == 1 else parties] += found
    return joined


def _fills(fuller: _Parties, open_one: _Parties) -> bool:
    """Whether the one says all that the other says, and fills a side that the other leaves open."""
    sides = list(zip(fuller, open_one, strict=True))
    return all(full == side or not side for full, side in sides) and all(full for full, _ in sides)


def _split_by_time(group: _Group) -> list[_Group]:
    """The parts of a group that are one incident each, in order of time."""
    dated = [(period, event) for event in group.events if (period := _read_period(event)) is not None]
    undated = [event for event in group.events if _read_period(event) is None]
    clusters = _cluster_acts(dated) if group.kind.single_act else _cluster_conduct(dated)
    return [
        _Group(group.regime, group.kind, group.parties, tuple(part))
        for part in _place_undated(clusters, undated, single_act=group.kind.single_act)
    ]


def _read_period(event: Event) -> Period | None:
    """The days of an event; an open start (`/b`) counts from its end."""
    period = parse_period(event.date)
    if period is not None and period.first is None:
        return Period(period.last, period.last)
    return period


def _cluster_conduct(dated: list[tuple[Period, Event]]) -> list[list[Event]]:
    """Dated tellings of a running conduct, parted where more than `PAUSE` lies between them."""
    clusters: list[list[Event]] = []
    reach = date.min
    for period, event in sorted(dated, key=lambda pair: _sort_key(*pair)):
        first = period.first or date.min
        if clusters and first - reach <= PAUSE:
            clusters[-1].append(event)
        else:
            clusters.append([event])
        reach = max(reach, period.last or date.max)
    return clusters


def _cluster_acts(dated: list[tuple[Period, Event]]) -> list[list[Event]]:
    """Dated tellings of single acts: exact ones first, a vaguer one joins the only act that it may mean."""
    acts: list[tuple[Period, list[Event]]] = []
    for period, event in sorted(dated, key=lambda pair: (_measure(pair[0]), _sort_key(*pair))):
        possible = [act for act in acts if act[0].is_within(period)]
        same = [act for act in possible if act[0] == period]
        if same or len(possible) == 1:
            (same or possible)[0][1].append(event)
        else:
            acts.append((period, [event]))
    return [events for _, events in sorted(acts, key=lambda act: _sort_key(act[0], act[1][0]))]


def _place_undated(
    clusters: list[list[Event]], undated: list[Event], *, single_act: bool
) -> list[list[Event]]:
    """Undated tellings beside dated ones: they join one act or a conduct, but not one of several acts."""
    if not undated:
        return clusters
    if not clusters or (single_act and len(clusters) > 1):
        return [undated, *clusters]
    return [*clusters[:-1], [*clusters[-1], *undated]]


def _measure(period: Period) -> int:
    if period.first is None or period.last is None:
        return date.max.toordinal()
    return (period.last - period.first).days


def _sort_key(period: Period, event: Event) -> tuple[date, date, str, int]:
    return period.first or date.min, period.last or date.max, event.reading.key, event.annotation.start


def _make_incident(group: _Group, index: int | None) -> Incident:
    actors, recipients = group.parties
    low, high = _find_ends(
        [event for event in group.events if event.happened], single_act=group.kind.single_act
    )
    return Incident(
        key=_make_key(group, low, is_one_of_several=index is not None),
        regime_id=group.regime.id,
        type_id=group.kind.id,
        actors=actors,
        recipients=recipients,
        date_low=low,
        date_high=high,
        tellings=tuple(
            EventRef(document_key=e.reading.key, annotation=e.annotation) for e in _sort_events(group)
        ),
    )


def _sort_events(group: _Group) -> list[Event]:
    return sorted(
        group.events, key=lambda e: (e.reading.document.date or "9999", e.reading.key, e.annotation.start)
    )


def _find_ends(events: list[Event], *, single_act: bool) -> tuple[str | None, str | None]:
    """Earliest and latest date told among the events, as ISO 8601 prefixes.

    Of a single act a vaguer date says less, not another day: `2024-10` gives way to `2024-10-31`.
    """
    ends = [list_told_ends(event.date) for event in events]
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends if high is not None]
    is_open = any(low is not None and high is None for low, high in ends)
    if single_act:
        lows, highs = _list_narrowest(lows), _list_narrowest(highs)
    return min(lows, default=None), None if is_open else max(highs, default=None)


def _list_narrowest(dates: list[str]) -> list[str]:
    return [told for told in dates if not any(other != told and other.startswith(told) for other in dates)]


def _make_key(group: _Group, low: str | None, *, is_one_of_several: bool) -> str:
    """Regime, type, actors, recipients; then a single act's date, or the year of one of several conducts."""
    actors, recipients = group.parties
    parts = [group.regime.id, group.kind.id, _name_parties(actors), _name_parties(recipients)]
    if low is not None and group.kind.single_act:
        parts.append(low)
    elif low is not None and is_one_of_several:
        parts.append(low[:4])
    return ".".join(parts)


def _name_parties(parties: tuple[str, ...]) -> str:
    return "+".join(re.sub(r"[^\w]+", "-", party) for party in parties) or "-"
