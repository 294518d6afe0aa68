"""The UK Sanctions List."""

from lagebild.lists.gb_uksl.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
