"""OpenSanctions as one table, `targets.simple.csv`: a row per target, the values of a cell parted by semicolons."""

import csv
import io
import re
from dataclasses import replace

from lagebild.errors import LagebildError, SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import is_zip, read_head
from lagebild.lists.csv_place import locate_row
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.opensanctions.reader import SOURCE as AGGREGATE
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import Cell, Row, TableLog, account_for_tables, find_table, read_csv
from lagebild.model.entity import has_property, has_schema, is_a
from lagebild.model.listing import ListEntry

SOURCE: ListSource = replace(
    AGGREGATE, form="simple", format="CSV with the columns id, schema, name, aliases and so on"
)
"""The same list in another form. Source: docs/sources/opensanctions.md."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

REQUIRED = ("id", "schema", "name", "aliases", "countries", "sanctions")
"""Columns without which a table is not this one. The others came and went: `last_change` in 2023, `program_ids` in
2025. Source: opensanctions/opensanctions, `zavod/exporters/simplecsv.py`, 2021 to 2026."""

UNPUBLISHED = ("last_seen", "last_change")
"""Columns kept out of `raw`: they change with every run of OpenSanctions."""

_IMO = re.compile(r"IMO\s?[0-9]{7}")


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the first line holds the table's headings."""
    if is_zip(content):
        return False
    lines = read_head(content).splitlines()
    return bool(lines) and set(REQUIRED) <= {cell.strip() for cell in lines[0].replace('"', "").split(",")}


def parse(content: bytes, *, source: str) -> ParsedList:
    """The targets of the table, in its order.

    Raises:
        DocumentError: The bytes are empty, no CSV, an HTML page, a zip archive, or too large.
        SourceChangedError: A needed column is missing, values stand under no heading, or no row could be read.
    """
    table = find_table(read_csv(content, source=source), REQUIRED, source=source)
    log = TableLog(source)
    entries: dict[str, ListEntry] = {}
    first: dict[str, Cell] = {}
    for row in table.rows:
        if _is_shifted(row, log):
            continue
        reference = row.get("id")
        if reference in entries:
            message = f"The id {reference} stands already at {first[reference]}; only that row is read."
            log.note(row.place, "os-id-repeated", message, severity="error")
            continue
        entry = _read_entry(row, log)
        if entry is not None:
            entries[reference], first[reference] = entry, row.place
    if not entries:
        raise SourceChangedError(
            f"{source} holds no row that could be read; the last good version stays in force."
        )
    seen = max(filter(None, (row.get("last_seen") for row in table.rows)), default=None)
    return ParsedList(
        source=SOURCE,
        dated_at=parse_partial_date(seen) if seen else None,
        dated_raw=seen,
        entries=tuple(entries.values()),
        accounted=account_for_tables([table], load_field_rules("opensanctions_simple"), log, prefix="os"),
        problems=tuple(log.problems),
    )


def split_values(cell: str) -> list[str]:
    """The values of one cell: parted by semicolons, those that hold semicolons, quotes or line ends in quotes.

    A cell that does not keep to that is one value.

    Source:
        `concat_values` of OpenSanctions' exporter; a lone empty value is written as two quotes.
    """
    try:
        rows = list(csv.reader(io.StringIO(cell, newline=""), delimiter=";", strict=True))
    except csv.Error:
        return [cell] if cell.strip() else []
    if len(rows) != 1:
        return [cell] if cell.strip() else []
    return [value.strip() for value in rows[0] if value.strip()]


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the row of an id, without its line end; None where no row has it."""
    try:
        table = find_table(read_csv(content, source="content"), REQUIRED, source="content")
    except LagebildError:
        return None
    number = next((row.number for row in table.rows if row.get("id") == reference), 0)
    return locate_row(content, table.sheet, number)


def _is_shifted(row: Row, log: TableLog) -> bool:
    """Whether a row's cells stand under wrong headings, told by its schema; it is not read."""
    schema = row.get("schema")
    if has_schema(schema) and is_a(schema, "Thing") and len(row.cells) == len(row.table.columns):
        return False
    message = (
        f"The row has {len(row.cells)} cells for {len(row.table.columns)} columns and the schema "
        f"{schema[:40]!r}: shifted, or a schema never seen; it is not read."
    )
    log.note(row.place, "os-row-shifted", message, severity="error")
    return True


def _read_entry(row: Row, log: TableLog) -> ListEntry | None:
    draft = EntryDraft(
        source=SOURCE,
        log=log,
        place=row.place,
        prefix="os",
        reference=row.get("id"),
        schema=row.get("schema"),
    )
    draft.add_name(row.get("name"), "primary")
    for value in split_values(row.get("aliases")):
        draft.add_name(value, "alias")
    for value in split_values(row.get("birth_date")):
        _add_birth_date(draft, row, value)
    for value in split_values(row.get("countries")):
        draft.add_country("country", value, label="Country", place=row.cell("countries"))
    for value in split_values(row.get("identifiers")):
        _add_number(draft, row, value)
    draft.add("address", *split_values(row.get("addresses")))
    draft.add("phone", *split_values(row.get("phones")))
    draft.add("email", *split_values(row.get("emails")))
    draft.programmes.extend(split_values(row.get("program_ids")))
    draft.reason = "\n".join(split_values(row.get("sanctions")))
    draft.add_note("OpenSanctions datasets", row.get("dataset"))
    draft.raw = {name: values for name, values in row.to_raw().items() if name not in UNPUBLISHED}
    return draft.build()


def _add_birth_date(draft: EntryDraft[Cell], row: Row, value: str) -> None:
    day = parse_partial_date(value)
    if day is None:
        draft.note(
            "value-unclean", f"{value!r} is no date; it is kept as text.", place=row.cell("birth_date")
        )
        draft.add_note("Date of birth", value)
    else:
        draft.add("birthDate", day)


def _add_number(draft: EntryDraft[Cell], row: Row, value: str) -> None:
    """A number: only those that begin with IMO say what they are, no other one is guessed."""
    if _IMO.fullmatch(value) and has_property(draft.schema, "imoNumber"):
        number = Identifier(kind="imo", value=value, label_raw="IMO")
        draft.add_identifier(number, place=row.cell("identifiers"))
    else:
        draft.add("idNumber", value)
