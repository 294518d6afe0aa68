"""The RFC 6962 Merkle tree: roots, inclusion and consistency proofs, and their verification.

Hashes are 32 raw bytes; indexes and sizes count leaves from 0.

Source:
    RFC 6962, section 2.1; for the verification RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""Root of the tree without leaves. Source: RFC 6962, section 2.1."""

HASH_BYTES = 32
"""Length of a SHA-256; anything else is no hash of ours and proves nothing."""

_LEAF_PREFIX = b"\x00"
_NODE_PREFIX = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf's input."""
    return hashlib.sha256(_LEAF_PREFIX + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node above two hashes."""
    return hashlib.sha256(_NODE_PREFIX + left + right).digest()


class MerkleTree:
    """An append-only tree that keeps the hash of every complete subtree.

    Appending costs two hashes on average; a root or proof of any earlier size costs a handful.

    Attributes:
        _levels: `_levels[k][i]` is the root over the leaves `[i·2ᵏ, (i+1)·2ᵏ)`.
    """

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        first = list(leaf_hashes)
        self._levels: list[list[bytes]] = [first]
        while len(level := self._levels[-1]) > 1:
            self._levels.append([node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)])

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, hash_: bytes) -> int:
        """Add one leaf's hash; its index."""
        index = len(self)
        self._levels[0].append(hash_)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            parent = node_hash(self._levels[level][-2], self._levels[level][-1])
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(parent)
        return index

    def leaf(self, index: int) -> bytes:
        """The hash of the leaf at an index.

        Raises:
            IndexError: There is no such leaf.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"leaf {index} is not in a tree of {len(self)} leaves")
        return self._levels[0][index]

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, or over all.

        Raises:
            ValueError: The tree has fewer leaves.
        """
        size = self._check_size(size)
        return self._range_root(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """The audit path of a leaf in the tree of the first `size` leaves, or of all, from the leaf upwards.

        Raises:
            ValueError: The leaf does not lie in that tree, or the tree has fewer leaves.
        """
        size = self._check_size(size)
        if not 0 <= index < size:
            raise ValueError(f"leaf {index} does not lie in a tree of {size} leaves")
        path, start, end = [], 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._range_root(middle, end))
                end = middle
            else:
                path.append(self._range_root(start, middle))
                start = middle
        return path[::-1]

    def consistency_proof(self, old_size: int, new_size: int | None = None) -> list[bytes]:
        """The proof that the tree of `old_size` leaves is the beginning of the one of `new_size`, or of all.

        Raises:
            ValueError: The sizes are not `0 < old_size <= new_size <= len(self)`.
        """
        new_size = self._check_size(new_size)
        if not 0 < old_size <= new_size:
            raise ValueError(f"no consistency proof leads from {old_size} to {new_size} leaves")
        path: list[bytes] = []
        start, end, is_known = 0, new_size, True
        while old_size != end:
            middle = start + _split(end - start)
            if old_size <= middle:
                path.append(self._range_root(middle, end))
                end = middle
            else:
                path.append(self._range_root(start, middle))
                start, is_known = middle, False
        if not is_known:
            path.append(self._range_root(start, end))
        return path[::-1]

    def _check_size(self, size: int | None) -> int:
        if size is None:
            return len(self)
        if not 0 <= size <= len(self):
            raise ValueError(f"the tree has {len(self)} leaves, not {size}")
        return size

    def _range_root(self, start: int, end: int) -> bytes:
        """The root over leaves `[start, end)`, `start` a multiple of its largest power of two."""
        peaks: list[bytes] = []
        while start < end:
            level = (end - start).bit_length() - 1
            peaks.append(self._levels[level][start >> level])
            start += 1 << level
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def tree_root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over all of these leaf hashes."""
    return MerkleTree(leaf_hashes).root()


def inclusion_proof(index: int, leaf_hashes: Iterable[bytes]) -> list[bytes]:
    """The audit path of one leaf among these, from the leaf upwards; for several keep a `MerkleTree`.

    Raises:
        ValueError: There is no such leaf.
    """
    return MerkleTree(leaf_hashes).inclusion_proof(index)


def consistency_proof(old_size: int, leaf_hashes: Iterable[bytes]) -> list[bytes]:
    """The proof that the first `old_size` leaves are the beginning of all of these.

    Raises:
        ValueError: `old_size` is not between 1 and the number of leaves.
    """
    return MerkleTree(leaf_hashes).consistency_proof(old_size)


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that `leaf` stands at `index` in the tree of this size and root."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    node, last, computed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(step, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, step)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the old tree is the beginning of the new one.

    The empty tree is the beginning of every tree: nothing is shown, so `old_size` 0 is never verified.
    """
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_computed = new_computed = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_computed, new_computed = node_hash(step, old_computed), node_hash(step, new_computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_computed = node_hash(new_computed, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old_computed == old_root and new_computed == new_root


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _split(size: int) -> int:
    """The largest power of two below a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)
