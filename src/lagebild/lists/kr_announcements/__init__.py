"""South Korea's designations."""

from lagebild.lists.kr_announcements.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
