"""The United Kingdom's former list of HM Treasury."""

from lagebild.lists.gb_ofsi.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
