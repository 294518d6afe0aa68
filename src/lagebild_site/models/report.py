"""What was published: a numbered report with its bundle and tree head."""

from django.db import models

from lagebild_site.models.finding import Finding


class Report(models.Model):
    """One published report; its files lie in the workspace's `reports` folder under its number."""

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    tree_size = models.PositiveBigIntegerField()
    root_hash = models.CharField(max_length=64)
    content_sha256 = models.CharField(
        max_length=64, db_index=True, help_text="Hash of what was selected, to publish nothing twice"
    )
    findings = models.ManyToManyField(Finding, related_name="reports")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Reports are listed from the newest."""

        ordering = ("-number",)

    def __str__(self) -> str:
        return f"report {self.number}"
