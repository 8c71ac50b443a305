"""The loops beside the server: one thread for each contact, and one for each regular task.

A loop that fails is logged and begins again after a pause that grows; it never takes another with it.
"""

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import structlog
from django.db import connection

from mithaq.node import acknowledging, bell, blind, home, ownkeys, publishing, reading, upkeep
from mithaq.node.exchange import fetching, loop
from mithaq.node.exchange.contacts import CONTACTS, REFRESH
from mithaq.node.news import alerts, deadlines, digest, watching
from mithaq.node.search import indexing, saved

log = structlog.get_logger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
GRACE = 5.0
"""Seconds that the loops have to end; what is under way then is made good at the next start."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done again and again: how often, in seconds, and what."""

    name: str
    every: float
    run: Callable[[threading.Event], object]


TASKS = (
    Task("attachments", 1.0, fetching.fetch),
    Task("search", 0.5, indexing.run),
    Task("saved-searches", 10.0, saved.run),
    Task("read-receipts", 5.0, reading.write_receipts),
    Task("news", 1.0, watching.run),
    Task("alerts", 1.0, alerts.run),
    Task("deadlines", 30.0, deadlines.run),
    Task("digest", 15.0, digest.run),
    Task("blind", 2.0, blind.open_ready),
    Task("press", 1.0, publishing.run),
    Task("sweep", 3600.0, lambda _: fetching.sweep()),
    Task("upkeep", 3600.0, upkeep.run),
    # At the start first of all: a change of keys may have been cut.
    Task("own-keys", 3600.0, lambda _: ownkeys.follow_all()),
)


def run_work(stop: threading.Event) -> None:
    """Run all loops until `stop` is set, then see them end."""
    threads: dict[str, threading.Thread] = {}
    _start(threads, "bell", stop, lambda: bell.answer(home.current().socket, stop))
    _start(threads, "acknowledgements", stop, lambda: acknowledging.run(stop))
    for task in TASKS:
        _start(threads, task.name, stop, partial(_repeat, task, stop))
    while not stop.is_set():
        for agency in _contacts():
            name = f"exchange {agency}"
            if name not in threads or not threads[name].is_alive():
                _start(threads, name, stop, partial(loop.keep_up, agency, stop))
        stop.wait(REFRESH)
    bell.ring()
    until = time.monotonic() + GRACE
    for thread in threads.values():
        thread.join(max(0.0, until - time.monotonic()))
    connection.close()


def main() -> None:
    """Run all loops in this process until SIGTERM or SIGINT (`mithaq work`)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_work(stop)


def _contacts() -> list[str]:
    try:
        return list(CONTACTS.all())
    except Exception:
        log.exception("contacts-unreadable")
        connection.close()
        return []


def _repeat(task: Task, stop: threading.Event) -> None:
    while not stop.is_set():
        task.run(stop)
        stop.wait(task.every)


def _start(
    threads: dict[str, threading.Thread], name: str, stop: threading.Event, run: Callable[[], None]
) -> None:
    thread = threading.Thread(target=_supervise, args=(name, stop, run), name=name, daemon=True)
    threads[name] = thread
    thread.start()


def _supervise(name: str, stop: threading.Event, run: Callable[[], None]) -> None:
    """Run a loop until it ends; begin it again when it fails."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        began = time.monotonic()
        try:
            run()
            break
        except Exception:
            log.exception("loop-failed", loop=name, pause=pause)
            connection.close()
        pause = FIRST_PAUSE if time.monotonic() - began > LONGEST_PAUSE else min(LONGEST_PAUSE, pause * 2)
        stop.wait(pause)
    connection.close()
