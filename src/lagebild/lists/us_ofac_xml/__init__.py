"""OFAC's two lists as XML; `cons` is the reader of the second."""

from lagebild.lists.us_ofac_xml.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
