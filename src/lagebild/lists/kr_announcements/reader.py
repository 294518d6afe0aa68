"""South Korea's designations as a table that a person keeps: its ministries announce them one by one, in no list."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files

from lagebild.errors import DocumentError, SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import is_zip, read_head
from lagebild.lists.kr_announcements.entry import NAME_COLUMNS, make_keys, read_entry
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import (
    Sheet,
    Table,
    TableLog,
    account_for_tables,
    find_table,
    read_csv,
    read_workbook,
)
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="kr-announcements",
    authority="KR",
    name={
        "de": "Südkorea: bekanntgemachte Sanktionen",
        "en": "South Korea: announced designations",
        "ko": "대한민국 독자제재 지정 고시",
    },
    publisher="Ministry of Foreign Affairs, Republic of Korea",
    homepage="https://www.mofa.go.kr/www/brd/m_4080/list.do",
    format="CSV or XLSX, a table kept by hand of the ministries' announcements, Korean or English headings",
    form="table",
    key="derived",
    reader_version="2",
)
"""Source: docs/sources/kr_announcements.md."""

REQUIRED = ("announcement_number", "announcement_date")
"""Columns without which a table is not this one; and one of the names."""

DELIMITERS = ",;\t"
"""What parts the cells of a CSV file; the one that the first line holds most."""


def fold_heading(heading: str) -> str:
    """A heading as a column of the table by its Korean or English words; as it stands where it is not known."""
    folded = " ".join(unicodedata.normalize("NFKC", heading).replace("_", " ").casefold().split())
    return _load_headings().get(folded) or _load_headings().get(folded.replace(" ", "")) or folded


@cache
def _load_headings() -> dict[str, str]:
    text = files("lagebild.lists").joinpath("kr_announcements", "fields.tsv").read_text(encoding="utf-8")
    headings: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        for heading in (row["path"].replace("_", " "), *row["headings"].split(";")):
            headings[heading] = row["path"]
    return headings


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the first line of a CSV file, or the file's name for a workbook, is that of this table."""
    if is_zip(content):
        return "kr-announcements" in name.casefold().replace("_", "-")
    lines = read_head(content).splitlines()
    cells = lines[0].replace('"', "").split(_find_delimiter(lines[0])) if lines else []
    return set(REQUIRED) <= {fold_heading(cell) for cell in cells}


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the row with a reference, without its line end.

    None in a workbook, where a row has no place of its own in the compressed bytes; in a file that is not UTF-8 with
    line feeds; and where no row has it.
    """
    if is_zip(content) or content.replace(b"\r\n", b"").find(b"\r") >= 0:
        return None
    try:
        content.decode("utf-8-sig")
        table = _find_table(content, "content")
    except (UnicodeDecodeError, DocumentError, SourceChangedError):
        return None
    keys = make_keys(table.rows)
    wanted = next((number for number, key in keys.items() if key == reference), None)
    if wanted is None:
        return None
    before = max((number for number, _ in table.sheet.rows if number < wanted), default=0)
    ends = [position for position, byte in enumerate(content) if byte == ord("\n")]
    start = ends[before - 1] + 1 if before else 0
    end = ends[wanted - 1] if wanted <= len(ends) else len(content)
    return start, start + len(content[start:end].rstrip(b"\r\n"))


def parse(content: bytes, *, source: str) -> ParsedList:
    """The table read from CSV or from the one sheet of a workbook that holds anything.

    Raises:
        DocumentError: The bytes are no readable table.
        SourceChangedError: A needed column is missing, values stand under no heading, several sheets hold something,
            or no row could be read.
    """
    log = TableLog(source)
    table = _find_table(content, source)
    keys = make_keys(table.rows)
    entries: list[ListEntry] = []
    for row in table.rows:
        reference = keys.get(row.number, "")
        entry = read_entry(row, SOURCE, log, reference=reference)
        if entry is not None:
            entries.append(entry)
    if not entries:
        raise SourceChangedError(
            f"{source} holds no row that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=SOURCE,
        dated_at=None,
        dated_raw=None,
        entries=tuple(entries),
        accounted=account_for_tables([table], load_field_rules("kr_announcements"), log, prefix="kr"),
        problems=tuple(log.problems),
    )


def _find_table(content: bytes, source: str) -> Table:
    if is_zip(content):
        sheets = [sheet for sheet in read_workbook(content, source=source) if _is_filled(sheet)]
        if len(sheets) != 1:
            raise SourceChangedError(
                f"{source} has {len(sheets)} sheets that hold something; put the designations into one."
            )
        sheet = sheets[0]
    else:
        lines = read_head(content).splitlines()
        sheet = read_csv(content, source=source, delimiter=_find_delimiter(lines[0] if lines else ""))
    table = find_table(sheet, REQUIRED, source=source, clean=fold_heading)
    if not set(NAME_COLUMNS) & set(table.columns):
        raise SourceChangedError(
            f"{source}: none of the columns {', '.join(NAME_COLUMNS)} is there; the last good version stays in force."
        )
    return table


def _is_filled(sheet: Sheet) -> bool:
    return any(cell.strip() for _, cells in sheet.rows for cell in cells)


def _find_delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)
