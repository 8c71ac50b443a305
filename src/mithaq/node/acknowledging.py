"""Acknowledges what has come, after a quiet moment, and says what cannot be opened (record-law.md, LAW-43).

An acknowledgement covers all that is held and calls for none. In a bulk flow one is written when a
dossier has come to rest, not for every batch. Which dossiers have changed is read from the entries'
serials, so that nothing is forgotten when the process ends, nor what another process has appended.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, connection

from mithaq.node import bell, composing, home, ownkeys, release, resealing, store
from mithaq.node.arrivals import Batch
from mithaq.node.models import DossierRow, EntryRow, Party
from mithaq.record import bodies
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

QUIET = 0.2
"""Seconds without a new entry of others after which a dossier is acknowledged, if the node is quiet too."""

REST = 1.5
"""Seconds after which it is acknowledged though other dossiers still grow."""

MOST = 5.0
"""Seconds after which it is acknowledged though it still grows."""

GATHER = 0.05
"""Seconds between what has come and the look at it: in a bulk flow one look is for many."""

LOOK = 1.0
"""Seconds after which new entries are looked for that another process has appended."""

_GROWN = "SELECT dossier, author, max(serial) FROM node_entryrow WHERE serial > %s GROUP BY dossier, author"
_AT_ONCE = 64
_AT_START = 1000


@dataclass(slots=True)
class Growth:
    """When a dossier began to grow, and when it grew last."""

    first: float
    last: float


class Watch:
    """Which dossiers have grown by entries of others and are not yet acknowledged."""

    def __init__(self) -> None:
        self.growing: dict[str, Growth] = {}
        self.last = 0.0

    def grew(self, dossiers: Iterable[str], now: float) -> None:
        """Note that these have grown."""
        for one in dossiers:
            self.growing.setdefault(one, Growth(now, now)).last = now
            self.last = now

    def take_due(self, now: float) -> list[str]:
        """Return those whose time has come, the oldest first, and watch them no longer."""
        due = [one for one, growth in self.growing.items() if self._due_at(growth) <= now][:_AT_ONCE]
        for one in due:
            del self.growing[one]
        return due

    def pause(self, now: float) -> float:
        """Return the seconds until the next is due."""
        return max(0.01, min((self._due_at(growth) - now for growth in self.growing.values()), default=LOOK))

    def _due_at(self, growth: Growth) -> float:
        quiet = max(growth.last, self.last) + QUIET
        return min(quiet, growth.last + REST, growth.first + MOST)


def run(stop: threading.Event) -> None:
    """Watch and acknowledge until `stop` is set."""
    watch = Watch()
    serial = _last_serial()
    watch.grew(_left_over(), time.monotonic())
    while not stop.is_set():
        if bell.arrived.wait(min(LOOK, watch.pause(time.monotonic()))):
            stop.wait(GATHER)
        bell.arrived.clear()
        serial, dossiers = _grown(serial)
        watch.grew(dossiers, time.monotonic())
        due = watch.take_due(time.monotonic())
        if due:
            for step in (ownkeys.follow, tell_unopened, resealing.answer_all, acknowledge):
                _each(step, due)


def _each(step: Callable[[list[str]], object], dossiers: list[str]) -> None:
    """Do a step for all of them at once; if our own code breaks at one, for each by itself."""
    try:
        step(dossiers)
    except DatabaseError:
        raise
    except Exception:
        log.exception("step-failed", step=step.__name__, dossiers=dossiers)
        if len(dossiers) > 1:
            for one in dossiers:
                _each(step, [one])


def acknowledge(dossiers: list[str]) -> int:
    """Write an acknowledgement where one is called for, all in one transaction; return how many."""

    def work(batch: Batch) -> int:
        drafts = [composing.acknowledgement(batch, one) for one in dossiers if _calls(batch, one)]
        return sum(result.status == "new" for result in batch.take(drafts))

    return store.write(work, dossiers)


def tell_unopened(dossiers: list[str]) -> None:
    """Write in each dossier which entries cannot be opened here, so that a partner seals them anew."""
    own = home.current().agency
    closed = EntryRow.objects.filter(dossier_id__in=dossiers, type=bodies.UNOPENED, gone=False)
    found: dict[str, list[str]] = {}
    for dossier, entry in closed.exclude(author=own).values_list("dossier_id", "entry"):
        found.setdefault(dossier, []).append(entry)
    told = dict(
        Party.objects.filter(agency=own, dossier_id__in=list(found)).values_list("dossier_id", "cannot_open")
    )
    for dossier, entries in found.items():
        new = [entry for entry in entries if entry not in told.get(dossier, ())]
        try:
            if new:
                release.tell_unopened(dossier, new)
        except Refusal as refusal:
            log.warning("cannot-tell-unopened", dossier=dossier, code=refusal.code)


def _calls(batch: Batch, dossier: str) -> bool:
    """Return whether the dossier calls for an acknowledgement and this node may write in it."""
    held = batch.held.get(dossier)
    if held is None or not held.dossier.wants_acknowledgement():
        return False
    row = batch.row(dossier)
    member = batch.home.agency in held.dossier.members()
    signs = member and composing.may_sign(batch, held.dossier)
    return signs and not row.locked_until_returned and not row.incomplete


def _grown(serial: int) -> tuple[int, set[str]]:
    """Return the newest serial, and the dossiers that entries of others have been added to since this one."""
    own, newest, dossiers = home.current().agency, serial, set()
    with connection.cursor() as cursor:
        cursor.execute(_GROWN, [serial])
        for dossier, author, last in cursor.fetchall():
            newest = max(newest, last)
            if author != own:
                dossiers.add(bytes(dossier).hex())
    return newest, dossiers


def _last_serial() -> int:
    return EntryRow.objects.order_by("-serial").values_list("serial", flat=True).first() or 0


def _left_over() -> list[str]:
    """Return the dossiers whose newest entry is another's: this node ended before it could acknowledge it."""
    newest = dict(DossierRow.objects.order_by("-last_entry_at").values_list("last_serial", "id")[:_AT_START])
    others = EntryRow.objects.filter(serial__in=list(newest)).exclude(author=home.current().agency)
    return [newest[serial] for serial in others.values_list("serial", flat=True)]
