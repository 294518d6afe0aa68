"""One entity of the EU's list: what it is, its programme, acts and dates; names and data are read beside it."""

import re

from lxml import etree

from lagebild.lists.draft import EntryDraft
from lagebild.lists.eu_fsf.acts import read_acts
from lagebild.lists.eu_fsf.data import read_addresses, read_births, read_citizenships, read_identifications
from lagebild.lists.eu_fsf.designation import read_designation
from lagebild.lists.eu_fsf.names import read_names
from lagebild.lists.eu_fsf.place import KEY_ATTRIBUTE, SPARE_KEY_ATTRIBUTE, SPARE_KEY_PREFIX
from lagebild.lists.legal_forms import names_company
from lagebild.lists.remarks import is_company_number, is_ship_number, read_remarks
from lagebild.lists.source import ListSource
from lagebild.lists.xml import ReadingLog, strip_space
from lagebild.model.listing import ListEntry

SUBJECT_SCHEMATA = {
    "person": "Person",
    "enterprise": "Organization",
    "entity": "Organization",
    "vessel": "Vessel",
    "ship": "Vessel",
    "aircraft": "Airplane",
}
"""The EU's word for what is listed. An `enterprise` is any legal person, entity or body, a party or an armed group
too; it is a Company where its name holds a legal form. Source: person and enterprise in all files read; the others
as other authorities call them, in no EU file read."""

SUBJECT_CLASSES = {"P": "Person", "E": "Organization"}
"""The same by classificationCode, where the code is missing or not known. Source: all files read."""

UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.[0-9]{3}")
"""Source: every REFERENCE_NUMBER of the UN's lists of 2024 to 2026. The EU's file of 2026-05-01 has four cut ones:
`QDi.43` for two persons, `LYi.28` and `HTi.00`."""

IMO_LENGTH = 7
"""Digits of an IMO number, check digit included. Source: IMO resolution A.1117(30)."""

EMPTY_REMARKS = frozenset({"none", "null", ".", "-"})
"""Remarks that say nothing. Source: file of 2026-05-01: `none` 26 times, `.` 4, `Null` 3, `None` 2."""


def read_entry(element: etree._Element, source: ListSource, log: ReadingLog) -> ListEntry | None:
    """The entry in a sanctionEntity element; None with a Problem where it has no number or name."""
    draft = EntryDraft(source=source, log=log, place=element, prefix="eu", reference="")
    draft.reference = _read_reference(element, draft)
    draft.unsc_id = _read_un_reference(element, draft)
    draft.schema = _read_schema(element, draft)
    draft.programmes = [strip_space(act.get("programme")) for act in element.findall("regulation")]
    if not any(draft.programmes):
        log.note(element, "eu-programme-missing", "The entity names no programme.", severity="warning")
    acts = read_acts(element, draft)
    draft.legal_basis = _find_last_act(element)
    read_names(element, draft)
    _read_remark(element, draft)
    read_designation(element, draft, acts)
    if not any(date.kind == "legal_act_on" for date in draft.dates):
        draft.note("act-missing", "No act of the EU with a date is named in this entity.")
    read_births(element, draft)
    read_citizenships(element, draft)
    read_addresses(element, draft)
    read_identifications(element, draft)
    draft.raw = read_raw(element)
    return draft.build()


def _read_reference(element: etree._Element, draft: EntryDraft[etree._Element]) -> str:
    """The EU's number, else the database's with a prefix; empty where there is neither."""
    if reference := element.get(KEY_ATTRIBUTE, "").strip():
        return reference
    spare = element.get(SPARE_KEY_ATTRIBUTE, "").strip()
    if not spare:
        return ""
    message = f"The entity has no {KEY_ATTRIBUTE}; it is named by its {SPARE_KEY_ATTRIBUTE}, {spare}."
    draft.note("reference-spare", message)
    return SPARE_KEY_PREFIX + spare


