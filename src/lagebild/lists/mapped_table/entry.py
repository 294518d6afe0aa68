"""Rows of a mapped table as entries: the entities that the mapping makes, and what the head says of the listing."""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.mapped_table.head import DateColumn, Query, TableMapping, Texts
from lagebild.lists.properties import NAME_KINDS, NUMBER_KINDS
from lagebild.lists.table import Cell, Row, TableLog
from lagebild.model.entity import Entity, get_property_type, make_entity
from lagebild.model.mapping import MappedEntity

KEY_LENGTH = 16
"""Hexadecimal digits of a derived key: 64 bits, so that two of a million rows share one once in 37 million tables."""

_NUMERIC = re.compile(r"(?P<first>[0-9]{1,2})[./-](?P<second>[0-9]{1,2})[./-](?P<year>[0-9]{4})")


@dataclass(slots=True)
class EntryRows:
    """What the rows of one entry give, while they are read."""

    draft: EntryDraft[Cell]
    entry_key: str
    related: dict[str, Entity] = field(default_factory=dict)


class RowReader:
    """Reads the rows of one table by its mapping."""

    def __init__(self, mapping: TableMapping, log: TableLog) -> None:
        """Read by a mapping, note to a log."""
        self.mapping = mapping
        self.log = log
        self.entries: dict[str, EntryRows] = {}
        self._left_out: list[Row] = []

    def read(self, row: Row) -> None:
        """Take one row over: to a new entry, to the one with its reference, or to the problems."""
        record = {
            written: value for written, heading in self.mapping.written.items() if (value := row.get(heading))
        }
        queries = [query for query in self.mapping.queries if query.rows.accepts(record)]
        if not queries:
            self._left_out.append(row)
            return
        found = [(query, query.rows.map_row(record)) for query in queries]
        query, entities = next(((query, given) for query, given in found if query.entry in given), (None, {}))
        if query is None:
            message = "The row has no value in the columns that make its entity's key; it is not read."
            self.log.note(row.place, "table-row-keyless", message, severity="error")
            return
        main = entities[query.entry]
        entry = self._find_entry(row, main)
        if entry is None:
            return
        self._add_main(entry.draft, row, main, query)
        self._add_listing(entry.draft, row)
        for given_query, given in found:
            self._add_related(entry, row, given, main, given_query)

    def close(self) -> None:
        """Tell how many rows the filters left out."""
        if self._left_out:
            message = f"The mapping's filters leave out {len(self._left_out)} rows, first this one."
            self.log.note(self._left_out[0].place, "table-row-filtered", message)

    def _find_entry(self, row: Row, main: MappedEntity) -> EntryRows | None:
        reference = self._make_reference(row)
        if not reference:
            message = f"The row ({main.entity.caption}) has no reference and is not read; ask the publisher."
            self.log.note(row.place, "table-reference-missing", message, severity="error")
            return None
        known = self.entries.get(reference)
        if known is not None and self.mapping.is_grouped:
            return known
        if known is not None and self.mapping.reference is not None:
            message = (
                f"The reference {reference} stands already at {known.draft.place}; this row is not read. "
                "Where several rows are one entry, say `rows: several` in the mapping."
            )
            self.log.note(row.place, "table-reference-repeated", message, severity="error")
            return None
        if known is not None:
            number = next(n for n in itertools.count(2) if f"{reference}-{n}" not in self.entries)
            message = f"The key's columns are those of {known.draft.place} again; this key ends in -{number}."
            self.log.note(row.place, "table-key-shared", message)
            reference = f"{reference}-{number}"
        draft = EntryDraft(
            source=self.mapping.source,
            log=self.log,
            place=row.place,
            prefix="table",
            reference=reference,
            schema=main.entity.schema,
        )
        self.entries[reference] = EntryRows(draft, main.entity.id)
        return self.entries[reference]

    def _make_reference(self, row: Row) -> str:
        if self.mapping.reference is not None:
            return row.get(self.mapping.reference)
        values = [" ".join(row.get(column).casefold().split()) for column in self.mapping.derived_from]
        digest = hashlib.sha256("\x1f".join(values).encode()).hexdigest()
        return digest[:KEY_LENGTH] if any(values) else ""

    def _add_main(self, draft: EntryDraft[Cell], row: Row, main: MappedEntity, query: Query) -> None:
        if main.entity.schema != draft.schema:
            message = f"This row says {main.entity.schema}, the first row of the entry {draft.schema}; that one stands."
            draft.note("schema-differs", message, place=row.place)
        for name, values in main.entity.properties.items():
            _add_property(draft, row, name, values)
        for name, value in main.discarded:
            self._note_discarded(row, query.entry, name, value)
            draft.add_note(name, value)
        for column in self.mapping.names:
            for value in _split(row.get(column.column), column.split):
                draft.add_name(value, column.kind, quality_raw=column.quality, lang=column.lang)
        for heading, published in row.to_raw().items():
            known = draft.raw.setdefault(heading, [])
            known.extend(value for value in published if value not in known)

    def _note_discarded(self, row: Row, entity: str, name: str, value: str) -> None:
        message = f"{value!r} is no {name} of {entity} in FollowTheMoney; it is kept as text."
        self.log.note(row.place, "table-value-unclean", message)

    def _add_listing(self, draft: EntryDraft[Cell], row: Row) -> None:
        texts = {name: list(_read_texts(row, rule)) for name, rule in self.mapping.texts.items()}
        draft.programmes.extend(texts["programmes"])
        draft.measures.extend(texts["measures"])
        draft.reason = _join(draft.reason, texts["reason"], "\n")
        draft.legal_basis = _join(draft.legal_basis, texts["legal_basis"], "; ")
        draft.unsc_id = _join(draft.unsc_id, texts["unsc_id"], "; ")
        for column in self.mapping.texts["notes"].columns:
            draft.add_note(column, row.get(column))
        draft.add("notes", *self.mapping.texts["notes"].literals)
        for rule in self.mapping.dates:
            for value in _split(row.get(rule.column), rule.split):
                self._add_date(draft, row, rule, value)

    def _add_date(self, draft: EntryDraft[Cell], row: Row, rule: DateColumn, value: str) -> None:
        day = read_date(value, rule, self.mapping.date_order)
        if day is None:
            message = f"{value!r} is no date as the mapping describes it; it is kept as text alone."
            self.log.note(row.cell(rule.column), "table-date-unreadable", message, severity="warning")
            draft.add_note(rule.column, value)
            return
        act = row.get(rule.act_column) if rule.act_column else None
        role = rule.role if act or rule.kind == "legal_act_on" else None
        draft.add_date(rule.kind, day, read_from=rule.column, act=act, role=role)

    def _add_related(
        self, entry: EntryRows, row: Row, given: Mapping[str, MappedEntity], main: MappedEntity, query: Query
    ) -> None:
        taken = {main.entity.id}
        for name, other in given.items():
            if other is main or (name == query.entry and other.entity.id == main.entity.id):
                continue
            if other.entity.id in taken:
                message = f"The entity {name!r} has the same key as another one of this row; give it a `key_literal`."
                self.log.note(row.place, "table-entity-keyless", message, severity="warning")
                continue
            taken.add(other.entity.id)
            for property_name, value in other.discarded:
                self._note_discarded(row, name, property_name, value)
                entry.draft.add_note(f"{name} {property_name}", value)
            known = entry.related.get(other.entity.id)
            entry.related[other.entity.id] = _merge(known, other.entity) if known else other.entity


