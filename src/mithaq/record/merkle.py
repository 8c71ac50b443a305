"""The Merkle tree of RFC 9162, section 2.1, with SHA-256 (docs/spec/record.md, REC-50 to REC-54).

A log keeps a Frontier, which grows by one leaf at the cost of a few hashes, and stores each node that
becomes final: then every proof about every size is made from a few stored nodes, without the leaves.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = tuple[int, int, bytes]
"""A final node: level (0 for leaves), index within the level, hash."""

Nodes = Callable[[int, int], bytes]
"""Returns the hash of the final node of a level and an index; every one below the size must be there."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: its size and its greatest full subtrees, from left to right.

    Their sizes are the powers of two of which the size of the tree consists.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def extend(self, leaves: Iterable[bytes]) -> tuple["Frontier", list[Node]]:
        """Return the frontier after these leaf hashes, and all nodes that became final by them."""
        size, edge = self.size, list(self.hashes)
        final: list[Node] = []
        for leaf in leaves:
            level, index, node = 0, size, leaf
            final.append((level, index, node))
            while index % 2:
                level, index, node = level + 1, index // 2, node_hash(edge.pop(), node)
                final.append((level, index, node))
            edge.append(node)
            size += 1
        return Frontier(size, tuple(edge)), final

    def root(self) -> bytes:
        """Return the root hash of the tree of this size."""
        if not self.hashes:
            return EMPTY_ROOT
        *left, node = self.hashes
        for other in reversed(left):
            node = node_hash(other, node)
        return node


class Tree:
    """A whole tree in memory, for verifiers and tests; `append` takes leaf hashes."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = []
        self._frontier = Frontier()
        self.extend(leaves)

    def __len__(self) -> int:
        return self._frontier.size

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes at the end."""
        self._frontier, final = self._frontier.extend(leaves)
        for level, _, node in final:
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node)

    def root(self, size: int) -> bytes:
        """Return the root hash that the tree had with this many leaves."""
        return root(self._within(size), self._node)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the proof that the leaf at this index is in the tree of this size."""
        return inclusion(index, self._within(size), self._node)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Return the proof that the tree of the new size continues the one of the old size."""
        return consistency(old, self._within(new), self._node)

    def _node(self, level: int, index: int) -> bytes:
        return self._levels[level][index]

    def _within(self, size: int) -> int:
        if size > len(self):
            raise ValueError("the tree has not so many leaves")
        return size


def root(size: int, nodes: Nodes) -> bytes:
    """Return the root hash of the tree of this size (RFC 9162, 2.1.1)."""
    return _subtree(0, size, nodes) if size else EMPTY_ROOT


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return the audit path of a leaf, the nearest node first (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("there is no such leaf")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            path.append(_subtree(middle, end, nodes))
            end = middle
        else:
            path.append(_subtree(start, middle, nodes))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Return the proof of RFC 9162, 2.1.4.1; empty if one of the trees is empty or both are one."""
    if not 0 <= old <= new:
        raise ValueError("a tree does not shrink")
    if old in (0, new):
        return []
    proof: list[bytes] = []
    start, end = 0, new
    while old != end:
        middle = start + _left(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, nodes))
            end = middle
        else:
            proof.append(_subtree(start, middle, nodes))
            start = middle
    if start:
        proof.append(_subtree(start, end, nodes))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root_hash: bytes) -> bool:
    """Return whether the path leads from the leaf hash to the root hash (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            node = node_hash(other, node)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            node = node_hash(node, other)
        at, last = at // 2, last // 2
    return last == 0 and node == root_hash


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether the tree of the new size begins with the one of the old size (RFC 9162, 2.1.4.2).

    Every tree continues the empty one, which the RFC leaves open.
    """
    if not 0 <= old <= new or (new == 0 and new_root != EMPTY_ROOT):
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at // 2, last // 2
    first = second = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            first, second = node_hash(other, first), node_hash(other, second)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            second = node_hash(second, other)
        at, last = at // 2, last // 2
    return last == 0 and first == old_root and second == new_root


def _left(size: int) -> int:
    """Return the size of the left subtree: the greatest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _subtree(start: int, end: int, nodes: Nodes) -> bytes:
    """Return the hash of a subtree: a final node if it is full, else made of final nodes."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return nodes(level, start >> level)
    middle = start + _left(size)
    return node_hash(_subtree(start, middle, nodes), _subtree(middle, end, nodes))
