"""Free remarks of Switzerland's list, many of them `Label: value`; each is kept whole and read besides."""

import re

from lxml import etree

from lagebild.lists.ch_seco.names import Draft
from lagebild.lists.identifiers import Identifier, IdentifierKind, find_identifier_kind
from lagebild.lists.remarks import read_remarks

_LABELLED = re.compile(r"(?P<label>[^\W\d][^:]{1,70}?)\s*:\s*(?P<value>\S.*?)\s*")

_PROPERTIES: tuple[tuple[str, str], ...] = (
    (r"(?:company )?e-?mail(?: address)?", "email"),
    (r"(?:company )?web ?site|web page|internet", "website"),
    (r"(?:company )?(?:tel\.?|telephone|phone)(?: (?:number|no\.?))?", "phone"),
    (r"function|position(?:\(s\))?|designation", "position"),
    (r"title|rank", "title"),
    (r"type of (?:entity|company)|legal form", "legalForm"),
)
"""Labels and the property that takes what stands after them. Source: docs/sources/ch_seco.md."""

_NUMBER_LABEL = re.compile(
    r"\b(?:numbers?|no|code|id|inn|ogrn|okpo|kpp|unp|lei|swift|bic|imo|mmsi|call ?sign|ssn)\b", re.IGNORECASE
)
_NOT_A_NUMBER = re.compile(
    r"\b(?:date|place|country|fax|tel|telephone|phone|reference|postal|zip)\b", re.IGNORECASE
)
_OWN_KINDS: dict[str, IdentifierKind] = {"unp": "tax"}
"""Labels that no other list has. Source: Belarus' payer's account number (UNP), Ministry of Taxes of Belarus."""

_VALUE = re.compile(r"(?=[^\s]*\d|[A-Z]{8})[^\W_][\w ./-]{2,28}(?<=\w)")
_ALTERNATIVES = re.compile(r"\s*[;,]\s*|\s+(?:and|or)\s+")
_BRACKET = re.compile(r"\s*\((?P<note>[^()]*)\)$")
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")


def read_remark(draft: Draft, text: str, *, place: etree._Element) -> None:
    """Keep a remark as a note, and read the number, address or function in it where its label says what it is."""
    if not text:
        return
    draft.add_note("", text)
    match = _LABELLED.fullmatch(text)
    if match is None:
        _read_prose(draft, text)
        return
    label, value = match["label"].strip(), match["value"].rstrip(". ")
    found = next((name for words, name in _PROPERTIES if re.fullmatch(words, label, re.IGNORECASE)), None)
    if found is not None:
        if found != "email" or "@" in value:
            draft.add(found, *(_ALTERNATIVES.split(value) if found in {"email", "phone"} else [value]))
    elif re.fullmatch(r"date of (?:registration|incorporation)", label, re.IGNORECASE):
        _read_registration_day(draft, value)
    elif _NUMBER_LABEL.search(label) and not _NOT_A_NUMBER.search(label):
        _read_numbers(draft, label, value, place)
    else:
        _read_prose(draft, text)


def _read_numbers(draft: Draft, label: str, value: str, place: etree._Element) -> None:
    kind = _OWN_KINDS.get(label.lower()) or find_identifier_kind(label)
    for one in _ALTERNATIVES.split(value):
        bracket = _BRACKET.search(one)
        number = one[: bracket.start()] if bracket else one
        if _VALUE.fullmatch(number):
            note = bracket["note"] if bracket else None
            draft.add_identifier(Identifier(kind=kind, value=number, label_raw=label, note=note), place=place)


def _read_registration_day(draft: Draft, value: str) -> None:
    """The day on which an organisation was registered; a remark with anything else beside it stays a note."""
    if (match := _DAY.fullmatch(value)) and draft.schema in {"Organization", "Company", "LegalEntity"}:
        draft.add("incorporationDate", f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}")


def _read_prose(draft: Draft, text: str) -> None:
    found = read_remarks(text)
    for name, values in found.properties_of(draft.schema).items():
        if draft.schema != "Person":
            draft.add(name, *values)
    draft.add("email", *(found.emails if draft.schema == "Person" else ()))
