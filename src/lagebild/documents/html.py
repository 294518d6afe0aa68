"""A web page as text: paragraphs in reading order, with the furniture around them marked.

The text of each paragraph is the page's own text from one tag to the next block, in order and without gaps, so a
quote from it is found again by whoever strips the tags and evens out white space.
"""

import re
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from lagebild.documents.layout import collapse

HTML_LIMIT_CHARACTERS = 32 * 1024 * 1024
"""Largest page read. Source: half of the largest text; a page beyond it is a data dump, not a document."""

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "map",
        "nav",
        "dialog",
        "select",
        "option",
        "datalist",
        "textarea",
        "button",
        "head",
        "frameset",
    ]
)
"""Elements whose content is no text of the document. Source: HTML Living Standard, content models."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "img",
        "input",
        "picture",
    ]
)
"""Elements that end a paragraph. Source: HTML Living Standard, rendering, display block and table; and images."""

FURNITURE = frozenset({"header", "footer", "aside"})
"""Elements around the content, unless they stand inside an article or the main part."""

_DROPPED_ROLES = frozenset({"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"})
_DROPPED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookie|cookies|consent|cookiebar|cookiebanner|cookieconsent|gdpr|onetrust|usercentrics"
    r"|skip-?link|skiplinks|breadcrumbs?|social-?(?:share|media|links)|share-?buttons)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:header|footer)|page-?footer|sidebar|related|teaser|newsletter|tags|tag-?list|keywords"
    r"|back-?to-?top|to-?top)(?:$|[\s_-])",
    re.IGNORECASE,
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a page.

    Attributes:
        text: Its words; a line break in it is a `<br>`.
        tag: The block element around it, such as `h1`.
        is_furniture: Whether it stands in the page's header, footer or margin.
        time: The `datetime` of a `<time>` in it, or None.
        start: Where it stands in the page's text, in code points.
    """

    text: str
    tag: str
    is_furniture: bool
    time: str | None
    start: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page read: its text, its paragraphs with their places, its title element and meta elements."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None
    lang: str | None
    meta: dict[str, str]


@dataclass(slots=True)
class _Open:
    tag: str
    is_dropped: bool
    is_furniture: bool
    is_content: bool


@dataclass(slots=True)
class _Collector:
    """What the parser calls for each start tag, end tag and run of text."""

    found: list[tuple[str, str, bool, str | None]] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    lang: str | None = None
    _stack: list[_Open] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _run: list[str] = field(default_factory=list)
    _blocks: list[str] = field(default_factory=lambda: ["body"])
    _time: str | None = None
    _is_in_title: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = tag.lower()
        if tag == "meta":
            self._note_meta(attributes)
        if tag == "html":
            self.lang = attributes.get("lang") or attributes.get("xml:lang") or self.lang
        if tag == "title" and not self.title:
            self._is_in_title = True
        if tag == "br":
            self._run.append("\n")
        opened = self._judge(tag, attributes)
        if tag in BLOCKS or opened.is_dropped:
            self._flush()
        if tag in _VOID:
            return
        self._stack.append(opened)
        self._counts[tag] = self._counts.get(tag, 0) + 1
        if tag in BLOCKS:
            self._blocks.append(tag)
        if tag == "time":
            self._time = attributes.get("datetime") or self._time

    def end(self, tag: str) -> None:
        """Close an element and whatever is still open in it."""
        tag = tag.lower()
        if tag == "title":
            self._is_in_title = False
        if not self._counts.get(tag):
            return
        while self._stack:
            closed = self._stack[-1]
            if closed.tag in BLOCKS or closed.is_dropped:
                self._flush()
            if closed.tag in BLOCKS:
                self._blocks.pop()
            self._stack.pop()
            self._counts[closed.tag] -= 1
            if closed.tag == tag:
                return

    def data(self, data: str) -> None:
        """Take a run of text."""
        if self._is_in_title:
            self.title.append(data)
        elif not (self._stack and self._stack[-1].is_dropped):
            self._run.append(re.sub(r"\s+", " ", data))

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> "_Collector":
        """End the last paragraph."""
        self._flush()
        return self

    def _note_meta(self, attributes: dict[str, str]) -> None:
        key = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        value = collapse(attributes.get("content") or "")
        if key and value:
            self.meta.setdefault(key, value)

    def _judge(self, tag: str, attributes: dict[str, str]) -> _Open:
        above = (
            self._stack[-1]
            if self._stack
            else _Open("", is_dropped=False, is_furniture=False, is_content=False)
        )
        role = attributes.get("role", "").strip().lower()
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        is_root = tag in {"html", "body", "main", "article"}
        is_content = above.is_content or tag in {"main", "article"} or role in {"main", "article"}
        is_dropped = above.is_dropped or tag in DROPPED or role in _DROPPED_ROLES
        is_furniture = above.is_furniture or (tag in FURNITURE and not is_content)
        if not is_root and len(names) < 500:  # noqa: PLR2004  # no real class list is longer
            is_dropped = is_dropped or bool(_DROPPED_NAMES.search(names))
            is_furniture = is_furniture or bool(_FURNITURE_NAMES.search(names))
        return _Open(tag, is_dropped=is_dropped, is_furniture=is_furniture, is_content=is_content)

    def _flush(self) -> None:
        raw = "".join(self._run)
        self._run.clear()
        text = re.sub(r" *\n *", "\n", raw.replace("\x00", "")).strip()
        text = re.sub(r" {2,}", " ", text)
        is_furniture = bool(self._stack and self._stack[-1].is_furniture)
        for part in re.split(r"\n{2,}", text):
            if part.strip():
                self.found.append((part.strip(), self._blocks[-1], is_furniture, self._time))
                self._time = None


def read_page(markup: str) -> Page:
    """Read a page's text, title and meta elements; never reaches for the network or for entities."""
    collector = _Collector()
    parser = etree.HTMLParser(
        target=cast("Any", collector), no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    cleaned = re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup.replace("\x00", "").lstrip("\ufeff"))
    step = 1024 * 1024
    for start in range(0, len(cleaned), step):
        parser.feed(cleaned[start : start + step])
    parser.close()
    paragraphs, text = _place(collector.found)
    title = collapse("".join(collector.title)) or None
    return Page(text=text, paragraphs=paragraphs, title=title, lang=collector.lang, meta=collector.meta)


def _place(found: list[tuple[str, str, bool, str | None]]) -> tuple[tuple[Paragraph, ...], str]:
    placed: list[Paragraph] = []
    offset = 0
    for text, tag, is_furniture, time in found:
        placed.append(Paragraph(text=text, tag=tag, is_furniture=is_furniture, time=time, start=offset))
        offset += len(text) + 2
    return tuple(placed), "\n\n".join(paragraph.text for paragraph in placed)
