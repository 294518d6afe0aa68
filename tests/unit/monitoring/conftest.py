"""Readings built by hand: a text, and annotations named by their quotes."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from lagebild.model.annotation import Annotation, Factuality, Layer, make_annotation
from lagebild.model.document import Document
from lagebild.model.incident import Reading

Note = Callable[[Document], Annotation]


def note(
    layer: Layer,
    quote: str,
    norm: dict[str, Any],
    *,
    factuality: Factuality = "asserted",
    speaker: tuple[str, ...] | None = None,
    level: str = "document",
) -> Note:
    """An annotation of the first place where `quote` stands in the text."""

    def make(document: Document) -> Annotation:
        start = document.text.index(quote)
        return make_annotation(
            document,
            layer=layer,
            label=quote,
            norm=norm,
            start=start,
            end=start + len(quote),
            annotator="hand",
            version="1",
            rule="test",
            score=1.0,
            speaker=speaker,
            level=level,
            factuality=factuality,
        )

    return make


def event(
    quote: str,
    subtype: str,
    actor: str,
    recipient: str = "",
    *,
    date: str | None = None,
    same_as: object = None,
    factuality: Factuality = "asserted",
    **more: object,
) -> Note:
    """An event; parties are written `AA BB`."""
    norm = {
        "plover": None,
        "subtype": subtype,
        "actor": actor.split(),
        "recipient": recipient.split(),
        "date": date,
        "same_as": same_as,
        **more,
    }
    return note("event", quote, norm, factuality=factuality)


def figure(quote: str, value: float | None, qualifier: str = "exact", counted: str = "", **more: Any) -> Note:
    """A figure; `low`, `high`, `unit`, `as_of` by keyword."""
    norm = {"value": value, "low": None, "high": None, "qualifier": qualifier, "unit": None, "as_of": None}
    speaker = more.pop("speaker", None)
    factuality = more.pop("factuality", "asserted")
    return note("figure", quote, norm | {"counted": counted} | more, speaker=speaker, factuality=factuality)


def position(quote: str, kind: str, speaker: str, addressee: str = "", **more: Any) -> Note:
    """A position; speakers and addressees are written `AA BB`."""
    norm = {"class": kind, "speaker": speaker.split(), "addressee": addressee.split(), "about": None}
    return note("position", quote, norm, speaker=tuple(speaker.split()), **more)


def citation(quote: str, citation_id: str | None) -> Note:
    """A citation of a Security Council resolution."""
    return note("citation", quote, {"scheme": "un-sc-resolution", "id": citation_id, "label": quote})


def read_by_hand(
    key: str, text: str, *notes: Note, date: str | None = None, lang: str = "en", issuers: str = ""
) -> Reading:
    """A reading of a text with the given annotations, in text order."""
    document = Document(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=lang,
        title=None,
        date=date,
        kind="statement",
        publisher=None,
        issuers=tuple(issuers.split()),
        extractor="hand",
        extractor_version="1",
    )
    made = sorted((make(document) for make in notes), key=lambda item: item.start)
    return Reading(key=key, document=document, annotations=tuple(made))


class Hand:
    """The builders under one name, so that tests need no import from a conftest."""

    event = staticmethod(event)
    figure = staticmethod(figure)
    position = staticmethod(position)
    citation = staticmethod(citation)
    note = staticmethod(note)
    read = staticmethod(read_by_hand)


@pytest.fixture(scope="session")
def hand() -> Hand:
    """Builders of readings."""
    return Hand()
