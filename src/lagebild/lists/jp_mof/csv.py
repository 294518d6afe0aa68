"""The Japanese list as the ministry offers it since July 2026: one CSV table with a row for each entry."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.jp_mof.entry import read_entry
from lagebild.lists.jp_mof.rows import EntryRows, read_number
from lagebild.lists.jp_mof.sheets import Regime, RegimeSheet, load_regimes
from lagebild.lists.jp_mof.text import fold_heading
from lagebild.lists.source import FieldAccount, ListSource
from lagebild.lists.table import Row, Sheet, Table, TableLog, account_for_tables, find_table, read_csv
from lagebild.model.listing import ListEntry
from lagebild.text.normalize import fold

CATEGORY, IDENTITY, NOTICE_NUMBER, KIND, NAME = "区分", "番号", "告示番号", "個人・団体", "氏名(英語)"
REQUIRED = (CATEGORY, IDENTITY, "告示日付", NOTICE_NUMBER, KIND, "氏名(日本語)", NAME)
"""Columns without which no entry has an identity, a date, a kind or a name."""

HEAD_WORDS = (CATEGORY, NOTICE_NUMBER, KIND)

KINDS = {"個人": "person", "団体": "entity"}

SAME_SHARE = 0.5
"""Two spellings of one name have more than this share of the shorter one's words in common. Chosen, not measured."""

_IDENTITY = re.compile(r"(?P<category>[0-9]+)-(?P<number>[0-9]+)")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class CategoryTable:
    """The table with the regime of each of its categories."""

    table: Table
    regimes: Mapping[str, Regime]

    def account(self, log: TableLog) -> dict[str, FieldAccount]:
        """What became of each cell, by heading."""
        return account_for_tables([self.table], load_field_rules("jp_mof"), log, prefix="jp")


def read_categories(content: bytes, log: TableLog) -> CategoryTable:
    """The table of a CSV file, and which regime each category in it is.

    Raises:
        DocumentError: The bytes are empty, an HTML page or no table.
        SourceChangedError: They are not in UTF-8, a needed column is missing, or a category holds other entries than
            those known of it.
    """
    table = _find_table(content, log.source)
    return CategoryTable(table, _find_regimes(table, log))


def _find_table(content: bytes, source: str) -> Table:
    sheet = read_csv(content, source=source)
    if not content.startswith(_UTF_16):
        try:
            content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceChangedError(
                f"{source}: byte {error.start} is no UTF-8, in which the ministry publishes the list; give the file as "
                "published, whole. The last good version stays in force."
            ) from error
    decoded = Sheet("", tuple((row, tuple(map(_decode, cells))) for row, cells in sheet.rows))
    return find_table(decoded, REQUIRED, source=source, clean=fold_heading)


