"""A partner with real keys that says whatever a test wants: entries by hand, messages by hand."""

import hashlib
import json
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mithaq.node import clock
from mithaq.node.exchange import protocol
from mithaq.node.exchange.protocol import Message, Offered
from mithaq.record import header as headers
from mithaq.record import sealed
from mithaq.record.dsse import pae
from mithaq.record.entry import PAYLOAD_TYPE, Draft, Entry, decode
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey
from nodes import NodeProcess
from nodes.peer import Peer, send

OFFERED = struct.Struct(">QI")


@dataclass
class Liar:
    """One agency with its keys; what it holds of a dossier is what a test tells it."""

    agency: str
    signer: SigningKey = field(default_factory=SigningKey.generate)
    opener: OpeningKey = field(default_factory=OpeningKey.generate)
    recovery: SigningKey = field(default_factory=SigningKey.generate)
    serial: int = 0
    epoch: str = field(default_factory=lambda: os.urandom(16).hex())

    @property
    def keys(self) -> PartyKeys:
        """Its public keys, as a contact enters them."""
        return PartyKeys(self.agency, self.signer.public, self.opener.public, self.recovery.public)

    @property
    def peer(self) -> Peer:
        """What signs its calls."""
        return Peer(self.agency, self.signer)

    # ------------------------------------------------------------------ entries

    def frame(
        self,
        dossier: str | None,
        seq: int,
        parents: Sequence[str],
        seals: Mapping[str, bytes],
        plaintext: bytes,
        **changes: Any,
    ) -> bytes:
        """Return the frame of an entry signed by this agency; `changes` replace members of its header.

        `commitment` among them is kept as given: a text that is not what was committed to.
        """
        draft = Draft(
            dossier=dossier,
            author=changes.pop("author", self.agency),
            seq=seq,
            parents=tuple(parents),
            time=changes.pop("time", clock.text(clock.now())),
            to=tuple(sorted(seals)),
            handling="",
        )
        commitment = changes.pop("commitment", hashlib.sha256(plaintext).hexdigest())
        associated = headers.encode(draft, changes.pop("key", self.signer.id), commitment)
        part = sealed.close(
            plaintext,
            [seals[agency] for agency in draft.to],
            associated,
            content_key=os.urandom(32),
            nonce=os.urandom(12),
        )
        payload = headers.complete(associated, hashlib.sha256(part).hexdigest())
        return self.raw(payload, part)

    def acknowledgement(self, dossier: str, seq: int, parents: Sequence[str]) -> bytes:
        """Return the frame of an acknowledgement."""
        draft = Draft(dossier, self.agency, seq, tuple(parents), clock.text(clock.now()), (), "")
        return self.raw(headers.complete(headers.encode(draft, self.signer.id, None), None), b"")

    def raw(self, payload: bytes, part: bytes) -> bytes:
        """Return a frame of any payload, signed."""
        signature = self.signer.sign(pae(PAYLOAD_TYPE, payload))
        return b"".join(
            (len(payload).to_bytes(4, "big"), payload, signature, len(part).to_bytes(4, "big"), part)
        )

    # ------------------------------------------------------------------ messages

    def message(self, to: NodeProcess, frames: Sequence[bytes] = (), **parts: Any) -> Message:
        """Return a message that offers these frames under its next serials."""
        after = self.serial
        offers = []
        for frame in frames:
            self.serial += 1
            offers.append(Offered(self.serial, frame))
        values = {"epoch": self.epoch, "after": after, "upto": self.serial, "offers": tuple(offers), **parts}
        return Message(self.agency, to.agency, **values)

    def offer(self, to: NodeProcess, *frames: bytes, **parts: Any) -> Message:
        """Offer these frames and return the answer; AssertionError if there is none."""
        status, data = self.post(to, protocol.encode(self.message(to, frames, **parts)))
        assert status == 200, (status, data)
        return protocol.parse(data)

    def post(self, to: NodeProcess, body: bytes) -> tuple[int, bytes]:
        """Send a body, rightly signed; return status and body of the answer."""
        return send(to, self.peer.headers(to, body), body)

    def code(self, to: NodeProcess, body: bytes) -> tuple[int, str]:
        """Send a body, rightly signed; return status and code of the problem."""
        status, data = self.post(to, body)
        return status, json.loads(data)["code"] if status != 200 else ""


def plaintext(body: Mapping[str, Any], type_: str = "translate", handling: Any = None) -> bytes:
    """Return an honest plaintext."""
    return json.dumps(
        {"salt": os.urandom(16).hex(), "type": type_, "handling": handling, "body": body}
    ).encode()


def known(frames: Sequence[str]) -> list[Entry]:
    """Return the entries of an agent's frames (hex)."""
    return [decode(bytes.fromhex(frame)) for frame in frames]
