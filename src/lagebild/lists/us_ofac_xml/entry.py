"""One entry of sdn.xml or consolidated.xml, read into a draft with the rules of OFAC's remarks."""

from dataclasses import dataclass, field, replace

from lxml import etree

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.source import ListSource
from lagebild.lists.us_ofac.clauses import Clause, find_rule, read_clause, read_clauses, tells_company
from lagebild.lists.us_ofac.entry import ALIAS_KINDS, SCHEMAS, find_entity_schema, is_honorific
from lagebild.lists.us_ofac.remarks import Link, apply_clauses
from lagebild.lists.us_ofac_xml.label import make_clause
from lagebild.lists.xml import ReadingLog, strip_space

ADDRESS_LINES = ("address1", "address2", "address3")

CLAUSE_LISTS = (
    ("dateOfBirthList/dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList/placeOfBirthItem", "placeOfBirth", "POB"),
    ("nationalityList/nationality", "country", "nationality"),
    ("citizenshipList/citizenship", "country", "citizen"),
)
"""Lists whose values the CSV form writes into the remark, with the element of the value and the remark's label."""


@dataclass(slots=True)
class XmlDraft:
    """An entry while it is read.

    Attributes:
        element: The sdnEntry.
        draft: What is read of it.
        links: Other parties that it names.
    """

    element: etree._Element
    draft: EntryDraft[etree._Element]
    links: list[Link] = field(default_factory=list)

    def one(self, tag: str, *, within: etree._Element | None = None) -> str:
        """The one value of an element below the entry or a part of it; a second one is a Problem."""
        found = (self.element if within is None else within).findall(tag)
        for extra in found[1:]:
            message = (
                f"<{tag}> stands a second time, with {strip_space(extra.text)!r}; only the first is read."
            )
            self.draft.log.note(extra, "us-element-repeated", message, severity="warning")
        return strip_space(found[0].text) if found else ""


def read_entry(element: etree._Element, reference: str, source: ListSource, log: ReadingLog) -> XmlDraft:
    """The draft of an sdnEntry; who is linked to it waits for all others."""
    draft = EntryDraft(source=source, log=log, place=element, prefix="us", reference=reference)
    item = XmlDraft(element=element, draft=draft)
    draft.raw = read_raw(element)
    _read_name(item)
    programmes = (strip_space(found.text) for found in element.iterfind("programList/program"))
    draft.programmes.extend(programmes)
    remarks = item.one("remarks")
    draft.reason = remarks or None
    clauses = [*_read_numbers(item), *_read_remarks(remarks)]
    if draft.schema == "Organization" and any(tells_company(clause) for _, clause in clauses):
        draft.schema = "Company"
    _read_title(item)
    for alias in element.iterfind("akaList/aka"):
        _read_alias(item, alias)
    for address in element.iterfind("addressList/address"):
        _read_address(item, address)
    _read_lists(item)
    _read_vessel(item)
    for place, clause in clauses:
        reading = apply_clauses(draft, [clause], place=place)
        item.links.extend(reading.links)
        if reading.unknown and place is not None:
            message = f"Of {clause.text!r} it is not known what it is; it is kept as text."
            draft.note("id-type-unknown", message, place=place)
    draft.dates = [
        replace(date, field=date.field.replace("Remarks: ", "idList/id: ", 1)) for date in draft.dates
    ]
    return item


def read_raw(element: etree._Element) -> dict[str, list[str]]:
    """The entry's fields as published: name to values; an item of a list is one value, its parts named.

    The numbers of the parts are left out: nothing refers to them.
    """
    raw: dict[str, list[str]] = {}
    for child in element:
        name = str(child.tag)
        if name == "uid":
            continue
        if not len(child):
            raw.setdefault(name, []).append(strip_space(child.text))
        elif all(not len(part) for part in child) and name == "vesselInfo":
            raw.setdefault(name, []).append(_join_parts(child))
        else:
            items = [_join_parts(part) if len(part) else strip_space(part.text) for part in child]
            raw.setdefault(name, []).extend(items)
    return raw


def _join_parts(element: etree._Element) -> str:
    parts = ((str(part.tag), strip_space(part.text)) for part in element)
    return "; ".join(f"{tag}: {text}" for tag, text in parts if text and tag != "uid")


