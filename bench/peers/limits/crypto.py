"""Signatures, sealing, encryption and hashing of 1 KiB on one core."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from typing import Any

import nacl.signing
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from bench.peers.limits.rates import rates

_TEXT = os.urandom(1024)
_INFO = os.urandom(700)  # as long as an entry's header between two parties

Calls = dict[str, Callable[[], Any]]


def measure() -> dict[str, int]:
    """Operations a second, by name."""
    return rates({**_signatures(), **_sealing(), **_ciphers(), **_hashing()})


def _signatures() -> Calls:
    key = ed25519.Ed25519PrivateKey.generate()
    public, signature = key.public_key(), key.sign(_TEXT)
    raw = public.public_bytes_raw()
    sodium = nacl.signing.SigningKey.generate()
    sodium_signature = sodium.sign(_TEXT).signature
    p256, rule = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(hashes.SHA256())
    p256_public, p256_signature = p256.public_key(), p256.sign(_TEXT, rule)
    load = ed25519.Ed25519PublicKey.from_public_bytes
    return {
        "ed25519_sign": lambda: key.sign(_TEXT),
        "ed25519_verify": lambda: public.verify(signature, _TEXT),
        "ed25519_load_and_verify": lambda: load(raw).verify(signature, _TEXT),
        "ed25519_sign_by_pynacl": lambda: sodium.sign(_TEXT),
        "ed25519_verify_by_pynacl": lambda: sodium.verify_key.verify(_TEXT, sodium_signature),
        "p256_sign": lambda: p256.sign(_TEXT, rule),
        "p256_verify": lambda: p256_public.verify(p256_signature, _TEXT, rule),
    }


def _sealing() -> Calls:
    hybrid_key = hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    )
    return {
        **_suite("hpke_mlkem768_x25519", hpke.KEM.MLKEM768_X25519, hybrid_key),
        **_suite("hpke_x25519", hpke.KEM.X25519, x25519.X25519PrivateKey.generate()),
    }


def _suite(name: str, kem: Any, key: Any) -> Calls:
    suite = hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    public, content_key = key.public_key(), os.urandom(32)
    sealed = suite.encrypt(content_key, public, _INFO)
    return {
        f"{name}_seal_key": lambda: suite.encrypt(content_key, public, _INFO),
        f"{name}_open_key": lambda: suite.decrypt(sealed, key, _INFO),
    }


def _ciphers() -> Calls:
    calls: Calls = {}
    for name, cipher in (("aes256gcm", AESGCM), ("chacha20poly1305", ChaCha20Poly1305)):
        box, nonce = cipher(os.urandom(32)), os.urandom(12)
        sealed = box.encrypt(nonce, _TEXT, _INFO)
        calls[f"{name}_seal_1KiB"] = lambda box=box: box.encrypt(os.urandom(12), _TEXT, _INFO)
        calls[f"{name}_open_1KiB"] = lambda box=box, nonce=nonce, sealed=sealed: box.decrypt(
            nonce, sealed, _INFO
        )
    return calls


def _hashing() -> Calls:
    return {
        "sha256_1KiB": lambda: hashlib.sha256(_TEXT).digest(),
        "blake2b_1KiB": lambda: hashlib.blake2b(_TEXT, digest_size=32).digest(),
    }
