"""Australia's Consolidated List of the Department of Foreign Affairs and Trade, as XLSX."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.au_dfat.entry import read_entry
from lagebild.lists.content import is_zip
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import (
    Cell,
    Row,
    Sheet,
    Table,
    TableLog,
    account_for_tables,
    find_table,
    read_workbook,
)
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="au-dfat",
    authority="AU",
    name={
        "en": "Australian Consolidated List",
        "de": "Konsolidierte Sanktionsliste Australiens",
    },
    publisher="Department of Foreign Affairs and Trade",
    homepage="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
    format="XLSX with one row per name; the layout before and since November 2025",
    reader_version="2",
)
"""Source: the department's page on the Consolidated List."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

REQUIRED = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
)
"""Headings of both layouts. Source: the editions of 2024-12 and 2026-08."""

SIGNS = (b"Name of Individual or Entity", b"Control Date")
"""Headings that no other list has, as they stand in a workbook's strings."""

_REFERENCE = re.compile(r"(?P<number>[0-9]+)(?:\.0+)?\s*-?\s*(?P<suffix>[A-Za-z]{0,3}[0-9]{0,2})")
"""`8058`, `8058a`, `8058 b`, `8058aa`, `3194b2`. Source: all references of both editions; a number typed as a
decimal is one."""


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content is a workbook with Australia's headings among its strings."""
    return is_zip(content) and all(sign in _read_strings(content) for sign in SIGNS)


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its workbook.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        One entry per number, in the order of their first rows; the rows `8058a`, `8058b` are further names of 8058.
        The file does not say of which day it is (`dated_at` is None). Whatever could not be taken stands in
        `problems`, and `accounted` says of each cell what became of it.

    Raises:
        DocumentError: The bytes are empty, no workbook, locked, broken or too large.
        SourceChangedError: The headings are missing, shifted or repeated, or no entry could be read.

    Source:
        docs/sources/au_dfat.md.
    """
    sheets = read_workbook(content, source=source)
    log = TableLog(source=source)
    tables = _find_tables(sheets, source, log)
    entries = tuple(_read_entries(tables, log))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for_tables(tables, load_field_rules("au_dfat"), log, prefix="au")
    return ParsedList(
        source=SOURCE,
        dated_at=None,
        dated_raw=None,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def locate_entry(content: bytes, reference: str) -> None:  # noqa: ARG001 - the protocol's signature
    """Always None: the rows of an entry lie compressed in a zip archive, with their texts in another member."""
    return


def _read_strings(content: bytes) -> bytes:
    """The strings of a workbook, or nothing where it cannot be opened; `parse` says then what is wrong."""
    found = b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                if member == "xl/sharedStrings.xml" or re.fullmatch(r"xl/worksheets/sheet1\.xml", member):
                    with archive.open(member) as stream:
                        found += stream.read(_STRINGS_LENGTH)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return b""
    return found


_STRINGS_LENGTH = 8 * 1024 * 1024
"""Bytes of a workbook's strings looked at; headings are mostly the first ones written."""


def _find_tables(sheets: Iterable[Sheet], source: str, log: TableLog) -> list[Table]:
    """The sheets with the headings; the error of the first one that holds anything where none has them."""
    tables: list[Table] = []
    others: list[tuple[Sheet, SourceChangedError]] = []
    for sheet in sheets:
        if not any(cell.strip() for _, cells in sheet.rows for cell in cells):
            continue
        try:
            tables.append(find_table(sheet, REQUIRED, source=source))
        except SourceChangedError as reason:
            others.append((sheet, reason))
    if not tables:
        empty = SourceChangedError(f"{source} holds no row; the last good version stays in force.")
        raise others[0][1] if others else empty
    for sheet, error in others:
        message = f"The sheet {sheet.name!r} is not read: {error}"
        log.note(Cell(sheet.name, 0, 0), "au-sheet-unknown", message, severity="error")
    return tables


def _read_entries(tables: Iterable[Table], log: TableLog) -> Iterator[ListEntry]:
    groups: dict[str, list[tuple[str, Row]]] = {}
    for row in (row for table in tables for row in table.rows):
        match = _REFERENCE.fullmatch(row.get("Reference"))
        if match is None:
            _note_reference(row, log)
            continue
        groups.setdefault(str(int(match["number"])), []).append((match["suffix"].lower(), row))
    for reference, rows in groups.items():
        kept = _keep_first_of_each(reference, rows, log)
        entry = read_entry(reference, kept, SOURCE, log)
        if entry is not None:
            yield entry


def _note_reference(row: Row, log: TableLog) -> None:
    raw = row.get("Reference")
    code = "au-reference-unreadable" if raw else "au-reference-missing"
    told = f"The reference {raw!r} is no number with letters" if raw else "The row has no reference"
    name = row.get("Name of Individual or Entity") or "no name"
    log.note(row.place, code, f"{told}; the row ({name}) is not read. Ask the publisher.", severity="error")


def _keep_first_of_each(reference: str, rows: list[tuple[str, Row]], log: TableLog) -> list[tuple[str, Row]]:
    """The rows of one number, the one without letters first; of a repeated one only the first row is kept.

    A repeated row with the same name is only noted: no name is lost by it.
    """
    kept: dict[str, Row] = {}
    extra: list[tuple[str, Row]] = []
    for suffix, row in rows:
        if suffix not in kept:
            kept[suffix] = row
            continue
        name, first = row.get("Name of Individual or Entity"), kept[suffix]
        where = f"{reference}{suffix} stands already in row {first.number}"
        if suffix:
            message = f"The reference {where}; both rows are read as names of {reference}."
            log.note(row.cell("Reference"), "au-suffix-repeated", message)
            extra.append((suffix, row))
        elif name == first.get("Name of Individual or Entity"):
            log.note(row.place, "au-row-repeated", f"The reference {where}, with the same name.")
        else:
            message = f"The reference {where}; this row, {name!r}, is not read. Compare the two."
            log.note(row.place, "au-reference-repeated", message, severity="error")
    primary = [("", kept.pop(""))] if "" in kept else []
    return [*primary, *kept.items(), *extra]
