"""One entry while it is read: what every reader does with names, countries, dates and numbers, in one way."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lagebild.lists.account import Log
from lagebild.lists.identifiers import IDENTIFIER_KINDS, Identifier, check_identifier
from lagebild.lists.source import ListSource
from lagebild.model.entity import Entity, clean_property, has_property, is_a, make_entity
from lagebild.model.listing import (
    ActRole,
    EntityName,
    ListEntry,
    Listing,
    ListingDate,
    ListingDateKind,
    NameKind,
)
from lagebild.text.names import script_of

Place = TypeVar("Place", bound=Hashable)

NAME_PROPERTIES: dict[NameKind, str] = {
    "primary": "name",
    "original_script": "name",
    "alias": "alias",
    "former": "previousName",
    "weak": "weakAlias",
}
"""Kind of a name to the FollowTheMoney property that holds it."""

RELATED_ID_LENGTH = 12
"""Hexadecimal digits of the hash in a related entity's id: of its content, so that it stays over editions."""


def make_related(entity_id: str, schema: str, properties: Mapping[str, Sequence[str]]) -> Entity:
    """A further entity that belongs to an entry; its id is made of the entry's and of its own content."""
    told = "\x1f".join(
        [schema, *(f"{name}={value}" for name in sorted(properties) for value in properties[name])]
    )
    digest = hashlib.sha256(told.encode()).hexdigest()[:RELATED_ID_LENGTH]
    return make_entity(schema=schema, entity_id=f"{entity_id}-{digest}", properties=properties)


