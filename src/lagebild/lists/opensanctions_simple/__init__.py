"""OpenSanctions as one table."""

from lagebild.lists.opensanctions_simple.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
