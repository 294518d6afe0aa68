# ruff: noqa: E501 -- a sample sentence stands on one line
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lagebild.commands import evaluate, read

STATEMENT = "Press release\n\nMarch 3, 2021\n\nWe call on Iran to stop. More than 3,000 soldiers left the United Kingdom.\n"


@pytest.fixture
def app() -> typer.Typer:
    application = typer.Typer()
    read.register(application)
    evaluate.register(application)
    return application


def test_one_file_is_one_json_object_with_exact_quotes(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    result = CliRunner().invoke(app, ["read", str(path), "--format", "json"])
    shown = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(shown) == {"document", "text", "annotations"}
    assert shown["text"] == STATEMENT
    for note in shown["annotations"]:
        position, quote = note["target"]["selector"]
        assert STATEMENT[position["start"] : position["end"]] == quote["exact"]


def test_several_files_are_json_lines_and_a_bad_one_does_not_stop_the_next(
    app: typer.Typer, tmp_path: Path
) -> None:
    good, empty, problems = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "problems.jsonl"
    good.write_text(STATEMENT, encoding="utf-8")
    empty.write_bytes(b"")
    result = CliRunner().invoke(
        app, ["read", str(empty), str(good), "--format", "json", "--problems", str(problems)]
    )
    assert result.exit_code == 1
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == [STATEMENT]
    assert json.loads(problems.read_text(encoding="utf-8").splitlines()[0])["source"] == str(empty)


def test_only_refused_files_end_with_refused(app: typer.Typer, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert CliRunner().invoke(app, ["read", str(empty)]).exit_code == 3


def test_missing_file_is_refused(app: typer.Typer, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["read", str(tmp_path / "none.txt")]).exit_code == 3


def test_evaluate_shows_each_miss_and_false_hit(app: typer.Typer, tmp_path: Path) -> None:
    gold = tmp_path / "G1.json"
    missed = {"date": "1999-01-01", "quote": "March", "start": 15, "end": 20}
    gold.write_text(json.dumps({"lang": "en", "text": STATEMENT, "dates": [missed]}), encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert result.exit_code == 0
    assert "date      missed  1999-01-01" in result.stdout
    assert "date      false   2021-03-03" in result.stdout
