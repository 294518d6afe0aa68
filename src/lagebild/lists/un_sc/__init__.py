"""The Security Council's list."""

from lagebild.lists.un_sc.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
