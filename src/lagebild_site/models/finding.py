"""A conclusion on its way from proposed to released, and what it rests on."""

from django.db import models

from lagebild_site.models.annotation import Annotation
from lagebild_site.models.decision import Decision
from lagebild_site.models.incident import Incident

STATES = [(s, s) for s in ("proposed", "reviewed", "released", "rejected", "withdrawn")]


class Finding(models.Model):
    """This incident bears on these provisions, on this evidence; `assessment` is our own reasoning per language."""

    key = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="findings")
    provision_ids = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=STATES, default="proposed", db_index=True)
    assessment = models.JSONField(default=dict, blank=True)
    content = models.JSONField(
        default=dict,
        blank=True,
        help_text="What the reviewer signed for: incident and sentences per language",
    )
    review = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="reviewed_findings"
    )
    release = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="released_findings"
    )

    class Meta:
        """Findings are listed by key."""

        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class FindingEvidence(models.Model):
    """An annotation that a finding rests on, graded for credibility (Admiralty 1 to 6)."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="evidence_for")
    credibility = models.CharField(max_length=1, default="6")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        """Evidence keeps its order."""

        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("finding", "annotation"), name="evidence_once"),)

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.annotation_id}"
