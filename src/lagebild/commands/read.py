"""`lagebild read`: what documents say, as annotations with their exact place; needs no workspace."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from lagebild.commands.output import (
    REFUSED,
    console,
    exit_code_of,
    finish,
    make_refusal,
    progress,
    stop,
    tell_problems,
)
from lagebild.errors import DocumentError
from lagebild.model.annotation import Annotation
from lagebild.model.document import Document
from lagebild.model.problem import Problem
from lagebild.pipeline import ingest
from lagebild.reading import RuleReader

EXAMPLE = "Example:  lagebild read statement.html answer.txt --format json > read.jsonl"


def to_json(document: Document, notes: Sequence[Annotation]) -> dict[str, Any]:
    """One document as the output contract shapes it: document, text, annotations."""
    return {
        "document": document.to_json(),
        "text": document.text,
        "annotations": [note.to_json() for note in notes],
    }


def to_table(name: str, document: Document, notes: Sequence[Annotation]) -> str:
    """One document for people: its head, then one line per annotation."""
    issuers = ", ".join(document.issuers) or "issuers unknown"
    head = f"{name}: {document.kind}, {document.date or 'no date'}, {document.lang or 'language unknown'}, {issuers}"
    rows = [
        f"{note.start:>8}  {note.layer:<9} {note.factuality:<16} {note.label}  “{_shorten(note.exact)}”"
        for note in notes
    ]
    return "\n".join([head, *rows]) + "\n"


def _shorten(quote: str, length: int = 60) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _read_one(path: Path, reader: RuleReader) -> tuple[Document, list[Annotation], list[Problem]]:
    made = ingest(path.read_bytes(), name=path.name, annotator=reader)
    return made.document, list(made.annotations), list(made.problems)


def read(
    files: Annotated[
        list[Path], typer.Argument(help="Documents: HTML, plain text or PDF.", show_default=False)
    ],
    output: Annotated[
        Literal["json", "table"], typer.Option("--format", help="json, or a table for people.")
    ] = "table",
    problems_file: Annotated[
        Path | None, typer.Option("--problems", help="Write all problems to this file as JSON lines.")
    ] = None,
) -> None:
    """Read documents into annotations with their exact place.

    With one file, `--format json` prints one JSON object; with several, one object per line, in the order given.
    """
    missing = [str(path) for path in files if not path.is_file()]
    if missing and len(missing) == len(files):
        stop(f"no such file: {', '.join(missing)}; name files that exist", REFUSED)
    problems: list[Problem] = []
    refused: list[DocumentError] = []
    reader = RuleReader()
    done = 0
    with progress("reading", total=len(files)) as ticker:
        for path in files:
            try:
                document, notes, found = _read_one(path, reader)
            except DocumentError as error:
                refused.append(error)
                problems.append(make_refusal(str(path), error, code="document-refused"))
            except OSError as error:
                problems.append(make_refusal(str(path), error, code="document-refused"))
            else:
                done += 1
                problems += found
                _print(path, document, notes, output, single=len(files) == 1)
            ticker.advance()
    tell_problems(problems, to_file=problems_file)
    if not done:
        raise typer.Exit(exit_code_of(refused[0]) if refused else REFUSED)
    finish(problems)


def _print(path: Path, document: Document, notes: list[Annotation], output: str, *, single: bool) -> None:
    if output == "json":
        typer.echo(json.dumps(to_json(document, notes), ensure_ascii=False, indent=1 if single else None))
    else:
        typer.echo(to_table(path.name, document, notes))
        console.print(f"{path.name}: {len(notes)} annotations", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read", epilog=EXAMPLE)(read)
