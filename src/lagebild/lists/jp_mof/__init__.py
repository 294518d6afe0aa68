"""Japan's list."""

from lagebild.lists.jp_mof.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
