"""Canada's consolidated list of autonomous sanctions (SEMA and JVCFOA), as XML."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.ca_sema.entry import read_entry
from lagebild.lists.ca_sema.fields import BILINGUAL_MARK, RECORD_TAG, ROOT_TAG
from lagebild.lists.ca_sema.key import find_references, locate_entry
from lagebild.lists.content import read_head
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.xml import ReadingLog, account_for, note_wrong_encoding, parse_xml, path_of
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="ca-sema",
    authority="CA",
    name={
        "en": "Consolidated Canadian Autonomous Sanctions List",
        "de": "Konsolidierte Liste der autonomen Sanktionen Kanadas",
    },
    publisher="Global Affairs Canada",
    homepage=(
        "https://www.international.gc.ca/world-monde/international_relations-relations_internationales"
        "/sanctions/consolidated-consolide.aspx?lang=eng"
    ),
    format="XML with the root element data-set and one record for each entry",
    key="derived",
    reader_version="2",
)
"""Source: Global Affairs Canada's page on the list."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

BILINGUAL = "bilingual"
"""The form since August 2026, when every element was renamed (`Country` to `Country-Pays`)."""

_ROOT_START = re.compile(r"<\s*data-set[\s>]")

_TELLING = re.compile(
    r"<\s*(?:Country-Pays|DateOfListing|EntityOrShip|TitleOrShip|ShipIMONumber|DateOfBirthOrShipBuildDate)\b"
)
"""Elements of no other list read: the root is called `data-set` wherever a spreadsheet is exported as XML."""

_NAMED = re.compile(r"sema|lmes|jvcfo", re.IGNORECASE)


def recognises(content: bytes, *, name: str) -> bool:
    """Whether the content begins like Canada's list; one cut off inside its first entry by its name alone."""
    head = read_head(content)
    return _ROOT_START.search(head) is not None and bool(_TELLING.search(head) or _NAMED.search(name))


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its XML.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        Entries in the file's order. Whatever could not be taken stands in `problems`, and `accounted` says of
        each element and attribute what became of it. `source.form` says in which layout the file is. The file
        states no day of its edition: `dated_at` is None.

    Raises:
        DocumentError: The bytes are empty, no well-formed XML, too large, or declare a document type.
        SourceChangedError: It is another kind of XML, or no entry could be read.

    Source:
        Consolidated Canadian Autonomous Sanctions List; docs/sources/ca_sema.md.
    """
    root = parse_xml(content, source=source, root_tag=ROOT_TAG)
    log = ReadingLog(source=source)
    note_wrong_encoding(content, root, log)
    entries = tuple(_read_entries(root, log))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for(root, load_field_rules("ca_sema"), log, prefix="ca")
    return ParsedList(
        source=replace(SOURCE, form=BILINGUAL)
        if root.find(f"{RECORD_TAG}/{BILINGUAL_MARK}") is not None
        else SOURCE,
        dated_at=None,
        dated_raw=None,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def _read_entries(root: etree._Element, log: ReadingLog) -> Iterator[ListEntry]:
    records = root.findall(RECORD_TAG)
    references = find_references(records)
    for element, reference in zip(records, references, strict=True):
        if reference.twin is not None:
            twin = records[reference.twin]
            message = (
                f"The entry has the same regulation, kind and name as the one at line {twin.sourceline}: "
                f"{path_of(twin)}; both are kept, this one under the key {reference.text}. "
                "Compare whether they are the same person."
            )
            log.note(element, "ca-key-repeated", message)
        entry = read_entry(element, SOURCE, log, reference=reference.text)
        if entry is not None:
            yield entry
