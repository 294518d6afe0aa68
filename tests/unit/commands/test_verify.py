from pathlib import Path

import pytest
import typer
from tests.contract.released_report import make_record
from typer.testing import CliRunner

from lagebild.commands.verify import register


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


@pytest.fixture
def bundle(tmp_path: Path) -> tuple[Path, str]:
    info = make_record().publish(tmp_path / "bundle")
    return info.folder, str(info.head)


def test_true_bundle_under_its_head_ends_with_0(app: typer.Typer, bundle: tuple[Path, str]) -> None:
    done = CliRunner().invoke(app, ["verify", str(bundle[0]), "--head", bundle[1]])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "Nothing contradicts. Claims not proved: 5."


def test_no_head_ends_with_2_and_says_that_nothing_is_authentic(
    app: typer.Typer, bundle: tuple[Path, str]
) -> None:
    done = CliRunner().invoke(app, ["verify", str(bundle[0])])
    assert done.exit_code == 2
    assert "Authenticity is NOT PROVED" in done.stdout


def test_changed_byte_ends_with_3_and_names_the_file(app: typer.Typer, bundle: tuple[Path, str]) -> None:
    page = bundle[0] / "report.de.html"
    page.write_bytes(page.read_bytes().replace(b"neun Schiffe", b"zehn Schiffe"))
    done = CliRunner().invoke(app, ["verify", str(bundle[0]), "--head", bundle[1]])
    assert done.exit_code == 3
    assert "FAILED report.de.html: changed" in done.stdout


def test_wrong_head_ends_with_3(app: typer.Typer, bundle: tuple[Path, str]) -> None:
    done = CliRunner().invoke(app, ["verify", str(bundle[0]), "--head", "11:" + "0" * 64])
    assert done.exit_code == 3
    assert "FAILED head.txt" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["no-such-folder"], 2, "no bundle at"),
        (["BUNDLE", "--head", "newest"], 2, "a tree head is SIZE:ROOTHEX"),
        (["BUNDLE", "--consistency", "no-such-file"], 2, "cannot read the consistency proofs"),
        (["BUNDLE/README.txt"], 3, "neither a folder nor a zip"),
    ],
)
def test_wrong_use_is_told_on_stderr(
    arguments: list[str], code: int, told: str, app: typer.Typer, bundle: tuple[Path, str]
) -> None:
    given = [argument.replace("BUNDLE", str(bundle[0])) for argument in arguments]
    done = CliRunner().invoke(app, ["verify", *given])
    assert done.exit_code == code
    assert told in " ".join(done.stderr.split())


def test_help_shows_an_example(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["verify", "--help"])
    assert "Example: lagebild verify report-2026-01/ --head" in " ".join(done.stdout.split())
