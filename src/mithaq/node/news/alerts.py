"""Alerts that wait for this agency to acknowledge them: who is told at once, and who is let in (PAC-14).

A pact's dossier is seen by whoever is named on it. An alert in it concerns every liaison officer, whose role
is to deal with partners at any hour; so the node names them on that pact, and says so in the log. Supervisors
see every dossier as it is. All of them are told, with an e-mail without content at once, whatever else they
want to be told (`digest`); who is absent is left in peace, and the stand-in is told instead.
"""

import threading
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from mithaq.node import audit, news
from mithaq.node.models import CardRow, DossierOfficer, DossierRow, NewsWish, NodeRow, Notice, Officer
from mithaq.node.news import Told
from mithaq.node.officers import readable

PACT = "pact"
KEY = "alert/"
"""With which the keys of the tasks begin that ask for an acknowledgement (kinds/pact/contactcards.py)."""

ANSWERS = frozenset({"liaison", "supervisor"})
"""The roles that an alert concerns, whether or not they were named before."""

Waiting = tuple[str, str]
"""A pact and the alert in it that waits."""


def waiting(own: str, officer: Officer | None = None) -> QuerySet[CardRow]:
    """Return the tasks by which this agency is asked to acknowledge, in the pacts that the officer may read.

    There are few, and they are found by their pacts: neither owner nor `mine` is asked for, because the key
    says whose a task is, so that the index of a dossier's cards is the one that serves.
    """
    pacts = DossierRow.objects.all() if officer is None else readable(officer)
    return CardRow.objects.filter(
        dossier__in=pacts.filter(kind=PACT).values("id"),
        kind="task",
        key__startswith=KEY,
        key__endswith=f"/{own}",
    )


def run(stop: threading.Event) -> None:
    """Tell of the alerts that wait, once each officer; take back what was told of those that do not."""
    own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
    found = list(waiting(own).values_list("dossier_id", "entry"))
    _settle({entry for _, entry in found})
    if found and not stop.is_set():
        _tell(found)


def _settle(entries: set[str]) -> None:
    told = Notice.objects.filter(what="alert", read_at=None).values_list("subject", flat=True).distinct()
    for gone in set(told) - entries:
        news.settle("alert", gone)


def _tell(found: Iterable[Waiting]) -> None:
    """Name and tell whoever was not told yet: also an officer who is new, or has the role since."""
    concerned = [one for one in Officer.objects.filter(is_active=True) if ANSWERS & set(one.roles)]
    by_alert = {entry: dossier for dossier, entry in found}
    told = set(Notice.objects.filter(what="alert", subject__in=by_alert).values_list("officer_id", "subject"))
    missing = [
        (one, dossier, entry)
        for entry, dossier in by_alert.items()
        for one in concerned
        if (one.pk, entry) not in told
    ]
    if not missing:
        return
    with transaction.atomic():
        for dossier in {dossier for _, dossier, _ in missing}:
            _name([one for one, pact, _ in missing if pact == dossier], dossier)
        wishes = [NewsWish(officer=one) for one in {one for one, _, _ in missing}]
        NewsWish.objects.bulk_create(wishes, ignore_conflicts=True)
        news.tell_all(
            Told(one, "alert", dossier, entry, key=f"alert/{entry}") for one, dossier, entry in missing
        )


def _name(officers: Iterable[Officer], dossier: str) -> None:
    """Name liaison officers on a pact in which an alert waits."""
    known = set(DossierOfficer.objects.filter(dossier=dossier).values_list("officer_id", flat=True))
    fresh = [
        one
        for one in {one.pk: one for one in officers}.values()
        if one.pk not in known and "liaison" in one.roles
    ]
    DossierOfficer.objects.bulk_create(
        [DossierOfficer(dossier_id=dossier, officer=one) for one in fresh], ignore_conflicts=True
    )
    audit.record_all([audit.Act("named", "node", one.email, dossier, why="alert") for one in fresh])
