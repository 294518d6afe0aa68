"""Tables of the two British lists: the rows of one designation brought together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lagebild.lists.gb_list.record import LOSABLE, Record
from lagebild.lists.gb_list.values import parse_uk_date
from lagebild.lists.table import Cell, Sheet, Table, TableLog, find_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """The columns of one form of a list.

    Attributes:
        reference: Heading of the column with the authority's number.
        shape: What that number looks like.
        required: Headings without which the file is not this form.
        fields: Name of a field to the headings of its parts; an empty heading stands for a part that is not there.
        spellings: Headings, in lower case, that stand for one of those under another name.
        is_one_row: Whether a designation has one row; else it has one for each name and more.
    """

    reference: str
    shape: re.Pattern[str]
    required: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    is_one_row: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that it knows, once."""
        known = (heading for parts in self.fields.values() for heading in parts if heading)
        return tuple(dict.fromkeys((self.reference, *known)))

    def clean(self, heading: str) -> str:
        """A heading as this layout writes it: spaces and capitals differ from edition to edition."""
        words = " ".join(heading.split())
        known = {name.lower(): name for name in self.headings} | dict(self.spellings)
        return known.get(words.lower(), words)


def open_table(sheet: Sheet, layout: TableLayout, log: TableLog) -> Table:
    """The sheet's table; a column of the layout that it lacks is a Problem.

    Raises:
        SourceChangedError: As `find_table`.
    """
    cleaned = {cell: layout.clean(cell) for _, cells in sheet.rows[:12] for cell in cells}
    table = find_table(
        sheet, layout.required, source=log.source, clean=lambda heading: cleaned.get(heading, heading)
    )
    missing = [heading for heading in layout.headings if heading not in table.columns]
    if missing:
        message = f"The columns {', '.join(missing)} are not there; nothing is known of them in this edition."
        row = table.sheet.rows[table.body_from - 1][0]
        log.note(Cell(sheet.name, row, 0), "gb-column-missing", message)
    return table


