"""Sanctions lists, one module per format: bytes to entities, listings and problems."""

from lagebild.lists import un_sc
from lagebild.lists.history import ListChange, compare_editions
from lagebild.lists.source import FieldAccount, ListReader, ListSource, ParsedList, parse_entry

READERS: tuple[ListReader, ...] = (un_sc,)
"""Every list format that can be read, the most telling root first."""


def recognise_list(content: bytes, *, name: str) -> ListReader | None:
    """The reader whose format the content claims to be; None where no reader knows it."""
    return next((reader for reader in READERS if reader.recognises(content, name=name)), None)


__all__ = [
    "READERS",
    "FieldAccount",
    "ListChange",
    "ListReader",
    "ListSource",
    "ParsedList",
    "compare_editions",
    "parse_entry",
    "recognise_list",
]
