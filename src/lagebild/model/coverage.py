"""Since when something is listed, who is bound by whose list, and what can be answered from the editions held."""

import re
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from lagebild.model.listing import ActRole

SinceKind = Literal["stated", "not_later_than", "between", "unknown"]
ConflictCode = Literal["date-after-edition", "date-before-absence", "act-before-designation"]
ChannelKind = Literal["own", "through"]
Effect = Literal["directly", "obliges"]
ListState = Literal[
    "listed",
    "contradicted",
    "came_between",
    "went_between",
    "delisted",
    "unclear",
    "not_on_list_of",
    "no_list_held",
    "through",
]

_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def span_days(value: str) -> tuple[str, str]:
    """The first and last day that an ISO 8601 prefix may mean, as ISO days.

    Args:
        value: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        ValueError: It has another form, or no calendar has such a day.
    """
    match = _PREFIX.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no ISO 8601 prefix such as 2017, 2017-08 or 2017-08-05")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or month is None:
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
    elif day is None:
        first = date(year, month, 1)
        last = date(year, month, monthrange(year, month)[1])
    else:
        first = last = date(year, month, day)
    return first.isoformat(), last.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateConflict:
    """A date of a record that cannot be true beside something else that is held; both are shown.

    Attributes:
        code: What contradicts what: the date lies after the first edition that already has the entry; before an
            edition that does not have it yet; or an act names the entry before its stated designation.
        value: The date as published, an ISO 8601 prefix.
        field: The field that it was read from.
        against: What it contradicts: the day of the edition, or the stated date of designation.
    """

    code: ConflictCode
    value: str
    field: str
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSince:
    """Since when an authority lists an entity, as far as it can be told.

    Attributes:
        kind: `stated` by the authority; `not_later_than` a bound from an act or the first edition with the entry;
            `between` an edition without and a bound; `unknown`.
        earliest: ISO day before which it was not listed, itself possible; None where open.
        latest: ISO day by which it was listed; None where open. Never before `earliest`.
        value: The published date that `stated` or the upper bound rests on, never filled up; None for an edition's.
        field: The field that it was read from; None for an edition's day.
        act: The legal act of that date, or None.
        role: What that act did, or None.
        last_absent: Day of the last edition held without the entry, or None.
        first_present: Day of the first edition held with it, or None.
        conflicts: Dates of the record that cannot be true together; then the bounds are only what is undisputed,
            or the stated date as the authority gives it.
    """

    kind: SinceKind
    earliest: str | None = None
    latest: str | None = None
    value: str | None = None
    field: str | None = None
    act: str | None = None
    role: ActRole | None = None
    last_absent: str | None = None
    first_present: str | None = None
    conflicts: tuple[DateConflict, ...] = ()

    @property
    def is_contradicted(self) -> bool:
        """Whether the record contradicts itself or the editions held."""
        return bool(self.conflicts)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; the conflicts as a list."""
        return {**asdict(self), "conflicts": [asdict(item) for item in self.conflicts]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why somebody lists or is bound, in law.

    Attributes:
        id: Stable key, such as `eu-lisbon`.
        articles: As cited, such as `TFEU Art. 215`.
        says: What they say, in own words, per language code.
        source: Name of the official text.
        url: Where it stands, or None.
        valid_from: ISO 8601 prefix, or None where not known.
        valid_to: Last day, ISO 8601 prefix; None while in force.
        is_checked: Whether a person compared the row with the official text.
    """

    id: str
    articles: tuple[str, ...]
    says: dict[str, str]
    source: str
    url: str | None
    valid_from: str | None
    valid_to: str | None
    is_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way in which a state or body acts on one day: by a power of its own, or through another's listings.

    Attributes:
        state: ISO 3166-1 alpha-2 or body id.
        kind: `own` or `through`.
        authority: Whose listing it is: the same id for `own`.
        effect: `directly` where it applies without an act of the state, `obliges` where the state must act; None
            for `own`.
        grounds: The legal grounds in force on that day.
        bound_from: Since when the state is bound, ISO 8601 prefix; None where not known, and for `own`.
        bound_to: Last day on which it is; None where open.
    """

    state: str
    kind: ChannelKind
    authority: str
    effect: Effect | None
    grounds: tuple[Ground, ...]
    bound_from: str | None = None
    bound_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delisted:
    """When a listing ended.

    Attributes:
        earliest: ISO day before which it had not ended; None where open.
        latest: ISO day by which it had; None where open.
        value: The date as the authority states it; None where only editions tell.
        field: The field that it was read from, or None.
        last_present: Day of the last edition held with the entry; None where it is in the latest one.
        first_gone: Day of the first edition held after that without it, or None.
    """

    earliest: str | None
    latest: str | None
    value: str | None = None
    field: str | None = None
    last_present: str | None = None
    first_gone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarEntry:
    """An entry with a similar name on a list with which nothing joins the subject; whether it is the same is open.

    Attributes:
        listing_id: The authority's listing.
        entity_id: The listed entity.
        caption: Its main name.
        asked_name: The subject's name that is similar, as published.
        matched_name: Its name that is similar, as published.
        score: How similar, 0…1.
        explanation: The pairs of words that made the score, as text.
        state: What the answer would be if it were the subject.
        since: Since when it is listed.
    """

    listing_id: str
    entity_id: str
    caption: str
    asked_name: str
    matched_name: str
    score: float
    explanation: str
    state: ListState
    since: ListedSince | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "since": self.since.to_json() if self.since else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """What the editions held say of one subject, one authority and one day; never a bare no.

    Attributes:
        authority: ISO 3166-1 alpha-2 or body id.
        day: ISO day that was asked for.
        state: `listed`; `contradicted` the authority's date says listed and its own edition of later does not;
            `came_between`, `went_between` two editions, so that the day itself stays open; `delisted`;
            `unclear` where no entry is joined with the subject and names of `similar` entries are;
            `not_on_list_of` the edition named, where no name on it is similar or none was looked for;
            `no_list_held` that reaches this day; `through` others, see `via`.
        list_id: Which list, where the authority has several; None where not told.
        edition: Day of the latest edition held on or before the day; None where none is.
        age_days: How old that edition was on the day.
        next_edition: Day of the first edition held after the day; None where none is.
        is_on_edition: Whether the entry is in `edition`; None where there is none.
        is_on_next: Whether the entry is in `next_edition`; None where there is none.
        listing_id: The authority's listing that the answer is about, or None.
        since: Since when it is listed, where an entry is known.
        delisted: When it ended, where it did.
        similar: Entries of this list with similar names that nothing joins with the subject, and that would change
            the answer if they were it; the most similar first.
        channel: How the state that was asked for is bound by this answer; only within `via`.
        via: The answers of those through which it acts, each with its channel.
    """

    authority: str
    day: str
    state: ListState
    list_id: str | None = None
    edition: str | None = None
    age_days: int | None = None
    next_edition: str | None = None
    is_on_edition: bool | None = None
    is_on_next: bool | None = None
    listing_id: str | None = None
    since: ListedSince | None = None
    delisted: Delisted | None = None
    similar: tuple[SimilarEntry, ...] = ()
    channel: Channel | None = None
    via: tuple["ListAnswer", ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values, with those in `via`."""
        channel = None
        if self.channel:
            grounds = [{**asdict(row), "articles": list(row.articles)} for row in self.channel.grounds]
            channel = {**asdict(self.channel), "grounds": grounds}
        return {
            **asdict(self),
            "since": self.since.to_json() if self.since else None,
            "similar": [entry.to_json() for entry in self.similar],
            "channel": channel,
            "via": [answer.to_json() for answer in self.via],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How many days one authority listed after another.

    Attributes:
        after: Id of the other authority, the reference.
        at_least: Fewest days possible; negative where it may have been earlier; None where unknown.
        at_most: Most days possible; None where unknown. Never below `at_least`.
    """

    after: str
    at_least: int | None
    at_most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the number of days is known."""
        return self.at_least is not None and self.at_least == self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationCell:
    """One authority in one row of the coordination table.

    Attributes:
        authority: ISO 3166-1 alpha-2 or body id.
        answer: What can be said; the leading one where the authority has several lists or listings.
        others: The answers of its other lists and listings.
        lag: Against the row's reference; None for the reference itself and where nothing is listed.
    """

    authority: str
    answer: ListAnswer
    others: tuple[ListAnswer, ...] = ()
    lag: Lag | None = None

    def to_json(self) -> dict[str, Any]:
        """The cell as plain JSON values."""
        return {
            "authority": self.authority,
            "answer": self.answer.to_json(),
            "others": [answer.to_json() for answer in self.others],
            "lag": {**asdict(self.lag), "is_exact": self.lag.is_exact} if self.lag else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationRow:
    """One subject on one day, across the authorities.

    Attributes:
        subject_id: The caller's own id, handed through.
        day: ISO day that was asked for.
        cells: One per authority, in the order asked for.
        reference: The authority with the earliest day by which it was listed, to which lags are counted; None
            where no authority has such a day. Only of those whose lists are held.
        is_first_certain: Whether no other listed authority of the row, nor a similar entry, can have been earlier.
    """

    subject_id: str
    day: str
    cells: tuple[CoordinationCell, ...]
    reference: str | None
    is_first_certain: bool

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {
            "subject_id": self.subject_id,
            "day": self.day,
            "cells": [cell.to_json() for cell in self.cells],
            "reference": self.reference,
            "is_first_certain": self.is_first_certain,
        }
