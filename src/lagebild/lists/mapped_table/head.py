"""A mapping file, read and checked: FollowTheMoney's queries and a head that says what a sanctions list needs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from lagebild.errors import UnreadableError
from lagebild.lists.mapped_table.yaml import HEAD, load_mapping
from lagebild.lists.source import ListSource
from lagebild.model.entity import is_a
from lagebild.model.listing import ActRole, ListingDateKind, NameKind
from lagebild.model.mapping import ENTITY_KEYS, PROPERTY_KEYS, QUERY_KEYS, RowMapping

RESERVED_IDS = frozenset(
    {
        "au-dfat",
        "ca-sema",
        "ch-seco",
        "eu-fsf",
        "gb-ofsi",
        "gb-uksl",
        "jp-mof",
        "kr-announcements",
        "mapped-table",
        "nz-russia",
        "opensanctions",
        "un-sc",
        "us-ofac-cons",
        "us-ofac-sdn",
    }
)
"""Ids of the lists that have a reader of their own; a table that took one would pass for its next edition."""

DATASET_KEYS = (
    "queries",
    "query",
    "key_prefix",
    "label",
    "category",
    "info_url",
    "data_url",
    "publisher",
    "countries",
)
"""Keys of a dataset; all but the first two describe it to other programs. Source: the mappings of Aleph."""

DATE_KINDS = ("designated_on", "legal_act_on", "amended_on", "delisted_on")
ROLES = ("listing", "amendment", "recast", "repeal")
NAME_KINDS = ("primary", "alias", "former", "weak", "original_script")
DATE_ORDERS = ("ymd", "dmy", "mdy")
TEXT_FIELDS = ("programmes", "reason", "legal_basis", "unsc_id", "measures", "notes")
FORMAT_LETTERS = frozenset("dmbBY")
"""What a date format may hold: no two-digit year, whose century nobody says."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AUTHORITY = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_TEMPLATE = re.compile(r"{{([^(}})]*)}}")
"""A column in a template, as FollowTheMoney finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Where text comes from: columns and fixed words, in that order, each parted at `split` if that is given."""

    columns: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    split: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """A column of dates, and what happened on them."""

    column: str
    kind: ListingDateKind
    format: str | None
    role: ActRole | None
    act_column: str | None
    split: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameColumn:
    """A column of further names of the entry."""

    column: str
    kind: NameKind
    lang: str | None
    quality: str | None
    split: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query of the mapping and the key of the entity that is the entry."""

    rows: RowMapping
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """A checked mapping file.

    Attributes:
        source: The list that it describes.
        queries: In the file's order.
        reference: The column of the authority's number; None where the key is derived.
        derived_from: The columns that make the key, where the authority gives no number.
        is_grouped: Whether several rows with one reference are one entry.
        columns: Column to the places in the mapping that name it.
        written: Column as the mapping writes it to the heading that is meant: runs of space are one.
        ignored: Column to the reason why it is left.
    """

    source: ListSource
    queries: tuple[Query, ...]
    reference: str | None
    derived_from: tuple[str, ...]
    is_grouped: bool
    sheet: str | None
    delimiter: str
    date_order: str
    texts: Mapping[str, Texts]
    dates: tuple[DateColumn, ...]
    names: tuple[NameColumn, ...]
    columns: Mapping[str, tuple[str, ...]]
    written: Mapping[str, str]
    ignored: Mapping[str, str]


def read_mapping(content: bytes, *, source: str) -> TableMapping:
    """The mapping that a file holds.

    Args:
        content: YAML in UTF-8.
        source: What to call the file in messages.

    Raises:
        UnreadableError: It is no YAML, or not a mapping that can be used; every fault is told, a line each, with the
            key at which it stands.
    """
    raw = load_mapping(content, source)
    checker = _Checker()
    mapping = checker.check(raw)
    if checker.faults or mapping is None:
        faults = "\n".join(f"{source}: {fault}" for fault in checker.faults)
        raise UnreadableError(f"{faults}\nCorrect the mapping; docs/reference/mapping.md describes it.")
    return mapping


@dataclass(slots=True)
class _Checker:
    """Reads a mapping and collects every fault of it with its place."""

    faults: list[str] = field(default_factory=list)
    columns: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    written: dict[str, str] = field(default_factory=dict)

    def check(self, raw: Mapping[str, Any]) -> TableMapping | None:
        datasets = [key for key in raw if key != HEAD]
        if HEAD not in raw:
            self.faults.append(f"{HEAD}: is missing; it says which list the table is")
        if len(datasets) != 1:
            self.faults.append(f"one dataset is due beside {HEAD!r}, not {len(datasets)}")
        head = _Part(self, raw.get(HEAD, {}), HEAD)
        fields = _read_head(head)
        names = tuple(_read_name(part) for part in head.take_parts("names"))
        dates = tuple(_read_date(part) for part in head.take_parts("dates"))
        texts = {name: _read_texts(head.take_part(name)) for name in TEXT_FIELDS}
        entry = head.take_text("entry", required=False)
        ignored_part = head.take_part("ignore")
        ignored = {_clean(column): ignored_part.take_text(column) for column in list(ignored_part.raw)}
        head.close()
        queries = tuple(self._check_queries(raw, datasets, entry)) if len(datasets) == 1 else ()
        for column in ignored.keys() & self.columns.keys():
            self.faults.append(
                f"{HEAD}.ignore: {column!r} is read by {self.columns[column][0]}; it cannot be ignored too"
            )
        if self.faults:
            return None
        return TableMapping(
            **fields,
            queries=queries,
            texts=texts,
            names=names,
            dates=dates,
            ignored=ignored,
            columns={column: tuple(dict.fromkeys(places)) for column, places in self.columns.items()},
            written=dict(self.written),
        )

    def _check_queries(self, raw: Mapping[str, Any], datasets: list[str], entry: str) -> Iterator[Query]:
        dataset = _Part(self, raw[datasets[0]], datasets[0])
        queries = dataset.take_parts("queries") or dataset.take_parts("query")
        dataset.close(ignored=DATASET_KEYS)
        if not queries:
            self.faults.append(f"{datasets[0]}.queries: at least one query is due")
        for query in queries:
            found = self._check_query(query, entry)
            if found is not None:
                yield found

    def _check_query(self, part: "_Part", entry: str) -> Query | None:
        before = len(self.faults)
        part.close(allowed=QUERY_KEYS)
        entities = part.take_part("entities")
        for key in entities.raw:
            self._check_entity(entities.take_part(key))
        for filters in ("filters", "filters_not"):
            for column in part.take_part(filters).raw:
                self.use(str(column), f"{part.path}.{filters}")
        if len(self.faults) > before:
            return None
        try:
            rows = RowMapping(_write_out(part.raw))
        except ValueError as error:
            self.faults.append(f"{part.path}: {error}")
            return None
        chosen = entry or (next(iter(rows.schemas)) if len(rows.schemas) == 1 else "")
        if chosen not in rows.schemas:
            told = f"has no entity {entry!r}" if entry else "has several entities"
            self.faults.append(
                f"{HEAD}.entry: {part.path} {told}; name the one that is listed ({', '.join(rows.schemas)})"
            )
            return None
        if not is_a(rows.schemas[chosen], "Thing"):
            self.faults.append(
                f"{part.path}.entities.{chosen}: a {rows.schemas[chosen]} is a link; no list lists one"
            )
            return None
        return Query(rows=rows, entry=chosen)

    def _check_entity(self, part: "_Part") -> None:
        part.close(allowed=ENTITY_KEYS)
        part.take_text("schema")
        part.take_text("key_literal", required=False)
        part.take_columns("key", "keys", "id_column")
        properties = part.take_part("properties")
        for name in properties.raw:
            rule = properties.take_part(name)
            rule.close(allowed=PROPERTY_KEYS)
            rule.take_columns("column", "columns")
            rule.take_list("literal", "literals")
            for key in ("join", "split", "format", "entity"):
                rule.take_text(key, required=False)
            for column in _TEMPLATE.findall(rule.take_text("template", required=False)):
                self.use(column, f"{rule.path}.template")

    def use(self, column: str, place: str) -> str:
        """Note that a place of the mapping reads a column; the column as the table's headings are written."""
        cleaned = _clean(column)
        self.columns[cleaned].append(place)
        self.written[str(column)] = cleaned
        return cleaned


