"""The receiving side alone: one process that gives pre-made entries to `mithaq.node.store.append`.

    python -m bench.receiver --engine sqlite --stored 1000 --size 100

takes turns `receive` as `bench.peers.turns` has them. It runs on one core; only PostgreSQL's own
processes run where they like. Making entries and filling the database is not measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.databases import ENGINES, Make, databases
from bench.figures import brief
from bench.peers.turns import serve
from bench.stock import ASKER, Stock, stock

BATCH = 100
PORTION = 1000
"""A database that is to hold few entries is filled anew after so many more."""


class Receiver:
    """One node's door. `stored` is how many entries are there when it is measured, in requests of `size`."""

    def __init__(self, source: Stock, stored: int, size: int, mixed: int) -> None:
        from mithaq.node import dossiers, store

        self._append, self._forget_all = store.append, dossiers.forget_all
        self._stock, self._size, self._mixed = source, size, mixed
        self._filled = max(stored // 100, 1)
        self._empties = stored <= 10 * PORTION
        self._next = 0
        if not self._empties:
            self._fill()

    def facts(self) -> dict[str, Any]:
        """What stands here."""
        from django.db import connection

        return {"software": f"mithaq, {connection.vendor} {'.'.join(map(str, version(connection)))}"}

    def receive(self, entries: int) -> dict[str, Any]:
        """`per_s`: entries a second; `cpu_us`: processor time an entry, without the database server's."""
        wall = cpu = 0.0
        left, missing = entries, 0
        while left > 0:
            if self._empties:
                self._empty()
                self._fill()
            portion = max(self._size, min(left, PORTION) if self._empties else left)
            batches = list(self._batches(portion))
            began, used = time.perf_counter(), time.process_time()
            results = [self._append(batch, source=ASKER) for batch in batches]
            wall += time.perf_counter() - began
            cpu += time.process_time() - used
            missing += portion - sum(one.status == "new" for batch in results for one in batch)
            left -= portion
        done = entries - left
        return {"per_s": brief(done / wall), "cpu_us": brief(cpu / done * 1e6), "missing": missing}

    def _batches(self, entries: int) -> Iterator[list[bytes]]:
        """The next requests in batches; `mixed` of them at once take turns, entry by entry."""
        count = -(-entries // self._size)
        dossiers = list(self._stock.dossiers(count, self._size, self._next))
        self._next += count
        frames: list[bytes] = []
        for at in range(0, count, self._mixed):
            frames += [frame for row in zip(*dossiers[at : at + self._mixed], strict=True) for frame in row]
        for at in range(0, len(frames), BATCH):
            yield frames[at : at + BATCH]

    def _fill(self) -> None:
        self._append([self._stock.pact], source=ASKER)
        for frames in self._stock.dossiers(self._filled, 100):
            results = self._append(frames, source=ASKER)
            assert all(one.status == "new" for one in results), results[0]
        self._next = self._filled if self._size == 100 else 0

    def _empty(self) -> None:
        from django.core.management import call_command

        from mithaq.node import database

        call_command("flush", verbosity=0, interactive=False)
        self._forget_all()
        database.begin("ma.dgsn")
        _introduce(self._stock)


def version(connection: Any) -> Sequence[int]:
    """The version of the database behind a connection."""
    found: Sequence[int] = connection.get_database_version()
    return found


@contextmanager
def prepared(source: Stock, engine: str, stored: int, size: int, mixed: int) -> Iterator[Receiver]:
    """Yield a receiver on a node folder and a database of its own, which go at the end."""
    folder = Path(tempfile.mkdtemp(prefix="mithaq-bench-"))
    try:
        shutil.copytree(source.home, folder / "home")
        with databases(engine, folder) as make:
            _pin()
            _set_up(folder / "home", make)
            _introduce(source)
            yield Receiver(source, stored, size, mixed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pin() -> None:
    """Run on one core only: the last, since most systems keep the first for themselves."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _set_up(home: Path, make: Make) -> None:
    os.environ["MITHAQ_HOME"] = str(home)
    os.environ["DATABASE_URL"] = make("receiver")
    os.environ["DJANGO_SETTINGS_MODULE"] = "mithaq.node.settings"
    import django

    django.setup()
    from mithaq.node import database

    database.prepare("ma.dgsn")


def _introduce(source: Stock) -> None:
    from mithaq.node.introductions import introduce
    from mithaq.record.keys import PartyKeys

    for card in source.cards:
        keys = PartyKeys.from_json(card)
        introduce(keys, keys.fingerprint, "http://127.0.0.1:1", by="bench")


def main() -> None:
    """Take turns until the input ends; `--profile N` instead says where the time of N entries goes."""
    parser = argparse.ArgumentParser(prog="python -m bench.receiver", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--stored", type=int, default=1000)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--mixed", type=int, default=1)
    parser.add_argument("--stock", type=Path, help="the folder of the entries; without it, that of this law")
    parser.add_argument("--profile", type=int, default=0)
    given = parser.parse_args()
    source = Stock(given.stock) if given.stock else stock()
    receiver = prepared(source, given.engine, given.stored, given.size, given.mixed)
    if given.profile:
        with receiver as one:
            _profile(one, given.profile)
    else:
        serve(receiver)


def _profile(receiver: Receiver, entries: int) -> None:
    import cProfile
    import pstats

    for _ in range(3):
        print(receiver.receive(entries))
    profile = cProfile.Profile()
    profile.runcall(receiver.receive, entries)
    for order in ("tottime", "cumulative"):
        pstats.Stats(profile).strip_dirs().sort_stats(order).print_stats(60)


if __name__ == "__main__":
    main()
