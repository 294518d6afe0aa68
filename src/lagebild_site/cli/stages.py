"""`read`, `screen`, `report`, `verify`: the stages; with files named, the library's commands."""

from pathlib import Path
from typing import Literal

import typer

from lagebild.commands import read as library_read
from lagebild.commands import screen as library_screen
from lagebild.commands import verify as library_verify
from lagebild.commands.output import DAMAGED, REFUSED, console, finish, progress, stop, tell_problems
from lagebild.errors import ConfigError
from lagebild.matching.compare import ALERT_THRESHOLD
from lagebild.matching.screening import ScreenedList, Screener
from lagebild_site.cli.opening import ProblemsOption, WorkspaceOption, open_workspace, telling_database_faults

READ_HELP = """Read documents by machine, each thing at its exact place.

With FILE, print what is read in it. Without, read the workspace's unread documents and propose incidents,
findings and responses.

\b
Examples:
  lagebild read statement.html --format json
  lagebild read --workspace my-record
"""
SCREEN_HELP = """Find listed names.

With NAMES.csv or --name, answer each name against the lists (--lists FILE, else the workspace's). Without, find
listed names in the workspace's documents.

\b
Examples:
  lagebild screen names.csv --lists consolidated.xml --format csv
  lagebild screen --name "Ri Hong-sop" --workspace my-record
  lagebild screen --workspace my-record
"""
REPORT_HELP = """Publish the released findings.

Makes one page per language, one JSON file, and a bundle that a stranger can verify.

\b
Example: lagebild report --as ben --workspace my-record
"""
VERIFY_HELP = """Verify a bundle, or the workspace.

Without a bundle every byte of the workspace is hashed again and every leaf and head recomputed.

\b
Examples:
  lagebild verify reports/1/bundle --head 42:9f86…
  lagebild verify --workspace my-record
"""


def run_stages(*, again: bool = False) -> None:
    """Read what is unread, propose, and scan what is unscanned, with a progress bar each."""
    if run_reading(again=again):
        run_proposing()
    run_scanning()


def run_reading(*, again: bool = False) -> int:
    """Read the unread documents; returns how many were read."""
    from lagebild.reading import RuleReader  # noqa: PLC0415  - builds its lexicon, which most commands do not need
    from lagebild_site.actions.reading import find_unread, read_stored_document  # noqa: PLC0415  - Django's app loading

    reader = RuleReader()
    documents = find_unread(reader, again=again)
    with progress("Reading", len(documents)) as ticker:
        for document in documents:
            read_stored_document(document, reader)
            ticker.advance()
    return len(documents)


def run_proposing() -> None:
    """Propose incidents, findings and responses from everything read."""
    from lagebild_site.actions.proposal import propose_everything  # noqa: PLC0415  - Django's app loading

    with progress("Proposing", 1) as ticker:
        propose_everything()
        ticker.advance()


def run_scanning() -> int:
    """Find listed names in the documents not scanned for them yet; returns how many documents were."""
    from lagebild.matching import IndexEntry, Scanner  # noqa: PLC0415  - loads numpy, which most commands do not need
    from lagebild_site.actions import match as action  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.listing import load_entries  # noqa: PLC0415  - Django's app loading

    editions = action.find_latest_editions()
    scanned_with = action.name_editions(editions)
    documents = action.find_unscanned(scanned_with) if editions else []
    with progress("Matching", len(documents)) as ticker:
        if documents:
            scanner = Scanner.build(IndexEntry.of(entry) for entry in load_entries(editions))
            for document in documents:
                action.scan_document(document, scanner, scanned_with)
                ticker.advance()
    return len(documents)


def run_joining() -> str:
    """Join the entries of all lists into subjects; returns what came of it in words."""
    from lagebild_site.actions.subject import join_subjects  # noqa: PLC0415  - Django's app loading

    joined = join_subjects()
    left = f"; {joined.problem_count} conflicts wait for a person" if joined.problem_count else ""
    return f"{joined.entity_count} entries joined into {joined.subject_count} subjects by their numbers{left}"


def run_report(*, person: str | None) -> None:
    """Publish the released findings and say where they lie."""
    from django.conf import settings  # noqa: PLC0415  - Django's app loading

    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.report import (  # noqa: PLC0415  - Django's app loading
        BUNDLE_NAME,
        get_last_releaser,
        publish_report,
    )

    with progress("Publishing", 1) as ticker:
        report = publish_report(person=get_person(person) if person else get_last_releaser(), at=read_clock())
        ticker.advance()
    folder = settings.WORKSPACE.reports / str(report.number)
    console.print(
        f"Report {report.number} lies in {folder / BUNDLE_NAME}; its tree head is "
        f"{report.tree_size}:{report.root_hash}",
        markup=False,
    )


def register(app: typer.Typer) -> None:
    """Add this module's commands; where files are named they do what the library's do."""
    app.command("read", help=READ_HELP)(read)
    app.command("screen", help=SCREEN_HELP)(screen)
    app.command("report", help=REPORT_HELP)(report)
    app.command("verify", help=VERIFY_HELP)(verify)


