"""The European Union's list."""

from lagebild.lists.eu_fsf.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
