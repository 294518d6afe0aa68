"""Australia's list."""

from lagebild.lists.au_dfat.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
