"""Checkpoints of an audit log, signed by the log and cosigned by partners (REC-57 to REC-59).

C2SP tlog-checkpoint and tlog-cosignature, version 1. Whoever holds two checkpoints of a log and a
consistency proof knows that nothing was taken out or changed between them.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from mithaq.record.errors import Refusal
from mithaq.record.limits import AGENCY, MAX_INTEGER
from mithaq.record.note import Note, NoteSignature, note_key_id, parse_note
from mithaq.record.signing import SigningKey, verify

COSIGNATURE = 4
"""The type of a cosignature in a note (C2SP signed-note, signature types)."""

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_TIME_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, its number of leaves and its root hash.

    `extensions` are further lines, kept and covered by every signature, and not understood here.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the text that is signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode("ascii"), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint of a note's text; Refusal checkpoint-form."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise Refusal("checkpoint-form")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size) or int(size) > MAX_INTEGER:
        raise Refusal("checkpoint-form")
    try:
        raw = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("checkpoint-form") from None
    checkpoint = Checkpoint(origin, int(size), raw, tuple(extensions))
    if len(raw) != 32 or checkpoint.text() != text:
        raise Refusal("checkpoint-form")
    return checkpoint


def origin_of(agency: str) -> str:
    """Return the name of an agency's audit log.

    It begins with the agency, so a checkpoint can never be taken for anything else that the same key
    signs: an entry ("DSSEv1 "), a cosignature ("cosignature/v1") or a request (a quotation mark).
    """
    if not AGENCY.fullmatch(agency):
        raise ValueError("not an agency")
    return f"{agency}/audit"


def sign_checkpoint(agency: str, size: int, root: bytes, key: SigningKey) -> Note:
    """Return the checkpoint of the agency's audit log, signed by it."""
    origin = origin_of(agency)
    return Note(Checkpoint(origin, size, root).text(), ()).signed(origin, key)


def open_checkpoint(data: bytes, agency: str, public: bytes) -> tuple[Checkpoint, Note]:
    """Return an agency's checkpoint; Refusal if it is no checkpoint of its log signed by this key."""
    note = parse_note(data)
    origin = origin_of(agency)
    note.verify(origin, public)
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != origin:
        raise Refusal("checkpoint-form")
    return checkpoint, note


def cosign(note: Note, agency: str, key: SigningKey, seconds: int) -> Note:
    """Return the note with the agency's cosignature made at this POSIX time.

    It says that this is the newest state that the agency saw of the log and that it continues what
    the agency saw before; so verify the consistency first.
    """
    signature = key.sign(_cosigned(note.text, seconds))
    named = note_key_id(agency, COSIGNATURE, key.public)
    return note.with_signature(
        NoteSignature(agency, named, seconds.to_bytes(_TIME_LENGTH, "big") + signature)
    )


def cosigned_at(note: Note, agency: str, public: bytes) -> int:
    """Return the POSIX time of the agency's newest cosignature; Refusal if there is none or one is wrong."""
    times: list[int] = []
    for signature in note.of(agency, note_key_id(agency, COSIGNATURE, public)):
        seconds = int.from_bytes(signature[:_TIME_LENGTH], "big")
        message = _cosigned(note.text, seconds)
        if seconds >= 2**63 or not verify(public, signature[_TIME_LENGTH:], message):
            raise Refusal("note-signature-invalid", {"name": agency})
        times.append(seconds)
    return max(times)


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
