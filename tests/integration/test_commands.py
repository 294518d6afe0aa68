"""The commands as a person runs them: exit codes, messages, and what bad input leaves behind."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.commands.app import make_app

NOTE = """The Harbour Office of Sampletown

Statement on two barges

3 March 2025

The Harbour Office saw two barges without lights. North Korea transferred shells to Russia.
"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(8))
    + "]><CONSOLIDATED_LIST><INDIVIDUALS>&i;</INDIVIDUALS></CONSOLIDATED_LIST>"
)


def lagebild(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the installed command; the database of these tests is always the embedded default."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("LAGEBILD_", "DJANGO_"))
    }
    command = [str(Path(sys.executable).parent / "lagebild"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An empty workspace made by the command."""
    root = tmp_path / "made"
    assert lagebild("init", root).returncode == 0
    return root


def count(root: Path) -> dict[str, str]:
    """What `status` prints, by its first word."""
    done = lagebild("status", "-w", root)
    assert done.returncode == 0
    return {line.split()[0]: " ".join(line.split()[1:]) for line in done.stdout.splitlines() if line.strip()}


COMMANDS = """init add read screen scan report verify status prove serve sample erase review release reject
timestamp person evaluate"""


@pytest.mark.parametrize("command", COMMANDS.split())
def test_help_shows_an_example(command):
    done = CliRunner().invoke(make_app(), [command, "--help"])
    assert done.exit_code == 0
    assert f"lagebild {command}" in done.stdout.partition("Example")[2]


def test_add_bad_inputs_are_told_and_the_next_is_still_taken(made, tmp_path):
    bad = {
        "empty.txt": b"",
        "binary.bin": bytes(range(256)) * 40,
        "broken.xml": b'<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>',
        "bomb.xml": BOMB.encode(),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(NOTE, encoding="utf-8")
    problems = tmp_path / "problems.jsonl"
    names = [tmp_path / "missing.txt", tmp_path, *(tmp_path / name for name in bad), tmp_path / "good.txt"]
    done = lagebild("add", "-w", made, "--problems", problems, *names)
    assert done.returncode == 1, done.stderr
    told = [json.loads(line) for line in problems.read_text(encoding="utf-8").splitlines()]
    errors = {Path(problem["source"]).name for problem in told if problem["severity"] == "error"}
    assert errors == {"missing.txt", tmp_path.name, *bad}
    assert "is not there: check the name" in done.stderr
    counted = count(made)
    assert counted["captures"] == "1"
    assert counted["documents"] == "1 (1 not read yet: lagebild read)"
    assert counted["log"] == "2 leaves, no head published yet"
    assert lagebild("verify", "-w", made).stdout == "good: 2 leaves, 1 captures, 1 texts\n"


def test_add_nothing_but_bad_input_is_refused(made, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert lagebild("add", "-w", made, tmp_path / "empty.txt").returncode == 3
    assert count(made)["log"] == "0 leaves, no head published yet"


def test_add_giant_text_is_refused_with_its_size(made, tmp_path):
    giant = tmp_path / "giant.txt"
    with giant.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
        file.seek(0)
        file.write(b"word " * 1000)
    done = lagebild("add", "-w", made, giant)
    assert done.returncode == 3
    assert "giant.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_add_other_encoding_is_taken_and_noted(made, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes(
        "Erklärung über Kähne\n\n4. März 2025\n\nDas Hafenamt verurteilt größere Verlegungen aufs Schärfste.\n".encode(
            "iso-8859-1"
        )
    )
    done = lagebild("add", "-w", made, path)
    assert done.returncode in {0, 1}
    assert "Erklärung über Kähne" in done.stderr
    assert "encoding" in done.stderr


def test_commands_outside_a_workspace_say_what_to_do(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for command in ("status", "read", "report", "verify", "serve"):
        done = lagebild(command, cwd=elsewhere)
        assert done.returncode == 2, command
        assert "lagebild init" in done.stderr
    assert list(elsewhere.iterdir()) == []


def test_init_over_something_is_refused(made, tmp_path):
    assert lagebild("init", made).returncode == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    done = lagebild("init", tmp_path / "full")
    assert done.returncode == 2
    assert "not an empty folder" in done.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_settings_with_faults_are_all_told_at_once(made):
    (made / "lagebild.toml").write_text('titel = "x"\nsample = "yes"\n', encoding="utf-8")
    done = lagebild("status", "-w", made)
    assert done.returncode == 2
    assert "unknown key 'titel'" in done.stderr
    assert "sample must be bool" in done.stderr


def test_archive_that_takes_no_bytes_is_told_and_writes_nothing(made, tmp_path):
    (tmp_path / "good.txt").write_text(NOTE, encoding="utf-8")
    shutil.rmtree(made / "archive")
    (made / "archive").write_text("no folder", encoding="utf-8")
    done = lagebild("add", "-w", made, tmp_path / "good.txt")
    assert done.returncode == 4
    assert "archive" in done.stderr
    assert "Traceback" not in done.stderr
    (made / "archive").unlink()
    (made / "archive").mkdir()
    assert count(made)["log"] == "0 leaves, no head published yet"


def test_verify_names_the_damaged_file_with_exit_code_four(made, tmp_path):
    (tmp_path / "good.txt").write_text(NOTE, encoding="utf-8")
    assert lagebild("add", "-w", made, tmp_path / "good.txt").returncode == 0
    blob = next(path for path in (made / "archive").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(NOTE.replace("two", "ten").encode())
    done = lagebild("verify", "-w", made)
    assert done.returncode == 4
    assert "damaged: capture good.txt" in done.stdout


def test_database_that_is_none_is_told(made):
    (made / "lagebild.sqlite3").write_bytes(b"this is no database" * 100)
    done = lagebild("status", "-w", made)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "lagebild.sqlite3" in done.stderr or str(made) in done.stderr


def test_read_file_prints_the_contract_with_and_without_a_workspace(made, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    done = lagebild("read", path, "--format", "json")
    assert done.returncode == 0
    read = json.loads(done.stdout)
    assert set(read) == {"document", "text", "annotations"}
    assert read["text"] == NOTE
    for note in read["annotations"]:
        place, quote = note["target"]["selector"]
        assert NOTE[place["start"] : place["end"]] == quote["exact"]
    assert lagebild("read", path, "--format", "json", cwd=made).stdout == done.stdout


def test_real_material_goes_through_every_command(made, shared):
    seeds = sorted((shared / "seeds").glob("*.txt"))
    editions = sorted((shared / "lists" / "un").glob("*.xml"))
    assert lagebild("add", "-w", made, *seeds, *editions).returncode == 0
    assert lagebild("add", "-w", made, *seeds, *editions).returncode == 0
    assert lagebild("read", "-w", made).returncode == 0
    assert lagebild("screen", "-w", made).returncode == 0
    hits = lagebild("screen", "-w", made, "--name", "Song Il Choe", "--format", "json")
    assert hits.returncode == 0
    first = json.loads(hits.stdout)[0]
    assert first["matched_name"] == "CHOE SONG IL"
    assert "reordered" in first["explanation"]
    for name in ("ada", "ben"):
        assert lagebild("person", "add", name, "-w", made).returncode == 0
    key = "un-1718.arms_from_dprk.KP.RU"
    assert lagebild("release", key, "--as", "ben", "-w", made).returncode == 3
    assert lagebild("review", key, "--as", "ada", "-w", made, "--assessment", "Probable.").returncode == 0
    assert lagebild("release", key, "--as", "ada", "-w", made).returncode == 3
    assert lagebild("release", key, "--as", "ben", "-w", made).returncode == 0
    assert lagebild("report", "-w", made).returncode == 0
    assert lagebild("verify", "-w", made).returncode == 0
    folder = made / "reports" / "1" / "bundle"
    head = (folder / "head.txt").read_text(encoding="utf-8").strip()
    assert lagebild("verify", folder, "--head", head).returncode == 0
    assert lagebild("verify", folder).returncode == 2
    assert lagebild("verify", folder, "--head", head[:-1] + ("0" if head[-1] != "0" else "1")).returncode == 3
    counted = count(made)
    assert counted["captures"] == "5"
    assert counted["listings"] == "1011 in force, 3 editions held"


def test_erased_text_is_in_no_file_of_the_workspace(made, tmp_path):
    kept, gone = tmp_path / "kept.txt", tmp_path / "gone.txt"
    kept.write_text(NOTE, encoding="utf-8")
    gone.write_text(NOTE.replace("barges", "zeppelinwagons"), encoding="utf-8")
    assert lagebild("add", "-w", made, kept, gone).returncode == 0
    assert lagebild("read", "-w", made).returncode == 0
    assert lagebild("person", "add", "ada", "-w", made).returncode == 0
    sha256 = hashlib.sha256(gone.read_bytes()).hexdigest()
    needles = [b"zeppelinwagon", sha256.encode(), b"gone.txt"]
    held = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert all(needle in held for needle in needles)
    done = lagebild("erase", sha256, "--as", "ada", "--reason", "withdrawn", "-w", made)
    assert done.returncode == 0, done.stderr
    held = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert [needle for needle in needles if needle in held] == []
    assert "erased: capture 2" in lagebild("verify", "-w", made).stdout
