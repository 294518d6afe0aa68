"""Editions of sanctions lists, and each entry's wordings over them."""

from django.db import models

from lagebild_site.models.capture import Capture
from lagebild_site.models.decision import Decision
from lagebild_site.models.source import Source

EDITION_STATES = [("in_force", "in force"), ("held_back", "held back")]
DATED_BY = [
    ("list", "the list itself"),
    ("person", "a person"),
    ("entries", "the latest date in its entries"),
    ("capture", "the day of its capture"),
]


class ListingVersion(models.Model):
    """One wording of one authority's entry; the same wording in many editions is one row."""

    list_id = models.CharField(max_length=40, db_index=True)
    listing_id = models.CharField(max_length=200, db_index=True)
    authority = models.CharField(max_length=40, db_index=True)
    programme = models.CharField(max_length=500, blank=True, db_index=True)
    reference = models.CharField(max_length=120)
    entity_id = models.CharField(max_length=200, db_index=True)
    schema = models.CharField(max_length=60)
    caption = models.CharField(max_length=500, db_index=True)
    designated_on = models.CharField(max_length=10, blank=True)
    amended_on = models.CharField(max_length=10, blank=True)
    entry = models.JSONField(help_text="ListEntry.to_json()")
    sought = models.TextField(
        blank=True, help_text="Names, numbers and programmes, folded: what search looks at"
    )
    content_sha256 = models.CharField(max_length=64)
    is_last = models.BooleanField(
        default=False, db_index=True, help_text="The last wording of its listing in the editions in force"
    )
    has_ended = models.BooleanField(
        default=False, help_text="Whether the entry itself says that it was delisted"
    )
    is_listed = models.BooleanField(
        default=False,
        help_text="Whether the newest edition in force holds it and does not say that it was delisted",
    )

    class Meta:
        """Wordings of an entry are told apart by their content."""

        ordering = ("listing_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("list_id", "listing_id", "content_sha256"), name="listing_version_once"
            ),
        )
        indexes = (models.Index(fields=("is_last", "caption", "listing_id"), name="listing_version_by_name"),)

    def __str__(self) -> str:
        return f"{self.listing_id} {self.caption}"


class ListEdition(models.Model):
    """One capture of a list, read completely.

    `dated_on` is the day by which it stands in the list's history, and `dated_by` says who gives that day. One that
    lost too much or changed its columns is held back until a person accepts it; the one before stays in force.
    """

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="edition")
    list_id = models.CharField(max_length=40, db_index=True)
    form = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=40)
    dated_on = models.CharField(max_length=10, blank=True)
    dated_by = models.CharField(max_length=8, choices=DATED_BY, default="list")
    state = models.CharField(max_length=10, choices=EDITION_STATES, default="in_force", db_index=True)
    held_because = models.JSONField(default=list, blank=True)
    acceptance = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="accepted_edition"
    )
    shape = models.JSONField(default=dict, blank=True, help_text="EditionShape.to_json()")
    counts = models.JSONField(default=dict, blank=True, help_text="schema and programme: name to entries")
    entry_count = models.PositiveIntegerField()
    is_extract = models.BooleanField(
        default=False,
        help_text="Whether it holds a part of the list alone, so that absence from it says nothing",
    )
    reader_version = models.CharField(max_length=40, default="1")
    compared_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changes = models.JSONField(
        default=dict,
        blank=True,
        help_text="added, amended, gone: listing ids against the one before; rekeyed: pairs of ids",
    )
    versions = models.ManyToManyField(ListingVersion, related_name="editions")

    class Meta:
        """Editions stand in the order of their own dates."""

        ordering = ("list_id", "dated_on", "id")

    @property
    def listed_count(self) -> int:
        """How many of its entries do not say that they were delisted."""
        return sum(self.counts["schema"].values()) if self.counts else self.entry_count

    def __str__(self) -> str:
        return f"{self.list_id} of {self.dated_on or 'unknown date'}"


class ListCheck(models.Model):
    """One look at a publisher's address: what coverage of a list rests on, also where nothing was new."""

    list_id = models.CharField(max_length=40, db_index=True)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="checks")
    checked_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(
        max_length=10,
        choices=[(name, name) for name in ("new", "unchanged", "held_back", "refused", "failed")],
    )
    detail = models.TextField(blank=True)
    edition = models.ForeignKey(
        ListEdition, null=True, blank=True, on_delete=models.SET_NULL, related_name="checks"
    )

    class Meta:
        """Checks stand in the order of time."""

        ordering = ("checked_at", "id")

    def __str__(self) -> str:
        return f"{self.list_id} at {self.checked_at}: {self.outcome}"
