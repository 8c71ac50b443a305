"""Keeps the demo's nodes and its site running: starts them, begins again what has died, and ends them all."""

import http.client
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0
"""Seconds within which all nodes must have answered."""

GRACE = 12.0
"""Seconds that a node has to end."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 8.0
"""Seconds before a node that died is begun again; the pause doubles while it keeps dying."""

Say = Callable[[str], None]
"""Told the agency of a node that has died and is begun again."""


class NodeError(Exception):
    """A node that did not come to answer; says which."""

    def __init__(self, agency: str) -> None:
        super().__init__(agency)
        self.agency = agency


@dataclass(slots=True)
class Served:
    """One process, a node's or the site's. `folder` is its own, whose log/ takes what the process says."""

    agency: str
    folder: Path
    port: int
    page: str = "/accounts/login/"
    """A page that answers when all is up."""
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    began: float = 0.0
    again_at: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        self.began = time.monotonic()
        with (self.folder / "log" / "demo.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mithaq.demo.serving", str(self.folder), str(self.port)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def has_died(self) -> bool:
        """Return whether there was a process, and it has ended."""
        return self.process is not None and self.process.poll() is not None

    def bury(self) -> None:
        """Forget a process that has died, and say when the next one is to begin."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        lasted = time.monotonic() - self.began
        self.pause = FIRST_PAUSE if lasted > LONGEST_PAUSE else min(LONGEST_PAUSE, self.pause * 2)
        self.again_at = time.monotonic() + self.pause
        self.process = None

    def answers(self) -> bool:
        """Return whether its pages answer without a fault of their own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", self.page, headers={"Host": f"127.0.0.1:{self.port}"})
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@dataclass(slots=True)
class Supervisor:
    """All nodes of the demo. `stop` may be set by a signal at any moment."""

    nodes: list[Served]
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start all nodes at once and return when all answer, or when stopped; NodeError if one does not."""
        for node in self.nodes:
            node.start()
        until = time.monotonic() + PATIENCE
        waiting = list(self.nodes)
        while waiting and not self.stop.is_set():
            for node in waiting:
                if node.has_died() or time.monotonic() > until:
                    raise NodeError(node.agency)
            waiting = [node for node in waiting if not node.answers()]
            if waiting:
                self.stop.wait(0.05)

    def watch(self, say: Say) -> None:
        """Begin again what dies, until stopped."""
        while not self.stop.wait(0.1):
            for node in self.nodes:
                if node.has_died():
                    node.bury()
                    say(node.agency)
                elif node.process is None and time.monotonic() >= node.again_at:
                    node.start()

    def end(self) -> None:
        """End all nodes, gently and then at once; when this returns, none is left."""
        processes = [node.process for node in self.nodes if node.process is not None]
        for process in processes:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        _wait(processes, time.monotonic() + GRACE)
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()
            if process.stdin is not None:
                process.stdin.close()


def _wait(processes: Iterable[subprocess.Popen[bytes]], until: float) -> None:
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
