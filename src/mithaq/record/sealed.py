"""The sealed part of an entry: one ciphertext, and its key once for each party (REC-24 to REC-29).

    nonce (12) | for each party, in the order of `to`: length (2), HPKE blob | AES-256-GCM ciphertext

The lengths of the blobs are fixed by the suite; they are written so that a later version may have
another suite without another layout.
"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mithaq.record.errors import Refusal
from mithaq.record.hpke import OpeningKey, seal, unseal
from mithaq.record.limits import CONTENT_KEY_LENGTH, NONCE_LENGTH, SEALED_KEY_LENGTH, TAG_LENGTH

_LENGTH = SEALED_KEY_LENGTH.to_bytes(2, "big")
_STEP = len(_LENGTH) + SEALED_KEY_LENGTH


def close(
    plaintext: bytes, recipients: Sequence[bytes], associated: bytes, *, content_key: bytes, nonce: bytes
) -> bytes:
    """Return the sealed part for these raw public keys, in their order.

    The content key must be fresh for every entry: two texts under one key and nonce open each other.
    """
    if len(content_key) != CONTENT_KEY_LENGTH or len(nonce) != NONCE_LENGTH:
        raise ValueError("a content key has 32 bytes and a nonce 12")
    parts = [nonce]
    for public in recipients:
        parts += (_LENGTH, seal(public, content_key, associated))
    parts.append(AESGCM(content_key).encrypt(nonce, plaintext, associated))
    return b"".join(parts)


def check(sealed: bytes, parties: int) -> None:
    """Refuse a sealed part that is not laid out for this many parties (REC-25)."""
    if len(sealed) < _body(parties) + TAG_LENGTH:
        raise Refusal("entry-sealed-form")
    for at in range(NONCE_LENGTH, _body(parties), _STEP):
        if sealed[at : at + 2] != _LENGTH:
            raise Refusal("entry-sealed-form")


def content_key(sealed: bytes, place: int, key: OpeningKey, associated: bytes) -> bytes:
    """Return the content key that was sealed to the party at this place of `to`; Refusal cannot-open."""
    at = NONCE_LENGTH + place * _STEP + 2
    return unseal(key, sealed[at : at + SEALED_KEY_LENGTH], associated)


def body(sealed: bytes, parties: int, key: bytes, associated: bytes) -> bytes:
    """Return the plaintext under this content key; Refusal cannot-open if the key is another."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_LENGTH], sealed[_body(parties) :], associated)
    except (InvalidTag, ValueError):
        raise Refusal("cannot-open") from None


def _body(parties: int) -> int:
    return NONCE_LENGTH + parties * _STEP