def note_encoding(content: bytes, table: Table, log: TableLog) -> None:
    """Warn where a CSV file is no Unicode, as the publishers write it: it was read as Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = table.sheet.rows[table.body_from - 1][0]
        message = (
            f"The byte {error.start} is no UTF-8; the file is read as Windows-1252, and names beyond English may be "
            "garbled. Fetch it again."
        )
        log.note(Cell(table.sheet.name, row, 0), "gb-encoding-doubtful", message, severity="warning")


_EDITION = re.compile(r"^(?:report date|last updated|date generated|date)\b[\s:]*(?P<day>.*)$", re.IGNORECASE)


def find_edition_day(table: Table, log: TableLog) -> tuple[str | None, str | None]:
    """The day of the edition from the rows above the headings, and how it is written there; a Problem if none is."""
    raw = None
    for _, cells in table.sheet.rows[: table.body_from - 1]:
        told = [cell.strip() for cell in cells if cell.strip()]
        match = _EDITION.match(told[0]) if told else None
        if match is not None:
            raw = match["day"].strip() or (told[1] if len(told) > 1 else None)
            break
    day = parse_uk_date(raw or "")
    if day is None or len(day) != len("YYYY-MM-DD"):
        first = table.sheet.rows[0][0]
        message = f"No day of this edition stands above the headings ({raw!r}); give it by hand."
        log.note(Cell(table.sheet.name, first, 0), "gb-edition-undated", message, severity="warning")
        return None, raw
    return day, raw


def group_rows(table: Table, layout: TableLayout, log: TableLog) -> list[Record[Cell]]:
    """One record for each reference, in the order of their first rows; a row without one is a Problem."""
    columns = {
        name: tuple(table.columns.get(heading, 0) for heading in headings)
        for name, headings in layout.fields.items()
    }
    known = {name: numbers for name, numbers in columns.items() if any(numbers)}
    grouper = _Grouper(table=table, layout=layout, log=log, columns=known)
    for number, cells in table.sheet.rows[table.body_from :]:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            grouper.add(number, stripped)
    return list(grouper.records.values())


@dataclass(slots=True, kw_only=True)
class _Grouper:
    """Brings rows together.

    Attributes:
        columns: Name of a field to the columns of its parts, 0 for a part that is not there.
        last: The record and the cells of the row before: most rows of a designation repeat almost all of them.
    """

    table: Table
    layout: TableLayout
    log: TableLog
    columns: Mapping[str, tuple[int, ...]]
    records: dict[str, Record[Cell]] = field(default_factory=dict)
    damaged: set[tuple[str, str]] = field(default_factory=set)
    last: tuple[Record[Cell] | None, list[str]] = (None, [])

    def add(self, number: int, cells: list[str]) -> None:
        """Add one row to the record that its reference names."""
        place = Cell(self.table.sheet.name, number, 0)
        width = max(self.table.columns.values())
        if len(cells) < width:
            if not self.table.sheet.name:
                message = f"The line has {len(cells)} of {width} cells; it may be cut off."
                self.log.note(place, "gb-row-short", message, severity="warning")
            cells += [""] * (width - len(cells))
        cells = cells[:width]  # beyond the last heading stands nothing, else the table were refused
        record = self._find_record(cells, place)
        if record is None:
            return
        record.rows.append(place)
        before = self.last[1] if self.last[0] is record else [""] * len(cells)
        self.last = (record, cells)
        changed = {column for column, cell in enumerate(cells, 1) if cell != before[column - 1]}
        self._add_raw(record, cells, changed)
        self._add_fields(record, number, cells, changed)
        if "\ufffd" in "".join(cells):
            self._note_damage(cells, number)

    def _add_raw(self, record: Record[Cell], cells: list[str], changed: set[int]) -> None:
        if not record.raw:
            record.raw.update({heading: [] for heading in self.table.columns})
        for heading, column in self.table.columns.items() if changed else ():
            if column in changed and cells[column - 1] and cells[column - 1] not in record.raw[heading]:
                record.raw[heading].append(cells[column - 1])

    def _add_fields(self, record: Record[Cell], number: int, cells: list[str], changed: set[int]) -> None:
        for name, columns in self.columns.items():
            if name not in LOSABLE and changed.isdisjoint(columns):
                continue
            parts = tuple([cells[column - 1] if column else "" for column in columns])
            if any(parts) and (name in LOSABLE or parts not in record.get(name)):
                first = next(column for column, part in zip(columns, parts, strict=True) if part)
                record.add(name, parts, Cell(record.place.sheet, number, first))

    def _find_record(self, cells: list[str], place: Cell) -> Record[Cell] | None:
        reference = cells[self.table.columns[self.layout.reference] - 1]
        if self.layout.shape.fullmatch(reference) is None:
            code, what = (
                ("gb-reference-unreadable", f"{reference!r}, which is no number of this list")
                if reference
                else ("gb-reference-missing", "no number")
            )
            told = " ".join(cell for cell in cells if cell)[:80]
            message = f"The row ({told}) has {what} under {self.layout.reference!r} and is not read; ask the publisher."
            self.log.note(place, code, message, severity="error")
            return None
        record = self.records.get(reference)
        if record is None:
            record = self.records[reference] = Record(reference=reference, place=place)
        elif self.layout.is_one_row:
            message = f"{reference} stands already in {record.place}; this row is not read. Compare the two."
            self.log.note(place, "gb-reference-repeated", message, severity="error")
            return None
        return record

    def _note_damage(self, cells: list[str], number: int) -> None:
        """Tell once of each damaged value; every cell that holds it is lost."""
        for heading, column in self.table.columns.items():
            value, place = cells[column - 1], Cell(self.table.sheet.name, number, column)
            if "\ufffd" in value and (heading, value) in self.damaged:
                self.log.lost.add(place)
            elif "\ufffd" in value:
                self.damaged.add((heading, value))
                message = f"{value[:120]!r} holds characters that were lost before publication."
                self.log.note(place, "gb-text-damaged", message, severity="warning")
