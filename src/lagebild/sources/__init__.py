"""What to watch, as data."""

from lagebild.sources.table import WatchedSource, load_sources

__all__ = ["WatchedSource", "load_sources"]