def _decode(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def read_rows(
    read: CategoryTable, source: ListSource, log: TableLog
) -> Iterator[tuple[EntryRows, ListEntry]]:
    """Every entry with its row; rows that cannot be one are told.

    A category number is the number of the sheet of the workbook before; the reference is made of the regime's key
    and the number of the notice, as there.
    """
    width = len(read.table.columns)
    for row in read.table.rows:
        if len(row.cells) < width:
            message = (
                f"The row has {len(row.cells)} cells where the table has {width} columns; the file may be cut off, or "
                "the row shifted. It is read as far as it goes."
            )
            log.note(row.place, "jp-row-short", message, severity="warning")
        regime = read.regimes.get(_fold(row.get(CATEGORY)))
        if regime is None:
            message = f"{row.get(CATEGORY)!r} is no category; the row is not read."
            log.note(row.place, "jp-category-unreadable", message, severity="error")
            continue
        kind = _read_kind(row, regime, log)
        sheet = RegimeSheet(regime.name, replace(regime, kind=kind), "", read.table)
        rows = EntryRows(sheet, (row,))
        entry = read_entry(rows, source, log, said={}, identity=_read_number(row, log))
        if entry is not None:
            yield rows, entry


def _fold(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip().lstrip("0")


def _read_kind(row: Row, regime: Regime, log: TableLog) -> str:
    """Person or group as the row says; a group among banks is a bank; else what the regime holds."""
    kind = KINDS.get(row.get(KIND))
    if kind is None:
        message = f"{row.get(KIND)!r} says neither person nor group; the entry is what its regime holds."
        log.note(row.cell(KIND), "jp-kind-unknown", message, severity="warning")
        return regime.kind
    return "bank" if kind == "entity" and regime.kind == "bank" else kind


def _read_number(row: Row, log: TableLog) -> str | None:
    """The number in the notice: the part of 番号 after the category, which repeats 告示番号; a difference is told."""
    raw = row.get(IDENTITY)
    match = _IDENTITY.fullmatch(unicodedata.normalize("NFKC", raw))
    stated = read_number(row.get(NOTICE_NUMBER))
    if match is None:
        message = (
            f"{raw!r} is no category and number; the reference is made of {CATEGORY} and {NOTICE_NUMBER}."
        )
        log.note(row.cell(IDENTITY), "jp-id-unreadable", message, severity="warning")
        return None
    number = match["number"].lstrip("0") or "0"
    if match["category"].lstrip("0") != _fold(row.get(CATEGORY)) or (stated and stated[0] != number):
        message = (
            f"{raw!r} disagrees with the category {row.get(CATEGORY)!r} and the number {row.get(NOTICE_NUMBER)!r}; the "
            f"reference is made of the category and {number!r}."
        )
        log.note(row.cell(IDENTITY), "jp-id-disagrees", message, severity="warning")
    return number


def _find_regimes(table: Table, log: TableLog) -> dict[str, Regime]:
    """The regime of each category: by its number where its entries agree, else by the entries alone."""
    held = _collect_names(table)
    numbered = {regime.number: regime for regime in load_regimes() if regime.number}
    found: dict[str, Regime] = {}
    for category, names in held.items():
        agreeing = [regime for regime in load_regimes() if _is_confirmed(regime, names)]
        own = [regime for regime in agreeing if regime.number == category]
        if len(own or agreeing) == 1:
            found[category] = (own or agreeing)[0]
    taken = {regime.key for regime in found.values()}
    for category in sorted(held.keys() - found.keys()):
        regime = numbered.get(category)
        if regime is None or regime.key in taken:
            found[category] = Regime(
                f"category-{category}", "mixed", name=f"{CATEGORY}{category}", is_known=False
            )
        elif _is_confirmed(regime, held[category]) is None:
            found[category] = regime
        else:
            raise SourceChangedError(
                f"{log.source}: category {category} holds other entries than {regime.name}, which stands nowhere else; "
                "the ministry may have numbered its categories anew. The last good version stays in force until the "
                "table of regimes is checked."
            )
    for category, regime in sorted(found.items()):
        _note_category(category, regime, held[category], table, log)
    return found


def _collect_names(table: Table) -> dict[str, dict[str, str]]:
    """Category to number to English name, of the rows that have all three."""
    held: dict[str, dict[str, str]] = {}
    for row in table.rows:
        category, number = _fold(row.get(CATEGORY)), read_number(row.get(NOTICE_NUMBER))
        if category.isdecimal():
            names = held.setdefault(category, {})
            if number:
                names.setdefault(number[0], row.get(NAME))
    return held


def _is_confirmed(regime: Regime, names: Mapping[str, str]) -> bool | None:
    """Whether entries known of a regime stand under their numbers; None where none of these numbers is there."""
    told = [_are_alike(name, names[number]) for number, name in regime.known.items() if number in names]
    return sum(told) * 2 >= len(told) if told else None


def _are_alike(name: str, other: str) -> bool:
    words, others = (set(re.findall(r"\w+", fold(text))) for text in (name, other))
    return len(words & others) > SAME_SHARE * max(min(len(words), len(others)), 1)


def _note_category(
    category: str, regime: Regime, names: Mapping[str, str], table: Table, log: TableLog
) -> None:
    first = next(row for row in table.rows if _fold(row.get(CATEGORY)) == category)
    place = first.cell(CATEGORY)
    if not regime.is_known:
        message = (
            f"The category {category} is not known and has no name in the file; its entries are read under the key "
            f"{regime.key!r}. Add it to the table of regimes."
        )
        log.note(place, "jp-category-unknown", message)
    elif regime.number != category:
        message = (
            f"{regime.name} stands under category {category} instead of {regime.number}, as its entries show."
        )
        log.note(place, "jp-category-moved", message)
    elif _is_confirmed(regime, names) is None:
        message = (
            f"No entry known of {regime.name} is in category {category}; its number alone says what it is."
        )
        log.note(place, "jp-category-unconfirmed", message)


def locate_row(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the row with a reference, without its line end; None where no row has it."""
    if content.startswith(_UTF_16):
        return None
    log = TableLog("content")
    read = read_categories(content, log)
    before = 0
    for number, cells in read.table.sheet.rows:
        row = Row(read.table, number, cells)
        regime = read.regimes.get(_fold(row.get(CATEGORY)))
        if regime is not None and f"{regime.key}-{_read_number(row, log)}" == reference:
            lines = content.splitlines(keepends=True)
            start = sum(map(len, lines[:before]))
            return start, start + len(b"".join(lines[before:number]).rstrip(b"\r\n"))
        before = number
    return None
