"""What is done with entries before the transaction: decode, verify, open. Slow, and needs no lock.

Nothing here raises for what a partner sent: each frame becomes an Arrival, with a refusal if its
bytes are at fault.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from mithaq.node.home import Home
from mithaq.record.entry import Entry, check_signature, decode, open_body
from mithaq.record.errors import Refusal

# Verifying releases the interpreter's lock and opening does not: one thread verifies while this one opens.
# On one core they would only take turns, and each turn costs.
FEW = 8
_VERIFIER = ThreadPoolExecutor(1, "verify")

KeyOf = Callable[[Entry], bytes | None]
"""An entry's raw public key, as far as it is known before the transaction."""


@dataclass(slots=True)
class Arrival:
    """One frame on its way in. `verified` is whether its signature has been checked; `plaintext` its body."""

    frame: bytes
    entry: Entry | None = None
    refusal: Refusal | None = None
    plaintext: bytes | None = None
    verified: bool = False
    known: bool = False


def decoded(frames: Sequence[bytes]) -> list[Arrival]:
    """Return an arrival for each frame, in their order."""
    return [_decoded(frame) for frame in frames]


def verify_and_open(arrivals: Sequence[Arrival], home: Home, key_of: KeyOf) -> None:
    """Check the signatures whose keys are known and open the bodies that are sealed to this node.

    An entry whose key is announced by another of the same batch stays unverified: the door does it.
    """
    fresh = [arrival for arrival in arrivals if arrival.entry and not arrival.known and not arrival.refusal]
    keys = [key_of(arrival.entry) for arrival in fresh if arrival.entry]
    if len(fresh) < FEW or _cores() < 2:
        _verify_all(fresh, keys)
        _open_all(fresh, home)
        return
    verifying = _VERIFIER.submit(_verify_all, fresh, keys)
    _open_all(fresh, home)
    verifying.result()


def _cores() -> int:
    """Return on how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def verify(arrival: Arrival, key: bytes | None) -> None:
    """Check the signature, if the key is known; a wrong one becomes the arrival's refusal."""
    if arrival.entry is None or key is None:
        return
    try:
        check_signature(arrival.entry, key)
        arrival.verified = True
    except Refusal as refusal:
        arrival.refusal = refusal


def _verify_all(arrivals: Sequence[Arrival], keys: Sequence[bytes | None]) -> None:
    for arrival, key in zip(arrivals, keys, strict=True):
        verify(arrival, key)


def _open_all(arrivals: Sequence[Arrival], home: Home) -> None:
    for arrival in arrivals:
        open_one(arrival, home)


def open_one(arrival: Arrival, home: Home) -> None:
    """Open the body. One that does not open is no fault at the door: this node will say so in an entry."""
    entry = arrival.entry
    if entry is None or entry.header.commitment is None or home.agency not in entry.header.to:
        return
    for opener in home.openers:
        try:
            arrival.plaintext = open_body(entry, home.agency, opener)
            return
        except Refusal:
            continue


def _decoded(frame: bytes) -> Arrival:
    try:
        return Arrival(frame, entry=decode(frame))
    except Refusal as refusal:
        return Arrival(frame, refusal=refusal)


def refuse(arrivals: Sequence[Arrival], refusal: Refusal) -> None:
    """Refuse them all for one reason."""
    for arrival in arrivals:
        arrival.refusal = refusal


def dossiers_of(arrivals: Sequence[Arrival]) -> list[str]:
    """Return the dossiers of those that are not refused, each once."""
    return list({one.entry.dossier_id: None for one in arrivals if one.entry and not one.refusal})
