"""Take an input into the record: its bytes, then the text or the list edition made of them."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from lagebild.archive.ledger import capture_record, text_record
from lagebild.documents import read_document
from lagebild.errors import RuleError, SourceChangedError, UnreadableError
from lagebild.lists import READERS, ParsedList, recognise_list
from lagebild.lists.content import is_zip, refuse_wrong_kind
from lagebild.model.document import Document as DocumentRecord
from lagebild.model.problem import Problem
from lagebild.text.terms import index_terms
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.ledger import append_leaf, write_time
from lagebild_site.actions.listing import (
    find_edition_day,
    pausing_collection,
    refuse_wrong_day,
    reread_edition,
    write_edition,
)
from lagebild_site.actions.source import find_source_of_list
from lagebild_site.models import Capture, CaptureProblem, Document, ListEdition, Source
from lagebild_site.models.search import write_search_entry

SLUG_LENGTH = 80
SHORTEST_HASH = 8
"""Digits of a hash that a person must give, so that a slip names nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one input.

    Attributes:
        capture: The capture, new or the one already held.
        is_new: Whether the record did not hold these bytes before.
        document: The document made of it, or None for a list.
        edition: The list edition made of it, or None for a document.
        problems: What could not be taken as it stands.
    """

    capture: Capture
    is_new: bool
    document: Document | None = None
    edition: ListEdition | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an input came from: a file's name or an address, the watched source, and the heads of a fetch.

    `dated_on` is the day that a person gives to a list's edition that does not say its own; empty where none did.
    `is_extract` says that a list's file holds a part of the list alone.
    """

    name: str
    captured_at: datetime
    url: str = ""
    source: Source | None = None
    media_type: str | None = None
    request_head: str = ""
    response_head: str = ""
    reading_note: dict[str, str] = field(default_factory=dict)
    dated_on: str = ""
    is_extract: bool = False


def get_capture(beginning: str) -> Capture:
    """The capture whose hash begins so.

    Raises:
        RuleError: None or several do, or too few digits are given.
    """
    found = list(Capture.objects.filter(sha256__startswith=beginning.lower())[:2])
    if len(beginning) < SHORTEST_HASH or len(found) != 1:
        raise RuleError(
            f"{beginning!r} names {len(found)} captures: give at least {SHORTEST_HASH} digits of the hash, "
            "as the pages and `lagebild status --captures` show it. An erased one has no hash any more."
        )
    return found[0]


def take_input(content: bytes, origin: Origin) -> Taken:
    """Take one input into the record: archived once, logged, and made into a document or a list edition.

    Bytes that the record holds already add nothing. What cannot be read is refused before anything is written.

    Raises:
        DocumentError: The bytes are neither a list nor a text that we read.
        SourceChangedError: A list of a known format that holds what was never seen.
        ArchiveError: The archive cannot be written.
    """

    def read() -> Taken:
        reader = recognise_list(content, name=origin.name)
        if reader is not None:
            return _take_list(content, origin, reader.parse(content, source=origin.name))
        record, problems = read_document(
            content, name=origin.name, url=origin.url or None, media_type=origin.media_type
        )
        return _take_document(content, origin, record, problems)

    return _take_once(content, read)


def take_list(content: bytes, origin: Origin, *, list_id: str | None = None) -> Taken:
    """Take an edition of a sanctions list into the record; see `take_input`.

    Args:
        content: The bytes, as published.
        origin: Where they came from.
        list_id: Which list they must be; None takes whichever is recognised.

    Raises:
        DocumentError: The bytes are no list of a known format, or are damaged.
        SourceChangedError: They are another list, or hold what was never seen.
        ArchiveError: The archive cannot be written.
    """

    def read() -> Taken:
        reader = recognise_list(content, name=origin.name)
        if reader is None and list_id is not None:
            # The list was named, so its reader says what is missing and where.
            named = (one for one in READERS if one.SOURCE.id == list_id)
            reader = next(named, None)
        if reader is None:
            if not is_zip(content):
                refuse_wrong_kind(content, origin.name, wanted="a sanctions list")
            raise UnreadableError(
                f"{origin.name} is no sanctions list of a known format: name the list to learn what is missing, such "
                "as `lagebild lists add un-sc FILE`; `lagebild lists sources` names the formats, and a mapping file "
                "makes any table one."
            )
        parsed = reader.parse(content, source=origin.name)
        if list_id is not None and parsed.source.id != list_id:
            raise SourceChangedError(
                f"{origin.name} is the list {parsed.source.id}, not {list_id}; nothing was added."
            )
        return _take_list(content, origin, parsed)

    return _take_once(content, read)


def _take_once(content: bytes, read: Callable[[], Taken]) -> Taken:
    """What the record holds of these bytes already, else what reading them gives."""
    sha256 = hashlib.sha256(content).hexdigest()
    held = Capture.objects.filter(sha256=sha256).first()
    if held is not None:
        return _tell_held(held)
    try:
        with pausing_collection():
            return read()
    except IntegrityError:
        # Another process took the same bytes between our look and our writing.
        held = Capture.objects.filter(sha256=sha256).first()
        if held is None:
            raise
        return _tell_held(held)


def _tell_held(capture: Capture) -> Taken:
    return Taken(capture=capture, is_new=False, edition=ListEdition.objects.filter(capture=capture).first())


def reread_lists(list_ids: list[str]) -> Iterator[ListEdition]:
    """Read the editions of lists again whose reader has changed since; each edition as it is done.

    Args:
        list_ids: Which lists; all where none is named.

    Raises:
        DocumentError, SourceChangedError: The changed reader refuses bytes that an earlier one took.
    """
    editions = ListEdition.objects.filter(capture__erased_at=None).select_related("capture")
    for edition in editions.filter(list_id__in=list_ids) if list_ids else editions:
        content = open_archive().get(edition.capture.content_sha256)
        reader = recognise_list(content, name=edition.capture.name)
        if reader is not None and reader.SOURCE.reader_version != edition.reader_version:
            parsed = reader.parse(content, source=edition.capture.name)
            edition.capture.problems.all().delete()
            _write_problems(edition.capture, parsed.problems)
            yield reread_edition(edition, parsed)


