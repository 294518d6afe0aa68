"""`person`, `review`, `release`, `reject`: who decides, and what was decided."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from lagebild.commands.output import console
from lagebild_site.cli.opening import WorkspaceOption, open_workspace, telling_database_faults
from lagebild_site.cli.stages import run_proposing

PERSON_HELP = """The persons who work in a workspace.

\b
Example: lagebild person add ada --full-name "Ada Muster" --password
"""
REVIEW_HELP = """Review a proposed finding; another person releases it.

\b
Example: lagebild review un-1718:arms_from_dprk --as ada --note "Evidence read in full" --assessment "…"
"""
RELEASE_HELP = """Release a reviewed finding; refused to the person who reviewed it.

\b
Example: lagebild release un-1718:arms_from_dprk --as ben --note "Agreed"
"""
REJECT_HELP = """Reject a proposed or reviewed finding.

\b
Example: lagebild reject un-1718:arms_from_dprk --as ben --note "Evidence tells of something else"
"""
WITHDRAW_HELP = """Withdraw a released finding; one person is enough.

\b
Example: lagebild withdraw un-1718.arms_from_dprk.KP.RU --as ada --note "A source was corrected"
"""
REOPEN_HELP = """Put a reviewed, rejected or withdrawn finding back to proposed, so that it can be reviewed anew.

\b
Example: lagebild reopen un-1718.arms_from_dprk.KP.RU --as ada --note "New evidence"
"""
NameOption = typer.Option(..., "--as", metavar="NAME", help="Who decides.")
NoteOption = typer.Option("", help="The reason; kept with the decision.")


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    person = typer.Typer(help=PERSON_HELP, no_args_is_help=True, rich_markup_mode=None)
    person.command("add", help=PERSON_HELP)(add_person)
    app.add_typer(person, name="person")
    app.command("review", help=REVIEW_HELP)(review)
    app.command("release", help=RELEASE_HELP)(release)
    app.command("reject", help=REJECT_HELP)(reject)
    app.command("withdraw", help=WITHDRAW_HELP)(withdraw)
    app.command("reopen", help=REOPEN_HELP)(reopen)


def add_person(
    name: str = typer.Argument(..., help="User name, such as ada."),
    full_name: str = typer.Option("", "--full-name", help="Public name; default: the user name."),
    password: bool = typer.Option(
        False, "--password", help="Ask for a password, so that the person can log in on the site."
    ),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Add a person who may review and release."""
    opened = open_workspace(workspace)
    from lagebild_site.actions import person as action  # noqa: PLC0415  - Django's app loading

    secret = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if password else None
    with telling_database_faults(opened):
        action.add_person(name, full_name=full_name or name, password=secret)
    console.print(f"Added {name}, who may review, release and judge.", markup=False)


def review(
    key: str = typer.Argument(
        ..., metavar="FINDING", help="The finding's key, as `lagebild status` shows it."
    ),
    person: str = NameOption,
    note: str = NoteOption,
    assessment: str = typer.Option(
        "", help="Our own reasoning in English; marked as such wherever it is shown."
    ),
    provisions: list[str] = typer.Option(
        [], "--provision", metavar="ID", help="Narrow the finding to this provision; may be repeated."
    ),
    assessment_de: str = typer.Option("", "--assessment-de", help="The same in German."),
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Review a proposed finding."""
    texts = {lang: text for lang, text in (("en", assessment), ("de", assessment_de)) if text}
    _decide(
        "review_finding",
        key,
        person=person,
        note=note,
        workspace=workspace,
        assessment=texts or None,
        provision_ids=provisions,
    )


def release(
    key: str = typer.Argument(..., metavar="FINDING", help="The finding's key."),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Release a reviewed finding."""
    _decide("release_finding", key, person=person, note=note, workspace=workspace)


def reject(
    key: str = typer.Argument(..., metavar="FINDING", help="The finding's key."),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Reject a finding."""
    _decide("reject_finding", key, person=person, note=note, workspace=workspace)


def withdraw(
    key: str = typer.Argument(..., metavar="FINDING", help="The finding's key."),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Withdraw a released finding."""
    _decide("withdraw_finding", key, person=person, note=note, workspace=workspace)


def reopen(
    key: str = typer.Argument(..., metavar="FINDING", help="The finding's key."),
    person: str = NameOption,
    note: str = NoteOption,
    workspace: Path | None = WorkspaceOption,
) -> None:
    """Put a finding back to proposed."""
    _decide("reopen_finding", key, person=person, note=note, workspace=workspace)
    run_proposing()


def _decide(
    action_name: str, key: str, *, person: str, note: str, workspace: Path | None, **more: Any
) -> None:
    opened = open_workspace(workspace)
    from lagebild_site.actions import finding as action  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.archive import read_clock  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.person import get_person  # noqa: PLC0415  - Django's app loading

    move: Callable[..., Any] = getattr(action, action_name)
    with telling_database_faults(opened):
        finding = move(
            action.get_finding(key),
            person=get_person(person),
            note={"en": note} if note else {},
            at=read_clock(),
            **more,
        )
    console.print(f"{finding.key}: {finding.state}", markup=False)
    unreleasable = action.list_unreleasable(finding)
    if finding.state == "reviewed" and unreleasable:
        console.print(
            f"It rests on {', '.join(unreleasable)}, which nobody has confirmed, and cannot be released so: "
            f"`lagebild reopen` it and review it with --provision for those that it shall rest on.",
            markup=False,
        )
