"""One entry of the UN's consolidated list: names, dates, documents and remarks."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import NAME_PROPERTIES, make_related
from lagebild.lists.legal_forms import names_company
from lagebild.lists.names import find_names_in_note, split_names
from lagebild.lists.remarks import read_remarks
from lagebild.lists.source import ListSource
from lagebild.lists.xml import PLACEHOLDERS, ReadingLog, strip_space
from lagebild.model.entity import Entity, clean_property, make_entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate, ListingDateKind, NameKind
from lagebild.text.names import script_of

NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
"""Parts of one name in order; which is a family name differs from entry to entry and is not said."""

ALIAS_KINDS: dict[str, NameKind] = {"Good": "alias", "a.k.a.": "alias", "f.k.a.": "former", "Low": "weak"}
"""The list's words for an alias. Source: all values of QUALITY in the editions of 2024 to 2026."""

GENDERS = {"male": "male", "female": "female"}

LIST_TYPE = "UN List"

_PASSPORT = re.compile(r"pass(?:e?port|aporte)|pasaporte", re.IGNORECASE)
"""`Passport`, `Numéro de passeport`, `Número de pasaporte`. Source: the editions of 2024 to 2026."""

_KNOWN_DOCUMENT = re.compile(
    r"national identification|identification no|identification number|identity|pass(?:e?port)|pasaporte",
    re.IGNORECASE,
)

_SOCIAL_SECURITY = re.compile(r"social security", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """What is read of one entry while it is read."""

    element: etree._Element
    log: ReadingLog
    is_person: bool
    names: list[EntityName] = field(default_factory=list)
    dates: list[ListingDate] = field(default_factory=list)
    properties: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    documents: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)

    def value(self, element: etree._Element | None) -> str:
        """The element's text without outer space; empty for a placeholder, which is noted."""
        if element is None:
            return ""
        text = (element.text or "").strip()
        if text in PLACEHOLDERS:
            message = f"{text!r} stands for no value and is read as none."
            self.log.note(element, "un-placeholder", message)
            return ""
        return text

    def one(self, tag: str, *, within: etree._Element | None = None) -> str:
        """The one value of an element; a second one is a Problem."""
        found = (self.element if within is None else within).findall(tag)
        for extra in found[1:]:
            if (extra.text or "").strip():
                message = (
                    f"<{tag}> stands a second time in one entry, with {extra.text!r}; only the first is read."
                )
                self.log.note(extra, "un-element-repeated", message, severity="warning")
        return self.value(found[0] if found else None)

    def many(self, tag: str) -> list[tuple[etree._Element, str]]:
        """All values below a holder, with their elements: `<TITLE><VALUE>…</VALUE></TITLE>`."""
        found = ((child, self.value(child)) for child in self.element.findall(f"{tag}/VALUE"))
        return [(child, value) for child, value in found if value]

    def first_element(self, tag: str) -> etree._Element:
        """The element of that name, else the entry itself."""
        found = self.element.find(tag)
        return self.element if found is None else found

    def country(self, element: etree._Element, value: str) -> str | None:
        """The country's code in lower case; None where the text names no country that has one."""
        code = clean_property("LegalEntity", "country", value)
        if code is None:
            message = f"{value!r} is no country with a code; it is kept as text."
            self.log.note(element, "un-country-unknown", message)
        return code


def read_entry(element: etree._Element, source: ListSource, log: ReadingLog) -> ListEntry | None:
    """The entry in an INDIVIDUAL or ENTITY element; None with a Problem where it has no reference or name."""
    draft = _Draft(element=element, log=log, is_person=element.tag == "INDIVIDUAL")
    reference = strip_space(draft.one("REFERENCE_NUMBER"))
    _read_names(draft)
    if not reference or not draft.names:
        missing = "reference number" if not reference else "name"
        code = "un-reference-missing" if not reference else "un-name-missing"
        known = reference or (draft.names[0].value if draft.names else "nothing else is known of it")
        log.note(
            element,
            code,
            f"The entry ({known}) has no {missing} and is not read; ask the publisher.",
            severity="error",
        )
        return None
    reason = draft.one("COMMENTS1") or None
    entity = _read_entity(draft, f"{source.id}-{reference}", reason)
    listing = Listing(
        id=f"{source.authority}:{reference}",
        authority=source.authority,
        programmes=_read_programmes(draft),
        reference=reference,
        entity_id=entity.id,
        dates=tuple(_read_dates(draft)),
        reason=reason,
        unsc_id=reference,
    )
    related = (
        make_related(entity.id, schema, {"holder": [entity.id], **properties})
        for schema, properties in draft.documents
    )
    return ListEntry(
        entity=entity,
        listing=listing,
        names=tuple(draft.names),
        raw=read_raw(element),
        related=tuple({document.id: document for document in related}.values()),
    )


