"""A line between two nodes that can be cut and healed: while it is cut, calls end before they begin."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

PIECE = 65_536


class Wire:
    """Carries what comes to its own loopback port to another, both ways, unless it is cut."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._cut = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def cut(self) -> None:
        """End what is under way and let nothing through."""
        self._cut.set()
        for one in tuple(self._open):
            _end(one)

    def heal(self) -> None:
        """Let calls through again."""
        self._cut.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _end(self._door)
        self.cut()
        self._thread.join(5)
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                if self._cut.is_set():
                    caller.close()
                    continue
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()

    def _carry(self, caller: socket.socket) -> None:
        try:
            called = socket.create_connection(self._to, timeout=10)
        except OSError:
            caller.close()
            return
        called.settimeout(None)
        ends = {caller, called}
        self._open |= ends
        back = threading.Thread(target=_pour, args=(called, caller), daemon=True)
        back.start()
        _pour(caller, called)
        back.join()
        self._open -= ends
        for one in ends:
            one.close()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(PIECE):
            target.sendall(piece)
    for one in (source, target):
        _end(one)


def _end(one: socket.socket) -> None:
    """Wake whoever waits at this end; closing is its carrier's."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
