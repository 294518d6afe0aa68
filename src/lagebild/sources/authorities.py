"""Who lists by own power and who acts through whom, as dated data with the legal ground.

The table is `authorities.yaml`; docs/reference/authorities.md describes it.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from lagebild.errors import ConfigError
from lagebild.model.coverage import Channel, Effect, Ground, span_days

TABLE = Path(__file__).parent / "authorities.yaml"
"""The table that comes with the software."""

LANGUAGES = ("de", "en")
"""Every text shown to readers stands in both."""

_EFFECTS: dict[str, Effect] = {"directly": "directly", "obliges": "obliges"}
_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z]+)*")
_Value = TypeVar("_Value")
_SECTIONS = ("grounds", "powers", "bonds", "outside", "alignments", "groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From when to when one state belongs to something.

    Attributes:
        state: ISO 3166-1 alpha-2.
        valid_from: First day, ISO 8601 prefix; None where not known.
        valid_to: Last day, ISO 8601 prefix; None where open.
        known_by: ISO day from which it is sure where `valid_from` is not known; None otherwise.
    """

    state: str
    valid_from: str | None
    valid_to: str | None
    known_by: str | None = None

    def covers(self, day: str) -> bool:
        """Whether the state surely belonged to it on that day; a partial date counts from its last day."""
        return _covers(day, self.valid_from or self.known_by, self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Which states are bound by whose listings.

    Attributes:
        through: Whose listings.
        effect: Whether they apply by themselves or oblige the state to act.
        grounds: The law.
        terms: The states with their times.
    """

    through: str
    effect: Effect
    grounds: tuple[Ground, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A state that is no member, with the reason per language code."""

    of: str
    state: str
    why: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A state that often follows another's decisions by acts of its own, which is not acting through it."""

    state: str
    follows: str
    ground: Ground
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """The whole table.

    Attributes:
        grounds: By id.
        powers: Authority to the grounds of its own listings.
        bonds: Who is bound by whose listings.
        outside: States named as no members.
        alignments: States that follow by own acts.
        groups: Body id to its members.
    """

    grounds: Mapping[str, Ground]
    powers: Mapping[str, tuple[Ground, ...]]
    bonds: tuple[Bond, ...]
    outside: tuple[Outside, ...]
    alignments: tuple[Alignment, ...]
    groups: Mapping[str, tuple[Term, ...]]


def find_channels(state: str, day: str, *, table: Authorities | None = None) -> tuple[Channel, ...]:
    """The ways in which a state or body lists, or is bound by listings, on one day, with the ground.

    Args:
        state: ISO 3166-1 alpha-2 or body id.
        day: ISO day.
        table: None takes the table that comes with the software.

    Returns:
        By its own power first, then through others, nearest first: the EU before the Security Council. Empty where
        the table knows none, which does not say that there is none.

    Raises:
        ValueError: `day` is no ISO day.
    """
    _check_day(day)
    known = table or load_authorities()
    own = tuple(ground for ground in known.powers.get(state, ()) if _is_in_force(ground, day))
    channels = [Channel(state=state, kind="own", authority=state, effect=None, grounds=own)] if own else []
    for bond in known.bonds:
        grounds = tuple(ground for ground in bond.grounds if _is_in_force(ground, day))
        channels += [
            Channel(
                state=state,
                kind="through",
                authority=bond.through,
                effect=bond.effect,
                grounds=grounds,
                bound_from=term.valid_from,
                bound_to=term.valid_to,
            )
            for term in bond.terms
            if grounds and term.state == state and term.covers(day)
        ]
    return tuple(channels)


def find_alignments(state: str, day: str, *, table: Authorities | None = None) -> tuple[Alignment, ...]:
    """Whose decisions a state often follows by own acts; that alone says nothing of any single decision.

    Raises:
        ValueError: `day` is no ISO day.
    """
    _check_day(day)
    rows = (table or load_authorities()).alignments
    return tuple(row for row in rows if row.state == state and _covers(day, row.valid_from, row.valid_to))


def list_group_members(group: str, day: str, *, table: Authorities | None = None) -> tuple[str, ...]:
    """The states that surely belonged to a group on one day, sorted; empty for a group that is not in the table.

    Raises:
        ValueError: `day` is no ISO day.
    """
    _check_day(day)
    terms = (table or load_authorities()).groups.get(group, ())
    return tuple(sorted({term.state for term in terms if term.covers(day)}))


@cache
def load_authorities(path: Path = TABLE) -> Authorities:
    """The table, checked.

    Raises:
        ConfigError: The file is missing, is no YAML, or has faults; the message lists all of them, each with its place.
    """
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506 - a SafeLoader without types
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path.name} is no readable YAML file: {' '.join(str(error).split())}") from error
    faults: list[str] = []
    table = _build(_Row(raw, path.name, faults))
    if faults:
        raise ConfigError(
            f"{len(faults)} fault(s) in {path.name}:\n" + "\n".join(f"- {fault}" for fault in faults)
        )
    return table


