"""What must hold of every Merkle tree."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from lagebild.archive.merkle import (
    EMPTY_ROOT,
    MerkleTree,
    consistency_proof,
    inclusion_proof,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from lagebild.reports.verifier import verify

LEAVES = [hashlib.sha256(b"%d" % number).digest() for number in range(70)]
sizes = st.integers(1, 70)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


@given(st.integers(0, 70))
def test_root_is_the_one_of_the_definition(size: int) -> None:
    expected = root_by_definition(LEAVES[:size])
    assert tree_root(LEAVES[:size]) == expected
    assert MerkleTree(LEAVES).root(size) == expected
    grown = MerkleTree()
    for leaf in LEAVES[:size]:
        grown.append(leaf)
    assert grown.root() == expected


@given(sizes.flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_leaf_is_proved_and_at_no_other_place(case: tuple[int, int]) -> None:
    size, index = case
    proof, root = inclusion_proof(index, LEAVES[:size]), tree_root(LEAVES[:size])
    assert MerkleTree(LEAVES).inclusion_proof(index, size) == proof
    assert verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=root)
    assert verify.verify_inclusion(LEAVES[index], index, size, proof, root)
    for other in range(size):
        if other != index:
            assert not verify_inclusion(leaf=LEAVES[index], index=other, size=size, proof=proof, root=root)
    assert not verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=[*proof, root], root=root)


@given(sizes, sizes)
def test_every_older_tree_is_proved_to_be_the_beginning(one: int, other: int) -> None:
    old, new = sorted((one, other))
    old_root, new_root = tree_root(LEAVES[:old]), tree_root(LEAVES[:new])
    proof = consistency_proof(old, LEAVES[:new])
    assert verify_consistency(old_size=old, new_size=new, old_root=old_root, new_root=new_root, proof=proof)
    assert verify.verify_consistency(old, new, old_root, new_root, proof)
    forged = tree_root([b"\0" * 32, *LEAVES[1:old]])
    assert not verify_consistency(old_size=old, new_size=new, old_root=forged, new_root=new_root, proof=proof)


@given(sizes, sizes, st.integers(0, 6), st.integers(0, 255))
def test_no_changed_step_is_accepted(one: int, other: int, step: int, bit: int) -> None:
    old, new = sorted((one, other))
    proof = consistency_proof(old, LEAVES[:new])
    if step >= len(proof):
        return
    changed = bytearray(proof[step])
    changed[bit // 8] ^= 1 << bit % 8
    proof[step] = bytes(changed)
    roots = tree_root(LEAVES[:old]), tree_root(LEAVES[:new])
    assert not verify_consistency(
        old_size=old, new_size=new, old_root=roots[0], new_root=roots[1], proof=proof
    )
