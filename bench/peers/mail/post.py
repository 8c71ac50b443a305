"""The post between two offices: an SMTP server that delivers into a Maildir."""

from __future__ import annotations

import email
import email.policy
import secrets
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from bench.peers.processes import free_port, stop, wait_for_port

_TYPE = "application/pkcs7-mime"


class Post:
    """The way to the server, and Bob's box. A delivery is synced to disk before it is answered."""

    def __init__(self, port: int, box: Path) -> None:
        self._port, self._new = port, box / "new"
        self._smtp = smtplib.SMTP(timeout=30)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """One connection of Alice's for many letters; a new one each time, since servers drop idle ones."""
        with smtplib.SMTP("127.0.0.1", self._port, timeout=30) as self._smtp:
            yield

    def send(self, sealed: bytes) -> None:
        """Returns when the server has stored the message in Bob's box."""
        letter = EmailMessage(policy=email.policy.SMTP)
        letter["From"], letter["To"], letter["Subject"] = "alice@example.org", "bob@example.org", "entry"
        letter["Message-ID"] = f"<{secrets.token_hex(12)}@example.org>"
        kind, subkind = _TYPE.split("/")
        letter.add_attachment(sealed, maintype=kind, subtype=subkind, filename="smime.p7m")
        self._smtp.send_message(letter)

    def fetch(self) -> list[bytes]:
        """The sealed parts of all letters that lie in Bob's box, which is empty afterwards."""
        letters = list(self._new.iterdir()) if self._new.is_dir() else []
        parts = [_sealed_part(letter.read_bytes()) for letter in letters]
        for letter in letters:
            letter.unlink()
        return parts


def _sealed_part(letter: bytes) -> bytes:
    for part in email.message_from_bytes(letter, policy=email.policy.SMTP).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == _TYPE and isinstance(payload, bytes):
            return payload
    raise RuntimeError("a letter arrived without its sealed part")


@contextmanager
def post(folder: Path) -> Iterator[Post]:
    """A running server, in a process of its own."""
    port, box = free_port(), folder / "Maildir"
    listen = ["-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", str(box)]
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "aiosmtpd", *listen])
    try:
        wait_for_port(port, server, 20)
        yield Post(port, box)
    finally:
        stop(server)
