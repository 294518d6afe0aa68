"""The Merkle code against the published proof vectors, good and tampered.

The vectors' subtree proofs belong to a later draft. Those that RFC 6962 can say too are run as well: a leaf in
a subtree is a leaf in a tree of its own, and a subtree that begins at 0 is an older tree.
"""

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lagebild.archive.merkle import verify_consistency, verify_inclusion
from lagebild.reports.verifier import verify

pytestmark = pytest.mark.shared


def read_vectors(shared: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    folder = shared / "hostile" / "rfc6962-vectors" / "testdata" / kind
    return [(str(path), json.loads(path.read_text())) for path in sorted(folder.rglob("*.json"))]


def decode(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def proof_of(vector: dict[str, Any]) -> list[bytes]:
    return [decode(step) for step in vector["proof"] or []]


def test_inclusion_vectors_are_judged_as_published(shared: Path) -> None:
    seen: Counter[bool] = Counter()
    for path, vector in read_vectors(shared, "inclusion"):
        leaf, root, proof = decode(vector["leafHash"]), decode(vector["root"]), proof_of(vector)
        index, size = vector["leafIdx"], vector["treeSize"]
        expected = not vector["wantErr"]
        assert verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root) is expected, path
        assert verify.verify_inclusion(leaf, index, size, proof, root) is expected, path
        seen[expected] += 1
    assert seen == {True: 6, False: 92}


def test_consistency_vectors_are_judged_as_published(shared: Path) -> None:
    seen: Counter[bool] = Counter()
    for path, vector in read_vectors(shared, "consistency"):
        expected = not vector["wantErr"]
        assert is_consistent(vector, vector["size1"], vector["size2"]) == (expected, expected), path
        seen[expected] += 1
    assert seen == {True: 6, False: 92}


def test_subtree_inclusion_vectors_hold_for_the_tree_of_their_own(shared: Path) -> None:
    seen: Counter[bool] = Counter()
    for path, vector in read_vectors(shared, "subtreeinclusion"):
        start, end = vector["start"], vector["end"]
        if not is_subtree(start, end):
            assert vector["wantErr"], path
            continue
        leaf, root, proof = decode(vector["leafHash"]), decode(vector["root"]), proof_of(vector)
        index, size, expected = vector["leafIdx"] - start, end - start, not vector["wantErr"]
        assert verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root) is expected, path
        seen[expected] += 1
    assert seen[True] > 0
    assert seen[False] > 0


def test_subtree_consistency_vectors_from_the_start_hold_for_older_trees(shared: Path) -> None:
    seen: Counter[bool] = Counter()
    for path, vector in read_vectors(shared, "subtreeconsistency"):
        if vector["start"] != 0 or vector["end"] == 0:
            continue
        expected = not vector["wantErr"]
        assert is_consistent(vector, vector["end"], vector["size"]) == (expected, expected), path
        seen[expected] += 1
    assert seen[True] > 0
    assert seen[False] > 0


def is_consistent(vector: dict[str, Any], old_size: int, new_size: int) -> tuple[bool, bool]:
    """What the library and the travelling verifier say."""
    old, new, proof = decode(vector["root1"]), decode(vector["root2"]), proof_of(vector)
    ours = verify_consistency(old_size=old_size, new_size=new_size, old_root=old, new_root=new, proof=proof)
    return ours, verify.verify_consistency(old_size, new_size, old, new, proof)


def is_subtree(start: int, end: int) -> bool:
    """Whether a complete node of some tree covers these leaves: the draft's own condition."""
    return start < end and start % (1 << (end - start - 1).bit_length()) == 0
