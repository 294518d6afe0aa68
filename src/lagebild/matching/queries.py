"""Reads a file of names to screen: comma-separated in any of its habits, the columns guessed and said."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lagebild.documents.decoding import refuse_binary
from lagebild.errors import UnreadableError
from lagebild.matching.screening import NameQuery
from lagebild.model.problem import Problem, Severity
from lagebild.text.names import fold_name, tokenise_name

_NAME_COLUMNS = (
    *(
        "name",
        "fullname",
        "namefull",
        "completename",
        "entityname",
        "personname",
        "companyname",
        "vesselname",
    ),
    *(
        "customername",
        "customer",
        "client",
        "caption",
        "entity",
        "company",
        "vessel",
        "ship",
        "subject",
        "person",
    ),
    *(
        "counterparty",
        "supplier",
        "organisation",
        "organization",
        "vollstandigername",
        "firma",
        "kunde",
        "schiff",
    ),
    *("lieferant", "names", "query", "title", "nom", "nombre", "имя", "成名", "이름", "姓名"),
)
_PART_COLUMNS = (
    ("firstname", "givenname", "forename", "vorname", "prenom", "nombres"),
    ("middlename", "secondname", "thirdname", "patronymic"),
    ("lastname", "surname", "familyname", "nachname", "familienname", "apellido", "apellidos"),
)
_ID_COLUMNS = (
    "id",
    "queryid",
    "customerid",
    "clientid",
    "recordid",
    "entityid",
    "ref",
    "reference",
    "key",
    "nr",
    "no",
    "number",
)
_SCHEMA_COLUMNS = ("schema", "entitytype", "type")
_SCHEMATA = {
    **dict.fromkeys(
        ("person", "individual", "natural person", "naturalperson", "natürliche person"), "Person"
    ),
    **dict.fromkeys(("company",), "Company"),
    **dict.fromkeys(("organization", "organisation"), "Organization"),
    **dict.fromkeys(("legalentity", "entity", "legal entity"), "LegalEntity"),
    **dict.fromkeys(("vessel", "ship", "schiff"), "Vessel"),
    **dict.fromkeys(("airplane", "aircraft"), "Airplane"),
}
_DELIMITERS = ",;\t|"
_LONGEST_RECORD_LINES = 10
_LONGEST_NAME = 1000
"""Characters of a name that are compared; a longer cell is no name, and its beginning is still asked for."""

_MOSTLY = 0.5
_SAMPLE_LENGTH = 64 * 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MANY_CONTROLS = 3
_CONTROL_SHARE = 0.03
"""Random bytes have a share of 0.10 of controls; a table of names has a stray one at most."""


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Which column is what, by number from 0; `has_header` is False where the first row is a name already."""

    names: tuple[int, ...]
    id: int | None
    schema: int | None
    has_header: bool
    header: tuple[str, ...] = ()
    delimiter: str = ","

    def describe(self) -> str:
        """The guess in one line for people."""

        def title(column: int) -> str:
            return repr(self.header[column]) if self.has_header else f"column {column + 1}"

        parts = [f"name = {' + '.join(title(column) for column in self.names)}"]
        parts.append(f"id = {title(self.id)}" if self.id is not None else "id = row number")
        if self.schema is not None:
            parts.append(f"schema = {title(self.schema)}")
        return ", ".join(parts) + ("" if self.has_header else " (no header row)")


@dataclass(frozen=True, slots=True)
class NameFile:
    """The queries of one file, the columns guessed (None where there is no row), and what was lost."""

    queries: tuple[NameQuery, ...]
    columns: NameColumns | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Log:
    source: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, code: str, message: str, severity: Severity = "error") -> None:
        locator = f"line {line}" if line else ""
        self.problems.append(
            Problem(source=self.source, locator=locator, code=code, message=message, severity=severity)
        )


