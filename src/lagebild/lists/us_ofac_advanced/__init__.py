"""OFAC's two lists in the advanced model; `cons` is the reader of the second."""

from lagebild.lists.us_ofac_advanced.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
