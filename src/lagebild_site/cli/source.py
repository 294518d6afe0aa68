"""`source`: what is watched, how reliable it is, and what may be shown of it."""

from datetime import datetime
from pathlib import Path

import typer

from lagebild.commands.output import console
from lagebild_site.cli.opening import WorkspaceOption, open_workspace, telling_database_faults
from lagebild_site.cli.people import NameOption, NoteOption

SOURCE_HELP = """The sources that a workspace watches.

\b
Example: lagebild source list
"""
LIST_HELP = """List the sources with their grade and what may be shown of them.

\b
Example: lagebild source list --workspace my-record
"""
ADD_HELP = """Add a source.

\b
Example: lagebild source add city-desk --name "City desk" --url https://desk.example.org/ --state DE
"""
SET_HELP = """Grade a source (Admiralty A to F) and say what may be shown of it; recorded as a decision.

\b
Example: lagebild source set de-aa --as ada --reliability A --may-show full_text --note "official work"
"""
ASSIGN_HELP = """Record that a capture comes from a source, which decides what may be shown of it.

\b
Example: lagebild source assign de-aa 37eaf7a8 --as ada
"""
WATCH_HELP = """Note from when to when a source was watched; only then a page says "nothing in the record".

\b
Example: lagebild source watch de-aa --from 2024-10-01 --to 2024-12-31 --gap 2024-11-02/2024-11-05
"""
DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    commands = typer.Typer(help=SOURCE_HELP, no_args_is_help=True, rich_markup_mode=None)
    commands.command("list", help=LIST_HELP)(list_sources)
    commands.command("add", help=ADD_HELP)(add)
    commands.command("set", help=SET_HELP)(grade)
    commands.command("assign", help=ASSIGN_HELP)(assign)
    commands.command("watch", help=WATCH_HELP)(watch)
    app.add_typer(commands, name="source")


def list_sources(workspace: Path | None = WorkspaceOption) -> None:
    """List the sources."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.source import load_known_sources  # noqa: PLC0415  - Django's app loading
    from lagebild_site.models import Source  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        load_known_sources()
        for source in Source.objects.order_by("slug"):
            typer.echo(
                f"{source.slug:<24} {source.state or '-':<4} {source.reliability} {source.may_show:<10} {source.name}"
            )


def add(
    slug: str = typer.Argument(..., metavar="SLUG", help="A short name: small letters, digits, hyphens."),
    name: str = typer.Option(..., help="The publisher's name."),
    url: str = typer.Option("", help="Where it publishes."),
    state: str = typer.Option(
        "", help="The state or body that it speaks for: ISO 3166-1 alpha-2, or EU, UN, …"
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Add a source."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.source import add_source  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        add_source(slug, name=name, url=url, state=state)
    console.print(f"Added the source {slug}: not graded, shown as quotes only.", markup=False)


def grade(
    slug: str = typer.Argument(..., metavar="SLUG", help="The source."),
    person: str = NameOption,
    reliability: str | None = typer.Option(None, metavar="A-F", help="Admiralty grade."),
    may_show: str | None = typer.Option(None, "--may-show", help="full_text, quote_only or internal."),
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Grade a source."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.source import Grade, get_source, grade_source  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        source = grade_source(
            get_source(slug),
            Grade(reliability=reliability, may_show=may_show),
            person=get_person(person),
            note={"en": note} if note else {},
            at=read_clock(),
        )
    console.print(f"{source.slug}: reliability {source.reliability}, shown: {source.may_show}", markup=False)


def assign(
    slug: str = typer.Argument(..., metavar="SLUG", help="The source."),
    capture: str = typer.Argument(
        ..., metavar="SHA256", help="The capture's hash, or its first eight digits and more."
    ),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Record where a capture comes from."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.capture import get_capture  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.source import assign_source, get_source  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        found = assign_source(
            get_capture(capture),
            get_source(slug),
            person=get_person(person),
            note={"en": note} if note else {},
            at=read_clock(),
        )
    console.print(f"{found.name} comes from {slug}; the public sees: {found.may_show}", markup=False)


def watch(
    slug: str = typer.Argument(..., metavar="SLUG", help="The source."),
    watched_from: datetime = typer.Option(..., "--from", formats=DAY, help="First day."),
    watched_to: datetime | None = typer.Option(
        None, "--to", formats=DAY, help="Last day; none while it is watched."
    ),
    gaps: list[str] = typer.Option(
        [], "--gap", metavar="A/B", help="Days in which it was not; may be repeated."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Note that a source was watched."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.source import get_source, watch_source  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        coverage = watch_source(
            get_source(slug),
            watched_from=watched_from.date(),
            watched_to=watched_to.date() if watched_to else None,
            gaps=gaps,
        )
    console.print(f"{coverage}", markup=False)
