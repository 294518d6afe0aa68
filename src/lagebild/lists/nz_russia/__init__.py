"""New Zealand's register."""

from lagebild.lists.nz_russia.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
