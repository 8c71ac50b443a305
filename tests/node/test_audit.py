"""The audit log is a Merkle tree: what is in it can be proven, and what was changed is found."""

import pytest

from mithaq.node import audit, checkpoints
from mithaq.node.home import Home
from mithaq.node.models import Audit, AuditNode, CheckpointRow
from mithaq.record import merkle
from mithaq.record.checkpoint import cosign, sign_checkpoint
from mithaq.record.errors import Refusal
from mithaq.record.note import parse_note
from partners import Partner


def fill(count: int) -> merkle.Tree:
    """Write rows, and return the tree that a verifier would make of them."""
    for number in range(count):
        audit.record("read", who="salma@ma.example", why=f"Exercise {number}", entries=["00" * 32])
    return merkle.Tree(bytes.fromhex(row.leaf) for row in Audit.objects.order_by("number"))


def test_every_row_is_a_leaf_and_every_proof_holds(node: Home) -> None:
    tree = fill(70)
    assert audit.verify() == 70
    assert AuditNode.objects.filter(level=4).count() == 4
    for size in (1, 2, 16, 17, 33, 64, 70):
        assert merkle.root(size, audit.node) == tree.root(size)
        assert checkpoints.consistency(size, 70) == tree.consistency(size, 70)
        assert checkpoints.inclusion(size - 1, 70) == tree.inclusion(size - 1, 70)


@pytest.mark.parametrize("change", ["who", "why", "what", "at"])
def test_a_changed_row_is_found(node: Home, change: str) -> None:
    fill(5)
    Audit.objects.filter(number=3).update(**{change: "x"})
    with pytest.raises(ValueError, match="audit row 3"):
        audit.verify()


def test_a_row_taken_out_is_found(node: Home) -> None:
    fill(5)
    Audit.objects.filter(number=2).delete()
    with pytest.raises(ValueError, match="audit row 2"):
        audit.verify()


def test_a_log_that_was_cut_off_is_found(node: Home) -> None:
    fill(5)
    Audit.objects.filter(number=4).delete()
    with pytest.raises(ValueError, match="does not belong"):
        audit.verify()


def test_what_no_database_keeps_is_written_all_the_same(node: Home) -> None:
    audit.record("login-failed", who="nobody\0\ud800@example", subject="x" * 1000)
    row = Audit.objects.get()
    assert row.who == "nobody\ufffd\ufffd@example"
    assert len(row.subject) == 300
    assert audit.verify() == 1


def test_a_rewritten_log_no_longer_fits_the_checkpoint_that_a_partner_cosigned(
    node: Home, madrid: Partner
) -> None:
    fill(6)
    row = checkpoints.sign()
    note = cosign(parse_note(row.note.encode()), "es.policia", madrid.signer, 1_900_000_000)
    checkpoints.take_cosignature("es.policia", madrid.keys.sign, note.encode())
    row.refresh_from_db()
    assert list(row.cosignatures) == ["es.policia"]
    assert checkpoints.sign().pk == row.pk
    Audit.objects.filter(number=2).update(leaf="11" * 32)
    assert merkle.root(6, audit.node).hex() != row.root


def test_a_cosignature_of_another_is_refused(node: Home, madrid: Partner) -> None:
    fill(2)
    row = checkpoints.sign()
    note = cosign(parse_note(row.note.encode()), "es.policia", Partner("xx.elsewhere").signer, 1_900_000_000)
    with pytest.raises(Refusal, match="note-signature-absent"):
        checkpoints.take_cosignature("es.policia", madrid.keys.sign, note.encode())
    assert CheckpointRow.objects.get().cosignatures == {}


def test_a_partners_log_may_grow_but_never_change(node: Home, madrid: Partner) -> None:
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(9)]
    tree = merkle.Tree(leaves)

    def see(tree: merkle.Tree, size: int, old: int) -> None:
        note = sign_checkpoint("es.policia", size, tree.root(size), madrid.signer)
        checkpoints.see("es.policia", madrid.keys.sign, note.encode(), tree.consistency(old, size))

    see(tree, 4, 0)
    see(tree, 9, 4)
    before = list(CheckpointRow.objects.values())
    other = merkle.Tree([*leaves[:3], *reversed(leaves)])
    with pytest.raises(Refusal, match="checkpoint-inconsistent"):
        see(other, 12, 9)
    with pytest.raises(Refusal, match="checkpoint-inconsistent"):
        see(tree, 8, 0)
    assert list(CheckpointRow.objects.values()) == before
