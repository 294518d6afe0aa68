"""Each decision is numbered, dated, short, and has its three headings."""

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).resolve().parents[2] / "docs" / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in FILES] == list(range(1, len(FILES) + 1))
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_decision_has_context_decision_and_consequence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Decision", "Consequence"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_decision_bears_its_number_a_date_and_is_half_a_page(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert re.fullmatch(r"[A-Z][a-z]+ 20\d\d · (accepted|superseded by \d{4})", lines[2])
    assert len(lines) <= 50
