"""GET /api/changes: what has come since a serial; waits a little for it, so that nobody asks all the time."""

import threading
import time
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from mithaq.api.access import READ, officer_of
from mithaq.api.pages import After, Limit
from mithaq.node import audit, officers, rows, store
from mithaq.node.models import EntryRow, Officer

router = Router(tags=["changes"], auth=READ)

_ALL = (
    "SELECT serial, entry, dossier, author, type, time FROM node_entryrow"
    " WHERE serial > %s ORDER BY serial LIMIT %s"
)

LONGEST = 20
"""Seconds that a call waits at most."""

WAITING_AT_ONCE = 3
"""Calls that wait, of the few threads that pages have too; further ones are answered at once."""

LOOK = 1.0
"""Seconds after which another look is taken: another process of the node may have appended."""

_places = threading.BoundedSemaphore(WAITING_AT_ONCE)
_appended = threading.Condition()


class Change(Schema):
    """One new entry."""

    serial: int
    entry: str
    dossier: str
    author: str
    type: str
    time: str


class Changes(Schema):
    """New entries in the order of their arrival; ask again after `next`."""

    items: list[Change]
    next: int


@router.get("/changes", response=Changes, operation_id="changes", summary="New entries since a serial")
def changes(
    request: HttpRequest,
    after: After = 0,
    limit: Limit = 100,
    wait: Annotated[int, Query(ge=0, le=LONGEST, description="Seconds to wait for the first.")] = 0,
) -> Changes:
    """Return the headers of new entries in dossiers that the officer may see."""
    officer = officer_of(request)
    found = _awaited(officer, after, limit, wait)
    audit.record("listed", who=officer.email, subject=f"api changes: {len(found.items)}")
    return found


def _awaited(officer: Officer, after: int, limit: int, wait: int) -> Changes:
    found = _since(officer, after, limit)
    if found.items or not wait or not _places.acquire(blocking=False):
        return found
    try:
        until = time.monotonic() + wait
        while not found.items and (left := until - time.monotonic()) > 0:
            with _appended:
                _appended.wait(min(left, LOOK))
            found = _since(officer, after, limit)
        return found
    finally:
        _places.release()


def _since(officer: Officer, after: int, limit: int) -> Changes:
    if officers.sees_all(officer):
        # By hand: it is asked with every batch that comes, and the ORM takes longer than the database.
        some = [
            (serial, bytes(entry).hex(), bytes(dossier).hex(), *rest)
            for serial, entry, dossier, *rest in rows.ask(_ALL, after, limit)
        ]
    else:
        seen = EntryRow.objects.filter(dossier__in=officers.visible(officer).values("id"), serial__gt=after)
        fields = ("serial", "entry", "dossier_id", "author", "type", "time")
        some = list(seen.order_by("serial").values_list(*fields)[:limit])
    items = [
        Change(serial=serial, entry=entry, dossier=dossier, author=author, type=type_, time=time_)
        for serial, entry, dossier, author, type_, time_ in some
    ]
    return Changes(items=items, next=items[-1].serial if items else after)


def _wake(sender: Any, **_: Any) -> None:
    with _appended:
        _appended.notify_all()


store.appended.connect(_wake, dispatch_uid="api-changes")
