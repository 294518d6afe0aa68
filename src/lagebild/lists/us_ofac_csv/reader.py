"""OFAC's two lists as CSV: the main file alone, or all files of one edition in one archive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import is_zip
from lagebild.lists.package import locate_file
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import Cell, Row, account_for_tables
from lagebild.lists.us_ofac.entry import (
    CONSOLIDATED_CSV,
    SDN_CSV,
    build_entry,
    is_consolidated,
    split_programmes,
)
from lagebild.lists.us_ofac.links import resolve_links
from lagebild.lists.us_ofac_csv.entry import CsvDraft, add_address, add_alias, read_row, start_draft
from lagebild.lists.us_ofac_csv.set import (
    FILE_NAMES,
    SetFile,
    SetLog,
    arrange_set,
    is_consolidated_name,
    locate_row,
    peek,
    unpack_files,
)

SOURCE = SDN_CSV
"""The SDN list; the consolidated one is `cons.SOURCE` and is read by the same functions."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

_KNOWN_TYPES = frozenset({"", "individual", "entity", "vessel", "aircraft"})


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the bytes begin like a file or set of the SDN list.

    Aliases, addresses or comments without their main file are recognised too, so that `parse` can say what is
    missing. A main file that is not named like one of the consolidated list is taken for the SDN list here; what
    it is, `parse` finds by its programmes.
    """
    found = peek(content, name)
    return bool(found) and not any(is_consolidated_name(file_name) for file_name in found)


def parse(content: bytes, *, source: str) -> ParsedList:
    """One edition read from its main file, or from an archive with its files.

    Args:
        content: The bytes of sdn.csv or cons_prim.csv, or a zip archive of the set (`package.pack_set`).
        source: What to call it in problems, such as its name; a name that begins with `cons_` says which list it is.

    Returns:
        Entries in the main file's order; `source` is the list that it was found to be. The files state no day, so
        `dated_at` is None. What stands behind an end mark inside the main file is another list joined to it: its
        entries bear the ids of that list.

    Raises:
        DocumentError: The bytes are empty, no text table, or a broken archive.
        SourceChangedError: The main file is missing, or the layout is another one.

    Source:
        OFAC's dat_spec.txt; docs/sources/us_ofac_csv.md.
    """
    log = SetLog(source=source)
    found = arrange_set(unpack_files(content, source), source, log)
    main = found["SDN"]
    _check_types(main, source)
    _note_gaps(found, log)
    drafts = list(_start_drafts(main, source, log))
    by_number: dict[str, list[CsvDraft]] = defaultdict(list)
    for item in drafts:
        by_number[item.draft.reference].append(item)
    for item in drafts:
        item.draft.raw.update({role: [] for role in found if role != "SDN"})
    _join_comments(found.get("COMMENTS"), by_number, log)
    for item in drafts:
        read_row(item, has_comments="COMMENTS" in found)
    _join_rows(found, by_number, log)
    resolve_links(drafts)
    entries = tuple(entry for item in drafts if (entry := build_entry(item.draft)) is not None)
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    tables = [file.table for file in found.values()]
    return ParsedList(
        source=drafts[0].draft.source,
        dated_at=None,
        dated_raw=None,
        entries=entries,
        problems=tuple(log.problems),
        accounted=account_for_tables(tables, load_field_rules("us_ofac_csv"), log, prefix="us"),
    )


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry's row in the main file, its line end left out.

    In an archive only where the main file is stored and not packed, as `package.pack_set` makes it; of a number
    that a joined file holds twice, the first row.
    """
    if not is_zip(content):
        return locate_row(content, reference)
    for name in (*FILE_NAMES["SDN"], *peek(content, "")):
        place = locate_file(content, name)
        if place is not None and peek(content, "").get(name, "SDN") == "SDN":
            found = locate_row(content[slice(*place)], reference)
            return (place[0] + found[0], place[0] + found[1]) if found else None
    return None


