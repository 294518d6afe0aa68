"""The commands that need a workspace; they join the `lagebild` command through its entry-point group."""

import typer

from lagebild_site.cli import lists, people, record, sample, server, source, stages, timestamp


def register(app: typer.Typer) -> None:
    """Add the workspace's commands; `read`, `screen` and `verify` replace the library's and still do what these do."""
    for module in (record, lists, source, stages, people, timestamp, sample, server):
        module.register(app)
