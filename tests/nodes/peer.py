"""A partner made by hand: it has a real agency's keys and says what a test wants, honest or not."""

import contextlib
import http.client
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.node.exchange import protocol, signatures
from mithaq.node.exchange.limits import MEDIA_TYPE
from mithaq.node.exchange.protocol import Message
from mithaq.record.keys import SigningKey
from nodes import NodeProcess


@dataclass(frozen=True)
class Peer:
    """Who it says that it is, and the key with which it signs."""

    agency: str
    key: SigningKey

    @classmethod
    def of(cls, node: NodeProcess) -> "Peer":
        """Return one with the keys of this node, which should not run meanwhile."""
        seed = (Path(node.home) / "keys" / "sign.key").read_text("ascii").strip()
        return cls(node.agency, SigningKey.from_seed(bytes.fromhex(seed)))

    def message(self, to: NodeProcess, **parts: Any) -> Message:
        """Return a message to this node."""
        return Message(self.agency, to.agency, **{"epoch": "ee" * 16, **parts})

    def headers(self, to: NodeProcess, body: bytes, **changes: str | None) -> dict[str, str]:
        """Return the signed header fields of a call; afterwards some are changed, or taken out by None."""
        headers = {"content-type": MEDIA_TYPE, "mithaq-from": self.agency, "mithaq-to": to.agency}
        signatures.sign_request(self.key, "POST", "/exchange", headers, body)
        changed = {**headers, **{name.replace("_", "-"): value for name, value in changes.items()}}
        return {name: value for name, value in changed.items() if value is not None}

    def call(self, to: NodeProcess, **parts: Any) -> Message:
        """Send a message and return the answer; AssertionError if there is none."""
        body = protocol.encode(self.message(to, **parts))
        status, data = send(to, self.headers(to, body), body)
        assert status == 200, data
        return protocol.parse(data)


def send(
    to: NodeProcess, headers: dict[str, str], body: bytes, method: str = "POST", path: str = "/exchange"
) -> tuple[int, bytes]:
    """Send a request as it is; return status and body of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", to.port, timeout=30)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        # If it was refused by its header, the answer is there all the same.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.send(body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def code(answer: tuple[int, bytes]) -> tuple[int, str]:
    """Return the status and the code of a problem."""
    return answer[0], json.loads(answer[1])["code"]


def begin(to: NodeProcess, headers: dict[str, str], part: bytes) -> socket.socket:
    """Send a request's header and the beginning of its body; return the open connection."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection = socket.create_connection(("127.0.0.1", to.port), timeout=30)
    connection.sendall(f"POST /exchange HTTP/1.1\r\nhost: x\r\n{lines}\r\n".encode() + part)
    return connection
