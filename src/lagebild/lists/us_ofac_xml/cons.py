"""OFAC's consolidated list of everything besides the SDN list, as XML; read as `us_ofac_xml` reads the SDN list."""

from lagebild.lists.us_ofac_xml.reader import (
    CONSOLIDATED,
    is_ofac_xml,
    locate_entry,
    looks_consolidated,
    parse,
)

SOURCE = CONSOLIDATED

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the content begins like consolidated.xml: by its root, with its name or its first programmes."""
    return is_ofac_xml(content) and looks_consolidated(content, name)
