"""Two Synapse homeservers with one shared room; Alice writes at A, Bob reads at B.

Messages of 1 KiB, signed by the homeserver and sent over TLS. They are not encrypted from end to end,
so Synapse does less for each than Mithaq does. By hand: `python3 -m bench.peers matrix`.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.metadata
import itertools
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bench.figures import brief, delays
from bench.peers.matrix.databases import databases
from bench.peers.matrix.homeserver import Homeserver
from bench.peers.matrix.user import HEAD, Arrivals, User, message
from bench.peers.turns import Figures, serve

_SENDERS = 8  # more at a time made Synapse no faster here


class Matrix:
    """The prepared pair; every turn starts and ends with nothing under way."""

    def __init__(self, runner: asyncio.Runner, a: Homeserver, b: Homeserver, database: str) -> None:
        self._runner, self._b, self._database = runner, b, database
        self._series = itertools.count()
        self._runner.run(self._meet(a, b))

    def facts(self) -> dict[str, Any]:
        """Synapse's version and what it stores in."""
        return {
            "software": f"Synapse {importlib.metadata.version('matrix-synapse')}",
            "storage": self._database,
        }

    def throughput(self, entries: int) -> Figures:
        """Several senders at a time."""
        return self._runner.run(self._flow(entries, _SENDERS))

    def single(self, entries: int) -> Figures:
        """One sender, who waits for each answer."""
        return self._runner.run(self._flow(entries, 1))

    def latency(self, entries: int) -> Figures:
        """From Alice's call until Bob's waiting sync shows the message."""
        return self._runner.run(self._one_at_a_time(entries))

    def catch_up(self, entries: int) -> Figures:
        """From the moment that B's ports are open until Bob can read all that he missed."""
        return self._runner.run(self._return(entries))

    def close(self) -> None:
        """End the users' connections."""
        self._runner.run(self._session.close())

    async def _meet(self, a: Homeserver, b: Homeserver) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
        self._alice, self._bob = User(self._session, a), User(self._session, b)
        await self._alice.register("alice")
        await self._bob.register("bob")
        order = {"preset": "private_chat", "invite": [self._bob.id]}
        self._room = (await self._alice.call("POST", "/_matrix/client/v3/createRoom", order))["room_id"]
        await self._join()
        self._since = (await self._bob.sync(None, 0))["next_batch"]
        await self._flow(50, 4)

    async def _join(self) -> None:
        for attempt in range(20):  # the invitation needs a moment to arrive
            try:
                await self._bob.call("POST", f"/_matrix/client/v3/join/{self._room}", {})
                return
            except RuntimeError:
                if attempt == 19:
                    raise
                await asyncio.sleep(0.5)

    def _texts(self, entries: int) -> tuple[list[str], set[str]]:
        series = f"s{next(self._series)}"
        texts = [message(series, number) for number in range(entries)]
        return texts, {text[:HEAD] for text in texts}

    async def _flow(self, entries: int, senders: int) -> Figures:
        texts, wanted = self._texts(entries)
        seen: Arrivals = {}
        start = time.perf_counter()
        reading = asyncio.create_task(
            self._bob.read(self._room, self._since, wanted, seen, _patience(entries))
        )
        await self._alice.send_all(self._room, texts, senders)
        sent = time.perf_counter() - start
        self._since = await reading
        total = time.perf_counter() - start
        arrived = len(wanted & seen.keys())
        return {
            "per_s": brief(arrived / total),
            "sent_per_s": brief(entries / sent),
            "missing": entries - arrived,
            "senders": senders,
        }

    async def _one_at_a_time(self, entries: int) -> Figures:
        texts, _ = self._texts(entries)
        taken = []
        for text in texts:
            seen: Arrivals = {}
            head = text[:HEAD]
            reading = asyncio.create_task(self._bob.read(self._room, self._since, {head}, seen, 30))
            await asyncio.sleep(0.02)  # the sync must be waiting before the message is sent
            start = time.perf_counter()
            await self._alice.send(self._room, text)
            self._since = await reading
            if head in seen:
                taken.append(seen[head] - start)
        return {**delays(taken), "missing": entries - len(taken)}

    async def _return(self, entries: int) -> Figures:
        texts, wanted = self._texts(entries)
        seen: Arrivals = {}
        await asyncio.to_thread(self._b.stop)
        await self._alice.send_all(self._room, texts, _SENDERS)
        start = time.perf_counter()
        await asyncio.to_thread(self._b.start)
        ready = time.perf_counter()
        # Bob writes one message, as a returning user would: A hears from B and ends its back-off.
        greeting = asyncio.create_task(self._bob.send(self._room, message("greeting", 0)))
        self._since = await self._bob.read(self._room, self._since, wanted, seen, _patience(entries))
        total = time.perf_counter() - ready
        await greeting
        arrived = len(wanted & seen.keys())
        return {
            "per_s": brief(arrived / total),
            "missing": entries - arrived,
            "start_s": brief(ready - start),
        }


def _patience(entries: int) -> float:
    """Seconds after which what has not arrived counts as missing: as for ten entries a second."""
    return max(120.0, entries / 10)


@contextmanager
def matrix(database: str) -> Iterator[Matrix]:
    """Two running homeservers that share a room; at the end all is ended and removed."""
    base = Path(tempfile.mkdtemp(prefix="bench-matrix-"))
    base.chmod(0o755)  # a PostgreSQL that runs as another user must reach its folder
    servers: list[Homeserver] = []
    try:
        with databases(database, base) as pair, asyncio.Runner() as runner:
            try:
                servers.extend(Homeserver(base / label, settings) for label, settings in pair.items())
                for server in servers:
                    server.start()
                peer = Matrix(runner, *servers, database)
                yield peer
                peer.close()
            finally:
                for server in servers:
                    server.stop()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def main() -> None:
    """Serve turns on standard input and output."""
    parser = argparse.ArgumentParser(description="Two federating Synapse homeservers, measured turn by turn.")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    serve(matrix(parser.parse_args().database))


if __name__ == "__main__":
    main()
