"""The sheets of the Japanese list: which regime each is, its table, and what stands above the table."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from lagebild.errors import SourceChangedError
from lagebild.lists.account import FieldCounts, FieldRule, close_accounts, load_field_rules
from lagebild.lists.jp_mof.text import decode_escapes, fold_heading
from lagebild.lists.source import FieldAccount
from lagebild.lists.table import Cell, Sheet, Table, TableLog, account_for_tables, find_table

REQUIRED = ("告示日付", "告示番号", "日本語表記", "英語表記")
"""Columns that every table has; one that is renamed must not make entries without a date or name."""

CONTENTS = "一覧"
"""Name of the first sheet, which lists the others by number."""

_NUMBER = re.compile(r"^(?P<number>[0-9]+)[.．]")
_ABOLISHED = re.compile(r"告示廃止|廃止】")
_NOTE = re.compile(r"[(（]注|^※|^\s*[*#＊＃]に続く")


@dataclass(frozen=True, slots=True)
class Regime:
    """What the ministry freezes under one heading.

    Attributes:
        key: Stable word of ours that references begin with, such as `dprk-1718-persons`.
        kind: `person`, `entity`, `bank`, `mixed` or `released`.
        marked: Key of the regime whose numbers stand after `*` or `#` in this sheet; empty for none.
        name: The sheet's name without the number before it, widths and spaces folded.
        number: That number in the edition of 2026-03-05, which is the category (区分) in the CSV file.
        known: Some of its entries, number to English name, by which a category that was numbered anew is found.
        is_known: Whether the table of regimes has it.
    """

    key: str
    kind: str
    marked: str = ""
    name: str = ""
    number: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class RegimeSheet:
    """One sheet with a table.

    Attributes:
        name: Its name without the number before it, spaces outside removed.
        title: The lines above its table, notes left out: whom the notice concerns.
        table: The table; paths in the accounts begin with the regime's key.
    """

    name: str
    regime: Regime
    title: str
    table: Table

    @property
    def programme(self) -> str:
        """The regime's name, folded: it is the same in the workbook and in the CSV file."""
        return self.regime.name or fold_heading(self.name)


@dataclass(slots=True)
class Workbook:
    """Every sheet, read; `around` counts the cells outside the tables, by path."""

    sheets: list[RegimeSheet]
    around: dict[str, FieldCounts]

    def account(self, log: TableLog) -> dict[str, FieldAccount]:
        """What became of each cell of the workbook, by regime and heading."""
        rules = load_field_rules("jp_mof")
        paths: dict[str, FieldRule] = {}
        for sheet in self.sheets:
            for heading in sheet.table.columns:
                if heading in rules:
                    paths[f"{sheet.table.path}/{heading}"] = rules[heading]
        for path in self.around:
            paths[path] = rules[path.rpartition("/")[2]]
        tables = account_for_tables([sheet.table for sheet in self.sheets], paths, log, prefix="jp")
        return {**close_accounts(self.around, paths), **tables}


def split_sheet_name(name: str) -> tuple[int | None, str]:
    """The number before a sheet's name, and the rest."""
    folded = " ".join(name.split())
    match = _NUMBER.match(folded)
    return (int(match["number"]), folded[match.end() :].strip()) if match else (None, folded)


@cache
def load_regimes() -> tuple[Regime, ...]:
    """The regimes known, in the order of their numbers."""
    text = files("lagebild.lists").joinpath("jp_mof", "regimes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Regime(
            key=row["key"],
            kind=row["kind"],
            marked=row["marked"],
            name=row["sheet"],
            number=row["number"],
            known={
                number: name
                for number, _, name in (item.partition(" ") for item in row["known"].split("; ") if item)
            },
        )
        for row in rows
    )


