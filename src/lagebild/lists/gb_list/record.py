"""One designation of a British list, whatever the form of the file: its values with their places."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)

LOSABLE = frozenset({"type", "regime", "designated", "listed", "updated", "group_id", "source", "gender"})
"""Fields whose values may be refused: all their places are kept, of the others only the first.

One designation takes up to 3,780 rows of the official CSV, which multiplies names, addresses and numbers with each
other. Source: docs/sources/gb_uksl.md.
"""

NAME_PARTS = 6


@dataclass(slots=True, kw_only=True)
class Record(Generic[Place]):
    """What one designation says.

    Attributes:
        reference: The authority's number.
        place: Where the designation begins.
        rows: Every place that is wholly about it: rows of a table, the one element of XML.
        fields: Name of a field to its distinct values, each a tuple of parts in the order of `FIELDS`, with the
            places where it stands.
        raw: The fields as published: heading or path to distinct values.
    """

    reference: str
    place: Place
    rows: list[Place] = field(default_factory=list)
    fields: dict[str, dict[tuple[str, ...], list[Place]]] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, parts: tuple[str, ...], place: Place) -> None:
        """Add a value once; a value whose parts are all empty is left out."""
        if not any(parts):
            return
        places = self.fields.setdefault(name, {}).setdefault(parts, [])
        if not places or name in LOSABLE:
            places.append(place)

    def get(self, name: str) -> Mapping[tuple[str, ...], list[Place]]:
        """The distinct values of a field, in order, with their places."""
        return self.fields.get(name, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How a list calls its fields, and which of them have one value for each designation.

    Attributes:
        labels: Name of a field to the list's word for it, the same in all its forms; notes begin with it.
        read_from: Name of a field to the heading or element of this form.
        single: Fields that have one value; a second one contradicts.
        dates: Which fields hold days of designation.
    """

    labels: Mapping[str, str]
    read_from: Mapping[str, str]
    single: frozenset[str]
    dates: tuple[str, ...]

    def label(self, name: str) -> str:
        """The list's word for a field."""
        return self.labels.get(name, name)

    def place(self, name: str) -> str:
        """The heading or element that a field was read from."""
        return self.read_from.get(name) or self.label(name)
