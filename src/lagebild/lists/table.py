"""Tables of publishers, CSV, XLSX and ODS: read as text, every cell with its place, every column accounted for."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from lagebild.errors import EncryptedError, SourceChangedError, UnreadableError
from lagebild.lists.account import FieldCounts, FieldRule, Log, close_accounts
from lagebild.lists.content import refuse_wrong_kind
from lagebild.lists.source import FieldAccount

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""Largest sum of what a workbook unpacks to. The largest read (OpenSanctions, Australia) unpack to under 30 MB."""

MAX_COLUMNS = 512
"""Most columns read of one row; ODS repeats empty cells to the sheet's edge at column 16,384."""

MAX_ROWS = 1_048_576
"""Most rows of one sheet. Source: the limit of XLSX; ODS repeats empty rows to it."""

HEADING_ROWS = 12
"""Rows looked at for the headings; titles and merged cells above them take at most six in the lists read."""

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
"""Namespaces of OpenDocument. Source: OASIS ODF 1.3, part 3."""

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    KeyError,
    ValueError,
)
"""What the standard library raises at broken archives, found by damaging their bytes."""

RawCell = str | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value stands: sheet name (empty for CSV), row (line of a CSV) and column, both from 1.

    A column of 0 means the whole row, a row of 0 the whole sheet.
    """

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        if not self.sheet:
            return f"line {self.row}, column {self.column}" if self.column else f"line {self.row}"
        if not self.row:
            return f"sheet {self.sheet!r}"
        where = f"cell {name_column(self.column)}{self.row}" if self.column else f"row {self.row}"
        return f"sheet {self.sheet!r}, {where}"


def name_column(number: int) -> str:
    """The letters of a column, from 1: `A`, `Z`, `AA`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class TableLog(Log[Cell]):
    """What a reader notes while it reads one table; places are cells."""

    def locate(self, place: Cell) -> str:
        """Sheet and cell, or line and column."""
        return str(place)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet or CSV file: its rows as text, each with its number.

    Attributes:
        name: As in the workbook; empty for CSV.
        rows: Row number from 1 (for CSV: the line where the row ends) and its cells, outer space kept.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings."""

    table: "Table"
    number: int
    cells: tuple[str, ...]

    def get(self, heading: str) -> str:
        """The cell under a heading without outer space; empty where the row or the table does not reach so far."""
        column = self.table.columns.get(heading)
        return self.cells[column - 1].strip() if column and column <= len(self.cells) else ""

    def cell(self, heading: str) -> Cell:
        """The place of the cell under a heading; the whole row where there is no such heading."""
        return Cell(self.table.sheet.name, self.number, self.table.columns.get(heading, 0))

    @property
    def place(self) -> Cell:
        """The whole row."""
        return Cell(self.table.sheet.name, self.number, 0)

    def to_raw(self) -> dict[str, list[str]]:
        """Its fields as published, heading to value; empty cells have no value."""
        return {heading: [value] if (value := self.get(heading)) else [] for heading in self.table.columns}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found.

    Attributes:
        sheet: The sheet.
        columns: Heading to column number from 1, in order.
        body_from: Index in `sheet.rows` of the first row below the headings.
        path: What the paths in the accounts begin with, such as the sheet's name; empty for none.
    """

    sheet: Sheet
    columns: Mapping[str, int]
    body_from: int
    path: str = ""

    @property
    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold anything."""
        for number, cells in self.sheet.rows[self.body_from :]:
            if any(cell.strip() for cell in cells):
                yield Row(self, number, cells)


def read_workbook(content: bytes, *, source: str) -> list[Sheet]:
    """The sheets of an XLSX or ODS file, in order.

    Dates become ISO 8601 days, numbers that are whole lose their `.0`, truth values are `TRUE` and `FALSE`; merged
    cells have their value in the first cell alone. No formula is calculated: the stored result counts.

    Raises:
        DocumentError: The bytes are empty, no workbook, locked, broken, or unpack to more than a list can hold.
    """
    refuse_wrong_kind(content, source, wanted="workbook")
    members = _read_directory(content, source)
    if members.get("mimetype") == ODS_TYPE:
        return _read_ods(members, content, source)
    if "[Content_Types].xml" not in members:
        raise UnreadableError(
            f"{source} is a zip archive that holds no workbook; unpack it and give the file inside."
        )
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(name, _number_rows(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in workbook.sheet_names
        ]
    except (CalamineError, *_ZIP_ERRORS) as error:
        raise UnreadableError(f"{source} is a broken workbook ({error}); fetch it again.") from error


def read_csv(content: bytes, *, source: str, delimiter: str = ",") -> Sheet:
    """The rows of a CSV file in UTF-8, UTF-16 with a byte order mark, or Windows-1252 where it is neither.

    The byte 0x1A at the end (end of file on CP/M, still written by OFAC) is no row.

    Raises:
        DocumentError: The bytes are empty, an HTML page, a zip archive, hold NUL, or no row can be read.
    """
    refuse_wrong_kind(content, source, wanted="CSV")
    text = decode_table(content, source)
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        rows.extend((reader.line_num, tuple(row)) for row in reader if row)
    except csv.Error as error:
        raise UnreadableError(
            f"{source} cannot be read as CSV near line {reader.line_num}: {error}."
        ) from error
    return Sheet("", tuple(rows))


def decode_table(content: bytes, source: str) -> str:
    """The text of a CSV file; see `read_csv`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableError(
            f"{source} holds NUL characters; it is no text table. Give the file as published."
        )
    return text.rstrip("\x1a \r\n") + "\n"


