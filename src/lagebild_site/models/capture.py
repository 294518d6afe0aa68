"""One fetch or upload: its bytes lie in the archive under their hash."""

from django.db import models

from lagebild.errors import MissingBytesError
from lagebild_site.models.decision import Decision
from lagebild_site.models.ledger import LedgerEntry
from lagebild_site.models.source import Source


class Capture(models.Model):
    """One fetch or upload; never changed. Once erased, its hash, name and address are gone too."""

    sha256 = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  - null once erased: a hash of short bytes can be guessed back
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=200)
    name = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    captured_at = models.DateTimeField(db_index=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="captures"
    )
    request_head = models.TextField(blank=True)
    response_head = models.TextField(blank=True)
    reading_note = models.JSONField(
        default=dict,
        blank=True,
        help_text="Per language: what a person says the machine's reading of it misses",
    )
    ledger_entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="capture")
    erased_at = models.DateTimeField(null=True, blank=True)
    erasure = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="erased_capture"
    )

    class Meta:
        """Captures are listed from the newest."""

        ordering = ("-captured_at", "-id")

    def __str__(self) -> str:
        return f"{self.name} ({(self.sha256 or 'erased')[:12]})"

    @property
    def content_sha256(self) -> str:
        """The hash of its bytes.

        Raises:
            MissingBytesError: It was erased by a recorded decision.
        """
        if self.sha256 is None:
            raise MissingBytesError(f"capture {self.pk} was erased: nothing can be made of it any more.")
        return self.sha256

    @property
    def may_show(self) -> str:
        """What may be shown of it: its source's rule; `quote_only` where the source is unknown."""
        return self.source.may_show if self.source else "quote_only"


class CaptureProblem(models.Model):
    """A problem that was met when a capture was made into text or a list."""

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="problems")
    locator = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=80)
    message = models.TextField()
    severity = models.CharField(max_length=8)

    class Meta:
        """Problems stay in the order in which they were met."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.severity}: {self.message}"
