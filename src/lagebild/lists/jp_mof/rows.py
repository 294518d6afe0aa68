"""Rows of the Japanese list that make one entry, and the entry while it is read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lagebild.lists.draft import EntryDraft
from lagebild.lists.jp_mof.sheets import RegimeSheet, load_meanings
from lagebild.lists.jp_mof.text import is_unknown
from lagebild.lists.table import Cell, Row

_NUMBER = re.compile(
    r"[*#]?\s*(?P<number>[0-9]+(?:の[0-9]+)*)\s*(?:\(\s*(?P<mark>[*#])\s*(?P<other>[0-9]+)\s*\))?"
)
_SAID_OF = re.compile(r"(?P<number>[0-9]+)\.?に指定した(?P<what>個人|団体)")
"""How entries name each other: `（４５３．に指定した団体）`, the group designated under 453."""
_IDENTIFYING = frozenset({"notices", "number", "name_ja", "name_en"})


@dataclass(frozen=True, slots=True)
class EntryRows:
    """The rows of one entry, the first with its number."""

    sheet: RegimeSheet
    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The row with the number and the names."""
        return self.rows[0]

    def get(self, heading: str) -> str:
        """The cell of a column; the same column of the rows below follows on lines of its own."""
        return "\n".join(value for row in self.rows if (value := row.get(heading)))

    def to_raw(self) -> dict[str, list[str]]:
        """Its fields as published, heading to the values of its rows."""
        return {
            heading: [value for row in self.rows if (value := row.get(heading))]
            for heading in self.sheet.table.columns
        }


def group_rows(sheet: RegimeSheet) -> Iterator[EntryRows]:
    """The entries of a sheet: a row without date, number and names goes on with the one above."""
    held: list[Row] = []
    columns = [heading for heading, meaning in load_meanings().items() if meaning in _IDENTIFYING]
    for row in sheet.table.rows:
        if held and not any(row.get(heading) for heading in columns):
            held.append(row)
            continue
        if held:
            yield EntryRows(sheet, tuple(held))
        held = [row]
    if held:
        yield EntryRows(sheet, tuple(held))


@dataclass(slots=True)
class JapaneseDraft(EntryDraft[Cell]):
    """An entry while it is read; `marked` is the reference of the same entry in another sheet."""

    rows: EntryRows = field(kw_only=True)
    heading: str = ""

    def cell(self) -> Cell:
        """Where the column that is read now stands."""
        return self.rows.first.cell(self.heading)

    def keep(self, text: str) -> None:
        """Keep text of the column that is read now as a note under its heading."""
        if not is_unknown(text):
            self.add_note(self.heading, " ".join(text.split()))


def read_number(raw: str) -> tuple[str, str | None] | None:
    """The entry's number and the one it has in another sheet (`3(*290)`); None where the cell holds neither."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    return (match["number"].replace("の", "-").lstrip("0"), match["other"]) if match else None


def find_kinds_said(sheet: RegimeSheet) -> dict[str, str]:
    """Number to `person` or `entity`, as other entries of a sheet name it; left out where they disagree."""
    said: dict[str, str] = {}
    for row in sheet.table.rows:
        text = unicodedata.normalize("NFKC", "\n".join(row.cells))
        for match in _SAID_OF.finditer(text):
            kind = "person" if match["what"] == "個人" else "entity"
            said[match["number"]] = kind if said.get(match["number"], kind) == kind else ""
    return said


def find_meanings(rows: EntryRows) -> Iterator[tuple[str, str]]:
    """Its columns that have a meaning, each with it."""
    meanings = load_meanings()
    return ((heading, meanings[heading]) for heading in rows.sheet.table.columns if heading in meanings)
