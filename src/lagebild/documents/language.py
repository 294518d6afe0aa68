"""The language of a text."""

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LEAST_LETTERS = 60
"""Letters below which a text's language is not told. Source: measured, shorter headings are often told wrong."""

LEAST_PROBABILITY = 0.9
"""Probability below which no language is told. Source: all documents of the two main languages have over 0.99."""

SAMPLE_LENGTH = 20_000
"""Code points looked at."""


@cache
def _load() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]  # it publishes no types


def recognise_language(text: str) -> str | None:
    """The language as ISO 639-1, or None where the text is too short or no language is clear."""
    sample = re.sub(r"https?://\S+|\S+@\S+|\d+", " ", text[:SAMPLE_LENGTH])
    if sum(letter.isalpha() for letter in sample) < LEAST_LETTERS:
        return None
    code, probability = _load().classify(sample)
    return str(code) if probability >= LEAST_PROBABILITY else None
