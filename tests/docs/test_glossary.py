"""The glossary covers the nouns of the design, in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]
TERMS = [row[0] for row in ROWS]

NOUNS = (
    "Source",
    "Coverage",
    "Capture",
    "Ledger",
    "Document",
    "Annotation",
    "Entity",
    "Listing",
    "Subject",
    "Judgement",
    "Decision",
    "Regime",
    "Provision",
    "Incident",
    "Figure",
    "Evidence",
    "Finding",
    "Reply",
    "Response",
    "Office-holder",
    "Mandate",
    "Question",
    "Answer",
    "Report",
    "Bundle",
)


@pytest.mark.parametrize("noun", NOUNS)
def test_glossary_has_the_noun(noun: str) -> None:
    assert TERMS.count(noun) == 1


def test_glossary_rows_are_complete() -> None:
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_glossary_is_in_alphabetical_order() -> None:
    assert sorted(TERMS, key=str.casefold) == TERMS


def test_glossary_german_terms_are_told_apart() -> None:
    german = [row[1] for row in ROWS]

    assert sorted(set(german)) == sorted(german)


def test_glossary_terms_used_in_definitions_are_defined() -> None:
    used = {term for row in ROWS for term in re.findall(r"\*([a-z -]+)\*", row[2])}
    known = {term.casefold() for term in TERMS} | {"status"}

    assert {term for term in used if term not in known and term.removesuffix("s") not in known} == {
        "entities"
    }
