"""The XML form of the UK Sanctions List: one element for each designation."""

import re

from lxml import etree

from lagebild.lists.gb_list.record import Record
from lagebild.lists.gb_list.values import parse_uk_date
from lagebild.lists.xml import ReadingLog, strip_space

ROOT_TAG = "Designations"
ENTRY_TAG = "Designation"
DATE_TAG = "DateGenerated"

_PERSON, _ENTITY, _SHIP = "IndividualDetails/Individual", "EntityDetails/Entity", "ShipDetails/Ship"

_SINGLE_TAGS = {
    "updated": "LastUpdated",
    "designated": "DateDesignated",
    "group_id": "OFSIGroupID",
    "un_reference": "UNReferenceNumber",
    "regime": "RegimeName",
    "type": "IndividualEntityShip",
    "source": "DesignationSource",
    "measures": "SanctionsImposed",
    "remark": "OtherInformation",
    "reason": "UKStatementofReasons",
    "title": "Titles/Title",
    "phone": "PhoneNumbers/PhoneNumber",
    "email": "EmailAddresses/EmailAddress",
    "website": "Websites/Website",
    "birth_date": f"{_PERSON}/DOBs/DOB",
    "nationality": f"{_PERSON}/Nationalities/Nationality",
    "position": f"{_PERSON}/Positions/Position",
    "gender": f"{_PERSON}/Genders/Gender",
    "entity_type": f"{_ENTITY}/TypeOfEntities/TypeOfEntity",
    "subsidiary": f"{_ENTITY}/Subsidiaries/Subsidiary",
    "parent": f"{_ENTITY}/ParentCompanies/ParentCompany",
    "registration": f"{_ENTITY}/BusinessRegistrationNumbers/BusinessRegistrationNumber",
    "imo": f"{_SHIP}/IMONumbers/IMONumber",
    "owner": f"{_SHIP}/CurrentOwnerOperators/CurrentOwnerOperator",
    "previous_owner": f"{_SHIP}/PreviousOwnerOperators/PreviousOwnerOperator",
    "flag": f"{_SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
    "previous_flag": f"{_SHIP}/PreviousFlags/PreviousFlag",
    "ship_type": f"{_SHIP}/TypeOfShipDetails/TypeOfShip",
    "tonnage": f"{_SHIP}/TonnageOfShipDetails/TonnageOfShip",
    "length": f"{_SHIP}/LengthOfShipDetails/LengthOfShip",
    "year_built": f"{_SHIP}/YearsBuilt/YearBuilt",
    "hull_number": f"{_SHIP}/HullIdentificationNumbers/HullIdentificationNumber",
}
"""Field to the element that holds its values. Source: docs/sources/gb_uksl.md."""

_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": (
        "Names/Name",
        (*(f"Name{number}" for number in (1, 2, 3, 4, 5, 6)), "NameType", "AliasStrength"),
    ),
    "native_name": (
        "NonLatinNames/NonLatinName",
        ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    ),
    "address": (
        "Addresses/Address",
        (*(f"AddressLine{number}" for number in (1, 2, 3, 4, 5, 6)), "AddressPostalCode", "AddressCountry"),
    ),
    "birth_place": (f"{_PERSON}/BirthDetails/Location", ("TownOfBirth", "CountryOfBirth")),
    "passport": (
        f"{_PERSON}/PassportDetails/Passport",
        ("PassportNumber", "PassportAdditionalInformation"),
    ),
    "national_id": (
        f"{_PERSON}/NationalIdentifierDetails/NationalIdentifier",
        ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    ),
}
"""Field to the element that holds its parts, and those parts. Source: as above."""

XML_LABELS = {name: path.rpartition("/")[2] for name, path in _SINGLE_TAGS.items()} | {
    name: parts[0] for name, (_, parts) in _GROUPS.items()
}
"""Field to the element's name, which problems, notes and dates give."""

_REFERENCE = "UniqueID"
_INDICATORS = "SanctionsImposedIndicators"


def read_designations(
    root: etree._Element, shape: re.Pattern[str], log: ReadingLog
) -> tuple[tuple[str | None, str | None], list[Record[etree._Element]]]:
    """The day of the edition with its words, and one record for each Unique ID.

    A designation without a number, or with one that stood already, is a Problem and is not read.
    """
    records: dict[str, Record[etree._Element]] = {}
    for element in root.findall(ENTRY_TAG):
        reference = strip_space(element.findtext(_REFERENCE))
        if shape.fullmatch(reference) is None:
            _refuse_reference(element, reference, log)
        elif reference in records:
            line = records[reference].place.sourceline
            message = (
                f"{reference} stands already at line {line}; this designation is not read. Compare the two."
            )
            log.note(element, "gb-reference-repeated", message, severity="error")
        else:
            records[reference] = _read_record(element, reference)
    return _read_edition_day(root, log), list(records.values())


def _refuse_reference(element: etree._Element, reference: str, log: ReadingLog) -> None:
    code = "gb-reference-unreadable" if reference else "gb-reference-missing"
    what = f"the number {reference!r}, which is none of this list" if reference else "no number"
    told = strip_space(" ".join(str(text) for text in element.itertext()))[:80]
    message = f"The designation ({told}) has {what} and is not read; ask the publisher."
    log.note(element, code, message, severity="error")


def _read_edition_day(root: etree._Element, log: ReadingLog) -> tuple[str | None, str | None]:
    element = root.find(DATE_TAG)
    raw = strip_space(element.text) if element is not None else ""
    day = parse_uk_date(raw)
    if day is None or len(day) != len("YYYY-MM-DD"):
        message = f"{DATE_TAG} is {raw!r}, not a day; give the day of this edition by hand."
        if element is None:
            log.note(root, "gb-edition-undated", message)
        else:
            log.note(element, "gb-edition-undated", message, severity="warning")
        return None, raw or None
    return day, raw


def _read_record(element: etree._Element, reference: str) -> Record[etree._Element]:
    record: Record[etree._Element] = Record(
        reference=reference, place=element, rows=[element], raw=read_raw(element)
    )
    for name, path in _SINGLE_TAGS.items():
        for child in element.iterfind(path):
            text = (child.text or "").strip()
            record.add(name, (text, "") if name == "designated" and text else (text,), child)
    for name, (path, tags) in _GROUPS.items():
        for child in element.iterfind(path):
            record.add(name, tuple((child.findtext(tag) or "").strip() for tag in tags), child)
    for child in element.iterfind(f"{_INDICATORS}/*"):
        if isinstance(child.tag, str) and (child.text or "").strip():
            record.add("indicator", (child.tag, (child.text or "").strip()), child)
    return record


_GROUP_TAGS = frozenset(path.rpartition("/")[2] for path, _ in _GROUPS.values())


def read_raw(element: etree._Element) -> dict[str, list[str]]:
    """The designation as published: path of each element to its values; parts of one name or address are one value."""
    raw: dict[str, list[str]] = {}
    for child in element:
        _add_raw(child, "", raw)
    return raw


def _add_raw(element: etree._Element, above: str, raw: dict[str, list[str]]) -> None:
    path = f"{above}{element.tag}"
    if len(element) and element.tag not in _GROUP_TAGS:
        for child in element:
            _add_raw(child, f"{path}/", raw)
        return
    values = raw.setdefault(path, [])
    parts = ((part.tag, (part.text or "").strip()) for part in element)
    text = "; ".join(f"{tag}: {value}" for tag, value in parts if value) or (element.text or "").strip()
    if text and text not in values:
        values.append(text)
