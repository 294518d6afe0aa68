"""What a stranger does to find a quote in a page: strip the tags, even out white space."""

import re
from html.parser import HTMLParser

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
