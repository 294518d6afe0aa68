"""`serve`: the site on a real application server."""

from pathlib import Path

import typer

from lagebild.commands.output import WRONG_USE, console, stop
from lagebild_site.cli.opening import WorkspaceOption, open_workspace
from lagebild_site.workspace import Workspace

SERVE_HELP = """Serve the site of a workspace.

\b
Example: lagebild serve --workspace my-record --port 8000
"""
THREADS = 8
"""Requests answered at the same time; SQLite reads in parallel and writes one at a time."""


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("serve", help=SERVE_HELP)(serve)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, min=0, max=65535, help="Port to listen on; 0 takes a free one."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Serve the site of a workspace."""
    run_server(open_workspace(workspace), host=host, port=port)


def run_server(workspace: Workspace, *, host: str, port: int) -> None:
    """Serve until interrupted; ends with exit code 2 where the address is taken."""
    from waitress.server import create_server  # noqa: PLC0415  - needed by this command alone

    from lagebild_site.wsgi import application  # noqa: PLC0415  - Django's app loading

    try:
        server = create_server(  # type: ignore[no-untyped-call]  # waitress publishes no types
            application, host=host, port=port, threads=THREADS, ident="lagebild"
        )
    except OSError as error:
        stop(
            f"cannot listen on {host}:{port}: {error.strerror}. "
            "Another program may use the port: choose one with --port.",
            WRONG_USE,
        )
    console.print(
        f"{workspace.title} is served on http://{host}:{server.effective_port} (stop with Ctrl+C)",
        markup=False,
    )
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