class _TextLoader(yaml.BaseLoader):
    """YAML in which every scalar stays text: `NO` is Norway, a day no date object; a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """The mapping, refused if a key stands twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(set(keys)) != len(keys):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


@dataclass
class _Row:
    """One mapping of the file; each key is taken once, what was never taken is a fault."""

    raw: Any
    place: str
    faults: list[str]
    rest: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.rest = dict(self.raw) if isinstance(self.raw, dict) else {}
        if not isinstance(self.raw, dict):
            self.fault("must be a mapping of keys")

    def fault(self, message: str) -> None:
        self.faults.append(f"{self.place}: {message}")

    def text(self, key: str) -> str:
        value = self.rest.pop(key, None)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(f"{key} must be a text")
        return ""

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.rest else None

    def party(self, key: str) -> str:
        return self.check_party(self.text(key))

    def check_party(self, value: str) -> str:
        if not _ID.fullmatch(value):
            self.fault(f"{value!r} is no id of a state or body, such as KR or UNSC")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.rest.pop(key, None)
        if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
            if len(set(value)) != len(value):
                self.fault(f"{key} names one thing twice")
            return tuple(value)
        self.fault(f"{key} must be a list of texts")
        return ()

    def date(self, key: str) -> str | None:
        value = self.optional(key)
        try:
            span_days(value) if value else None
        except ValueError as error:
            self.fault(f"{key}: {error}")
            return None
        return value

    def dates(self) -> tuple[str | None, str | None]:
        first, last = self.date("from"), self.date("to")
        if first and last and span_days(first)[0] > span_days(last)[1]:
            self.fault(f"ends on {last}, before it begins on {first}")
        return first, last

    def words(self, key: str) -> dict[str, str]:
        value = self.rest.pop(key, None)
        if isinstance(value, dict) and sorted(value) == sorted(LANGUAGES) and all(value.values()):
            return {language: str(value[language]) for language in LANGUAGES}
        self.fault(f"{key} must hold a text for each of {', '.join(LANGUAGES)} and nothing else")
        return {}

    def flag(self, key: str) -> bool:
        value = self.text(key)
        if value not in ("true", "false"):
            self.fault(f"{key} must be true or false")
        return value == "true"

    def rows(self, key: str) -> list["_Row"]:
        value = self.rest.pop(key, None)
        if not isinstance(value, list):
            self.fault(f"{key} must be a list")
            return []
        return [
            _Row(item, f"{self.place} › {key} no. {number}", self.faults)
            for number, item in enumerate(value, 1)
        ]

    def close(self) -> None:
        for key in self.rest:
            self.fault(f"{key} is an unknown key")


def _build(row: _Row) -> Authorities:
    sections = {name: row.rows(name) for name in _SECTIONS}
    row.close()
    grounds: dict[str, Ground] = {}
    for item in sections["grounds"]:
        ground = _read_ground(item)
        _add_once(grounds, ground.id, ground, item)
    powers: dict[str, tuple[Ground, ...]] = {}
    for item in sections["powers"]:
        _add_once(powers, item.party("authority"), _take_grounds(item, grounds), item)
        item.close()
    groups: dict[str, tuple[Term, ...]] = {}
    for item in sections["groups"]:
        _add_once(groups, item.party("id"), _read_members(item), item)
    bonds = tuple(_read_bond(item, grounds) for item in sections["bonds"])
    outside = tuple(_read_outside(item, bonds) for item in sections["outside"])
    return Authorities(
        grounds=grounds,
        powers=powers,
        bonds=bonds,
        outside=outside,
        alignments=tuple(row for item in sections["alignments"] for row in _read_alignments(item, grounds)),
        groups=groups,
    )