def read_name_file(content: bytes, *, source: str, name_column: str | None = None) -> NameFile:
    """Read names to screen from delimited text.

    Args:
        content: The file's bytes: UTF-8 or UTF-16 with a byte order mark, UTF-8, or Windows-1252 as the
            last resort.
        source: What to call the file in problems.
        name_column: The name column's title, where the guess is not wanted.

    Returns:
        A query for every row with a name; a Problem for every row without one or that cannot be read.

    Raises:
        ValueError: `name_column` is not in the header.
        DocumentError: The bytes are no text.
    """
    log = _Log(source)
    refuse_binary(content, source)
    text = _decode(content, log) if content else ""
    _refuse_noise(text, source)
    lines = text.splitlines(keepends=True)
    delimiter = _guess_delimiter(lines[:50])
    records = _read_records(lines, delimiter, log)
    first: list[tuple[int, list[str]]] = []
    for record in records:
        first.append(record)
        if len(first) == 200:  # noqa: PLR2004  # enough rows to tell the columns from
            break
    first = [record for record in first if not _is_blank(record[1])]
    if not first:
        log.note(0, "names-empty", "The file holds no row; name a CSV file with one name in each row.")
        return NameFile((), None, tuple(log.problems))
    columns = _guess_columns([cells for _, cells in first], delimiter, name_column)
    width = len(columns.header) if columns.has_header else _usual_width([cells for _, cells in first])
    rows = [*first[1 if columns.has_header else 0 :], *(row for row in records if not _is_blank(row[1]))]
    if not rows:
        log.note(0, "names-empty", "The file holds a header and no row; add one name in each row.")
    queries = tuple(
        query
        for row in rows
        if _fits(row, width, columns, log) and (query := _read_query(row, columns, log)) is not None
    )
    return NameFile(queries, columns, tuple(log.problems))


def _refuse_noise(text: str, source: str) -> None:
    """Refuse text of which more than a few characters are controls: bytes that somebody took for a table."""
    sample = text[:_SAMPLE_LENGTH]
    controls = len(_CONTROLS.findall(sample))
    if controls >= _MANY_CONTROLS and controls > _CONTROL_SHARE * len(sample):
        raise UnreadableError(
            f"{source}: {controls} of the first {len(sample)} characters are control characters or damaged, so this "
            "is no table of names; nothing was screened. Save the names as CSV in UTF-8."
        )


def _is_blank(cells: Sequence[str]) -> bool:
    """Whether a row holds nothing but separators, whichever the file's own is."""
    return not "".join(cells).strip(_DELIMITERS + ' \t\r\n"\ufeff\u00a0')


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of fields that most rows have; the larger of equals."""
    widths = [len(row) for row in rows]
    return max(set(widths), key=lambda width: (widths.count(width), width))


def _fits(row: tuple[int, list[str]], width: int, columns: NameColumns, log: _Log) -> bool:
    """False with a Problem where a row has more fields than the file has columns: which is the name is not known."""
    line, cells = row
    if not any(cell.strip() for cell in cells[width:]):
        return True
    counted = f"the header has {width}" if columns.has_header else f"the other rows have {width}"
    message = (
        f"The row has {len(cells)} fields where {counted}, so that its name may be cut in two; it was not screened. "
        f'Put quotation marks around a value that holds "{columns.delimiter}".'
    )
    log.note(line, "names-row-too-long", message)
    return False


def _decode(content: bytes, log: _Log) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_lines(content, log)


def _decode_lines(content: bytes, log: _Log) -> str:
    """Text that is not all UTF-8: as Windows-1252 where most lines are not, else the broken lines only."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    marked = [number for number, line in enumerate(lines) if not line.isascii()]
    broken = [number for number in marked if not _is_utf8(lines[number])]
    if len(broken) > _MOSTLY * len(marked):
        log.note(0, "names-encoding", "The file is not UTF-8; it was read as Windows-1252.", "note")
        return "".join(line.decode("cp1252", "replace") for line in lines)
    for number in broken:
        log.note(
            number + 1, "names-encoding", "The line is not UTF-8; it was read as Windows-1252.", "warning"
        )
    wrong = set(broken)
    return "".join(
        line.decode("cp1252" if number in wrong else "utf-8", "replace") for number, line in enumerate(lines)
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess_delimiter(lines: Sequence[str]) -> str:
    """The delimiter that most lines have equally often; the comma where none has any."""

    def steadiness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if line.strip()]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0, usual)

    best = max(_DELIMITERS, key=steadiness)
    return best if steadiness(best)[0] else ","


