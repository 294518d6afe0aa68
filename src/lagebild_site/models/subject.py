"""Subjects: entries of several lists that are one, the judgements that say so, and what persons must judge."""

from django.db import models

from lagebild_site.models.decision import Decision

VERDICTS = [("same", "same"), ("different", "different"), ("unsure", "unsure")]


class Subject(models.Model):
    """Two or more entities of lists that are the same one."""

    key = models.CharField(max_length=210, unique=True)
    caption = models.CharField(max_length=500)
    schema = models.CharField(max_length=60)
    authorities = models.JSONField(default=list)

    class Meta:
        """Subjects are listed by name."""

        ordering = ("caption", "key")

    def __str__(self) -> str:
        return f"{self.caption} ({', '.join(self.authorities)})"


class SubjectMember(models.Model):
    """One entity of a subject; an entity is in one subject at most."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="members")
    entity_id = models.CharField(max_length=200, unique=True)

    class Meta:
        """Members stand in the order of their ids."""

        ordering = ("entity_id",)

    def __str__(self) -> str:
        return self.entity_id


class Judgement(models.Model):
    """Same, different or unsure about two entities, by a rule or a person; a person's newest one counts.

    Judgements by rules are made anew with every run; those of persons stay, with their decision in the log.
    """

    left_id = models.CharField(max_length=200, db_index=True)
    right_id = models.CharField(max_length=200, db_index=True)
    verdict = models.CharField(max_length=9, choices=VERDICTS)
    by = models.CharField(max_length=120, db_index=True)
    reason = models.TextField(blank=True)
    evidence = models.JSONField(default=list, blank=True, help_text="SharedIdentifier values")
    is_in_force = models.BooleanField(default=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="subject_judgement"
    )

    class Meta:
        """Judgements stand in the order in which they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.left_id} / {self.right_id}: {self.verdict} ({self.by})"


class SubjectProblem(models.Model):
    """What a rule did not dare to decide about entities, for a person to judge."""

    code = models.CharField(max_length=80, db_index=True)
    locator = models.CharField(max_length=500)
    message = models.TextField()
    severity = models.CharField(max_length=8)

    class Meta:
        """Problems stand by their kind."""

        ordering = ("code", "locator", "id")

    def __str__(self) -> str:
        return f"{self.code} {self.locator}"
