"""Which languages the rules know."""

from lagebild.reading.de.language import GERMAN
from lagebild.reading.en.language import ENGLISH
from lagebild.reading.words import Language

LANGUAGES = {language.code: language for language in (GERMAN, ENGLISH)}


def get_language(code: str | None) -> Language:
    """The language's words; English ones where we have no rules for it."""
    return LANGUAGES.get(code or "", ENGLISH)
