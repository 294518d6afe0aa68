"""The fields of an answer that tell its version, and when to come back."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from math import ceil

_VALIDATOR = re.compile(r"[\x20-\x7e]{1,512}")
_SECONDS = re.compile(r"[0-9]{1,9}")


def read_field(head: str, name: str) -> str | None:
    """The value of a field in a head as `Fetched.response_head` holds it, the first if several; None without it."""
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            return value.strip() or None
    return None


def read_validator(head: str, name: str) -> str | None:
    """The value of a validating field; None where there is none that could be sent back."""
    value = read_field(head, name)
    return value if value is not None and _VALIDATOR.fullmatch(value) else None


def check_validator(value: str | None) -> str | None:
    """The validator, or None for an empty one.

    Raises:
        ValueError: It holds a line break or another character that would end the field.
    """
    if value and not _VALIDATOR.fullmatch(value):
        raise ValueError(f"{value[:80]!r} is no validator that a server gives: printable ASCII only")
    return value or None


def make_conditions(*, etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The request fields that ask for the whole only if it changed."""
    fields = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in fields.items() if value is not None}


def is_same_version(sent: str | None, received: str | None) -> bool:
    """Whether an entity tag received with 304 can be the one sent; True where either is not there.

    Source: RFC 9110 §8.8.3.2, weak comparison.
    """
    if sent is None or received is None:
        return True
    return sent.removeprefix("W/").strip('"') == received.removeprefix("W/").strip('"')


def read_retry_after(headers: Mapping[str, str]) -> int | None:
    """Seconds that the server asks to be left alone; None where it does not ask or the field cannot be read.

    A date is counted from the server's own `Date`, so that neither clock matters; without one it is not read.

    Source: RFC 9110 §10.2.3.
    """
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return int(value)
    until, now = _read_time(value), _read_time(headers.get("date", ""))
    if until is None or now is None:
        return None
    return max(0, ceil((until - now).total_seconds()))


def _read_time(value: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return time if time.tzinfo is not None else None
