"""`lists`: sanctions lists fetched, added, compared, accepted and exported."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from lagebild.commands.output import (
    LOST,
    REFUSED,
    WRONG_USE,
    console,
    finish,
    make_refusal,
    progress,
    stop,
    tell_problems,
)
from lagebild.errors import ConfigError, DocumentError, SourceError
from lagebild.model.problem import Problem
from lagebild_site.cli.opening import (
    ProblemsOption,
    WorkspaceOption,
    open_workspace,
    telling_database_faults,
)
from lagebild_site.cli.people import NameOption, NoteOption
from lagebild_site.cli.record import read_file
from lagebild_site.cli.stages import run_joining

if TYPE_CHECKING:
    from lagebild_site.actions.capture import Taken
    from lagebild_site.actions.list_update import Update
    from lagebild_site.models import ListEdition

LISTS_HELP = """Sanctions lists: fetched, added, compared, accepted, exported.

\b
Example: lagebild lists status
"""
UPDATE_HELP = """Fetch lists from their publishers; only what changed is taken. Without a name, one form of every list.

\b
Example: lagebild lists update un-sc eu-fsf
"""
ADD_HELP = """Add editions of lists from files; the list is recognised where it is not named.

Files that make up one edition together (sdn.csv, alt.csv, add.csv, sdn_comments.csv) are taken as one. A list that
does not say its own day can be given one with --date.

\b
Example: lagebild lists add consolidated.xml
Example: lagebild lists add us-ofac-sdn sdn.csv alt.csv add.csv sdn_comments.csv --date 2026-08-02
Example: lagebild lists add my-table.csv --mapping my-table.yml
"""
STATUS_HELP = """Show what is held of each list: editions, what is held back, and when the publisher was looked at last.

\b
Example: lagebild lists status
"""
SOURCES_HELP = """Name every list that can be read, with its formats and where it is published.

\b
Example: lagebild lists sources
"""
DIFF_HELP = """Show what was added, amended, delisted and rekeyed between two editions, field by field.

Without days the two newest in force are compared. A day names the newest edition that is not younger.

\b
Example: lagebild lists diff un-sc --from 2025-04-19 --to 2026-08-01
Example: lagebild lists diff eu-fsf --format json > changes.json
"""
ACCEPT_HELP = """Put an edition in force that was held back, after you looked at why; recorded as a decision.

\b
Example: lagebild lists accept au-dfat --as ada --note "The publisher announced the new columns"
"""
EXPORT_HELP = """Write the edition in force as CSV or FollowTheMoney JSON lines; every row says of which edition it is.

\b
Example: lagebild lists export un-sc --format ftm > un-sc.ftm.json
"""
REREAD_HELP = """Read the editions held again whose reader has changed since; days and decisions stay.

