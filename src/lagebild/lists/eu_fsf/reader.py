"""The European Union's consolidated list of financial sanctions (FSF 1.1), as XML."""

import re
from collections.abc import Iterator

from lxml import etree

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import read_head
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.eu_fsf.entry import read_entry
from lagebild.lists.eu_fsf.place import locate_entry
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.xml import (
    ReadingLog,
    account_for,
    keep_first_of_each,
    note_wrong_encoding,
    parse_xml,
)
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="eu-fsf",
    authority="EU",
    name={
        "en": "Consolidated list of persons, groups and entities subject to EU financial sanctions",
        "de": "Konsolidierte Liste der Personen, Vereinigungen und Körperschaften, gegen die finanzielle "
        "Sanktionen der EU verhängt sind",
    },
    publisher="European Commission",
    homepage="https://webgate.ec.europa.eu/fsd/fsf",
    format="XML with the root element export (FSF 1.1)",
    form="xml",
    reader_version="2",
)
"""Source: the Commission's page on the consolidated list."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
"""Namespace of every element of the format. Source: the files read."""

ENTRY_TAG = "sanctionEntity"

_QUALIFIER = f"{{{NAMESPACE}}}"

_ROOT_START = re.compile(rf"<(?:[\w.-]+:)?export\s[^>]*[\"']{re.escape(NAMESPACE)}[\"']")


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content begins like the EU's list; a list that was cut off is recognised too."""
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
        EU consolidated list, FSF 1.1; docs/sources/eu_fsf.md.
    """
    root = parse_xml(content, source=source, root_tag=f"{_QUALIFIER}export")
    _drop_namespace(root)
    log = ReadingLog(source=source)
    note_wrong_encoding(content, root, log)
    dated_raw = root.get("generationDate")
    dated_at = _read_edition_day(root, dated_raw, log)
    entries = tuple(keep_first_of_each(_read_entries(root, log), log, code="eu-reference-repeated"))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for(root, load_field_rules("eu_fsf"), log, prefix="eu")
    return ParsedList(
        source=SOURCE,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def _drop_namespace(root: etree._Element) -> None:
    """Name the format's elements without their namespace; those of another one keep it and are unknown."""
    for element in root.iter(f"{_QUALIFIER}*"):
        element.tag = str(element.tag)[len(_QUALIFIER) :]


def _read_edition_day(root: etree._Element, dated_raw: str | None, log: ReadingLog) -> str | None:
    day = parse_partial_date(dated_raw or "")
    if day is None or len(day) != len("YYYY-MM-DD"):
        message = f"generationDate is {dated_raw!r}, not a day; give the day of this edition by hand."
        log.note(root, "eu-edition-undated", message, severity="warning")
        return None
    return day


def _read_entries(root: etree._Element, log: ReadingLog) -> Iterator[tuple[etree._Element, ListEntry]]:
    for element in root.findall(ENTRY_TAG):
        entry = read_entry(element, SOURCE, log)
        if entry is not None:
            yield element, entry
