"""`timestamp`: have a third party stamp the head of a report."""

from pathlib import Path

import typer

from lagebild.commands.output import console
from lagebild_site.cli.opening import WorkspaceOption, open_workspace, telling_database_faults
from lagebild_site.cli.record import read_file

TIMESTAMP_HELP = """Have a third party stamp the tree head of a report (RFC 3161), so that nobody can backdate it.

\b
Example: lagebild timestamp request 1 head.tsq
"""
REQUEST_HELP = """Write the request; send it to a time-stamping authority and keep its reply.

\b
Example: lagebild timestamp request 1 head.tsq
"""
ADD_HELP = """Check the reply and keep it in the report's bundle.

\b
Example: lagebild timestamp add 1 head.tsr --ca authority.pem
"""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    commands = typer.Typer(help=TIMESTAMP_HELP, no_args_is_help=True, rich_markup_mode=None)
    commands.command("request", help=REQUEST_HELP)(request)
    commands.command("add", help=ADD_HELP)(add)
    app.add_typer(commands, name="timestamp")


def request(
    number: int = typer.Argument(..., metavar="REPORT", help="The report's number."),
    path: Path = typer.Argument(..., metavar="FILE", help="Where to write the request."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Write the request for a report's head."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.timestamp import get_report, write_request  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        write_request(get_report(number), path)
    console.print(
        f"Wrote {path}: send it as application/timestamp-query, "
        f"then `lagebild timestamp add {number} REPLY --ca FILE`.",
        markup=False,
    )


def add(
    number: int = typer.Argument(..., metavar="REPORT", help="The report's number."),
    reply: Path = typer.Argument(..., metavar="REPLY", help="The authority's reply."),
    authority: Path = typer.Option(
        ..., "--ca", metavar="FILE", help="Certificates of the authority that you trust, PEM."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Check a reply and keep it in the report's bundle."""
    opened = open_workspace(workspace)
    from lagebild_site.actions.timestamp import get_report, keep_reply  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(opened):
        stamped_at = keep_reply(get_report(number), read_file(reply), roots_pem=read_file(authority))
    console.print(
        f"Report {number} was stamped on {stamped_at:%Y-%m-%d %H:%M:%S} UTC; its bundle holds the reply.",
        markup=False,
    )
