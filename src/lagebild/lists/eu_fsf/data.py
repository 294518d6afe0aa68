"""Births, citizenships, addresses and documents of an entity of the EU's list."""

from lxml import etree

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier, IdentifierKind, check_identifier, find_identifier_kind
from lagebild.lists.xml import strip_space

NO_COUNTRY = frozenset({"", "00"})
"""Country codes that stand for none; the description then says `UNKNOWN`. Source: all files read."""

NO_VALUE = frozenset({"", "-", "--", "unknown"})
"""What stands in a field that has no value. Source: numbers and cities in the files read."""

IDENTIFIER_CODES: dict[str, tuple[IdentifierKind, str]] = {
    "passport": ("passport", "National passport"),
    "id": ("id", "National identification card"),
    "regnumber": ("registration", "Registration number"),
    "fiscalcode": ("tax", "Fiscal code"),
    "taxid": ("tax", "Tax identification number"),
    "euvat": ("vat", "EU VAT number"),
    "imo": ("imo", "IMO number"),
    "swiftbic": ("bic", "SWIFT/BIC"),
    "ssn": ("social_security", "Social security number"),
    "unssn": ("other", "Unified social security number"),
    "birthcert": ("id", "Birth certificate"),
    "drivinglicence": ("license", "Driving licence"),
    "nationcert": ("id", "Nationality certificate"),
    "residentperm": ("id", "Residence permit"),
    "travelcardid": ("id", "Travel document"),
    "tradelic": ("license", "Trade licence"),
    "electionid": ("id", "Electoral card"),
    "other": ("other", "Other identification number"),
}
"""identificationTypeCode to the kind of number and, where the file gives no description, its name.

Source: all codes in the file of 2026-05-01; descriptions of `passport` and `id` in samples of the official file,
of the others by the word of the code.
"""

RUSSIAN_KINDS: dict[str, IdentifierKind] = {"tax": "inn", "registration": "ogrn"}
"""What a Russian tax or register number is, if its check digit agrees. Source: as both registers number them."""

FLAGS = {
    "knownFalse": "known false",
    "knownExpired": "known expired",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by issuer",
    "diplomatic": "diplomatic",
}
"""Attributes of a document that are `true` where it has the quality."""

CONTACTS = {
    "PHONE": "phone",
    "MOBILE": "phone",
    "FAX": "phone",
    "EMAIL": "email",
    "WEB": "website",
    "URL": "website",
}
"""Keys of contactInfo. Source: the format's CSV and its readers; in no complete file read."""

Draft = EntryDraft[etree._Element]  # noqa: SLF001 - lxml's stubs name its elements so


def _value(element: etree._Element, name: str) -> str:
    text = strip_space(element.get(name))
    return "" if text.lower() in NO_VALUE else text


def _remarks(element: etree._Element) -> list[str]:
    return [text for remark in element.findall("remark") if (text := strip_space(remark.text))]


def _add_country(element: etree._Element, draft: Draft, property_name: str, *, label: str) -> str | None:
    """Add the country and give its code; one that is not known has its description kept as text."""
    raw = _value(element, "countryIso2Code")
    description = _value(element, "countryDescription")
    if raw in NO_COUNTRY:
        if description:
            draft.add_country(property_name, description, label=label, place=element)
        return None
    code = draft.add_country(property_name, raw, label=label, place=element)
    if code is None:
        draft.add_note(label, description)
    return code


def read_births(element: etree._Element, draft: Draft) -> None:
    """Add certain Gregorian dates of birth as such, the others as notes, and every place of birth."""
    for birth in element.findall("birthdate"):
        _read_birth_date(birth, draft)
        place = [_value(birth, part) for part in ("place", "city", "zipCode", "region")]
        country = _add_country(birth, draft, "birthCountry", label="Country of birth")
        described = _value(birth, "countryDescription") if country else ""
        told = ", ".join(dict.fromkeys(filter(None, [*place, described])))
        if any(place):
            draft.add("birthPlace", told)
        for remark in _remarks(birth):
            draft.add_note("Birth", remark)


