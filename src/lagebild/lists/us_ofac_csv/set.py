"""The files of OFAC's CSV sets: told apart, parted into rows, each row with its file and line."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lagebild.errors import SourceChangedError
from lagebild.lists.content import HEAD_LENGTH, is_zip, read_head, refuse_wrong_kind
from lagebild.lists.package import read_file_names, unpack_set
from lagebild.lists.table import Cell, Row, Sheet, Table, TableLog, decode_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "SDN": (
        "ent_num",
        "SDN_Name",
        "SDN_Type",
        "Program",
        "Title",
        "Call_Sign",
        "Vess_type",
        "Tonnage",
        "GRT",
        "Vess_flag",
        "Vess_owner",
        "Remarks",
    ),
    "ALT": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "ADD": ("ent_num", "add_num", "address", "city", "country", "add_remarks"),
    "COMMENTS": ("ent_num", "remarks"),
}
"""The columns of each file of a set, the main file first; none has headings.

Source: OFAC's specification of its delimited files (dat_spec.txt), which gives the comments no table of their own.
"""

ROLE_BY_WIDTH = {len(columns): role for role, columns in COLUMNS.items()}

FILE_NAMES = {
    "SDN": ("sdn.csv", "cons_prim.csv"),
    "ALT": ("alt.csv", "cons_alt.csv"),
    "ADD": ("add.csv", "cons_add.csv"),
    "COMMENTS": ("sdn_comments.csv", "cons_comments.csv"),
}
"""How OFAC names the files, of the SDN list and of the consolidated one."""

NULL = "-0-"
"""What OFAC writes for no value, with a space after it in most columns. Source: dat_spec.txt."""

END_MARK = "\x1a"
"""The last character of each file, end of file on CP/M; two files joined have one between them."""

MAX_SHARE_OF_BAD_ROWS = 0.01
"""Share of rows of another width from which the file's layout has changed and no row can be trusted."""

MAX_ROW_LINES = 8
"""Lines that one row may take; in the files read each takes one. An open quotation mark must not swallow the rest."""

_TELLING = {
    "SDN": re.compile(r"-0-|individual|vessel|aircraft|entity"),
    "ALT": re.compile(r"[a-z]ka"),
    "ADD": re.compile(r"\d+"),
}
_TELLING_COLUMN = {"SDN": 2, "ALT": 2, "ADD": 1}
"""What a column of the first row must look like for the file to be taken for one of OFAC's."""

_SHAPE = re.compile(r"\s*\d{1,7}\s*,")


@dataclass(slots=True)
class SetLog(TableLog):
    """What is noted while a set is read; places are cells, the sheet being the file.

    Attributes:
        roles: File name to which file of the set it is.
    """

    roles: dict[str, str] = field(default_factory=dict)

    def locate(self, place: Cell) -> str:
        """File, line and column, as `alt.csv, line 12, alt_name`."""
        columns = COLUMNS.get(self.roles.get(place.sheet, ""), ())
        parts = [place.sheet, f"line {place.row}" if place.row else ""]
        if place.column:
            named = 0 < place.column <= len(columns)
            parts.append(columns[place.column - 1] if named else f"column {place.column}")
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class SetFile:
    """One file of a set.

    Attributes:
        role: `SDN` for the main file of either list, `ALT`, `ADD` or `COMMENTS`.
        name: Its name in the archive, or what the caller calls it.
        table: Its rows; a cell that says `-0-` is empty.
        pieces: Indexes in the table's rows at which a further file begins that was joined to this one.
        has_end_mark: Whether it ends with the mark that OFAC writes.
    """

    role: str
    name: str
    table: Table
    pieces: tuple[int, ...] = ()
    has_end_mark: bool = True

    @property
    def rows(self) -> Iterator[Row]:
        """Its rows in order."""
        return self.table.rows


@dataclass(slots=True)
class _Lines:
    """The rows of one file's text while they are parted."""

    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)


