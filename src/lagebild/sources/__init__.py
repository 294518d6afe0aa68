"""What to watch, as data."""

from lagebild.sources.page import find_link
from lagebild.sources.table import WatchedSource, load_sources

__all__ = ["WatchedSource", "find_link", "load_sources"]
