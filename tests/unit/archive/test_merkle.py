import hashlib

import pytest

from lagebild.archive.merkle import (
    EMPTY_ROOT,
    MerkleTree,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
)


def test_empty_tree_has_the_hash_of_nothing() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree_root([]) == EMPTY_ROOT


def test_leaf_and_node_are_hashed_under_different_prefixes() -> None:
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert node_hash(b"l", b"r") == hashlib.sha256(b"\x01lr").digest()


def test_root_of_three_leaves_pairs_the_first_two() -> None:
    a, b, c = (leaf_hash(name) for name in (b"a", b"b", b"c"))
    assert tree_root([a, b, c]) == node_hash(node_hash(a, b), c)


def test_proof_outside_the_tree_is_refused() -> None:
    tree = MerkleTree([leaf_hash(b"a"), leaf_hash(b"b")])
    with pytest.raises(ValueError, match="leaf 2 does not lie in a tree of 2 leaves"):
        tree.inclusion_proof(2)
    with pytest.raises(ValueError, match="the tree has 2 leaves, not 3"):
        tree.root(3)
    with pytest.raises(ValueError, match="no consistency proof leads from 0 to 2 leaves"):
        tree.consistency_proof(0)
    with pytest.raises(IndexError, match="leaf -1"):
        tree.leaf(-1)


def test_consistency_from_nothing_is_never_verified() -> None:
    assert not verify_consistency(old_size=0, new_size=0, old_root=EMPTY_ROOT, new_root=EMPTY_ROOT, proof=[])
