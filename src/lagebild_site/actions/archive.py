"""The workspace's archive and clock: the two things that actions take from outside the database."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from lagebild.archive.blobs import BlobStore


def open_archive() -> BlobStore:
    """The payloads of the workspace by their hash."""
    return BlobStore(settings.WORKSPACE.archive)


def read_clock() -> datetime:
    """Now, in UTC; tests hand times in instead."""
    return timezone.now()