def _read_name(item: XmlDraft) -> None:
    draft = item.draft
    kind, first, last = item.one("sdnType"), item.one("firstName"), item.one("lastName")
    name = ", ".join(filter(None, (last, first)))
    draft.schema = SCHEMAS.get(kind.lower()) or (
        find_entity_schema(name) if kind.lower() == "entity" else "LegalEntity"
    )
    if draft.schema == "LegalEntity":
        place = item.element.find("sdnType")
        message = f"The type {kind!r} is not known; what the entry is stays open."
        draft.log.note(
            item.element if place is None else place,
            "us-type-unknown",
            message,
            severity="warning" if kind else "note",
        )
    draft.add_name(name, "primary")
    if draft.schema == "Person":
        draft.add("lastName", last)
        draft.add("firstName", first)


def _read_title(item: XmlDraft) -> None:
    for title in (part.strip() for part in item.one("title").split(";")):
        if item.draft.schema != "Person":
            item.draft.add_note("Title", title)
        else:
            item.draft.add("title" if is_honorific(title) else "position", title)


def _read_alias(item: XmlDraft, alias: etree._Element) -> None:
    draft = item.draft
    last, first = (item.one(tag, within=alias) for tag in ("lastName", "firstName"))
    word, category = (item.one(tag, within=alias) for tag in ("type", "category"))
    name = ", ".join(filter(None, (last, first)))
    if not name:
        draft.log.note(alias, "us-alias-nameless", "The alias has no name.", severity="warning")
        return
    kind = ALIAS_KINDS.get(word.lower())
    if kind is None or category not in {"strong", "weak", ""}:
        message = f"The kind of alias {word!r} or its category {category!r} is not known; {name!r} is read as an alias."
        draft.note("alias-type-unknown", message, place=alias)
    quality = ", ".join(filter(None, (word, category)))
    draft.add_name(name, "weak" if category == "weak" else kind or "alias", quality_raw=quality)


def _read_address(item: XmlDraft, address: etree._Element) -> None:
    draft = item.draft
    lines = [item.one(tag, within=address) for tag in ADDRESS_LINES]
    city, state, postal, country = (
        item.one(tag, within=address) for tag in ("city", "stateOrProvince", "postalCode", "country")
    )
    town = " ".join(filter(None, (", ".join(filter(None, (city, state))), postal)))
    country = country.partition(".  Previously ")[0]
    if any((*lines, town)):
        draft.add("address", ", ".join(filter(None, (*lines, town, country))))
    if country:
        place = address.find("country")
        draft.add_country("country", country, label="Country", place=place)


def _read_lists(item: XmlDraft) -> None:
    for path, value_tag, label in CLAUSE_LISTS:
        for part in item.element.iterfind(path):
            value = item.one(value_tag, within=part)
            clause = Clause(f"{label} {value}", find_rule(label), label, value)
            if value:
                apply_clauses(item.draft, [clause], place=part)


def _read_vessel(item: XmlDraft) -> None:
    draft = item.draft
    vessel = item.element.find("vesselInfo")
    if vessel is None:
        return
    if call_sign := item.one("callSign", within=vessel):
        identifier = Identifier(kind="call_sign", value=call_sign, label_raw="Call sign")
        draft.add_identifier(identifier, place=vessel)
    for tag, property_name in (
        ("vesselType", "type"),
        ("tonnage", "tonnage"),
        ("grossRegisteredTonnage", "grossRegisteredTonnage"),
    ):
        draft.add(property_name, item.one(tag, within=vessel))
    flag = item.one("vesselFlag", within=vessel)
    if flag.lower() == "none identified":
        draft.add_note("Flag", flag)
    else:
        draft.add_country("flag", flag, label="Flag", place=vessel.find("vesselFlag"))
    if owner := item.one("vesselOwner", within=vessel):
        draft.add_note("Owner", owner)
        item.links.append(Link("Vessel owner", owner))


def _read_numbers(item: XmlDraft) -> list[tuple[etree._Element | None, Clause]]:
    clauses: list[tuple[etree._Element | None, Clause]] = []
    for part in item.element.iterfind("idList/id"):
        label, number = item.one("idType", within=part), item.one("idNumber", within=part)
        if label or number:
            country, issued, expires = (
                item.one(tag, within=part) for tag in ("idCountry", "issueDate", "expirationDate")
            )
            clauses.append(
                (part, make_clause(label, number, country=country, issued=issued, expires=expires))
            )
    return clauses


def _read_remarks(remarks: str) -> list[tuple[etree._Element | None, Clause]]:
    """The clauses of a remark; brackets around a whole one, as `(Linked To: HAMAS)`, are left out."""
    clauses: list[tuple[etree._Element | None, Clause]] = []
    for clause in read_clauses(remarks):
        text = clause.text
        inner = text[1:-1] if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else ""
        unwrapped = read_clause(inner) if inner else clause
        clauses.append((None, unwrapped if unwrapped.rule else clause))
    return clauses
