"""Sealing to a party: HPKE (RFC 9180) with ML-KEM-768+X25519, HKDF-SHA256 and AES-256-GCM (REC-7 to REC-9).

Hybrid, so that what somebody stores today stays closed to the quantum computers of later.
"""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from mithaq.record.errors import Refusal
from mithaq.record.signing import key_id

SEED_LENGTH = 32

_LATTICE = 1184
"""Where ML-KEM-768's encapsulation key ends in a public sealing key; X25519's 32 bytes follow."""

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_KEPT = 4096


class OpeningKey:
    """An ML-KEM-768+X25519 key that opens; its 32 secret bytes are expanded as the X-Wing draft says."""

    __slots__ = ("_private", "id", "public", "seed")

    public: bytes
    id: str
    seed: bytes

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_LENGTH:
            raise ValueError("an opening key is made of 32 bytes")
        self.seed = seed
        expanded = hashlib.shake_256(seed).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        curve = X25519PrivateKey.from_private_bytes(expanded[64:])
        self._private = MLKEM768X25519PrivateKey(lattice, curve)
        self.public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    @classmethod
    def from_seed(cls, seed: bytes) -> "OpeningKey":
        """Return the key of these 32 secret bytes."""
        return cls(seed)

    @classmethod
    def generate(cls) -> "OpeningKey":
        """Return a new key."""
        return cls(AESGCM.generate_key(bit_length=8 * SEED_LENGTH))

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Return what was sealed to this key under `info`; InvalidTag if it was not."""
        return _SUITE.decrypt(sealed, self._private, info)


def is_sealing_key(public: bytes) -> bool:
    """Return whether these bytes are a public key that can be sealed to (FIPS 203, 7.2, checks them)."""
    try:
        _sealer(public)
    except ValueError:
        return False
    return True


def seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Return `plaintext` for the owner of this raw public key only; ValueError if it is none.

    `info` says what is sealed: an entry's header, or a text that begins with "mithaq " and a use of
    its own (REC-9), so that nothing sealed for one use opens in another.
    """
    return _SUITE.encrypt(plaintext, _sealer(public), info)


def unseal(key: OpeningKey, sealed: bytes, info: bytes) -> bytes:
    """Return what was sealed to this key under this `info`; Refusal cannot-open if nothing was."""
    try:
        return key.open(sealed, info)
    except (InvalidTag, ValueError):
        raise Refusal("cannot-open") from None


@lru_cache(_KEPT)
def _sealer(public: bytes) -> MLKEM768X25519PublicKey:
    lattice, curve = public[:_LATTICE], public[_LATTICE:]
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(lattice), X25519PublicKey.from_public_bytes(curve)
    )
