"""Lines of FollowTheMoney JSON: each one record, nested ones taken apart, every value kept as text."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lagebild.lists.account import FieldCounts, FieldRule, Log, close_accounts, load_field_rules
from lagebild.lists.source import FieldAccount
from lagebild.model.entity import get_property_type, get_stub_reverse, has_property, has_schema

MAX_LINE_BYTES = 16 * 1024 * 1024
"""Longest line read. The longest known (a state bank in `targets.nested.json` with its links) are under 2 MB."""

MAX_DEPTH = 8
"""How deep records may stand in one another. OpenSanctions nests two deep."""

MISFIT_SCHEMA = "LegalEntity"
"""What a record is taken for whose schema FollowTheMoney does not have, so that its names are still found."""

_SURROGATE = re.compile("[\ud800-\udfff]")

FIELDS = frozenset(load_field_rules("opensanctions"))

_NO_PROPERTY = FieldRule(
    path="", kind="value", state="mapped", note="no property of FollowTheMoney; entity: notes, with its name"
)


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a value stands: the line from 1, and its field as `<schema>/<property>`; empty for the whole line."""

    line: int
    path: str = ""


class LineLog(Log[LinePlace]):
    """What a reader notes while it reads a file of lines."""

    def locate(self, place: LinePlace) -> str:
        """Line and field."""
        return f"line {place.line}: {place.path}" if place.path else f"line {place.line}"


@dataclass(slots=True, kw_only=True)
class Record:
    """One FollowTheMoney entity as the file gives it.

    Attributes:
        id: Its id in the file.
        schema: A schema that FollowTheMoney has.
        schema_raw: The schema as published.
        caption: As published; empty where it has none.
        line: Where it stands, from 1.
        is_target: What `target` says; None where the record does not say.
        properties: Property to values; those that the schema lacks among them.
        raw: Field as published to values: properties as `<schema>/<property>`, other fields by their name.
    """

    id: str
    schema: str
    schema_raw: str
    caption: str
    line: int
    is_target: bool | None
    properties: dict[str, list[str]] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)

    @property
    def references(self) -> Iterator[str]:
        """The ids that it points at; of a schema that is not known, every value may be one."""
        is_known = self.schema == self.schema_raw
        for name, values in self.properties.items():
            if not is_known or get_property_type(self.schema, name) == "entity":
                yield from values


