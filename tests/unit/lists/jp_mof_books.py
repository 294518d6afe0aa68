"""Makes workbooks in the layout of the Japanese list."""

import io
from collections.abc import Sequence

import openpyxl

Row = Sequence[object]
HEADINGS = ("告示日付", "告示番号", "日本語表記", "英語表記")


def make_book(*sheets: tuple[str, Sequence[Row]], contents: Sequence[Row] | None = None) -> bytes:
    """A workbook with these sheets, after a sheet of contents where rows for it are given."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if contents is not None:
        for row in contents:
            (book["一覧"] if "一覧" in book.sheetnames else book.create_sheet("一覧")).append(list(row))
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def make_table(more: Row, *rows: Row, title: str = "試験の措置") -> list[Row]:
    """Rows of a sheet: a title, the headings that every table has and more, and the entries."""
    return [(title,), (*HEADINGS, *more), *rows]
