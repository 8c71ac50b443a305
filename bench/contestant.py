"""Who takes part in a comparison: anything that can take one turn at a time and then stand still."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from bench.environment import ROOT, InstallationError, surroundings

Figures = dict[str, Any]

# Each kind of turn, and the one figure of it that contestants are compared by.
COMPARED = {
    "throughput": "per_s",
    "single": "per_s",
    "latency": "p50_ms",
    "catch_up": "per_s",
    "receive": "per_s",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of turn (a key of COMPARED) and how many entries of 1 KiB it moves."""

    turn: str
    entries: int


class TurnError(Exception):
    """A contestant could not be prepared or did not finish its turn; the message says why."""


class Contestant(Protocol):
    """One system under measurement. `most` bounds the entries a turn for one that would take too long."""

    name: str
    most: Mapping[str, int]

    def begin(self) -> dict[str, Any]:
        """Prepare everything that is not measured; returns facts such as versions. Raises TurnError."""

    def take(self, task: Task) -> Figures:
        """Take one turn and return its figures, `missing` entries among them. Raises TurnError."""

    def end(self) -> None:
        """Stop every process and remove all data; never raises."""


@dataclass
class PeerProcess:
    """A peer in a process of its own, driven by the lines of `bench.peers.turns`.

    `command` gives what to run, and may first install what it needs (InstallationError).
    """

    name: str
    command: Callable[[], Sequence[str]]
    most: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 300.0  # a turn that takes longer has failed
    patience: float = 60.0  # seconds in which it may end its servers, before it is ended
    _process: subprocess.Popen[str] | None = None
    _answers: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    _log: IO[str] | None = None

    def begin(self) -> dict[str, Any]:
        """Start the peer and wait until it is prepared."""
        try:
            command = self.command()
        except InstallationError as error:
            raise TurnError(f"{self.name} could not be installed: {error}") from error
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in `end`
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=ROOT,
            env=surroundings(),
            start_new_session=True,  # so that Ctrl-C reaches the harness alone, which then ends its peers
        )
        assert self._process.stdout is not None
        threading.Thread(target=_forward, args=(self._process.stdout, self._answers), daemon=True).start()
        return dict(self._answer()["ready"])

    def take(self, task: Task) -> Figures:
        """One order, one answer."""
        if self._process is None or self._process.stdin is None or self._process.poll() is not None:
            raise TurnError(f"{self.name} is not running")
        try:
            self._process.stdin.write(json.dumps({"turn": task.turn, "entries": task.entries}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise TurnError(f"{self.name} is not running") from None
        answer = self._answer()
        if "error" in answer:
            raise TurnError(f"{self.name}: {answer['error']}")
        return dict(answer["figures"])

    def end(self) -> None:
        """Close the peer's input, upon which it ends its servers; if it does not, end its whole session."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with suppress(BrokenPipeError):
                process.stdin.close()
        try:
            process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
        if self._log is not None:
            self._log.close()

    def _answer(self) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=self.seconds)
        except queue.Empty:
            self.end()  # a late answer would be taken for the next turn's
            raise TurnError(f"{self.name} gave no answer within {self.seconds:.0f} s") from None
        if not line:
            last_words = self._last_words()
            self.end()  # its output may end a moment before it does: the next turn must not wait for it
            raise TurnError(f"{self.name} ended: {last_words}")
        return dict(json.loads(line))

    def _last_words(self) -> str:
        if self._log is None:
            return "it said nothing"
        self._log.seek(0)
        lines = [line for line in self._log.read().splitlines() if line.strip()]
        return lines[-1].strip()[:300] if lines else "it said nothing"


def _forward(source: IO[str], answers: queue.SimpleQueue[str]) -> None:
    """Hand on line by line; an empty string says that there will be no more."""
    for line in source:
        answers.put(line)
    answers.put("")
