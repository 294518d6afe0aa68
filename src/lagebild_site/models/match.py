"""A listed name found in a document; public only after a person confirmed it."""

from django.db import models

from lagebild_site.models.decision import Decision
from lagebild_site.models.document import Document

VERDICTS = [("same", "same"), ("not_same", "not the same"), ("unsure", "undecided")]


class Match(models.Model):
    """A listed name at an exact place; the judgement is the latest decision about it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="matches")
    entity_id = models.CharField(max_length=200, db_index=True)
    caption = models.CharField(max_length=500)
    schema = models.CharField(max_length=60)
    matched_name = models.CharField(max_length=500)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.CharField(max_length=500)
    score = models.FloatField()
    explanation = models.JSONField()
    verdict = models.CharField(max_length=10, choices=VERDICTS, blank=True)
    judgement = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="matches"
    )

    class Meta:
        """Matches stand in text order."""

        ordering = ("start", "-score", "entity_id")
        constraints = (
            models.UniqueConstraint(fields=("document", "start", "end", "entity_id"), name="match_once"),
        )

    def __str__(self) -> str:
        return f"{self.exact} ~ {self.caption}"
