"""Any table of listed persons, companies or ships, read through a mapping file that says what its columns hold."""

from collections.abc import Mapping

from lagebild.errors import LagebildError, SourceChangedError, UnreadableError
from lagebild.lists.account import FieldRule
from lagebild.lists.content import is_zip
from lagebild.lists.csv_place import locate_row
from lagebild.lists.mapped_table.entry import RowReader, point_at_entries
from lagebild.lists.mapped_table.head import TableMapping, read_mapping
from lagebild.lists.package import locate_file, pack_set, read_file_names, unpack_set
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import (
    HEADING_ROWS,
    Cell,
    Sheet,
    Table,
    TableLog,
    account_for_tables,
    find_table,
    read_csv,
    read_workbook,
)
from lagebild.model.entity import get_property_type
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="mapped-table",
    authority="-",
    name={"en": "Table with a mapping file", "de": "Tabelle mit Zuordnungsdatei"},
    publisher="as the mapping file says",
    homepage="https://followthemoney.tech/docs/mappings/",
    format="CSV, XLSX or ODS, packed with a mapping file",
    form="mapped",
)
"""Stands for every such table among the readers; the list that was read says itself which one it is."""

__all__ = ["MAPPING_NAME", "SOURCE", "locate_entry", "pack_mapped", "parse", "recognises"]

MAPPING_NAME = "mapping.yml"
"""The mapping's fixed name in a packed edition: by it the record reads the edition again from its own bytes."""


def pack_mapped(name: str, content: bytes, mapping: bytes) -> bytes:
    """One archive of a table and its mapping: the same bytes for the same two.

    Args:
        name: The table's file name, without a folder.
        content: The table's bytes.
        mapping: The mapping file's bytes.

    Raises:
        ValueError: The name has a folder in it, or is the mapping's own.
    """
    if name == MAPPING_NAME:
        raise ValueError(f"a table cannot be named {MAPPING_NAME}")
    return pack_set({name: content, MAPPING_NAME: mapping})


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content is an archive that holds a mapping."""
    return is_zip(content) and MAPPING_NAME in read_file_names(content)


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the row with a reference in a packed CSV file, without its line end.

    None where no row has it; in a workbook, whose cells have no place of their own in the compressed bytes; where the
    key is derived or several rows are one entry; and in a file that is not UTF-8.
    """
    try:
        name, table_bytes, mapping = _unpack(content, "content")
        if is_zip(table_bytes) or mapping.reference is None or mapping.is_grouped:
            return None
        table = _find_mapped_table(
            read_csv(table_bytes, source=name, delimiter=mapping.delimiter), mapping, source=name
        )
    except LagebildError:
        return None
    place = locate_file(content, name)
    number = next((row.number for row in table.rows if row.get(mapping.reference) == reference), 0)
    found = locate_row(table_bytes, table.sheet, number)
    return (place[0] + found[0], place[0] + found[1]) if place and found else None


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list that a table and its mapping make.

    Args:
        content: What `pack_mapped` gives.
        source: What to call it in problems.

    Returns:
        Entries in the table's order, with the list that the mapping describes as their source.

    Raises:
        DocumentError: The archive, the table or the mapping cannot be read; the message tells every fault of a mapping.
        SourceChangedError: The table lacks a column or sheet that the mapping names, holds values under no heading, or
            no row could be read.
    """
    files = unpack_set(content, source)
    written = files.pop(MAPPING_NAME, None)
    if written is None or len(files) != 1:
        raise UnreadableError(
            f"{source} must hold one table and {MAPPING_NAME}; pack the two together again."
        )
    (name, table_bytes) = next(iter(files.items()))
    mapping = read_mapping(written, source=MAPPING_NAME)
    log = TableLog(name)
    table = _find_mapped_table(_choose_sheet(table_bytes, mapping, log, source=name), mapping, source=name)
    reader = RowReader(mapping, log)
    for row in table.rows:
        reader.read(row)
    reader.close()
    entries = _build(reader)
    if not entries:
        raise SourceChangedError(
            f"{name} holds no row that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=mapping.source,
        dated_at=None,
        dated_raw=None,
        entries=entries,
        accounted=account_for_tables([table], _make_rules(mapping), log, prefix="table"),
        problems=tuple(log.problems),
    )


def _unpack(content: bytes, source: str) -> tuple[str, bytes, TableMapping]:
    """The table's name and bytes, and the mapping read."""
    files = unpack_set(content, source)
    written = files.pop(MAPPING_NAME, None)
    if written is None or len(files) != 1:
        raise UnreadableError(
            f"{source} must hold one table and {MAPPING_NAME}; pack the two together again."
        )
    name, table_bytes = next(iter(files.items()))
    return name, table_bytes, read_mapping(written, source=MAPPING_NAME)