@dataclass(slots=True)
class RecordReader:
    """Reads a file of lines; what it meets more than once it tells once, with the number."""

    log: LineLog
    records: dict[str, Record] = field(default_factory=dict)
    _met: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def read(self, content: bytes) -> dict[str, Record]:
        """The records by id, in the file's order."""
        for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if line.strip():
                self._read_line(line, number)
        for (code, path, message), lines in self._met.items():
            told = f"{message} ({len(lines)} time{'s' if len(lines) > 1 else ''}, first here.)"
            self.log.note(LinePlace(lines[0], path), code, told)
        return self.records

    def _read_line(self, line: bytes, number: int) -> None:
        place = LinePlace(number)
        if len(line) > MAX_LINE_BYTES:
            message = f"The line has {len(line)} bytes, more than {MAX_LINE_BYTES}; it is not read."
            self.log.note(place, "os-line-unreadable", message, severity="error")
            return
        try:
            found = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            message = f"The line is no JSON ({str(error)[:80]}); it is not read. Fetch the file again."
            self.log.note(place, "os-line-unreadable", message, severity="error")
            return
        if not is_record(found):
            message = "The line is no FollowTheMoney entity (id, schema, properties); it is not read."
            self.log.note(place, "os-line-unreadable", message, severity="error")
            return
        self._read_record(found, number, depth=0)

    def _read_record(self, found: Mapping[str, Any], number: int, *, depth: int) -> Record | None:
        schema_raw, record_id = _to_text(found["schema"]), _to_text(found["id"]).strip()
        if record_id in self.records:
            if depth:  # a nested record may stand under each entity that it belongs to
                return self.records[record_id]
            first = self.records[record_id].line
            message = f"The id {record_id} stands already at line {first}; only that one is read."
            self.log.note(LinePlace(number), "os-id-repeated", message, severity="error")
            return None
        is_known = has_schema(schema_raw)
        target = found.get("target")
        record = Record(
            id=record_id,
            schema=schema_raw if is_known else MISFIT_SCHEMA,
            schema_raw=schema_raw,
            caption=_to_text(found.get("caption") or "").strip(),
            line=number,
            is_target=target if isinstance(target, bool) else None,
        )
        if not is_known:
            self._meet(
                "os-schema-unknown", schema_raw, "No schema of FollowTheMoney; its fields are notes.", number
            )
        self.records[record_id] = record
        for name, value in found.items():
            if name != "properties":
                self._read_field(record, _to_text(name), value)
        for name, value in found["properties"].items():
            self._read_property(record, _to_text(name), value, depth=depth)
        return record

    def _read_field(self, record: Record, name: str, value: Any) -> None:
        values = [
            _to_text(item) for item in (value if isinstance(value, list) else [value]) if item is not None
        ]
        record.raw[name] = values
        if name in FIELDS:
            return
        if has_property(record.schema, name):
            message = "A property beside `properties` instead of among them; it is read as one."
            self._meet("os-property-misplaced", name, message, record.line)
            record.properties.setdefault(name, []).extend(values)
            return
        place = LinePlace(record.line, name)
        self.log.note(place, "os-field-unknown", "A field never seen; kept in raw alone.", severity="warning")

    def _read_property(self, record: Record, name_raw: str, value: Any, *, depth: int) -> None:
        path = f"{record.schema_raw}/{name_raw}"
        name = self._find_property(record, name_raw, path)
        if not isinstance(value, list):
            self._meet("os-value-kind", path, "A single value where a list is due; it is read.", record.line)
            value = [] if value is None else [value]
        texts = [self._read_value(item, record, name, path, depth=depth) for item in value]
        record.raw[path] = texts
        if get_stub_reverse(record.schema, name) is None:
            record.properties.setdefault(name, []).extend(texts)
        elif any(text not in self.records for text in texts):
            record.properties.setdefault("notes", []).extend(f"{name}: {text}" for text in texts)

    def _find_property(self, record: Record, name: str, path: str) -> str:
        """The property; `Person:alias` is `alias` of a Person."""
        plain = name.rpartition(":")[2]
        if plain != name and has_property(record.schema, plain):
            self._meet("os-property-qualified", path, f"Read as {plain!r}.", record.line)
            return plain
        if record.schema == record.schema_raw and not has_property(record.schema, name):
            message = f"{record.schema} has no such property in FollowTheMoney; its values are kept as notes."
            self._meet("os-property-unknown", path, message, record.line)
        return name

    def _read_value(self, value: Any, record: Record, name: str, path: str, *, depth: int) -> str:
        if is_record(value) and depth < MAX_DEPTH:
            nested = self._read_record(value, record.line, depth=depth + 1)
            if nested is not None:
                reverse = get_stub_reverse(record.schema, name)
                if reverse is not None and record.id not in nested.properties.get(reverse, ()):
                    nested.properties.setdefault(reverse, []).append(record.id)
                return nested.id
        if not isinstance(value, str):
            self._meet("os-value-kind", path, "A value that is no text; it is read as its JSON.", record.line)
        return _to_text(value)

    def _meet(self, code: str, path: str, message: str, line: int) -> None:
        self._met[(code, path, message)].append(line)


def is_record(value: object) -> bool:
    """Whether a JSON value has what makes a FollowTheMoney entity: id, schema and properties."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and bool(value["id"].strip())
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("properties"), dict)
    )


def account_for_records(records: Mapping[str, Record], lost: frozenset[str]) -> dict[str, FieldAccount]:
    """What became of each field: a value counts once; a field without one counts as empty; of lost records as lost."""
    rules = load_field_rules("opensanctions")
    counts: dict[str, FieldCounts] = {}
    for record in records.values():
        for path, values in record.raw.items():
            rule = rules.get(path) or _find_rule(record, path)
            if rule is not None:
                rules[path] = rule
            count = counts.setdefault(path, FieldCounts())
            for value in values or [""]:
                count.count(rule, lost=record.id in lost, has_value=bool(value.strip()))
    return close_accounts(dict(sorted(counts.items())), rules)


def _find_rule(record: Record, path: str) -> FieldRule | None:
    schema, slash, name = path.partition("/")
    plain = (name or schema).rpartition(":")[2]
    if has_property(record.schema, plain):
        return FieldRule(path=path, kind="value", state="mapped", note=f"entity: {plain}")
    return _NO_PROPERTY if slash else None


def _to_text(value: Any) -> str:
    """A JSON value as text; half of a surrogate pair, which no text can hold, becomes U+FFFD."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
