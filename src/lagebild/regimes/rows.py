"""Reading one mapping of a regime file field by field; what is wrong becomes a fault, never a guess."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lagebild.regimes.faults import Faults

LANGUAGES = ("de", "en")
"""Every text shown to readers stands in both; docs/reference/regimes.md."""

_DATE_PREFIX = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Row:
    """One mapping of the file; each field is taken once, and what was never taken is an unknown key."""

    def __init__(self, raw: object, faults: Faults) -> None:
        self.faults = faults
        self._rest: dict[str, Any] = {}
        if isinstance(raw, Mapping):
            self._rest = {str(key): value for key, value in raw.items()}
        else:
            faults.add(f"must be a mapping of keys, is {_name_kind(raw)}")

    def take(self, key: str) -> Any:
        """The raw value of an optional key, or None."""
        return self._rest.pop(key, None)

    def text(self, key: str) -> str:
        """A required text."""
        if key not in self._rest:
            self.faults.at(key).add("is missing")
            return ""
        value = self.take(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.faults.at(key).add(f"must be a text, is {_name_kind(value)}")
        return ""

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is absent or null."""
        return self.text(key) if self._rest.get(key) is not None else self.take(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        value = self.take(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.faults.at(key).add("must be a list of texts")
        return ()

    def words(self, key: str, *, required: bool) -> dict[str, str]:
        """A text per language; either all of `LANGUAGES` or, if not required, none."""
        value = self.take(key)
        if value is None and not required:
            return {}
        if not isinstance(value, Mapping):
            self.faults.at(key).add(f"must hold a text for each of {', '.join(LANGUAGES)}")
            return {}
        if sorted(value) != sorted(LANGUAGES) or not all(
            isinstance(text, str) and text for text in value.values()
        ):
            self.faults.at(key).add(f"must hold a text for each of {', '.join(LANGUAGES)} and nothing else")
            return {}
        return {language: value[language].strip() for language in LANGUAGES}

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        """A required text out of a fixed set; the first of the set stands in after a fault."""
        value = self.text(key)
        if value and value not in allowed:
            self.faults.at(key).add(f"{value!r} is none of {', '.join(allowed)}")
        return value if value in allowed else allowed[0]

    def date(self, key: str) -> str | None:
        """An ISO 8601 prefix (`2006`, `2006-10`, `2006-10-14`), or None where absent or null."""
        value = self.take(key)
        if value is None:
            return None
        text = str(value)
        if _is_date(text):
            return text
        self.faults.at(key).add(f"{text!r} is no ISO date such as 2006, 2006-10 or 2006-10-14")
        return None

    def rows(self, key: str, *, id_key: str = "id") -> list["Row"]:
        """A list of mappings, each at its own place named by its id."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.faults.at(key).add("must be a list")
            return []
        return [
            Row(item, self.faults.at(key, _name_item(item, id_key, place)))
            for place, item in enumerate(value, 1)
        ]

    def has(self, key: str) -> bool:
        """Whether the key stands in the file and was not taken yet."""
        return key in self._rest

    def close(self) -> None:
        """Note every key that nobody took as unknown."""
        for key in self._rest:
            self.faults.at(key).add("is an unknown key")


def _is_date(text: str) -> bool:
    """Whether it is an ISO 8601 prefix of a day that exists."""
    if not _DATE_PREFIX.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _name_kind(value: object) -> str:
    return "empty" if value in (None, "") else f"{type(value).__name__} {value!r:.40}"


def _name_item(item: object, id_key: str, place: int) -> str:
    name = item.get(id_key) if isinstance(item, Mapping) else None
    return str(name) if name else f"no. {place}"