def unpack_files(content: bytes, source: str) -> dict[str, bytes]:
    """The files of a set by name; a single CSV stands under what it is called.

    Raises:
        DocumentError: The bytes are empty, no CSV, an HTML page, or a broken archive.
    """
    if is_zip(content):
        return unpack_set(content, source)
    refuse_wrong_kind(content, source, wanted="CSV")
    return {source: content}


def peek(content: bytes, name: str) -> dict[str, str]:
    """Which files of a set the bytes claim to be: file name to role; cheap, only beginnings are read."""
    if is_zip(content):
        names = read_file_names(content)
        roles = {found: _role_by_name(found) for found in names}
        if names and all(found.lower().endswith(".csv") for found in names):
            return {found: role for found, role in roles.items() if role}
        return {}
    role = _role_by_width(read_head(content), is_cut=len(content) > HEAD_LENGTH)
    if role == "COMMENTS" and _role_by_name(name) != "COMMENTS":
        return {}
    return {name: role} if role else {}


def _role_by_name(name: str) -> str | None:
    key = name.lower().rpartition("/")[2]
    return next((role for role, names in FILE_NAMES.items() if key in names), None)


def is_consolidated_name(name: str) -> bool:
    """Whether a file is one of the consolidated list's by its name."""
    return name.lower().rpartition("/")[2].startswith("cons_")


def _role_by_width(head: str, *, is_cut: bool) -> str | None:
    """The file by the width of its first row, which must begin with a number and hold text or a null."""
    lines = head.lstrip("\ufeff").splitlines()
    if not lines or not _SHAPE.match(lines[0]) or (len(lines) == 1 and is_cut):
        return None
    cells = [cell.strip().lower() for cell in next(csv.reader(lines[:1]))]
    role = ROLE_BY_WIDTH.get(len(cells))
    if role in _TELLING and _TELLING[role].fullmatch(cells[_TELLING_COLUMN[role]]) is None:
        return None
    return role


def read_set_file(content: bytes, name: str, log: SetLog) -> SetFile:
    """One file of a set with its rows; which of the files it is, the width of most rows tells.

    Rows of another width are left out, each with a Problem.

    Raises:
        DocumentError: The bytes are no text table.
        SourceChangedError: Most rows have a width that no file of OFAC's has, or too many differ from the others.
    """
    refuse_wrong_kind(content, name, wanted="CSV")
    text = decode_table(content, name)
    _note_encoding(content, text, name, log)
    lines = _part_rows(text)
    widths = [len(cells) for _, cells in lines.rows]
    role = ROLE_BY_WIDTH.get(max(set(widths), key=widths.count)) if widths else None
    if role is None:
        raise SourceChangedError(
            f"{name}: no row has the 12, 6, 5 or 2 columns of OFAC's files; the last good version stays in force."
        )
    log.roles[name] = role
    columns = COLUMNS[role]
    wrong = [(number, cells) for number, cells in lines.rows if len(cells) != len(columns)]
    if len(wrong) + len(lines.bad) > 1 + MAX_SHARE_OF_BAD_ROWS * len(widths):
        where = wrong[0][0] if wrong else lines.bad[0][0]
        raise SourceChangedError(
            f"{name}: {len(wrong) + len(lines.bad)} of {len(widths)} rows do not have {len(columns)} columns, the "
            f"first at line {where}; the last good version stays in force."
        )
    for number, cells in wrong:
        message = f"The row has {len(cells)} columns, not {len(columns)}, and is not read: {cells[:3]!r}."
        log.note(Cell(name, number, 0), "us-row-width", message, severity="error")
    for number, line in lines.bad:
        message = f"The row's quotation marks do not match; it is not read: {line[:80]!r}."
        log.note(Cell(name, number, 0), "us-row-unclosed", message, severity="error")
    return _make_file(role, name, lines, content)


