"""Data that is to go: what asks for it, who decides, when it is gone (Directive (EU) 2016/680, art. 5, 16).

    a recall, an erasure or the end of retention -> a task with a deadline -> an officer decides
    -> locked (nobody sees it) -> an erasure is stable -> body and sealed part are gone

Header and signature stay, so that everything else still verifies.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mithaq.node import audit, blobs, clock, dossiers, officers, release, store, tasks
from mithaq.node.arrivals import Batch
from mithaq.node.models import DossierRow, EntryRow, Officer, TaskRow
from mithaq.record.errors import Refusal

AT_ONCE = 500


def expire(now: datetime) -> int:
    """Open a task for each dossier with entries whose retention has run out; return how many were opened."""
    over = EntryRow.objects.filter(keep_until__lt=now.date(), gone=False, locked=False)
    by_dossier: dict[str, list[str]] = {}
    for dossier, entry in over.values_list("dossier_id", "entry")[:AT_ONCE]:
        by_dossier.setdefault(dossier, []).append(entry)
    opened = 0
    for dossier, entries in by_dossier.items():
        known = {one for task in TaskRow.objects.filter(dossier_id=dossier) for one in task.entries}
        new = [one for one in entries if one not in known]
        if new:
            tasks.open_one(dossier, TaskRow.Why.RETENTION, None, new, now)
            opened += 1
    return opened


def decide(task: TaskRow, officer: Officer, *, erase: bool, reason: str) -> None:
    """Lock the entries of a task for erasure, or keep them; the reason is kept, and signed when we keep.

    Refusal officer-may-not, reason-missing or task-state.
    """
    row = DossierRow.objects.get(id=task.dossier_id)
    officers.require(officer, "node.decide_erasure", row)
    if not reason.strip():
        raise Refusal("reason-missing")
    with transaction.atomic():
        state = TaskRow.State.LOCKED if erase else TaskRow.State.KEPT
        taken = TaskRow.objects.filter(pk=task.pk, state=TaskRow.State.OPEN).update(
            state=state, officer=officer, reason=reason, decided_at=clock.now()
        )
        if not taken:
            raise Refusal("task-state", {"state": task.state})
        if erase:
            EntryRow.objects.filter(entry__in=task.entries).update(locked=True)
        what = "lock" if erase else "keep"
        audit.record(what, who=officer.email, dossier=task.dossier_id, entries=task.entries, why=reason)
    task.refresh_from_db()
    own = _own(task.entries)
    if erase and task.why == TaskRow.Why.RETENTION and own:
        entry = release.write_as_node(task.dossier_id, "erase", {"entries": own, "reason": reason})
        if entry is not None:
            TaskRow.objects.filter(pk=task.pk).update(by=entry.id)
    elif not erase and task.why != TaskRow.Why.RETENTION:
        _answer(task, done=False)


def finish(now: datetime) -> int:
    """Remove what was locked and whose erasure is stable here; return how many tasks are done.

    The dossier is folded from above it from then on: its base holds what the entries had come to.
    """
    done = 0
    for task in TaskRow.objects.filter(state=TaskRow.State.LOCKED, by__isnull=False)[:AT_ONCE]:
        if _remove(task):
            _answer(task, done=True)
            done += 1
    return done


def _own(entries: Iterable[str]) -> list[str]:
    """Return those of the entries that this node wrote: only an author erases in the record."""
    own = EntryRow.objects.filter(Q(source=None), entry__in=list(entries)).order_by("serial")
    return list(own.values_list("entry", flat=True))


def _remove(task: TaskRow) -> bool:
    """Remove the bodies of a task, with every older state of the dossier, if their erasure is stable here."""
    one = task.dossier_id

    def work(batch: Batch) -> bool:
        held = batch.held[one]
        if not set(task.entries) <= held.dossier.erasable():
            return False
        dossiers.write_base(one, held)
        EntryRow.objects.filter(entry__in=task.entries).update(body=None, sealed=None, gone=True)
        blobs.forget(one, task.entries)
        TaskRow.objects.filter(pk=task.pk).update(state=TaskRow.State.DONE)
        batch.acts.append(audit.Act("erase", "node", "", one, task.entries, task.reason))
        return True

    removed = store.write(work, [one])
    if removed:
        # What is in memory still knows the bodies; the base does not.
        dossiers.forget([one])
    return removed


def _answer(task: TaskRow, *, done: bool) -> None:
    """Say in a signed entry what was done, or why not."""
    body = {"entries": task.entries, "done": done, "reason": task.reason or None}
    release.write_as_node(task.dossier_id, "erased", body)