@cache
def load_meanings() -> dict[str, str]:
    """Heading to what the column means: the last column of `fields.tsv`."""
    text = files("lagebild.lists").joinpath("jp_mof", "fields.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["path"]: row["meaning"] for row in rows if row["meaning"]}


def find_regime(name: str) -> Regime:
    """The regime of a sheet by its name without the number, which moves when sheets are added.

    A name that is not known gets a key made of it, stable as long as the name is.
    """
    folded = fold_heading(name)
    known = next((regime for regime in load_regimes() if regime.name == folded), None)
    if known is not None:
        return known
    digest = hashlib.sha256(folded.encode()).hexdigest()[:10]
    persons, entities = "個人" in folded, "団体" in folded and "除く" not in folded.partition("団体")[0]
    kind = "released" if "解除" in folded else "mixed"
    if persons != entities and kind == "mixed":
        kind = "person" if persons else "entity"
    return Regime(f"sheet-{digest}", kind, name=folded, is_known=False)


def read_sheets(sheets: list[Sheet], log: TableLog) -> Workbook:
    """The regimes of a workbook.

    Raises:
        SourceChangedError: A sheet that the contents name is missing, or one has neither a table nor a word that
            its notice is abolished.
    """
    book = Workbook([], {})
    _compare_with_contents(sheets, log)
    for sheet in sheets:
        decoded = Sheet(
            sheet.name, tuple((row, tuple(map(decode_escapes, cells))) for row, cells in sheet.rows)
        )
        number, name = split_sheet_name(sheet.name)
        if number is None and fold_heading(sheet.name) == CONTENTS:
            _ignore(book, decoded, CONTENTS)
            continue
        regime = find_regime(name)
        if regime.kind == "released" or _is_abolished(decoded):
            _read_abolished(book, decoded, regime, log)
            continue
        if not regime.is_known:
            message = (
                f"The sheet {sheet.name!r} is not known; its entries are read under the key {regime.key!r}, made of "
                "its name. Add it to the table of regimes."
            )
            log.note(Cell(sheet.name, 0, 0), "jp-sheet-unknown", message)
        table = find_table(decoded, REQUIRED, source=log.source, clean=fold_heading, path=regime.key)
        title = _read_title(book, decoded, table)
        book.sheets.append(RegimeSheet(name, regime, title, table))
    return book


def _compare_with_contents(sheets: list[Sheet], log: TableLog) -> None:
    """Refuse a workbook that lacks a sheet which its contents name: nobody would miss its entries."""
    contents = next((sheet for sheet in sheets if fold_heading(sheet.name) == CONTENTS), None)
    if contents is None:
        message = "The workbook has no sheet of contents; whether a sheet is missing cannot be seen."
        log.note(Cell(sheets[0].name if sheets else "", 0, 0), "jp-contents-missing", message)
        return
    present = {split_sheet_name(sheet.name)[0] for sheet in sheets}
    for row, cells in contents.rows:
        number = fold_heading(cells[0]) if cells else ""
        if number.isdecimal() and int(number) not in present:
            title = cells[1].strip() if len(cells) > 1 else ""
            raise SourceChangedError(
                f"{log.source}: {Cell(contents.name, row, 1)} names a sheet {number} ({title[:60]}) that is not in the "
                "workbook; the last good version stays in force."
            )


def _is_abolished(sheet: Sheet) -> bool:
    return any(_ABOLISHED.search(cell) for cell in _filled(sheet)) and not any(
        fold_heading(cell) in REQUIRED for cell in _filled(sheet)
    )


def _read_abolished(book: Workbook, sheet: Sheet, regime: Regime, log: TableLog) -> None:
    if not _is_abolished(sheet) and any(_filled(sheet)):
        raise SourceChangedError(
            f"{log.source}: {Cell(sheet.name, 0, 0)} should hold a regime that was ended, but does not say so; the "
            "last good version stays in force."
        )
    _ignore(book, sheet, f"{regime.key}/廃止")
    said = " ".join(cell.strip() for cell in _filled(sheet) if _ABOLISHED.search(cell))
    message = f"The regime was ended: {said}. The sheet holds no entries, so that nobody on it can be known."
    log.note(Cell(sheet.name, 0, 0), "jp-regime-ended", message)


def _read_title(book: Workbook, sheet: Sheet, table: Table) -> str:
    """The lines above the headings up to a note, in order; each cell is counted as title or note."""
    lines: list[str] = []
    for cell in _filled(sheet, table.body_from - 1):
        kept = list(_lines_before_note(cell))
        lines.extend(kept)
        if kept:
            _counts(book, f"{table.path}/表題").mapped += 1
        else:
            _counts(book, f"{table.path}/注").ignored += 1
    return " ".join(lines)


def _lines_before_note(cell: str) -> Iterator[str]:
    for line in cell.splitlines():
        if _NOTE.search(line):
            return
        if line.strip():
            yield " ".join(line.split())


def _counts(book: Workbook, path: str) -> FieldCounts:
    return book.around.setdefault(path, FieldCounts())


def _ignore(book: Workbook, sheet: Sheet, path: str) -> None:
    _counts(book, path).ignored += sum(1 for _ in _filled(sheet))


def _filled(sheet: Sheet, rows: int | None = None) -> Iterator[str]:
    """The cells that hold anything, of all rows or the first ones."""
    return (cell for _, cells in sheet.rows[:rows] for cell in cells if cell.strip())
