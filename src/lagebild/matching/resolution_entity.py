"""One entity as the rules of joining see it: every entry that bears its id, taken together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lagebild.model.entity import Entity, is_a
from lagebild.model.listing import ListEntry

Family = Literal["person", "organisation", "vessel", "aircraft", "security", "legal", "other"]

_FAMILIES: tuple[tuple[str, Family], ...] = (
    ("Person", "person"),
    ("Organization", "organisation"),
    ("Vessel", "vessel"),
    ("Airplane", "aircraft"),
    ("Security", "security"),
    ("LegalEntity", "legal"),
)
"""FollowTheMoney's schemata, the narrower before the wider: an entity is of the first that it extends."""


@cache
def family_of(schema: str) -> Family:
    """What kind of thing a schema is; `legal` is a person or an organisation, the list does not say which."""
    return next((family for ancestor, family in _FAMILIES if is_a(schema, ancestor)), "other")


@dataclass(frozen=True, slots=True)
class ResolvableEntity:
    """An entity with what its entries say of it.

    Attributes:
        id: The entity's id.
        caption: Its main name.
        schema: FollowTheMoney schema.
        authorities: Who lists it, sorted.
        references: The authorities' own numbers for it, by authority, sorted.
        un_references: The UN references that the lists give of it in a place of their own, sorted.
        entities: The entity as each different entry gives it.
        related: Passports, identity cards and so on, its own and others'.
        names: Every name, sorted, without repetition.
    """

    id: str
    caption: str
    schema: str
    authorities: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    un_references: tuple[str, ...]
    entities: tuple[Entity, ...]
    related: tuple[Entity, ...]
    names: tuple[str, ...]

    @property
    def family(self) -> Family:
        """What kind of thing it is."""
        return family_of(self.schema)

    def get(self, property_name: str) -> tuple[str, ...]:
        """The values of one property in all its entries, without repetition."""
        if len(self.entities) == 1:
            return self.entities[0].get(property_name)
        found = (value for entity in self.entities for value in entity.get(property_name))
        return tuple(dict.fromkeys(found))

    @property
    def documents(self) -> tuple[Entity, ...]:
        """The passports and other documents that are its own."""
        return tuple(
            one
            for one in self.related
            if is_a(one.schema, "Identification") and (not one.get("holder") or self.id in one.get("holder"))
        )


def gather_entities(entries: Iterable[ListEntry]) -> dict[str, ResolvableEntity]:
    """The entities of all entries by id, sorted; entries of one entity are taken together."""
    by_id: dict[str, list[ListEntry]] = {}
    for entry in entries:
        by_id.setdefault(entry.entity.id, []).append(entry)
    return {entity_id: _gather(by_id[entity_id]) for entity_id in sorted(by_id)}


def _gather(entries: list[ListEntry]) -> ResolvableEntity:
    entities = _unique([entry.entity for entry in entries])
    first = entities[0]
    names = [name.value for entry in entries for name in entry.names]
    names += [name for entity in entities for name in entity.names]
    listings = {(entry.listing.authority, entry.listing.reference) for entry in entries}
    return ResolvableEntity(
        id=first.id,
        caption=first.caption,
        schema=first.schema,
        authorities=tuple(sorted({authority for authority, _ in listings})),
        references=tuple(sorted(listings)),
        un_references=tuple(sorted({entry.listing.unsc_id for entry in entries if entry.listing.unsc_id})),
        entities=entities,
        related=_unique([one for entry in entries for one in entry.related]),
        names=tuple(sorted(set(names))),
    )


def _unique(entities: list[Entity]) -> tuple[Entity, ...]:
    """The different ones in an order that does not depend on the entries' order."""
    if len(entities) < 2:  # noqa: PLR2004  # one has no order
        return tuple(entities)
    keyed = {
        (one.id, one.schema, one.caption, tuple(sorted(one.properties.items()))): one for one in entities
    }
    return tuple(keyed[key] for key in sorted(keyed))