def find_table(
    sheet: Sheet,
    required: Collection[str],
    *,
    source: str,
    clean: Callable[[str], str] = lambda heading: " ".join(heading.split()),
    path: str = "",
) -> Table:
    """The table whose headings stand in one of a sheet's first rows.

    Args:
        sheet: The sheet.
        required: Headings, cleaned, that must stand there; others may.
        source: What to call the file in messages.
        clean: Makes a cell a heading: runs of space are one space.
        path: See `Table`.

    Raises:
        SourceChangedError: No such row; a heading stands twice; or a column with values has no heading, as where
            cells were merged.
    """
    best: tuple[int, set[str]] = (0, set())
    for index, (number, cells) in enumerate(sheet.rows[:HEADING_ROWS]):
        headings = [clean(cell) for cell in cells]
        found = set(headings) & set(required)
        if found == set(required):
            return _make_table(sheet, index, number, headings, source=source, path=path)
        best = max(best, (number, found), key=lambda item: len(item[1]))
    missing = ", ".join(sorted(repr(name) for name in set(required) - best[1]))
    where = f"sheet {sheet.name!r}: " if sheet.name else ""
    raise SourceChangedError(
        f"{source}: {where}the columns {missing} are missing in the first {HEADING_ROWS} rows"
        f"{f' (row {best[0]} comes closest)' if best[1] else ''}; the last good version stays in force."
    )


def _make_table(
    sheet: Sheet, index: int, number: int, headings: Sequence[str], *, source: str, path: str
) -> Table:
    columns: dict[str, int] = {}
    for column, heading in enumerate(headings, 1):
        if heading in columns:
            raise SourceChangedError(
                f"{source}: {Cell(sheet.name, number, column)}: the heading {heading!r} stands a second time; "
                "the last good version stays in force."
            )
        if heading:
            columns[heading] = column
    headed = set(columns.values())
    for row_number, cells in sheet.rows[index + 1 :]:
        for column, cell in enumerate(cells, 1):
            if column not in headed and cell.strip():
                raise SourceChangedError(
                    f"{source}: {Cell(sheet.name, row_number, column)} holds {cell.strip()[:60]!r} under no heading "
                    "(shifted, or merged heading cells); the last good version stays in force."
                )
    return Table(sheet, columns, index + 1, path)


def account_for_tables(
    tables: Iterable[Table], rules: Mapping[str, FieldRule], log: TableLog, *, prefix: str
) -> dict[str, FieldAccount]:
    """What became of each cell, by column; one Problem for each column without a rule.

    Paths are headings, with the table's `path` and a slash before them where it has one. A cell whose place, or
    whose whole row, the reader noted as lost counts as a problem.
    """
    counts: dict[str, FieldCounts] = {}
    for table in tables:
        for heading, column in table.columns.items():
            path = f"{table.path}/{heading}" if table.path else heading
            if path not in rules and path not in counts:
                place = Cell(table.sheet.name, table.sheet.rows[table.body_from - 1][0], column)
                message = f"The column {path!r} is not known; its values are not read. Extend the reader."
                log.note(place, f"{prefix}-column-unknown", message, severity="warning")
            counts.setdefault(path, FieldCounts())
    for table in tables:
        _count_cells(table, rules, log, counts)
    return close_accounts(counts, rules)


