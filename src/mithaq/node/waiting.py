"""Entries that cannot be placed yet, for a parent or their pact is missing: kept within bounds, tried again.

They are never acknowledged, so whoever offered them offers them again when one was thrown out.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Sum

from mithaq.node import rows
from mithaq.node.incoming import Arrival
from mithaq.node.models import WaitingRow

MAX_WAITING = 2_000
MAX_WAITING_BYTES = 16 * 1024 * 1024
"""For each contact: no partner can fill another's room."""

ANY = "SELECT 1 FROM node_waitingrow LIMIT 1"

_AT_ONCE = 64

_COLUMNS = ("entry", "dossier", "source", "missing", "size", "arrived_at", "frame")


def known(batch: Sequence[Arrival]) -> Callable[[], list[rows.Row]]:
    """Ask which entries of these arrivals are here already, for `mark_known`."""
    ids = [bytes.fromhex(arrival.entry.id) for arrival in batch if arrival.entry]
    return rows.later("SELECT entry FROM node_entryrow WHERE entry IN {}", ids)


def mark_known(batch: Sequence[Arrival], here: Sequence[rows.Row]) -> None:
    """Mark the arrivals whose entries are here already, so that nobody verifies them twice."""
    found = {bytes(row[0]).hex() for row in here}
    for arrival in batch:
        arrival.known = arrival.entry is not None and arrival.entry.id in found


def keep(waiting: Sequence[tuple[Arrival, str]], source: str, now: datetime) -> None:
    """Keep arrivals with the id that each waits for, then throw out the oldest beyond the bounds."""
    if not waiting:
        return
    at = connection.ops.adapt_datetimefield_value(now)
    made = [
        (
            bytes.fromhex(entry.id),
            bytes.fromhex(entry.dossier_id),
            source,
            bytes.fromhex(missing),
            len(frame),
            at,
            frame,
        )
        for arrival, missing in waiting
        if (entry := arrival.entry) is not None and (frame := arrival.frame)
    ]
    rows.insert(WaitingRow, _COLUMNS, made, conflict="(entry) DO UPDATE SET missing = excluded.missing")
    _evict(source)


def waiting_for(ids: Iterable[str]) -> list[tuple[str, bytes]]:
    """Return (source, frame) of all that waits for one of these."""
    query = "SELECT source, frame FROM node_waitingrow WHERE missing IN {} ORDER BY id"
    return [(source, bytes(frame)) for source, frame in rows.select(query, map(bytes.fromhex, ids))]


def of_dossiers(dossiers: Sequence[str], *, but_beginning: bool = False) -> list[tuple[str, bytes]]:
    """Return (source, frame) of what waits in these dossiers, or the first few that wait for more."""
    if not dossiers:
        return []
    found = WaitingRow.objects.filter(dossier__in=dossiers).order_by("pk")
    if but_beginning:
        found = found.exclude(missing=F("dossier"))[:_AT_ONCE]
    return [(source, bytes(frame)) for source, frame in found.values_list("source", "frame")]


def drop(ids: Iterable[str]) -> None:
    """Forget entries that no longer wait: they were placed, or refused."""
    gone = list(ids)
    if gone:
        WaitingRow.objects.filter(entry__in=gone).delete()


def _evict(source: str) -> None:
    own = WaitingRow.objects.filter(source=source)
    total = own.aggregate(count=Count("pk"), size=Sum("size"))
    over, size = total["count"] - MAX_WAITING, (total["size"] or 0) - MAX_WAITING_BYTES
    if over <= 0 and size <= 0:
        return
    gone = []
    for pk, length in own.order_by("pk").values_list("pk", "size"):
        if over <= 0 and size <= 0:
            break
        gone.append(pk)
        over, size = over - 1, size - length
    WaitingRow.objects.filter(pk__in=gone).delete()
