"""The `lagebild` command: the library's own commands, and those of every installed plugin."""

from importlib.metadata import entry_points

import typer

from lagebild import __version__
from lagebild.commands import evaluate, read, scan, screen, verify
from lagebild.commands.output import console, exit_code_of, stop
from lagebild.errors import LagebildError

PLUGINS = "lagebild.commands"
"""Entry-point group: each plugin is a function `register(app)`; a command of the same name replaces the library's."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit


def make_app() -> typer.Typer:
    """The command line with every command that is installed."""
    app = typer.Typer(
        name="lagebild",
        help="Keep watch over sanctions from the public record.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def _options(
        version: bool = typer.Option(
            False,
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version and end.",
        ),
    ) -> None:
        """Keep watch over sanctions from the public record."""

    for module in (read, screen, scan, verify, evaluate):
        module.register(app)
    for plugin in sorted(entry_points(group=PLUGINS), key=lambda point: point.name):
        try:
            register = plugin.load()
        except ModuleNotFoundError as error:
            # The library stands alone; its commands work without the extra that a plugin needs.
            if error.name == plugin.module.partition(".")[0]:
                raise
            console.print(
                f"without {error.name} the commands of {plugin.name!r} are left out: "
                f"pip install 'lagebild[{plugin.name}]' brings them",
                markup=False,
            )
        else:
            register(app)
    keep_last_of_each_name(app)
    return app


def keep_last_of_each_name(app: typer.Typer) -> None:
    """Let a plugin's command replace the library's of the same name."""
    by_name = {
        command.name or getattr(command.callback, "__name__", ""): command
        for command in app.registered_commands
    }
    app.registered_commands = list(by_name.values())


def main() -> None:
    """Run the command line; an error that stops a command is told in one paragraph with its exit code."""
    try:
        make_app()()
    except LagebildError as error:
        try:
            stop(str(error), exit_code_of(error))
        except typer.Exit as ending:
            raise SystemExit(ending.exit_code) from error