def _read_ground(row: _Row) -> Ground:
    valid_from, valid_to = row.dates()
    ground = Ground(
        id=row.text("id"),
        articles=row.texts("articles"),
        says=row.words("says"),
        source=row.text("source"),
        url=row.optional("url"),
        valid_from=valid_from,
        valid_to=valid_to,
        is_checked=row.flag("checked"),
    )
    if valid_from is None:
        row.fault("must say from when it is in force; a year is enough")
    if ground.url is not None and not ground.url.startswith("https://"):
        row.fault(f"url {ground.url} is no https address")
    row.close()
    return ground


def _read_bond(row: _Row, grounds: Mapping[str, Ground]) -> Bond:
    effect = row.text("effect")
    if effect not in _EFFECTS:
        row.fault(f"effect {effect!r} is none of {', '.join(_EFFECTS)}")
    return Bond(
        through=row.party("through"),
        effect=_EFFECTS.get(effect, "obliges"),
        grounds=_take_grounds(row, grounds),
        terms=_read_members(row),
    )


def _read_members(row: _Row) -> tuple[Term, ...]:
    """The terms of a bond or group, with the source that they are told to stand in."""
    row.text("source")
    row.flag("checked")
    row.optional("url")
    terms = tuple(term for item in row.rows("terms") for term in _read_terms(item))
    row.close()
    for number, term in enumerate(terms):
        if any(_overlap(term, other) for other in terms[:number]):
            row.fault(f"{term.state} stands in two terms at one time")
    return terms


def _read_terms(row: _Row) -> Iterable[Term]:
    valid_from, valid_to = row.dates()
    known_by = row.date("by")
    if (valid_from is None) == (known_by is None):
        row.fault("must have either from or by")
    states = [row.check_party(state) for state in row.texts("states")]
    row.close()
    return [
        Term(state=state, valid_from=valid_from, valid_to=valid_to, known_by=known_by) for state in states
    ]


def _read_outside(row: _Row, bonds: Iterable[Bond]) -> Outside:
    outside = Outside(of=row.party("of"), state=row.party("state"), why=row.words("why"))
    row.close()
    if any(
        bond.through == outside.of and term.state == outside.state and term.valid_to is None
        for bond in bonds
        for term in bond.terms
    ):
        row.fault(f"{outside.state} stands among the members of {outside.of} too")
    return outside


def _read_alignments(row: _Row, grounds: Mapping[str, Ground]) -> Iterable[Alignment]:
    valid_from, valid_to = row.dates()
    if valid_from is None:
        row.fault("must say from when; a year is enough")
    ground = _find_ground(row.text("ground"), grounds, row)
    follows = row.party("with")
    states = [row.check_party(state) for state in row.texts("states")]
    row.close()
    return [
        Alignment(state=state, follows=follows, ground=ground, valid_from=valid_from, valid_to=valid_to)
        for state in states
        if ground is not None
    ]


def _take_grounds(row: _Row, grounds: Mapping[str, Ground]) -> tuple[Ground, ...]:
    found = (_find_ground(key, grounds, row) for key in row.texts("grounds"))
    return tuple(ground for ground in found if ground is not None)


def _find_ground(key: str, grounds: Mapping[str, Ground], row: _Row) -> Ground | None:
    if key not in grounds:
        row.fault(f"no ground has the id {key!r}")
    return grounds.get(key)


def _add_once(found: dict[str, _Value], key: str, value: _Value, row: _Row) -> None:
    if key in found:
        row.fault(f"{key} stands twice")
    found[key] = value


def _overlap(left: Term, right: Term) -> bool:
    if left.state != right.state:
        return False
    first, second = sorted((left, right), key=lambda term: term.valid_from or term.known_by or "")
    begins = second.valid_from or second.known_by or ""
    return first.valid_to is None or span_days(begins)[0] <= span_days(first.valid_to)[1]


def _is_in_force(ground: Ground, day: str) -> bool:
    return _covers(day, ground.valid_from, ground.valid_to)


def _covers(day: str, valid_from: str | None, valid_to: str | None) -> bool:
    """Whether a day surely lies within; a partial first date counts from its last day, a last one to its first."""
    begun = valid_from is None or span_days(valid_from)[1] <= day
    ended = valid_to is not None and day > span_days(valid_to)[0]
    return begun and not ended


def _check_day(day: str) -> None:
    if span_days(day) != (day, day):
        raise ValueError(f"{day!r} is no ISO day such as 2024-10-16")
