"""Japan's list of persons and groups whose assets are frozen: the Ministry of Finance's workbook."""

import html
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from lagebild.errors import LagebildError, SourceChangedError
from lagebild.lists.content import is_zip, read_head
from lagebild.lists.jp_mof.csv import HEAD_WORDS, locate_row, read_categories, read_rows
from lagebild.lists.jp_mof.entry import read_entry
from lagebild.lists.jp_mof.rows import EntryRows, find_kinds_said, group_rows, read_number
from lagebild.lists.jp_mof.sheets import RegimeSheet, read_sheets
from lagebild.lists.source import FieldAccount, ListSource, ParsedList
from lagebild.lists.table import Cell, TableLog, read_workbook
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="jp-mof",
    authority="JP",
    name={
        "de": "Japan: Liste der von Vermögenssperren Betroffenen",
        "en": "Japan: list of those subject to asset freezes",
        "ja": "資産凍結等の措置の対象者",
    },
    publisher="Ministry of Finance, Japan",
    homepage="https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html",
    format="XLSX, one sheet per regime, Japanese and English",
    form="xlsx",
    reader_version="2",
)
"""Source: docs/sources/jp_mof.md."""

CSV_SOURCE = replace(SOURCE, form="csv", format="CSV, one row per entry, Japanese and English")
"""The same list in the form that the ministry links since July 2026. Source: docs/sources/jp_mof.md."""

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a locked or old workbook begins. Source: MS-CFB 2.2; from general knowledge, not compared."""

TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
"""Where a workbook holds its first texts: in a table of its own, or in the sheets.

Source: ECMA-376 part 1, 12.3.15; from general knowledge, not compared. Seen so in the edition of 2026-03-05.
"""

HEAD_READ = 1 << 16
"""Bytes of each looked at; the headings are among the first texts of the edition of 2026-03-05."""

SEEN_GAPS = 10
"""Most missing numbers that a problem names."""


def recognises(content: bytes, *, name: str) -> bool:
    """Whether it is a table, or a workbook whose first texts, with the headings of this list."""
    del name
    if not is_zip(content):
        head = read_head(content)
        return all(word in head for word in HEAD_WORDS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            heads = [_read_head(archive, part) for part in TEXTS if part in archive.namelist()]
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        EOFError,
        zlib.error,
    ):
        return False
    return any("告示日付" in head and "告示番号" in head for head in heads)


def _read_head(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return html.unescape(stream.read(HEAD_READ).decode("utf-8", errors="replace"))


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of an entry's row in the CSV file, without its line end.

    None in a workbook, which is compressed, so that an entry has no place of its own in the bytes; and where no row
    has the reference or the file cannot be read.
    """
    if is_zip(content):
        return None
    try:
        return locate_row(content, reference)
    except LagebildError:
        return None


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from the workbook or the CSV file; `source` names it in problems.

    The file does not say of which day it is: `dated_at` is None.

    Raises:
        DocumentError: The bytes are no readable workbook.
        SourceChangedError: A sheet or a needed column is missing, values stand under no heading, or no entry is left.
    """
    log = TableLog(source)
    if not is_zip(content) and not content.startswith(OLE_START):
        return _parse_csv(content, log)
    book = read_sheets(read_workbook(content, source=source), log)
    entries: list[ListEntry] = []
    for sheet in book.sheets:
        entries.extend(_read_sheet(sheet, log))
    return _finish(SOURCE, entries, book.account(log), log)


def _parse_csv(content: bytes, log: TableLog) -> ParsedList:
    read = read_categories(content, log)
    entries: list[ListEntry] = []
    first_rows: dict[str, int] = {}
    for rows, entry in read_rows(read, CSV_SOURCE, log):
        reference = entry.listing.reference
        if reference in first_rows:
            _note_repeated(rows, entry, first_rows[reference], log)
            continue
        first_rows[reference] = rows.first.number
        entries.append(entry)
    return _finish(CSV_SOURCE, entries, read.account(log), log)


def _finish(
    source: ListSource, entries: list[ListEntry], accounted: dict[str, FieldAccount], log: TableLog
) -> ParsedList:
    if not entries:
        raise SourceChangedError(
            f"{log.source} holds no entry that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=source,
        dated_at=None,
        dated_raw=None,
        entries=tuple(entries),
        accounted=accounted,
        problems=tuple(log.problems),
    )


def _read_sheet(sheet: RegimeSheet, log: TableLog) -> Iterator[ListEntry]:
    """The entries of one sheet, each number once; what the sheet as a whole shows is noted."""
    first_rows: dict[str, int] = {}
    nameless: list[str] = []
    said = find_kinds_said(sheet)
    for rows in group_rows(sheet):
        entry = read_entry(rows, SOURCE, log, said=said)
        if entry is None:
            continue
        reference = entry.listing.reference
        if reference in first_rows:
            _note_repeated(rows, entry, first_rows[reference], log)
            continue
        first_rows[reference] = rows.first.number
        if not entry.names:
            nameless.append(reference.rpartition("-")[2])
        yield entry
    _note_sheet(sheet, nameless, log)


def _note_repeated(rows: EntryRows, entry: ListEntry, first: int, log: TableLog) -> None:
    message = (
        f"The number of {entry.entity.caption!r} stands already in row {first}; this entry, "
        f"{entry.listing.reference}, is not read. Compare the two."
    )
    for row in rows.rows:
        log.lost.add(row.place)
    log.note(rows.first.place, "jp-number-repeated", message, severity="error")


def _note_sheet(sheet: RegimeSheet, nameless: list[str], log: TableLog) -> None:
    place = Cell(sheet.table.sheet.name, 0, 0)
    if nameless:
        message = (
            f"{len(nameless)} entries were deleted and have only a number and the day of their end: "
            f"{', '.join(nameless)}. Their names are in earlier editions."
        )
        log.note(place, "jp-deleted-nameless", message)
    found = [read_number(row.get("告示番号")) for row in sheet.table.rows]
    numbers = sorted(int(number[0]) for number in found if number and number[0].isdecimal())
    missing = sorted(set(range(numbers[0], numbers[-1])) - set(numbers)) if numbers else []
    if missing:
        named = ", ".join(map(str, missing[:SEEN_GAPS]))
        message = f"{len(missing)} numbers are missing: {named}; rows may have been lost before publication."
        log.note(place, "jp-number-gap", message)
