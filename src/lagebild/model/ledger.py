"""The ledger's frozen records: a leaf with its salt and record, and a tree head."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_HEAD = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One leaf of the ledger.

    Attributes:
        leaf_hash: RFC 6962 hash of the leaf's input, hex; stays for ever.
        salt: 32 hex digits, or None once erased.
        record: What is logged, or None once erased.
    """

    leaf_hash: str
    salt: str | None
    record: Mapping[str, Any] | None

    @property
    def is_erased(self) -> bool:
        """Whether only the hash is left."""
        return self.record is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeHead:
    """What the whole ledger is summed up in.

    Attributes:
        size: Number of leaves.
        root_hash: Root over them, hex.
        at: When it was taken, ISO 8601 in UTC, or None; no proof rests on it, only on a time stamp.
    """

    size: int
    root_hash: str
    at: str | None = None

    def __str__(self) -> str:
        """`SIZE:ROOTHEX`, the form in which it is printed, published and given to the verifier."""
        return f"{self.size}:{self.root_hash}"

    @classmethod
    def parse(cls, text: str, *, at: str | None = None) -> Self:
        """The head from `SIZE:ROOTHEX`; surrounding space and capital digits are accepted.

        Raises:
            ValueError: Another form.
        """
        match = _HEAD.fullmatch(text.strip().lower())
        if match is None:
            raise ValueError(f"not a tree head of the form SIZE:ROOTHEX with 64 hexadecimal digits: {text!r}")
        return cls(size=int(match[1]), root_hash=match[2], at=at)
