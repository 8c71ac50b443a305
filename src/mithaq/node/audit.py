"""The audit log: who did what, when, to what and why (Directive (EU) 2016/680, art. 25).

Every row is a leaf of an RFC 9162 Merkle tree, added in the transaction that writes the row. What
is signed of the tree, and what partners have seen of it, is in `checkpoints`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from mithaq.node import clock, rows
from mithaq.node.models import Audit, AuditNode, AuditTree
from mithaq.record import merkle

# Every fourth level of the tree is stored; see AuditNode.
STEP = 4
HASH = 32
_COLUMNS = ("number", "at", "who", "what", "dossier", "subject", "entries", "why", "recipients", "leaf")
_TREE = "SELECT size, edge FROM node_audittree WHERE id = 1"
_TREE_LOCKED = f"{_TREE} FOR UPDATE"
# Text may come from a stranger's hands (a name at sign-in): what no database keeps is made visible.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done; `entries` and `dossier` are ids, `recipients` agencies."""

    what: str
    who: str
    subject: str = ""
    dossier: str | None = None
    entries: Sequence[str] = ()
    why: str = ""
    recipients: Sequence[str] = ()


def record(
    what: str,
    *,
    who: str,
    subject: str = "",
    dossier: str | None = None,
    entries: Sequence[str] = (),
    why: str = "",
    recipients: Sequence[str] = (),
) -> None:
    """Write one row, in the transaction that is open or in one of its own."""
    record_all([Act(what, who, subject, dossier, entries, why, recipients)])


def record_all(acts: Sequence[Act]) -> None:
    """Write a row for each act, in their order."""
    if not acts:
        return
    at = clock.text(clock.now())
    # No savepoint: what is done, and that it was done, stand or fall together.
    alone = not connection.in_atomic_block
    with transaction.atomic(savepoint=False), rows.together():
        frontier = frontier_of(*rows.one(_TREE_LOCKED if rows.is_postgresql() else _TREE))
        made = [_row(frontier.size + place, at, act) for place, act in enumerate(acts)]
        frontier, final = frontier.extend(row[-1] for row in made)
        rows.insert(Audit, _COLUMNS, made)
        kept = [(level, index, node) for level, index, node in final if level and level % STEP == 0]
        rows.insert(AuditNode, ("level", "index", "hash"), kept)
        rows.update(AuditTree, "id", ("size", "edge"), [(1, frontier.size, b"".join(frontier.hashes))])
        if alone:
            rows.commit()


def tree() -> merkle.Frontier:
    """Return the right edge of the tree as it is now."""
    return frontier_of(*rows.one(_TREE))


def frontier_of(size: int, edge: bytes) -> merkle.Frontier:
    """Return the right edge of the tree as it is stored."""
    edge = bytes(edge)
    return merkle.Frontier(size, tuple(edge[at : at + HASH] for at in range(0, len(edge), HASH)))


def node(level: int, index: int) -> bytes:
    """Return the hash of a final node: stored, a leaf, or made of at most eight that are."""
    above = level % STEP
    base, first = level - above, index << above
    if base:
        found = AuditNode.objects.filter(level=base, index__gte=first, index__lt=first + (1 << above))
        hashes = [bytes.fromhex(one.hash) for one in found.order_by("index")]
    else:
        leaves = Audit.objects.filter(number__gte=first, number__lt=first + (1 << above))
        hashes = [bytes.fromhex(one) for one in leaves.values_list("leaf", flat=True)]
    while len(hashes) > 1:
        hashes = [merkle.node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def verify() -> int:
    """Return the number of rows after checking every one against its leaf, and the leaves against the tree.

    ValueError names the first row that was changed, or says that the tree does not belong to the rows.
    """
    stored = tree()
    frontier = merkle.Frontier()
    for row in Audit.objects.order_by("number").iterator(1000):
        if row.number != frontier.size or row.leaf != merkle.leaf_hash(leaf_of(row)).hex():
            raise ValueError(f"audit row {frontier.size} was changed or taken out")
        frontier, _ = frontier.extend([bytes.fromhex(row.leaf)])
        if frontier.size == stored.size:
            break
    if frontier != stored:
        raise ValueError("the tree does not belong to the rows")
    return frontier.size


def leaf_of(row: Audit) -> bytes:
    """Return the bytes whose hash is the row's leaf."""
    return _leaf(
        row.number, row.at, row.who, row.what, row.dossier, row.subject, row.entries, row.why, row.recipients
    )


def _row(number: int, at: str, act: Act) -> rows.Row:
    who, subject, why = _clean(act.who, 254), _clean(act.subject, 300), _clean(act.why, 1000)
    entries, recipients = list(act.entries), list(act.recipients)
    leaf = merkle.leaf_hash(_leaf(number, at, who, act.what, act.dossier, subject, entries, why, recipients))
    dossier = bytes.fromhex(act.dossier) if act.dossier else None
    return number, at, who, act.what, dossier, subject, json.dumps(entries), why, json.dumps(recipients), leaf


def _leaf(*values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _clean(text: str, most: int) -> str:
    return _UNKEEPABLE.sub("\ufffd", text)[:most]
