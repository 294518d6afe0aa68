"""One target of Switzerland's list: what it is, its programme, dates, remarks and relations."""

import re

from lxml import etree

from lagebild.lists.ch_seco.identity import read_identity
from lagebild.lists.ch_seco.names import Draft
from lagebild.lists.ch_seco.remarks import read_remark
from lagebild.lists.ch_seco.tables import Tables
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.legal_forms import names_company
from lagebild.lists.source import ListSource
from lagebild.lists.xml import ReadingLog, strip_space
from lagebild.model.listing import ListEntry, ListingDateKind

KINDS = {"individual": "Person", "entity": "Organization", "object": "LegalEntity"}
"""A target's body, and what it is; an object is told by its type."""

OBJECT_KINDS = {"vessel": "Vessel", "aircraft": "Airplane"}

GENDERS = {"male": "male", "female": "female"}

MODIFICATIONS: dict[str, ListingDateKind] = {
    "listed": "designated_on",
    "amended": "amended_on",
    "de-listed": "delisted_on",
}

DATES = ("effective-date", "publication-date", "enactment-date")
"""A modification's dates: the day from which it applies is taken, the next where that is missing."""

_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.[0-9]{3}")
"""The Security Council's permanent reference number, such as `KPe.001`."""

_PLACE_IN_ACT = re.compile(
    r"(?:articles?|art\.|annex(?:es?)?|anhang|anhänge)\s*[0-9]+[a-z]*"
    r"(?:(?:\s*[,&-]\s*|\s+(?:and|et|und)\s+)[0-9]+[a-z]*)*",
    re.IGNORECASE,
)


def read_entry(
    element: etree._Element, source: ListSource, log: ReadingLog, tables: Tables
) -> ListEntry | None:
    """The entry in a target element; None with a Problem where it has no number or name."""
    draft = Draft(
        source=source, log=log, place=element, prefix="ch", reference=strip_space(element.get("ssid"))
    )
    body = _find_body(draft)
    draft.raw = read_raw(element, tables)
    _read_programmes(draft, tables)
    _read_foreign_identifiers(draft)
    _read_modifications(draft)
    if body is not None:
        _read_body(draft, body, tables)
    for attribute in element.findall("generic-attribute"):
        _read_attribute(draft, attribute)
    return draft.build()


def read_raw(element: etree._Element, tables: Tables) -> dict[str, list[str]]:
    """The target's fields as published, without the earlier states inside its modifications.

    Path below the target to values; attributes stand before the text, a place beside its number.
    """
    raw: dict[str, list[str]] = {}

    def add(child: etree._Element, above: str) -> None:
        path = f"{above}{child.tag}"
        told = [f"{name}={value}" for name, value in _attributes_of(child)]
        if place := tables.places.get(strip_space(child.get("place-id"))):
            told.append(place.text)
        value = "; ".join(filter(None, [*told, strip_space(child.text)]))
        if value:
            raw.setdefault(path, []).append(value)
        if child.tag != "modification":
            for part in child:
                add(part, f"{path}/")

    for child in element:
        add(child, "")
    return raw


def _attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _find_body(draft: Draft) -> etree._Element | None:
    bodies = list(draft.place.iterchildren(*KINDS))
    for extra in bodies[1:]:
        message = f"<{extra.tag}> is a second body of one target; only the first is read."
        draft.log.note(extra, "ch-body-repeated", message, severity="warning")
    if not bodies:
        return None
    body = bodies[0]
    draft.schema = KINDS[str(body.tag)]
    if body.tag == "object":
        published = strip_space(body.get("object-type"))
        draft.schema = OBJECT_KINDS.get(published.lower(), draft.schema)
        if published.lower() not in OBJECT_KINDS:
            draft.note("object-type-unknown", f"The kind of object {published!r} is not known.", place=body)
            draft.add_note("Kind of object", published)
    return body


def _read_body(draft: Draft, body: etree._Element, tables: Tables) -> None:
    if sex := strip_space(body.get("sex")):
        if sex.lower() in GENDERS and draft.schema == "Person":
            draft.add("gender", GENDERS[sex.lower()])
        else:
            draft.note("sex-unknown", f"The sex {sex!r} is not known; it is kept as text.", place=body)
            draft.add_note("Sex", sex)
    identities = body.findall("identity")
    mains = [one for one in identities if strip_space(one.get("main")).lower() == "true"] or identities[:1]
    for identity in identities:
        read_identity(draft, identity, tables, is_main=identity in mains)
    if draft.schema == "Organization" and any(
        name.kind == "primary" and names_company(name.value) for name in draft.names
    ):
        draft.schema = "Company"
    if draft.names and not any(name.kind == "primary" for name in draft.names):
        draft.note("primary-name-missing", "The target has no primary name; its aliases stand for it.")
    reasons = [strip_space(child.text) for child in body.findall("justification")]
    draft.reason = "\n\n".join(filter(None, reasons)) or None
    for remark in body.findall("other-information"):
        read_remark(draft, strip_space(remark.text), place=remark)
    for relation in body.findall("relation"):
        _read_relation(draft, relation, tables)
    for attribute in body.findall("generic-attribute"):
        _read_attribute(draft, attribute)


