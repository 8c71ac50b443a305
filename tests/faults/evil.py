"""The liar's own server: what it answers to an honest node that calls it."""

import contextlib
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from faults.arena import LIAR, Arena
from mithaq.node.exchange import protocol, signatures
from mithaq.node.exchange.limits import MAX_MESSAGE, MEDIA_TYPE
from mithaq.node.exchange.protocol import Message, Offered

MODES = ("garbage", "unsigned", "endless", "drip", "silent", "elsewhere", "other-request", "more")


class Evil(ThreadingHTTPServer):
    """Answers every call in one mode, and counts the calls."""

    daemon_threads = True

    def __init__(self, scene: Arena) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.scene = scene
        self.mode = MODES[0]
        self.calls: Counter[str] = Counter()
        self.earlier: tuple[dict[str, str], bytes] | None = None
        self.blob = b""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def message(self, receiver: str) -> bytes:
        """Return an answer with entries that can never be placed, and the promise of more without end."""
        lost = [self.scene.lie(seq=7, parents=[os.urandom(32).hex()]) for _ in range(5)]
        serials = time.time_ns()
        offers = tuple(Offered(serials + at, frame) for at, frame in enumerate(lost))
        after = serials - 1
        return protocol.encode(
            Message(
                LIAR, receiver, self.scene.liar.epoch, after=after, upto=after + 5, more=True, offers=offers
            )
        )


class _Answering(BaseHTTPRequestHandler):
    server: Evil
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer a call of the exchange."""
        self.rfile.read(int(self.headers["content-length"]))
        self.server.calls[self.server.mode] += 1
        receiver = self.headers["mithaq-from"]
        with contextlib.suppress(OSError):
            getattr(self, f"_{self.server.mode.replace('-', '_')}")(receiver)

    def do_GET(self) -> None:
        """Answer the call for a part of an attachment with other bytes of that length."""
        self.server.calls["blob"] += 1
        first, last = self.headers["range"].removeprefix("bytes=").split("-")
        data = os.urandom(int(last) - int(first) + 1)
        headers = {"content-type": "application/octet-stream"}
        signatures.sign_answer(self.server.scene.liar.signer, 206, headers, self._request("GET"), data)
        self._send(206, headers, data)

    def _garbage(self, receiver: str) -> None:
        self._send(200, {"content-type": MEDIA_TYPE}, os.urandom(5000))

    def _unsigned(self, receiver: str) -> None:
        self._send(200, {"content-type": MEDIA_TYPE}, self.server.message(receiver))

    def _endless(self, receiver: str) -> None:
        self.send_response(200)
        self.send_header("connection", "close")
        self.end_headers()
        for _ in range(4 * MAX_MESSAGE // 65536):
            self.wfile.write(bytes(65536))
        self.close_connection = True

    def _drip(self, receiver: str) -> None:
        self.send_response(200)
        self.send_header("content-length", "1000")
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"x")
            time.sleep(0.1)
        self.close_connection = True

    def _silent(self, receiver: str) -> None:
        time.sleep(2.0)
        self.close_connection = True

    def _elsewhere(self, receiver: str) -> None:
        url = self.server.scene.rabat.url
        self._send(302, {"location": f"{url}/api/openapi.json", "content-type": "text/plain"}, b"")

    def _other_request(self, receiver: str) -> None:
        """Answer every call with what was signed for the first."""
        if self.server.earlier is None:
            self.server.earlier = self._signed(receiver)
        self._send(200, *self.server.earlier)

    def _more(self, receiver: str) -> None:
        self._send(200, *self._signed(receiver))

    def _signed(self, receiver: str) -> tuple[dict[str, str], bytes]:
        body = self.server.message(receiver)
        headers = {"content-type": MEDIA_TYPE}
        signatures.sign_answer(self.server.scene.liar.signer, 200, headers, self._request("POST"), body)
        return headers, body

    def _request(self, method: str) -> signatures.Request:
        fields = signatures.Fields((name.lower(), value) for name, value in self.headers.items())
        return signatures.Request(method, self.path, fields)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def evil(scene: Arena) -> Iterator[Evil]:
    """Let both honest nodes call the liar's server from now on."""
    with Evil(scene) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        for agent in (scene.here, scene.there):
            agent.call("introduce", card=scene.liar.keys.to_json(), url=server.url)
        try:
            yield server
        finally:
            server.shutdown()
