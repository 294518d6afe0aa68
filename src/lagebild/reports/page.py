"""The report as one self-contained HTML page per language.

Sentences reach the template sealed: it can print them only through the macro that takes a `FactSentence` or
an `AssessmentSentence`, which adds the footnotes or the mark "own assessment". Anything else raises.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from lagebild.model.report import ReportContradiction, ReportFinding, ReportSelection
from lagebild.model.statement import AssessmentSentence, FactSentence, Quote, Sentence
from lagebild.reports.verifier.verify import HEAD_BLANK

_FOLDER = files("lagebild.reports")


class SealedSentence:
    """A sentence that a template cannot print by itself, only hand to `open_sentence`."""

    __slots__ = ("_sentence",)

    def __init__(self, sentence: Sentence) -> None:
        if not isinstance(sentence, FactSentence | AssessmentSentence):
            raise TypeError(
                f"a report prints facts and assessments only, not {type(sentence).__name__}: {sentence!r}"
            )
        self._sentence = sentence

    def __str__(self) -> NoReturn:
        raise TypeError("a sentence is printed through the macro `print_sentence` only")

    __html__ = __str__


class Footnotes:
    """Counts how often each footnote is referred to, so that the footnote links back to every place."""

    def __init__(self) -> None:
        self._count: Counter[int] = Counter()

    def refer(self, number: int) -> int:
        """Note one more reference; which one it is, from 1."""
        self._count[number] += 1
        return self._count[number]

    def references(self, number: int) -> range:
        """The references to a footnote, from 1."""
        return range(1, self._count[number] + 1)


def render_page(selection: ReportSelection, lang: str) -> bytes:
    """The page in one language, with a blank where the tree head is printed.

    Args:
        selection: What to publish.
        lang: `de` or `en`.

    Raises:
        TypeError: Something is given as a sentence that is neither a fact nor an assessment.
        KeyError: A text is missing in this language.
    """
    words = read_words()[lang]
    footnotes = Footnotes()
    page = (
        _environment()
        .get_template("page.html")
        .render(
            lang=lang,
            other="en" if lang == "de" else "de",
            words=words,
            selection=selection,
            style=Markup(_read_style()),  # noqa: S704 - our own file, no input
            style_source=Markup(style_source()),  # noqa: S704 - a hash of ours
            head=HEAD_BLANK,
            notes=footnotes,
            introduction=[SealedSentence(item) for item in selection.introduction.get(lang, ())],
            listed=[SealedSentence(item) for item in selection.listed.get(lang, ())],
            findings=[_show_finding(selection, finding, lang) for finding in selection.findings],
            footnotes=sorted([*selection.quotes, *selection.list_evidence], key=lambda note: note.number),
            is_quote=lambda note: isinstance(note, Quote),
            captures={capture.sha256: capture for capture in selection.captures},
            named=lambda ids: ", ".join(_name_of(item, selection, lang) for item in ids),
            is_web_address=lambda url: url.startswith(("https://", "http://")),
            dated=lambda iso: show_date(iso, lang),
        )
    )
    return page.encode()


def style_source() -> str:
    """What a Content-Security-Policy must allow as `style-src` where it serves the page: the hash of its style."""
    digest = hashlib.sha256(_read_style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def show_date(iso: str | None, lang: str) -> str:
    """An ISO 8601 prefix or interval in words, never fuller than it is; the word for "undated" for None."""
    words = read_words()[lang]
    if iso is None:
        return str(words["undated"])
    if "/" in iso:
        return " – ".join(show_date(part, lang) for part in iso.split("/"))
    year, *rest = iso[:10].split("-")
    if not rest or not rest[0].isdigit():
        return iso
    month = words["months"][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return f"{int(rest[1])}{words['after_day']} {month} {year}"


@cache
def _read_style() -> str:
    return (_FOLDER / "page.css").read_text("utf-8")


@cache
def read_words() -> Mapping[str, Any]:
    """The words of the page that are no sentences of a report, per language code."""
    words: dict[str, Any] = json.loads((_FOLDER / "words.json").read_text("utf-8"))
    return words


def _name_of(id_: str, selection: ReportSelection, lang: str) -> str:
    """The reader's name of an id; organisations and persons bear theirs in the id."""
    given = selection.names.get(id_, {}).get(lang)
    return given or id_.removeprefix("org:").removeprefix("person:")


def _show_finding(selection: ReportSelection, finding: ReportFinding, lang: str) -> dict[str, Any]:
    """What the template shows of one finding: sentences sealed, figures grouped by what they count."""
    figures: dict[str, list[Any]] = {}
    for figure in selection.figures:
        if figure.finding_key == finding.key:
            figures.setdefault(figure.quantity, []).append(figure)
    rows = [row for row in selection.responses if row.finding_key == finding.key]
    return {
        "key": finding.key,
        "incident": finding.incident[lang],
        "sentences": [SealedSentence(item) for item in finding.sentences[lang]],
        "provisions": finding.provisions,
        "figures": list(figures.values()),
        "contradictions": [
            (SealedSentence(_as_assessment(item, lang)), item.footnotes)
            for item in selection.contradictions
            if item.finding_key == finding.key
        ],
        "acted": [row for row in rows if row.responses],
        "silent": [row for row in rows if not row.responses and row.watched],
        "unwatched": [row for row in rows if not row.responses and not row.watched],
    }


def _as_assessment(contradiction: ReportContradiction, lang: str) -> AssessmentSentence:
    """That two tellings cannot both be true is our reasoning, so it is marked as such."""
    return AssessmentSentence(text=contradiction.reason[lang])


def _open_sentence(sealed: object) -> dict[str, Any]:
    """What the macro prints of a sealed sentence.

    Raises:
        TypeError: Anything that was not sealed, a plain string above all.
    """
    if not isinstance(sealed, SealedSentence):
        raise TypeError(
            f"the template can print only facts and assessments, not {type(sealed).__name__}: {sealed!r}"
        )
    sentence = sealed._sentence  # noqa: SLF001 - this is the one key to the seal
    if isinstance(sentence, FactSentence):
        return {"words": sentence.text, "footnotes": sentence.footnotes, "is_assessment": False}
    return {"words": sentence.text, "footnotes": (), "is_assessment": True}


@cache
def _environment() -> SandboxedEnvironment:
    """The template's world: everything escaped, nothing undefined, no private attribute."""
    environment = SandboxedEnvironment(
        loader=FunctionLoader(lambda name: (_FOLDER / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["open_sentence"] = _open_sentence
    return environment