def _read_programmes(draft: Draft, tables: Tables) -> None:
    pointers = [(child, strip_space(child.text)) for child in draft.place.findall("sanctions-set-id")]
    pointers.append((draft.place, strip_space(draft.place.get("sanctions-set-id"))))
    numbers = {number: element for element, number in reversed(pointers) if number}
    known = [tables.programmes[number] for number in reversed(numbers) if number in tables.programmes]
    for number, element in numbers.items():
        if number not in tables.programmes:
            message = f"The target points at the sanctions set {number}, which the file does not describe."
            draft.note("sanctions-set-unknown", message, place=element)
            draft.add_note("Sanctions set", number)
    if not numbers:
        draft.note("programme-missing", "The target names no programme.")
    draft.programmes = [programme.key for programme in known]
    draft.legal_basis = "; ".join(programme.legal_basis for programme in known) or None
    draft.measures = [_find_measure(programme.measures or "") for programme in known]
    for origin in dict.fromkeys(programme.origin for programme in known if programme.origin):
        draft.add_note("Origin of the measures", origin)


def _find_measure(text: str) -> str:
    """What a set of measures imposes, without its article or annex; empty where it names that alone."""
    place, separator, rest = text.partition(" -- ")
    if separator:
        return rest.strip()
    return "" if _PLACE_IN_ACT.fullmatch(place.strip()) else place.strip()


def _read_foreign_identifiers(draft: Draft) -> None:
    for child in draft.place.findall("foreign-identifier"):
        number = strip_space(child.text)
        if _UN_REFERENCE.fullmatch(number) and draft.unsc_id is None:
            draft.unsc_id = number
        elif number:
            draft.add_note("Foreign identifier", number)


def _read_modifications(draft: Draft) -> None:
    found = draft.place.findall("modification")
    for element in found:
        published = strip_space(element.get("modification-type"))
        kind = MODIFICATIONS.get(published)
        stated = {name: value for name in DATES if (value := strip_space(element.get(name)))}
        told = ", ".join(f"{name} {value}" for name, value in stated.items())
        field = next(iter(stated), DATES[0])
        day = parse_partial_date(stated.get(field, ""))
        if kind is None or day is None:
            code, what = (
                ("ch-modification-type-unknown", f"kind of modification {published!r}")
                if kind is None
                else ("ch-modification-date-unreadable", f"date {stated.get(field)!r}")
            )
            message = f"The {what} is not known; it is kept as text."
            draft.log.note(element, code, message, severity="warning")
            draft.add_note("Modification", f"{published} ({told})" if told else published)
            continue
        if field != DATES[0]:
            draft.note(
                "effective-date-missing", f"{published}: no effective date; {field} is taken.", place=element
            )
        draft.add_date(kind, day, read_from=f"modification[{published}]/@{field}")
        if len(set(stated.values())) > 1:
            draft.add_note(published.capitalize(), told)
        if remark := strip_space(element.findtext("remark")):
            draft.add_note(f"{published.capitalize()} {day}", remark)
    if not any(date.kind == "designated_on" for date in draft.dates):
        draft.note("listing-date-missing", "The target does not say when it was listed.")


def _read_relation(draft: Draft, element: etree._Element, tables: Tables) -> None:
    number, role = strip_space(element.get("target-id")), strip_space(element.get("relation-type"))
    remark = strip_space(element.findtext("remark"))
    if not number or number not in tables.targets:
        message = f"The relation {role!r} points at the target {number!r}, which the file does not hold."
        draft.note("relation-target-unknown", message, place=element)
        draft.add_note("Relation", ", ".join(filter(None, (role, number, remark))))
        return
    draft.relate(
        "UnknownLink",
        {
            "subject": [draft.entity_id],
            "object": [f"{draft.source.id}-{number}"],
            "role": [role],
            "summary": [remark],
        },
    )


def _read_attribute(draft: Draft, element: etree._Element) -> None:
    label, value = strip_space(element.get("name")), strip_space(element.text)
    if value:
        read_remark(draft, f"{label}: {value}" if label else value, place=element)
