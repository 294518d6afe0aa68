"""`lagebild screen NAMES.csv --lists FILE…`: names against sanctions lists, each hit explained."""

import csv
import importlib
import importlib.util
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from lagebild.commands.output import (
    REFUSED,
    WRONG_USE,
    console,
    exit_code_of,
    finish,
    make_refusal,
    progress,
    stop,
    tell_problems,
)
from lagebild.errors import DocumentError, SourceError
from lagebild.lists import recognise_list
from lagebild.lists.sets import group_files
from lagebild.matching.compare import ALERT_THRESHOLD
from lagebild.matching.queries import NameFile, read_name_file
from lagebild.matching.screening import COLUMNS, NameQuery, ScreenedList, Screener, ScreenRow
from lagebild.model.problem import Problem

FORMATS = ("csv", "json", "parquet")

NamesArgument = Annotated[Path | None, typer.Argument(help="A CSV file of names.", metavar="NAMES.csv")]
NameOption = Annotated[list[str] | None, typer.Option("--name", help="A single name; may be repeated.")]
ListsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--lists", help="A sanctions list as published; may be repeated, or followed by several files."
    ),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Most entities for each name.")]
ThresholdOption = Annotated[float, typer.Option("--threshold", min=0.0, max=1.0, help="Least score, 0 to 1.")]
FormatOption = Annotated[str, typer.Option("--format", help="csv, json or parquet.")]
ColumnOption = Annotated[str | None, typer.Option("--name-column", help="The title of the name column.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the rows here, not to stdout.")
]
ProblemsOption = Annotated[
    Path | None, typer.Option("--problems", help="Write all problems here as JSON lines.")
]
ExtraArgument = Annotated[
    list[Path] | None, typer.Argument(help="Further list files after --lists.", metavar="FILE…")
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("screen")
    def screen(
        names: NamesArgument = None,
        more: ExtraArgument = None,
        name: NameOption = None,
        lists: ListsOption = None,
        limit: LimitOption = 5,
        threshold: ThresholdOption = ALERT_THRESHOLD,
        output_format: FormatOption = "csv",
        name_column: ColumnOption = None,
        output: OutputOption = None,
        problems_file: ProblemsOption = None,
    ) -> None:
        """Screen names against sanctions lists: one row for each name, hit and listing.

        The name and id columns are guessed and said on stderr. `list_captured_at` is the day that a list file
        states of itself, empty where it states none. Exit code 1: done, but a row was lost.

        Example: lagebild screen customers.csv --lists consolidated.xml --format csv > hits.csv

        Example: lagebild screen --name "Ri Je Son" --lists consolidated.xml
        """
        names_file, list_files = sort_arguments(names, more or [], name or [], lists or [])
        check_format(output_format)
        if not list_files:
            stop("no list to screen against: name one with --lists FILE", WRONG_USE)
        asked, problems = read_queries(
            names_file, name or [], name_column=name_column, problems_file=problems_file
        )
        screened, list_problems = read_lists(list_files)
        problems += list_problems
        if not screened:
            tell_problems(problems, to_file=problems_file)
            stop("none of the lists could be read; see the lines above", REFUSED)
        rows = screen_all(asked, Screener.build(screened), limit=limit, threshold=threshold)
        write_rows(rows, output_format, output)
        tell_problems(problems, to_file=problems_file)
        finish(problems)


def sort_arguments(
    names: Path | None, more: Sequence[Path], single: Sequence[str], lists: Sequence[Path]
) -> tuple[Path | None, list[Path]]:
    """The file of names (None with `--name`) and the list files, whichever order they were given in."""
    positional = [path for path in (names, *more) if path is not None]
    if single:
        return None, [*lists, *positional]
    if not positional:
        stop("nothing to screen: name a CSV file, or one name with --name", WRONG_USE)
    others = [path for path in positional if not is_list_file(path)]
    asked = others[0] if others else positional[0]
    return asked, [*lists, *(path for path in positional if path != asked)]


def is_list_file(path: Path) -> bool:
    """Whether a file claims to be a sanctions list; False where it cannot be read."""
    try:
        return recognise_list(path.read_bytes(), name=path.name) is not None
    except OSError:
        return False


def check_format(name: str) -> None:
    """Stop where rows cannot be written in a format, before any work is done."""
    if name not in FORMATS:
        stop(f"--format {name}: the formats are {', '.join(FORMATS)}", WRONG_USE)
    if name == "parquet" and importlib.util.find_spec("pyarrow") is None:
        stop("--format parquet needs the extra `batch`: pip install 'lagebild[batch]'", WRONG_USE)


def read_queries(
    file: Path | None,
    single: Sequence[str],
    *,
    name_column: str | None = None,
    problems_file: Path | None = None,
) -> tuple[list[NameQuery], list[Problem]]:
    """The names asked for, by option or in a file, and the rows that were lost; says the guessed columns."""
    if file is None:
        asked = [NameQuery(id=str(number), name=name) for number, name in enumerate(single, start=1)]
        return asked, [_empty_name(query) for query in asked if not any(map(str.isalnum, query.name))]
    try:
        read = read_name_file(file.read_bytes(), source=file.name, name_column=name_column)
    except OSError as error:
        stop(f"cannot read {file}: {error.strerror}", REFUSED)
    except DocumentError as error:
        stop(str(error), exit_code_of(error))
    except ValueError as error:
        stop(f"{file}: {error}", WRONG_USE)
    if not read.queries and any(problem.code == "names-empty" for problem in read.problems):
        tell_problems(read.problems, to_file=problems_file)
        stop(f"{file}: nothing to screen; see the line above", REFUSED)
    _say_columns(file, read)
    return list(read.queries), list(read.problems)


def _empty_name(query: NameQuery) -> Problem:
    message = "The name holds no letter and no digit: nothing to ask for."
    return Problem(source="--name", locator=query.id, code="names-no-name", message=message, severity="error")


def _say_columns(file: Path, read: NameFile) -> None:
    if read.columns is not None:
        console.print(f"{file.name}: {len(read.queries)} names; {read.columns.describe()}", markup=False)


def read_lists(files: Sequence[Path]) -> tuple[list[ScreenedList], list[Problem]]:
    """Each list that can be read, with the day it states, and a Problem for each that cannot.

    Files that make up one edition together (OFAC's CSV set) are read as one.
    """
    lists: list[ScreenedList] = []
    problems: list[Problem] = []
    contents: dict[str, bytes] = {}
    for path in files:
        try:
            contents[str(path)] = path.read_bytes()
        except OSError as error:
            stop(f"cannot read {path}: {error.strerror}", REFUSED)
    for name, content in group_files(contents):
        file = Path(name)
        reader = recognise_list(content, name=file.name)
        if reader is None:
            message = "The file is no sanctions list of a known format; nothing was screened against it."
            problems.append(
                Problem(source=file.name, locator="", code="list-unknown", message=message, severity="error")
            )
            continue
        try:
            parsed = reader.parse(content, source=file.name)
        except (DocumentError, SourceError) as error:
            problems.append(make_refusal(file.name, error, code="list-unreadable"))
            continue
        listed = tuple(entry for entry in parsed.entries if not entry.listing.has_ended)
        if ended := len(parsed.entries) - len(listed):
            console.print(
                f"{file.name}: {ended} entries that say they were delisted are left out", markup=False
            )
        lists.append(ScreenedList(entries=listed, captured_at=parsed.dated_at))
        problems.extend(parsed.problems)
        day = parsed.dated_at or "no day stated"
        console.print(f"{file.name}: {parsed.source.id}, {len(parsed.entries)} entries, {day}", markup=False)
    return lists, problems


def screen_all(
    queries: Sequence[NameQuery], screener: Screener, *, limit: int, threshold: float
) -> list[ScreenRow]:
    """Screen every query, with a progress bar."""
    rows: list[ScreenRow] = []
    with_hits = 0
    with progress("Screening", len(queries)) as ticker:
        for query in queries:
            found = screener.screen(query, limit=limit, threshold=threshold)
            with_hits += bool(found)
            rows.extend(found)
            ticker.advance()
    console.print(f"{len(queries)} names, {with_hits} with hits", markup=False)
    return rows


def write_rows(rows: Iterable[ScreenRow], name: str, output: Path | None) -> None:
    """Write the rows in a format, to a file or to stdout."""
    match name:
        case "json":
            content = render_json(rows).encode("utf-8")
        case "parquet":
            content = render_parquet(rows)
        case _:
            content = render_csv(rows).encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        stop(f"cannot write {output}: {error.strerror}", WRONG_USE)


def render_csv(rows: Iterable[ScreenRow]) -> str:
    """The rows as comma-separated text with a header; an unknown value is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        values = row.to_json()
        writer.writerow(["" if values[column] is None else values[column] for column in COLUMNS])
    return text.getvalue()


def render_json(rows: Iterable[ScreenRow]) -> str:
    """The rows as one JSON array, a row on each line."""
    lines = ",\n".join(json.dumps(row.to_json(), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def render_parquet(rows: Iterable[ScreenRow]) -> bytes:
    """The rows as one Parquet file; needs the extra `batch`."""
    pyarrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    values = [row.to_json() for row in rows]
    kinds = {"rank": pyarrow.int32(), "score": pyarrow.float64()}
    schema = pyarrow.schema([(column, kinds.get(column, pyarrow.string())) for column in COLUMNS])
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(values, schema=schema), sink)
    return sink.getvalue()
