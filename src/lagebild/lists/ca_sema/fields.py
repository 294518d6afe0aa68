"""The columns of Canada's list under the names that they have had."""

from typing import Literal

from lxml import etree

from lagebild.lists.xml import strip_space

ROOT_TAG, RECORD_TAG = "data-set", "record"

FieldName = Literal[
    "Country",
    "LastName",
    "GivenName",
    "EntityOrShip",
    "TitleOrShip",
    "ShipIMONumber",
    "Aliases",
    "DateOfBirthOrShipBuildDate",
    "Schedule",
    "Item",
    "DateOfListing",
]

TAGS: dict[FieldName, tuple[str, ...]] = {
    "Country": ("Country", "Country-Pays"),
    "LastName": ("LastName", "LastName-NomDeFamille"),
    "GivenName": ("GivenName", "GivenName-Prenom"),
    "EntityOrShip": ("EntityOrShip", "EntityOrShip-EntiteOuNavire", "Entity"),
    "TitleOrShip": ("TitleOrShip", "TitleOrShipType-TitreOuTypeDeNavire", "Title"),
    "ShipIMONumber": ("ShipIMONumber", "ShipIMONumber-NumeroOMIDuNavire"),
    "Aliases": ("Aliases", "Aliases-Alias"),
    "DateOfBirthOrShipBuildDate": (
        "DateOfBirthOrShipBuildDate",
        "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire",
        "DateOfBirth",
    ),
    "Schedule": ("Schedule", "Schedule-Annexe"),
    "Item": ("Item", "Item-NumeroDarticle"),
    "DateOfListing": ("DateOfListing", "DateOfListing-DateDinscription"),
}
"""A column's elements: in the edition of 2025-06, in the bilingual layout since August 2026, and before ships were
listed. Source: the edition of 2025-06; for the other two docs/sources/ca_sema.md, no file of them has been read."""

_FIELDS = {tag: field for field, tags in TAGS.items() for tag in tags}

BILINGUAL_MARK = TAGS["Country"][1]
"""An element that every record has in the bilingual layout alone."""


def name_of(tag: str) -> str:
    """The column's name in the edition of 2025-06, under which editions are compared; else the element's own."""
    return _FIELDS.get(tag, tag)


def find_filled(element: etree._Element, field: FieldName) -> list[etree._Element]:
    """The elements of a column that hold something; more than one where a record repeats it."""
    return [child for child in element.iterchildren(*TAGS[field]) if strip_space(child.text)]


def text_of(element: etree._Element, field: FieldName) -> str:
    """The first value of a column, its runs of space made one space; empty if it has none."""
    return next((strip_space(child.text) for child in find_filled(element, field)), "")
