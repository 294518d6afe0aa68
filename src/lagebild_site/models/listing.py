"""Editions of sanctions lists, and each entry's wordings over them."""

from django.db import models

from lagebild_site.models.capture import Capture


class ListingVersion(models.Model):
    """One wording of one authority's entry; the same wording in many editions is one row."""

    listing_id = models.CharField(max_length=200, db_index=True)
    authority = models.CharField(max_length=40, db_index=True)
    programme = models.CharField(max_length=200, blank=True, db_index=True)
    reference = models.CharField(max_length=120)
    entity_id = models.CharField(max_length=200, db_index=True)
    schema = models.CharField(max_length=60)
    caption = models.CharField(max_length=500, db_index=True)
    designated_on = models.CharField(max_length=10, blank=True)
    amended_on = models.CharField(max_length=10, blank=True)
    entry = models.JSONField(help_text="ListEntry.to_json()")
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        """Wordings of an entry are told apart by their content."""

        ordering = ("listing_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("listing_id", "content_sha256"), name="listing_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.listing_id} {self.caption}"


class ListEdition(models.Model):
    """One capture of a list, read completely; `dated_on` is the day that the list gives itself."""

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="edition")
    list_id = models.CharField(max_length=40, db_index=True)
    authority = models.CharField(max_length=40)
    dated_on = models.CharField(max_length=10, blank=True)
    entry_count = models.PositiveIntegerField()
    reader_version = models.CharField(max_length=40, default="1")
    compared_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changes = models.JSONField(
        default=dict, blank=True, help_text="added, amended, gone: listing ids, against the one before"
    )
    versions = models.ManyToManyField(ListingVersion, related_name="editions")

    class Meta:
        """Editions stand in the order of their own dates."""

        ordering = ("list_id", "dated_on", "id")

    def __str__(self) -> str:
        return f"{self.list_id} of {self.dated_on or 'unknown date'}"
