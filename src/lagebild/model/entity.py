"""A person, organisation, company, vessel or public body: the one door to FollowTheMoney."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from followthemoney.schema import Schema

CLEANED_KEPT = 8192
"""Cleaned values kept in memory; the countries and dates of all lists together are fewer."""

NAME_PROPERTIES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
"""FollowTheMoney's properties that hold names, the most telling first: captions follow this order."""

IDENTIFIER_PROPERTIES = (
    "imoNumber",
    "mmsi",
    "callSign",
    "leiCode",
    "swiftBic",
    "innCode",
    "ogrnCode",
    "registrationNumber",
    "passportNumber",
    "idNumber",
    "socialSecurityNumber",
    "taxNumber",
    "serialNumber",
    "dunsCode",
    "okpoCode",
    "kppCode",
    "vatCode",
    "licenseNumber",
    "isinCode",
    "publicKey",
)
"""FollowTheMoney properties that hold numbers of documents, registers, ships and banks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the FollowTheMoney model.

    Attributes:
        id: Stable id, such as `un-sc-KPe.001`.
        schema: FollowTheMoney schema name, such as `Person`.
        caption: Its main name, or the id where it has none.
        properties: FollowTheMoney property name to values, in the order given.
    """

    id: str
    schema: str
    caption: str
    properties: Mapping[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """The entity in FollowTheMoney's JSON form."""
        return {
            "id": self.id,
            "schema": self.schema,
            "caption": self.caption,
            "properties": {name: list(values) for name, values in self.properties.items()},
        }

    def get(self, property_name: str) -> tuple[str, ...]:
        """The values of one property; empty where it has none."""
        return self.properties.get(property_name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """Every name: main names, aliases, former and weak ones, without repetition, in that order."""
        found = (value for name in NAME_PROPERTIES for value in self.get(name))
        return tuple(dict.fromkeys(found))


@cache
def _get_schema(schema: str) -> "Schema":
    from followthemoney import model  # noqa: PLC0415  - takes most of a second, and most commands need no schema

    found = model.get(schema)
    if found is None:
        raise ValueError(f"FollowTheMoney has no schema {schema!r}")
    return found


def make_entity(*, schema: str, entity_id: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    """The entity of a schema; empty values are left out, repeated ones kept once, order kept.

    Raises:
        ValueError: The schema or a property does not exist in FollowTheMoney.
    """
    known = _get_schema(schema).properties
    kept: dict[str, tuple[str, ...]] = {}
    for name, values in properties.items():
        if name not in known:
            raise ValueError(f"FollowTheMoney's {schema} has no property {name!r}")
        unique = tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))
        if unique:
            kept[name] = unique
    caption = next((kept[name][0] for name in NAME_PROPERTIES if name in kept), entity_id)
    return Entity(id=entity_id, schema=schema, caption=caption, properties=kept)


def parse_entity(raw: Mapping[str, Any]) -> Entity:
    """The entity from FollowTheMoney's JSON form.

    Raises:
        ValueError: A part is missing, or the schema or a property does not exist.
    """
    try:
        return make_entity(schema=raw["schema"], entity_id=raw["id"], properties=raw["properties"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a FollowTheMoney entity: {error}") from error


def is_a(schema: str, ancestor: str) -> bool:
    """Whether a schema is the other one or extends it, such as Company and LegalEntity."""
    return _get_schema(schema).is_a(ancestor)


def has_property(schema: str, property_name: str) -> bool:
    """Whether entities of a schema can have a property."""
    return property_name in _get_schema(schema).properties


def has_schema(schema: str) -> bool:
    """Whether FollowTheMoney has a schema of this name."""
    try:
        _get_schema(schema)
    except ValueError:
        return False
    return True


def get_property_type(schema: str, property_name: str) -> str | None:
    """The type of a property, such as `country`, `date`, `entity`; None where the schema has no such property."""
    prop = _get_schema(schema).get(property_name)
    return None if prop is None else str(prop.type.name)


def get_stub_reverse(schema: str, property_name: str) -> str | None:
    """The property by which other entities point at one of a schema, for its property that only mirrors them.

    FollowTheMoney calls these stubs: `sanctions` of a Person mirrors `entity` of a Sanction. None for every other one.
    """
    prop = _get_schema(schema).get(property_name)
    return str(prop.reverse.name) if prop is not None and prop.stub and prop.reverse is not None else None


@lru_cache(maxsize=CLEANED_KEPT)
def clean_property(schema: str, property_name: str, value: str) -> str | None:
    """The value as FollowTheMoney's type cleans it (country code, date, identifier); None if it is not one.

    A country without a letter is none: the table of names would take `-` or `?` for Zimbabwe.

    Raises:
        ValueError: The schema or the property does not exist in FollowTheMoney.
    """
    prop = _get_schema(schema).get(property_name)
    if prop is None:
        raise ValueError(f"FollowTheMoney's {schema} has no property {property_name!r}")
    if prop.type.name == "country" and not any(char.isalpha() for char in value):
        return None
    with warnings.catch_warnings():
        # The table of country names asks for ICU, which has no wheel, at names beyond ASCII.
        warnings.simplefilter("ignore")
        cleaned: str | None = prop.type.clean(value)
    return cleaned


def normalize_identifier(identifier_format: str, value: str) -> str | None:
    """The identifier in its normal form, such as `IMO9058713`; None where its check digit or shape is wrong.

    Args:
        identifier_format: A format of rigour: `imo`, `bic`, `lei`, `isin`, `ogrn` and so on.
        value: As written.

    Raises:
        ValueError: There is no such format.
    """
    from rigour.ids import get_identifier_format  # noqa: PLC0415  - as in `_get_schema`

    try:
        found = get_identifier_format(identifier_format)
    except KeyError as error:
        raise ValueError(f"no identifier format {identifier_format!r}") from error
    normal: str | None = found.normalize(value) if found.is_valid(value) else None
    return normal
