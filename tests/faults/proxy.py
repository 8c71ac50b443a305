"""A bad line between two nodes: it cuts calls in their middle, delays them, brings them twice or late."""

import contextlib
import random
import re
import socket
import socketserver
import threading
import time
from collections import Counter
from types import TracebackType
from typing import Self

FATES = ("pass", "cut-request", "cut-answer", "swallow", "delay", "twice", "late")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Line(socketserver.ThreadingTCPServer):
    """Listens on a loopback port and passes HTTP calls on to another, each with a fate drawn from a seed.

    `weights` belong to FATES; `down` swallows everything. What became of the calls is counted in `fates`.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int, seed: int, weights: tuple[int, ...] = (6, 1, 1, 1, 1, 1, 1)) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.target = ("127.0.0.1", port)
        self.weights = weights
        self.down = False
        self.fates: Counter[str] = Counter()
        self.kept: list[bytes] = []
        self.lock = threading.Lock()
        self.random = random.Random(seed)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def heal(self) -> None:
        """Pass everything on from now on."""
        self.weights, self.down = (1, 0, 0, 0, 0, 0, 0), False

    def draw(self) -> tuple[str, float]:
        """Return the fate of the next call, and a part between 0 and 1 for where or how long."""
        with self.lock:
            fate = "swallow" if self.down else self.random.choices(FATES, self.weights)[0]
            self.fates[fate] += 1
            return fate, self.random.random()

    def deliver(self, request: bytes) -> bytes:
        """Return the answer to a request; empty if there is none."""
        with contextlib.suppress(OSError), _connected(self.target) as target:
            target.sendall(request)
            return _read_message(target)
        return b""

    def deliver_kept(self) -> None:
        """Deliver what came too late, in any order; nobody hears the answers."""
        with self.lock:
            kept, self.kept = self.kept, []
            self.random.shuffle(kept)
        for request in kept:
            self.deliver(request)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()


class _Call(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while request := _read_message(self.request):
                if not self._carry(request):
                    return

    def _carry(self, request: bytes) -> bool:
        """Let one call have its fate; return whether the connection lives on."""
        line = self.server
        fate, part = line.draw()
        if fate == "swallow":
            return False
        if fate == "cut-request":
            with _connected(line.target) as target:
                target.sendall(request[: int(len(request) * part)])
            return False
        if fate == "late":
            with line.lock:
                line.kept.append(request)
            return False
        if fate == "delay":
            time.sleep(part * 0.3)
        answer = line.deliver(request)
        if fate == "twice":
            answer = line.deliver(request) or answer
        line.deliver_kept()
        if not answer or fate == "cut-answer":
            self.request.sendall(answer[: int(len(answer) * part)])
            return False
        self.request.sendall(answer)
        return True


def _connected(target: tuple[str, int]) -> socket.socket:
    return socket.create_connection(target, timeout=20)


def _read_message(connection: socket.socket) -> bytes:
    """Return one HTTP message as it came; empty at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        some = connection.recv(65536)
        if not some:
            return b""
        data += some
    head, _, _ = data.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    whole = len(head) + 4 + (int(found[1]) if found else 0)
    while len(data) < whole:
        some = connection.recv(65536)
        if not some:
            return b""
        data += some
    return data
