"""The Merkle tree (REC-50 to REC-54) against published hashes, the definition, and forgers."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from record.vectors import load

VECTORS = load("merkle")
LEAVES = [bytes.fromhex(text) for text in VECTORS["leaves"]]
# The roots of the reference implementation of Certificate Transparency for 0 to 8 of these leaves.
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
COUNTS = st.integers(0, 70)


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(count)]


def defined(hashes: list[bytes]) -> bytes:
    """Return the root by the words of RFC 9162, 2.1.1."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    left = 1
    while 2 * left < len(hashes):
        left *= 2
    return hashlib.sha256(b"\1" + defined(hashes[:left]) + defined(hashes[left:])).digest()


def test_the_roots_of_certificate_transparency() -> None:
    tree = Tree(leaf_hash(leaf) for leaf in LEAVES)
    assert [tree.root(size).hex() for size in range(9)] == ROOTS == VECTORS["roots"]


def test_the_proofs_of_certificate_transparency() -> None:
    """The inclusion of leaf 5 in 8 and the consistency of 6 and 8, as its test data have them."""
    tree = Tree(leaf_hash(leaf) for leaf in LEAVES)
    assert [node.hex() for node in tree.inclusion(5, 8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [node.hex() for node in tree.consistency(6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_vectors_are_proven_and_made_again() -> None:
    tree = Tree(leaf_hash(leaf) for leaf in LEAVES)
    for case in VECTORS["inclusion"]:
        path = [bytes.fromhex(node) for node in case["path"]]
        root = bytes.fromhex(VECTORS["roots"][case["size"]])
        assert tree.inclusion(case["index"], case["size"]) == path
        assert verify_inclusion(leaf_hash(LEAVES[case["index"]]), case["index"], case["size"], path, root)
    for case in VECTORS["consistency"]:
        proof = [bytes.fromhex(node) for node in case["proof"]]
        roots = [bytes.fromhex(VECTORS["roots"][case[size]]) for size in ("old", "new")]
        assert tree.consistency(case["old"], case["new"]) == proof
        assert verify_consistency(case["old"], case["new"], roots[0], roots[1], proof)


@given(COUNTS)
def test_the_root_is_the_defined_one_however_the_leaves_came(count: int) -> None:
    hashes = leaves(count)
    tree, grown = Tree(hashes), Frontier()
    for leaf in hashes:
        grown, final = grown.extend((leaf,))
        assert final[0] == (0, grown.size - 1, leaf)
    at_once, _ = Frontier().extend(hashes)
    assert tree.root(count) == grown.root() == at_once.root() == defined(hashes)
    assert grown == at_once
    assert len(tree) == grown.size == count
    assert len(grown.hashes) == count.bit_count()


@given(COUNTS)
def test_a_leaf_costs_two_stored_nodes_on_average_and_they_suffice_for_every_proof(count: int) -> None:
    hashes = leaves(count)
    _, final = Frontier().extend(hashes)
    stored = {(level, index): node for level, index, node in final}
    assert len(stored) == len(final) <= 2 * count
    tree = Tree(hashes)
    for size in range(count + 1):
        for index in range(size):
            assert inclusion(index, size, lambda level, at: stored[level, at]) == tree.inclusion(index, size)
        assert consistency(size, count, lambda level, at: stored[level, at]) == tree.consistency(size, count)


@given(st.data(), st.integers(1, 70))
def test_every_leaf_is_proven_at_every_size_and_no_other_in_its_place(data: st.DataObject, size: int) -> None:
    tree = Tree(leaves(size + 3))
    index = data.draw(st.integers(0, size - 1))
    path, root, leaf = tree.inclusion(index, size), tree.root(size), leaves(size)[index]
    assert verify_inclusion(leaf, index, size, path, root)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, path, root)
    assert not verify_inclusion(leaf, index, size, path, leaf_hash(b"another"))
    assert not verify_inclusion(leaf, index, size, [*path, root], root)
    for wrong in (index - 1, index + 1, size):
        assert not verify_inclusion(leaf, wrong, size, path, root)
    for place in range(len(path)):
        assert not verify_inclusion(leaf, index, size, path[:place] + path[place + 1 :], root)
        forged = [*path[:place], leaf_hash(path[place]), *path[place + 1 :]]
        assert not verify_inclusion(leaf, index, size, forged, root)


@given(st.data(), COUNTS)
def test_every_size_continues_every_smaller_one_and_no_rewritten_one(data: st.DataObject, new: int) -> None:
    hashes = leaves(new)
    old = data.draw(st.integers(0, new))
    tree = Tree(hashes)
    proof, roots = tree.consistency(old, new), (tree.root(old), tree.root(new))
    assert verify_consistency(old, new, *roots, proof)
    other = leaf_hash(b"another")
    assert not verify_consistency(old, new, other, roots[1], proof)
    assert old == 0 < new or not verify_consistency(old, new, roots[0], other, proof)
    assert not verify_consistency(old, new, *roots, [*proof, other])
    assert not verify_consistency(new + 1, new, *roots, proof)
    assert not proof or not verify_consistency(old, new, *roots, [])
    for place in range(len(proof)):
        assert not verify_consistency(old, new, *roots, proof[:place] + proof[place + 1 :])
        forged = [*proof[:place], leaf_hash(proof[place]), *proof[place + 1 :]]
        assert not verify_consistency(old, new, *roots, forged)
    if old:
        rewritten = Tree([other, *hashes[1:]])
        assert not verify_consistency(
            old, new, roots[0], rewritten.root(new), rewritten.consistency(old, new)
        )


def test_a_path_longer_than_its_tree_proves_nothing_even_to_its_own_root() -> None:
    leaf, other = leaf_hash(b"a"), leaf_hash(b"b")
    assert verify_inclusion(leaf, 1, 2, [other], node_hash(other, leaf))
    assert not verify_inclusion(leaf, 0, 1, [other], node_hash(other, leaf))


def test_a_node_is_never_taken_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert Frontier().root() == EMPTY_ROOT != leaf_hash(b"")


@pytest.mark.parametrize("index, size", [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        Tree(leaves(3)).inclusion(index, size)


def test_a_tree_proves_nothing_about_sizes_it_never_had() -> None:
    tree = Tree(leaves(3))
    for what in (lambda: tree.root(4), lambda: tree.inclusion(0, 4), lambda: tree.consistency(1, 4)):
        with pytest.raises(ValueError, match="not so many"):
            what()
    for old, new in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="does not shrink"):
            tree.consistency(old, new)
    tree.append(leaf_hash(b"3"))
    assert tree.root(4) == defined(leaves(4))


def test_appending_costs_the_same_at_any_size() -> None:
    small, _ = Frontier().extend(leaves(3))
    # A frontier is all that is needed to go on: this one has the size of a very old log.
    huge = Frontier(2**40 - 1, tuple(leaf_hash(b"%d" % level) for level in range(40)))
    assert len(small.extend(leaves(1))[1]) == 3
    grown, final = huge.extend(leaves(1))
    assert (len(final), len(grown.hashes), grown.size) == (41, 1, 2**40)
