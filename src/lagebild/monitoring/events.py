"""Events of one reading as monitoring sees them: parties, date, and which tell the same thing again."""

from dataclasses import dataclass
from typing import Any

from lagebild.model.annotation import Annotation, Factuality
from lagebild.model.incident import Reading

HAPPENED: frozenset[Factuality] = frozenset({"asserted", "assessed", "reported", "alleged"})
"""Factualities under which someone says that it happened.

All others (planned, possible, conditional, negated …) are tellings about it, but no ground to hold that it
happened.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One event annotation with its norm unpacked.

    Attributes:
        reading: The reading it stands in.
        annotation: The annotation.
        subtype: As in the output contract; empty where the reader gave none.
        actors: Who did it, sorted.
        recipients: To or for whom, sorted.
        date: As told, or None.
    """

    reading: Reading
    annotation: Annotation
    subtype: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None

    @property
    def happened(self) -> bool:
        """Whether the speaker says that it happened."""
        return self.annotation.factuality in HAPPENED


def list_events(reading: Reading) -> list[Event]:
    """All events of a reading in text order."""
    notes = sorted(
        (note for note in reading.annotations if note.layer == "event"), key=lambda note: note.start
    )
    return [_unpack(reading, note) for note in notes]


def list_first_tellings(events: list[Event]) -> list[Event]:
    """The events of one reading without those that tell the same thing again with nothing new.

    An event marked `same_as` is left out where the event it points to has its subtype and also tells it as
    happened (or also not); a denial of an earlier telling is kept, since it says something else.
    """
    return [event for event in events if not _is_repeated(event, find_same(event, events))]


def find_same(event: Event, events: list[Event]) -> Event | None:
    """The earliest event that this one is marked the same as, or None.

    `same_as` is an annotation's id, or the index of the event within its document.
    """
    seen = {event.annotation.id}
    found = None
    pointer: Any = event.annotation.norm.get("same_as")
    while pointer is not None:
        target = _resolve(pointer, events)
        if target is None or target.annotation.id in seen:
            break
        seen.add(target.annotation.id)
        found, pointer = target, target.annotation.norm.get("same_as")
    return found


def list_ids(value: object) -> tuple[str, ...]:
    """The ids in a norm's list field, sorted and each once; empty where it holds none."""
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(sorted({item for item in value if isinstance(item, str) and item}))


def _unpack(reading: Reading, note: Annotation) -> Event:
    date = note.norm.get("date")
    return Event(
        reading=reading,
        annotation=note,
        subtype=str(note.norm.get("subtype") or ""),
        actors=list_ids(note.norm.get("actor")),
        recipients=list_ids(note.norm.get("recipient")),
        date=date if isinstance(date, str) and date else None,
    )


def _resolve(pointer: object, events: list[Event]) -> Event | None:
    if isinstance(pointer, int):
        return events[pointer] if 0 <= pointer < len(events) else None
    return next((event for event in events if event.annotation.id == pointer), None)


def _is_repeated(event: Event, same: Event | None) -> bool:
    return same is not None and same.subtype == event.subtype and same.happened == event.happened
