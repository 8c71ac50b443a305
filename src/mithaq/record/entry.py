"""One entry as bytes: the frame that is stored and sent (docs/spec/record.md, REC-20 to REC-33).

    payload length (4) | payload: the header | signature (64) | sealed length (4) | sealed part

Lengths are big-endian. A frame has no redundancy and no free bits: whatever bit is turned, `decode`,
`check_signature` or `open_body` refuses it.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.record import header as headers
from mithaq.record import jsonprofile, sealed
from mithaq.record.dsse import pae
from mithaq.record.errors import Refusal
from mithaq.record.header import Draft as Draft
from mithaq.record.header import Header as Header
from mithaq.record.hpke import OpeningKey
from mithaq.record.limits import MAX_BODY, MAX_FRAME, MAX_PAYLOAD, MAX_SEALED, SIGNATURE_LENGTH
from mithaq.record.signing import SigningKey, key_id, verify

PAYLOAD_TYPE = b"application/vnd.mithaq.entry+json"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry whose form was checked; its signature and its body are checked by what follows."""

    id: str
    header: Header
    payload: bytes
    signature: bytes
    sealed: bytes

    @property
    def dossier_id(self) -> str:
        """Return the dossier's id, which is the id of its opening entry (REC-23)."""
        return self.header.dossier or self.id

    def encode(self) -> bytes:
        """Return the frame that `decode` reads."""
        return b"".join(
            (
                len(self.payload).to_bytes(4, "big"),
                self.payload,
                self.signature,
                len(self.sealed).to_bytes(4, "big"),
                self.sealed,
            )
        )


def decode(frame: bytes) -> Entry:
    """Return the entry of a frame; Refusal json-... or entry-... for its form or size (REC-20)."""
    if len(frame) > MAX_FRAME:
        raise _too_long("frame", len(frame), MAX_FRAME)
    payload_end = 4 + int.from_bytes(frame[:4], "big")
    sealed_at = payload_end + SIGNATURE_LENGTH + 4
    if len(frame) < sealed_at:
        raise Refusal("entry-frame")
    if payload_end - 4 > MAX_PAYLOAD:
        raise _too_long("payload", payload_end - 4, MAX_PAYLOAD)
    part = frame[sealed_at:]
    if int.from_bytes(frame[sealed_at - 4 : sealed_at], "big") != len(part):
        raise Refusal("entry-frame")
    if len(part) > MAX_SEALED:
        raise _too_long("sealed", len(part), MAX_SEALED)
    payload = frame[4:payload_end]
    header = headers.parse(payload)
    _check_sealed(header, part)
    return Entry(_id(payload), header, payload, frame[payload_end : sealed_at - 4], part)


def check_signature(entry: Entry, public: bytes) -> None:
    """Refuse an entry that the owner of this raw public key has not signed (REC-21, REC-22)."""
    if entry.header.key != key_id(public):
        raise Refusal("key-differs")
    if not verify(public, entry.signature, pae(PAYLOAD_TYPE, entry.payload)):
        raise Refusal("signature-invalid")


def write(
    draft: Draft,
    plaintext: bytes | None,
    signer: SigningKey,
    recipients: Mapping[str, bytes],
    *,
    content_key: bytes,
    nonce: bytes,
) -> Entry:
    """Return a new signed entry, sealed to the agencies of `draft.to` by their raw public sealing keys.

    No plaintext makes an acknowledgement. What a partner would refuse is refused here with the same
    code, before it is signed.
    """
    if plaintext is None:
        part, commitment = b"", None
        associated = headers.encode(draft, signer.id, commitment)
    else:
        if len(plaintext) > MAX_BODY:
            raise Refusal("body-too-long", {"length": len(plaintext), "most": MAX_BODY})
        commitment = _commitment(plaintext)
        associated = headers.encode(draft, signer.id, commitment)
        publics = [recipients[agency] for agency in draft.to]
        part = sealed.close(plaintext, publics, associated, content_key=content_key, nonce=nonce)
    payload = headers.complete(associated, None if plaintext is None else hashlib.sha256(part).hexdigest())
    if len(payload) > MAX_PAYLOAD:
        raise _too_long("payload", len(payload), MAX_PAYLOAD)
    header = headers.parse(payload)
    return Entry(_id(payload), header, payload, signer.sign(pae(PAYLOAD_TYPE, payload)), part)


def open_body(entry: Entry, agency: str, key: OpeningKey) -> bytes:
    """Return the plaintext body; Refusal cannot-open or commitment-differs (REC-28).

    An acknowledgement has no body: asking for one is our fault (ValueError).
    """
    associated = headers.associated_data(entry.payload, entry.header)
    return _open(entry, _content_key(entry, agency, key, associated), associated)


def content_key_of(entry: Entry, agency: str, key: OpeningKey) -> bytes:
    """Return the content key, which whoever opens an entry may seal anew for another party (REC-29)."""
    return _content_key(entry, agency, key, headers.associated_data(entry.payload, entry.header))


def open_with(entry: Entry, content_key: bytes) -> bytes:
    """Return the plaintext body under a content key, wherever it came from.

    The author's signed commitment proves that it is the text that the author sealed: another one,
    though it opened, is refused as commitment-differs.
    """
    return _open(entry, content_key, headers.associated_data(entry.payload, entry.header))


def check_body(entry: Entry, plaintext: bytes) -> None:
    """Refuse a plaintext that is not the one that the author of the entry committed to (REC-27)."""
    if entry.header.commitment != _commitment(plaintext):
        raise Refusal("commitment-differs")


def to_dsse_json(entry: Entry) -> bytes:
    """Return the signed header as a DSSE envelope in JSON, for programs that read that form (REC-21)."""
    return jsonprofile.dump(
        {
            "payload": base64.b64encode(entry.payload).decode("ascii"),
            "payloadType": PAYLOAD_TYPE.decode("ascii"),
            "signatures": [
                {"keyid": entry.header.key, "sig": base64.b64encode(entry.signature).decode("ascii")}
            ],
        }
    )


def _content_key(entry: Entry, agency: str, key: OpeningKey, associated: bytes) -> bytes:
    if entry.header.sealed is None:
        raise ValueError("an acknowledgement has no body")
    if agency not in entry.header.to:
        raise Refusal("cannot-open")
    return sealed.content_key(entry.sealed, entry.header.to.index(agency), key, associated)


def _open(entry: Entry, content_key: bytes, associated: bytes) -> bytes:
    plaintext = sealed.body(entry.sealed, len(entry.header.to), content_key, associated)
    check_body(entry, plaintext)
    return plaintext


def _check_sealed(header: Header, part: bytes) -> None:
    if header.sealed is None:
        if part:
            raise Refusal("entry-sealed-form")
        return
    if header.sealed != hashlib.sha256(part).hexdigest():
        raise Refusal("entry-sealed-differs")
    sealed.check(part, len(header.to))


def _id(payload: bytes) -> str:
    return hashlib.sha256(pae(PAYLOAD_TYPE, payload)).hexdigest()


def _commitment(plaintext: bytes) -> str:
    return hashlib.sha256(plaintext).hexdigest()


def _too_long(part: str, length: int, most: int) -> Refusal:
    return Refusal("entry-too-long", {"length": length, "most": most, "part": part})
