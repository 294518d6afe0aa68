"""Any table with a mapping file."""

from lagebild.lists.mapped_table.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
