import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from markupsafe import escape
from tests.contract.released_report import make_record

from lagebild.model.report import ReportSelection
from lagebild.model.statement import AssessmentSentence, FactSentence
from lagebild.reports.page import (
    SealedSentence,
    _environment,
    read_words,
    render_page,
    show_date,
    style_source,
)
from lagebild.reports.verifier.verify import text_of_page


@pytest.fixture
def selection() -> ReportSelection:
    return make_record().selection


def test_page_marks_every_assessment_and_footnotes_every_fact(selection: ReportSelection) -> None:
    for lang, mark in (("de", "eigene Bewertung"), ("en", "own assessment")):
        page = render_page(selection, lang).decode()
        for finding in selection.findings:
            for sentence in finding.sentences[lang]:
                words = re.escape(str(escape(sentence.text)))
                if isinstance(sentence, AssessmentSentence):
                    assert re.search(f'<span class="mark">{mark}</span> {words}</span>', page)
                else:
                    numbers = re.search(f'<span class="fact">{words}((?:<sup.*?</sup>)+)</span>', page)
                    assert numbers is not None
                    found = re.findall(r'href="#note-(\d+)"', numbers[1])
                    assert [int(number) for number in found] == list(sentence.footnotes)


def test_every_link_inside_the_page_has_its_target_and_every_id_is_unique(selection: ReportSelection) -> None:
    for lang in ("de", "en"):
        page = render_page(selection, lang).decode()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        references = {name for name in ids if name.startswith("ref-")}
        assert references == {
            name for name in re.findall(r'href="#([^"]+)"', page) if name.startswith("ref-")
        }


def test_page_needs_nothing_from_elsewhere(selection: ReportSelection) -> None:
    page = render_page(selection, "en").decode()
    assert not re.search(r"<(?:script|link|img|iframe)\b|\bsrc=|url\(|@import", page)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_policy_allows_the_style_of_the_page_and_nothing_else(selection: ReportSelection, lang: str) -> None:
    page = render_page(selection, lang).decode()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in page
    assert style_source() == f"'sha256-{digest}'"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_sample_page_says_so_in_both_languages(selection: ReportSelection, lang: str) -> None:
    page = text_of_page(render_page(selection, lang).decode())
    assert "Sample record." in page
    assert "Beispieldaten." in page
    real = text_of_page(render_page(replace(selection, is_sample=False), lang).decode())
    assert "Sample record." not in real
    assert "Beispieldaten." not in real


def test_page_shows_the_status_of_each_provision(selection: ReportSelection) -> None:
    provision = replace(
        selection.findings[0].provisions[0],
        status="verified",
        checked_by="Ada Sample",
        checked_on="2026-11-01",
    )
    finding = replace(selection.findings[0], provisions=(provision,))
    page = text_of_page(
        render_page(replace(selection, findings=(finding, selection.findings[1])), "en").decode()
    )
    assert "compared with the published text" in page
    assert "compared by Ada Sample, 1 November 2026" in page
    assert "from a named source" in page


def test_figures_of_different_quantities_stand_apart(selection: ReportSelection) -> None:
    page = render_page(selection, "en").decode()
    boxes = re.findall(r'<div class="quantity">(.*?)</div>', page, re.DOTALL)
    assert [re.findall(r'class="number">(.*?)<', box) for box in boxes] == [
        ["14 ships", "nine ships"],
        ["four ships with coal"],
    ]
    assert all("according to Harbour office · as of March 2026" in text_of_page(box) for box in boxes)


def test_state_that_acted_state_without_record_and_state_not_watched_differ(
    selection: ReportSelection,
) -> None:
    page = " ".join(text_of_page(render_page(selection, "en").decode()).split())
    assert "Absurdistandemand2 together with Borduria2 April 2026" in page  # cells, side by side
    assert "Nothing in the record Borduria – watched: example.org/xb (since 1 January 2026)" in page
    assert "Not watched, so nothing is said of them: XC" in page


def test_text_from_outside_is_escaped(selection: ReportSelection) -> None:
    nasty = "<script>alert('x')</script>"
    quotes = tuple(replace(quote, title=nasty, publisher=nasty, exact=nasty) for quote in selection.quotes)
    page = render_page(replace(selection, quotes=quotes, title={"de": nasty, "en": nasty}), "en").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_address_that_is_no_web_address_is_no_link(selection: ReportSelection) -> None:
    quotes = tuple(replace(quote, url="javascript:alert(1)") for quote in selection.quotes)
    page = render_page(replace(selection, quotes=quotes), "en").decode()
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("wrong", ["A plain string.", None, {"text": "x", "footnotes": (1,)}])
def test_sentence_of_no_kind_cannot_reach_the_page(selection: ReportSelection, wrong: Any) -> None:
    finding = replace(selection.findings[0], sentences={"de": (wrong,), "en": (wrong,)})
    with pytest.raises(TypeError, match="facts and assessments only"):
        render_page(replace(selection, findings=(finding,)), "en")


@pytest.mark.parametrize(
    "template",
    [
        "{{ item }}",
        "{{ item ~ '' }}",
        "{{ item|string }}",
        "{{ '%s'|format(item) }}",
        "{{ open_sentence('plain') }}",
    ],
)
def test_template_cannot_print_a_sentence_without_its_mark(template: str) -> None:
    sealed = SealedSentence(FactSentence(text="One ship.", footnotes=(1,)))
    with pytest.raises(TypeError, match="print"):
        _environment().from_string(template).render(item=sealed)


def test_template_cannot_look_behind_the_seal() -> None:
    sealed = SealedSentence(FactSentence(text="One ship.", footnotes=(1,)))
    with pytest.raises(Exception, match=r"unsafe|undefined|no attribute"):
        _environment().from_string("{{ item._sentence.text }}").render(item=sealed)


def test_template_opens_sentences_in_one_macro_only() -> None:
    source = _environment().loader.get_source(_environment(), "page.html")[0]  # type: ignore[union-attr]
    assert source.count("open_sentence(") == 1
    assert source.count("sentence.words") == 2


@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [
        ("2026-11-02T08:00:00Z", "2. November 2026", "2 November 2026"),
        ("2026-03", "März 2026", "March 2026"),
        ("2026", "2026", "2026"),
        ("2026-03-01/2026-03-31", "1. März 2026 – 31. März 2026", "1 March 2026 – 31 March 2026"),
        ("2026-W12", "2026-W12", "2026-W12"),
        (None, "ohne Datum", "undated"),
    ],
)
def test_date_is_never_fuller_than_it_is(iso: str | None, german: str, english: str) -> None:
    assert (show_date(iso, "de"), show_date(iso, "en")) == (german, english)


def test_both_languages_have_the_same_words() -> None:
    words = read_words()
    assert set(words["de"]) == set(words["en"])
    for key, value in words["de"].items():
        assert type(value) is type(words["en"][key])
        if isinstance(value, dict):
            assert set(value) == set(words["en"][key])


def test_tags_are_balanced(selection: ReportSelection) -> None:
    class Balance(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            if tag not in ("meta", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    balance = Balance()
    balance.feed(render_page(selection, "de").decode())
    assert balance.open == []