def _read_un_reference(element: etree._Element, draft: EntryDraft[etree._Element]) -> str | None:
    """The Council's number where it is a whole one; a cut one names nobody or somebody else and is kept as text."""
    raw = strip_space(element.get("unitedNationId"))
    if not raw or UN_REFERENCE.fullmatch(raw):
        return raw or None
    draft.note(
        "un-reference-unreadable", f"{raw!r} is no whole number of the Security Council; it is kept as text."
    )
    draft.add_note("United Nations reference", raw)
    return None


def _read_schema(element: etree._Element, draft: EntryDraft[etree._Element]) -> str:
    subject = element.find("subjectType")
    code = "" if subject is None else strip_space(subject.get("code")).lower()
    class_code = "" if subject is None else strip_space(subject.get("classificationCode")).upper()
    schema = SUBJECT_SCHEMATA.get(code) or SUBJECT_CLASSES.get(class_code)
    if schema is None:
        message = (
            f"The subject type {code or class_code!r} is not known; the entity is read as a LegalEntity."
        )
        draft.note("subject-type-unknown", message, place=subject if subject is not None else element)
        return "LegalEntity"
    if schema != "Organization":
        return schema
    told = [name.get("wholeName", "") for name in element.findall("nameAlias")]
    told.append(element.get("designationDetails", ""))
    if any(names_company(text) for text in told):
        return "Company"
    return "Vessel" if _has_ship_number(element) else schema


def _has_ship_number(element: etree._Element) -> bool:
    """Whether the entity's own IMO number is a ship's by its check digit: the list calls ships enterprises too.

    Source: file of 2026-05-01, EU.9442.82 and EU.9443.81, two tankers.
    """
    numbers = (
        strip_space(document.get("number"))
        for document in element.findall("identification")
        if document.get("identificationTypeCode", "").strip().lower() == "imo"
    )
    return any(
        len(number) == IMO_LENGTH
        and number.isascii()
        and number.isdigit()
        and is_ship_number(number)
        and not is_company_number(number)
        for number in numbers
    )


def _find_last_act(element: etree._Element) -> str | None:
    """Number of the entity's own act, the latest where it has several."""
    own = [act for act in element.findall("regulation") if strip_space(act.get("numberTitle"))]
    last = max(own, key=lambda act: act.get("publicationDate", ""), default=None)
    return None if last is None else strip_space(last.get("numberTitle"))


def _read_remark(element: etree._Element, draft: EntryDraft[etree._Element]) -> None:
    """Keep the remarks whole as the reason, and read the numbers in them."""
    remarks = []
    for remark in element.findall("remark"):
        text = (remark.text or "").strip()
        if text.lower() in EMPTY_REMARKS:
            draft.note("remark-empty", f"The remark {text!r} says nothing and is read as none.", place=remark)
        elif text:
            remarks.append(text)
    draft.reason = "\n".join(remarks) or None
    if draft.reason is None or draft.schema == "Person":
        return
    found = read_remarks(draft.reason)
    if found.is_vessel and draft.schema == "Organization":
        draft.schema = "Vessel"
    for name, values in found.properties_of(draft.schema).items():
        draft.add(name, *values)


def read_raw(element: etree._Element) -> dict[str, list[str]]:
    """The entity as published: attribute or child element to values, in the file's order.

    A child is one value, its attributes and the parts below it named: `wholeName: …; regulationSummary/@…: …`.
    """
    raw = {f"@{name!s}": [str(value)] for name, value in element.attrib.items() if value}
    for child in element:
        text = "; ".join(_tell(child, ""))
        if text:
            raw.setdefault(str(child.tag), []).append(text)
    return raw


def _tell(element: etree._Element, path: str) -> list[str]:
    """Text, attributes and parts of an element, each with its path unless it is the element's own text."""
    parts = []
    if text := (element.text or "").strip():
        parts.append(f"{path}: {text}" if path else text)
    prefix = f"{path}/@" if path else ""
    parts.extend(f"{prefix}{name!s}: {value!s}" for name, value in element.attrib.items() if value)
    for child in element:
        parts.extend(_tell(child, f"{path}/{child.tag}" if path else str(child.tag)))
    return parts
