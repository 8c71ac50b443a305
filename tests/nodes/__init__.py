"""Real nodes for tests: each a process of its own with its own folder, keys, database and loopback port.

    with acquainted(tmp_path, "ma.dgsn", "es.policia") as ((rabat, here), (madrid, there)):
        with running(rabat, madrid):
            pact = here.call("propose", parties=["es.policia"])
            until(lambda: there.call("count") >= 1)
            madrid.kill9(); madrid.start(); madrid.stop()

An agent is a second process of the node, as a command of the program is: it releases entries and
looks into the database while the node runs (see `nodes.agent`).
"""

import contextlib
import json
import os
import secrets
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from mithaq.node.home import init_node

TESTS = Path(__file__).resolve().parent.parent
SOURCE = TESTS.parent / "src"
START_TIMEOUT = 30.0

_template: list[bytes] = []
"""The first node's database, for the next ones: making the tables takes seconds."""


def free_port() -> int:
    """Return a loopback port that nobody listens on now, below those that systems give to calls going out.

    One of those might be taken by any call between the asking and the node's start.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def until(what: Callable[[], Any], *, seconds: float = 15.0, pause: float = 0.02) -> Any:
    """Return the first true value of `what`; AssertionError if there is none in time."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(pause)


@dataclass
class NodeProcess:
    """One node. `database` is a DATABASE_URL, empty for SQLite in its folder."""

    home: Path
    agency: str
    port: int
    database: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    # A folder with ca.pem, node.pem and node.key: then it speaks TLS and asks callers for a certificate.
    tls: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    @classmethod
    def make(
        cls, folder: Path, agency: str, *, database: str = "", port: int = 0, tls: Path | None = None
    ) -> "NodeProcess":
        """Return a new node with keys and tables in a folder named after its agency, not started."""
        node = cls(folder / agency, agency, port or free_port(), database, tls=tls)
        init_node(node.home, agency, node.url, name=agency, port=node.port, database=database)
        if database or not _template:
            node._python("nodes.agent", "tables", agency)
            if not database:
                # A process may end before SQLite has brought its log into the file: the copy has both.
                whole = folder / "template.db"
                with (
                    contextlib.closing(sqlite3.connect(node.home / "node.db")) as tables,
                    contextlib.closing(sqlite3.connect(whole)) as target,
                ):
                    tables.backup(target)
                _template.append(whole.read_bytes())
        else:
            (node.home / "node.db").write_bytes(_template[0])
            with contextlib.closing(sqlite3.connect(node.home / "node.db")) as tables, tables:
                values = (agency, secrets.token_hex(16))
                tables.execute("UPDATE node_noderow SET agency = ?, epoch = ?", values)
        return node

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has written to its log so far."""
        path = self.home / "log" / "test.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self, *, work: bool = True, before: str = "pass", wait: bool = True) -> Self:
        """Start it and wait until it answers; `before` is Python that the process runs first."""
        assert self.process is None, "it runs already"
        command = (
            f"{before}\nfrom pathlib import Path\nfrom mithaq.node.serve import Tls, serve\n"
            f"serve('127.0.0.1', {self.port}, work={work}, tls={self._tls()})"
        )
        with (self.home / "log" / "test.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "error::ResourceWarning", "-c", command],
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        if wait:
            until(self._answers, seconds=START_TIMEOUT)
        return self

    def stop(self) -> None:
        """Ask it to end and wait for that; AssertionError if it does not end cleanly."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(20)
            self.process = None
            assert code in {0, -signal.SIGTERM}, f"ended with {code}:\n{self.log[-4000:]}"

    def kill9(self) -> None:
        """Kill it at this instruction."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            self.process = None

    def agent(self) -> "Agent":
        """Return a second process of this node, for use in a `with` statement."""
        return Agent(self)

    @contextlib.contextmanager
    def worker(self) -> Iterator[None]:
        """Run the loops in a process of their own, for a node that was started without them."""
        command = "import django; django.setup(); from mithaq.node.work import main; main()"
        with (self.home / "log" / "test.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", command], env=self._environment(), stdout=log, stderr=log
            )
        try:
            until((self.home / "work.sock").exists, seconds=START_TIMEOUT)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0, self.log[-4000:]

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"{self.agency} ended at once:\n{self.log[-4000:]}"
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2, context=self._context()) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _tls(self) -> str:
        folder = self.tls
        return (
            f"Tls(Path('{folder}/node.pem'), Path('{folder}/node.key'), Path('{folder}/ca.pem'))"
            if folder
            else "None"
        )

    def _context(self) -> ssl.SSLContext | None:
        if self.tls is None:
            return None
        context = ssl.create_default_context(cafile=self.tls / "ca.pem")
        context.load_cert_chain(self.tls / "node.pem", self.tls / "node.key")
        return context

    def _environment(self) -> dict[str, str]:
        own = {
            "MITHAQ_HOME": str(self.home),
            "MITHAQ_LOG": "INFO",
            "PYTHONPATH": f"{SOURCE}{os.pathsep}{TESTS}",
            "DJANGO_SETTINGS_MODULE": "mithaq.node.settings",
        }
        if self.tls:
            own |= {
                "MITHAQ_TLS_CA": str(self.tls / "ca.pem"),
                "MITHAQ_TLS_CERT": str(self.tls / "node.pem"),
                "MITHAQ_TLS_KEY": str(self.tls / "node.key"),
            }
        if self.database:
            own["DATABASE_URL"] = self.database
        return {**os.environ, **own, **self.environment}

    def _python(self, module: str, *args: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", module, *args],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


class Agent:
    """A process of a node that does what it is asked, one line of JSON at a time."""

    def __init__(self, node: NodeProcess) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nodes.agent", "serve"],
            env=node._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def call(self, name: str, **arguments: Any) -> Any:
        """Return what the function of this name in `nodes.agent` returns; AssertionError if it raises."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([name, arguments]).encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the agent has ended"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


def introduce(
    *pairs: "tuple[NodeProcess, Agent]", url: "Callable[[NodeProcess, NodeProcess], str] | None" = None
) -> None:
    """Make each node a contact of every other, with keys and addresses; `url(from, to)` gives others."""
    cards = {node.agency: agent.call("card") for node, agent in pairs}
    for node, agent in pairs:
        for other, _ in pairs:
            if other is not node:
                address = url(node, other) if url else other.url
                agent.call("introduce", card=cards[other.agency], url=address)


@contextlib.contextmanager
def acquainted(
    folder: Path, *agencies: str, tls: Path | None = None
) -> "Iterator[list[tuple[NodeProcess, Agent]]]":
    """Yield new nodes of these agencies, not started, that know each other, each with an agent."""
    with contextlib.ExitStack() as stack:
        nodes = [NodeProcess.make(folder, agency, tls=tls) for agency in agencies]
        pairs = [(node, stack.enter_context(node.agent())) for node in nodes]
        introduce(*pairs)
        try:
            yield pairs
        finally:
            for node in nodes:
                node.kill9()


@contextlib.contextmanager
def running(*nodes: NodeProcess) -> Iterator[None]:
    """Start those of these nodes that do not run yet; stop all that run at the end, in any case."""
    try:
        for node in nodes:
            if node.process is None:
                node.start()
        yield
    except BaseException:
        for node in nodes:
            sys.stderr.write(f"---- {node.agency}\n{node.log[-6000:]}\n")
            node.kill9()
        raise
    finally:
        for node in nodes:
            node.stop()
