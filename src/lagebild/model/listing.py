"""One authority's designation of an entity, with every date by its kind."""

from dataclasses import dataclass, field, fields
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
        lang: ISO 639-1 code of the language that the list states, such as `bg`; None where it states none.
    """

    value: str
    kind: NameKind
    script: str
    quality_raw: str | None = None
    note: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One authority's designation of one entity.

    Attributes:
        id: `<authority>:<reference>`, stable across editions.
        authority: Id of the authority, such as `UNSC`.
        programmes: As the authority names them, such as `DPRK`, in its order.
        reference: The authority's own number, such as `KPe.001`; where it gives none, the key that the reader
            makes (docs/sources says of each list how).
        entity_id: The id of the listed entity.
        dates: Every date that the entry states, by kind.
        legal_basis: As stated, or None.
        reason: The authority's remark or reason in its own words, or None.
        unsc_id: The Security Council's reference number, where the list gives it in a place of its own.
        measures: What is imposed, in the authority's words, such as `Travel Ban`; empty where it does not say.
    """

    id: str
    authority: str
    programmes: tuple[str, ...]
    reference: str
    entity_id: str
    dates: tuple[ListingDate, ...] = ()
    legal_basis: str | None = None
    reason: str | None = None
    unsc_id: str | None = None
    measures: tuple[str, ...] = ()

    @property
    def programme(self) -> str | None:
        """Its programmes in one line; None where the authority names none."""
        return "; ".join(self.programmes) or None

    def dates_of(self, kind: ListingDateKind) -> tuple[str, ...]:
        """All values of one kind of date, sorted, without repetition."""
        return tuple(sorted({date.value for date in self.dates if date.kind == kind}))

    @property
    def designated_on(self) -> str | None:
        """The earliest date on which the authority says that it designated this entity; None if it does not say."""
        values = self.dates_of("designated_on")
        return values[0] if values else None

    @property
    def has_ended(self) -> bool:
        """Whether the authority says that it took the entity off, and not that it listed it again after that.

        Some lists keep such entries (Switzerland, Japan, New Zealand); they are on the file and not listed.
        """
        ends, starts = self.dates_of("delisted_on"), self.dates_of("designated_on")
        return bool(ends) and (not starts or starts[-1] <= ends[-1])

    @property
    def amended_on(self) -> str | None:
        """The latest amendment that the authority states, or None."""
        values = self.dates_of("amended_on")
        return values[-1] if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry of a list: the entity, its listing, and its names with their quality.

    `raw` holds the entry's fields as published (path to values), so that a change can be shown field by field
    and in the authority's own words. `related` holds further FollowTheMoney entities that belong to the entry, each
    pointing at it: identity documents with their country (Passport, Identification), wallets, links to others.
    """

    entity: Entity
    listing: Listing
    names: tuple[EntityName, ...]
    raw: dict[str, list[str]] = field(default_factory=dict)
    related: tuple[Entity, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The entry as plain JSON values, for storage and hashing."""
        listing = _to_dict(self.listing, _LISTING_FIELDS)
        listing["dates"] = [_to_dict(date, _DATE_FIELDS) for date in self.listing.dates]
        listing["programmes"] = list(self.listing.programmes)
        listing["measures"] = list(self.listing.measures)
        return {
            "entity": self.entity.to_json(),
            "listing": listing,
            "names": [_to_dict(name, _NAME_FIELDS) for name in self.names],
            "raw": self.raw,
            "related": [entity.to_json() for entity in self.related],
        }


_DATE_FIELDS = tuple(item.name for item in fields(ListingDate))
_NAME_FIELDS = tuple(item.name for item in fields(EntityName))
_LISTING_FIELDS = tuple(item.name for item in fields(Listing))


def _to_dict(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a flat record: `dataclasses.asdict` copies each value deeply and takes ten times as long."""
    return {name: getattr(record, name) for name in names}
