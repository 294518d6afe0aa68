"""Two real documents, as text and as the pages they came from; a record of real ones; hostile input."""

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from lagebild.documents import read_document
from lagebild.errors import DocumentError
from lagebild.model.document import Document, QuestionPage

pytestmark = pytest.mark.shared

STATEMENT = "seeds/joint-statement-2024-12-16.txt"
QUESTION = "seeds/public-question-2024.txt"


def wrap_statement(text: str) -> str:
    """The statement as a ministry's page shows it."""
    welcome, title, date, *body = [part for part in re.split(r"\n{2,}", text) if part.strip()]
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in body[:-2])
    return (
        f"<!doctype html><html lang=de><head><meta charset=utf-8><title>{html.escape(title)} - Amt</title></head><body>"
        f"<header><span>{welcome}</span></header><nav><ul><li><a href=/>Start</a></li></ul></nav>"
        f"<main><article><h1>{html.escape(title)}</h1><p><span>{date}</span></p>{paragraphs}</article>"
        f"<aside><h2>{body[-2]}</h2></aside></main><footer><a href=#top>{body[-1]}</a></footer></body></html>"
    )


def wrap_question(text: str) -> str:
    """The question as its site shows it: every line an element, the furniture in blocks of its own."""
    lines = [f"<div class=line>{html.escape(line)}</div>" for line in text.splitlines() if line.strip()]
    return (
        "<!doctype html><html lang=de><head><meta charset=utf-8><title>Frage</title></head><body>"
        f"<nav><a href=/>Start</a></nav><main>{''.join(lines)}</main></body></html>"
    )


def read_seed(shared: Path, name: str, form: str) -> Document:
    content = (shared / name).read_bytes()
    if form == "html":
        wrapped = wrap_statement(content.decode()) if name == STATEMENT else wrap_question(content.decode())
        content = wrapped.encode()
    document, problems = read_document(content, name=f"seed.{form}")
    assert problems == []
    return document


@pytest.mark.parametrize("form", ["txt", "html"])
def test_joint_statement_is_recognised(shared: Path, form: str) -> None:
    document = read_seed(shared, STATEMENT, form)
    gold = json.loads((shared / "gold/D01.json").read_text(encoding="utf-8"))["meta"]
    assert document.to_json() == {**gold, "lang": "de", "persons": []}
    assert document.date_source is not None
    assert document.text[slice(*document.date_source)] == "16.12.2024"
    assert document.zone_at(document.text.index("Schlagworte")) == "boilerplate"
    assert document.zone_at(document.text.rindex("nach oben")) == "boilerplate"
    assert document.zone_at(document.text.index("Wir, die")) == "issuer"
    assert document.zone_at(document.text.index("Wir rufen")) == "body"


@pytest.mark.parametrize("form", ["txt", "html"])
def test_question_page_is_recognised(shared: Path, form: str) -> None:
    document = read_seed(shared, QUESTION, form)
    gold = json.loads((shared / "gold/D02.json").read_text(encoding="utf-8"))["meta"]
    expected = {key: gold[key] for key in ("title", "date", "kind", "publisher", "issuers", "persons")}
    assert {key: document.to_json()[key] for key in expected} == expected
    assert document.question == QuestionPage(
        office_holder="Rolf Mützenich",
        party="SPD",
        asker="Tobias T.",
        questions_received=504,
        questions_answered=496,
    )
    holder, text = ("person:Rolf Mützenich",), document.text
    assert document.speaker_at(text.index("mit großer Besorgnis")) == ("person:Tobias T.",)
    assert document.speaker_at(text.index("das Auswärtige Amt (AA)")) == holder
    assert document.speaker_at(text.index("Sollten die Berichte")) == ("DE",)
    assert document.zone_at(text.index("Sollten die Berichte")) == "quotation"
    assert document.zone_at(text.index("Mit freundlichen")) == "signature"
    furniture = ("Fragen beantwortet", "98", "Antwort von", "Was möchten")
    assert {document.zone_at(text.index(words)) for words in furniture} == {"boilerplate"}


def test_plain_text_is_kept_unchanged(shared: Path) -> None:
    for name in (STATEMENT, QUESTION):
        content = (shared / name).read_bytes()
        assert read_document(content, name=name)[0].text == content.decode("utf-8")


def test_record_is_recognised_above_its_floor(shared: Path) -> None:
    right: Counter[str] = Counter()
    records = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "corpus").glob("*.json"))
    ]
    for record in records:
        framed = f"{record['publisher']}\n\n{record['date']}\n\n{record['title']}\n\n{record['text']}"
        is_printed = "Drucksache" in record["text"][:200]
        content = (record["text"] if is_printed else framed).encode()
        found = read_document(content, name=record["id"])[0].to_json()
        right.update(
            field for field in ("date", "kind", "publisher", "lang") if found[field] == record[field]
        )
    floors = {"date": 57, "kind": 57, "publisher": 65, "lang": 65}
    assert len(records) == 65
    assert {field: right[field] for field, floor in floors.items() if right[field] < floor} == {}


def test_hostile_input_ends_in_text_or_a_document_error(shared: Path) -> None:
    hostile = shared / "hostile"
    payloads = [
        row["payload"]
        for row in json.loads((hostile / "dompurify/payloads.json").read_text(encoding="utf-8"))
    ]
    strings = json.loads((hostile / "blns/blns.json").read_text(encoding="utf-8"))
    contents = [f"<!doctype html><body>{payload}".encode(errors="replace") for payload in payloads]
    contents += [words.encode(errors="replace") for words in strings]
    folders = ("html5lib-tests", "defusedxml", "go-fuzz", "zip-slip", "zipbomb")
    contents += [
        path.read_bytes() for folder in folders for path in (hostile / folder).rglob("*") if path.is_file()
    ]
    outcomes: Counter[str] = Counter()
    for number, content in enumerate(contents):
        for name in (f"{number}.txt", f"{number}.html"):
            try:
                document, _ = read_document(content, name=name)
            except DocumentError as error:
                outcomes["refused" if str(error).startswith(f"{name}: ") else "unclear"] += 1
            else:
                assert document.text.strip()
                outcomes["read"] += 1
    assert outcomes["read"] > 1000
    assert outcomes["refused"] > 100
    assert outcomes["unclear"] == 0
