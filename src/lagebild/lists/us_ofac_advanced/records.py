"""What is kept of OFAC's advanced files while they are read: small records, since the sections refer to each other."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lagebild.lists.account import Log
from lagebild.lists.us_ofac.clauses import Clause
from lagebild.model.listing import NameKind


class Spot(NamedTuple):
    """Where something stood in the file, when its element is long gone."""

    line: int
    path: str


class SpotLog(Log[Spot]):
    """Notes about what was read before; shares its problems with the log of the elements."""

    def locate(self, place: Spot) -> str:
        """The line and the element's path."""
        return f"line {place.line}: {place.path}"


@dataclass(slots=True)
class Location:
    """A place that parties refer to.

    Attributes:
        country: Its name as the file gives it; empty where it names none.
        parts: Its other parts in the order of an address.
        others: The same place in other scripts, each as one line.
        raw: As published, its parts named.
    """

    country: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    raw: str

    @property
    def text(self) -> str:
        """The whole place in one line."""
        return ", ".join((*self.parts, self.country) if self.country else self.parts)


@dataclass(slots=True)
class Item:
    """A feature or document: its clause, or its place.

    Attributes:
        spot: Where it stands.
        label: Its type in the file's words.
        clause: What it says, in the words of the CSV form; None for an address or a doubtful statement.
        location: The address, where it is one.
        note: What the file adds.
        raw: As published.
    """

    spot: Spot
    label: str
    clause: Clause | None
    location: Location | None
    note: str
    raw: str


@dataclass(slots=True)
class Name:
    """One spelling of a name."""

    value: str
    kind: NameKind
    quality_raw: str
    note: str


@dataclass(slots=True)
class Relation:
    """How a party stands to another one of the file."""

    spot: Spot
    to_profile: str
    role: str
    is_former: bool
    quality: str
    comment: str
    low: str | None
    high: str | None
    period: str


@dataclass(slots=True)
class Event:
    """What happened to a listing on a day."""

    kind: str
    value: str | None
    act: str
    comment: str


@dataclass(slots=True)
class SanctionsEntry:
    """A party's place on one of OFAC's lists."""

    spot: Spot
    list_name: str
    events: list[Event] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Party:
    """A party: its profile with all that refers to it."""

    spot: Spot
    reference: str
    profile: str
    kind: str
    comment: str
    names: list[Name] = field(default_factory=list)
    name_parts: list[tuple[str, str]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entries: list[SanctionsEntry] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    raw: dict[str, list[str]] = field(default_factory=dict)