@dataclass(slots=True, kw_only=True)
class EntryDraft(Generic[Place]):
    """What is read of one entry while it is read.

    Attributes:
        source: The list.
        log: Where problems go.
        place: Where the entry stands; problems without a nearer place are noted there.
        prefix: What the codes of problems begin with, such as `eu`.
        reference: The authority's number, or the reader's key.
        schema: FollowTheMoney schema; may be set until `build`.
    """

    source: ListSource
    log: Log[Place]
    place: Place
    prefix: str
    reference: str
    schema: str = "LegalEntity"
    names: list[EntityName] = field(default_factory=list)
    properties: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    programmes: list[str] = field(default_factory=list)
    dates: list[ListingDate] = field(default_factory=list)
    related: list[Entity] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    raw: dict[str, list[str]] = field(default_factory=dict)
    legal_basis: str | None = None
    reason: str | None = None
    unsc_id: str | None = None

    @property
    def entity_id(self) -> str:
        """The entity's id: source and reference."""
        return f"{self.source.id}-{self.reference}"

    def note(self, code: str, message: str, *, place: Place | None = None) -> None:
        """Note what the reader of the problems should know; no value is lost by it."""
        self.log.note(self.place if place is None else place, f"{self.prefix}-{code}", message)

    def add_name(
        self,
        value: str,
        kind: NameKind,
        *,
        quality_raw: str | None = None,
        note: str | None = None,
        lang: str | None = None,
    ) -> None:
        """Add a name as published, once per kind and language; empty ones are left out."""
        value = " ".join(value.split())
        name = EntityName(
            value=value,
            kind=kind,
            script=script_of(value),
            quality_raw=quality_raw or None,
            note=note or None,
            lang=lang or None,
        )
        if value and name not in self.names:
            self.names.append(name)

    def add(self, property_name: str, *values: str) -> None:
        """Add values of a FollowTheMoney property as published; empty and repeated ones are left out at the end."""
        self.properties[property_name].extend(value for value in values if value and value.strip())

    def add_note(self, label: str, value: str) -> None:
        """Keep what no property holds as text, with its label."""
        if value.strip():
            self.properties["notes"].append(f"{label}: {value.strip()}" if label else value.strip())

    def add_country(
        self, property_name: str, raw: str, *, label: str, place: Place | None = None
    ) -> str | None:
        """Add a country by its code; what names no country that has one is kept as a note and told.

        Returns:
            The code in lower case, or None.
        """
        if not raw.strip():
            return None
        code = clean_property("LegalEntity", "country", raw.strip())
        if code is None:
            self.note(
                "country-unknown",
                f"{raw.strip()!r} is no country with a code; it is kept as text.",
                place=place,
            )
            self.add_note(label, raw)
            return None
        self.properties[property_name].append(code)
        return code

    def add_date(
        self,
        kind: ListingDateKind,
        value: str,
        *,
        read_from: str,
        act: str | None = None,
        role: ActRole | None = None,
    ) -> None:
        """Add a date of the listing, once; `value` is an ISO 8601 prefix and `read_from` the field it stood in."""
        found = ListingDate(kind=kind, value=value, field=read_from, act=act or None, role=role)
        if found not in self.dates:
            self.dates.append(found)

    def add_identifier(self, identifier: Identifier, *, place: Place | None = None) -> bool:
        """Add a number: to its property if it is valid, else to the notes with a Problem.

        Numbers of documents and registers become a related Identification or Passport too, which alone can say
        of which country they are; not of ships and aircraft, which FollowTheMoney lets hold none.

        Returns:
            Whether it is valid.
        """
        checked = check_identifier(identifier, self.schema)
        if checked is None:
            message = (
                f"{identifier.value!r} is no valid {IDENTIFIER_KINDS[identifier.kind].label} "
                "(check digit or shape); it is kept as text."
            )
            self.note("identifier-invalid", message, place=place)
            self.add_note(identifier.label_raw or IDENTIFIER_KINDS[identifier.kind].label, identifier.text)
            return False
        property_name, value = checked
        if property_name is None:
            self.add_note(identifier.label_raw or IDENTIFIER_KINDS[identifier.kind].label, identifier.text)
        else:
            self.properties[property_name].append(value)
        if IDENTIFIER_KINDS[identifier.kind].is_document and is_a(self.schema, "LegalEntity"):
            self.relate(
                "Passport" if identifier.kind == "passport" else "Identification",
                {
                    "holder": [self.entity_id],
                    "number": [value],
                    "country": [identifier.country or ""],
                    "type": [identifier.label_raw or IDENTIFIER_KINDS[identifier.kind].label],
                    "startDate": [identifier.issued_on or ""],
                    "endDate": [identifier.expires_on or ""],
                    "authority": [identifier.authority or ""],
                    "summary": [identifier.note or ""],
                },
            )
        return True

    def relate(self, schema: str, properties: dict[str, list[str]]) -> Entity:
        """Add a further entity that belongs to this entry; its id is made of its content."""
        entity = make_related(self.entity_id, schema, properties)
        if entity.id not in {other.id for other in self.related}:
            self.related.append(entity)
        return entity

    def build(self) -> ListEntry | None:
        """The entry; None with a Problem of severity error where it has no reference or no name at all.

        A property that the final schema does not have is kept as a note under its name.
        """
        if not self.reference or not self.names:
            missing, code = (
                ("reference", "reference-missing") if not self.reference else ("name", "name-missing")
            )
            known = self.reference or (self.names[0].value if self.names else "nothing else is known of it")
            message = f"The entry ({known}) has no {missing} and is not read; ask the publisher."
            self.log.note(self.place, f"{self.prefix}-{code}", message, severity="error")
            return None
        entity = self._build_entity()
        listing = Listing(
            id=f"{self.source.authority}:{self.reference}",
            authority=self.source.authority,
            programmes=tuple(dict.fromkeys(filter(None, self.programmes))),
            reference=self.reference,
            entity_id=entity.id,
            dates=tuple(self.dates),
            legal_basis=self.legal_basis or None,
            reason=self.reason or None,
            unsc_id=self.unsc_id or None,
            measures=tuple(dict.fromkeys(filter(None, self.measures))),
        )
        return ListEntry(
            entity=entity, listing=listing, names=tuple(self.names), raw=self.raw, related=tuple(self.related)
        )

    def _build_entity(self) -> Entity:
        properties: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            wanted = NAME_PROPERTIES[name.kind]
            properties[wanted if has_property(self.schema, wanted) else "alias"].append(name.value)
        for property_name, values in self.properties.items():
            if has_property(self.schema, property_name):
                properties[property_name].extend(values)
            else:
                properties["notes"].extend(f"{property_name}: {value}" for value in values)
        return make_entity(schema=self.schema, entity_id=self.entity_id, properties=properties)
