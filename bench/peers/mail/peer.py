"""What an office does today: signed and encrypted mail over SMTP into a Maildir, then decrypted and verified.

Texts of 1 KiB to one recipient. By hand: `python3 -m bench.peers mail --scheme smime-cli`.
"""

from __future__ import annotations

import argparse
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.figures import brief, delays
from bench.peers.mail.post import Post, post
from bench.peers.mail.schemes import SCHEMES, Scheme, scheme
from bench.peers.turns import Figures, serve

_WORKERS = 2  # one a core of the machine that the targets were set on


class Mail:
    """A scheme, a post and a pool of workers."""

    def __init__(self, name: str, ways: Scheme, office: Post, pool: ThreadPoolExecutor) -> None:
        self._name, self._ways, self._office, self._pool = name, ways, office, pool

    def facts(self) -> dict[str, Any]:
        """The scheme; the post is the same for all."""
        return {"software": f"{self._name} by SMTP", "storage": "Maildir"}

    def throughput(self, entries: int) -> Figures:
        """All sealed, all sent, all opened, with a worker a core: the best that a batch can do."""
        texts = _texts(entries)
        start = time.perf_counter()
        with self._office.connected():
            _send(self._office, self._pool.map(self._ways.seal, texts))
            sent = time.perf_counter() - start
            opened = set(self._pool.map(self._ways.open, self._office.fetch()))
        total = time.perf_counter() - start
        return {
            "per_s": brief(entries / total),
            "sent_per_s": brief(entries / sent),
            "missing": _missing(texts, opened),
        }

    def single(self, entries: int) -> Figures:
        """Alice seals and sends one after another while Bob opens what has come."""
        texts = _texts(entries)
        opened: set[bytes] = set()
        start = time.perf_counter()
        with self._office.connected():
            sending = self._pool.submit(_send, self._office, map(self._ways.seal, texts))
            while len(opened) < entries and time.perf_counter() - start < 120:
                waiting = self._office.fetch()
                opened.update(map(self._ways.open, waiting))
                if not waiting:
                    time.sleep(0.002)
            sending.result()
        return {
            "per_s": brief(entries / (time.perf_counter() - start)),
            "missing": _missing(texts, opened),
        }

    def latency(self, entries: int) -> Figures:
        """Sealed, sent, read from the box and opened, one at a time."""
        texts, taken = _texts(entries), []
        opened: set[bytes] = set()
        with self._office.connected():
            for text in texts:
                start = time.perf_counter()
                self._office.send(self._ways.seal(text))
                opened.update(map(self._ways.open, self._office.fetch()))
                taken.append(time.perf_counter() - start)
        return {**delays(taken), "missing": _missing(texts, opened)}

    def catch_up(self, entries: int) -> Figures:
        """Bob comes back to a full box: read and opened, with a worker a core."""
        texts = _texts(entries)
        with self._office.connected():
            _send(self._office, self._pool.map(self._ways.seal, texts))
            start = time.perf_counter()
            opened = set(self._pool.map(self._ways.open, self._office.fetch()))
            total = time.perf_counter() - start
        return {"per_s": brief(entries / total), "missing": _missing(texts, opened)}


def _send(office: Post, sealed: Iterable[bytes]) -> None:
    for letter in sealed:
        office.send(letter)


def _texts(entries: int) -> list[bytes]:
    return [secrets.token_hex(512).encode() for _ in range(entries)]


def _missing(texts: list[bytes], opened: set[bytes]) -> int:
    return len(set(texts) - opened)


@contextmanager
def mail(name: str) -> Iterator[Mail]:
    """A running post with keys of the scheme; at the end all is ended and removed."""
    folder = Path(tempfile.mkdtemp(prefix="bench-mail-"))
    try:
        with (
            post(folder) as office,
            closing(scheme(name, folder)) as ways,
            ThreadPoolExecutor(_WORKERS) as pool,
        ):
            yield Mail(name, ways, office, pool)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Serve turns on standard input and output."""
    parser = argparse.ArgumentParser(description="Signed and encrypted mail, measured turn by turn.")
    parser.add_argument("--scheme", choices=list(SCHEMES), default="smime-python")
    serve(mail(parser.parse_args().scheme))


if __name__ == "__main__":
    main()