def _read_records(lines: Sequence[str], delimiter: str, log: _Log) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first line's number; an unclosed quote costs its line, not the file's rest."""
    at = 0
    while at < len(lines):
        end = _end_of_record(lines, at)
        if end is None:
            log.note(at + 1, "names-quote-open", "A quotation mark is not closed; the row was left out.")
            at += 1
            continue
        text = "".join(lines[at:end])
        if text.strip():
            try:
                yield (
                    at + 1,
                    next(
                        csv.reader(
                            [text.rstrip("\r\n")] if end == at + 1 else lines[at:end], delimiter=delimiter
                        )
                    ),
                )
            except (csv.Error, StopIteration) as error:
                log.note(
                    at + 1, "names-row-unreadable", f"The row cannot be read ({error}); it was left out."
                )
        at = end


def _end_of_record(lines: Sequence[str], at: int) -> int | None:
    quotes = 0
    for end in range(at, min(at + _LONGEST_RECORD_LINES, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return None


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", fold_name(title))


def _guess_columns(rows: list[list[str]], delimiter: str, name_column: str | None) -> NameColumns:
    header = tuple(cell.strip() for cell in rows[0])
    keys = [_key(cell) for cell in header]
    if name_column is not None:
        if name_column not in header:
            raise ValueError(f"no column {name_column!r}; the columns are {', '.join(header)}")
        return NameColumns(
            (header.index(name_column),),
            _first(keys, _ID_COLUMNS),
            _first(keys, _SCHEMA_COLUMNS),
            has_header=True,
            header=header,
            delimiter=delimiter,
        )
    name = _first(keys, _NAME_COLUMNS)
    parts = tuple(column for forms in _PART_COLUMNS if (column := _first(keys, forms)) is not None)
    if name is not None or parts:
        names = (name,) if name is not None else parts
        return NameColumns(
            names,
            _first(keys, _ID_COLUMNS),
            _first(keys, _SCHEMA_COLUMNS),
            has_header=True,
            header=header,
            delimiter=delimiter,
        )
    has_header = len(rows) > 1 and _first(keys, _ID_COLUMNS) is not None
    body = rows[1:] if has_header else rows
    return NameColumns(
        (_wordiest(body),),
        _first(keys, _ID_COLUMNS) if has_header else None,
        None,
        has_header,
        header,
        delimiter,
    )


def _first(keys: list[str], forms: Sequence[str]) -> int | None:
    return next((keys.index(form) for form in forms if form in keys), None)


def _wordiest(rows: list[list[str]]) -> int:
    """The column whose cells hold most words of letters, the first of equals."""
    width = max(map(len, rows), default=1)
    letters = [
        sum(
            any(char.isalpha() for char in row[column]) + min(len(tokenise_name(row[column])), 4)
            for row in rows
            if column < len(row)
        )
        for column in range(width)
    ]
    return letters.index(max(letters)) if letters else 0


def _read_query(row: tuple[int, list[str]], columns: NameColumns, log: _Log) -> NameQuery | None:
    line, cells = row
    name = " ".join(filter(None, (cells[column].strip() for column in columns.names if column < len(cells))))
    if not any(char.isalnum() for char in name):
        shown = repr(name[:40]) if name else "empty"
        log.note(line, "names-no-name", f"The name is {shown}: nothing to ask for; the row was left out.")
        return None
    if len(name) > _LONGEST_NAME:
        log.note(
            line,
            "names-too-long",
            f"The name has {len(name)} characters; the first {_LONGEST_NAME} were asked for.",
            "warning",
        )
        name = name[:_LONGEST_NAME]
    given = cells[columns.id].strip() if columns.id is not None and columns.id < len(cells) else ""
    schema = (
        cells[columns.schema].strip() if columns.schema is not None and columns.schema < len(cells) else ""
    )
    return NameQuery(
        id=given or str(line - columns.has_header), name=name, schema=_SCHEMATA.get(schema.casefold())
    )
