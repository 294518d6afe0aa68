"""Documents of our own for the reader's tests."""

import hashlib

from lagebild.model.document import Document, Zone


def make_document(
    text: str,
    lang: str,
    *,
    issuers: tuple[str, ...] = ("DE",),
    date: str | None = "2024-12-18",
    zones: tuple[Zone, ...] = (),
) -> Document:
    return Document(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=lang,
        title=None,
        date=date,
        kind="statement",
        publisher=None,
        issuers=issuers,
        zones=zones,
        extractor="test",
        extractor_version="1",
    )
