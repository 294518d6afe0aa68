"""A party of OFAC's advanced files, made into an entry: its listing with dates, and its relations to others."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lagebild.lists.draft import EntryDraft
from lagebild.lists.source import ListSource
from lagebild.lists.us_ofac.clauses import Clause, read_clauses, tells_company
from lagebild.lists.us_ofac.entry import SCHEMAS, find_entity_schema, is_honorific
from lagebild.lists.us_ofac.remarks import Link, apply_clauses
from lagebild.lists.us_ofac_advanced.names import PART_PROPERTIES
from lagebild.lists.us_ofac_advanced.records import (
    Event,
    Item,
    Location,
    Party,
    Relation,
    SanctionsEntry,
    Spot,
    SpotLog,
)
from lagebild.model.entity import has_property
from lagebild.model.listing import ActRole, ListingDateKind

UNKNOWN = "Unknown"

TITLE_LABEL = "Title"

FAMILY_ROLE = "Family member of"
"""The one relation of OFAC's that says of what kind it is; the others, as `Owned or Controlled By`, leave it open."""

EVENT_KINDS: tuple[tuple[re.Pattern[str], ListingDateKind, ActRole], ...] = (
    (re.compile(r"creat|added|\blist(?:ed|ing)\b|designat", re.IGNORECASE), "designated_on", "listing"),
    (re.compile(r"remov|delet|de-?list|revok|terminat|expir", re.IGNORECASE), "delisted_on", "repeal"),
    (re.compile(r"amend|chang|modif|updat|correct", re.IGNORECASE), "amended_on", "amendment"),
)
"""Words of events. Source: sdn_advanced.xml of 2025 has `Created` alone; the others are the model's, not yet seen."""


def make_draft(party: Party, source: ListSource, log: SpotLog) -> tuple[EntryDraft[Spot], list[Link]]:
    """The draft of a party with everything but its listing, and the parties that it names in words."""
    draft = EntryDraft(source=source, log=log, place=party.spot, prefix="us", reference=party.reference)
    for name in party.names:
        draft.add_name(name.value, name.kind, quality_raw=name.quality_raw, note=name.note)
    draft.schema = _find_schema(party, draft)
    for kind, text in _join_surnames(party.name_parts):
        draft.add(kind, text)
    draft.reason = party.comment or None
    draft.raw = {**party.raw, **_gather_raw(party)}
    for entry in party.entries:
        draft.programmes.extend(entry.programmes if _belongs(entry, source) else ())
    links: list[Link] = []
    for item in party.items:
        links.extend(_apply_item(draft, item))
    for note in party.notes:
        draft.add_note("", note)
    links.extend(apply_clauses(draft, read_clauses(party.comment), place=party.spot).links)
    draft.dates = [
        replace(date, field=date.field.replace("Remarks: ", "Feature: ", 1)) for date in draft.dates
    ]
    return draft, links


def _find_schema(party: Party, draft: EntryDraft[Spot]) -> str:
    schema = SCHEMAS.get(party.kind.lower())
    if schema is None and party.kind == "Entity":
        schema = find_entity_schema(party.names[0].value)
        if any(item.clause and tells_company(item.clause) for item in party.items):
            schema = "Company"
    if schema is None:
        draft.note("type-unknown", f"The type {party.kind!r} is not known; what the party is stays open.")
    return schema or "LegalEntity"


