"""Switzerland's list of sanctioned individuals, entities and objects (SECO, SESAM), as XML."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from lagebild.errors import SourceChangedError
from lagebild.lists.account import FieldRule, load_field_rules
from lagebild.lists.ch_seco.entry import read_entry
from lagebild.lists.ch_seco.place import TARGET_TAG, locate_entry
from lagebild.lists.ch_seco.tables import Tables, read_tables
from lagebild.lists.content import read_head
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.xml import ReadingLog, account_for, note_wrong_encoding, parse_xml, path_of
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="ch-seco",
    authority="CH",
    name={
        "en": "Overall list of sanctioned individuals, entities and organisations (SECO)",
        "de": "Gesamtliste der sanktionierten Personen, Unternehmen und Organisationen (SECO)",
    },
    publisher="State Secretariat for Economic Affairs (SECO)",
    homepage=(
        "https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit"
        "/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html"
    ),
    format="XML with the root element swiss-sanctions-list",
    reader_version="2",
)
"""Source: SECO's page on sanctions and embargoes."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

ROOT_TAG = "swiss-sanctions-list"

WHOLE_LIST = "whole-list"
"""The list-type of the complete list; SESAM gives out searches and changes under the same root. Source:
docs/sources/ch_seco.md."""

_ROOT_START = re.compile(rf"<\s*{ROOT_TAG}[\s>]")

_HISTORY = re.compile(rf"{ROOT_TAG}/{TARGET_TAG}/modification/(?:added|removed)/.")

_HISTORY_RULE = FieldRule(
    path=f"{ROOT_TAG}/{TARGET_TAG}/modification/added/…",
    kind="value",
    state="ignored",
    note="what the target said before or after one change; what it says now stands in the target itself",
)


class _Rules(Mapping[str, FieldRule]):
    """The reader's table, and one rule for whatever an earlier state of a target repeats, however deep."""

    def __init__(self, rules: Mapping[str, FieldRule]) -> None:
        self._rules = rules

    def __getitem__(self, path: str) -> FieldRule:
        rule = self._rules.get(path)
        if rule is not None:
            return rule
        if _HISTORY.match(path):
            return _HISTORY_RULE
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content begins like Switzerland's list; a list that was cut off is recognised too."""
    return _ROOT_START.search(read_head(content)) is not None


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its XML.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        Entries in the file's order, those that were removed from the list with the day of that. Whatever could not
        be taken stands in `problems`, and `accounted` says of each element and attribute what became of it.

    Raises:
        DocumentError: The bytes are empty, no well-formed XML, too large, or declare a document type.
        SourceChangedError: It is another kind of XML, not the whole list, or no entry could be read.

    Source:
        SECO's overall list; docs/sources/ch_seco.md.
    """
    root = parse_xml(content, source=source, root_tag=ROOT_TAG)
    log = ReadingLog(source=source)
    note_wrong_encoding(content, root, log)
    _refuse_part(root, source)
    dated_raw = root.get("date")
    dated_at = _read_edition_day(root, dated_raw, log)
    tables = read_tables(root, log)
    entries = tuple(_read_entries(root, tables, log))
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for(root, _Rules(load_field_rules("ch_seco")), log, prefix="ch")
    return ParsedList(
        source=SOURCE,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def _refuse_part(root: etree._Element, source: str) -> None:
    list_type = root.get("list-type", WHOLE_LIST).strip()
    if list_type != WHOLE_LIST:
        raise SourceChangedError(
            f"{source} is of the type {list_type!r} and not the whole list ({WHOLE_LIST!r}): what it lacks would "
            "count as removed. Fetch the overall list; the last good version stays in force."
        )


def _read_edition_day(root: etree._Element, dated_raw: str | None, log: ReadingLog) -> str | None:
    day = parse_partial_date(dated_raw or "")
    if day is None or len(day) != len("YYYY-MM-DD"):
        message = f"The list's date is {dated_raw!r}, not a day; give the day of this edition by hand."
        log.note(root, "ch-edition-undated", message, severity="warning")
        return None
    return day


def _read_entries(root: etree._Element, tables: Tables, log: ReadingLog) -> Iterator[ListEntry]:
    first_lines: dict[str, str] = {}
    for element in root.findall(TARGET_TAG):
        entry = read_entry(element, SOURCE, log, tables)
        if entry is None:
            continue
        reference = entry.listing.reference
        if reference in first_lines:
            message = (
                f"The ssid {reference} stands already at {first_lines[reference]}; "
                f"this entry, {entry.entity.caption!r}, is not read. Compare the two."
            )
            log.note(element, "ch-reference-repeated", message, severity="error")
            continue
        first_lines[reference] = f"line {element.sourceline}: {path_of(element)}"
        yield entry
