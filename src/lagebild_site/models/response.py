"""What a state or body did about it, as told at an exact place."""

from django.db import models

from lagebild_site.models.annotation import Annotation


class Response(models.Model):
    """One state's response; joint ones are one row per state."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="responses")
    state = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=12, db_index=True)
    on = models.CharField(max_length=21, blank=True)
    towards = models.JSONField(default=list)
    with_states = models.JSONField(default=list)

    class Meta:
        """Responses are listed by state and day."""

        ordering = ("state", "on", "id")
        constraints = (models.UniqueConstraint(fields=("annotation", "state", "kind"), name="response_once"),)

    def __str__(self) -> str:
        return f"{self.state} {self.kind} {self.on}"