\b
Example: lagebild lists reread un-sc
"""
FORMATS = ("text", "json")
EXPORTS = ("csv", "ftm")
SHOWN_FIELDS = 12


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    commands = typer.Typer(help=LISTS_HELP, no_args_is_help=True, rich_markup_mode=None)
    commands.command("update", help=UPDATE_HELP)(update)
    commands.command("add", help=ADD_HELP)(add)
    commands.command("status", help=STATUS_HELP)(status)
    commands.command("sources", help=SOURCES_HELP)(sources)
    commands.command("diff", help=DIFF_HELP)(diff)
    commands.command("accept", help=ACCEPT_HELP)(accept)
    commands.command("export", help=EXPORT_HELP)(export)
    commands.command("reread", help=REREAD_HELP)(reread)
    app.add_typer(commands, name="lists")


def update(
    names: list[str] = typer.Argument(None, metavar="[SOURCE…]", help="Lists or sources; default: all."),
    workspace: Path | None = WorkspaceOption,
    problems_file: Path | None = ProblemsOption,
) -> None:
    """Fetch lists from their publishers."""
    opened = open_workspace(workspace)
    from lagebild.fetch import fetch  # noqa: PLC0415  - slow to import, and the other commands need none of it
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.list_update import choose_sources, update_list  # noqa: PLC0415  - Django's app loading

    updates: list[Update] = []
    with telling_database_faults(opened), _open_bars() as bars:
        for source in choose_sources(names or []):
            task = bars.add_task(source.id, total=None)

            def tell(received: int, total: int | None, task: object = task) -> None:
                bars.update(task, completed=received, total=total)  # type: ignore[arg-type]  # rich's own id

            updates.append(update_list(source, at=read_clock(), fetch=fetch, progress=tell))
            console.print(_tell_update(updates[-1]), markup=False)
        if any(one.outcome == "new" for one in updates):
            console.print(run_joining(), markup=False)
    problems = [problem for one in updates for problem in one.problems]
    tell_problems(problems, to_file=problems_file)
    console.print(_summarise(updates), markup=False)
    if updates and all(one.is_lost for one in updates):
        raise typer.Exit(REFUSED)
    if any(one.is_lost or one.outcome == "held_back" for one in updates):
        raise typer.Exit(LOST)
    finish(problems)


def _open_bars() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )


def _tell_update(update: "Update") -> str:
    return f"{update.source.id}: {update.outcome.replace('_', ' ')}: {update.detail}"


def _summarise(updates: Sequence["Update"]) -> str:
    told = [
        f"{sum(one.outcome == outcome for one in updates)} {outcome.replace('_', ' ')}"
        for outcome in ("new", "unchanged", "held_back", "refused", "failed")
    ]
    return f"{len(updates)} lists: {', '.join(told)}"


def add(
    inputs: list[str] = typer.Argument(..., metavar="[SOURCE] FILE…", help="The list's id, and its files."),
    day: str = typer.Option("", "--date", metavar="DAY", help="Day of an edition that does not say its own."),
    mapping: Path | None = typer.Option(None, help="A mapping file that says what a table's columns hold."),
    workspace: Path | None = WorkspaceOption,
    problems_file: Path | None = ProblemsOption,
) -> None:
    """Add editions of lists from files."""
    dated_on = _check_day(day)
    opened = open_workspace(workspace)
    list_id, files = _part_arguments(inputs)
    problems: list[Problem] = []
    refused = added = 0
    editions = _group_files(files, mapping)
    with progress("Adding lists", len(editions)) as ticker, telling_database_faults(opened):
        for name, content in editions:
            try:
                taken = _take(name, content, list_id=list_id, dated_on=dated_on)
            except (DocumentError, SourceError) as error:
                refused += 1
                problems.append(make_refusal(name, error, code=f"refused-{type(error).__name__}"))
            else:
                problems.extend(taken.problems)
                problems.extend(_tell_held_back(name, taken))
                added += taken.is_new
                console.print(describe_taken(name, taken), markup=False)
            ticker.advance()
        if added:
            console.print(run_joining(), markup=False)
    tell_problems(problems, to_file=problems_file)
    if refused == len(editions):
        raise typer.Exit(REFUSED)
    finish(problems)


def _check_day(day: str, option: str = "--date") -> str:
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError as error:
        raise ConfigError(f"{option} {day!r} is no day: write it as 2026-08-02.") from error


def _part_arguments(inputs: Sequence[str]) -> tuple[str | None, list[Path]]:
    """The list named first, if one is, and the files; a folder stands for all files under it."""
    from lagebild.lists import find_list  # noqa: PLC0415  - the readers are slow to import

    first, *rest = inputs
    is_list = find_list(first) is not None and not Path(first).exists()
    if is_list and not rest:
        stop(f"name the files of {first} too: lagebild lists add {first} FILE…", WRONG_USE)
    named = [Path(name) for name in (rest if is_list else inputs)]
    files = [file for path in named for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [file for file in files if not file.is_dir()]
    if not found:
        stop(f"there is no file in {', '.join(map(str, named))}", WRONG_USE)
    return (first if is_list else None), found


def _group_files(files: Sequence[Path], mapping: Path | None) -> list[tuple[str, bytes]]:
    """The editions that the files make: name and bytes; files that belong together are packed as one."""
    from lagebild.lists.sets import group_files  # noqa: PLC0415  - the readers are slow to import

    contents = {str(file): read_file(file) for file in files}
    return group_files(contents, mapping=read_file(mapping) if mapping else None)


def _take(name: str, content: bytes, *, list_id: str | None, dated_on: str) -> "Taken":
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.capture import Origin, take_list  # noqa: PLC0415  - Django's app loading

    origin = Origin(name=Path(name).name, captured_at=read_clock(), dated_on=dated_on)
    return take_list(content, origin, list_id=list_id)


def _tell_held_back(name: str, taken: "Taken") -> Iterable[Problem]:
    edition = taken.edition
    if edition is None or edition.state != "held_back":
        return []
    reasons = " ".join(edition.held_because)
    message = (
        f"Held back: {reasons} The edition before stays in force until somebody looks: lagebild lists accept "
        f"{edition.list_id} --as NAME"
    )
    return [Problem(source=name, locator="", code="list-held-back", message=message, severity="error")]


def describe_taken(name: str, taken: "Taken") -> str:
    """One line on what came of a list's file."""
    edition = taken.edition
    if not taken.is_new or edition is None:
        return f"{name}: held already since {taken.capture.captured_at:%Y-%m-%d %H:%M} UTC, nothing added"
    changes = edition.changes
    told = ", ".join(
        f"{len(changes[kind])} {kind}" for kind in ("added", "amended", "gone") if kind in changes
    )
    day = f"{edition.dated_on} ({DATED_BY[edition.dated_by]})"
    return f"{name}: {edition.list_id} of {day}, {edition.entry_count} entries{f': {told}' if told else ''}"