def read_raw(element: etree._Element) -> dict[str, list[str]]:
    """The entry's fields as published: element name to values, in the file's order.

    A group such as an alias is one value, its parts named: `QUALITY: Good; ALIAS_NAME: …`. An element that is
    there and empty has no values.
    """
    raw: dict[str, list[str]] = {}
    for child in element:
        values = raw.setdefault(str(child.tag), [])
        tags = {part.tag for part in child}
        if not tags:
            texts = [(child.text or "").strip()]
        elif tags == {"VALUE"}:
            texts = [(part.text or "").strip() for part in child]
        else:
            parts = ((part.tag, (part.text or "").strip()) for part in child)
            texts = ["; ".join(f"{tag}: {text}" for tag, text in parts if text)]
        values.extend(text for text in texts if text)
    return raw


def _read_names(draft: _Draft) -> None:
    parts = [strip_space(draft.one(tag)) for tag in NAME_PARTS]
    primary = " ".join(part for part in parts if part)
    if primary:
        whole = [primary] if draft.is_person else split_names(primary)
        draft.names.extend(EntityName(value=name, kind="primary", script=script_of(name)) for name in whole)
    else:
        message = "The entry has no primary name; its aliases, if any, stand for it."
        draft.log.note(draft.element, "un-primary-name-missing", message)
    if original := strip_space(draft.one("NAME_ORIGINAL_SCRIPT")):
        draft.names.append(EntityName(value=original, kind="original_script", script=script_of(original)))
    for alias in draft.element.findall("INDIVIDUAL_ALIAS" if draft.is_person else "ENTITY_ALIAS"):
        _read_alias(draft, alias)


def _read_alias(draft: _Draft, alias: etree._Element) -> None:
    value = strip_space(draft.one("ALIAS_NAME", within=alias))
    quality = draft.one("QUALITY", within=alias)
    note = _read_alias_note(draft, alias)
    if not value:
        _read_nameless_alias(draft, alias, quality, note)
        return
    kind = ALIAS_KINDS.get(quality)
    if kind is None:
        message = (
            f"The alias {value!r} has the quality {quality!r}, which is not known; it is read as an alias."
        )
        draft.log.note(alias, "un-alias-quality-unknown", message)
        kind = "alias"
    found = split_names(value)
    published_note = strip_space(alias.findtext("NOTE"))
    found += [
        name for one in found for name in find_names_in_note(published_note, of=one) if name not in found
    ]
    draft.names.extend(
        EntityName(value=name, kind=kind, script=script_of(name), quality_raw=quality or None, note=note)
        for name in dict.fromkeys(found)
    )


def _read_nameless_alias(draft: _Draft, alias: etree._Element, quality: str, note: str | None) -> None:
    """Keep what an alias without a name states: a further date of birth, how certain is not said.

    Source: 153 such nodes in the list of 2024-11-30; in that of 2025-04-19 the same dates stand as dates of
    birth of their own, some EXACT and some APPROXIMATELY (TAi.082, TAi.089).
    """
    if not (quality or note):
        return
    label, _, rest = (note or "").partition("date of birth ")
    text = f"Date of birth: {rest}" if rest and not label else f"Alias without a name: {note or quality}"
    draft.properties["notes"].append(text)
    message = f"An alias without a name states {note or quality!r}; it is kept as a note."
    draft.log.note(alias, "un-alias-nameless", message)


