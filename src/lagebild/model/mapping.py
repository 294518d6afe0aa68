"""Rows of a table to entities by FollowTheMoney's own mapping language."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lagebild.model.entity import Entity, make_entity

if TYPE_CHECKING:
    from followthemoney.mapping.query import QueryMapping
    from followthemoney.proxy import EntityProxy

ENTITY_KEYS = frozenset({"schema", "key", "keys", "key_literal", "id_column", "properties"})
PROPERTY_KEYS = frozenset(
    {
        "column",
        "columns",
        "literal",
        "literals",
        "template",
        "join",
        "split",
        "format",
        "fuzzy",
        "required",
        "entity",
    }
)
QUERY_KEYS = frozenset({"csv_url", "csv_urls", "entities", "filters", "filters_not"})
"""Source: followthemoney 3.8, `mapping/query.py`, `entity.py`, `property.py`, which take other keys without a word.
`database` and its keys are left out: a mapping file must not open connections."""

_NO_ADDRESS = "table-in-the-package.csv"
"""FollowTheMoney wants an address in each query; it is never opened, since the rows are given to `map_row`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedEntity:
    """One entity that a row gives.

    Attributes:
        entity: With the id that the mapping's keys make; properties that are entities hold such ids.
        discarded: Property and value of what FollowTheMoney does not take as that property's type.
    """

    entity: Entity
    discarded: tuple[tuple[str, str], ...]


class RowMapping:
    """One query of a mapping: which rows it takes, and the entities that each gives."""

    def __init__(self, query: Mapping[str, Any]) -> None:
        """Check and prepare a query.

        Args:
            query: `entities`, and perhaps `filters` and `filters_not`, as FollowTheMoney's mapping format has them.

        Raises:
            ValueError: A schema, property or link that FollowTheMoney does not have, or a key that is missing.
        """
        from followthemoney import model  # noqa: PLC0415  - takes most of a second, as in `lagebild.model.entity`
        from followthemoney.exc import InvalidMapping  # noqa: PLC0415  - as above

        self._filters = _read_filters(query.get("filters"))
        self._filters_not = _read_filters(query.get("filters_not"))
        prepared = {"csv_url": _NO_ADDRESS, "entities": query.get("entities") or {}}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                self._query: QueryMapping = model.make_mapping(prepared)
        except (InvalidMapping, AttributeError, TypeError, KeyError) as error:
            raise ValueError(str(error)) from error

    @property
    def schemas(self) -> dict[str, str]:
        """The entities' keys in the mapping, and the schema of each."""
        return {entity.name: entity.schema.name for entity in self._query.entities}

    def accepts(self, row: Mapping[str, str]) -> bool:
        """Whether the filters let a row in; a column without a value is None to them."""
        return all(row.get(column) in values for column, values in self._filters.items()) and not any(
            row.get(column) in values for column, values in self._filters_not.items()
        )

    def map_row(self, row: Mapping[str, str]) -> dict[str, MappedEntity]:
        """The entities that a row gives, by their key in the mapping.

        Left out are those whose keys have no value in this row, and those without a property that the mapping marks
        `required`.

        Args:
            row: Column to value; columns without one left out.
        """
        proxies: dict[str, EntityProxy] = {}
        discarded: dict[str, list[tuple[str, str]]] = {}
        record = dict(row)
        with warnings.catch_warnings():
            # The table of country names asks for ICU, which has no wheel, at names beyond ASCII.
            warnings.simplefilter("ignore")
            for mapping in self._query.entities:
                proxy = mapping.model.make_entity(mapping.schema)
                lost = discarded.setdefault(mapping.name, [])
                # Countries first, as FollowTheMoney does: phone numbers are read by the country of their entity.
                for prop in sorted(mapping.properties, key=lambda prop: prop.prop.type.name != "country"):
                    lost.extend(
                        (prop.prop.name, value) for value in prop.map(proxy, record, proxies) if value
                    )
                proxy.id = mapping.compute_key(record)
                if proxy.id and all(proxy.has(prop.prop) for prop in mapping.properties if prop.required):
                    proxies[mapping.name] = proxy
        return {
            name: MappedEntity(
                entity=make_entity(
                    schema=proxy.schema.name, entity_id=str(proxy.id), properties=_read_properties(proxy)
                ),
                discarded=tuple(discarded.get(name, ())),
            )
            for name, proxy in proxies.items()
        }


def _read_properties(proxy: "EntityProxy") -> dict[str, Iterable[str]]:
    return {prop.name: proxy.get(prop) for prop in proxy.iterprops()}


def _read_filters(filters: Mapping[str, Any] | None) -> dict[str, frozenset[str | None]]:
    """Column to the values that count, as text: YAML reads `1` and `yes` as what they are not in a table."""
    if filters is not None and not isinstance(filters, Mapping):
        raise ValueError("filters must be columns with values")
    return {
        str(column): frozenset(
            None if value is None else str(value)
            for value in (values if isinstance(values, list) else [values])
        )
        for column, values in (filters or {}).items()
    }