@contextmanager
def _archiving(*payloads: bytes) -> Iterator[None]:
    """Payloads in the archive before their rows are written; where these fail, what was new is taken out again."""
    archive = open_archive()
    hashes = {hashlib.sha256(payload).hexdigest(): payload for payload in payloads}
    new = [sha256 for sha256 in hashes if not archive.has(sha256)]
    try:
        for payload in hashes.values():
            archive.put(payload)
        with transaction.atomic():
            yield
    except Exception:
        held = set(Capture.objects.filter(sha256__in=new).values_list("sha256", flat=True))
        held |= set(Document.objects.filter(text_sha256__in=new).values_list("text_sha256", flat=True))
        for sha256 in new:
            if sha256 not in held and archive.has(sha256):
                archive.erase(sha256)
        raise


def _take_list(content: bytes, origin: Origin, parsed: ParsedList) -> Taken:
    day = find_edition_day(parsed, given=origin.dated_on or None, captured_at=origin.captured_at)
    refuse_wrong_day(day, parsed.dated_at, captured_at=origin.captured_at, name=origin.name, url=origin.url)
    with _archiving(content):
        # A list's file says by its form whose it is; a document's text can only claim it.
        known = origin.source or find_source_of_list(parsed.source.id, parsed.source.form)
        capture = _write_capture(
            content, replace(origin, source=known), media_type=origin.media_type or "application/octet-stream"
        )
        edition = write_edition(capture, parsed, day=day, is_extract=origin.is_extract)
        _write_problems(capture, parsed.problems)
    return Taken(capture=capture, is_new=True, edition=edition, problems=tuple(parsed.problems))


def _take_document(content: bytes, origin: Origin, record: DocumentRecord, problems: list[Problem]) -> Taken:
    with _archiving(content, record.text.encode()):
        capture = _write_capture(content, origin, media_type=origin.media_type or _media_type_of(record))
        document = _write_document(capture, record)
        _write_problems(capture, problems)
        write_search_entry(
            document,
            title_terms=index_terms(record.title or "", record.lang),
            terms=index_terms(record.text, record.lang),
        )
    return Taken(capture=capture, is_new=True, document=document, problems=tuple(problems))


def _media_type_of(record: DocumentRecord) -> str:
    return "text/html" if record.extractor.startswith("html") else "text/plain"


def _write_capture(content: bytes, origin: Origin, *, media_type: str) -> Capture:
    sha256 = hashlib.sha256(content).hexdigest()
    entry = append_leaf(
        capture_record(
            sha256=sha256,
            size=len(content),
            media_type=media_type,
            captured_at=write_time(origin.captured_at),
            url=origin.url or None,
            name=origin.name,
            source_id=origin.source.slug if origin.source else None,
        )
    )
    return Capture.objects.create(
        sha256=sha256,
        size_bytes=len(content),
        media_type=media_type,
        name=origin.name,
        url=origin.url,
        captured_at=origin.captured_at,
        source=origin.source,
        request_head=origin.request_head,
        response_head=origin.response_head,
        reading_note=origin.reading_note,
        ledger_entry=entry,
    )


def _write_document(capture: Capture, record: DocumentRecord) -> Document:
    entry = append_leaf(
        text_record(
            text_sha256=record.text_sha256,
            capture_sha256=capture.content_sha256,
            extractor=record.extractor,
            version=record.extractor_version,
        )
    )
    return Document.objects.create(
        capture=capture,
        slug=_make_slug(record, capture),
        ledger_entry=entry,
        extractor=record.extractor,
        extractor_version=record.extractor_version,
        **describe_document(record),
    )


def describe_document(record: DocumentRecord) -> dict[str, Any]:
    """What a document's row says of its text, by the row's fields: nothing but what its bytes give."""
    question = record.question
    return {
        "text_sha256": record.text_sha256,
        "text_length": len(record.text),
        "lang": record.lang or "",
        "title": record.title or "",
        "date": record.date or "",
        "date_start": record.date_source[0] if record.date_source else None,
        "date_end": record.date_source[1] if record.date_source else None,
        "kind": record.kind,
        "publisher": (record.publisher or "")[:300],
        "issuers": list(record.issuers),
        "persons": list(record.persons),
        "zones": [
            {"kind": z.kind, "start": z.start, "end": z.end, "speaker": list(z.speaker)} for z in record.zones
        ],
        "is_question_page": question is not None,
        "office_holder": (question.office_holder or "")[:300] if question else "",
        "party": (question.party or "")[:200] if question else "",
        "asker": (question.asker or "")[:200] if question else "",
        "questions_received": question.questions_received if question else None,
        "questions_answered": question.questions_answered if question else None,
    }


def _make_slug(record: DocumentRecord, capture: Capture) -> str:
    """A readable address that stays: date or `undated`, words of the title, and six digits of the capture's hash."""
    words = slugify(record.title or PurePath(capture.name).stem)[:SLUG_LENGTH].strip("-")
    return "-".join(part for part in (record.date or "undated", words, capture.content_sha256[:6]) if part)


def _write_problems(capture: Capture, problems: list[Problem] | tuple[Problem, ...]) -> None:
    CaptureProblem.objects.bulk_create(
        CaptureProblem(
            capture=capture,
            locator=problem.locator[:500],
            code=problem.code,
            message=problem.message,
            severity=problem.severity,
        )
        for problem in problems
    )
