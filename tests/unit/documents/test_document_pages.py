"""Whole pages of the two structures that matter most, in our own words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lagebild.documents import read_document
from lagebild.model.document import Document, QuestionPage

PAGES = Path(__file__).parent / "pages"

_BREAKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "td",
        "th",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "figure",
        "figcaption",
        "pre",
        "address",
        "form",
        "fieldset",
        "body",
        "html",
        "title",
        "option",
        "button",
    ]
)


class _Stripper(HTMLParser):
    """What a stranger does to find a quote: strip the tags, even out white space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in {"script", "style"}
        self.parts.append(" " if tag in _BREAKS else "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"} and self._hidden > 0
        self.parts.append(" " if tag in _BREAKS else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def strip_tags(markup: str) -> str:
    """The page's text with single spaces."""
    stripper = _Stripper()
    stripper.feed(markup)
    stripper.close()
    return even(" ".join("".join(stripper.parts).split()))


def even(text: str) -> str:
    """A text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def read(name: str) -> Document:
    document, problems = read_document((PAGES / name).read_bytes(), name=name)
    assert problems == []
    return document


def zones(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    return [
        (zone.kind, zone.speaker, document.text[zone.start : zone.end].strip()) for zone in document.zones
    ]


def test_ministry_page_tells_title_date_kind_publisher_and_issuers() -> None:
    document = read("ministry_statement.html")
    assert document.to_json() == {
        "title": "Gemeinsame Erklärung der Außenministerinnen und Außenminister zur Lage auf der Insel Brann",
        "date": "2025-03-07",
        "kind": "joint_statement",
        "publisher": "Außenamt von Musterland",
        "lang": "de",
        "issuers": ["EU", "FI", "NO", "SE"],
        "persons": [],
    }
    assert document.date_source is not None
    assert document.text[slice(*document.date_source)] == "07.03.2025"


def test_ministry_page_keeps_content_and_drops_furniture() -> None:
    text = read("ministry_statement.html").text
    kept = ["Willkommen auf den Seiten", "Finnlands, Norwegens und Schwedens sowie", "Jeder Hafen ist offen zu halten.",
            "Erstens: keine Sperrung.", "Zweitens: freie Fahrt.\nAuch bei Nacht.", "Schlagworte",
            "nach oben"]  # fmt: skip
    dropped = [
        "Kekse",
        "kein Text",
        "mitten im Satz",
        "Reisehinweise",
        "Zum Inhalt",
        "color: red",
        "<",
        "Musterland -",
    ]
    assert [words for words in kept if words not in text] == []
    assert [words for words in dropped if words in text] == []


def test_ministry_page_marks_furniture_that_it_keeps() -> None:
    document = read("ministry_statement.html")
    marked = {words for kind, _, words in zones(document) if kind == "boilerplate"}
    assert {
        "Willkommen auf den Seiten des Außenamts von Musterland",
        "Schlagworte",
        "nach oben",
        "Impressum",
    } <= marked
    assert document.speaker_at(document.text.index("Jeder Hafen")) == ("EU", "FI", "NO", "SE")


def test_question_page_tells_who_asks_whom_and_the_counters() -> None:
    document = read("question.html")
    assert document.question == QuestionPage(
        office_holder="Dr. Ilse Beispiel-Muster",
        party="Wiesenpartei",
        asker="Anna K.",
        questions_received=1121,
        questions_answered=1020,
    )
    assert (document.kind, document.date, document.publisher) == (
        "parliamentary_qa",
        None,
        "fragenportal.example.org",
    )
    assert document.title == "Wie oft wird die Brücke bei Musterdorf geprüft, und wer bezahlt das?"
    assert document.issuers == ("person:Dr. Ilse Beispiel-Muster",)
    assert document.persons == ("Dr. Ilse Beispiel-Muster", "Anna K.")


def test_question_page_has_zones_with_speakers() -> None:
    document = read("question.html")
    found = [(kind, speaker) for kind, speaker, _ in zones(document)]
    holder = ("person:Dr. Ilse Beispiel-Muster",)
    assert found == [
        ("boilerplate", ()),
        ("question", ("person:Anna K.",)),
        ("boilerplate", ()),
        ("answer", holder),
        ("quotation", ("org:@AmtMusterdorf",)),
        ("signature", holder),
        ("boilerplate", ()),
    ]
    assert document.zone_at(document.text.index("1.020 / 1.121")) == "boilerplate"
    assert document.speaker_at(document.text.index("Risse")) == ("person:Anna K.",)
    assert document.speaker_at(document.text.index("alle sechs Jahre")) == holder
    assert document.speaker_at(document.text.index("im Herbst")) == ("org:@AmtMusterdorf",)


def test_question_page_in_english_is_read_alike() -> None:
    document = read("question_en.html")
    assert document.question == QuestionPage(
        office_holder="Jane Sample",
        party="Meadow Party",
        asker="Peter Q.",
        questions_received=15,
        questions_answered=12,
    )
    assert document.title == "Who inspects the old bridge at Samplebury, and how often?"
    assert document.lang == "en"
    assert document.speaker_at(document.text.index("every six years")) == ("person:Jane Sample",)


@pytest.mark.parametrize("name", ["ministry_statement.html", "question.html", "question_en.html"])
def test_every_paragraph_is_found_again_in_the_stripped_page(name: str) -> None:
    document = read(name)
    stripped = strip_tags((PAGES / name).read_text(encoding="utf-8"))
    paragraphs = document.text.split("\n\n")
    assert len(paragraphs) > 5
    assert [part for part in paragraphs if even(part) not in stripped] == []
