"""Which public sources are watched, as data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Reliability = Literal["A", "B", "C", "D", "E", "F"]
MayShow = Literal["full_text", "quote_only", "internal"]
SourceType = Literal["list", "statements", "questions"]

UNGRADED: Reliability = "F"
"""A source that nobody has graded. Source: Admiralty code, F `reliability cannot be judged`."""

_TABLE = Path(__file__).parent / "sources.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """A publisher's page, feed or list that a workspace may watch.

    Attributes:
        id: Stable key, such as `de-aa`.
        title: As shown.
        type: What comes from it.
        speaks: ISO 3166-1 alpha-2 or body id whose acts it publishes; None for a platform of many.
        url: What is fetched.
        every_hours: How often.
        reliability: Admiralty grade; `UNGRADED` until a person graded it.
        may_show: How much of its texts the public may see.
    """

    id: str
    title: str
    type: SourceType
    speaks: str | None
    url: str
    every_hours: int
    reliability: Reliability
    may_show: MayShow


@cache
def load_sources() -> tuple[WatchedSource, ...]:
    """The sources of the table, in its order.

    Raises:
        ValueError: A row has an unknown type or rule, a second use of an id, or no https address.
    """
    rows: list[dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    found = tuple(_read_row(row) for row in rows)
    if len({source.id for source in found}) != len(found):
        raise ValueError(f"{_TABLE.name}: an id stands twice; each source needs its own")
    return found


def _read_row(row: dict[str, Any]) -> WatchedSource:
    source = WatchedSource(
        id=row["id"],
        title=row["title"],
        type=row["is"],
        speaks=row["speaks"],
        url=row["url"],
        every_hours=row["every_hours"],
        reliability=row.get("reliability", UNGRADED),
        may_show=row.get("may_show", "quote_only"),
    )
    is_known = (
        source.type in get_args(SourceType)
        and source.may_show in get_args(MayShow)
        and source.reliability in get_args(Reliability)
    )
    if not is_known or not source.url.startswith("https://"):
        raise ValueError(
            f"{_TABLE.name}: row {source.id} has a type, rule, grade or address that is not known"
        )
    return source
