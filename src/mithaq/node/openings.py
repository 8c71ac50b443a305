"""What an opening says, read before its dossier begins here."""

from mithaq.node.views import NOWHERE
from mithaq.record import bodies
from mithaq.record.errors import Refusal
from mithaq.record.law import Opened, read_plaintext


def read_opening(plaintext: bytes | None) -> tuple[bodies.Open, Opened]:
    """Return the body of an opening that was opened here, and what it was read from, without its place.

    Refusal opening-closed if it was not opened.
    """
    if plaintext is None:
        raise Refusal("opening-closed")
    opened = read_plaintext(NOWHERE, plaintext)
    if opened.fault is not None:
        raise opened.fault
    if opened.type != bodies.Open.type:
        raise Refusal("type-unknown", {"kind": ""})
    body = bodies.read(bodies.Open.type, opened.body)
    if isinstance(body, Refusal):
        raise body
    assert isinstance(body, bodies.Open)  # noqa: S101 - what read returns for this type
    return body, opened


def opening_parties(opening: bodies.Open) -> frozenset[str]:
    """Return the agencies that an opening names."""
    return frozenset(str(keys.get("agency")) for keys in opening.parties)
