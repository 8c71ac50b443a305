"""A node of ours as its administrators and programs see it: the commands of `mithaq`, and its API."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from bench.environment import ROOT
from bench.peers.processes import free_port, stop

OFFICER = "bench@example.test"
MOST_AT_ONCE = 500
"""Entries in one call that writes, or reads, as the API has it."""


@dataclass
class Node:
    """A node in a folder and on a port of its own; not started until `start`."""

    folder: Path
    agency: str
    database: str
    port: int = field(default_factory=free_port)
    token: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def make(self) -> None:
        """Make its folder, its tables and an officer with a token."""
        place = ("--folder", str(self.folder), "--port", str(self.port), "--database", self.database)
        self.run("init", self.agency, "--url", self.url, *place)
        roles = ("--role", "liaison", "--role", "supervisor")
        self.run("officer", "add", OFFICER, "--name", "Bench", *roles, "--generate-password")
        scopes = ("--scope", "read", "--scope", "write", "--scope", "release")
        self.token = self.run("officer", "token", OFFICER, *scopes).split()[-1]

    def introduce(self, other: Node) -> None:
        """Enter another node as a contact."""
        card = other.folder / "card.json"
        fingerprint = "".join(other.run("card", "--out", str(card), errors=True).split(":")[-1].split())
        self.run("peer", "add", other.agency, other.url, "--fingerprint", fingerprint, "--card", str(card))

    def run(self, *words: str, errors: bool = False) -> str:
        """Run one command of `mithaq` at this node; return what it printed, or what it said beside that."""
        done = subprocess.run(
            [sys.executable, "-m", "mithaq", *words],
            env=self._surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            what = " ".join(words[:2])
            raise RuntimeError(f"mithaq {what} ended with {done.returncode}: {done.stderr[-500:]}")
        return done.stderr if errors else done.stdout

    def start(self, seconds: float = 60.0) -> None:
        """Serve, and return when it answers."""
        with (self.folder / "log" / "bench.log").open("ab") as log:
            command = [sys.executable, "-m", "mithaq", "serve"]
            self.process = subprocess.Popen(command, env=self._surroundings(), stdout=log, stderr=log)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.agency} ended early: {self.last_words()}")
            try:
                with Client(self, timeout=2) as client:
                    client.raw("GET", "/healthz")
                return
            except OSError:
                time.sleep(0.01)
        raise TimeoutError(f"{self.agency} does not answer after {seconds:.0f} s")

    def stop(self) -> None:
        """End it and wait for that."""
        stop(self.process)
        self.process = None

    def cpu(self) -> float:
        """Processor seconds that its process has used; 0 where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.process.pid if self.process else 0}/stat").read_text()
        except OSError:
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def last_words(self) -> str:
        """The end of its log."""
        log = self.folder / "log" / "bench.log"
        return log.read_text("utf-8", "replace")[-600:] if log.exists() else ""

    def _surroundings(self) -> dict[str, str]:
        own = {"MITHAQ_HOME": str(self.folder), "PYTHONPATH": str(ROOT / "src"), "LANGUAGE": "en"}
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, **own}


class Client:
    """A program that calls the API over one kept connection; not for two threads at a time."""

    def __init__(self, node: Node, timeout: float = 60.0) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=timeout)
        self._headers = {"Authorization": f"Bearer {node.token}", "Content-Type": "application/json"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def raw(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Call, and return status and body."""
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call with JSON and return the answer's; RuntimeError says what the node answered instead."""
        data = None if body is None else json.dumps(body).encode()
        status, answer = self.raw(method, path, data)
        if status not in {200, 201}:
            raise RuntimeError(f"{method} {path} was answered {status}: {answer[:300]!r}")
        return json.loads(answer)

    def write(self, dossier: str, entries: Sequence[Any]) -> list[str]:
        """Release entries in one call; return their ids in their order."""
        path = f"/api/dossiers/{dossier}/entries"
        if len(entries) == 1:
            return [self.call("POST", path, entries[0])["id"]]
        results = self.call("POST", path, {"entries": entries})["results"]
        refused = [one["problem"] for one in results if one["problem"]]
        if refused:
            raise RuntimeError(f"{len(refused)} entries were not released, the first because: {refused[0]}")
        return [one["entry"]["id"] for one in results]

    def changes(self, after: int, wait: int) -> tuple[list[str], int]:
        """The ids of entries that have come since a serial, and from where to ask on."""
        words = urlencode({"after": after, "limit": MOST_AT_ONCE, "wait": wait})
        found = self.call("GET", f"/api/changes?{words}")
        return [one["entry"] for one in found["items"]], found["next"]
