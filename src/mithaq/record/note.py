"""Signed notes: a text that several keys have signed (C2SP signed-note; REC-55 and REC-56).

text, ending in a newline
<empty line>
— name base64(key id (4) | signature)
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_NOTE, MAX_NOTE_SIGNATURES
from mithaq.record.signing import SigningKey, verify

ED25519 = 1
"""The type of a plain signature over the text; others are in `mithaq.record.checkpoint`."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_LINE = re.compile("— ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """A signature line: who signed, the four bytes that name the key, and what the key's type puts there."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text, its final newline included, and its signatures, none of them checked yet."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> bytes:
        """Return the note as it is stored and sent."""
        lines = [
            f"— {one.name} {base64.b64encode(one.key_id + one.signature).decode('ascii')}\n"
            for one in self.signatures
        ]
        return "".join((self.text, "\n", *lines)).encode("utf-8")

    def signed(self, name: str, key: SigningKey) -> "Note":
        """Return the note with one more plain signature."""
        signature = key.sign(self.text.encode("utf-8"))
        return self.with_signature(NoteSignature(name, note_key_id(name, ED25519, key.public), signature))

    def with_signature(self, signature: NoteSignature) -> "Note":
        """Return the note with one more signature, whoever made it."""
        return Note(self.text, (*self.signatures, signature))

    def verify(self, name: str, public: bytes) -> None:
        """Refuse a note that this key has not signed under this name; other signatures are ignored."""
        for signature in self.of(name, note_key_id(name, ED25519, public)):
            if not verify(public, signature, self.text.encode("utf-8")):
                raise Refusal("note-signature-invalid", {"name": name})

    def of(self, name: str, key_id: bytes) -> list[bytes]:
        """Return what the key with this name and id has put to the note; Refusal if nothing."""
        found = [one.signature for one in self.signatures if (one.name, one.key_id) == (name, key_id)]
        if not found:
            raise Refusal("note-signature-absent", {"name": name})
        return found


def parse_note(data: bytes) -> Note:
    """Return the note of these bytes; Refusal note-form."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("note-form") from None
    head, blank, lines = text.rpartition("\n\n")
    if len(data) > MAX_NOTE or _CONTROL.search(text) or not blank or not lines.endswith("\n"):
        raise Refusal("note-form")
    signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MAX_NOTE_SIGNATURES:
        raise Refusal("note-form")
    return Note(head + "\n", signatures)


def note_key_id(name: str, kind: int, public: bytes) -> bytes:
    """Return the four bytes that name a key of this type in a signature line."""
    return hashlib.sha256(name.encode("utf-8") + b"\n" + bytes([kind]) + public).digest()[:4]


def verifier_key(name: str, kind: int, public: bytes) -> str:
    """Return the text by which other software is told this key (C2SP signed-note, verifier keys)."""
    identity = note_key_id(name, kind, public).hex()
    return f"{name}+{identity}+{base64.b64encode(bytes([kind]) + public).decode('ascii')}"


def _signature(line: str) -> NoteSignature:
    found = _LINE.fullmatch(line)
    if found is None:
        raise Refusal("note-form")
    try:
        raw = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise Refusal("note-form") from None
    if len(raw) <= 4 or base64.b64encode(raw).decode("ascii") != found[2]:
        raise Refusal("note-form")
    return NoteSignature(found[1], raw[:4], raw[4:])
