"""The link to a list's file, on a page where its address changes with each edition."""

import datetime as dt
import re
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

_DAY = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def find_link(page_html: str, base_url: str, pattern: str) -> str | None:
    """The whole address of the file that a page links, or None where it links none.

    Args:
        page_html: The page, decoded.
        base_url: Its address after redirects; a `base` of the page's own counts first.
        pattern: A regular expression that is searched in each `href` as written.

    Returns:
        Of several, the one with the newest day in its file's name (`list20260305.xlsx`, `list-2026-03-05.csv`); of
        one day, and where no name has a day, the first on the page. Only `http` and `https`.
    """
    found = _list_links(page_html, base_url, re.compile(pattern))
    return max(found, key=_read_day, default=None)


def _list_links(page_html: str, base_url: str, pattern: re.Pattern[str]) -> list[str]:
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(page_html.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        return []
    base = next((_join(base_url, href) for href in _list_hrefs(root, "base")), None) or base_url
    hrefs = _list_hrefs(root, "a")
    joined = (_join(base, href) for href in hrefs if pattern.search(href))
    return [link for link in joined if link is not None]


def _list_hrefs(root: lxml.html.HtmlElement, tag: str) -> list[str]:
    hrefs = (element.get("href") for element in root.iter(tag))
    return [href.strip() for href in hrefs if href is not None]


def _join(base: str, href: str) -> str | None:
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.hostname else None


def _read_day(link: str) -> dt.date:
    """The newest day in the name of a link's file; the first of all days where it has none."""
    name = urlsplit(link).path.rpartition("/")[2]
    days = (_make_day(*match.group(1, 3, 4)) for match in _DAY.finditer(name))
    return max((day for day in days if day is not None), default=dt.date.min)


def _make_day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
