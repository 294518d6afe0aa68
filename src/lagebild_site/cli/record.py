"""`init`, `add`, `status`, `erase`: a workspace and what lies in it."""

import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lagebild.commands.output import REFUSED, console, finish, make_refusal, progress, tell_problems
from lagebild.errors import DocumentError, FetchError, RuleError, SourceError
from lagebild.model.problem import Problem
from lagebild_site.cli.opening import (
    ProblemsOption,
    WorkspaceOption,
    open_workspace,
    set_up_django,
    telling_database_faults,
)
from lagebild_site.cli.stages import run_joining
from lagebild_site.workspace import create_workspace

if TYPE_CHECKING:
    from lagebild_site.actions.capture import Origin, Taken
    from lagebild_site.models import Source

INIT_HELP = """Make a new workspace: one folder with settings, database and archive.

\b
Example: lagebild init my-record --title "Watch on regime X"
"""
ADD_HELP = """Take files or addresses into the record: sanctions lists and documents, each archived once under its hash.

\b
Example: lagebild add statement.html consolidated.xml https://www.example.org/statement
"""
STATUS_HELP = """Show what the record holds, and the head of its log.

\b
Example: lagebild status --workspace my-record
"""
PROVE_HELP = """Print what lets anybody check that a leaf lies in the log: leaf, inclusion proof, tree head (RFC 6962).

\b
Example: lagebild prove 0 --older 5 --workspace my-record
"""
ERASE_HELP = """Erase a capture by a recorded decision: gone from archive, text, search and pages.

The leaf in the log, the reason and the date stay; every proof of the others stays good.

\b
Example: lagebild erase 5e88…  --as ada --reason "Published by mistake, withdrawn by the publisher"
"""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("init", help=INIT_HELP)(init)
    app.command("add", help=ADD_HELP)(add)
    app.command("status", help=STATUS_HELP)(status)
    app.command("prove", help=PROVE_HELP)(prove)
    app.command("erase", help=ERASE_HELP)(erase)


def init(
    folder: Path = typer.Argument(..., metavar="DIR", help="A new or empty folder."),
    title: str = typer.Option("Lagebild", help="What the site is called."),
) -> None:
    """Make a new workspace."""
    workspace = create_workspace(folder, title=title)
    set_up_django(workspace)
    console.print(f"Made the workspace {folder}. Next: lagebild add --workspace {folder} FILE…", markup=False)


@dataclass(frozen=True, slots=True)
class Input:
    """One input named on the command line, read into memory with where it came from."""

    content: bytes
    origin: "Origin"


def add(
    inputs: list[str] = typer.Argument(
        ..., metavar="FILE|URL…", help="Files, or addresses that begin with http."
    ),
    source: str = typer.Option(
        "", metavar="SLUG", help="The watched source that they come from; decides what may be shown."
    ),
    url: str = typer.Option("", help="Where a file was published, if it was."),
    workspace: Path | None = WorkspaceOption,
    problems_file: Path | None = ProblemsOption,
) -> None:
    """Take files or addresses into the record."""
    opened = open_workspace(workspace)
    found = _find_source(source)
    problems: list[Problem] = []
    refused, has_new_list = 0, False
    with progress("Adding", len(inputs)) as ticker, telling_database_faults(opened):
        for name in inputs:
            try:
                taken = _take(name, source=found, url=url)
            except (DocumentError, SourceError) as error:
                refused += 1
                problems.append(make_refusal(name, error, code=f"refused-{type(error).__name__}"))
            else:
                problems.extend(taken.problems)
                has_new_list = has_new_list or (taken.is_new and taken.edition is not None)
                console.print(_describe(name, taken), markup=False)
            ticker.advance()
        if has_new_list:
            console.print(run_joining(), markup=False)
    tell_problems(problems, to_file=problems_file)
    if refused == len(inputs):
        raise typer.Exit(REFUSED)
    finish(problems)


def _find_source(slug: str) -> "Source | None":
    from lagebild_site.actions.source import get_source  # noqa: PLC0415  - Django's app loading

    return get_source(slug) if slug else None


def _take(name: str, *, source: "Source | None", url: str) -> "Taken":
    from lagebild_site.actions.capture import take_input  # noqa: PLC0415  - Django's app loading

    one = _open_input(name, source=source, url=url)
    return take_input(one.content, one.origin)


