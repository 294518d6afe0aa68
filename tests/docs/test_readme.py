"""The README names only commands that exist, and its first screen holds two."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from lagebild.commands.app import make_app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`lagebild [^|]+)\|", README.replace("\\|", " "), flags=re.MULTILINE)
NAMED = [name for row in ROWS for name in re.findall(r"`(?:lagebild )?([a-z]+)", row)]


def test_readme_first_screen_holds_the_two_commands_and_one_picture() -> None:
    first_screen = README.partition("\n## ")[0]

    assert re.findall(r"```\n(.*?)```", first_screen, flags=re.DOTALL) == ["./run\n./test\n"]
    assert len(re.findall(r"!\[", first_screen)) == 1


def test_readme_names_every_command_but_that_of_the_sample() -> None:
    commands = get_command(make_app()).commands  # type: ignore[attr-defined]  # a typer app with commands is a group

    assert sorted(NAMED) == sorted(set(commands) - {"sample"})


@pytest.mark.parametrize("name", NAMED)
def test_readme_command_exists_and_its_help_shows_an_example(name: str) -> None:
    commands = get_command(make_app()).commands  # type: ignore[attr-defined]  # a typer app with commands is a group

    assert name in commands
    assert f"lagebild {name}" in (commands[name].help or "") + (commands[name].epilog or "")


@pytest.mark.parametrize("script", ["run", "test"])
def test_readme_script_is_there_and_executable(script: str) -> None:
    path = ROOT / script

    assert path.is_file()
    assert path.stat().st_mode & 0o111