def _read_alias_note(draft: _Draft, alias: etree._Element) -> str | None:
    born = draft.one("DATE_OF_BIRTH", within=alias)
    place = [strip_space(draft.one(tag, within=alias)) for tag in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")]
    parts = [
        strip_space(draft.one("NOTE", within=alias)),
        f"date of birth {born}" if born else "",
        f"place of birth {', '.join(filter(None, place))}" if any(place) else "",
    ]
    return "; ".join(filter(None, parts)) or None


def _read_programmes(draft: _Draft) -> tuple[str, ...]:
    programme = strip_space(draft.one("UN_LIST_TYPE"))
    if not programme:
        message = "The entry names no sanctions list of the Council."
        draft.log.note(draft.element, "un-programme-missing", message, severity="warning")
    for element, value in draft.many("LIST_TYPE"):
        if value != LIST_TYPE:
            message = f"The list type is {value!r} and not {LIST_TYPE!r}; what that means is not known."
            draft.log.note(element, "un-list-type-unknown", message, severity="warning")
    return (programme,) if programme else ()


def _read_dates(draft: _Draft) -> list[ListingDate]:
    dates: list[ListingDate] = []

    def add(kind: ListingDateKind, element: etree._Element, raw: str, path: str) -> None:
        value = parse_partial_date(raw)
        if value is not None:
            dates.append(ListingDate(kind=kind, value=value, field=path))
        else:
            message = f"{raw!r} is no date; the entry is read without it."
            draft.log.note(element, "un-date-unreadable", message, severity="warning")

    if listed_on := draft.one("LISTED_ON"):
        add("designated_on", draft.first_element("LISTED_ON"), listed_on, "LISTED_ON")
    else:
        message = "The entry does not say when it was listed."
        draft.log.note(draft.element, "un-listed-on-missing", message, severity="warning")
    for element, value in draft.many("LAST_DAY_UPDATED"):
        add("amended_on", element, value, "LAST_DAY_UPDATED/VALUE")
    if delisted_on := draft.one("DELISTED_ON"):
        add("delisted_on", draft.first_element("DELISTED_ON"), delisted_on, "DELISTED_ON")
    return dates


def _read_entity(draft: _Draft, entity_id: str, reason: str | None) -> Entity:
    properties = draft.properties
    for name in draft.names:
        properties[NAME_PROPERTIES[name.kind]].append(name.value)
    if draft.is_person:
        schema = "Person"
        _read_person(draft)
    else:
        remarks = read_remarks(reason or "")
        kind = "Company" if names_company(draft.names[0].value) else "Organization"
        schema = "Vessel" if remarks.is_vessel else kind
        for key, values in remarks.properties_of(schema).items():
            properties[key].extend(values)
    for address in draft.element.findall("INDIVIDUAL_ADDRESS" if draft.is_person else "ENTITY_ADDRESS"):
        _read_address(draft, address)
    for label, tag in (
        ("Submitted on", "SUBMITTED_ON"),
        ("Submitted by", "SUBMITTED_BY"),
        ("INTERPOL-UN Special Notice", "INTERPOL_LINK"),
    ):
        if value := draft.one(tag):
            properties["notes"].append(f"{label}: {value}")
    return make_entity(schema=schema, entity_id=entity_id, properties=properties)


def _read_person(draft: _Draft) -> None:
    properties = draft.properties
    if gender := draft.one("GENDER"):
        if gender.lower() in GENDERS:
            properties["gender"].append(GENDERS[gender.lower()])
        else:
            message = f"The gender {gender!r} is not known; it stays in raw alone."
            draft.log.note(draft.first_element("GENDER"), "un-gender-unknown", message, severity="warning")
    for tag, name in (("TITLE", "title"), ("DESIGNATION", "position")):
        properties[name].extend(strip_space(value) for _, value in draft.many(tag))
    nationalities = draft.many("NATIONALITY")
    if second := draft.one("NATIONALITY2"):
        nationalities.append((draft.first_element("NATIONALITY2"), second))
    for element, value in nationalities:
        code = draft.country(element, value)
        if code:
            properties["nationality"].append(code)
        else:
            properties["notes"].append(f"Nationality: {value}")
    for tag, read in (
        ("INDIVIDUAL_DATE_OF_BIRTH", _read_birth_date),
        ("INDIVIDUAL_PLACE_OF_BIRTH", _read_birth_place),
        ("INDIVIDUAL_DOCUMENT", _read_document),
    ):
        for element in draft.element.findall(tag):
            read(draft, element)


def _read_birth_date(draft: _Draft, element: etree._Element) -> None:
    kind, note = draft.one("TYPE_OF_DATE", within=element), strip_space(draft.one("NOTE", within=element))
    first, last = draft.one("FROM_YEAR", within=element), draft.one("TO_YEAR", within=element)
    stated = [
        value for value in (draft.one("DATE", within=element), draft.one("YEAR", within=element)) if value
    ]
    if not (stated or first or last or note):
        return
    dates = [parse_partial_date(value) for value in stated]
    if kind == "EXACT" and not (note or first or last) and all(dates):
        draft.properties["birthDate"].extend(value for value in dates if value)
        return
    if not all(dates):
        message = f"{', '.join(stated)!r} is no date; it is kept as text."
        draft.log.note(element, "un-birth-date-unreadable", message)
    elif kind not in {"EXACT", "APPROXIMATELY", "BETWEEN"}:
        message = f"The kind of date {kind!r} is not known; the date of birth is kept as text."
        draft.log.note(element, "un-birth-date-kind-unknown", message)
    words = {"APPROXIMATELY": "approximately", "BETWEEN": "between", "EXACT": ""}.get(kind, kind)
    span = " and ".join(value for value in (first, last) if value)
    text = " ".join(part for part in (words, *stated, span) if part)
    draft.properties["notes"].append(
        f"Date of birth: {text} ({note})" if note and text else f"Date of birth: {text or note}"
    )


def _read_birth_place(draft: _Draft, element: etree._Element) -> None:
    place, country = _read_place(draft, element, ("STREET", "CITY", "STATE_PROVINCE"))
    if place:
        draft.properties["birthPlace"].append(place)
    if country:
        draft.properties["birthCountry"].append(country)
    if note := strip_space(draft.one("NOTE", within=element)):
        draft.properties["notes"].append(
            f"Place of birth: {place} ({note})" if place else f"Place of birth: {note}"
        )


def _read_address(draft: _Draft, element: etree._Element) -> None:
    address, country = _read_place(draft, element, ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"))
    if address:
        draft.properties["address"].append(address)
    if country:
        draft.properties["country"].append(country)
    if note := strip_space(draft.one("NOTE", within=element)):
        draft.properties["notes"].append(f"Address: {address} ({note})" if address else f"Address: {note}")


def _read_place(draft: _Draft, element: etree._Element, tags: tuple[str, ...]) -> tuple[str, str | None]:
    country = draft.one("COUNTRY", within=element)
    parts = [strip_space(draft.one(tag, within=element)) for tag in tags] + [country]
    found = element.find("COUNTRY")
    code = draft.country(found, country) if country and found is not None else None
    return ", ".join(part for part in parts if part), code


def _read_document(draft: _Draft, element: etree._Element) -> None:
    kind = strip_space(draft.one("TYPE_OF_DOCUMENT", within=element))
    detail = strip_space(draft.one("TYPE_OF_DOCUMENT2", within=element))
    number = strip_space(draft.one("NUMBER", within=element))
    if number:
        property_name = _document_property(kind, detail)
        draft.properties[property_name].append(number)
        draft.documents.append(_describe_document(draft, element, property_name))
    if number and not _KNOWN_DOCUMENT.search(kind):
        message = f"The kind of document {kind!r} is not known; its number is read as an identity number."
        draft.log.note(element, "un-document-kind-unknown", message)
    place = [strip_space(draft.one(tag, within=element)) for tag in ("CITY_OF_ISSUE", "COUNTRY_OF_ISSUE")]
    facts = [
        ("type", detail),
        ("issuing country", strip_space(draft.one("ISSUING_COUNTRY", within=element))),
        ("issued in", ", ".join(part for part in place if part)),
        ("issued on", draft.one("DATE_OF_ISSUE", within=element)),
        ("expires on", draft.one("DATE_OF_EXPIRY", within=element)),
        ("note", strip_space(draft.one("NOTE", within=element))),
    ]
    stated = "; ".join(f"{label}: {value}" for label, value in facts if value)
    if kind or number or stated:
        title = f"{kind or 'Document'} {number}".strip()
        draft.properties["notes"].append(f"{title} ({stated})" if stated else title)


def _describe_document(
    draft: _Draft, element: etree._Element, property_name: str
) -> tuple[str, dict[str, list[str]]]:
    """The document as FollowTheMoney's Passport or Identification; its country where it is stated to have issued it.

    Dates that are no ISO prefix stay in the note alone.
    """
    stated = strip_space(draft.one("ISSUING_COUNTRY", within=element)) or strip_space(
        draft.one("COUNTRY_OF_ISSUE", within=element)
    )
    country = clean_property("LegalEntity", "country", stated) if stated else None
    dates = {
        name: parse_partial_date(draft.one(tag, within=element))
        for name, tag in (("startDate", "DATE_OF_ISSUE"), ("endDate", "DATE_OF_EXPIRY"))
    }
    return "Passport" if property_name == "passportNumber" else "Identification", {
        "number": [strip_space(draft.one("NUMBER", within=element))],
        "type": [strip_space(draft.one("TYPE_OF_DOCUMENT", within=element))],
        "country": [country or ""],
        **{name: [date or ""] for name, date in dates.items()},
    }


def _document_property(kind: str, detail: str) -> str:
    if _PASSPORT.search(kind) or _PASSPORT.search(detail):
        return "passportNumber"
    return "socialSecurityNumber" if _SOCIAL_SECURITY.search(detail) else "idNumber"
