"""Opens the tasks about data that is to go; deciding and removing is in `retention`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from mithaq.node import clock
from mithaq.node.arrivals import Batch
from mithaq.node.models import TaskRow
from mithaq.record.law import Folded

DEADLINE = timedelta(days=30)
"""For deciding, unless the law of an agency's country says less; no source fixes a number."""

DAYS_A_MONTH = 30.436875
MAX_MONTHS = 1200
ASKING = {"recall": TaskRow.Why.RECALL, "erase": TaskRow.Why.ERASE}


def keep_until(time: str, handling: Mapping[str, Any] | None) -> date | None:
    """Return the last day on which an entry may be kept, by its author's handling."""
    months = (handling or {}).get("retention_months")
    if not isinstance(months, int) or not 0 < months <= MAX_MONTHS:
        return None
    try:
        return (clock.moment(time) + timedelta(days=months * DAYS_A_MONTH)).date()
    except OverflowError:
        # A time at the end of all calendars is in form, and has no day after it.
        return None


def write(batch: Batch, folded: Mapping[str, Folded]) -> None:
    """Open a task for each recall and erasure of a batch that has effect, ours or a partner's."""
    for added in batch.added:
        dossier = added.dossier
        if added.opened.type in ASKING and folded[dossier].verdicts[added.entry.id].refusal is None:
            entries = [str(one) for one in added.opened.body["entries"]]
            _open(dossier, ASKING[added.opened.type], added.entry.id, entries, batch.now)


def open_one(dossier: str, why: str, by: str | None, entries: Sequence[str], now: datetime) -> None:
    """Open one task."""
    TaskRow.objects.create(dossier_id=dossier, why=why, by=by, entries=list(entries), deadline=now + DEADLINE)


def _open(dossier: str, why: str, by: str, entries: list[str], now: datetime) -> None:
    """Open a task; but if these are locked already by our own decision, their erasure has come."""
    locked = TaskRow.objects.filter(dossier_id=dossier, by=None, state=TaskRow.State.LOCKED)
    known = [task.pk for task in locked if set(task.entries) <= set(entries)]
    if known:
        TaskRow.objects.filter(pk__in=known).update(by=by)
    else:
        open_one(dossier, why, by, entries, now)
