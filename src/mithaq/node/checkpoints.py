"""Checkpoints of the audit log (C2SP tlog-checkpoint): ours, signed and cosigned; and our partners', as seen.

What a partner has cosigned cannot be rewritten unnoticed, not even by this node's administrator.
"""

from dataclasses import dataclass

from django.db import transaction

from mithaq.node import audit, clock, home
from mithaq.node.models import CheckpointRow
from mithaq.record import merkle
from mithaq.record.checkpoint import Checkpoint, cosign, cosigned_at, open_checkpoint, sign_checkpoint
from mithaq.record.errors import Refusal
from mithaq.record.note import Note, parse_note


@dataclass(frozen=True, slots=True)
class Seen:
    """A partner's checkpoint that we have cosigned: it continues what we saw of that log before."""

    checkpoint: Checkpoint
    note: bytes


def sign() -> CheckpointRow:
    """Return our newest checkpoint, signed now if the log has grown since the last."""
    own = home.current()
    frontier = audit.tree()
    root = frontier.root()
    note = sign_checkpoint(own.agency, frontier.size, root, own.signer)
    row, _ = CheckpointRow.objects.get_or_create(
        origin=own.agency, size=frontier.size, root=root.hex(), defaults={"note": note.encode().decode()}
    )
    return row


def newest(agency: str) -> CheckpointRow | None:
    """Return the newest checkpoint of an agency's log that is kept here."""
    return CheckpointRow.objects.filter(origin=agency).order_by("-size").first()


def consistency(old: int, new: int) -> list[bytes]:
    """Return the proof that our log of the new size continues the one of the old size."""
    return merkle.consistency(old, new, audit.node)


def inclusion(number: int, size: int) -> list[bytes]:
    """Return the proof that a row is in our log of this size."""
    return merkle.inclusion(number, size, audit.node)


def see(agency: str, public: bytes, data: bytes, proof: list[bytes]) -> Seen:
    """Cosign a partner's checkpoint that continues the last one seen; Refusal checkpoint-inconsistent."""
    checkpoint, note = open_checkpoint(data, agency, public)
    with transaction.atomic():
        last = newest(agency)
        old = (last.size, bytes.fromhex(last.root)) if last else (0, merkle.EMPTY_ROOT)
        if checkpoint.size < old[0] or not merkle.verify_consistency(
            old[0], checkpoint.size, old[1], checkpoint.root, proof
        ):
            raise Refusal("checkpoint-inconsistent", {"agency": agency, "size": checkpoint.size})
        own = home.current()
        cosigned = cosign(note, own.agency, own.signer, int(clock.now().timestamp()))
        CheckpointRow.objects.update_or_create(
            origin=agency,
            size=checkpoint.size,
            root=checkpoint.root.hex(),
            defaults={"note": cosigned.encode().decode()},
        )
    return Seen(checkpoint, cosigned.encode())


def take_cosignature(agency: str, public: bytes, data: bytes) -> None:
    """Keep a partner's cosignature of one of our checkpoints; Refusal if it is none."""
    note = parse_note(data)
    cosigned_at(note, agency, public)
    own = home.current()
    checkpoint = _own(data)
    row = CheckpointRow.objects.filter(
        origin=own.agency, size=checkpoint.size, root=checkpoint.root.hex()
    ).first()
    if row is None:
        raise Refusal("checkpoint-unknown", {"size": checkpoint.size})
    row.cosignatures[agency] = _line(note, agency)
    row.save(update_fields=["cosignatures"])


def _own(data: bytes) -> Checkpoint:
    """Return a checkpoint of ours, signed with the key in use or with one of before."""
    own = home.current()
    for one in own.former:
        try:
            return open_checkpoint(data, own.agency, one.keys.sign)[0]
        except Refusal:
            continue
    return open_checkpoint(data, own.agency, own.signer.public)[0]


def _line(note: Note, agency: str) -> str:
    text = note.encode().decode()
    return next(line for line in text.splitlines() if line.startswith(f"— {agency} "))
