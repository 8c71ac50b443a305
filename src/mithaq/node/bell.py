"""Wakes the loops when there is something to do: an entry was released, a contact has called.

In the process that runs the loops it is an event each; any other process of the node (a command, an
API process) sends an empty datagram to the socket in the node's folder. A bell that is not heard
costs time, never an entry: the loops look by themselves every few seconds.
"""

import contextlib
import socket
import threading
from pathlib import Path

_listeners: dict[threading.Event, str | None] = {}
_lock = threading.Lock()

arrived = threading.Event()
"""Set whenever entries of others were appended in this process: they are to be acknowledged."""

_LONGEST_PATH = 100
"""Bytes of a socket's path that every Unix takes (sun_path has 104 to 108)."""


def listen(event: threading.Event, agency: str | None = None) -> None:
    """Let this event be set at every ring; `agency` is the contact that its loop calls."""
    with _lock:
        _listeners[event] = agency


def leave(event: threading.Event) -> None:
    """Ring this event no more."""
    with _lock:
        _listeners.pop(event, None)


def ring(socket_path: Path | None = None) -> None:
    """Wake the loops of this process or, if it runs none, those behind the socket. Never raises or waits."""
    with _lock:
        listeners = tuple(_listeners)
    for event in listeners:
        event.set()
    if not listeners and socket_path is not None:
        with contextlib.suppress(OSError):
            _datagram(socket_path)


def heard(agency: str) -> None:
    """Wake the loop that calls this contact: it has just been heard from."""
    with _lock:
        events = [event for event, contact in _listeners.items() if contact == agency]
    for event in events:
        event.set()


def _datagram(path: Path) -> None:
    # A socket each time: kept, it would have to be closed by somebody; it costs ten microseconds.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.sendto(b"", reachable(path))


def answer(socket_path: Path, stop: threading.Event) -> None:
    """Ring for every datagram that other processes send, until `stop` is set. Runs in a thread of its own.

    A folder whose name is too long for a socket has none: the loops then look by themselves only.
    """
    try:
        reachable(socket_path)
    except OSError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        socket_path.unlink(missing_ok=True)
        receiver.bind(reachable(socket_path))
        socket_path.chmod(0o600)
        receiver.settimeout(0.5)
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                receiver.recv(1)
                ring()
    socket_path.unlink(missing_ok=True)


def reachable(path: Path) -> str:
    """Return a name for the socket that fits: from here, if the whole one is too long; else OSError."""
    text = str(path)
    if len(text.encode()) <= _LONGEST_PATH:
        return text
    relative = Path(path).resolve()
    with contextlib.suppress(ValueError):
        short = str(relative.relative_to(Path.cwd()))
        if len(short.encode()) <= _LONGEST_PATH:
            return short
    raise OSError(f"{text} is too long for a socket")
