"""The books that every list reader keeps: what became of each field, and what was noted on the way."""

import csv
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Generic, TypeVar

from lagebild.lists.source import FieldAccount, FieldState
from lagebild.model.problem import Problem, Severity

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """What a reader does with one element, attribute or column.

    Attributes:
        path: An element from the root, without a leading slash (attributes as `…/@name`), or a column's heading.
        kind: `group` holds elements and no text; `value` holds text.
        state: `mapped` or `ignored`.
        note: Where it goes, or why it is left.
    """

    path: str
    kind: str
    state: FieldState
    note: str


def load_field_rules(package: str, table: str = "fields") -> dict[str, FieldRule]:
    """The field table of a list, `<table>.tsv` in its package: path to rule, in the table's order."""
    text = files("lagebild.lists").joinpath(package, f"{table}.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    rules: dict[str, FieldRule] = {}
    for row in rows:
        state: FieldState = "ignored" if row["state"] == "ignored" else "mapped"
        rules[row["path"]] = FieldRule(path=row["path"], kind=row["kind"], state=state, note=row["note"])
    return rules


@dataclass(slots=True)
class Log(Generic[Place]):
    """What a reader notes while it reads one file: problems, and the places whose value was lost."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    lost: set[Place] = field(default_factory=set)

    def locate(self, place: Place) -> str:
        """The place in words, such as `line 12: LIST/ENTRY` or `sheet 'Persons', cell C12`."""
        raise NotImplementedError

    def note(self, place: Place, /, code: str, message: str, *, severity: Severity = "note") -> None:
        """Record a problem at a place; its value counts as lost unless the severity is `note`."""
        self.problems.append(
            Problem(
                source=self.source,
                locator=self.locate(place),
                code=code,
                message=message,
                severity=severity,
            ),
        )
        if severity != "note":
            self.lost.add(place)


@dataclass(slots=True)
class FieldCounts:
    """Occurrences of one field, while they are counted."""

    mapped: int = 0
    ignored: int = 0
    empty: int = 0
    problem: int = 0

    def count(self, rule: FieldRule | None, *, lost: bool, has_value: bool) -> None:
        """Add one occurrence: a problem where it was lost or nothing is known of the field."""
        if rule is None or lost:
            self.problem += 1
        elif not has_value:
            self.empty += 1
        elif rule.state == "ignored":
            self.ignored += 1
        else:
            self.mapped += 1


def close_accounts(
    counts: Mapping[str, FieldCounts] | Iterable[tuple[str, FieldCounts]], rules: Mapping[str, FieldRule]
) -> dict[str, FieldAccount]:
    """What became of every field, by path, in the order of the counts."""
    accounts = {}
    for path, count in dict(counts).items():
        rule = rules.get(path)
        accounts[path] = FieldAccount(
            state=rule.state if rule else "problem",
            note=rule.note if rule else "not known to the reader",
            mapped=count.mapped,
            ignored=count.ignored,
            empty=count.empty,
            problem=count.problem,
        )
    return accounts
