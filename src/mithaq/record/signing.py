"""Signing and checking signatures: Ed25519 (RFC 8032; docs/spec/record.md, REC-5 and REC-6)."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNING_KEY_LENGTH = 32
_KEPT = 4096

_PRIME = 2**255 - 19
_ORDER_8 = 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL = {0, 1, _PRIME - 1, _PRIME, _PRIME + 1, _ORDER_8, _PRIME - _ORDER_8}
"""The y of the eight points whose order divides 8, and their other encodings (RFC 7748, section 7)."""


def key_id(raw: bytes) -> str:
    """Return the id of a public key: SHA-256 of its raw bytes in hexadecimal (REC-6)."""
    return hashlib.sha256(raw).hexdigest()


class SigningKey:
    """An Ed25519 key that signs; `public` is 32 raw bytes, `id` their key id, `seed` the secret itself."""

    __slots__ = ("_private", "id", "public", "seed")

    public: bytes
    id: str
    seed: bytes

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Return the key of these 32 secret bytes."""
        return cls(seed)

    @classmethod
    def generate(cls) -> "SigningKey":
        """Return a new key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._private.sign(data)


def verify(public: bytes, signature: bytes, data: bytes) -> bool:
    """Return whether the signature over `data` was made with the private half of this raw public key."""
    try:
        _verifier(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signing_key(public: bytes) -> bool:
    """Return whether these bytes can be the public key of one signer only.

    With a point of small order for a key, one signature fits every text, and whoever announced the key
    could deny all that was signed (REC-5).
    """
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return len(public) == SIGNING_KEY_LENGTH and y not in _SMALL


@lru_cache(_KEPT)
def _verifier(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
