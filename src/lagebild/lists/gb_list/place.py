"""Where an entry of a British list stands in the bytes of an edition."""

import csv
from collections.abc import Iterator

_OPEN, _CLOSE = b"<Designation>", b"</Designation>"
_SAMPLE = 12


def locate_designation(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the `Designation` element with a Unique ID; None where none shows itself."""
    wanted, position = reference.encode(), 0
    while (position := content.find(wanted, position)) >= 0:
        before, after = content.rfind(b"<", 0, position), content.find(b"<", position)
        if content[before:position].strip() == b"<UniqueID>" and content[position:after].strip() == wanted:
            start, end = content.rfind(_OPEN, 0, position), content.find(_CLOSE, position)
            return None if start < 0 or end < 0 else (start, end + len(_CLOSE))
        position += len(wanted)
    return None


def locate_rows(content: bytes, reference: str, *, heading: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the rows of a CSV file whose cell under a heading is a reference.

    Returns:
        From the first row to the last, without the last line break. None where there is no such row, where rows of
        others stand between, and where the file is written in UTF-16.
    """
    column, found, is_interrupted = None, [], False
    for start, end in _split_records(content):
        record = content[start:end]
        if column is None:
            column = _find_column(record, heading)
            continue
        is_wanted = reference.encode() in record and _read_cell(record, column) == reference
        if is_wanted and is_interrupted:
            return None
        if is_wanted:
            found.append((start, end))
        elif found:
            is_interrupted = True
    return (found[0][0], found[-1][1]) if found else None


def _split_records(content: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each record: a line break inside quotation marks ends none."""
    start = position = 0
    is_quoted = False
    while position < len(content):
        line_end = content.find(b"\n", position)
        line_end = len(content) if line_end < 0 else line_end
        is_quoted ^= content.count(b'"', position, line_end) % 2 == 1
        position = line_end + 1
        if not is_quoted:
            yield start, line_end - (content[line_end - 1 : line_end] == b"\r")
            start = position


def _read_cells(record: bytes) -> list[str]:
    try:
        return next(csv.reader(record.decode("utf-8-sig", errors="replace").splitlines(keepends=True)), [])
    except csv.Error:
        return []


def _find_column(record: bytes, heading: str) -> int | None:
    cells = [" ".join(cell.split()) for cell in _read_cells(record)]
    return cells.index(heading) if heading in cells else None


def _read_cell(record: bytes, column: int) -> str:
    cells = _read_cells(record)
    return cells[column].strip() if column < len(cells) else ""
