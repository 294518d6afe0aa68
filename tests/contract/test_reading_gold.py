import json
from pathlib import Path

import pytest

from lagebild.documents import read_document
from lagebild.reading import RuleReader
from lagebild.reading.scoring import score_document

pytestmark = pytest.mark.shared
FLOORS = {"citation": 1.0, "state": 1.0, "date": 1.0, "figure": 1.0, "event": 0.85, "position": 0.85}


@pytest.mark.parametrize("name", ["D01", "D02"])
def test_annotated_statements_are_read(shared: Path, name: str) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    document, _ = read_document(gold["text"].encode(), name=f"{name}.txt")
    scores = score_document(gold, document, RuleReader().annotate(document))
    assert {layer: scores[layer].f1 for layer, floor in FLOORS.items() if scores[layer].f1 < floor} == {}


def test_figures_of_the_question_are_three_with_their_qualifiers(shared: Path) -> None:
    text = (shared / "seeds" / "public-question-2024.txt").read_bytes()
    document, _ = read_document(text, name="question.txt")
    figures = [
        note
        for note in RuleReader().annotate(document)
        if note.layer == "figure" and note.norm["unit"] == "persons"
    ]
    assert [
        (note.norm["value"], note.norm["qualifier"], note.level, note.factuality) for note in figures
    ] == [
        (12000, "up_to", "quoted", "reported_planned"),
        (1500, "exact", "quoted", "reported"),
        (11000, "additional", "quoted", "reported"),
    ]
    assert {note.speaker for note in figures} == {("person:Tobias T.",)}


def test_every_quote_of_the_corpus_is_exact(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.json"))[::4]:
        raw = json.loads(path.read_text(encoding="utf-8"))
        document, _ = read_document(raw["text"].encode(), name=f"{path.stem}.txt")
        notes = RuleReader().annotate(document)
        assert notes
        assert all(document.text[note.start : note.end] == note.exact for note in notes)
