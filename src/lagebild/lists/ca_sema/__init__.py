"""Canada's list."""

from lagebild.lists.ca_sema.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
