"""Reads one document: bytes to text, zones, and the facts that it states about itself."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lagebild.documents.date import (
    SHORT_LINE,
    FoundDate,
    find_dateline,
    find_header_date,
    find_issuing_date,
    find_published_date,
    find_signature_date,
    is_day_first_or_last,
    parse_meta_date,
)
from lagebild.documents.decoding import decode_document
from lagebild.documents.head import Head, find_head, find_title, is_furniture
from lagebild.documents.html import HTML_LIMIT_CHARACTERS, Page, read_page
from lagebild.documents.issuers import FoundIssuers, find_issuers
from lagebild.documents.kind import recognise_kind
from lagebild.documents.language import recognise_language
from lagebild.documents.layout import Layout, collapse, make_layout
from lagebild.documents.papers import Paper, read_paper
from lagebild.documents.persons import find_persons
from lagebild.documents.publisher import Publisher, find_publisher
from lagebild.documents.question_page import ReadQuestionPage, read_question_page
from lagebild.documents.zones import find_line_of, make_question_zones, make_zones
from lagebild.errors import EmptyTextError, UnreadableError
from lagebild.model.document import Document, DocumentKind
from lagebild.model.problem import Problem

PLAIN_VERSION = "1"
"""Version of the plain-text extractor; raised when it would make another text of the same bytes."""

HTML_VERSION = "1"
"""Version of the page extractor; raised when it would make another text of the same bytes."""

OPENING_LENGTH = 1_000
"""Code points of the body that its genre is recognised from."""

ISSUER_LENGTH = 6_000
"""Code points of the body that an issuer sentence is looked for in."""


HEADER_LENGTH = 2_000
"""Code points from the start in which an ambiguous date is told of."""

_AMBIGUOUS_DATE = re.compile(
    r"^[^\d\n]{0,40}(?P<date>(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:19|20)\d\d)[^\d\n]{0,20}$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Facts:
    title: str | None
    title_span: tuple[int, int] | None
    date: str | None
    date_source: tuple[int, int] | None
    date_field: str | None
    kind: DocumentKind
    publisher: Publisher | None
    body_start: int


def read_document(
    content: bytes, *, name: str, url: str | None = None, media_type: str | None = None
) -> tuple[Document, list[Problem]]:
    """The document that some bytes hold, and what could not be taken as it stands.

    Args:
        content: The bytes as captured.
        name: What to call them in messages, such as the file's name.
        url: Where they were fetched, or None; helps only to tell the publisher.
        media_type: As the server declared it, or None.

    Returns:
        The document; its text is the bytes decoded (plain text) or the page's paragraphs separated by blank
        lines (HTML). Facts that the document does not state are None or empty.

    Raises:
        DocumentError: Nothing can be read; the message says why and what to do.
    """
    decoded = decode_document(content, name=name, media_type=media_type)
    problems = list(decoded.problems)
    page = _read_page(decoded.text, name) if decoded.format == "html" else None
    text = page.text if page else decoded.text
    document = _describe(text, page, url)
    if document.date is None:
        problems += _tell_ambiguous_date(text, name)
    extractor, version = ("html", HTML_VERSION) if page else ("plain", PLAIN_VERSION)
    return replace(document, extractor=extractor, extractor_version=version), problems


def _read_page(markup: str, name: str) -> Page:
    if len(markup) > HTML_LIMIT_CHARACTERS:
        limit = HTML_LIMIT_CHARACTERS // 1024**2
        raise UnreadableError(
            f"{name}: a page of {len(markup)} characters is more than the {limit} million that are read; nothing was "
            "read. Add its text instead."
        )
    page = read_page(markup)
    if not page.text.strip():
        raise EmptyTextError(
            f"{name}: the page holds no text of its own (perhaps a script would load it); nothing was read. "
            "Save the page from a browser and add that file."
        )
    return page


def _tell_ambiguous_date(text: str, name: str) -> list[Problem]:
    """A warning where a header line holds a date that could be two days, so that none was taken."""
    found = _AMBIGUOUS_DATE.search(text, 0, HEADER_LENGTH)
    if found is None or is_day_first_or_last(found["first"], found["second"]):
        return []
    message = (
        f"the date {found['date']} could be read as two different days; the document is kept without a date. "
        "Enter the date by hand if the publisher's way of writing is known."
    )
    locator = f"characters {found.start('date')} to {found.end('date')}"
    return [
        Problem(
            source=name, locator=locator, code="document-date-ambiguous", message=message, severity="warning"
        )
    ]


def _describe(text: str, page: Page | None, url: str | None) -> Document:
    layout = make_layout(text)
    lang = recognise_language(text) or _declared_language(page, text)
    furniture = _furniture_of(page)
    question = read_question_page(layout)
    paper = None if question else read_paper(layout)
    facts = _find_facts(layout, page=page, url=url, question=question, paper=paper)
    issuers = _name_issuers(layout, facts, lang=lang, question=question, paper=paper)
    if facts.kind == "statement" and len(issuers.ids) > 1:
        facts = replace(facts, kind="joint_statement")
    zones = (
        make_question_zones(text, question)
        if question
        else make_zones(
            text,
            body_start=facts.body_start,
            issuers=issuers,
            date_line=find_line_of(layout.lines, facts.date_source[0]) if facts.date_source else None,
            furniture=[*furniture, *_header_furniture(layout, facts.body_start)],
        )
    )
    return Document(
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest(),
        lang=lang,
        title=facts.title,
        date=facts.date,
        kind=facts.kind,
        publisher=facts.publisher.name if facts.publisher else None,
        issuers=issuers.ids,
        persons=find_persons(text, question=question, title=facts.title, zones=zones),
        zones=zones,
        question=question.facts if question else None,
        extractor="",
        extractor_version="",
        date_source=facts.date_source,
        extra=_make_extra(facts),
    )


def _make_extra(facts: _Facts) -> dict[str, str]:
    extra = {
        "date_field": facts.date_field,
        "publisher_told_by": facts.publisher.told_by if facts.publisher else None,
    }
    return {key: value for key, value in extra.items() if value}


def _declared_language(page: Page | None, text: str) -> str | None:
    found = re.match(r"[a-z]{2}(?=$|[-_])", (page.lang or "").lower()) if page else None
    return found[0] if found and sum(letter.isalpha() for letter in text) > 0 else None


def _furniture_of(page: Page | None) -> list[tuple[int, int]]:
    if page is None:
        return []
    return [(part.start, part.start + len(part.text)) for part in page.paragraphs if part.is_furniture]


def _header_furniture(layout: Layout, body_start: int) -> Iterable[tuple[int, int]]:
    return [
        (line.start, line.end)
        for line in layout.lines
        if line.start < body_start and is_furniture(line.words)
    ]


def _find_facts(
    layout: Layout,
    *,
    page: Page | None,
    url: str | None,
    question: ReadQuestionPage | None,
    paper: Paper | None,
) -> _Facts:
    head = find_head(layout)
    if paper:
        head = Head(tuple(line for line in layout.lines if line.start < paper.body_start), paper.body_start)
    publisher = find_publisher(
        layout.text,
        url=url,
        site_name=page.meta.get("og:site_name") if page else None,
        header=head.lines,
        imprint=layout.tail[-8:],
    )
    date, field = (None, None) if question else _find_date(layout, head, page)
    if question:
        date, field = _find_question_date(layout, question, page)
    title, span = _find_title(
        layout, head, page=page, publisher=publisher, date=date, question=question, paper=paper
    )
    return _Facts(
        title=title,
        title_span=span,
        date=date.value if date else field[1] if field else None,
        date_source=(date.start, date.end) if date else None,
        date_field=date.told_by if date else field[0] if field else None,
        kind=_find_kind(
            layout, head, title=title, span=span, publisher=publisher, question=question, paper=paper
        ),
        publisher=publisher,
        body_start=head.body_start,
    )


def _find_date(
    layout: Layout, head: Head, page: Page | None
) -> tuple[FoundDate | None, tuple[str, str] | None]:
    text = layout.text
    body = next((block for block in layout.paragraphs if block.start >= head.body_start), None)
    found = (
        find_header_date(head.lines, text)
        or (find_dateline(text, body) if body else None)
        or find_issuing_date(text, head.body_start, min(len(text), head.body_start + 1_500))
        or find_published_date([line for line in layout.lines if line.start >= head.body_start], text)
        or find_signature_date([line for line in layout.tail if line.start >= head.body_start], text)
    )
    return found, None if found else _find_meta_date(page)


_META_DATES = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.issued",
    "date",
    "og:published_time",
)


def _find_meta_date(page: Page | None) -> tuple[str, str] | None:
    if page is None:
        return None
    for key in _META_DATES:
        value = parse_meta_date(page.meta.get(key))
        if value:
            return f"meta {key}", value
    times = [
        value
        for part in page.paragraphs
        if not part.is_furniture and _is_short(part.text) and (value := parse_meta_date(part.time))
    ]
    return ("time element", times[0]) if times else None


def _is_short(text: str) -> bool:
    """Whether a paragraph is short enough for a date line; a `<time>` in running text is a day of the story."""
    words = collapse(text)
    return len(words) <= SHORT_LINE and not re.search(r"[.!?]$", words)


def _find_question_date(
    layout: Layout, question: ReadQuestionPage, page: Page | None
) -> tuple[FoundDate | None, tuple[str, str] | None]:
    start = question.question[0] if question.question else 0
    found = find_header_date([line for line in layout.lines if line.start < start], layout.text)
    return found, None if found else _find_meta_date(page)


def _find_title(
    layout: Layout,
    head: Head,
    *,
    page: Page | None,
    publisher: Publisher | None,
    date: FoundDate | None,
    question: ReadQuestionPage | None,
    paper: Paper | None,
) -> tuple[str | None, tuple[int, int] | None]:
    if question:
        block = question.title
        return (block.words, (block.start, block.end)) if block else (None, None)
    if paper:
        return paper.title, paper.title_span
    heading = (
        next((part for part in page.paragraphs if part.tag == "h1" and not part.is_furniture), None)
        if page
        else None
    )
    if heading:
        return collapse(heading.text), (heading.start, heading.start + len(heading.text))
    excluded = {
        line.start
        for line in head.lines
        if publisher and publisher.name in line.words and len(line.words) < len(publisher.name) + 40
    }
    dated = {
        line.start
        for line in head.lines
        if date and line.start <= date.start < line.end and len(line.words) < 60  # noqa: PLR2004  # a count that this rule alone uses
    }  # a date line, not a title with a date
    title = find_title(layout, head, excluded, dated=dated)
    if title:
        return title.words, (title.start, title.end)
    return (page.meta.get("og:title") or page.title, None) if page else (None, None)


def _find_kind(
    layout: Layout,
    head: Head,
    *,
    title: str | None,
    span: tuple[int, int] | None,
    publisher: Publisher | None,
    question: ReadQuestionPage | None,
    paper: Paper | None,
) -> DocumentKind:
    if question:
        return "parliamentary_qa"
    if paper:
        return paper.kind
    labels = " | ".join(line.words for line in head.lines if not span or not span[0] <= line.start < span[1])
    opening = collapse(layout.text[head.body_start : head.body_start + OPENING_LENGTH])
    return recognise_kind(
        title=title,
        labels=labels,
        opening=opening,
        text=layout.text,
        publisher_kind=publisher.kind if publisher else None,
    )


def _name_issuers(
    layout: Layout, facts: _Facts, *, lang: str | None, question: ReadQuestionPage | None, paper: Paper | None
) -> FoundIssuers:
    if question:
        holder = question.facts.office_holder
        return FoundIssuers((f"person:{holder}",) if holder else (), ())
    if paper:
        return FoundIssuers(paper.issuers, ())
    body = (facts.body_start, min(len(layout.text), facts.body_start + ISSUER_LENGTH))
    return find_issuers(
        layout.text,
        body=body,
        title=facts.title_span,
        lang=lang,
        kind=facts.kind,
        publisher_speaks=facts.publisher.speaks if facts.publisher else None,
    )
