"""One thing in the world that several events in several documents are about."""

from django.db import models

from lagebild_site.models.annotation import Annotation


class Incident(models.Model):
    """What happened, as told; proposed by machine from events."""

    key = models.CharField(max_length=200, unique=True)
    regime_id = models.CharField(max_length=60, db_index=True)
    type_id = models.CharField(max_length=80)
    actors = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    date_low = models.CharField(max_length=10, blank=True)
    date_high = models.CharField(max_length=10, blank=True)
    tellings = models.ManyToManyField(Annotation, through="IncidentTelling", related_name="incidents")

    class Meta:
        """Incidents are listed by key."""

        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class IncidentTelling(models.Model):
    """That an event annotation tells of an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE)
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE)

    class Meta:
        """Each telling once."""

        constraints = (models.UniqueConstraint(fields=("incident", "annotation"), name="telling_once"),)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.annotation_id}"
