"""Two nodes of ours, `mithaq serve` in a process each; A's API is written to, and B's is read.

    python -m bench.mithaq_nodes --engine sqlite      takes turns as `bench.peers.turns` has them

Entries carry 1 KiB of text, are signed, sealed to both, released through the gate at A and durable
before they are answered. They have arrived when B's API lists them: then they are verified, opened,
folded and durable there.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.databases import ENGINES, databases
from bench.figures import brief, delays
from bench.node import Client, Node
from bench.peers.turns import Figures, serve

LETTERS = 1024
AT_ONCE = 100
"""Entries that one call of the throughput's programs releases."""
PROGRAMS = 2
"""Programs that release at the same time where throughput is measured."""
SEVERAL = (2, 4, 8)
"""Programs that each release one entry at a time, in the figures beside `single`."""
ROOM = 1_000
"""Entries after which a new dossier is opened."""

_TERMS = {
    "areas": ["drugs"],
    "purposes": ["investigation", "coordination"],
    "kinds": ["request"],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}
_HANDLING = {"codes": ["H1"], "purpose": "investigation", "legal_basis": "pact"}


class Nodes:
    """The running pair; every turn starts and ends with nothing under way."""

    def __init__(self, a: Node, b: Node, engine: str) -> None:
        self._a, self._b, self._engine = a, b, engine
        self._reader = Reader(b)
        self._left = 0
        with Client(a) as client:
            self._pact = _open(client, "pact", [a.agency, b.agency], "agree", _agreement(), None)
        self._wait_for([self._pact])
        with Client(b) as client:
            client.write(self._pact, [{"type": "sign", "body": {}}])
        self._wait_until_stable()
        self._flow(200, 1, 20)

    def facts(self) -> dict[str, Any]:
        """Version, engine, and how entries are released."""
        from mithaq import __version__

        return {"software": f"Mithaq {__version__}", "storage": self._engine}

    def throughput(self, entries: int) -> Figures:
        """Some programs that release many at a time."""
        return self._flow(entries, PROGRAMS, AT_ONCE)

    def single(self, entries: int) -> Figures:
        """One program that waits for each answer; beside it, several such programs, as `several`."""
        several = {str(programs): self._flow(entries, programs, 1)["per_s"] for programs in SEVERAL}
        return {**self._flow(entries, 1, 1), "several": several}

    def latency(self, entries: int) -> Figures:
        """From the call at A until B's waiting call shows the entry."""
        dossier = self._dossier(entries)
        taken: list[float] = []
        with Client(self._a) as client:
            for number in range(entries):
                self._reader.forget()
                time.sleep(0.02)  # the reading call must be waiting before the entry is released
                start = time.perf_counter()
                (entry,) = client.write(dossier, [_entry(number)])
                arrived = self._reader.when(entry, 30)
                if arrived is not None:
                    taken.append(arrived - start)
        return {**delays(taken), "missing": entries - len(taken)}

    def catch_up(self, entries: int) -> Figures:
        """From the moment that B's port is open until B's API has listed all that it missed."""
        dossiers = [self._open_dossier() for _ in range(-(-entries // ROOM))]
        self._wait_for(dossiers)
        self._reader.end()
        self._b.stop()
        ids: list[str] = []
        with Client(self._a) as client:
            for at in range(0, entries, AT_ONCE):
                some = [_entry(number) for number in range(at, min(entries, at + AT_ONCE))]
                ids += client.write(dossiers[at // ROOM], some)
        start = time.perf_counter()
        self._b.start()
        ready = time.perf_counter()
        self._reader = Reader(self._b, self._reader.serial)
        missing = self._reader.wait(ids, _patience(entries))
        total = self._reader.last - ready
        cpu = brief(self._b.cpu() / entries * 1e6)
        arrived = entries - missing
        return {
            "per_s": brief(arrived / total),
            "missing": missing,
            "start_s": brief(ready - start),
            "cpu_us": cpu,
        }

    def close(self) -> None:
        """End the reading."""
        self._reader.end()

    def _flow(self, entries: int, programs: int, at_once: int) -> Figures:
        parts = [list(range(number, entries, programs)) for number in range(programs)]
        dossiers = [self._open_dossier() for _ in parts]
        self._wait_for(dossiers)
        self._reader.forget()
        used = [one.cpu() for one in (self._a, self._b)]
        start = time.perf_counter()
        with ThreadPoolExecutor(programs) as pool:
            written = pool.map(lambda part, dossier: self._write(dossier, part, at_once), parts, dossiers)
            ids = [one for some in written for one in some]
        sent = time.perf_counter() - start
        missing = self._reader.wait(ids, _patience(entries))
        total = max(self._reader.last, start + sent) - start
        spent = [one.cpu() - before for one, before in zip((self._a, self._b), used, strict=True)]
        a, b = (brief(seconds / entries * 1e6) for seconds in spent)
        return {
            "per_s": brief((entries - missing) / total),
            "sent_per_s": brief(entries / sent),
            "missing": missing,
            "programs": programs,
            "at_once": at_once,
            "cpu_us": {"a": a, "b": b},
        }

    def _write(self, dossier: str, numbers: Sequence[int], at_once: int) -> list[str]:
        ids: list[str] = []
        with Client(self._a) as client:
            for at in range(0, len(numbers), at_once):
                ids += client.write(dossier, [_entry(number) for number in numbers[at : at + at_once]])
        return ids

    def _dossier(self, entries: int) -> str:
        """The dossier at hand, or a new one when it has no room for so many more."""
        if self._left < entries:
            self._at_hand, self._left = self._open_dossier(), max(ROOM, entries)
            self._wait_for([self._at_hand])
        self._left -= entries
        return self._at_hand

    def _open_dossier(self) -> str:
        with Client(self._a) as client:
            parties = [self._a.agency, self._b.agency]
            return _open(client, "request", parties, "inform", _inform(0), self._pact)

    def _wait_for(self, ids: Sequence[str]) -> None:
        if self._reader.wait(ids, 60):
            raise TimeoutError("a dossier did not arrive at B")

    def _wait_until_stable(self) -> None:
        """The pact is in force when both are known to hold that both agree."""
        end = time.monotonic() + 60
        with Client(self._a) as client:
            while time.monotonic() < end:
                found = client.call("GET", f"/api/dossiers/{self._pact}")
                if found["stage"] == "in-force" and found["stable"]:
                    return
                time.sleep(0.05)
        raise TimeoutError(f"the pact is not in force: {found}")


class Reader:
    """A program that waits at B for what comes, and notes when it came."""

    def __init__(self, node: Node, serial: int = 0) -> None:
        self.serial, self.last = serial, 0.0
        self._node = node
        self._seen: dict[str, float] = {}
        self._news = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """Forget what was seen."""
        with self._news:
            self._seen.clear()

    def when(self, entry: str, seconds: float) -> float | None:
        """When an entry came, or None if it does not come in time."""
        with self._news:
            self._news.wait_for(lambda: entry in self._seen, seconds)
            return self._seen.get(entry)

    def wait(self, ids: Sequence[str], seconds: float) -> int:
        """Wait until all have come; return how many have not. `last` is when the last one came."""
        wanted = set(ids)
        with self._news:
            self._news.wait_for(lambda: wanted <= self._seen.keys(), seconds)
            times = [self._seen[one] for one in wanted & self._seen.keys()]
            self.last = max(times, default=time.perf_counter())
            return len(wanted) - len(times)

    def end(self) -> None:
        """Read no more."""
        self._ended = True

    def _read(self) -> None:
        with Client(self._node) as client:
            while not self._ended:
                try:
                    ids, self.serial = client.changes(self.serial, 20)
                except (OSError, RuntimeError):
                    if self._ended:
                        return
                    raise
                now = time.perf_counter()
                with self._news:
                    self._seen.update(dict.fromkeys(ids, now))
                    self._news.notify_all()


def _open(
    client: Client, kind: str, parties: Sequence[str], type_: str, body: dict[str, Any], pact: str | None
) -> str:
    new = {"kind": kind, "parties": parties, "pact": pact, "exercise": True, "type": type_, "body": body}
    made = client.call("POST", "/api/dossiers", {**new, "handling": _HANDLING if pact else None})
    return str(made["id"])


def _agreement() -> dict[str, Any]:
    return {"name": {"language": "en", "text": "Exercise: a pact"}, "terms": _TERMS}


def _inform(number: int) -> dict[str, Any]:
    text = f"Exercise: {number} ".ljust(LETTERS, "x")
    return {"text": {"language": "en", "text": text}, "area": "drugs", "purpose": "investigation"}


def _entry(number: int) -> dict[str, Any]:
    return {"type": "inform", "body": _inform(number), "handling": _HANDLING}


def _patience(entries: int) -> float:
    """Seconds after which what has not arrived counts as missing: as for a hundred entries a second."""
    return max(60.0, entries / 100)


@contextmanager
def nodes(engine: str) -> Iterator[Nodes]:
    """Two running nodes under a pact; at the end all is ended and removed."""
    folder = Path(tempfile.mkdtemp(prefix="mithaq-bench-"))
    try:
        with databases(engine, folder) as make:
            pair = [
                Node(folder / label, agency, "" if engine == "sqlite" else make(label))
                for label, agency in (("a", "ma.dgsn"), ("b", "es.policia"))
            ]
            for one in pair:
                one.make()
            a, b = pair
            a.introduce(b)
            b.introduce(a)
            try:
                for one in pair:
                    one.start()
                peer = Nodes(a, b, engine)
                yield peer
                peer.close()
            finally:
                for one in pair:
                    one.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Serve turns on standard input and output."""
    parser = argparse.ArgumentParser(description="Two nodes of Mithaq, measured turn by turn.")
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    serve(nodes(parser.parse_args().engine))


if __name__ == "__main__":
    main()
