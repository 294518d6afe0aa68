"""Sanctions regimes and their provisions, as data."""

from lagebild.regimes.find import find_provision, find_resolution, provisions_of, resolution_year
from lagebild.regimes.load import DATA_FOLDER, load_regimes, regime_sha256

__all__ = [
    "DATA_FOLDER",
    "find_provision",
    "find_resolution",
    "load_regimes",
    "provisions_of",
    "regime_sha256",
    "resolution_year",
]
