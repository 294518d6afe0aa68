"""The method's pages: Markdown files that come with the software, made into HTML without scripts."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from django.urls import reverse
from markdown_it import MarkdownIt

PACKAGED = Path(__file__).resolve().parent.parent / "method"
IN_CHECKOUT = Path(__file__).resolve().parents[3] / "docs" / "method"
INDEX = "index"
"""The page that introduces the others."""

_FILE = re.compile(r"(?P<slug>[a-z0-9-]+)\.(?P<lang>de|en)\.md")
_LINK = re.compile(r'href="(?:\./)?(?P<slug>[a-z0-9-]+)\.(?:de|en)\.md(?P<anchor>#[^"]*)?"')
_TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """One page of the method.

    Attributes:
        slug: Its name in the address.
        lang: Language of the text; may differ from the reader's where it is not translated.
        title: Its first heading.
        summary: Its first paragraph, without markup.
        html: Its text without the title, safe to show.
    """

    slug: str
    lang: str
    title: str
    summary: str
    html: str


def list_method_pages(lang: str) -> list[MethodPage]:
    """Every page but the index in the language asked for, or in the other where it is not translated, by name."""
    slugs = {found["slug"] for path in _list_files() if (found := _FILE.fullmatch(path.name))} - {INDEX}
    pages = (get_method_page(slug, lang) for slug in sorted(slugs))
    return [page for page in pages if page is not None]


@cache
def get_method_page(slug: str, lang: str) -> MethodPage | None:
    """One page by its name, or None."""
    files = {path.name: path for path in _list_files()}
    for candidate in (lang, "en", "de"):
        path = files.get(f"{slug}.{candidate}.md")
        if path is not None:
            return _read_page(path, slug, candidate)
    return None


def render_markdown(source: str) -> str:
    """HTML of a Markdown text; raw HTML in it is shown as text, and what could act is removed."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    allowed = {*nh3.ALLOWED_TAGS} - {"img"}
    return nh3.clean(html, tags=allowed, link_rel="noopener")


def _list_files() -> list[Path]:
    folder = PACKAGED if PACKAGED.is_dir() else IN_CHECKOUT
    return sorted(folder.glob("*.md")) if folder.is_dir() else []


def _read_page(path: Path, slug: str, lang: str) -> MethodPage:
    source = path.read_text(encoding="utf-8")
    found = _TITLE.search(source)
    body = _TITLE.sub("", source, count=1).strip()
    first = body.split("\n\n", 1)[0]
    return MethodPage(
        slug=slug,
        lang=lang,
        title=found[1].strip() if found else slug,
        summary=""
        if first.startswith(("#", "|", "-"))
        else nh3.clean(render_markdown(first), tags=set()).strip(),
        html=_LINK.sub(_link_page, render_markdown(body)),
    )


def _link_page(found: re.Match[str]) -> str:
    """A link between files as a link between pages, for one language is chosen by the reader."""
    return f'href="{reverse("method_page", args=[found["slug"]])}{found["anchor"] or ""}"'
