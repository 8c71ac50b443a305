"""One core's limit: what receiving would cost if checking and opening were all of it.

An entry is at least one Ed25519 verification of its signed header and one HPKE opening of its sealed content
key (ML-KEM-768+X25519, HKDF-SHA256, AES-256-GCM; RFC 9180), by the library that the node itself uses. No
node that does both for every entry on one core can receive faster.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cryptography
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519

from bench.contestant import Figures, Task
from bench.figures import brief

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_HEADER = 700  # bytes of a signed header between two parties
_DIFFERENT = 200  # entries that are taken in turn, so that no cache holds just one


@dataclass(frozen=True, slots=True)
class _Sealed:
    header: bytes
    signature: bytes
    key: bytes


class OneCore:
    """A contestant that only verifies and opens; its turn `receive` is the limit."""

    name = "limit"
    most: Mapping[str, int] = {}

    def begin(self) -> dict[str, Any]:
        """Make keys and sealed entries."""
        author = ed25519.Ed25519PrivateKey.generate()
        self._author = author.public_key()
        self._reader = hpke.MLKEM768X25519PrivateKey(
            mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
        )
        self._entries = [self._seal(author) for _ in range(_DIFFERENT)]
        return {"software": f"cryptography {cryptography.__version__}"}

    def take(self, task: Task) -> Figures:
        """Verify and open that many entries on this thread."""
        start, used = time.perf_counter(), time.process_time()
        for number in range(task.entries):
            entry = self._entries[number % _DIFFERENT]
            self._author.verify(entry.signature, entry.header)
            _SUITE.decrypt(entry.key, self._reader, entry.header)
        taken, cpu = time.perf_counter() - start, time.process_time() - used
        return {"per_s": brief(task.entries / taken), "cpu_us": brief(cpu / task.entries * 1e6), "missing": 0}

    def end(self) -> None:
        """Nothing stays open."""

    def _seal(self, author: ed25519.Ed25519PrivateKey) -> _Sealed:
        header = os.urandom(_HEADER)
        return _Sealed(
            header=header,
            signature=author.sign(header),
            key=_SUITE.encrypt(os.urandom(32), self._reader.public_key(), header),
        )


def main() -> None:
    """Print the limit as entries a second: the best of five turns, since others may use the core."""
    limit = OneCore()
    facts = limit.begin()
    best = max(limit.take(Task("receive", 4000))["per_s"] for _ in range(5))
    print(
        f"one core's limit: {best:.0f} entries/s (one verification and one opening each, {facts['software']})"
    )


if __name__ == "__main__":
    main()
