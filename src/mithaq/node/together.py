"""Own entries that several officers and programs release at the same moment become durable together.

Each waits for one write to the disk, and a disk does few of them a second. While one transaction is
being written, those who come meanwhile wait in a queue; whoever comes next does the work of all of
them in one transaction. If anything goes wrong in it, none of it has happened, and each is done by
itself: so nobody is refused, or written, because of another.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from mithaq.node import dossiers, store
from mithaq.node.arrivals import Batch

T = TypeVar("T")

MOST = 64
"""What is done in one transaction at most, so that nobody waits long for the others."""


@dataclass(slots=True)
class _Asked:
    """One piece of work; afterwards what came of it, or what was raised."""

    work: Callable[[Batch], Any]
    ids: Sequence[str]
    done: bool = False
    result: Any = None
    fault: BaseException | None = None


_queue: deque[_Asked] = deque()
_turn = threading.Lock()


def write(work: Callable[[Batch], T], ids: Sequence[str]) -> T:
    """Return what `work` returns after what it added is durable, as `store.write` does; a Refusal undoes it.

    `work` may be run twice, and in another thread; what it does besides adding to the batch must be
    undone by the transaction.
    """
    # Whoever does the work needs the locks of these dossiers.
    dossiers.check_not_reading()
    mine = _Asked(work, ids)
    _queue.append(mine)
    with _turn:
        while not mine.done:
            _do([_queue.popleft() for _ in range(min(MOST, len(_queue)))])
    if mine.fault is not None:
        raise mine.fault
    result: T = mine.result
    return result


def _do(some: Sequence[_Asked]) -> None:
    """Do all of it in one transaction, or else each by itself."""
    if len(some) > 1:
        ids = sorted({one for asked in some for one in asked.ids})
        try:
            results = store.write(lambda batch: [asked.work(batch) for asked in some], ids)
        except Exception:  # noqa: BLE001 - whose fault it is shows when each is done alone
            results = None
        if results is not None:
            for asked, result in zip(some, results, strict=True):
                asked.done, asked.result = True, result
            return
    for asked in some:
        try:
            asked.result = store.write(asked.work, asked.ids)
        except BaseException as fault:  # noqa: BLE001 - it is raised where it belongs
            asked.fault = fault
        asked.done = True
