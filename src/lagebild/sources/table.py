"""Which public sources are watched, as data."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import yaml

from lagebild.errors import ConfigError

Reliability = Literal["A", "B", "C", "D", "E", "F"]
MayShow = Literal["full_text", "quote_only", "internal"]
SourceType = Literal["list", "statements", "questions"]

UNGRADED: Reliability = "F"
"""A source that nobody has graded. Source: Admiralty code, F `reliability cannot be judged`."""

_TABLE = Path(__file__).parent / "sources.yaml"
_SHORT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AUTHORITY = re.compile(r"[A-Z]{2,16}")
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_KEYS = frozenset({"id", "title", "is", "speaks", "url", "every_hours", "reliability", "may_show"})
_LIST_KEYS = frozenset({"list", "reader", "default", "files", "page", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """A publisher's page, feed or list that a workspace may watch.

    A list's file is found in one of three ways: at the addresses in `files`; behind the link on `page` that looks like
    `link`; or not at all, where a person must add it.

    Attributes:
        id: Stable key, such as `de-aa`.
        title: As shown.
        type: What comes from it.
        speaks: ISO 3166-1 alpha-2 or body id whose acts it publishes; None for a platform of many.
        url: What is fetched; for a list its first file or its page.
        every_hours: How often.
        reliability: Admiralty grade; `UNGRADED` until a person graded it.
        may_show: How much of its texts the public may see.
        list_id: Id of the authority's list, as its readers give it; forms of one list hold the same entries. None for
            what is no list.
        reader_id: Id of the reader of this form, the list's own where it has one form. None for what is no list.
        is_default: Whether it is fetched without being named.
        files: File name to address of the files that make up one edition, the main file first.
        page: Address of the page that links the file, or None.
        link: Regular expression for the link's `href` on that page, or None.
    """

    id: str
    title: str
    type: SourceType
    speaks: str | None
    url: str
    every_hours: int
    reliability: Reliability
    may_show: MayShow
    list_id: str | None = None
    reader_id: str | None = None
    is_default: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None
    link: str | None = None


@cache
def load_sources() -> tuple[WatchedSource, ...]:
    """The sources of the table, in its order.

    Raises:
        ConfigError: The table does not hold together; see `parse_sources`.
    """
    return parse_sources(_TABLE.read_text(encoding="utf-8"), name=_TABLE.name)


def parse_sources(text: str, *, name: str) -> tuple[WatchedSource, ...]:
    """The sources of a table in YAML, in its order; `name` names the table in messages.

    Raises:
        ConfigError: An unknown, missing or repeated key, a value that cannot be, a second use of an id, or two forms
            of one list that are both fetched by default: all at once, a line each, with the entry and the key.
    """
    faults: list[str] = []
    found: list[tuple[int, WatchedSource]] = []
    for number, raw in enumerate(_load_rows(text, name), start=1):
        row = _Row(raw, number)
        source = _read_source(row)
        faults.extend(row.faults)
        if source is not None:
            found.append((number, source))
    faults.extend(_find_repetitions(found))
    if faults:
        raise ConfigError("\n".join(f"{name}: {fault}" for fault in faults))
    return tuple(source for _number, source in found)


class _UniqueKeyLoader(yaml.SafeLoader):
    """YAML of plain values, in which a key that stands twice is a fault instead of the last one counting."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  # PyYAML's signature
        keys = [key.value for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _load_rows(text: str, name: str) -> list[Any]:
    try:
        rows = yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506  # a SafeLoader, with a check more
    except yaml.YAMLError as error:
        raise ConfigError(f"{name}: is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise ConfigError(f"{name}: is no list of sources; begin each with a hyphen")
    return rows


class _Row:
    """One entry of the table while it is read; what cannot be read becomes a fault."""

    def __init__(self, raw: object, number: int) -> None:
        self.values: dict[Any, Any] = raw if isinstance(raw, dict) else {}
        self.faults: list[str] = []
        self._place = f"entry {number}"
        if not isinstance(raw, dict):
            self.faults.append(f"{self._place}: is no mapping")
        elif isinstance(raw.get("id"), str):
            self._place += f" ({raw['id']})"

    def tell(self, key: str, fault: str) -> None:
        """Note a fault of a key."""
        self.faults.append(f"{self._place}: {key}: {fault}")

    def read(
        self, key: str, is_valid: Callable[[Any], bool], fault: str, *, missing: str = "is missing"
    ) -> Any:
        """The value of a key that must be there; None and a fault where it is not or is not valid."""
        if key not in self.values:
            self.tell(key, missing)
            return None
        return self.read_optional(key, is_valid, fault)

    def read_optional(
        self, key: str, is_valid: Callable[[Any], bool], fault: str, default: Any = None
    ) -> Any:
        """The value of a key, the default without it; None and a fault where it is not valid."""
        value = self.values.get(key, default)
        if key in self.values and not is_valid(value):
            self.tell(key, f"{value!r} {fault}")
            return None
        return value


def _read_source(row: _Row) -> WatchedSource | None:
    """The source of a row; None where the row has faults."""
    if row.faults:
        return None
    _check_keys(row)
    source_id = _read_short_name(row, "id")
    title = row.read("title", lambda value: isinstance(value, str) and bool(value.strip()), "is no text")
    source_type = row.read("is", _is_one_of(SourceType), _list_choices(SourceType))
    speaks = row.read(
        "speaks",
        lambda value: value is None or (isinstance(value, str) and bool(_AUTHORITY.fullmatch(value))),
        "is no state or body; write it in quotes, in capitals",
        missing="is missing; write null where it speaks for nobody",
    )
    every_hours = row.read(
        "every_hours", lambda value: type(value) is int and value >= 1, "is no number of hours from 1"
    )
    files, page, link = _read_files(row), _read_url(row, "page"), _read_link(row)
    form = _read_form(row) if source_type == "list" else _NO_LIST
    url = next(iter(files.values()), page) or _read_own_url(row)
    may_show = row.read_optional("may_show", _is_one_of(MayShow), _list_choices(MayShow), "quote_only")
    reliability = row.read_optional(
        "reliability", _is_one_of(Reliability), _list_choices(Reliability), UNGRADED
    )
    if row.faults:
        return None
    return WatchedSource(
        id=source_id,
        title=title,
        type=source_type,
        speaks=speaks,
        url=url or "",
        every_hours=every_hours,
        reliability=reliability,
        may_show=may_show,
        list_id=form.list_id,
        reader_id=form.reader_id,
        is_default=form.is_default,
        files=files,
        page=page,
        link=link,
    )


def _check_keys(row: _Row) -> None:
    is_list = row.values.get("is") == "list"
    for key in row.values:
        if key not in _KEYS | _LIST_KEYS:
            row.tell(str(key), "is no key that is known")
        elif key in _LIST_KEYS and not is_list:
            row.tell(key, "only a list has it")


@dataclass(frozen=True, slots=True)
class _Form:
    list_id: str | None
    reader_id: str | None
    is_default: bool


_NO_LIST = _Form(list_id=None, reader_id=None, is_default=False)


def _read_form(row: _Row) -> _Form:
    list_id = _read_short_name(row, "list", missing="is missing: the id of the list")
    reader_id = _read_short_name(row, "reader") if "reader" in row.values else list_id
    is_default = row.read_optional(
        "default", lambda value: isinstance(value, bool), "is neither true nor false", default=False
    )
    if is_default and not row.values.get("files") and not row.values.get("page"):
        row.tell("default", "true, but it names no files and no page; a person adds what cannot be fetched")
    return _Form(list_id=list_id, reader_id=reader_id, is_default=bool(is_default))


def _read_files(row: _Row) -> dict[str, str]:
    files = row.values.get("files", {})
    if not isinstance(files, dict):
        row.tell("files", "is no mapping of file names to addresses")
        return {}
    for file_name, address in files.items():
        if not isinstance(file_name, str) or not _FILE_NAME.fullmatch(file_name):
            row.tell("files", f"{file_name!r} is no file name")
        if not _is_https(address):
            row.tell("files", f"{address!r} is no https address")
    return files


def _read_link(row: _Row) -> str | None:
    has_page, has_link = "page" in row.values, "link" in row.values
    if has_page and row.values.get("files"):
        row.tell("page", "stands beside files; a list has one or the other")
    if has_page and not has_link:
        row.tell("link", "is missing: what the file's link on the page looks like")
    if has_link and not has_page:
        row.tell("link", "stands without a page to find it on")
    return row.read_optional("link", _is_pattern, "is no regular expression")  # type: ignore[no-any-return]  # checked to be text


def _read_own_url(row: _Row) -> str | None:
    return row.read("url", _is_https, "is no https address")  # type: ignore[no-any-return]  # checked to be text


def _read_url(row: _Row, key: str) -> str | None:
    if "url" in row.values and (row.values.get("files") or "page" in row.values):
        row.tell("url", "stands beside files or page, which give it; leave it out")
    return row.read_optional(key, _is_https, "is no https address")  # type: ignore[no-any-return]  # checked to be text


def _read_short_name(row: _Row, key: str, *, missing: str = "is missing") -> str:
    value = row.read(
        key,
        lambda found: isinstance(found, str) and bool(_SHORT_NAME.fullmatch(found)),
        "is no short name: small letters, digits and hyphens",
        missing=missing,
    )
    return value or ""


def _is_one_of(choices: object) -> Callable[[Any], bool]:
    return lambda value: value in get_args(choices)


def _list_choices(choices: object) -> str:
    return f"is none of {', '.join(get_args(choices))}"


def _is_pattern(value: object) -> bool:
    if not isinstance(value, str) or not value:
        return False
    try:
        re.compile(value)
    except re.error:
        return False
    return True


def _is_https(value: object) -> bool:
    """Whether a value is a whole https address without user name and fragment."""
    if not isinstance(value, str) or not value.isascii() or re.search(r"[\s\\]", value):
        return False
    try:
        parts = urlsplit(value)
        has_port = parts.port is not None
    except ValueError:
        return False
    is_plain = not has_port and "@" not in parts.netloc and not parts.fragment
    return parts.scheme == "https" and bool(parts.hostname) and is_plain


def _find_repetitions(found: Iterable[tuple[int, WatchedSource]]) -> Iterable[str]:
    ids: set[str] = set()
    fetched: dict[tuple[str | None, str | None], str] = {}
    for number, source in found:
        if source.id in ids:
            yield f"entry {number} ({source.id}): id: {source.id!r} stands twice; each source needs its own"
        ids.add(source.id)
        if source.is_default:
            key = (source.speaks, source.list_id)
            first = fetched.setdefault(key, source.id)
            if first != source.id:
                yield (
                    f"entry {number} ({source.id}): default: {source.speaks}'s list {source.list_id} is fetched "
                    f"as {first} already; one form of a list is the default"
                )
