"""Make again what a machine made of logged bytes, and say where the stored rows differ.

Rows that another version made are left out: they are told apart by extractor, reader and their versions.
"""

from collections.abc import Iterator

from lagebild.archive.ledger import hash_json
from lagebild.documents import read_document
from lagebild.errors import LagebildError
from lagebild.lists import recognise_list
from lagebild.model.annotation import keep_exact
from lagebild.reading import RuleReader
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.capture import describe_document
from lagebild_site.actions.listing import make_version
from lagebild_site.actions.reading import make_row, name_reader
from lagebild_site.models import Document, ListEdition

NOTE_FIELDS = ("layer", "label", "norm", "start", "end", "speaker", "level", "factuality", "rule", "score")
ENTRY_FIELDS = (
    "authority",
    "programme",
    "reference",
    "entity_id",
    "schema",
    "caption",
    "designated_on",
    "amended_on",
    "has_ended",
    "sought",
)


def find_changed_document(document: Document, text: str) -> Iterator[str]:
    """What a document's row or annotations say that the same extractor and reader do not make of its bytes."""
    capture = document.capture
    try:
        content = open_archive().get(capture.content_sha256)
        record, _problems = read_document(
            content, name=capture.name, url=capture.url or None, media_type=capture.media_type
        )
    except LagebildError as error:
        yield f"its bytes can no longer be read as a text ({error})"
        return
    if (record.extractor, record.extractor_version) != (document.extractor, document.extractor_version):
        return
    if record.text != text:
        yield "its bytes do not give this text"
        return
    facts = describe_document(record)
    wrong = [name for name, value in facts.items() if getattr(document, name) != value]
    if wrong:
        yield f"its row does not say what its bytes give ({', '.join(wrong)})"
    reader = RuleReader()
    if document.reader == name_reader(reader):
        yield from _find_changed_notes(document, text, reader)


def _find_changed_notes(document: Document, text: str, reader: RuleReader) -> Iterator[str]:
    record = document.to_record(text)
    made = {note.id: make_row(document, note) for note in keep_exact(record, reader.annotate(record))}
    stored = {note.note_id: note for note in document.annotations.all()}
    missing = made.keys() - stored.keys()
    if missing:
        yield f"{len(missing)} annotations are gone, such as {min(missing)}"
    for note_id, note in stored.items():
        fresh = made.get(note_id)
        if fresh is None:
            # What a signed finding rests on is kept although a later rule no longer reads it.
            if not note.evidence_for.exists():
                yield f"annotation {note_id} is none that the reader makes"
            continue
        wrong = [name for name in NOTE_FIELDS if getattr(note, name) != getattr(fresh, name)]
        if wrong:
            yield f"annotation {note_id} does not say what the reader reads there ({', '.join(wrong)})"


def find_changed_edition(edition: ListEdition) -> Iterator[str]:
    """What an edition's rows say that the same reader does not make of its bytes."""
    capture = edition.capture
    try:
        content = open_archive().get(capture.content_sha256)
        reader = recognise_list(content, name=capture.name)
        parsed = reader.parse(content, source=capture.name) if reader else None
    except LagebildError as error:
        yield f"its bytes can no longer be read as a list ({error})"
        return
    if parsed is None:
        yield "its bytes are no list any more"
        return
    if edition.reader_version != parsed.source.reader_version:
        return
    stated = parsed.dated_at if edition.dated_by == "list" else edition.dated_on
    if (edition.dated_on, edition.entry_count) != (stated or "", len(parsed.entries)):
        yield "its row does not say the date and the number of entries that its bytes give"
    made = {entry.listing.id: make_version(entry, list_id=edition.list_id) for entry in parsed.entries}
    stored = {version.listing_id: version for version in edition.versions.all()}
    for listing_id in sorted(made.keys() ^ stored.keys()):
        yield f"entry {listing_id} is {'missing' if listing_id in made else 'none of it'}"
    for listing_id in made.keys() & stored.keys():
        version = stored[listing_id]
        fresh = made[listing_id]
        if (
            fresh.content_sha256 != version.content_sha256
            or hash_json(version.entry) != version.content_sha256
        ):
            yield f"entry {listing_id} does not say what its bytes give"
        elif any(getattr(fresh, name) != getattr(version, name) for name in ENTRY_FIELDS):
            yield f"entry {listing_id} is filed under other facts than its bytes give"
