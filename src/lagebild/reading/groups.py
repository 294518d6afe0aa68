"""Whom a group speaks for: when the G7 or the MSMT issue a statement, its states say it."""

from collections.abc import Iterable
from functools import cache

from lagebild.regimes import load_regimes


@cache
def _load_members() -> dict[str, tuple[str, ...]]:
    groups = [group for regime in load_regimes() for group in regime.groups]
    return {group.id.upper(): group.members for group in groups if group.members}


def expand_groups(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids with each group that the regime data knows replaced by its members, each once, sorted.

    A body without members in the regime data (EU, NATO, UN) stays itself.
    """
    given = tuple(ids)
    if all(len(name) == 2 and name.isalpha() or ":" in name for name in given):  # noqa: PLR2004, RUF021 -- states, persons
        return given
    members = _load_members()
    return tuple(sorted({member for name in given for member in members.get(name, (name,))}))
