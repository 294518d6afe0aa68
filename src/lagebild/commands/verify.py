"""`lagebild verify BUNDLE`: check a published bundle with the same code that travels in it."""

import json
import zipfile
from pathlib import Path
from typing import Annotated, Any

import typer

from lagebild.commands.output import DONE, REFUSED, WRONG_USE, stop
from lagebild.reports.verifier.verify import MalformedError, conclusion, parse_head, read_bundle, verify_files

BundleArgument = Annotated[Path, typer.Argument(help="The bundle: a folder or a zip file.", metavar="BUNDLE")]
HeadOption = Annotated[
    str | None, typer.Option("--head", help="The tree head SIZE:ROOTHEX, from elsewhere than the bundle.")
]
AuthorityOption = Annotated[
    Path | None, typer.Option("--tsa-ca", help="Certificates of the time stamper, PEM.", metavar="FILE")
]
ConsistencyOption = Annotated[
    Path | None,
    typer.Option("--consistency", help="consistency.json from the publisher's address.", metavar="FILE"),
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("verify")
    def verify(
        bundle: BundleArgument,
        head: HeadOption = None,
        tsa_ca: AuthorityOption = None,
        consistency: ConsistencyOption = None,
    ) -> None:
        """Check a published bundle against a tree head that you have from elsewhere.

        For each quote it prints which of five things are proved. Exit code 0: nothing contradicts;
        2: no tree head given, so authenticity is not proved; 3: something contradicts.

        Example: lagebild verify report-2026-01/ --head 812:9f86d0818...
        """
        raise typer.Exit(verify_bundle(bundle, head=head, tsa_ca=tsa_ca, consistency=consistency))


def verify_bundle(
    bundle: Path, *, head: str | None, tsa_ca: Path | None = None, consistency: Path | None = None
) -> int:
    """Check a bundle and print what is proved; the exit code.

    Raises:
        typer.Exit: The bundle, the head or a file named cannot be read; said on stderr.
    """
    if head is not None:
        try:
            parse_head(head)
        except ValueError as error:
            stop(f"--head: {error}", WRONG_USE)
    files = _read_files(bundle)
    outcome = verify_files(files, head, tsa_ca, _read_steps(consistency))
    typer.echo("\n".join([*outcome.lines, conclusion(outcome, head)]))
    if outcome.failures:
        return REFUSED
    return DONE if head is not None else WRONG_USE


def _read_files(bundle: Path) -> dict[str, bytes]:
    try:
        return read_bundle(bundle)
    except FileNotFoundError:
        stop(f"no bundle at {bundle}: name the folder or zip file of a report", WRONG_USE)
    except (OSError, MalformedError, zipfile.BadZipFile, RuntimeError) as error:
        stop(f"cannot read the bundle {bundle}: {error}", REFUSED)


def _read_steps(path: Path | None) -> list[Any]:
    if path is None:
        return []
    try:
        steps = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        stop(f"cannot read the consistency proofs in {path}: {error}", WRONG_USE)
    if not isinstance(steps, list):
        stop(f"{path} holds no list of consistency proofs", WRONG_USE)
    return steps
