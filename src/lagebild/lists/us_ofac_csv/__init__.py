"""OFAC's two lists as CSV; `cons` is the reader of the second."""

from lagebild.lists.us_ofac_csv.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
