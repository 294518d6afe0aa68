"""The one door for the HTTP requests that we start."""

from lagebild.fetch.addresses import is_public_address
from lagebild.fetch.body import Progress
from lagebild.fetch.request import Fetched, fetch

__all__ = ["Fetched", "Progress", "fetch", "is_public_address"]