def _check_types(main: SetFile, source: str) -> None:
    """Refuse a main file whose columns moved: then most of its rows have a type that does not exist."""
    types = [row.get("SDN_Type").lower() for row in main.rows]
    strange = sum(kind not in _KNOWN_TYPES for kind in types)
    if strange * 2 > len(types):
        raise SourceChangedError(
            f"{source}: the third column of {main.name} holds no type of OFAC's in {strange} of {len(types)} rows; "
            "the columns have moved. The last good version stays in force."
        )


def _note_gaps(found: dict[str, SetFile], log: SetLog) -> None:
    main = found["SDN"]
    missing = [role for role in FILE_NAMES if role not in found]
    if missing:
        names = ", ".join(FILE_NAMES[role][0] for role in missing)
        message = (
            f"Without {names} (or their cons_ forms) what these hold of the entries is unknown, not absent."
        )
        log.note(Cell(main.name, 0, 0), "us-set-incomplete", message)
    for file in found.values():
        if not file.has_end_mark and file.role != "COMMENTS":
            message = "The file does not end with OFAC's end mark (0x1A); compare its number of rows, it may be cut."
            log.note(Cell(file.name, 0, 0), "us-end-mark-missing", message)


def _start_drafts(main: SetFile, source: str, log: SetLog) -> Iterator[CsvDraft]:
    rows = list(main.rows)
    bounds = [0, *(at for at in main.pieces if 0 < at < len(rows)), len(rows)]
    for number, (start, end) in enumerate(pairwise(bounds)):
        piece = rows[start:end]
        list_source = _find_list(piece, [main.name, source] if number == 0 else [])
        if number:
            message = (
                f"The end mark stands inside the file: what follows, {len(piece)} rows, is another file joined to it "
                f"and is read as {list_source.id}. Add each list for itself."
            )
            log.note(piece[0].place, "us-files-joined", message)
        yield from _start_piece(piece, list_source, log)


def _find_list(rows: Iterable[Row], names: Iterable[str]) -> ListSource:
    if any(is_consolidated_name(name) for name in names):
        return CONSOLIDATED_CSV
    if any(name.lower() == FILE_NAMES["SDN"][0] for name in names):
        return SDN_CSV
    return (
        CONSOLIDATED_CSV if is_consolidated(split_programmes(row.get("Program")) for row in rows) else SDN_CSV
    )


def _start_piece(rows: Iterable[Row], list_source: ListSource, log: SetLog) -> Iterator[CsvDraft]:
    first_lines: dict[str, int] = {}
    for row in rows:
        reference = row.get("ent_num")
        if not (reference.isascii() and reference.isdecimal()):
            message = f"The row begins with {reference[:40]!r}, not with a number, and is not read."
            log.note(row.place, "us-reference-unreadable", message, severity="error")
        elif reference in first_lines:
            message = (
                f"The number {reference} stands already in line {first_lines[reference]}; this row, "
                f"{row.get('SDN_Name')!r}, is not read. Compare the two."
            )
            log.note(row.place, "us-reference-repeated", message, severity="error")
        else:
            first_lines[reference] = row.number
            yield start_draft(row, list_source, log)


def _join_comments(file: SetFile | None, by_number: dict[str, list[CsvDraft]], log: SetLog) -> None:
    for row in file.rows if file else ():
        items = by_number.get(row.get("ent_num"), [])
        if not items:
            _note_orphan(row, "us-comment-orphan", "comment", log)
        for item in items:
            rest = row.cells[row.table.columns["remarks"] - 1]
            item.rest = f"{item.rest or ''}{rest}"
            item.draft.raw["COMMENTS"].append(rest)


def _join_rows(found: dict[str, SetFile], by_number: dict[str, list[CsvDraft]], log: SetLog) -> None:
    for role, add, what in (("ALT", add_alias, "alias"), ("ADD", add_address, "address")):
        file = found.get(role)
        for row in file.rows if file else ():
            items = by_number.get(row.get("ent_num"), [])
            if not items:
                _note_orphan(row, f"us-{what}-orphan", what, log)
            for item in items:
                add(item, row)


def _note_orphan(row: Row, code: str, what: str, log: SetLog) -> None:
    message = (
        f"The {what} is of number {row.get('ent_num')!r}, which has no row in the main file; it is not read."
    )
    log.note(row.place, code, message, severity="warning")
