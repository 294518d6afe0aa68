"""Open a workspace for a command: find it, set Django up on it, bring its database up to date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import typer

from lagebild.errors import ArchiveError, ConfigError
from lagebild_site.workspace import WORKSPACE_VARIABLE, Workspace, find_workspace

WorkspaceOption = typer.Option(
    None,
    "--workspace",
    "-w",
    metavar="DIR",
    help="The workspace; default: this folder or the nearest one above that is one.",
)
ProblemsOption = typer.Option(
    None, "--problems", metavar="FILE", help="Write every problem as a JSON line to this file."
)


def open_workspace(folder: Path | None) -> Workspace:
    """The workspace, with Django set up on it and its database migrated.

    Raises:
        ConfigError: There is no workspace, or its settings are wrong.
        ArchiveError: Its database is missing or cannot be opened.
    """
    workspace = find_workspace((folder or Path.cwd()).absolute())
    if folder is not None and workspace.root != folder.resolve() and WORKSPACE_VARIABLE not in os.environ:
        raise ConfigError(f"{folder} is not a workspace. Make one with `lagebild init {folder}`.")
    set_up_django(workspace)
    return workspace


def set_up_django(workspace: Workspace) -> None:
    """Set Django up on a workspace and bring its database up to date."""
    os.environ[WORKSPACE_VARIABLE] = str(workspace.root)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lagebild_site.settings")
    django.setup()
    with telling_database_faults(workspace):
        migrate_database()


def migrate_database() -> None:
    """Apply the migrations that the database lacks; none is the usual case and costs one query.

    A new SQLite file is made beside its place and moved there when it is complete: a stop in the middle leaves a
    draft that the next start makes anew, never half a database.
    """
    from django.core.management import call_command  # noqa: PLC0415  - Django's app loading
    from django.db import connection  # noqa: PLC0415  - Django's app loading
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  - Django's app loading

    place = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not str(place).startswith("file:") and not place.exists():
        draft = place.with_suffix(".draft")
        for leftover in draft.parent.glob(f"{draft.name}*"):
            leftover.unlink()
        connection.settings_dict["NAME"] = draft
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()  # the last connection writes the journal back into the file and removes it
        connection.settings_dict["NAME"] = place
        draft.rename(place)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def telling_database_faults(workspace: Workspace) -> Iterator[None]:
    """Tell a database that cannot be opened or written in our words, with what to do.

    Raises:
        ArchiveError: The database is damaged, locked or read-only.
    """
    from django.db import DatabaseError  # noqa: PLC0415  - Django's app loading

    try:
        yield
    except DatabaseError as error:
        advice = (
            "Check that the disk is writable and not full, that no other process holds it, "
            "and restore a copy if it is damaged."
        )
        raise ArchiveError(f"the database of {workspace.root} cannot be used: {error}. {advice}") from error
