"""The contacts as the exchange sees them, read anew every moment, and their links, which are kept."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.node.exchange.hopeless import HOPELESS
from mithaq.node.exchange.link import Link
from mithaq.node.models import Contact, NodeRow, WaitingRow
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, key_id

REFRESH = 2.0
"""Seconds for which what was read of the contacts is used."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One contact: where it is, which keys sign for it, and whether we call it."""

    agency: str
    url: str
    keys: Mapping[str, bytes]
    paused: bool
    suspended: bool
    link: Link


class Contacts:
    """All contacts of this node. Safe for threads; reads the database at most every REFRESH seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._links: dict[str, Link] = {}
        self._peers: dict[str, Peer] = {}
        self._epoch = ""
        self._restored = False
        self._read_at = 0.0

    def find(self, agency: str) -> Peer | None:
        """Return a contact that is not suspended, or None."""
        peer = self.all().get(agency)
        return None if peer is None or peer.suspended else peer

    def all(self) -> Mapping[str, Peer]:
        """Return every contact by its agency."""
        with self._lock:
            if time.monotonic() - self._read_at > REFRESH:
                self._read()
            return self._peers

    def epoch(self) -> str:
        """Return the epoch of this node's own store."""
        self.all()
        return self._epoch

    def restored(self) -> bool:
        """Return whether this store came from a backup: partners are to return what they hold (EXC-26)."""
        self.all()
        return self._restored

    def is_fresh(self) -> bool:
        """Return whether the next look needs no database."""
        return time.monotonic() - self._read_at <= REFRESH

    def forget(self) -> None:
        """Read again at the next look."""
        self._read_at = 0.0

    def _read(self) -> None:
        row = NodeRow.objects.get(pk=1)
        self._epoch, self._restored = row.epoch, row.restored_at is not None
        peers = {}
        for contact in Contact.objects.all():
            link = self._links.get(contact.agency) or self._begin(contact)
            peers[contact.agency] = Peer(
                contact.agency, contact.url, _keys(contact), contact.paused, contact.suspended, link
            )
        if {one.agency: set(one.keys) for one in peers.values()} != {
            one.agency: set(one.keys) for one in self._peers.values()
        }:
            HOPELESS.forget()
        self._peers = peers
        self._links = {agency: peer.link for agency, peer in peers.items()}
        self._read_at = time.monotonic()

    def _begin(self, row: Contact) -> Link:
        link = Link(row.agency, epoch=row.epoch, received=row.in_cursor, seen=row.in_cursor)
        link.acked = link.told = link.scanned = row.out_cursor
        link.returned = row.returned
        link.waits = set(WaitingRow.objects.filter(source=row.agency).values_list("entry", flat=True))
        self._links[row.agency] = link
        return link


def _keys(row: Contact) -> dict[str, bytes]:
    """Return the signing key by its id; none if it is not readable, so that nobody signs for it."""
    try:
        sign = PartyKeys.from_json(row.keys).sign
    except Refusal:
        return {}
    return {key_id(sign): sign}


CONTACTS = Contacts()
