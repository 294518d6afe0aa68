"""One identity of a target: names, dates and places of birth, nationalities, addresses and documents."""

from dataclasses import replace

from lxml import etree

from lagebild.lists.ch_seco.names import Draft, read_name
from lagebild.lists.ch_seco.tables import Place, Tables, read_place
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.identifiers import Identifier, find_identifier_kind
from lagebild.lists.xml import strip_space
from lagebild.model.entity import clean_property

GREGORIAN = frozenset({"", "gregorian"})

OTHER_IDENTITY = "Other identity"


def read_identity(draft: Draft, element: etree._Element, tables: Tables, *, is_main: bool) -> None:
    """Add what an identity says.

    Another identity than the main one is a name under which the target appeared, with data of its own: these are
    kept as notes and are not taken for the target's own; its documents are.
    """
    for name in element.findall("name"):
        read_name(draft, name, is_main=is_main)
    for child in element.findall("day-month-year"):
        _read_date(draft, child, is_main=is_main)
    for child in element.findall("nationality"):
        _read_nationality(draft, child, is_main=is_main)
    for child in element.findall("place-of-birth"):
        _read_birth_place(draft, child, tables, is_main=is_main)
    for child in element.findall("address"):
        _read_address(draft, child, tables, is_main=is_main)
    for child in element.findall("identification-document"):
        _read_document(draft, child, tables)


def _label(label: str, *, is_main: bool) -> str:
    return label if is_main else f"{OTHER_IDENTITY}: {label[0].lower()}{label[1:]}"


def _read_date(draft: Draft, element: etree._Element, *, is_main: bool) -> None:
    """A date of birth; rough ones, those of another calendar and those of no person are kept as text."""
    text, value = _read_day(element)
    if not text:
        return
    calendar, quality = strip_space(element.get("calendar")), strip_space(element.get("quality"))
    is_person = draft.schema == "Person"
    told = [
        f"{calendar} calendar" if calendar.lower() not in GREGORIAN else "",
        f"quality {quality}" if quality not in {"", "good"} else "",
    ]
    if value is None and calendar.lower() in GREGORIAN:
        draft.note("birth-date-unreadable", f"{text!r} is no date; it is kept as text.", place=element)
    if is_person and is_main and value is not None and not any(told):
        draft.add("birthDate", value)
        return
    if not is_person:
        message = (
            f"{draft.schema} has the date {text!r}; what happened on it is not said. It is kept as text."
        )
        draft.note("date-of-no-person", message, place=element)
    remark = ", ".join(filter(None, told))
    label = _label("Date of birth" if is_person else "Date", is_main=is_main)
    draft.add_note(label, f"{text} ({remark})" if remark else text)


def _read_day(element: etree._Element) -> tuple[str, str | None]:
    """Year, month and day in one text, and as an ISO 8601 prefix where they are one; 0 stands for nothing."""
    numbers = [strip_space(element.get(name)) for name in ("year", "month", "day")]
    stated = [number for number in numbers if number.strip("0")]
    text = "-".join(number.zfill(2) for number in stated)
    is_prefix = numbers[: len(stated)] == stated and len(numbers[0]) == len("1980")
    return text, parse_partial_date(text) if is_prefix else None


def _read_nationality(draft: Draft, element: etree._Element, *, is_main: bool) -> None:
    country = element.find("country")
    if country is None:
        return
    name, code = strip_space(country.text), strip_space(country.get("iso-code"))
    if not is_main:
        draft.add_note(_label("Nationality", is_main=False), name or code)
        return
    known = clean_property("LegalEntity", "country", code) if code else None
    name_of_property = "nationality" if draft.schema == "Person" else "country"
    if known is not None:
        draft.add(name_of_property, known)
    else:
        draft.add_country(name_of_property, name or code, label="Nationality", place=country)


def _find_place(draft: Draft, element: etree._Element, tables: Tables) -> Place:
    """The place that an element points at, its own parts first."""
    number = strip_space(element.get("place-id"))
    own = read_place(element)
    if not number:
        return own
    found = tables.places.get(number)
    if found is None:
        message = f"The place {number} is not in the file; the element is read without it."
        draft.log.note(element, "ch-place-unknown", message, severity="warning")
        return own
    return replace(
        found,
        location=own.location or found.location,
        area=own.area or found.area,
        country=own.country or found.country,
        country_code=own.country_code or found.country_code,
    )


