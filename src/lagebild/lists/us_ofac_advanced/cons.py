"""OFAC's consolidated list in the advanced model; read as `us_ofac_advanced` reads the SDN list."""

from lagebild.lists.us_ofac_advanced.reader import CONSOLIDATED, is_advanced, locate_entry, parse
from lagebild.lists.us_ofac_xml.reader import is_consolidated_file

SOURCE = CONSOLIDATED

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the content begins like a file of the model, named like the consolidated list's (`cons…`)."""
    return is_advanced(content) and is_consolidated_file(name)
