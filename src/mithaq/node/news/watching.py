"""Tells of what has come: entries in the order of their serials, and partners that have fallen silent.

Nothing of this is done while entries are appended: a loop beside the server reads what is new, tells whom
it concerns and moves its cursor in one transaction, so that a crash tells nobody twice and forgets nobody.
"""

import threading
from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from mithaq.node import clock, news
from mithaq.node.models import (
    Audit,
    Contact,
    DossierOfficer,
    EntryRow,
    NewsCursor,
    NodeRow,
    Officer,
    Responsible,
)
from mithaq.node.news import Told
from mithaq.record.bodies import ACKNOWLEDGEMENT

BATCH = 500
"""Entries that are told of in one transaction."""

QUIET = (ACKNOWLEDGEMENT, "read", "accept", "confirm-time", "re-seal", "cannot-open", "translate", "refer")
"""Types that say nothing new to an officer."""

OLD = timedelta(days=2)
"""What came longer ago is no news: after a restore or an upgrade nobody is told of years."""

SILENCE = timedelta(hours=1)
"""After which a contact that does not answer is told of."""

TRIES = 3
"""Calls in a row that have failed by then."""

Row = tuple[int, str, str, str]
"""Serial, entry, dossier, author."""


def run(stop: threading.Event) -> None:
    """Tell of all that is new."""
    while not stop.is_set() and tell_entries():
        pass


def tell_entries() -> bool:
    """Tell of the next entries; return whether there may be more."""
    newest = newest_serial()
    cursor = NewsCursor.objects.filter(pk=1).first()
    if newest <= (cursor.serial if cursor else 0):
        return False
    NewsCursor.objects.get_or_create(pk=1)
    with transaction.atomic():
        cursor = NewsCursor.objects.select_for_update().get(pk=1)
        rows = list(
            EntryRow.objects.filter(serial__gt=cursor.serial).values_list(
                "serial", "entry", "dossier_id", "author", "type", "received_at"
            )[:BATCH]
        )
        since = clock.now() - OLD
        heard = [row[:4] for row in rows if row[4] not in QUIET and row[5] >= since]
        if heard:
            own = NodeRow.objects.values_list("agency", flat=True).get(pk=1)
            _tell_named([row for row in heard if row[3] != own])
            _take_up({row[2] for row in heard if row[3] == own})
        if rows:
            cursor.serial = rows[-1][0]
            cursor.save()
    return len(rows) == BATCH


def newest_serial() -> int:
    """Return the serial of the newest entry."""
    return EntryRow.objects.aggregate(newest=Max("serial"))["newest"] or 0


def _tell_named(rows: list[Row]) -> None:
    """Tell the officers who are named on a dossier how many entries of partners came."""
    counts = Counter(dossier for _, _, dossier, _ in rows)
    named = DossierOfficer.objects.filter(dossier__in=counts).select_related("officer")
    news.tell_all(
        Told(one.officer, "entry", one.dossier_id, count=counts[one.dossier_id])
        for one in named.order_by("officer_id", "dossier_id")
    )


def _take_up(dossiers: set[str]) -> None:
    """Let whoever released the first entry of ours answer for a dossier that nobody answers for."""
    known = set(Responsible.objects.filter(dossier__in=dossiers).values_list("dossier_id", flat=True))
    for dossier in sorted(dossiers - known):
        acts = Audit.objects.filter(dossier=dossier, what="release").order_by("number")
        writers = list(acts.values_list("who", flat=True)[:5])
        known_officers = {one.email: one for one in Officer.objects.filter(email__in=writers, is_active=True)}
        first = next((known_officers[one] for one in writers if one in known_officers), None)
        if first is not None:
            Responsible.objects.get_or_create(
                dossier_id=dossier, defaults={"officer": first, "at": clock.now()}
            )


def tell_silence() -> None:
    """Tell supervisors and administrators once of each contact that has not answered for a while."""
    now = clock.now()
    silent = Contact.objects.filter(failures__gte=TRIES, paused=False, suspended=False)
    silent = silent.exclude(last_heard__gt=now - SILENCE)
    told = [contact for contact in silent if (contact.last_heard or contact.added_at) <= now - SILENCE]
    if told:
        concerned = [
            officer
            for officer in Officer.objects.filter(is_active=True)
            if {"supervisor", "administrator"} & set(officer.roles)
        ]
        news.tell_all(
            Told(officer, "partner-silent", subject=one.agency, key=f"silent/{one.agency}/{one.last_heard}")
            for one in told
            for officer in concerned
        )
