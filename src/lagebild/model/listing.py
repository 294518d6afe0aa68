"""One authority's designation of an entity, with every date by its kind."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from lagebild.model.entity import Entity

ListingDateKind = Literal["designated_on", "legal_act_on", "amended_on", "delisted_on"]
ActRole = Literal["listing", "amendment", "recast", "repeal"]
NameKind = Literal["primary", "alias", "former", "weak", "original_script"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingDate:
    """A date that an authority states of a listing, with the field that it was read from.

    Attributes:
        kind: What happened on it.
        value: An ISO 8601 prefix: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; never filled up.
        field: The element, column or sentence that it was read from.
        act: The legal act, where the date is one's; else None.
        role: What that act did to this entity; None where no act is named.
    """

    kind: ListingDateKind
    value: str
    field: str
    act: str | None = None
    role: ActRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """One name as the list gives it.

    Attributes:
        value: As published, outer space removed.
        kind: What the list says of it; `weak` where the list calls it low quality.
        script: ISO 15924 code of the characters, such as `Latn`, `Hang`, `Arab`; `Zyyy` where none.
        quality_raw: The list's own word, such as `Good`, `a.k.a.`; None where it has none.
        note: What the list adds to this name, or None.
    """

    value: str
    kind: NameKind
    script: str
    quality_raw: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One authority's designation of one entity.

    Attributes:
        id: `<authority>:<reference>`, stable across editions.
        authority: Id of the authority, such as `UNSC`.
        programme: As the authority names it, such as `DPRK`.
        reference: The authority's own number, such as `KPe.001`.
        entity_id: The id of the listed entity.
        dates: Every date that the entry states, by kind.
        legal_basis: As stated, or None.
        reason: The authority's remark or reason in its own words, or None.
    """

    id: str
    authority: str
    programme: str | None
    reference: str
    entity_id: str
    dates: tuple[ListingDate, ...] = ()
    legal_basis: str | None = None
    reason: str | None = None

    def dates_of(self, kind: ListingDateKind) -> tuple[str, ...]:
        """All values of one kind of date, sorted, without repetition."""
        return tuple(sorted({date.value for date in self.dates if date.kind == kind}))

    @property
    def designated_on(self) -> str | None:
        """The earliest date on which the authority says that it designated this entity; None if it does not say."""
        values = self.dates_of("designated_on")
        return values[0] if values else None

    @property
    def amended_on(self) -> str | None:
        """The latest amendment that the authority states, or None."""
        values = self.dates_of("amended_on")
        return values[-1] if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry of a list: the entity, its listing, and its names with their quality.

    `raw` holds the entry's fields as published (path to values), so that a change can be shown field by field
    and in the authority's own words.
    """

    entity: Entity
    listing: Listing
    names: tuple[EntityName, ...]
    raw: dict[str, list[str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The entry as plain JSON values, for storage and hashing."""
        return {
            "entity": self.entity.to_json(),
            "listing": asdict(self.listing),
            "names": [asdict(name) for name in self.names],
            "raw": self.raw,
        }
