"""What a person decided, by which rule, when; every decision has its leaf in the ledger."""

from django.conf import settings
from django.db import models

from lagebild_site.models.ledger import LedgerEntry


class Decision(models.Model):
    """One recorded decision; never changed."""

    kind = models.CharField(max_length=20, db_index=True)
    subject = models.CharField(max_length=300, db_index=True)
    subject_sha256 = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    rule = models.CharField(max_length=80, blank=True)
    note = models.JSONField(default=dict, blank=True)
    decided_at = models.DateTimeField()
    ledger_entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="decision")

    class Meta:
        """Decisions are listed in the order in which they were logged; two permissions guard the analysts' side."""

        ordering = ("id",)
        permissions = (
            ("see_internal", "May see what is not public"),
            ("decide", "May review, release and judge"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} by {self.person}"
