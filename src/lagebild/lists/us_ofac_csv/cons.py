"""OFAC's consolidated list of everything besides the SDN list, as CSV; read as `us_ofac_csv` reads the SDN list."""

from lagebild.lists.us_ofac.entry import CONSOLIDATED_CSV
from lagebild.lists.us_ofac_csv.reader import locate_entry, parse
from lagebild.lists.us_ofac_csv.set import is_consolidated_name, peek

SOURCE = CONSOLIDATED_CSV

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the bytes begin like a file or set of OFAC's, named like the consolidated list's (`cons_…`)."""
    return any(is_consolidated_name(file_name) for file_name in peek(content, name))
