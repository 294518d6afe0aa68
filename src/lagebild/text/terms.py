"""Search terms: words folded and stemmed here, so that every database finds the same."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

STEMMED_LANGUAGES = {"de": "german", "en": "english"}
"""Languages with a stemmer; words of others are folded only. Source: snowballstem.org."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:[.,](?=\d)\d+)*")
_SYMBOL = re.compile(r"\b[SA]/RES/(?=\d)", re.IGNORECASE)
"""How the United Nations write a resolution before its number; texts mostly give the number alone."""

_STEMMERS = {lang: snowballstemmer.stemmer(name) for lang, name in STEMMED_LANGUAGES.items()}


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text: its place in code points and its search forms, the folded one first."""

    start: int
    end: int
    forms: tuple[str, ...]


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(char for char in decomposed if char.isalnum())


@lru_cache(maxsize=100_000)
def _stem_word(word: str, lang: str) -> str:
    return _fold_word(_STEMMERS[lang].stemWord(word.casefold()))


def iterate_terms(text: str, langs: tuple[str, ...]) -> Iterator[Term]:
    """The words of a text in order, each with its folded form and its stem in every language named.

    Args:
        text: Any text; offsets count its code points.
        langs: ISO 639-1 codes; languages without a stemmer add no form.
    """
    for found in _WORD.finditer(text):
        word = found.group()
        forms = [_fold_word(word), *(_stem_word(word, lang) for lang in langs if lang in _STEMMERS)]
        kept = tuple(dict.fromkeys(form for form in forms if form))
        if kept:
            yield Term(found.start(), found.end(), kept)


def index_terms(text: str, lang: str | None) -> list[str]:
    """What a document is indexed under: each word's stem in its language, and its folded form where that differs."""
    langs = (lang,) if lang else ()
    return [form for term in iterate_terms(text, langs) for form in term.forms]


def query_terms(query: str) -> list[tuple[str, ...]]:
    """One group per word of a query: any form of the group may stand in the document, every group must."""
    plain = _SYMBOL.sub("", unicodedata.normalize("NFC", query))
    return [term.forms for term in iterate_terms(plain, tuple(STEMMED_LANGUAGES))]


def find_highlights(text: str, groups: list[tuple[str, ...]], lang: str | None) -> list[tuple[int, int]]:
    """The places `[start, end)` of a text whose words answer a query, in order."""
    wanted = {form for group in groups for form in group}
    langs = (lang,) if lang else ()
    return [(term.start, term.end) for term in iterate_terms(text, langs) if wanted.intersection(term.forms)]