def _join_surnames(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: dict[str, str] = {}
    for kind, text in parts:
        if name := PART_PROPERTIES.get(kind):
            joined[name] = f"{joined[name]} {text}" if name in joined else text
    return list(joined.items())


def _gather_raw(party: Party) -> dict[str, list[str]]:
    raw = {
        "PartyType": [party.kind],
        "Comment": [party.comment] if party.comment else [],
        "Feature": [],
        "IDRegDocument": [],
        "ProfileRelationship": [
            " ".join(filter(None, (relation.role, relation.to_profile, relation.period, relation.comment)))
            for relation in party.relations
        ],
    }
    for item in party.items:
        raw[item.spot.path.rpartition("/")[2]].append(item.raw)
    for entry in party.entries:
        raw.setdefault(f"SanctionsEntry {entry.list_name}", []).extend(entry.raw)
    return raw


def _apply_item(draft: EntryDraft[Spot], item: Item) -> list[Link]:
    if item.location is not None:
        _add_address(draft, item.location, item.spot)
    if item.clause is None:
        draft.add_note(item.label, item.note)
        return []
    if item.note:
        draft.add_note("", f"{item.clause.text} ({item.note})")
    if item.label == TITLE_LABEL:
        _add_titles(draft, item.clause)
        return []
    reading = apply_clauses(draft, [item.clause], place=item.spot)
    if reading.unknown:
        message = f"Of {item.clause.text!r} it is not known what it is; it is kept as text."
        draft.note("feature-unknown", message, place=item.spot)
    return reading.links


def _add_titles(draft: EntryDraft[Spot], clause: Clause) -> None:
    for title in (part.strip() for part in clause.value.split(";")):
        if draft.schema != "Person":
            draft.add_note(TITLE_LABEL, title)
        else:
            draft.add("title" if is_honorific(title) else "position", title)


def _add_address(draft: EntryDraft[Spot], location: Location, spot: Spot) -> None:
    country = location.country.partition(".  Previously ")[0]
    if location.parts:
        draft.add("address", location.text, *location.others)
    draft.add_country("country", country, label="Country", place=spot)


def _belongs(entry: SanctionsEntry, source: ListSource) -> bool:
    """Whether a place is on the list of the draft; one on a list without a name is taken for it."""
    return not entry.list_name or is_sdn_name(entry.list_name) == (source.id == "us-ofac-sdn")


def is_sdn_name(list_name: str) -> bool:
    """Whether a list's name is that of the SDN list: OFAC's others are called Non-SDN, Consolidated, or by subject."""
    words = list_name.lower().split()
    return "sdn" in words or list_name.lower().startswith("specially designated")


def add_listing(draft: EntryDraft[Spot], party: Party) -> None:
    """Add what the party's places on lists say: dates and acts of its own list, the other list's as a note."""
    acts: list[str] = []
    for entry in party.entries:
        if not _belongs(entry, draft.source):
            draft.add_note(
                f"Also on {entry.list_name or 'another list'}", "; ".join(entry.raw) or "no more is said"
            )
            continue
        draft.measures.extend(entry.measures)
        draft.add_note("List", entry.list_name if not is_sdn_name(entry.list_name) else "")
        for note in entry.notes:
            draft.add_note("", note)
        for event in entry.events:
            _add_event(draft, entry, event)
            acts.append(_act_of(event) or "")
    draft.legal_basis = "; ".join(dict.fromkeys(filter(None, acts))) or None
    if not party.entries:
        message = f"{party.reference} stands on no list in this file; since when it is listed stays unknown."
        draft.note("sanctions-entry-missing", message)


def _act_of(event: Event) -> str | None:
    return event.act if event.act not in {"", UNKNOWN} else None


def _add_event(draft: EntryDraft[Spot], entry: SanctionsEntry, event: Event) -> None:
    if event.comment:
        draft.add_note(event.kind, event.comment)
    if event.value is None:
        return
    found = next(((kind, role) for words, kind, role in EVENT_KINDS if words.search(event.kind)), None)
    read_from = f"SanctionsEntry/EntryEvent[{event.kind}]/Date"
    if found is None:
        message = f"The event {event.kind!r} of {event.value} is not known; its day is no date of listing."
        draft.note("event-type-unknown", message, place=entry.spot)
        draft.add_date("legal_act_on", event.value, read_from=read_from, act=_act_of(event))
        return
    kind, role = found
    draft.add_date(kind, event.value, read_from=read_from, act=_act_of(event), role=role)


def add_relations(draft: EntryDraft[Spot], party: Party, drafts: Mapping[str, EntryDraft[Spot]]) -> None:
    """Add the party's relations to other parties of the file; one to a party that is not in it stays a note."""
    for relation in party.relations:
        other = drafts.get(relation.to_profile)
        text = " ".join(filter(None, (relation.role, relation.period, relation.comment)))
        if other is None:
            message = (
                f"{relation.role}: profile {relation.to_profile!r} is not in this file; it is kept as text."
            )
            draft.note("link-unresolved", message, place=relation.spot)
            draft.add_note(text or "Related to", f"profile {relation.to_profile}")
        else:
            _relate(draft, other, relation)


def _relate(draft: EntryDraft[Spot], other: EntryDraft[Spot], relation: Relation) -> None:
    is_family = relation.role == FAMILY_ROLE and draft.schema == other.schema == "Person"
    schema, ends = ("Family", ("person", "relative")) if is_family else ("UnknownLink", ("subject", "object"))
    facts = {
        ends[0]: draft.entity_id,
        ends[1]: other.entity_id,
        "relationship" if is_family else "role": relation.role,
        "status": "former" if relation.is_former else "",
        "startDate": relation.low or "",
        "endDate": relation.high or "",
        "summary": relation.comment,
        "description": f"Quality: {relation.quality}" if relation.quality not in {"", UNKNOWN} else "",
    }
    draft.relate(
        schema, {name: [text] for name, text in facts.items() if text and has_property(schema, name)}
    )