def _make_file(role: str, name: str, lines: _Lines, content: bytes) -> SetFile:
    columns = COLUMNS[role]
    good: list[tuple[int, tuple[str, ...]]] = []
    pieces: list[int] = []
    for index, (number, cells) in enumerate(lines.rows):
        if index in lines.pieces:
            pieces.append(len(good))
        if len(cells) == len(columns):
            good.append((number, tuple("" if cell.strip() == NULL else cell for cell in cells)))
    table = Table(Sheet(name, tuple(good)), {label: at for at, label in enumerate(columns, 1)}, 0, role)
    return SetFile(role, name, table, tuple(pieces), content.rstrip(b"\r\n ").endswith(b"\x1a"))


def _part_rows(text: str) -> _Lines:
    """The rows of a text: one line each, or several where a quotation mark is open at the line's end."""
    found = _Lines()
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number].removesuffix("\r")
        number += 1
        if line.startswith(END_MARK):
            line = line.lstrip(END_MARK)
            found.pieces.append(len(found.rows))
        if not line.strip(" \x1a"):
            continue
        end = _find_row_end(line, lines, number)
        if end is None:
            found.bad.append((number, line))
            continue
        whole = "\n".join([line, *lines[number:end]])
        try:
            cells = next(csv.reader([whole], strict=True))
        except csv.Error:
            found.bad.append((number, line))
            continue
        number = end
        found.rows.append((number, tuple(cells)))
    return found


def _find_row_end(line: str, lines: list[str], start: int) -> int | None:
    """The number of the row's last line; None where its quotation mark is not closed soon."""
    marks = line.count('"')
    for end in range(start, min(start + MAX_ROW_LINES, len(lines)) + 1):
        if marks % 2 == 0:
            return end
        if end < len(lines):
            marks += lines[end].count('"')
    return None


def _note_encoding(content: bytes, text: str, name: str, log: SetLog) -> None:
    place = Cell(name, 0, 0)
    if "\ufffd" in text and "\ufffd".encode() not in content:
        message = "The file holds bytes that are neither UTF-8 nor Windows-1252; those characters are lost."
        log.note(place, "us-encoding-doubtful", message, severity="warning")
        return
    try:
        if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8 (byte {error.start}); it is read as Windows-1252."
        log.note(place, "us-encoding-doubtful", message)


def arrange_set(files: Mapping[str, bytes], source: str, log: SetLog) -> dict[str, SetFile]:
    """The files of a set by role.

    Raises:
        DocumentError: A file cannot be read.
        SourceChangedError: A file is none of OFAC's, stands twice, or the main one is missing.
    """
    found: dict[str, SetFile] = {}
    for name, content in files.items():
        read = read_set_file(content, name, log)
        if read.role in found:
            raise SourceChangedError(
                f"{source} holds {found[read.role].name} and {name}, both with the {len(COLUMNS[read.role])} columns "
                "of one file; give one edition of one list."
            )
        found[read.role] = read
    if len({is_consolidated_name(name) for name in files if _role_by_name(name)}) > 1:
        raise SourceChangedError(
            f"{source} mixes files of the SDN list and of the consolidated list; part them."
        )
    if "SDN" not in found:
        names = ", ".join(sorted(files))
        is_cons = any(is_consolidated_name(name) for name in files)
        main = FILE_NAMES["SDN"][is_cons]
        raise SourceChangedError(
            f"{source} holds {names} ({', '.join(sorted(found))}) without the main file {main}, so that nobody "
            f"knows whose rows they are; add {main} and these together."
        )
    return found


def locate_row(content: bytes, number: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the first row that begins with a number, its line end left out."""
    if not re.fullmatch(r"[0-9]{1,9}", number) or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    match = re.search(
        rb"^(?:\xef\xbb\xbf)?\x1a?(" + number.encode() + rb"\s*,[^\r\n]*)", content, re.MULTILINE
    )
    if match is None:
        return None
    start, end = match.span(1)
    for _ in range(MAX_ROW_LINES):
        if content.count(b'"', start, end) % 2 == 0:
            return start, end
        following = re.compile(rb"\r?\n[^\r\n]*").match(content, end)
        if following is None:
            return None
        end = following.end()
    return None