def _read_birth_date(birth: etree._Element, draft: Draft) -> None:
    stated = _join_date(birth)
    year_range = [_value(birth, "yearRangeFrom"), _value(birth, "yearRangeTo")]
    calendar = _value(birth, "calendarType").upper() or "GREGORIAN"
    is_rough = birth.get("circa", "").strip().lower() == "true"
    if any(year_range):
        draft.add_note("Date of birth", f"{year_range[0] or '?'} to {year_range[1] or '?'}")
    if not stated:
        return
    day = parse_partial_date(stated)
    if calendar != "GREGORIAN":
        draft.add_note("Date of birth", f"{stated} ({calendar.lower()} calendar){_tell_conversion(birth)}")
    elif day is None:
        draft.note("birth-date-unreadable", f"{stated!r} is no date; it is kept as text.", place=birth)
        draft.add_note("Date of birth", stated)
    elif is_rough:
        draft.add_note("Date of birth", f"circa {stated}")
    elif any(year_range):
        draft.add_note("Date of birth", stated)
    else:
        draft.add("birthDate", day)


def _join_date(birth: etree._Element) -> str:
    """The date as its parts state it, in the calendar of the entry; else the whole date that stands there."""
    year, month, day = (_value(birth, part) for part in ("year", "monthOfYear", "dayOfMonth"))
    whole = _value(birth, "birthdate")
    is_gregorian = _value(birth, "calendarType").upper() in {"", "GREGORIAN"}
    if not year or (whole and is_gregorian):
        return whole or "-".join(
            filter(None, (f"--{month.zfill(2)}" if month else "", day.zfill(2) if day else ""))
        )
    parts = [year, month.zfill(2) if month else "", day.zfill(2) if month and day else ""]
    return "-".join(filter(None, parts))


def _tell_conversion(birth: etree._Element) -> str:
    """What the list gives as the Gregorian day of another calendar's; it is often wrong and never taken over.

    Source: file of 2026-05-01, logicalId 1510: 24.6.1402 converted to 1982-04-19.
    """
    whole = _value(birth, "birthdate")
    return f"; converted by the list to {whole}" if whole else ""


def read_citizenships(element: etree._Element, draft: Draft) -> None:
    """Add citizenships; what is not Person's is the country of an organisation."""
    property_name = "citizenship" if draft.schema == "Person" else "country"
    for citizenship in element.findall("citizenship"):
        _add_country(citizenship, draft, property_name, label="Citizenship")
        draft.add_note("Citizenship, region", _value(citizenship, "region"))
        for remark in _remarks(citizenship):
            draft.add_note("Citizenship", remark)


def read_addresses(element: etree._Element, draft: Draft) -> None:
    """Add addresses in one line with their country, and the contacts that stand in them."""
    for address in element.findall("address"):
        po_box = _value(address, "poBox")
        parts = [
            _value(address, "street"),
            f"PO Box {po_box}" if po_box else "",
            _value(address, "place"),
            " ".join(filter(None, (_value(address, "zipCode"), _value(address, "city")))),
            _value(address, "region"),
        ]
        country = _add_country(address, draft, "country", label="Country of address")
        line = ", ".join(filter(None, [*parts, _value(address, "countryDescription") if country else ""]))
        if any(parts):
            draft.add("address", line)
        if address.get("asAtListingTime", "").strip().lower() == "true":
            draft.add_note("Address as at the time of listing", line)
        for remark in _remarks(address):
            draft.add_note(f"Address {line}" if line else "Address", remark)
        _read_contacts(address, draft)


def _read_contacts(address: etree._Element, draft: Draft) -> None:
    for contact in address.findall("contactInfo"):
        key = strip_space(contact.get("key")).upper()
        value = strip_space(contact.get("value")) or strip_space(contact.text)
        name = CONTACTS.get(key)
        if name is None:
            message = f"The contact {key!r} is not known; {value!r} is kept as text."
            draft.note("contact-unknown", message, place=contact)
            draft.add_note(key.capitalize() or "Contact", value)
        else:
            draft.add(name, value)


