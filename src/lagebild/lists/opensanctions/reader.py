"""OpenSanctions as FollowTheMoney JSON lines: `entities.ftm.json`, `targets.nested.json` and streams of that form."""

import json

from lagebild.errors import SourceChangedError
from lagebild.lists.content import HEAD_LENGTH, refuse_wrong_kind
from lagebild.lists.dates import parse_partial_date
from lagebild.lists.opensanctions.entry import read_entry
from lagebild.lists.opensanctions.lines import (
    LineLog,
    LinePlace,
    RecordReader,
    account_for_records,
    is_record,
)
from lagebild.lists.opensanctions.links import SANCTION_TOPIC, find_entries, link_records
from lagebild.lists.source import ListSource, ParsedList
from lagebild.model.entity import Entity
from lagebild.model.listing import ListEntry

SOURCE = ListSource(
    id="opensanctions",
    authority="OPENSANCTIONS",
    name={"en": "OpenSanctions", "de": "OpenSanctions"},
    publisher="OpenSanctions Datenbanken GmbH",
    homepage="https://www.opensanctions.org/datasets/sanctions/",
    format="JSON lines in the FollowTheMoney model",
    form="ftm",
    key="derived",
    is_collection=True,
)
"""An aggregate of other authorities' lists: it is no authority, and its ids change where it merges two entities.
Source: docs/sources/opensanctions.md."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

_SIGNS = (b'"id"', b'"schema"', b'"properties"')


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the first line is a FollowTheMoney entity; of a longer line than the head, whether it begins like one."""
    head = content[:HEAD_LENGTH].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"{"):
        return False
    line, ended, _rest = head.partition(b"\n")
    if not ended and len(content) > HEAD_LENGTH:
        return sum(sign in line for sign in _SIGNS) == len(_SIGNS)
    try:
        return is_record(json.loads(line))
    except (ValueError, RecursionError):
        return False


def parse(content: bytes, *, source: str) -> ParsedList:
    """The targets of a file of FollowTheMoney JSON lines, each with what belongs to it.

    Args:
        content: The file's bytes, UTF-8.
        source: What to call the file in problems, such as its name.

    Returns:
        Entries in the file's order; each other record in `related` of an entry, or a Problem.

    Raises:
        DocumentError: The bytes are empty, an HTML page, a zip archive, or too large.
        SourceChangedError: No line is an entity, or no entry could be read.
    """
    refuse_wrong_kind(content, source, wanted="JSON")
    log = LineLog(source)
    records = RecordReader(log).read(content)
    targets = find_entries(records, log)
    related, unlinked = link_records(records, targets)
    entries: list[ListEntry] = []
    made: dict[str, Entity] = {}
    lost = set(unlinked)
    for target in targets:
        entry = read_entry(target, related[target.id], SOURCE, log, made=made)
        if entry is None:
            lost.add(target.id)
        else:
            entries.append(entry)
    if not entries:
        raise SourceChangedError(
            f"{source} holds no line that could be read as an entry; the last good version stays in force."
        )
    for record_id in sorted(unlinked, key=lambda found: records[found].line):
        record = records[record_id]
        message = (
            f"{record.schema_raw} {record.caption or record.id!r} is no target, linked to none and not kept."
        )
        log.note(LinePlace(record.line, record.schema_raw), "os-record-unlinked", message, severity="warning")
    _note_unsanctioned(entries, log)
    seen = max(
        (value for record in records.values() for value in record.raw.get("last_seen", ())), default=None
    )
    return ParsedList(
        source=SOURCE,
        dated_at=(parse_partial_date(seen) if seen else None),
        dated_raw=seen,
        entries=tuple(entries),
        problems=tuple(log.problems),
        accounted=account_for_records(records, frozenset(lost)),
    )


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the line of an entity, without its line end; None where no line has its id."""
    wanted, start = json.dumps(reference, ensure_ascii=False).encode(), 0
    while (found := content.find(wanted, start)) >= 0:
        begin = content.rfind(b"\n", 0, found) + 1
        end = content.find(b"\n", found)
        end = len(content) if end < 0 else end
        line = content[begin:end].strip().removeprefix(b"\xef\xbb\xbf")
        try:
            if json.loads(line).get("id") == reference:
                begin = content.index(line, begin)
                return begin, begin + len(line)
        except (ValueError, AttributeError, RecursionError):
            pass
        start = end
    return None


def _note_unsanctioned(entries: list[ListEntry], log: LineLog) -> None:
    """Tell how many targets are none of a sanctions list: politicians, convicts and others who are watched."""
    count = sum(
        1
        for entry in entries
        if SANCTION_TOPIC not in entry.entity.get("topics")
        and not any(other.schema == "Sanction" for other in entry.related)
    )
    if count:
        message = (
            f"{count} of {len(entries)} entries have no sanction and no topic `sanction`: OpenSanctions watches them, "
            "and no authority is said to list them."
        )
        log.note(LinePlace(1), "os-not-sanctioned", message)