def _add_country(draft: Draft, property_name: str, place: Place, element: etree._Element, label: str) -> None:
    known = clean_property("LegalEntity", "country", place.country_code) if place.country_code else None
    if known is not None:
        draft.add(property_name, known)
    else:
        draft.add_country(property_name, place.country or place.country_code, label=label, place=element)


def _read_birth_place(draft: Draft, element: etree._Element, tables: Tables, *, is_main: bool) -> None:
    place, quality = _find_place(draft, element, tables), strip_space(element.get("quality"))
    is_certain = is_main and quality in {"", "good"} and draft.schema == "Person"
    label = _label("Place of birth" if draft.schema == "Person" else "Place", is_main=is_main)
    if is_certain:
        draft.add("birthPlace", place.text)
        _add_country(draft, "birthCountry", place, element, "Country of birth")
    elif place.text:
        draft.add_note(label, f"{place.text} (quality {quality})" if quality else place.text)
    if remark := strip_space(element.findtext("remark")):
        draft.add_note(label, f"{place.text} ({remark})" if place.text else remark)
    if place.variants:
        draft.add_note(label, f"also written {'; '.join(place.variants)}")


def _read_address(draft: Draft, element: etree._Element, tables: Tables, *, is_main: bool) -> None:
    place = _find_place(draft, element, tables)
    text = _write_address(element, place)
    quality, is_current = (
        strip_space(element.get("quality")),
        strip_space(element.get("current")).lower() != "false",
    )
    if is_main and is_current:
        draft.add("address", text)
        _add_country(draft, "country", place, element, "Country of the address")
    elif text:
        draft.add_note(_label("Address" if is_current else "Former address", is_main=is_main), text)
    told = [
        f"quality {quality}" if quality not in {"", "good"} else "",
        strip_space(element.findtext("remark")),
        f"also written {'; '.join(place.variants)}" if place.variants else "",
    ]
    if remark := ", ".join(filter(None, told)):
        draft.add_note("Address", f"{text} ({remark})" if text else remark)


def _write_address(element: etree._Element, place: Place) -> str:
    care_of, box = strip_space(element.findtext("c-o")), strip_space(element.findtext("p-o-box"))
    town = " ".join(filter(None, (strip_space(element.findtext("zip-code")), place.location)))
    parts = (
        f"c/o {care_of}" if care_of else "",
        strip_space(element.findtext("address-details")),
        f"P.O. Box {box}" if box.isdecimal() else box,
        town,
        place.area,
        place.country or place.country_code,
    )
    return ", ".join(filter(None, parts))


def _read_document(draft: Draft, element: etree._Element, tables: Tables) -> None:
    number, kind = strip_space(element.findtext("number")), strip_space(element.get("document-type"))
    issuer, issued_in = element.find("issuer"), element.find("place-of-issue")
    issuer_name = "" if issuer is None else strip_space(issuer.text)
    issuer_code = "" if issuer is None else strip_space(issuer.get("code"))
    dates = {name: strip_space(element.findtext(name)) for name in ("date-of-issue", "expiry-date")}
    read = {name: parse_partial_date(raw) for name, raw in dates.items()}
    told = [
        *(f"{name} {raw}" for name, raw in dates.items() if raw and read[name] is None),
        f"issued in {_find_place(draft, issued_in, tables).text}" if issued_in is not None else "",
        strip_space(element.findtext("remark")),
    ]
    note = "; ".join(filter(None, told)) or None
    country = next(
        (
            code
            for raw in (issuer_code, issuer_name)
            if raw and (code := clean_property("LegalEntity", "country", raw))
        ),
        None,
    )
    if not number:
        draft.add_note("Document", "; ".join(filter(None, (kind, issuer_name, note))))
        return
    identifier = Identifier(
        kind=find_identifier_kind(kind.replace("-", " ")),
        value=number,
        label_raw=kind or None,
        country=country,
        issued_on=read["date-of-issue"],
        expires_on=read["expiry-date"],
        authority=issuer_name or None,
        note=note,
    )
    draft.add_identifier(identifier, place=element)