def _open_input(name: str, *, source: "Source | None", url: str) -> Input:
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.capture import Origin  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.source import find_source_of  # noqa: PLC0415  - Django's app loading

    if name.startswith(("http://", "https://")):
        from lagebild.fetch import fetch  # noqa: PLC0415  - slow to import, and files need none of it

        fetched = fetch(name)
        origin = Origin(
            name=name.rstrip("/").rsplit("/", 1)[-1] or name,
            captured_at=read_clock(),
            url=fetched.url,
            source=source or find_source_of(fetched.requested_url) or find_source_of(fetched.url),
            media_type=fetched.media_type,
            request_head=fetched.request_head,
            response_head=fetched.response_head,
        )
        return Input(fetched.content, origin)
    if "://" in name:
        raise FetchError(
            f"{name}: only addresses that begin with http:// or https:// are fetched.", temporary=False
        )
    path = Path(name)
    content = read_file(path)
    guessed, _ = mimetypes.guess_type(path.name)
    return Input(
        content,
        Origin(
            name=path.name,
            captured_at=read_clock(),
            url=url,
            source=source or find_source_of(url),
            media_type=guessed,
        ),
    )


def read_file(path: Path) -> bytes:
    """The bytes of a file named by a person.

    Raises:
        FetchError: It is missing, a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FetchError(f"{path} is not there: check the name.", temporary=False) from error
    except IsADirectoryError as error:
        raise FetchError(
            f"{path} is a folder: name the files in it, such as {path}/*.txt.", temporary=False
        ) from error
    except OSError as error:
        raise FetchError(f"{path} cannot be read: {error.strerror}.", temporary=False) from error


def _describe(name: str, taken: "Taken") -> str:
    if not taken.is_new:
        return f"{name}: held already since {taken.capture.captured_at:%Y-%m-%d %H:%M} UTC, nothing added"
    if taken.edition is not None:
        dated_on = taken.edition.dated_on or "unknown date"
        return f"{name}: list {taken.edition.list_id} of {dated_on}, {taken.edition.entry_count} entries"
    document = taken.document
    if document is None:
        return f"{name}: archived"
    shown = (
        ""
        if taken.capture.may_show == "full_text"
        else "; the public sees quotes only (its source is not named: --source)"
    )
    facts = [document.kind, document.lang or "unknown language", document.date or "no date in the text"]
    return f"{name}: {', '.join(facts)}: {document.title}{shown}"


def status(
    captures: bool = typer.Option(False, "--captures", help="List every capture with its hash too."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Show what the record holds."""
    opened = open_workspace(workspace)
    from lagebild_site.queries.summary import count_record, list_captures, write_lines  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        for line in write_lines(count_record(), is_sample=opened.is_sample):
            typer.echo(line)
        for line in list_captures() if captures else ():
            typer.echo(line)


def prove(
    index: int = typer.Argument(..., min=0, help="The leaf's index, from 0."),
    older: int | None = typer.Option(
        None, min=0, help="Size of an earlier head; adds the consistency proof."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Print a leaf's proof."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.ledger import prove_leaf  # noqa: PLC0415  - Django's app loading
    from lagebild_site.models import LedgerEntry  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        entry = LedgerEntry.objects.filter(index=index).first()
        size = LedgerEntry.objects.count()
        if entry is None or (older or 0) > size:
            raise RuleError(
                f"the log has {size} leaves, counted from 0: there is no leaf {index}"
                + (f" or no head of {older} leaves." if older else ".")
            )
        typer.echo(json.dumps(prove_leaf(entry, older=older), ensure_ascii=False, indent=1))


def erase(
    capture: str = typer.Argument(
        ..., metavar="SHA256", help="The capture's hash, or the first eight digits and more of it."
    ),
    person: str = typer.Option(..., "--as", metavar="NAME", help="Who decides."),
    reason: str = typer.Option(..., help="Why; it stands where the capture was."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Erase a capture by a recorded decision."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.capture import get_capture  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.erasure import erase_capture  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        decision = erase_capture(
            get_capture(capture), person=get_person(person), reason={"en": reason}, at=read_clock()
        )
    console.print(
        f"Erased; leaf {decision.subject} stays in the log, decision {decision.ledger_entry.index} says why.",
        markup=False,
    )
