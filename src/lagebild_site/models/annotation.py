"""One thing read in a document at an exact place."""

from django.db import models

from lagebild.model.annotation import Annotation as AnnotationRecord
from lagebild_site.models.document import Document


class Annotation(models.Model):
    """One reading; `note_id` is the hash that the output contract calls `id`."""

    note_id = models.CharField(max_length=32, db_index=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="annotations")
    layer = models.CharField(max_length=10, db_index=True)
    label = models.CharField(max_length=500)
    norm = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=64)
    suffix = models.CharField(max_length=64)
    speaker = models.JSONField(default=list)
    level = models.CharField(max_length=20)
    factuality = models.CharField(max_length=20)
    annotator = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    rule = models.CharField(max_length=120)
    score = models.FloatField()
    citation_id = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="norm.id of a citation, for look-ups"
    )

    class Meta:
        """Annotations stand in text order."""

        ordering = ("start", "end", "id")
        constraints = (
            models.UniqueConstraint(fields=("document", "note_id"), name="annotation_once_per_document"),
        )

    def __str__(self) -> str:
        return f"{self.layer} {self.label}"

    def to_record(self) -> AnnotationRecord:
        """The library's record of this annotation."""
        return AnnotationRecord(
            id=self.note_id,
            layer=self.layer,  # type: ignore[arg-type]  # written from a record
            label=self.label,
            norm=self.norm,
            start=self.start,
            end=self.end,
            exact=self.exact,
            prefix=self.prefix,
            suffix=self.suffix,
            speaker=tuple(self.speaker),
            level=self.level,
            factuality=self.factuality,  # type: ignore[arg-type]  # written from a record
            annotator=self.annotator,
            version=self.version,
            rule=self.rule,
            score=self.score,
        )
