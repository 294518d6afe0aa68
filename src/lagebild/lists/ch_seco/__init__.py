"""Switzerland's list."""

from lagebild.lists.ch_seco.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
