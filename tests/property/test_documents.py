"""For any input: text and zones that hold together, or a document error."""

import html

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from lagebild.documents import read_document
from lagebild.errors import DocumentError

LINES = st.sampled_from(
    [
        "Frage von Anna K. •", "Antwort von", "Portrait von Ilse Beispiel", "12 / 15 Fragen beantwortet",
        "Wiesenpartei",
        "Wir, die Außenminister Finnlands und Norwegens, bedauern das.", "3. März 2024",
        "Deutscher Bundestag Drucksache 9/12",
        "Antrag", "der Abgeordneten A, B", "@AmtMusterdorf am 04.05.: Hallo.", "Mit freundlichen Grüßen",
        "MS. SAMPLE:  Hello.",
        "Q    Why?", "Joint Statement of Finland and Norway", "Schlagworte", "nach oben", "", "\ufeff", "\x00", "\r",
    ]
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for name in ("a.txt", "a.html"):
        try:
            document, _ = read_document(content, name=name)
        except DocumentError:
            continue
        assert document.text.strip()


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | WORDS, min_size=1, max_size=14))
def test_zones_lie_in_the_text_in_order_and_do_not_cross(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        document, _ = read_document(text.encode(), name="a.txt", media_type="text/plain")
    except DocumentError:
        return
    assert document.text == text
    open_ends: list[int] = []
    last = 0
    for zone in document.zones:
        assert 0 <= zone.start < zone.end <= len(text)
        assert zone.start >= last
        last = zone.start
        while open_ends and open_ends[-1] <= zone.start:
            open_ends.pop()
        assert not open_ends or zone.end <= open_ends[-1]
        open_ends.append(zone.end)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6))
def test_every_paragraph_of_a_page_is_a_run_of_its_text(paragraphs: list[list[str]]) -> None:
    inner = "".join(f"<p>{'<b>and</b>'.join(map(html.escape, runs))}</p>\n" for runs in paragraphs)
    page = f"<!doctype html><html><body><main>{inner}</main></body></html>"
    try:
        document, _ = read_document(page.encode(), name="a.html")
    except DocumentError:
        return
    stripped = "".join(str(lxml_html.document_fromstring(page.encode().decode()).text_content()).split())
    for paragraph in document.text.split("\n\n"):
        assert "".join(paragraph.split()) in stripped
