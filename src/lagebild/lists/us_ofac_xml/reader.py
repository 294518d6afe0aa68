"""OFAC's two lists as XML: sdn.xml and consolidated.xml."""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import read_head
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.us_ofac.entry import CONSOLIDATED_CSV, SDN_CSV, build_entry, is_consolidated, make_source
from lagebild.lists.us_ofac.links import resolve_links
from lagebild.lists.us_ofac_xml.entry import XmlDraft, read_entry
from lagebild.lists.us_ofac_xml.root import NAMESPACES, find_root_tag, line_of, split_tag, strip_namespace
from lagebild.lists.xml import ReadingLog, account_for, note_wrong_encoding, parse_xml, strip_space

ROOT_TAG = "sdnList"

_LAYOUT = "XML with the root element sdnList"

SOURCE = make_source(SDN_CSV, form="xml", layout=_LAYOUT)
"""The SDN list; the consolidated one is `cons.SOURCE` and is read by the same functions."""

CONSOLIDATED = make_source(CONSOLIDATED_CSV, form="xml", layout=_LAYOUT)

__all__ = ["CONSOLIDATED", "SOURCE", "locate_entry", "parse", "recognises"]

_ROOT_START = re.compile(r"<\s*(?:[\w.-]+:)?sdnList[\s>]")

_HEAD_ENTRIES_LENGTH = 256 * 1024
"""Bytes looked at for programmes to tell the two lists apart by the first entries."""

_PROGRAMME = re.compile(rb"<(?:[\w.-]+:)?program>([^<]+)</")

_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the content begins like sdn.xml; a list that was cut off is recognised too."""
    return is_ofac_xml(content) and not looks_consolidated(content, name)


def is_ofac_xml(content: bytes) -> bool:
    """Whether the content begins like either list."""
    return _ROOT_START.search(read_head(content)) is not None


def looks_consolidated(content: bytes, name: str) -> bool:
    """Whether a file is the consolidated list's: by its name, else by the programmes of its first entries."""
    return is_consolidated_file(name) or (
        not is_sdn_file(name)
        and is_consolidated(
            (tag.decode(errors="replace").strip(),)
            for tag in _PROGRAMME.findall(content[:_HEAD_ENTRIES_LENGTH])
        )
    )


def is_consolidated_file(name: str) -> bool:
    """Whether a file bears the name of the consolidated list's, such as `consolidated.xml` or `cons_advanced.xml`."""
    return name.lower().rpartition("/")[2].startswith("cons")


def is_sdn_file(name: str) -> bool:
    """Whether a file bears the name of the SDN list's, `sdn.xml` or `sdn_advanced.xml`."""
    return name.lower().rpartition("/")[2] in {"sdn.xml", "sdn_advanced.xml"}


def parse(content: bytes, *, source: str) -> ParsedList:
    """One edition read from its XML.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name; it says which list it is, as `sdn.xml` does.

    Returns:
        Entries in the file's order; `source` is the list that it was found to be, by its name, else by the
        programmes of its entries.

    Raises:
        DocumentError: The bytes are empty, no well-formed XML, too large, or declare a document type.
        SourceChangedError: It is another kind of XML, or no entry could be read.

    Source:
        OFAC's sdn.xsd; docs/sources/us_ofac_xml.md.
    """
    root = parse_xml(content, source=source, root_tag=find_root_tag(content, ROOT_TAG))
    log = ReadingLog(source=source)
    namespace, _ = split_tag(str(root.tag))
    strip_namespace(root, namespace)
    if namespace not in NAMESPACES:
        message = f"The namespace {namespace!r} is new; the elements are read by their names alone."
        log.note(root, "us-namespace-unknown", message)
    note_wrong_encoding(content, root, log)
    dated_raw = strip_space(root.findtext("publshInformation/Publish_Date")) or None
    dated_at = _read_edition_day(root, dated_raw, log)
    elements = root.findall("sdnEntry")
    _check_count(root, len(elements), log)
    list_source = _find_list(elements, source)
    drafts = list(_keep_first_of_each(elements, list_source, log))
    resolve_links(drafts)
    entries = tuple(entry for item in drafts if (entry := build_entry(item.draft)) is not None)
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    return ParsedList(
        source=list_source,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        accounted=account_for(root, load_field_rules("us_ofac_xml"), log, prefix="us"),
        problems=tuple(log.problems),
    )


def _read_edition_day(root: etree._Element, dated_raw: str | None, log: ReadingLog) -> str | None:
    match = _US_DAY.fullmatch(dated_raw or "")
    try:
        return date(int(match[3]), int(match[1]), int(match[2])).isoformat() if match else _no_day()
    except ValueError:
        element = root.find("publshInformation/Publish_Date")
        message = (
            f"Publish_Date is {dated_raw!r}, not a day as 01/31/2026; give the day of this edition by hand."
        )
        log.note(root if element is None else element, "us-edition-undated", message, severity="warning")
        return None


def _no_day() -> str:
    raise ValueError("no day")


def _check_count(root: etree._Element, found: int, log: ReadingLog) -> None:
    element = root.find("publshInformation/Record_Count")
    stated = strip_space(element.text) if element is not None else ""
    if stated != str(found):
        message = (
            f"The file states {stated or 'no number of'} entries and holds {found}; it may be cut off or joined. "
            "Fetch it again."
        )
        log.note(root if element is None else element, "us-count-differs", message, severity="error")


def _find_list(elements: list[etree._Element], name: str) -> ListSource:
    if is_consolidated_file(name):
        return CONSOLIDATED
    if is_sdn_file(name):
        return SOURCE
    rows = (
        tuple(strip_space(found.text) for found in element.iterfind("programList/program"))
        for element in elements
    )
    return CONSOLIDATED if is_consolidated(rows) else SOURCE


def _keep_first_of_each(
    elements: list[etree._Element], list_source: ListSource, log: ReadingLog
) -> Iterator[XmlDraft]:
    first_lines: dict[str, int] = {}
    for element in elements:
        reference = strip_space(element.findtext("uid"))
        if not (reference.isascii() and reference.isdecimal()):
            message = f"The entry has the uid {reference[:40]!r}, which is no number, and is not read."
            log.note(element, "us-reference-unreadable", message, severity="error")
        elif reference in first_lines:
            name = strip_space(element.findtext("lastName"))
            message = (
                f"The number {reference} stands already in line {first_lines[reference]}; this entry, {name!r}, "
                "is not read. Compare the two."
            )
            log.note(element, "us-reference-repeated", message, severity="error")
        else:
            first_lines[reference] = line_of(element)
            yield read_entry(element, reference, list_source, log)


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry with a uid, from its opening to its closing tag.

    Returns:
        None where the edition holds no such entry, or writes it in a way that does not show its place.
    """
    if not (reference.isascii() and reference.isdecimal()):
        return None
    pattern = rb"<((?:[\w.-]+:)?)sdnEntry\s*>\s*<\1uid\s*>\s*" + reference.encode() + rb"\s*</"
    match = re.search(pattern, content)
    if match is None:
        return None
    closing = b"</" + match[1] + b"sdnEntry>"
    end = content.find(closing, match.end())
    return None if end < 0 else (match.start(), end + len(closing))