def _count_cells(
    table: Table, rules: Mapping[str, FieldRule], log: TableLog, counts: Mapping[str, FieldCounts]
) -> None:
    lost = {(place.row, place.column) for place in log.lost if place.sheet == table.sheet.name}
    paths = (
        (f"{table.path}/{name}" if table.path else name, column) for name, column in table.columns.items()
    )
    columns = [(column, rules.get(path), counts[path]) for path, column in paths]
    for row in table.rows:
        is_lost_row, width = (row.number, 0) in lost, len(row.cells)
        for column, rule, count in columns:
            value = row.cells[column - 1] if column <= width else ""
            is_lost = is_lost_row or (row.number, column) in lost
            count.count(rule, lost=is_lost, has_value=bool(value.strip()))


def _read_directory(content: bytes, source: str) -> dict[str, bytes | None]:
    """The members of a zipped workbook; `mimetype` with its content, of the others only the name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise EncryptedError(f"{source} is locked by a password; give it without one.")
            if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
                raise UnreadableError(
                    f"{source} unpacks to more than {MAX_UNPACKED_BYTES} bytes; no list does. It is refused."
                )
            names: dict[str, bytes | None] = {info.filename: None for info in infos}
            if "mimetype" in names:
                names["mimetype"] = archive.read("mimetype")[:200].strip()
            return names
    except _ZIP_ERRORS as error:
        raise UnreadableError(f"{source} is a broken workbook ({error}); fetch it again.") from error


def _number_rows(rows: Iterable[Sequence[RawCell]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(_write_cell(cell) for cell in row)) for number, row in enumerate(rows, 1))


def _write_cell(value: RawCell) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


@dataclass(slots=True)
class _OdsTable:
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    number: int = 0

    def add(self, element: etree._Element) -> None:
        """Add a row as often as it repeats itself; empty ones only move the number on."""
        repeat = _repeats(element, "number-rows-repeated")
        cells = _read_ods_cells(element)
        if cells:
            last = min(self.number + repeat, MAX_ROWS)
            self.rows.extend((number, cells) for number in range(self.number + 1, last + 1))
        self.number += repeat


def _read_ods(members: Mapping[str, bytes | None], content: bytes, source: str) -> list[Sheet]:
    if "content.xml" not in members:
        raise UnreadableError(f"{source} is an OpenDocument file without content; fetch it again.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("content.xml"), parser)
    except (etree.XMLSyntaxError, *_ZIP_ERRORS) as error:
        raise UnreadableError(f"{source} is a broken workbook ({error}); fetch it again.") from error
    sheets = []
    for element in root.iter(f"{_TABLE}table"):
        table = _OdsTable()
        for row in element.iter(f"{_TABLE}table-row"):
            table.add(row)
        sheets.append(Sheet(element.get(f"{_TABLE}name") or "Sheet", tuple(table.rows)))
    return sheets


def _read_ods_cells(row: etree._Element) -> tuple[str, ...]:
    cells: list[str] = []
    for element in row:
        if element.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        repeat = min(_repeats(element, "number-columns-repeated"), MAX_COLUMNS - len(cells))
        cells.extend([_read_ods_cell(element)] * repeat)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _read_ods_cell(element: etree._Element) -> str:
    """A date's stored value as a day, else the text that is shown: several paragraphs are lines."""
    stored = element.get(f"{_OFFICE}date-value")
    if stored:
        return stored.removesuffix("T00:00:00")
    return "\n".join(_read_ods_text(paragraph) for paragraph in element.iterchildren(f"{_TEXT}p"))


def _read_ods_text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * _repeats_of(child.get(f"{_TEXT}c")))
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        else:
            parts.append(_read_ods_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _repeats(element: etree._Element, name: str) -> int:
    return _repeats_of(element.get(f"{_TABLE}{name}"))


def _repeats_of(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 1
