"""Sanctions lists, one package per format: bytes to entities, listings and problems."""

from lagebild.lists import (
    au_dfat,
    ca_sema,
    ch_seco,
    eu_fsf,
    gb_ofsi,
    gb_uksl,
    jp_mof,
    kr_announcements,
    mapped_table,
    nz_russia,
    opensanctions,
    opensanctions_simple,
    un_sc,
    us_ofac_advanced,
    us_ofac_csv,
    us_ofac_xml,
)
from lagebild.lists.history import (
    EditionShape,
    ListChange,
    compare_editions,
    describe_shape,
    find_breaks,
    find_doubts,
    find_intervals,
    find_losses,
)
from lagebild.lists.source import FieldAccount, ListReader, ListSource, ParsedList, parse_entry
from lagebild.lists.us_ofac_advanced import cons as us_ofac_advanced_cons
from lagebild.lists.us_ofac_csv import cons as us_ofac_csv_cons
from lagebild.lists.us_ofac_xml import cons as us_ofac_xml_cons

READERS: tuple[ListReader, ...] = (
    un_sc,
    eu_fsf,
    gb_uksl,
    gb_ofsi,
    us_ofac_advanced_cons,
    us_ofac_advanced,
    us_ofac_xml_cons,
    us_ofac_xml,
    us_ofac_csv_cons,
    us_ofac_csv,
    ch_seco,
    ca_sema,
    au_dfat,
    jp_mof,
    nz_russia,
    kr_announcements,
    opensanctions,
    opensanctions_simple,
    mapped_table,
)
"""Every list format that can be read, the most telling root first."""


def find_list(list_id: str) -> ListSource | None:
    """The list of an id, in the first of its forms; None where no reader knows it."""
    return next((reader.SOURCE for reader in READERS if reader.SOURCE.id == list_id), None)


def recognise_list(content: bytes, *, name: str) -> ListReader | None:
    """The reader whose format the content claims to be; None where no reader knows it."""
    return next((reader for reader in READERS if reader.recognises(content, name=name)), None)


__all__ = [
    "READERS",
    "EditionShape",
    "FieldAccount",
    "ListChange",
    "ListReader",
    "ListSource",
    "ParsedList",
    "compare_editions",
    "describe_shape",
    "find_breaks",
    "find_doubts",
    "find_intervals",
    "find_list",
    "find_losses",
    "parse_entry",
    "recognise_list",
]
