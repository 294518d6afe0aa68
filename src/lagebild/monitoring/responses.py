"""What states and bodies did: responses read from positions and events, and the table of who did what."""

import re
from collections.abc import Collection, Iterable, Sequence

from lagebild.model.annotation import Annotation
from lagebild.model.incident import Coverage, Reading, Response, ResponseCell, ResponseKind
from lagebild.model.provision import Regime
from lagebild.monitoring.events import Event, list_events, list_first_tellings, list_ids
from lagebild.monitoring.periods import parse_period

POSITION_KINDS: dict[str, ResponseKind] = {
    "CONDEMN": "statement",
    "CONCERN": "statement",
    "REJECT": "statement",
    "WARN": "statement",
    "ACCUSE": "statement",
    "ASSESS_VIOLATION": "statement",
    "RESERVE": "statement",
    "DEMAND": "demand",
}
"""Position classes that answer somebody's conduct; a SUPPORT or WELCOME is no response."""

EVENT_KINDS: dict[str, ResponseKind] = {
    "diplomatic_summons": "summons",
    "sanctions_imposed": "listing",
    "mechanism_founded": "mechanism",
    "joined_mechanism": "mechanism",
    "veto": "vote",
    "vote": "vote",
    "joint_statement": "statement",
}
"""Event subtypes that are a response by their actors."""


_STATE = re.compile(r"[A-Z]{2}")


def collect_responses(readings: Iterable[Reading]) -> list[Response]:
    """The responses that the readings tell of, by document and place, one per state.

    A document that takes the same kind of position towards the same addressees several times gives one
    response, at its first place. Persons and organisations are no states; a party is never taken to respond
    to itself alone.

    Returns:
        Responses; `on` is the event's own date, for a position of the document's issuers the document's date,
        and None where the record does not say.
    """
    found: dict[tuple[object, ...], Response] = {}
    for reading in readings:
        for response in (*_read_positions(reading), *_read_events(reading)):
            key = (response.document_key, response.state, response.kind, response.on, response.towards)
            found.setdefault(key, response)
    return sorted(found.values(), key=lambda item: (item.document_key, item.annotation.start, item.state))


def list_responses_towards(responses: Iterable[Response], parties: Collection[str]) -> list[Response]:
    """The responses that may concern these parties, such as an incident's actors.

    A response is kept if it names one of them, and if it names no state at all: a summons says whom, the founding of
    a body or a veto often does not. One that names other states alone is left out.
    """
    return [
        response
        for response in responses
        if not _names_state(response.towards) or any(party in parties for party in response.towards)
    ]


def build_response_table(
    states: Sequence[str], responses: Iterable[Response], coverage: Iterable[Coverage]
) -> list[ResponseCell]:
    """One cell per state asked for, in the order given.

    A cell without responses says "nothing in the record" of the sources in `watched`; where `watched` is
    empty too, nobody looked. No cell says that a state did not act.
    """
    responses, coverage = list(responses), list(coverage)
    return [
        ResponseCell(
            state=state,
            responses=tuple(item for item in responses if item.state == state),
            watched=tuple(item for item in coverage if item.state == state),
        )
        for state in dict.fromkeys(states)
    ]


def list_group_states(regimes: Iterable[Regime]) -> tuple[str, ...]:
    """The states and bodies of all groups of the regimes, sorted: of whom the response table speaks."""
    groups = (group for regime in regimes for group in regime.groups)
    return tuple(sorted({state for group in groups for state in (*group.members, *group.also)}))


def _read_positions(reading: Reading) -> list[Response]:
    return [
        response
        for note in sorted(reading.annotations, key=lambda note: note.start)
        if note.layer == "position"
        and note.factuality != "negated"
        and (kind := POSITION_KINDS.get(str(note.norm.get("class")))) is not None
        for response in _read_position(reading, note, kind)
    ]


def _read_position(reading: Reading, note: Annotation, kind: ResponseKind) -> list[Response]:
    speakers = list_ids(note.norm.get("speaker")) or note.speaker
    return _make_responses(
        reading,
        note,
        kind,
        actors=speakers,
        towards=list_ids(note.norm.get("addressee")),
        on=reading.document.date if note.level == "document" else None,
    )


def _read_events(reading: Reading) -> list[Response]:
    return [
        response
        for event in list_first_tellings(list_events(reading))
        if event.happened and (kind := EVENT_KINDS.get(event.subtype)) is not None
        for response in _read_event(event, kind)
    ]


def _read_event(event: Event, kind: ResponseKind) -> list[Response]:
    return _make_responses(
        event.reading,
        event.annotation,
        kind,
        actors=event.actors,
        towards=event.recipients,
        on=event.date if _is_single_date(event.date) else None,
        beside=list_ids(event.annotation.norm.get("coordinated_with")),
    )


def _make_responses(
    reading: Reading,
    note: Annotation,
    kind: ResponseKind,
    *,
    actors: Iterable[str],
    towards: tuple[str, ...],
    on: str | None,
    beside: tuple[str, ...] = (),
) -> list[Response]:
    states = sorted({actor for actor in actors if ":" not in actor})
    return [
        Response(
            state=state,
            kind=kind,
            on=on,
            towards=towards,
            with_states=tuple(sorted({*states, *beside} - {state})),
            document_key=reading.key,
            annotation=note,
        )
        for state in states
        if towards != (state,)
    ]


def _names_state(parties: Iterable[str]) -> bool:
    """Whether one of the ids is a state's; `EU` and `UN` have two letters but are bodies."""
    return any(_STATE.fullmatch(party) and party not in ("EU", "UN") for party in parties)


def _is_single_date(value: str | None) -> bool:
    return parse_period(value) is not None and "/" not in str(value)
