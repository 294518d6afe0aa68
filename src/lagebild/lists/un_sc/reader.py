"""The United Nations Security Council's consolidated list, as XML."""

import re
from collections.abc import Iterator

from lxml import etree

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import read_head
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.un_sc.entry import read_entry
from lagebild.lists.un_sc.place import locate_entry
from lagebild.lists.xml import (
    ReadingLog,
    account_for,
    keep_first_of_each,
    note_wrong_encoding,
    parse_xml,
)
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="un-sc",
    authority="UNSC",
    name={
        "en": "United Nations Security Council Consolidated List",
        "de": "Konsolidierte Liste des Sicherheitsrats der Vereinten Nationen",
    },
    publisher="United Nations Security Council",
    homepage="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    format="XML with the root element CONSOLIDATED_LIST",
    reader_version="3",
)
"""Source: the Security Council's page on the consolidated list."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

ROOT_TAG = "CONSOLIDATED_LIST"

SECTIONS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
"""Section to the entries that it holds. Source: the list's schema, `sc-sanctions.xsd`."""

_ROOT_START = re.compile(r"<\s*CONSOLIDATED_LIST[\s>]")


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content begins like the UN's list; a list that was cut off is recognised too."""
    return _ROOT_START.search(read_head(content)) is not None


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its XML.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        Entries in the file's order. Whatever could not be taken stands in `problems`, and `accounted` says of
        each element and attribute what became of it.

    Raises:
        DocumentError: The bytes are empty, no well-formed XML, too large, or declare a document type.
        SourceChangedError: It is another kind of XML, or no entry could be read.

    Source:
        UN consolidated list; docs/sources/un_sc.md.
    """
    root = parse_xml(content, source=source, root_tag=ROOT_TAG)
    log = ReadingLog(source=source)
    note_wrong_encoding(content, root, log)
    dated_raw = root.get("dateGenerated")
    dated_at = _read_edition_day(root, dated_raw, log)
    entries = tuple(keep_first_of_each(_read_entries(root, log), log, code="un-reference-repeated"))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for(root, load_field_rules("un_sc"), log, prefix="un")
    return ParsedList(
        source=SOURCE,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def _read_edition_day(root: etree._Element, dated_raw: str | None, log: ReadingLog) -> str | None:
    day = parse_partial_date(dated_raw or "")
    if day is None or len(day) != len("YYYY-MM-DD"):
        message = f"dateGenerated is {dated_raw!r}, not a day; give the day of this edition by hand."
        log.note(root, "un-edition-undated", message, severity="warning")
        return None
    return day


def _read_entries(root: etree._Element, log: ReadingLog) -> Iterator[tuple[etree._Element, ListEntry]]:
    for section_tag, entry_tag in SECTIONS.items():
        sections = root.findall(section_tag)
        if not any(len(section) for section in sections):
            log.note(
                root,
                "un-section-empty",
                f"The file holds no {entry_tag}; a complete list holds both sections.",
            )
        for section in sections:
            for element in section.findall(entry_tag):
                entry = read_entry(element, SOURCE, log)
                if entry is not None:
                    yield element, entry
