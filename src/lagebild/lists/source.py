"""What every list reader is given and gives back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from lagebild.model.entity import parse_entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate
from lagebild.model.problem import Problem

FieldState = Literal["mapped", "ignored", "problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """One list as its publisher offers it.

    Attributes:
        id: Stable id, such as `un-sc`; entity ids begin with it.
        authority: Id of who lists, such as `UNSC`; listing ids begin with it.
        name: The list's name per language code.
        publisher: Who publishes the file.
        homepage: The page that describes the list.
        format: What the reader reads, in words.
        form: Short name of that format where the list is published in several, such as `csv`; editions of two
            forms are compared by what they say, not field by field.
        key: `authority` where `Listing.reference` is the authority's own number; `derived` where the reader
            makes a key, which may change with a correction (`find_rekeys`).
        is_collection: Whether it gathers the lists of others, so that an entry is no listing by an authority of its
            own, and may be of persons whom nobody sanctions.
        reader_version: Raised with each change of what the reader makes of the same bytes.
    """

    id: str
    authority: str
    name: Mapping[str, str]
    publisher: str
    homepage: str
    format: str
    form: str = ""
    key: Literal["authority", "derived"] = "authority"
    is_collection: bool = False
    reader_version: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAccount:
    """What became of every occurrence of one element or attribute.

    Attributes:
        state: What the reader does with the field; `problem` where it does not know it.
        note: Where it goes (mapped) or why it is left (ignored).
        mapped: Occurrences whose value was taken over.
        ignored: Occurrences left by name.
        empty: Occurrences without a value, or with a placeholder such as `null`.
        problem: Occurrences whose value was lost; each has a Problem.
    """

    state: FieldState
    note: str
    mapped: int = 0
    ignored: int = 0
    empty: int = 0
    problem: int = 0

    @property
    def total(self) -> int:
        """All occurrences."""
        return self.mapped + self.ignored + self.empty + self.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedList:
    """One edition of a list, read.

    Attributes:
        source: Which list.
        dated_at: The day of the edition as the file states it, ISO 8601; None where it does not say.
        dated_raw: That statement as published, or None.
        entries: In the file's order.
        problems: Everything that could not be taken as it stands.
        accounted: Path of each element and attribute of the file to what became of it; nothing is left out.
    """

    source: ListSource
    dated_at: str | None
    dated_raw: str | None
    entries: tuple[ListEntry, ...]
    problems: tuple[Problem, ...]
    accounted: Mapping[str, FieldAccount] = field(default_factory=dict)

    def count_by_schema(self) -> dict[str, int]:
        """How many entries of each FollowTheMoney schema."""
        return dict(sorted(Counter(entry.entity.schema for entry in self.entries).items()))

    def count_by_programme(self) -> dict[str, int]:
        """How many entries each programme has; an entry of two counts in both, one of none under the empty name."""
        named = (name for entry in self.entries for name in entry.listing.programmes or ("",))
        return dict(sorted(Counter(named).items()))

    def find_latest_day(self, *, not_after: str) -> str | None:
        """The latest full day that any entry's listing states, up to a day; None where none states one.

        An edition that tells what happened on a day is not older than it.
        """
        days = (
            date.value
            for entry in self.entries
            for date in entry.listing.dates
            if len(date.value) == len("YYYY-MM-DD") and date.value <= not_after
        )
        return max(days, default=None)

    def to_json(self) -> dict[str, Any]:
        """The edition as plain JSON values."""
        return {
            "source": self.source.id,
            "dated_at": self.dated_at,
            "dated_raw": self.dated_raw,
            "entries": [entry.to_json() for entry in self.entries],
            "problems": [problem.to_json() for problem in self.problems],
        }


def parse_entry(raw: Mapping[str, Any]) -> ListEntry:
    """The entry from the JSON form that `ListEntry.to_json` gives: an edition stored earlier, to compare with.

    Entries stored before 2026-11-22 name one `programme` and neither measures nor related entities.

    Raises:
        ValueError: A part is missing or of another shape.
    """
    try:
        listing = dict(raw["listing"])
        dates = tuple(ListingDate(**date) for date in listing.pop("dates"))
        programmes = listing.pop("programmes", None) or [listing.pop("programme", None)]
        return ListEntry(
            entity=parse_entity(raw["entity"]),
            listing=Listing(
                **{**listing, "measures": tuple(listing.get("measures", ()))},
                programmes=tuple(filter(None, programmes)),
                dates=dates,
            ),
            names=tuple(EntityName(**name) for name in raw["names"]),
            raw={field_name: list(values) for field_name, values in raw["raw"].items()},
            related=tuple(parse_entity(entity) for entity in raw.get("related", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a list entry: {error}") from error


class ListReader(Protocol):
    """One list format; a package or module with these four names is one."""

    SOURCE: ListSource

    def recognises(self, content: bytes, *, name: str) -> bool:
        """Whether the content claims to be this format; cheap, and no promise that it can be read."""
        ...

    def parse(self, content: bytes, *, source: str) -> ParsedList:
        """The list read from the content; `source` names the content in problems."""
        ...

    def locate_entry(self, content: bytes, reference: str) -> tuple[int, int] | None:
        """The bytes `[start, end)` of the entry with a reference.

        None where the edition holds no such entry, or where it has no one place in the bytes (compressed tables).
        """
        ...