def read_identifications(element: etree._Element, draft: Draft) -> None:
    """Add every number by its kind; one known to be false is kept as text alone."""
    for document in element.findall("identification"):
        _read_identification(document, draft)


def _read_identification(document: etree._Element, draft: Draft) -> None:
    flags = [words for name, words in FLAGS.items() if document.get(name, "").strip().lower() == "true"]
    kind, label = _find_kind(document, draft)
    country = _read_country(document, draft, label)
    number = _value(document, "number")
    latin = _value(document, "latinNumber")
    note = _tell_note(document, flags, number if latin and latin != number else "")
    value = latin or number
    if not value:
        draft.note(
            "number-missing", f"A document ({label}) has no number; the rest is kept as text.", place=document
        )
        draft.add_note(label, note)
        return
    identifier = Identifier(
        kind=kind,
        value=value,
        label_raw=label,
        country=country,
        issued_on=_read_day(document, "issuedDate", draft) or _read_day(document, "validFrom", draft),
        expires_on=_read_day(document, "validTo", draft),
        authority=_value(document, "issuedBy") or None,
        note=note or None,
    )
    if "known false" in flags:
        draft.note(
            "identifier-false",
            f"{value!r} ({label}) is known to be false; it is kept as text.",
            place=document,
        )
        draft.add_note(label, identifier.text)
        return
    is_valid = draft.add_identifier(_narrow(identifier, draft), place=document)
    if is_valid and (note or kind == "bic"):
        draft.add_note(label, identifier.text)  # a bank's code loses its branch in the normal form


def _find_kind(document: etree._Element, draft: Draft) -> tuple[IdentifierKind, str]:
    code = _value(document, "identificationTypeCode").lower()
    description = _value(document, "identificationTypeDescription")
    if code in IDENTIFIER_CODES:
        kind, label = IDENTIFIER_CODES[code]
        return kind, description or label
    message = f"The kind of document {code!r} is not known; it is read by its description, {description!r}."
    draft.note("document-kind-unknown", message, place=document)
    return find_identifier_kind(description or code), description or code or "Document"


def _read_country(document: etree._Element, draft: Draft, label: str) -> str | None:
    """The country of a document, which says nothing of the holder's own."""
    raw = _value(document, "countryIso2Code")
    if raw in NO_COUNTRY:
        return None
    scratch = EntryDraft(
        source=draft.source, log=draft.log, place=document, prefix=draft.prefix, reference=draft.reference
    )
    code = scratch.add_country("country", raw, label=f"{label}, country")
    for note in scratch.properties["notes"]:
        draft.add("notes", note)
    return code


def _tell_note(document: etree._Element, flags: list[str], original: str) -> str:
    name = _value(document, "nameOnDocument")
    region = _value(document, "region")
    parts = [
        *flags,
        f"as published {original}" if original else "",
        f"in the name of {name}" if name else "",
        f"region {region}" if region else "",
        *_remarks(document),
    ]
    return "; ".join(filter(None, parts))


def _read_day(document: etree._Element, name: str, draft: Draft) -> str | None:
    raw = _value(document, name)
    day = parse_partial_date(raw) if raw else None
    if raw and day is None:
        draft.note(
            "document-date-unreadable", f"{name} is {raw!r}, no date; it is kept as text.", place=document
        )
        draft.add_note(f"Document, {name}", raw)
    return day


def _narrow(identifier: Identifier, draft: Draft) -> Identifier:
    """The same number as a Russian INN or OGRN, where the list says that it is Russian and the check digit agrees."""
    kind = RUSSIAN_KINDS.get(identifier.kind) if identifier.country == "ru" else None
    if kind is None:
        return identifier
    narrowed = Identifier(
        kind=kind,
        value=identifier.value,
        label_raw=identifier.label_raw,
        country=identifier.country,
        issued_on=identifier.issued_on,
        expires_on=identifier.expires_on,
        authority=identifier.authority,
        note=identifier.note,
    )
    checked = check_identifier(narrowed, draft.schema)
    return narrowed if checked is not None and checked[0] is not None else identifier