@dataclass(slots=True)
class _Part:
    """One mapping within the file, with its path; what is taken of it is checked."""

    checker: _Checker
    value: Any
    path: str
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not isinstance(self.value, dict):
            if self.value is not None:
                self.fault("", "must be keys with values")
            self.value = {}

    @property
    def raw(self) -> dict[Any, Any]:
        return cast("dict[Any, Any]", self.value)

    def fault(self, key: str, message: str) -> None:
        self.checker.faults.append(f"{self.path}{'.' if key else ''}{key}: {message}")

    def take_text(self, key: str, *, required: bool = True) -> str:
        self.taken.add(key)
        value = self.raw.get(key)
        if value is None and not required:
            return ""
        is_space_told = key in {
            "split",
            "delimiter",
            "join",
        }  # a tab, a line end and a blank are what they say
        if isinstance(value, bool | dict | list) or not str(value or "").strip(
            None if not is_space_told else ""
        ):
            self.fault(key, "a text is due" if key in self.raw else "is missing")
            return ""
        return str(value) if is_space_told else str(value).strip()

    def take_choice(self, key: str, choices: tuple[str, ...], *, required: bool = True) -> str:
        value = self.take_text(key, required=required)
        if value and value not in choices:
            self.fault(key, f"{value!r} is none of {', '.join(choices)}")
        return value

    def take_columns(self, *keys: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            self.taken.add(key)
            found.extend(self.checker.use(column, f"{self.path}.{key}") for column in self._list(key))
        return tuple(found)

    def take_list(self, *keys: str) -> tuple[str, ...]:
        self.taken.update(keys)
        return tuple(value for key in keys for value in self._list(key))

    def _list(self, key: str) -> list[str]:
        value = self.raw.get(key)
        if any(isinstance(item, dict | list) for item in (value if isinstance(value, list) else [value])):
            self.fault(key, "a text, or a list of texts, is due")
            return []
        return _to_list(value)

    def take_part(self, key: Any) -> "_Part":
        self.taken.add(key)
        return _Part(self.checker, self.raw.get(key), f"{self.path}.{key}")

    def take_parts(self, key: str) -> list["_Part"]:
        self.taken.add(key)
        value = self.raw.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        return [
            _Part(self.checker, item, f"{self.path}.{key}[{number}]") for number, item in enumerate(items)
        ]

    def close(self, *, allowed: frozenset[str] | None = None, ignored: tuple[str, ...] = ()) -> None:
        """Tell every key that nothing reads."""
        known = self.taken | set(ignored) if allowed is None else allowed
        for key in self.raw:
            if key not in known:
                self.fault(str(key), f"is no key that is known here ({', '.join(sorted(map(str, known)))})")


def _read_head(head: _Part) -> dict[str, Any]:
    """The fields of `TableMapping` that stand in the head alone."""
    reference = head.take_part("reference")
    column, derived_from = reference.take_columns("column"), reference.take_columns("derived_from")
    reference.close()
    if (len(column) == 1) == bool(derived_from):
        head.fault(
            "reference",
            "is missing: say `column` with the column of the authority's number or, where it gives none, "
            "`derived_from` with the columns that make a key",
        )
    table = head.take_part("table")
    delimiter = table.take_text("delimiter", required=False) or ","
    if len(delimiter) != 1 or delimiter in '\r\n"':
        table.fault("delimiter", "one character is due, neither a quote nor a line end")
    fields = {
        "source": _read_source(head, key="authority" if column else "derived"),
        "reference": column[0] if column else None,
        "derived_from": derived_from,
        "is_grouped": head.take_choice("rows", ("one", "several"), required=False) == "several",
        "sheet": table.take_text("sheet", required=False) or None,
        "delimiter": delimiter,
        "date_order": table.take_choice("date_order", DATE_ORDERS, required=False) or "ymd",
    }
    table.close()
    return fields


def _read_source(head: _Part, *, key: str) -> ListSource:
    list_id, authority = head.take_text("id"), head.take_text("authority")
    if list_id and not _ID.fullmatch(list_id):
        head.fault("id", f"{list_id!r} must be small letters, digits and single hyphens")
    if list_id in RESERVED_IDS:
        head.fault("id", f"{list_id!r} is a list with a reader of its own; give this table another id")
    if authority and not _AUTHORITY.fullmatch(authority):
        head.fault(
            "authority", f"{authority!r} must be a state's code such as `NO`, or a body's id such as `OAS`"
        )
    name = head.take_part("name")
    names = {str(lang): name.take_text(lang) for lang in list(name.raw)}
    if not names:
        head.fault("name", "is missing: the list's name by language code, such as `en`")
    return ListSource(
        id=list_id,
        authority=authority,
        name=names,
        publisher=head.take_text("publisher"),
        homepage=head.take_text("homepage"),
        format="table with a mapping file",
        form="mapped",
        key="authority" if key == "authority" else "derived",
    )


def _read_texts(part: _Part) -> Texts:
    texts = Texts(
        columns=part.take_columns("column", "columns"),
        literals=part.take_list("literal", "literals"),
        split=part.take_text("split", required=False) or None,
    )
    part.close()
    return texts


def _read_name(part: _Part) -> NameColumn:
    columns = part.take_columns("column")
    if len(columns) != 1:
        part.fault("column", "one column is due")
    name = NameColumn(
        column="".join(columns[:1]),
        kind=cast("NameKind", part.take_choice("kind", NAME_KINDS)),
        lang=part.take_text("lang", required=False) or None,
        quality=part.take_text("quality", required=False) or None,
        split=part.take_text("split", required=False) or None,
    )
    part.close()
    return name


def _read_date(part: _Part) -> DateColumn:
    columns, act = part.take_columns("column"), part.take_columns("act_column")
    kind = part.take_choice("kind", DATE_KINDS)
    role = part.take_choice("role", ROLES, required=False)
    written = part.take_text("format", required=False)
    if len(columns) != 1:
        part.fault("column", "one column is due")
    if set(re.findall(r"%(.?)", written)) - FORMAT_LETTERS or (written and "%Y" not in written):
        part.fault("format", f"{written!r} may hold %d, %m, %b, %B and must hold %Y (no two-digit years)")
    if kind == "designated_on" and role not in {"", "listing"}:
        part.fault(
            "role", f"the date of an act of {role} is never a date of listing; say `kind: legal_act_on`"
        )
    if kind == "legal_act_on" and not role:
        part.fault("role", "is missing: what the act did to the entry (listing, amendment, recast, repeal)")
    part_split = part.take_text("split", required=False) or None
    part.close()
    return DateColumn(
        column="".join(columns[:1]),
        kind=cast("ListingDateKind", kind),
        format=written or None,
        role=cast("ActRole", role) if role else None,
        act_column="".join(act[:1]) or None,
        split=part_split,
    )


def _clean(column: str) -> str:
    return " ".join(str(column).split())


def _to_list(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [str(item) for item in items if item is not None]


def _write_out(value: Any) -> Any:
    """A YAML value with every scalar as text; FollowTheMoney reads `true` and `false` as such where they are due."""
    if isinstance(value, dict):
        return {str(key): _write_out(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_write_out(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value
