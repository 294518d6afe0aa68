"""What the targets of Switzerland's list point at: programmes with their measures, and places."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from lagebild.lists.xml import ReadingLog, strip_space

OWN_LANGUAGE = "eng"
"""The language taken where the list gives several. Source: ISO 639-2; the file is fetched with `lang=en`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One set of measures of one ordinance.

    Attributes:
        key: The programme, such as `Belarus`.
        name: The ordinance, or None.
        measures: What the set is, such as `article 12 -- Restrictions on named individuals and entities`, or None.
        origin: Whose measures it takes over, such as `EU`, or None.
    """

    key: str
    name: str | None
    measures: str | None
    origin: str | None

    @property
    def legal_basis(self) -> str:
        """Ordinance and set in one line."""
        return ", ".join(filter(None, (self.name or self.key, self.measures)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place.

    Attributes:
        location: Town or village, or empty.
        area: Region, or empty.
        country: Its name, or empty.
        country_code: ISO 3166-1 alpha-2 as published, or empty.
        variants: Other names of location and area.
    """

    location: str = ""
    area: str = ""
    country: str = ""
    country_code: str = ""
    variants: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Location, area and country."""
        return ", ".join(filter(None, (self.location, self.area, self.country or self.country_code)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Programmes by the ssid of their set, places and targets by theirs."""

    programmes: dict[str, Programme]
    places: dict[str, Place]
    targets: frozenset[str]


def read_tables(root: etree._Element, log: ReadingLog) -> Tables:
    """The programmes, places and numbers of targets of the whole list."""
    programmes: dict[str, Programme] = {}
    for element in root.findall("sanctions-program"):
        programmes.update(_read_programme(element, log))
    places = {strip_space(element.get("ssid")): read_place(element) for element in root.findall("place")}
    targets = frozenset(strip_space(element.get("ssid")) for element in root.findall("target"))
    return Tables(programmes=programmes, places=places, targets=targets)


def read_place(element: etree._Element) -> Place:
    """The place that an element describes by its own parts."""
    country = element.find("country")
    variants = [strip_space(child.text) for child in element.iterchildren("location-variant", "area-variant")]
    return Place(
        location=strip_space(element.findtext("location")),
        area=strip_space(element.findtext("area")),
        country="" if country is None else strip_space(country.text),
        country_code="" if country is None else strip_space(country.get("iso-code")),
        variants=tuple(filter(None, variants)),
    )


def _read_programme(element: etree._Element, log: ReadingLog) -> dict[str, Programme]:
    key = _choose(element.findall("program-key"))
    if key is None:
        message = "The programme has no key in any language; its targets have no programme."
        log.note(element, "ch-program-key-missing", message, severity="warning")
    sets: dict[str, list[etree._Element]] = {}
    for child in element.findall("sanctions-set"):
        sets.setdefault(strip_space(child.get("ssid")), []).append(child)
    name, origin = _choose(element.findall("program-name")), strip_space(element.findtext("origin")) or None
    return {
        number: Programme(key=key or "", name=name, measures=_choose(children), origin=origin)
        for number, children in sets.items()
    }


def _choose(elements: Iterable[etree._Element]) -> str | None:
    """The text in English, else in the first language given; None where there is none."""
    texts = [
        (strip_space(element.get("lang")).lower() != OWN_LANGUAGE, text)
        for element in elements
        if (text := strip_space(element.text))
    ]
    return min(texts, key=lambda item: item[0])[1] if texts else None
