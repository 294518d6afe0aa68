"""The ledger: what each leaf says, how it is salted and hashed, and the head over all of them.

A leaf's input is 16 random bytes followed by the canonical JSON of its record. With both, anybody computes
the leaf hash; once both are erased, the hash lets nobody guess what was logged, and the proofs of all others
stay good.
The library has no randomness: who appends hands the salt in.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, get_args

from lagebild.archive.merkle import MerkleTree, leaf_hash
from lagebild.model.ledger import Leaf, TreeHead

SALT_BYTES = 16
"""128 bits: as many as nobody can try."""

DecisionKind = Literal[
    "review",
    "release",
    "reject",
    "withdraw",
    "reopen",
    "erase",
    "confirm_match",
    "reject_match",
    "join_subject",
    "split_subject",
    "accept_list",
    "publish_question",
    "refuse_question",
    "publish_answer",
    "verify_provision",
    "grade_source",
    "report",
]
DECISION_KINDS: tuple[str, ...] = get_args(DecisionKind)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")


def canonical_json(value: Any) -> bytes:
    """The one UTF-8 form of a JSON value that we hash: keys sorted, no spaces, characters unescaped.

    Raises:
        ValueError: The value holds NaN, an infinity or half a surrogate pair.
        TypeError: The value is no JSON.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def hash_json(value: Any) -> str:
    """SHA-256 of the canonical JSON, hex."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def make_leaf(record: Mapping[str, Any], *, salt: bytes) -> Leaf:
    """The leaf that logs a record under a salt.

    Raises:
        ValueError: The salt is not `SALT_BYTES` long.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a leaf's salt has {SALT_BYTES} bytes, not {len(salt)}")
    return Leaf(
        leaf_hash=leaf_hash(salt + canonical_json(dict(record))).hex(), salt=salt.hex(), record=dict(record)
    )


def is_leaf_whole(leaf: Leaf) -> bool:
    """Whether salt and record still give the leaf's hash; an erased leaf has nothing left to compare."""
    if leaf.record is None or leaf.salt is None:
        return leaf.record is None and leaf.salt is None
    return make_leaf(leaf.record, salt=bytes.fromhex(leaf.salt)).leaf_hash == leaf.leaf_hash


def erase_leaf(leaf: Leaf) -> Leaf:
    """The leaf with nothing but its hash."""
    return Leaf(leaf_hash=leaf.leaf_hash, salt=None, record=None)


def take_head(tree: MerkleTree, *, at: str | None = None, size: int | None = None) -> TreeHead:
    """The head over the first `size` leaves of a tree, or over all.

    Raises:
        ValueError: The tree has fewer leaves.
    """
    return TreeHead(size=len(tree) if size is None else size, root_hash=tree.root(size).hex(), at=at)


def head_bytes(head: TreeHead) -> bytes:
    """What is time-stamped: `SIZE:ROOTHEX` and a line feed, so that a shell can write it again."""
    return f"{head}\n".encode()


def capture_record(
    *,
    sha256: str,
    size: int,
    media_type: str | None,
    captured_at: str,
    url: str | None,
    name: str | None,
    source_id: str | None,
) -> dict[str, Any]:
    """What is logged of a capture.

    Args:
        sha256: Of the bytes, hex.
        size: Of the bytes.
        media_type: As served or guessed, or None.
        captured_at: ISO 8601 with seconds, in UTC, ending in `Z`.
        url: Where it came from, or None for a file.
        name: File name, or None.
        source_id: The watched source, or None.

    Raises:
        ValueError: A hash or a time has another form.
    """
    return {
        "type": "capture",
        "sha256": _checked_hash(sha256),
        "size": size,
        "media_type": media_type,
        "captured_at": _checked_time(captured_at),
        "url": url,
        "name": name,
        "source_id": source_id,
    }


def text_record(*, text_sha256: str, capture_sha256: str, extractor: str, version: str) -> dict[str, Any]:
    """What is logged of a text made from a capture.

    Raises:
        ValueError: A hash has another form.
    """
    return {
        "type": "text",
        "text_sha256": _checked_hash(text_sha256),
        "capture_sha256": _checked_hash(capture_sha256),
        "extractor": extractor,
        "extractor_version": version,
    }


def decision_record(
    *,
    kind: DecisionKind,
    subject: str,
    subject_sha256: str,
    person: str,
    rule: str | None,
    decided_at: str,
    note: str | None = None,
) -> dict[str, Any]:
    """What is logged of a person's decision.

    Args:
        kind: What was decided.
        subject: On what: a finding's key, a report's number; for `erase` the leaf's index.
        subject_sha256: Of the subject's content at that time; for `erase` the leaf hash.
            Hex; never the hash of what was erased, which would let it be guessed.
        person: Public name of who decided.
        rule: By which rule, or None.
        decided_at: ISO 8601 with seconds, in UTC, ending in `Z`.
        note: The reason in words, or None.

    Raises:
        ValueError: Unknown kind, nobody named, or a hash or time of another form.
    """
    if kind not in DECISION_KINDS:
        raise ValueError(f"not a kind of decision: {kind!r}")
    if not person.strip():
        raise ValueError(f"the decision {kind!r} on {subject!r} names nobody")
    return {
        "type": "decision",
        "kind": kind,
        "subject": subject,
        "subject_sha256": _checked_hash(subject_sha256),
        "person": person,
        "rule": rule,
        "decided_at": _checked_time(decided_at),
        "note": note,
    }


def regime_record(*, regime_id: str, sha256: str) -> dict[str, Any]:
    """What is logged of a regime's data, whose bytes `lagebild.reports.encode_regime` makes.

    Raises:
        ValueError: The hash has another form.
    """
    return {"type": "regime", "regime_id": regime_id, "sha256": _checked_hash(sha256)}


class Ledger(Protocol):
    """Whoever keeps the leaves: a table in the site's database, a list in a test."""

    def append(self, record: Mapping[str, Any]) -> int:
        """Log a record under a fresh salt; the leaf's index."""
        ...

    def leaf(self, index: int) -> Leaf:
        """The leaf at an index; without record and salt where it was erased."""
        ...

    def tree(self) -> MerkleTree:
        """The tree over all leaves as they now are."""
        ...


class ListedLedger:
    """A ledger in memory: for building a tree from stored rows, and for tests.

    Args:
        salts: Where fresh salts come from, `SALT_BYTES` each; none are needed to read.
        leaves: The leaves that are already there.
    """

    def __init__(self, *, salts: Iterable[bytes] = (), leaves: Iterable[Leaf] = ()) -> None:
        self._salts = iter(salts)
        self._leaves = list(leaves)
        self._tree = MerkleTree(bytes.fromhex(leaf.leaf_hash) for leaf in self._leaves)

    def append(self, record: Mapping[str, Any]) -> int:
        """Log a record under the next salt; the leaf's index."""
        leaf = make_leaf(record, salt=next(self._salts))
        self._leaves.append(leaf)
        return self._tree.append(bytes.fromhex(leaf.leaf_hash))

    def leaf(self, index: int) -> Leaf:
        """The leaf at an index."""
        return self._leaves[index]

    def tree(self) -> MerkleTree:
        """The tree over all leaves."""
        return self._tree

    def erase(self, index: int) -> None:
        """Forget what a leaf says; its hash stays."""
        self._leaves[index] = erase_leaf(self._leaves[index])


def _checked_hash(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise ValueError(f"not a SHA-256 in hexadecimal: {value!r}")
    return value


def _checked_time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError(f"not an ISO 8601 time in UTC ending in Z: {value!r}")
    return value