DATED_BY = {
    "list": "as the list says",
    "person": "as given",
    "entries": "latest date in its entries",
    "capture": "day of capture; --date gives its own",
}
"""Who gives an edition's day, in words."""


def status(workspace: Path | None = WorkspaceOption) -> None:
    """Show what is held of each list."""
    opened = open_workspace(workspace)
    from lagebild_site.models import ListCheck, ListEdition  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        by_list: dict[str, list[ListEdition]] = {}
        for edition in ListEdition.objects.order_by("list_id", "dated_on", "id"):
            by_list.setdefault(edition.list_id, []).append(edition)
        for list_id, editions in by_list.items():
            in_force = [edition for edition in editions if edition.state == "in_force"]
            held = len(editions) - len(in_force)
            check = ListCheck.objects.filter(list_id=list_id).last()
            days = f", {in_force[0].dated_on} to {in_force[-1].dated_on}" if in_force else ""
            typer.echo(
                f"{list_id:<18} {len(in_force)} in force{days}"
                f", {in_force[-1].listed_count if in_force else 0} listed in the newest"
                + (f", {held} held back" if held else "")
                + (f"; looked at {check.checked_at:%Y-%m-%d %H:%M} UTC: {check.outcome}" if check else "")
            )
            for edition in editions:
                if edition.state == "held_back":
                    typer.echo(f"{'':<18} held back, of {edition.dated_on}: {' '.join(edition.held_because)}")
        if not by_list:
            typer.echo("no list is held; nothing here says that anybody is not listed")


def sources() -> None:
    """Name every list that can be read."""
    from lagebild.lists import READERS  # noqa: PLC0415  - the readers are slow to import
    from lagebild.sources import load_sources  # noqa: PLC0415  - with them

    for reader in READERS:
        source = reader.SOURCE
        typer.echo(f"{source.id:<18} {source.authority:<5} {source.name['en']}: {source.format}")
        for watched in load_sources():
            if watched.list_id == source.id and watched.reader_id in {
                source.id,
                f"{source.id}-{source.form}",
            }:
                addresses = [*watched.files.values(), *filter(None, [watched.page])]
                typer.echo(f"{'':<18} {', '.join(addresses) or 'no address: add its file'}")


