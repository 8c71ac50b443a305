"""A demo that was made once, and running demos in copies of it."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from program import surroundings

PATIENCE = 90.0


@dataclass
class Running:
    """`mithaq demo` as a process, in a folder, at a port."""

    folder: Path
    port: int
    words: tuple[str, ...] = ()
    process: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    def start(self) -> float:
        """Start it and return the seconds until it said that it is ready."""
        began = time.monotonic()
        words = ("demo", "--dir", str(self.folder), "--port", str(self.port), "--no-browser", *self.words)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mithaq", *words],
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line == "ready\n", (line, self.end())
        return time.monotonic() - began

    def end(self, number: int = signal.SIGINT) -> str:
        """End it and return what it said on standard error."""
        if self.process is None:
            return ""
        process, self.process = self.process, None
        if process.poll() is None:
            process.send_signal(number)
        _out, told = process.communicate(timeout=PATIENCE)
        self.said.append(told)
        self.code = process.returncode
        return told

    def facts(self) -> dict[str, Any]:
        """Return what demo.json says."""
        return dict(json.loads((self.folder / "demo.json").read_text("utf-8")))

    def pids(self, module: str = "mithaq.demo.serving") -> dict[str, int]:
        """Return the process of each node of this folder that runs this module."""
        found = {}
        for entry in Path("/proc").iterdir():
            words = _words(entry)
            folders = [Path(word) for word in words if word.startswith(f"{self.folder}/")]
            if module in words and folders:
                found[folders[0].name] = int(entry.name)
        return found

    def call(self, name: str, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Call the API of an officer's node on the officer's behalf."""
        for node in self.facts()["nodes"]:
            for officer in node["officers"]:
                if officer["name"] == name:
                    return call(node["url"], officer["token"], method, path, body)
        raise AssertionError(name)


def _words(entry: Path) -> list[str]:
    try:
        return (entry / "cmdline").read_text("utf-8").split("\0")[:-1] if entry.name.isdigit() else []
    except OSError:
        return []


def call(url: str, token: str, method: str, path: str, body: Any) -> tuple[int, Any]:
    """Call the API of a node with a token; return status and JSON."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        data = answer.read()
        return answer.status, json.loads(data) if data else None
    finally:
        connection.close()


def eventually(holds: Callable[[], Any], what: str) -> Any:
    """Return what `holds` returns once it is true; fail after PATIENCE seconds."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            found = holds()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE:.0f} s: {what}")


def free_ports(count: int = 4) -> int:
    """Return the first of some neighbouring ports that nobody listens on."""
    for port in range(20000 + os.getpid() % 10000, 60000, 7):
        probes = [socket.socket() for _ in range(count)]
        try:
            for place, probe in enumerate(probes):
                probe.bind(("127.0.0.1", port + place))
            return port
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
    raise AssertionError("no free ports")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was made by its first start and ended."""
    folder = tmp_path_factory.mktemp("demo") / "made"
    running = Running(folder, free_ports())
    running.start()
    running.end()
    assert running.code == 0
    return folder


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Iterator[Running]:
    """A demo in a copy of that folder, not started yet; ended by the end of the test."""
    folder = tmp_path / "mithaq-demo"
    shutil.copytree(made, folder)
    running = Running(folder, free_ports())
    yield running
    running.end(signal.SIGKILL)
    eventually(lambda: not running.pids(), "all nodes have ended")
