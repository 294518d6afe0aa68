"""Append to the log, in the transaction of the row that a leaf covers."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from lagebild.archive.ledger import SALT_BYTES, canonical_json, make_leaf, take_head
from lagebild.archive.merkle import MerkleTree
from lagebild.model.ledger import Leaf
from lagebild_site.models import LedgerEntry, TreeHead

LOCK_NUMBER = 6962
"""Which PostgreSQL advisory lock serialises appending; SQLite's IMMEDIATE transactions do it by themselves."""


def write_time(at: datetime) -> str:
    """A time as the ledger writes it: UTC with seconds, ending in `Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append_leaf(record: Mapping[str, Any]) -> LedgerEntry:
    """Append one record as the log's next leaf, salted.

    Raises:
        RuntimeError: Called outside the transaction that writes the row which the leaf covers.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a leaf is appended in the transaction of the row that it covers")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_NUMBER])
    last = LedgerEntry.objects.order_by("-index").values_list("index", flat=True).first()
    salt = secrets.token_bytes(SALT_BYTES)
    leaf = make_leaf(record, salt=salt)
    return LedgerEntry.objects.create(
        index=0 if last is None else last + 1,
        kind=str(record.get("kind") or record["type"]),
        record=canonical_json(dict(record)).decode(),
        salt=salt,
        leaf_hash=bytes.fromhex(leaf.leaf_hash),
    )


def read_leaf(entry: LedgerEntry) -> Leaf:
    """The library's record of a stored leaf; without record and salt where it was erased."""
    return Leaf(
        leaf_hash=bytes(entry.leaf_hash).hex(),
        salt=None if entry.salt is None else bytes(entry.salt).hex(),
        record=None if entry.record is None else json.loads(entry.record),
    )


class DatabaseLedger:
    """The log in this workspace's database, as the library's reports use it."""

    def append(self, record: Mapping[str, Any]) -> int:
        """Log a record under a fresh salt; the leaf's index."""
        return int(append_leaf(record).index)

    def leaf(self, index: int) -> Leaf:
        """The leaf at an index; without record and salt where it was erased."""
        return read_leaf(LedgerEntry.objects.get(index=index))

    def tree(self) -> MerkleTree:
        """The tree over all leaves as they now are."""
        hashes = LedgerEntry.objects.order_by("index").values_list("leaf_hash", flat=True)
        return MerkleTree(bytes(value) for value in hashes)


def prove_leaf(entry: LedgerEntry, *, older: int | None = None) -> dict[str, Any]:
    """What lets anybody check that a leaf lies in the log: leaf, inclusion proof and head, as JSON values.

    Args:
        entry: The leaf; an erased one is proved by its hash alone.
        older: Size of an earlier head; adds the proof that the log only grew since.
    """
    tree = DatabaseLedger().tree()
    leaf = read_leaf(entry)
    proof: dict[str, Any] = {
        "index": entry.index,
        "leaf_hash": leaf.leaf_hash,
        "salt": leaf.salt,
        "record": leaf.record,
        "tree_head": str(take_head(tree)),
        "inclusion_proof": [step.hex() for step in tree.inclusion_proof(entry.index)],
    }
    if older is not None:
        proof["older_tree_head"] = str(take_head(tree, size=older))
        proof["consistency_proof"] = [step.hex() for step in tree.consistency_proof(older)]
    return proof


@transaction.atomic
def keep_tree_head(at: datetime) -> TreeHead:
    """The head of the log as it stands, kept so that it can be published; the same size is kept once."""
    head = take_head(DatabaseLedger().tree())
    kept, _created = TreeHead.objects.get_or_create(
        size=head.size, defaults={"root_hash": head.root_hash, "at": at}
    )
    return kept
