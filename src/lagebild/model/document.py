"""A capture read as text: what the document says about itself, and its zones."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

DocumentKind = Literal[
    "joint_statement",
    "statement",
    "press_release",
    "readout",
    "press_briefing",
    "mfa_briefing",
    "fact_sheet",
    "parliamentary_qa",
    "government_answer",
    "parliamentary_motion",
    "parliamentary_question",
    "committee_report",
    "chamber_resolution",
    "executive_notice",
    "report",
    "news",
    "list",
    "other",
]
DOCUMENT_KINDS: tuple[str, ...] = get_args(DocumentKind)

ZoneKind = Literal[
    "header", "dateline", "issuer", "body", "question", "answer", "signature", "quotation", "boilerplate"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of a document's text in which one speaker speaks.

    Attributes:
        kind: What the stretch is; `boilerplate` is site furniture and is not read.
        start: First code point, from 0.
        end: One past the last code point.
        speaker: Who speaks: ids as in `Annotation.speaker`; empty where unknown.
    """

    kind: ZoneKind
    start: int
    end: int
    speaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """What a page of a public question site states besides question and answer.

    Attributes:
        office_holder: The name of the person asked, as the page writes it.
        party: Party as written, or None.
        asker: The asker's public name, such as `Tobias T.`, or None.
        questions_received: As counted by the site, or None where it does not say.
        questions_answered: As counted by the site, or None where it does not say.
    """

    office_holder: str | None
    party: str | None
    asker: str | None
    questions_received: int | None
    questions_answered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text made from one capture by a named extractor and version.

    Attributes:
        text: The text that offsets count in (Unicode code points). Plain text: the bytes decoded, unchanged.
        text_sha256: SHA-256 of `text` in UTF-8, hex.
        lang: ISO 639-1, or None where it could not be told.
        title: As written, or None.
        date: The date that the document gives itself, an ISO 8601 prefix; None where the text has none.
        kind: One of `DOCUMENT_KINDS`; `other` is a finding ("none of these"), not a default for unread.
        publisher: As written, or None.
        issuers: ISO 3166-1 alpha-2, body ids, `org:` and `person:` ids; sorted.
        persons: Names of persons that the document presents (speakers, askers), as written.
        zones: In order; they may nest (a quotation in an answer) but do not cross.
        question: For a page of a question site, else None.
        extractor: Name of what made the text, such as `plain` or `html`.
        extractor_version: Its version; a new one makes a new document and never moves an old quote.
        date_source: Where the date was read: `[start, end)` in `text`, or None.
    """

    text: str
    text_sha256: str
    lang: str | None
    title: str | None
    date: str | None
    kind: DocumentKind
    publisher: str | None
    issuers: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    question: QuestionPage | None = None
    extractor: str
    extractor_version: str
    date_source: tuple[int, int] | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The document's own facts as the output contract names them (`read --format json`)."""
        facts: dict[str, Any] = {
            "title": self.title,
            "date": self.date,
            "kind": self.kind,
            "publisher": self.publisher,
            "lang": self.lang,
            "issuers": list(self.issuers),
            "persons": list(self.persons),
        }
        if self.question is not None:
            facts |= {
                "questions_received": self.question.questions_received,
                "questions_answered": self.question.questions_answered,
                "asker": self.question.asker,
                "office_holder": self.question.office_holder,
                "party": self.question.party,
            }
        return facts

    def speaker_at(self, offset: int) -> tuple[str, ...]:
        """Who speaks at a code point: the innermost zone's speaker, else the issuers."""
        inner = [zone for zone in self.zones if zone.start <= offset < zone.end and zone.speaker]
        if not inner:
            return self.issuers
        return min(inner, key=lambda zone: zone.end - zone.start).speaker

    def zone_at(self, offset: int) -> ZoneKind | None:
        """The kind of the innermost zone at a code point, or None outside all zones."""
        inner = [zone for zone in self.zones if zone.start <= offset < zone.end]
        return min(inner, key=lambda zone: zone.end - zone.start).kind if inner else None
