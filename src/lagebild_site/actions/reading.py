"""Read documents by machine, and keep what was read."""

from django.db import transaction

from lagebild.model.annotation import Annotation as AnnotationRecord
from lagebild.model.annotation import keep_exact
from lagebild.reading import RuleReader
from lagebild_site.actions.archive import open_archive
from lagebild_site.models import Annotation, Document


def name_reader(reader: RuleReader) -> str:
    """Name and version of a reader, as a document keeps which one read it last."""
    return f"{reader.name} {reader.version}"


def find_unread(reader: RuleReader, *, again: bool = False) -> list[Document]:
    """The documents that this version of the reader has not read yet; all of them `again`."""
    documents = Document.objects.select_related("capture").order_by("pk")
    return list(documents if again else documents.exclude(reader=name_reader(reader)))


def read_stored_document(document: Document, reader: RuleReader) -> list[Annotation]:
    """Read one document and replace what an earlier version read in it.

    Annotations that stay the same keep their rows, so evidence that rests on them stays.
    """
    text = open_archive().get(document.text_sha256).decode()
    record = document.to_record(text)
    notes = {note.id: note for note in keep_exact(record, reader.annotate(record))}
    with transaction.atomic():
        kept = set(document.annotations.values_list("note_id", flat=True))
        gone = document.annotations.exclude(note_id__in=notes).exclude(
            evidence_for__finding__state__in=("reviewed", "released")
        )
        gone.delete()
        Annotation.objects.bulk_create(
            (make_row(document, note) for note in notes.values() if note.id not in kept), batch_size=500
        )
        document.reader = name_reader(reader)
        document.save(update_fields=["reader"])
    return list(document.annotations.all())


def make_row(document: Document, note: AnnotationRecord) -> Annotation:
    """The row of one annotation, not saved yet."""
    return Annotation(
        document=document,
        note_id=note.id,
        layer=note.layer,
        label=note.label[:500],
        norm=dict(note.norm),
        start=note.start,
        end=note.end,
        exact=note.exact,
        prefix=note.prefix,
        suffix=note.suffix,
        speaker=list(note.speaker),
        level=note.level,
        factuality=note.factuality,
        annotator=note.annotator,
        version=note.version,
        rule=note.rule,
        score=note.score,
        citation_id=(note.norm.get("id") or "")[:200] if note.layer == "citation" else "",
    )
