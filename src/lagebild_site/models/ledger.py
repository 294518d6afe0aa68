"""The append-only log over captures, texts, decisions and releases, and the heads of its tree."""

from django.db import models


class LedgerEntry(models.Model):
    """One leaf; after an erasure the record and its salt are gone and the hash stays."""

    index = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=20, db_index=True)
    record = models.TextField(null=True)  # noqa: DJ001  - null is "erased"; canonical JSON otherwise
    salt = models.BinaryField(max_length=16, null=True)
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        """Leaves are listed in the order of the log."""

        ordering = ("index",)

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class TreeHead(models.Model):
    """The root of the log at one size, as it was published; a time stamp may be added once it is there."""

    size = models.PositiveBigIntegerField(unique=True)
    root_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    timestamp_reply = models.BinaryField(null=True)

    class Meta:
        """Heads are listed from the newest."""

        ordering = ("-size",)

    def __str__(self) -> str:
        return f"{self.size}:{self.root_hash}"
