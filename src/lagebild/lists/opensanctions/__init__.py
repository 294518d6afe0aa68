"""OpenSanctions as FollowTheMoney JSON lines."""

from lagebild.lists.opensanctions.reader import SOURCE, locate_entry, parse, recognises

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]