def _choose_sheet(content: bytes, mapping: TableMapping, log: TableLog, *, source: str) -> Sheet:
    if not is_zip(content):
        return read_csv(content, source=source, delimiter=mapping.delimiter)
    sheets = read_workbook(content, source=source)
    filled = [sheet for sheet in sheets if any(cell.strip() for _, cells in sheet.rows for cell in cells)]
    chosen = [sheet for sheet in filled if mapping.sheet in {None, sheet.name}]
    if len(chosen) != 1:
        names = ", ".join(repr(sheet.name) for sheet in filled) or "none that holds anything"
        wanted = (
            f"the sheet {mapping.sheet!r} is not there"
            if mapping.sheet
            else "which sheet is read is not said"
        )
        raise SourceChangedError(f"{source}: {wanted}; `lagebild.table.sheet` may name one of: {names}.")
    for sheet in filled:
        if sheet is not chosen[0]:
            message = f"The mapping reads {mapping.sheet!r} alone; this sheet is not read."
            log.note(Cell(sheet.name, 0, 0), "table-sheet-left", message)
    return chosen[0]


def _find_mapped_table(sheet: Sheet, mapping: TableMapping, *, source: str) -> Table:
    """The table whose headings are those that the mapping names.

    Raises:
        SourceChangedError: A column is missing; the message tells which places of the mapping name it.
    """
    rows = [{" ".join(cell.split()) for cell in cells} for _, cells in sheet.rows[:HEADING_ROWS]]
    best = max(rows, key=lambda headings: len(headings & mapping.columns.keys()), default=set())
    missing = [column for column in mapping.columns if column not in best]
    if missing:
        told = "; ".join(f"the column {column!r} of `{mapping.columns[column][0]}`" for column in missing)
        raise SourceChangedError(f"{source} lacks {told}; the last good version stays in force.")
    return find_table(sheet, list(mapping.columns), source=source)


def _build(reader: RowReader) -> tuple[ListEntry, ...]:
    own_ids = {rows.entry_key: rows.draft.entity_id for rows in reader.entries.values()}
    built: list[ListEntry] = []
    for rows in reader.entries.values():
        draft = rows.draft
        for name, values in list(draft.properties.items()):
            if get_property_type(draft.schema, name) == "entity":
                draft.properties[name] = [
                    own_ids.get(value, f"{draft.source.id}-{value}") for value in values
                ]
        draft.related.extend(
            point_at_entries(entity, own_ids, draft.source.id)
            for entity in rows.related.values()
            if entity.id not in own_ids
        )
        entry = draft.build()
        if entry is not None:
            built.append(entry)
    return tuple(built)


def _make_rules(mapping: TableMapping) -> Mapping[str, FieldRule]:
    mapped = {
        column: FieldRule(path=column, kind="value", state="mapped", note=", ".join(places))
        for column, places in mapping.columns.items()
    }
    ignored = {
        column: FieldRule(path=column, kind="value", state="ignored", note=reason)
        for column, reason in mapping.ignored.items()
    }
    return {**mapped, **ignored}
