"""How an attachment is sealed: AES-256-GCM in chunks (docs/spec/exchange.md, EXC-40 to EXC-43).

The STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár ("Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance", 2015) in the form that age uses: the nonce of a chunk is its
number, 11 bytes big-endian, and one byte that is 1 for the last chunk and 0 for all others. So
chunks can be neither reordered nor dropped, nor the end cut off. A key seals one blob, once.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_INTEGER

CHUNK = 1024 * 1024
"""Bytes of each chunk before it is sealed, but for the last."""

LEAST_CHUNK = 1024
MOST_CHUNK = 4 * 1024 * 1024
TAG = 16
MOST_NAME = 255
_MEMBERS = ("name", "media_type", "size", "sha256", "key", "chunk")


@dataclass(frozen=True, slots=True)
class Reference:
    """An attachment as a body names it. `size` is in bytes before sealing, `sha256` is of what is sealed."""

    name: str
    media_type: str
    size: int
    sha256: str
    key: bytes
    chunk: int

    def to_json(self) -> dict[str, str | int]:
        """Return the members that `read` understands."""
        return {
            "name": self.name,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
            "key": base64.b64encode(self.key).decode("ascii"),
            "chunk": self.chunk,
        }

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Reference | None":
        """Return the reference that an object is, or None if it is none or breaks a bound (EXC-43)."""
        if any(member not in value for member in _MEMBERS):
            return None
        name, media_type, size, sha256, key, chunk = (value[member] for member in _MEMBERS)
        texts = all(isinstance(text, str) for text in (name, media_type, sha256, key))
        numbers = type(size) is int and type(chunk) is int
        if not texts or not numbers or not 0 <= size <= MAX_INTEGER or not LEAST_CHUNK <= chunk <= MOST_CHUNK:
            return None
        raw = _key(key)
        if (
            raw is None
            or not 0 < len(name) <= MOST_NAME
            or len(media_type) > MOST_NAME
            or not _is_hash(sha256)
        ):
            return None
        return cls(name, media_type, size, sha256, raw, chunk)


def sealed_size(size: int, chunk: int) -> int:
    """Return how long a blob is when it is sealed: each chunk has a tag, and there is always one chunk."""
    return size + TAG * max(1, -(-size // chunk))


def sealed(source: BinaryIO, key: bytes, size: int = CHUNK) -> Iterator[tuple[int, bytes]]:
    """Yield each chunk sealed, with how many bytes are in it; `size` is that of all chunks but the last."""
    cipher = AESGCM(key)
    number = 0
    chunk = _read(source, size)
    while True:
        following = _read(source, size)
        yield len(chunk), cipher.encrypt(_nonce(number, last=not following), chunk, None)
        if not following:
            return
        number, chunk = number + 1, following


def opened(source: BinaryIO, reference: Reference) -> Iterator[bytes]:
    """Yield each chunk opened; Refusal blob-differs if one was changed, moved, dropped or added."""
    cipher = AESGCM(reference.key)
    left, number = reference.size, 0
    while True:
        count = min(left, reference.chunk)
        left -= count
        try:
            chunk = cipher.decrypt(_nonce(number, last=not left), _read(source, count + TAG), None)
        except (InvalidTag, ValueError):
            raise Refusal("blob-differs") from None
        yield chunk
        number += 1
        if not left:
            break
    if source.read(1):
        raise Refusal("blob-differs")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _read(source: BinaryIO, count: int) -> bytes:
    """Return as many bytes as there are up to `count`: a socket or a pipe gives fewer at a time."""
    parts = bytearray()
    while len(parts) < count and (part := source.read(count - len(parts))):
        parts += part
    return bytes(parts)


def _key(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == 32 else None


def _is_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
