"""`sample`: the bundled sample record through every stage, a summary, and the site."""

from pathlib import Path

import typer

from lagebild.commands.output import console, progress
from lagebild.errors import ConfigError
from lagebild_site.cli.opening import set_up_django, telling_database_faults
from lagebild_site.cli.server import run_server
from lagebild_site.cli.stages import run_report, run_stages
from lagebild_site.workspace import CONFIG_NAME, Workspace, create_workspace, load_workspace

SAMPLE_HELP = """Load the bundled sample record into a workspace, take it through every stage and serve the site.

A second start adds nothing twice.

\b
Example: lagebild sample my-sample --no-serve
"""


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("sample", help=SAMPLE_HELP)(sample)


def sample(
    folder: Path = typer.Argument(
        Path("workspace"), metavar="DIR", help="A new folder, or a sample workspace."
    ),
    serve: bool = typer.Option(True, help="Serve the site after the summary."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, min=0, max=65535, help="Port to listen on; 0 takes a free one."),
) -> None:
    """Load the bundled sample record, show a summary, serve the site."""
    workspace = _open_sample_workspace(folder)
    set_up_django(workspace)
    from lagebild_site.queries.summary import count_record, write_lines  # noqa: PLC0415  - Django's app loading

    with telling_database_faults(workspace):
        load_sample(workspace)
        for line in write_lines(count_record(), is_sample=True):
            typer.echo(line)
    if serve:
        run_server(workspace, host=host, port=port)


def load_sample(workspace: Workspace) -> None:
    """Take the sample through every stage, as far as that was not done before."""
    from lagebild_site.actions import sample as action  # noqa: PLC0415  - Django's app loading

    record = action.read_record()
    missing = action.find_missing_inputs(record)
    if missing:
        with progress("Adding", len(missing)) as ticker:
            action.load_inputs(record, ticker.advance)
        console.print(
            f"The sample persons' passwords for the desk lie in {workspace.root / action.LOGIN_NAME}.",
            markup=False,
        )
    run_stages()
    action.join_lists()
    waiting = len(record["decisions"]) - action.read_loaded()["decisions"]
    if waiting:
        with progress("Deciding", waiting) as ticker:
            action.load_decisions(record, ticker.advance)
        run_report(person=record["decisions"][-1]["by"])


def _open_sample_workspace(folder: Path) -> Workspace:
    if not (folder / CONFIG_NAME).exists():
        console.print(f"Making the sample workspace {folder} …", markup=False)
        return create_workspace(folder, title="Lagebild", is_sample=True)
    workspace = load_workspace(folder)
    if not workspace.is_sample:
        raise ConfigError(
            f"{folder} holds a real record: the sample is not mixed into it. Name another folder, "
            f"or serve this one: lagebild serve -w {folder}"
        )
    return workspace
