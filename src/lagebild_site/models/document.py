"""A capture read as text by a named extractor and version."""

from django.db import models

from lagebild.model.document import Document as DocumentRecord
from lagebild.model.document import QuestionPage, Zone
from lagebild_site.models.capture import Capture
from lagebild_site.models.ledger import LedgerEntry


class Document(models.Model):
    """A text made from one capture; the text lies in the archive under its own hash."""

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=120, unique=True)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    text_length = models.PositiveIntegerField()
    ledger_entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="document")
    lang = models.CharField(max_length=3, blank=True)
    title = models.TextField(blank=True)
    date = models.CharField(max_length=10, blank=True, db_index=True)
    date_start = models.PositiveIntegerField(null=True)
    date_end = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=30, db_index=True)
    publisher = models.CharField(max_length=300, blank=True)
    issuers = models.JSONField(default=list)
    persons = models.JSONField(default=list)
    zones = models.JSONField(default=list)
    office_holder = models.CharField(max_length=300, blank=True)
    party = models.CharField(max_length=200, blank=True)
    asker = models.CharField(max_length=200, blank=True)
    questions_received = models.PositiveIntegerField(null=True)
    questions_answered = models.PositiveIntegerField(null=True)
    is_question_page = models.BooleanField(default=False)
    extractor = models.CharField(max_length=40)
    extractor_version = models.CharField(max_length=40)
    reader = models.CharField(max_length=80, blank=True, help_text="Annotator and version that last read it")
    scanned_with = models.CharField(
        max_length=64, blank=True, help_text="Hash of the names it was last scanned for"
    )

    class Meta:
        """One document per capture, extractor and version; listed from the newest date."""

        ordering = ("-date", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("capture", "extractor", "extractor_version"), name="document_once_per_extractor"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.slug

    def to_record(self, text: str) -> DocumentRecord:
        """The library's record of this document around its archived text."""
        question = None
        if self.is_question_page:
            question = QuestionPage(
                office_holder=self.office_holder or None,
                party=self.party or None,
                asker=self.asker or None,
                questions_received=self.questions_received,
                questions_answered=self.questions_answered,
            )
        return DocumentRecord(
            text=text,
            text_sha256=self.text_sha256,
            lang=self.lang or None,
            title=self.title or None,
            date=self.date or None,
            kind=self.kind,  # type: ignore[arg-type]  # written from a record, so one of its kinds
            publisher=self.publisher or None,
            issuers=tuple(self.issuers),
            persons=tuple(self.persons),
            zones=tuple(
                Zone(kind=z["kind"], start=z["start"], end=z["end"], speaker=tuple(z["speaker"]))
                for z in self.zones
            ),
            question=question,
            extractor=self.extractor,
            extractor_version=self.extractor_version,
            date_source=None
            if self.date_start is None or self.date_end is None
            else (self.date_start, self.date_end),
        )