def _add_property(draft: EntryDraft[Cell], row: Row, name: str, values: Iterable[str]) -> None:
    for value in values:
        if name in NAME_KINDS:
            draft.add_name(value, NAME_KINDS[name])
        elif name in NUMBER_KINDS:
            number = Identifier(kind=NUMBER_KINDS[name], value=value, label_raw=name)
            draft.add_identifier(number, place=row.place)
        else:
            draft.add(name, value)


def read_date(value: str, rule: DateColumn, order: str) -> str | None:
    """The ISO 8601 prefix that a cell states, no longer than what it says; None where it states none.

    By the rule's format where it has one, else as an ISO 8601 prefix, else as digits in the table's order. The
    own dates of a workbook are ISO 8601 days whatever the format.
    """
    if rule.format is not None:
        try:
            read = datetime.strptime(value, rule.format)  # noqa: DTZ007 - a day; it has no time zone
        except ValueError:
            return parse_partial_date(value)
        has_month = any(letter in rule.format for letter in ("%m", "%b", "%B"))
        length = 10 if "%d" in rule.format and has_month else 7 if has_month else 4
        return f"{read.year:04}-{read.month:02}-{read.day:02}"[:length]
    match = _NUMERIC.fullmatch(value)
    if match is None or order == "ymd":
        return parse_partial_date(value)
    day, month = (match["first"], match["second"]) if order == "dmy" else (match["second"], match["first"])
    return parse_partial_date(f"{match['year']}-{month:0>2}-{day:0>2}")


def point_at_entries(entity: Entity, own_ids: Mapping[str, str], list_id: str) -> Entity:
    """The entity with ids of this list: an entry's where it is one, else the mapping's after the list's."""
    properties = {
        name: tuple(own_ids.get(value, f"{list_id}-{value}") for value in values)
        if get_property_type(entity.schema, name) == "entity"
        else values
        for name, values in entity.properties.items()
    }
    return make_entity(schema=entity.schema, entity_id=f"{list_id}-{entity.id}", properties=properties)


def _merge(left: Entity, right: Entity) -> Entity:
    names = dict.fromkeys((*left.properties, *right.properties))
    properties = {name: (*left.get(name), *right.get(name)) for name in names}
    return make_entity(schema=left.schema, entity_id=left.id, properties=properties)


def _read_texts(row: Row, rule: Texts) -> Iterator[str]:
    for column in rule.columns:
        yield from _split(row.get(column), rule.split)
    yield from rule.literals


def _split(value: str, separator: str | None) -> list[str]:
    parts = value.split(separator) if separator else [value]
    return [part.strip() for part in parts if part.strip()]


def _join(before: str | None, values: Iterable[str], separator: str) -> str | None:
    known = before.split(separator) if before else []
    return separator.join(dict.fromkeys((*known, *values))) or None
