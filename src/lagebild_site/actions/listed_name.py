"""What a report says of listed names that persons confirmed in its documents: who is listed where, and no more."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.lists import ListReader, recognise_list
from lagebild.model.report import LANGUAGES, ListEvidence
from lagebild.model.statement import AssessmentSentence, FactSentence, Sentence
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.match import find_latest_editions
from lagebild_site.models import Annotation, Capture, Document, ListEdition, ListingVersion, Match
from lagebild_site.queries.place import name_place
from lagebild_site.queries.wording import tell_date

SENTENCES = {
    "en": "“{name}”, named in the document quoted, is listed by the {authority} under {reference}{since}{edition}.",
    "de": "„{name}“, im angeführten Dokument genannt, ist gelistet: {authority}, {reference}{since}{edition}.",
}
SINCE = {"en": ", designated on {day}", "de": ", gelistet am {day}"}
EDITION = {"en": " (edition of {day})", "de": " (Ausgabe vom {day})"}
CAUTION = {
    "en": "That a listed name stands in a document does not say that its bearer took part in anything told there.",
    "de": "Dass ein gelisteter Name in einem Dokument steht, heißt nicht, dass sein Träger daran beteiligt war.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """A confirmed match with the bytes of its entry."""

    match: Match
    version: ListingVersion
    edition: ListEdition
    reader: ListReader
    start: int
    end: int
    slice_sha256: str


def find_listed_names(documents: Iterable[Document]) -> list[ListedName]:
    """The names in documents that a person confirmed to be a listed one, once per document and entry."""
    editions = {
        edition.list_id: edition
        for edition in find_latest_editions()
        if edition.capture.may_show != "internal"
    }
    found = {}
    matches = Match.objects.filter(document__in=documents, verdict="same").select_related(
        "document__capture__source"
    )
    for match in matches.order_by("document_id", "start"):
        for edition in editions.values():
            version = edition.versions.filter(entity_id=match.entity_id).first()
            if version is not None and (match.document_id, version.pk) not in found:
                found[match.document_id, version.pk] = _locate(match, version, edition)
    return [item for item in found.values() if item is not None]


def _locate(match: Match, version: ListingVersion, edition: ListEdition) -> ListedName | None:
    content = open_archive().get(edition.capture.content_sha256)
    reader = recognise_list(content, name=edition.capture.name)
    place = reader.locate_entry(content, version.reference) if reader else None
    if reader is None or place is None:
        return None
    start, end = place
    return ListedName(
        match=match,
        version=version,
        edition=edition,
        reader=reader,
        start=start,
        end=end,
        slice_sha256=hashlib.sha256(content[start:end]).hexdigest(),
    )


def make_place(match: Match) -> Annotation:
    """The match's place as a reading that is not kept, so that it can be quoted like any other."""
    text = open_archive().get(match.document.text_sha256).decode()
    return Annotation(
        document=match.document,
        start=match.start,
        end=match.end,
        exact=text[match.start : match.end],
        prefix=text[max(0, match.start - 24) : match.start],
        suffix=text[match.end : match.end + 24],
        speaker=[],
    )


def make_evidence(listed: ListedName, number: int) -> ListEvidence:
    """The entry as a footnote: exact bytes of one edition."""
    capture: Capture = listed.edition.capture
    return ListEvidence(
        number=number,
        capture_sha256=capture.content_sha256,
        start=listed.start,
        end=listed.end,
        slice_sha256=listed.slice_sha256,
        captured_on=capture.captured_at.date().isoformat(),
        caption=listed.version.caption,
        authority=listed.version.authority,
        reference=listed.version.reference,
        title=listed.reader.SOURCE.name["en"],
        publisher=listed.reader.SOURCE.publisher,
        url=capture.url or None,
    )


def tell_listed_name(listed: ListedName, footnotes: tuple[int, int]) -> dict[str, Sentence]:
    """The sentence per language: name, authority, reference and the day that the authority states."""
    told: dict[str, Sentence] = {}
    for lang in LANGUAGES:
        day, dated_on = listed.version.designated_on, listed.edition.dated_on
        since = SINCE[lang].format(day=tell_date(day, lang)) if day else ""
        text = SENTENCES[lang].format(
            name=listed.match.exact,
            authority=name_place(listed.version.authority, lang),
            reference=listed.version.reference,
            since=since,
            edition=EDITION[lang].format(day=tell_date(dated_on, lang)) if dated_on else "",
        )
        told[lang] = FactSentence(text=text, footnotes=footnotes)
    return told


def tell_caution(lang: str) -> AssessmentSentence:
    """What a listed name in a document does not say; marked as our own words."""
    return AssessmentSentence(text=CAUTION[lang])