def report(
    person: str | None = typer.Option(
        None, "--as", metavar="NAME", help="Who publishes; default: who released last."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Publish the released findings."""
    opened = open_workspace(workspace)
    with telling_database_faults(opened):
        run_report(person=person)


def verify(
    bundle: Path | None = typer.Argument(
        None, metavar="BUNDLE", help="A bundle's folder or zip; default: the workspace."
    ),
    head: str | None = typer.Option(
        None, "--head", help="The tree head SIZE:ROOTHEX, from elsewhere than the bundle."
    ),
    tsa_ca: Path | None = typer.Option(
        None, "--tsa-ca", metavar="FILE", help="Certificates of the time stamper, PEM."
    ),
    consistency: Path | None = typer.Option(
        None, "--consistency", metavar="FILE", help="consistency.json of the publisher."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Verify a bundle, or the workspace."""
    if bundle is not None:
        raise typer.Exit(
            library_verify.verify_bundle(bundle, head=head, tsa_ca=tsa_ca, consistency=consistency)
        )
    opened = open_workspace(workspace)
    with telling_database_faults(opened):
        if not run_verification():
            raise typer.Exit(DAMAGED)


def run_verification() -> bool:
    """Verify the workspace, print what is good, erased and damaged; whether nothing is damaged."""
    from lagebild_site.actions.verification import count_steps, verify_workspace  # noqa: PLC0415  - Django's app loading

    with progress("Verifying", count_steps()) as ticker:
        result = verify_workspace(ticker.advance)
    typer.echo("good: " + ", ".join(f"{count} {noun}" for noun, count in result.good.items()))
    for line in result.erased:
        typer.echo(f"erased: {line}")
    for line in result.orphans:
        typer.echo(f"note: the archive holds {line}, which nothing in the record names")
    for line in result.damaged:
        typer.echo(f"damaged: {line}")
    return not result.damaged


def screen(
    names: library_screen.NamesArgument = None,
    more: library_screen.ExtraArgument = None,
    name: library_screen.NameOption = None,
    lists: library_screen.ListsOption = None,
    limit: library_screen.LimitOption = 5,
    threshold: library_screen.ThresholdOption = ALERT_THRESHOLD,
    output_format: library_screen.FormatOption = "csv",
    name_column: library_screen.ColumnOption = None,
    output: library_screen.OutputOption = None,
    problems_file: Path | None = ProblemsOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Answer names against lists, or find listed names in the workspace's documents."""
    if names is None and not name:
        opened = open_workspace(workspace)
        with telling_database_faults(opened):
            console.print(
                f"{run_scanning()} documents were scanned for listed names; `lagebild status` counts them.",
                markup=False,
            )
        return
    names_file, list_files = library_screen.sort_arguments(names, more or [], name or [], lists or [])
    library_screen.check_format(output_format)
    asked, problems = library_screen.read_queries(names_file, name or [], name_column=name_column)
    if list_files:
        screened, list_problems = library_screen.read_lists(list_files)
        problems += list_problems
    else:
        screened = load_workspace_lists(workspace)
    if not screened:
        tell_problems(problems, to_file=problems_file)
        stop("none of the lists could be read; see the lines above", REFUSED)
    rows = library_screen.screen_all(asked, Screener.build(screened), limit=limit, threshold=threshold)
    library_screen.write_rows(rows, output_format, output)
    tell_problems(problems, to_file=problems_file)
    finish(problems)


def load_workspace_lists(workspace: Path | None) -> list[ScreenedList]:
    """The newest edition of every list that the workspace holds.

    Raises:
        ConfigError: There is no workspace, or it holds no list.
    """
    opened = open_workspace(workspace)
    from lagebild_site.actions.listing import load_entries  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.match import find_latest_editions  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        editions = find_latest_editions()
        if not editions:
            raise ConfigError(
                f"{opened.root} holds no list: add one with `lagebild add FILE`, or name files with --lists."
            )
        for edition in editions:
            console.print(f"against {edition}, captured {edition.capture.captured_at:%Y-%m-%d}", markup=False)
        return [
            ScreenedList(
                entries=load_entries([edition]), captured_at=edition.capture.captured_at.date().isoformat()
            )
            for edition in editions
        ]


def read(
    files: list[Path] | None = typer.Argument(
        None, metavar="FILE…", help="Documents; default: the workspace's."
    ),
    output_format: Literal["json", "table"] = typer.Option("table", "--format", help="json, or a table."),
    again: bool = typer.Option(
        False, "--again", help="Read the workspace's documents again, also those already read."
    ),
    problems_file: Path | None = ProblemsOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Read files, or the workspace's documents."""
    if files:
        library_read.read(files, output_format, problems_file)
        return
    opened = open_workspace(workspace)
    with telling_database_faults(opened):
        count = run_reading(again=again)
        run_proposing()
    console.print(f"{count} documents were read; `lagebild status` counts what was found.", markup=False)
