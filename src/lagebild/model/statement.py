"""The sentences of a report: each is a fact with its footnotes or marked as our own assessment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote that a sentence rests on, with everything needed to find and prove it.

    Attributes:
        number: Footnote number in its report, from 1.
        exact: The quoted characters.
        prefix: Characters before, for finding.
        suffix: Characters after.
        start: First code point in the archived text.
        end: One past the last.
        text_sha256: The archived text.
        capture_sha256: The archived bytes that the text was made from.
        captured_on: ISO 8601 day of the capture.
        title: Title of the document, or None.
        publisher: As written, or None.
        date: The document's own date, or None.
        url: Where it was published, or None.
        speaker: Who says it.
        document_url: Where a reader sees it in context, relative to the site, or None.
    """

    number: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    text_sha256: str
    capture_sha256: str
    captured_on: str
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None
    speaker: tuple[str, ...]
    document_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSentence:
    """A statement of fact; it cannot exist without a footnote."""

    text: str
    footnotes: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a fact without a footnote.

        Raises:
            ValueError: No footnote is given.
        """
        if not self.footnotes:
            raise ValueError(f"a statement of fact needs a footnote to its quote: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSentence:
    """Our own reasoning; every rendering marks it as such."""

    text: str


Sentence = FactSentence | AssessmentSentence
