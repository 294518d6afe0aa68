"""`lagebild scan FILE… --lists FILE…`: where listed names stand in documents."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from lagebild.commands.output import REFUSED, console, finish, make_refusal, progress, stop, tell_problems
from lagebild.commands.screen import is_list_file, read_lists
from lagebild.documents import read_document
from lagebild.errors import DocumentError
from lagebild.matching.entry import IndexEntry
from lagebild.matching.scanner import Scanner
from lagebild.model.match import NameHit
from lagebild.model.problem import Problem

CONTEXT_CHARS = 32
"""Characters of text that are printed before and after a quote, as the W3C TextQuoteSelector asks for."""

FilesArgument = Annotated[
    list[Path], typer.Argument(help="Documents: HTML, PDF or plain text.", metavar="FILE…")
]
ListsOption = Annotated[
    list[Path], typer.Option("--lists", help="A sanctions list as published; may be repeated.")
]
ProblemsOption = Annotated[
    Path | None, typer.Option("--problems", help="Write all problems here as JSON lines.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("scan")
    def scan(files: FilesArgument, lists: ListsOption, problems_file: ProblemsOption = None) -> None:
        """Print every place of a listed name in documents, one JSON object on each line.

        Offsets count code points of the document's text as `lagebild read` prints it.

        Example: lagebild scan statement.html report.txt --lists consolidated.xml
        """
        documents = [file for file in files if not is_list_file(file)]
        screened, problems = read_lists([*lists, *(file for file in files if file not in documents)])
        if not screened:
            tell_problems(problems, to_file=problems_file)
            stop("none of the lists could be read; see the lines above", REFUSED)
        scanner = Scanner.build(
            IndexEntry.of(entry) for screened_list in screened for entry in screened_list.entries
        )
        refused = 0
        with progress("Scanning", len(documents)) as ticker:
            for file in documents:
                refused += not _scan_file(file, scanner, problems)
                ticker.advance()
        tell_problems(problems, to_file=problems_file)
        if refused == len(documents):
            stop("none of the documents could be read; see the lines above", REFUSED)
        finish(problems)


def _scan_file(file: Path, scanner: Scanner, problems: list[Problem]) -> bool:
    """Print the finds of one file; False with a Problem where it cannot be read."""
    try:
        document, found = read_document(file.read_bytes(), name=file.name)
    except OSError as error:
        stop(f"cannot read {file}: {error.strerror}", REFUSED)
    except DocumentError as error:
        problems.append(make_refusal(file.name, error, code="document-unreadable"))
        return False
    problems.extend(found)
    hits = scanner.scan(document.text)
    for line in render_hits(file.name, document.text, hits):
        typer.echo(line)
    console.print(f"{file.name}: {len(hits)} places", markup=False)
    return True


def render_hits(name: str, text: str, hits: list[NameHit]) -> Iterator[str]:
    """Each find as one JSON object: the file, the hit, and the quote with what stands around it."""
    for hit in hits:
        if hit.start is None or hit.end is None:
            continue
        place: dict[str, Any] = {
            "file": name,
            **hit.to_json(),
            "exact": text[hit.start : hit.end],
            "prefix": text[max(0, hit.start - CONTEXT_CHARS) : hit.start],
            "suffix": text[hit.end : hit.end + CONTEXT_CHARS],
        }
        yield json.dumps(place, ensure_ascii=False)
