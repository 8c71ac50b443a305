"""What has changed for whom since when: asked now and then for all streams of a process at once.

It looks at numbers that every process of the node can read (the newest serial, a mark an officer), so it is
the same whether the loops run here or elsewhere. What is said is counts and ids of dossiers that the
officer may see, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from mithaq.node import news
from mithaq.node.models import Draft, EntryRow, NewsMark, NodeRow, Officer
from mithaq.node.news import alerts
from mithaq.node.news.watching import QUIET, newest_serial
from mithaq.node.officers import WRITERS, visible

MOST = 99
"""Counts of the frame stop here."""

FURTHEST = 2000
"""Serials that are looked back at for one event: a page that missed more is told that it is old."""

MOST_DOSSIERS = 50
"""Dossiers that one event names."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Whose stream it is, by which session, and up to where it has been told."""

    officer: int
    session: str
    serial: int
    version: int


@dataclass(frozen=True, slots=True)
class Beat:
    """The numbers that say whether there is anything to tell."""

    serial: int
    versions: Mapping[int, int]


def admit(session_key: str, since: int | None) -> Listener | None:
    """Return the listener of a session, or None if nobody is signed in by it; `since` None: from now on."""
    data: Mapping[str, Any] = SessionStore(session_key).load()
    officer = Officer.objects.filter(pk=data.get(SESSION_KEY) or 0, is_active=True).first()
    if officer is None:
        return None
    known = str(data.get(HASH_SESSION_KEY) or "")
    if not constant_time_compare(known, officer.get_session_auth_hash()):
        return None
    version = NewsMark.objects.filter(officer=officer).values_list("version", flat=True).first() or 0
    newest = newest_serial()
    serial = newest if since is None else max(0, min(since, newest))
    return Listener(officer.pk, session_key, serial, version)


def beat(listeners: Iterable[Listener]) -> Beat:
    """Return where the node stands, for these listeners."""
    some = list(listeners)
    officers = {one.officer for one in some}
    marks = NewsMark.objects.filter(officer__in=officers)
    return Beat(newest_serial(), dict(marks.values_list("officer_id", "version")))


def ended(listeners: Iterable[Listener]) -> frozenset[str]:
    """Return the sessions of those who have signed out, were removed, or took another password meanwhile."""
    some = list(listeners)
    now = timezone.now()
    rows = Session.objects.filter(session_key__in={one.session for one in some}, expire_date__gt=now)
    alive = {row.session_key: row.get_decoded() for row in rows}
    officers = Officer.objects.in_bulk({one.officer for one in some})
    over = set()
    for one in some:
        data, officer = alive.get(one.session), officers.get(one.officer)
        same = (
            data is not None
            and officer is not None
            and officer.is_active
            and constant_time_compare(str(data.get(HASH_SESSION_KEY) or ""), officer.get_session_auth_hash())
        )
        if not same:
            over.add(one.session)
    return frozenset(over)


def tell(listener: Listener, serial: int) -> dict[str, Any]:
    """Return the event for a listener: new entries of partners, dossiers that changed, and counts."""
    officer = Officer.objects.get(pk=listener.officer)
    since = max(listener.serial, serial - FURTHEST)
    own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
    fresh = EntryRow.objects.filter(serial__gt=since, serial__lte=serial).exclude(type__in=QUIET)
    changed = dict(
        fresh.filter(dossier__in=visible(officer).values("id"))
        .order_by()
        .values_list("dossier_id")
        .annotate(new=Count("serial", filter=~Q(author=own)))
    )
    return {
        "new": sum(changed.values()),
        "dossiers": sorted(changed)[:MOST_DOSSIERS],
        "more": len(changed) > MOST_DOSSIERS or since > listener.serial,
        "counts": counts(officer),
    }


def counts(officer: Officer) -> dict[str, int]:
    """Return what the frame counts, each at most MOST + 1."""
    found = {
        "drafts": Draft.objects.filter(officer=officer, state=Draft.State.OPEN)[: MOST + 1].count(),
        "news": news.unread(officer, MOST + 1),
    }
    if not set(WRITERS).isdisjoint(officer.roles):
        own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
        found["desks"] = alerts.waiting(own, officer)[: MOST + 1].count()
    if "supervisor" in officer.roles:
        waiting = Draft.objects.filter(state=Draft.State.SECOND).exclude(officer=officer)
        found["releases"] = waiting[: MOST + 1].count()
    return found
