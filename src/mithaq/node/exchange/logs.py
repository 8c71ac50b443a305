"""The audit logs of two nodes, each witnessed by the other (docs/spec/exchange.md, EXC-31 to EXC-34).

A checkpoint of our log travels until the contact has cosigned it, with the proof that it continues
what the contact saw last. A contact whose log does not continue what we saw is reported, once.
"""

import threading
import time

import structlog
from django.utils import timezone

from mithaq.node import audit, checkpoints
from mithaq.node.exchange.contacts import Peer
from mithaq.node.exchange.protocol import LogHead, Message
from mithaq.node.models import Contact
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

EVERY = 60.0
"""Seconds between two checkpoints of our own log, at least."""


AGAIN = 1.0
"""Seconds after which a contact that has not cosigned it is shown the same checkpoint again."""


class _Newest:
    """The newest checkpoint of our own log, read from the database now and then, and who has cosigned it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = -EVERY
        self._size, self._note = 0, ""
        self.cosigners: set[str] = set()

    def get(self) -> tuple[int, str]:
        """Return size and signed note."""
        with self._lock:
            if time.monotonic() - self._at >= EVERY:
                row = checkpoints.sign()
                self._size, self._note, self.cosigners = row.size, row.note, set(row.cosignatures)
                self._at = time.monotonic()
            return self._size, self._note

    def cosigned(self, agency: str, note: str) -> None:
        """Note that a contact has cosigned a checkpoint, perhaps the newest."""
        with self._lock:
            if note.startswith(self._note):
                self.cosigners.add(agency)


_newest = _Newest()


def head(peer: Peer) -> LogHead | None:
    """Return our checkpoint if the contact has not cosigned it yet and can check it."""
    link, now = peer.link, time.monotonic()
    seen = link.log_seen
    if seen is None or now < link.log_shown + AGAIN:
        return None
    size, note = _newest.get()
    if peer.agency in _newest.cosigners:
        return None
    link.log_shown, link.log_note = now, note
    # A log shorter than what they saw was restored from a backup, or worse: they are to see it.
    proof = checkpoints.consistency(seen, size) if 0 < seen < size else []
    return LogHead(note, seen, tuple(node.hex() for node in proof))


def has_news(peer: Peer) -> bool:
    """Return whether there is a checkpoint that the contact has not been shown yet."""
    return (
        peer.link.log_seen is not None
        and peer.link.log_note != _newest.get()[1]
        and peer.agency not in _newest.cosigners
    )


def seen_size(peer: Peer) -> int:
    """Return the size of a contact's log that we cosigned last."""
    link = peer.link
    if link.log_cosigned is None:
        row = checkpoints.newest(peer.agency)
        link.log_cosigned = row.size if row else 0
    return link.log_cosigned


def absorb(peer: Peer, message: Message) -> None:
    """Check and cosign the contact's checkpoint; keep its cosignature of ours."""
    public = next(iter(peer.keys.values()))
    if message.log is not None:
        with peer.link.lock:
            if message.log.since == seen_size(peer):
                _witness(peer, public, message.log)
    if message.cosigned is not None:
        try:
            checkpoints.take_cosignature(peer.agency, public, message.cosigned.encode())
            _newest.cosigned(peer.agency, message.cosigned)
        except Refusal as refusal:
            log.warning("cosignature-refused", agency=peer.agency, code=refusal.code)


def _witness(peer: Peer, public: bytes, shown: LogHead) -> None:
    try:
        seen = checkpoints.see(
            peer.agency, public, shown.note.encode(), [bytes.fromhex(node) for node in shown.proof]
        )
        peer.link.cosigned, peer.link.log_cosigned = seen.note.decode(), seen.checkpoint.size
    except Refusal as refusal:
        log.info("checkpoint-refused", agency=peer.agency, code=refusal.code)
        peer.link.log_cosigned = None
        # Another process of this node may have cosigned a later one meanwhile: then the proof is merely old.
        if refusal.code == "checkpoint-inconsistent" and shown.since == seen_size(peer):
            _report(peer.agency)


def _report(agency: str) -> None:
    """Mark the contact and write one audit row: its log was rewritten since we saw it."""
    if Contact.objects.filter(agency=agency, log_broken_at=None).update(log_broken_at=timezone.now()):
        log.error("log-broken", agency=agency)
        audit.record("log-broken", who="node", subject=agency, why="the log does not continue what was seen")