def diff(
    list_id: str = typer.Argument(..., metavar="SOURCE", help="The list's id."),
    from_day: str = typer.Option("", "--from", metavar="DAY", help="The earlier edition."),
    to_day: str = typer.Option("", "--to", metavar="DAY", help="The later edition."),
    output_format: str = typer.Option("text", "--format", help="text or json."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Show what changed between two editions."""
    if output_format not in FORMATS:
        stop(f"--format {output_format!r} is none of {', '.join(FORMATS)}", WRONG_USE)
    opened = open_workspace(workspace)
    from lagebild_site.actions.listing import compare_whole, find_edition  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        newer = find_edition(list_id, _check_day(to_day, "--to"), with_held=True)
        older = find_edition(
            list_id, _check_day(from_day, "--from"), before=None if from_day else newer, with_held=True
        )
        if older.dated_on > newer.dated_on or older.pk == newer.pk:
            raise ConfigError(
                f"--from names the edition of {older.dated_on} and --to that of {newer.dated_on}: "
                "the first must be an earlier one."
            )
        changes = compare_whole(older, newer)
    if output_format == "json":
        told = {
            "list": list_id,
            "from": _name_edition(older),
            "to": _name_edition(newer),
            "changes": [change.to_json() for change in changes],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{list_id}: edition of {older.dated_on} to edition of {newer.dated_on}")
    for kind, label in (
        ("added", "added"),
        ("amended", "amended"),
        ("gone", "delisted"),
        ("rekeyed", "rekeyed"),
    ):
        found = [change for change in changes if change.kind == kind]
        typer.echo(f"\n{label}: {len(found)}")
        for change in found:
            former = f" (was {change.former_id})" if change.former_id else ""
            typer.echo(f"  {change.listing_id} {change.caption}{former}")
            for one in change.fields[:SHOWN_FIELDS] if kind in {"amended", "rekeyed"} else ():
                typer.echo(
                    f"      {one.field}: {' | '.join(one.removed) or '–'} → {' | '.join(one.added) or '–'}"
                )


def _name_edition(edition: "ListEdition") -> dict[str, str]:
    return {
        "dated_on": edition.dated_on,
        "dated_by": edition.dated_by,
        "sha256": edition.capture.sha256 or "",
        "captured_at": edition.capture.captured_at.isoformat(),
        "state": edition.state,
    }


def accept(
    list_id: str = typer.Argument(..., metavar="SOURCE", help="The list's id."),
    day: str = typer.Option("", "--date", metavar="DAY", help="Which edition, where several are held back."),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Put an edition in force that was held back."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.listing import accept_edition, find_held_edition  # noqa: PLC0415  - as above
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - as above

    with telling_database_faults(opened):
        edition = find_held_edition(list_id, _check_day(day))
        notes = {"en": note} if note else {}
        accept_edition(edition, person=get_person(person), note=notes, at=read_clock())
        console.print(run_joining(), markup=False)
    console.print(f"{list_id}: the edition of {edition.dated_on} is in force.", markup=False)


def export(
    list_id: str = typer.Argument(..., metavar="SOURCE", help="The list's id."),
    output_format: str = typer.Option("csv", "--format", help="csv or ftm (FollowTheMoney JSON lines)."),
    day: str = typer.Option(
        "", "--date", metavar="DAY", help="The edition in force on a day; default: the newest."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Write the edition in force for other programs."""
    if output_format not in EXPORTS:
        stop(f"--format {output_format!r} is none of {', '.join(EXPORTS)}", WRONG_USE)
    opened = open_workspace(workspace)
    from lagebild_site.actions.listing import find_edition  # noqa: PLC0415  - Django's app loading
    from lagebild_site.queries.listing_export import export_edition  # noqa: PLC0415  - as above

    with telling_database_faults(opened):
        for line in export_edition(find_edition(list_id, _check_day(day)), output_format):
            typer.echo(line, nl=False)


def reread(
    names: list[str] = typer.Argument(None, metavar="[SOURCE…]", help="Lists; default: all."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Read editions again whose reader has changed."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.capture import reread_lists  # noqa: PLC0415  - Django's app loading

    count = 0
    with telling_database_faults(opened):
        for edition in reread_lists(names or []):
            count += 1
            console.print(f"{edition}: {edition.entry_count} entries", markup=False)
        if count:
            console.print(run_joining(), markup=False)
    console.print(f"{count} editions were read again", markup=False)
