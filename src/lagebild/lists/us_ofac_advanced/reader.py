"""OFAC's two lists in the advanced sanctions data model: sdn_advanced.xml and cons_advanced.xml."""

import re
from dataclasses import dataclass

from lagebild.errors import SourceChangedError
from lagebild.lists.content import HEAD_LENGTH, read_head
from lagebild.lists.draft import EntryDraft
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.us_ofac.entry import CONSOLIDATED_CSV, SDN_CSV, build_entry, make_source
from lagebild.lists.us_ofac.links import resolve_links
from lagebild.lists.us_ofac.remarks import Link
from lagebild.lists.us_ofac_advanced.entry import add_listing, add_relations, is_sdn_name, make_draft
from lagebild.lists.us_ofac_advanced.read import AdvancedReader
from lagebild.lists.us_ofac_advanced.records import Party, Spot, SpotLog
from lagebild.lists.us_ofac_advanced.stream import Section, SectionStream, StreamLog
from lagebild.lists.us_ofac_advanced.values import ReferenceValues
from lagebild.lists.us_ofac_xml.reader import is_consolidated_file, is_sdn_file
from lagebild.lists.us_ofac_xml.root import NAMESPACES

ROOT_TAG = "Sanctions"

_LAYOUT = "XML with the root element Sanctions, the advanced sanctions data model"

SOURCE = make_source(SDN_CSV, form="advanced", layout=_LAYOUT)
"""The SDN list; the consolidated one is `cons.SOURCE` and is read by the same functions."""

CONSOLIDATED = make_source(CONSOLIDATED_CSV, form="advanced", layout=_LAYOUT)

__all__ = ["CONSOLIDATED", "SOURCE", "locate_entry", "parse", "recognises"]

_ROOT_START = re.compile(r"<\s*(?:[\w.-]+:)?Sanctions[\s>]")


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the content begins like sdn_advanced.xml; a list that was cut off is recognised too."""
    return is_advanced(content) and not is_consolidated_file(name)


def is_advanced(content: bytes) -> bool:
    """Whether the content begins like a file of the model; an answer of another kind may hold the word too."""
    return _ROOT_START.search(read_head(content[:HEAD_LENGTH])) is not None


@dataclass(slots=True)
class _Linked:
    draft: EntryDraft[Spot]
    links: list[Link]


def parse(content: bytes, *, source: str) -> ParsedList:
    """One edition read from its XML in one pass.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name; it says which list it is.

    Returns:
        Parties in the file's order, each on the list of the file; a party that is on the other list alone bears the
        ids of that list. `designated_on` are the days of the events `Created`, each with its legal basis.

    Raises:
        DocumentError: The bytes are empty, no well-formed XML, too large, or declare a document type.
        SourceChangedError: It is another kind of XML, lacks a section, or no party could be read.

    Source:
        OFAC's sdn_advanced.xsd and its notes; docs/sources/us_ofac_advanced.md.
    """
    log = StreamLog(source=source)
    reader = AdvancedReader(log=log, values=ReferenceValues(log=log))
    stream = SectionStream(
        content=content,
        source=source,
        root_tag=ROOT_TAG,
        sections=_list_sections(reader),
        log=log,
        rules_name="us_ofac_advanced",
    )
    accounted = stream.read()
    spots = SpotLog(source=source, problems=log.problems)
    if stream.namespace not in NAMESPACES:
        message = f"The namespace {stream.namespace!r} is new; the elements are read by their names alone."
        spots.note(Spot(1, ROOT_TAG), "us-namespace-unknown", message)
    for spot, code, message in reader.close(source):
        spots.note(spot, code, message, severity="warning")
    parties = list(reader.parties.values())
    list_source = _find_list(parties, source)
    linked = {party.profile: _link(party, list_source, spots) for party in parties}
    resolve_links(list(linked.values()))
    drafts = {profile: item.draft for profile, item in linked.items()}
    for party in parties:
        add_listing(drafts[party.profile], party)
        add_relations(drafts[party.profile], party, drafts)
    entries = tuple(entry for draft in drafts.values() if (entry := build_entry(draft)) is not None)
    if not entries:
        raise SourceChangedError(
            f"{source} holds no party that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=list_source,
        dated_at=reader.dated_at,
        dated_raw=reader.dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def _list_sections(reader: AdvancedReader) -> tuple[Section, ...]:
    return (
        Section(tag="DateOfIssue", item_tag="", read=reader.read_date_of_issue, needed=False),
        Section(tag="ReferenceValueSets", item_tag="", read=reader.values.read),
        Section(tag="Locations", item_tag="Location", read=reader.read_location, needed=False),
        Section(tag="IDRegDocuments", item_tag="IDRegDocument", read=reader.read_document, needed=False),
        Section(tag="DistinctParties", item_tag="DistinctParty", read=reader.read_party),
        Section(
            tag="ProfileRelationships",
            item_tag="ProfileRelationship",
            read=reader.read_relation,
            needed=False,
        ),
        Section(tag="SanctionsEntries", item_tag="SanctionsEntry", read=reader.read_sanctions_entry),
        Section(tag="SanctionsEntryLinks", item_tag="", read=reader.read_links, needed=False, may_miss=True),
    )


def _find_list(parties: list[Party], name: str) -> ListSource:
    """The file's list: by its name, else the SDN list if at least half of the parties stand on it."""
    if is_consolidated_file(name):
        return CONSOLIDATED
    if is_sdn_file(name):
        return SOURCE
    named = [names for party in parties if (names := _list_names(party))]
    on_sdn = sum(any(map(is_sdn_name, names)) for names in named)
    return SOURCE if on_sdn * 2 >= len(named) else CONSOLIDATED


def _list_names(party: Party) -> list[str]:
    return [entry.list_name for entry in party.entries if entry.list_name]


def _link(party: Party, list_source: ListSource, spots: SpotLog) -> _Linked:
    on_sdn = {is_sdn_name(name) for name in _list_names(party)}
    is_on_it = not on_sdn or (list_source is SOURCE) in on_sdn
    other = CONSOLIDATED if list_source is SOURCE else SOURCE
    draft, links = make_draft(party, list_source if is_on_it else other, spots)
    return _Linked(draft, links)


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the party with a FixedRef, from its opening to its closing tag.

    Its places, documents, relations and listing stand elsewhere in the file.

    Returns:
        None where the edition holds no such party, or writes it in a way that does not show its place.
    """
    if not (reference.isascii() and reference.isdecimal()):
        return None
    wanted = f'FixedRef="{reference}"'.encode()
    starts = (match for match in re.finditer(re.escape(wanted), content))
    for found in starts:
        start = content.rfind(b"<", 0, found.start())
        match = re.match(rb"<((?:[\w.-]+:)?)DistinctParty\s[^<>]*\Z", content[start : found.start()])
        if match is not None:
            closing = b"</" + match[1] + b"DistinctParty>"
            end = content.find(closing, found.end())
            return None if end < 0 else (start, end + len(closing))
    return None
