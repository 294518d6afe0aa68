from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.reading.reading_samples import make_document

from lagebild.model.annotation import Annotation
from lagebild.reading import RuleReader


@pytest.fixture
def read() -> Callable[..., list[Annotation]]:
    """The annotations of one layer of a text of our own."""

    def run(text: str, lang: str, layer: str, **facts: Any) -> list[Annotation]:
        return [
            note for note in RuleReader().annotate(make_document(text, lang, **facts)) if note.layer == layer
        ]

    return run
