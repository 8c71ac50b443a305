"""Escalates deadlines: whose task it is when it is soon due, supervisors when it is late or nobody acts.

Soon is within three days, or when no more than one working day of this agency is left by the calendar that
the pact's profile carries (docs/spec/request.md, REQ-23): before a long holiday it is told before it begins.
Each deadline is told once a level; a new deadline, such as after an extension, is told anew.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from mithaq.kinds.deadlines import Calendar, working_days_left
from mithaq.node import absence, audit, clock, duty, news, profiles
from mithaq.node.models import (
    CardRow,
    DossierOfficer,
    Escalation,
    NodeRow,
    Officer,
    Responsible,
)
from mithaq.node.news import Told, alerts, watching
from mithaq.terms import ALERT_URGENCY

SOON = timedelta(hours=72)
"""What is due within this time is due soon."""

AHEAD = timedelta(days=14)
"""How far is looked for what only holidays make soon: no country has longer ones."""

BATCH = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A task of this agency, and the pact under which it is."""

    dossier: str
    key: str
    due: str
    level: str
    pact: str | None


def run(stop: threading.Event) -> None:
    """Do what is done every half minute: absences, deadlines, silent partners, the workload."""
    duty.follow_absences()
    while not stop.is_set() and escalate() == BATCH:
        pass
    watching.tell_silence()
    duty.keep_workload_fresh()


def escalate() -> int:
    """Tell of the next deadlines that are soon or late; return how many there were."""
    now = clock.now()
    own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
    found = [
        *_due(own, "late", "", clock.text(now)),
        *_due(own, "soon", clock.text(now), clock.text(now + SOON)),
    ]
    if len(found) < BATCH:
        found += _soon_by_holidays(own, now)
    found = found[:BATCH]
    if found:
        with transaction.atomic():
            _tell(found, now)
    return len(found)


def _due(own: str, level: str, after: str, until: str, most: int = BATCH) -> list[Due]:
    """Return tasks due after one time and until another that were not told of at this level."""
    told = Escalation.objects.filter(
        dossier=OuterRef("dossier"), key=OuterRef("key"), due=OuterRef("due"), level=level
    )
    cards = CardRow.objects.filter(kind="task", owner__in=(own, ""), due__gt=after, due__lte=until)
    if level == "soon":  # an alert is told of at once, and a step of it is no task before its time
        cards = cards.exclude(dossier_kind=alerts.PACT, state__in=ALERT_URGENCY.codes)
    rows = cards.exclude(Exists(told)).order_by("due", "id")[:most]
    return [
        Due(dossier, key, due, level, pact)
        for dossier, key, due, pact in rows.values_list("dossier_id", "key", "due", "dossier__pact")
    ]


def _soon_by_holidays(own: str, now: datetime) -> Iterable[Due]:
    """Yield what is due later than soon, and yet within one working day."""
    calendars: dict[str | None, Calendar] = {}
    for one in _due(own, "soon", clock.text(now + SOON), clock.text(now + AHEAD), 2000):
        if one.pact not in calendars:
            calendars[one.pact] = profiles.calendar_of(one.pact, own)
        if working_days_left(calendars[one.pact], clock.text(now), one.due) <= 1:
            yield one


def _tell(found: list[Due], now: datetime) -> None:
    dossiers = {one.dossier for one in found}
    answering = {
        row.dossier_id: row.officer
        for row in Responsible.objects.filter(dossier__in=dossiers).select_related("officer")
    }
    named: dict[str, list[Officer]] = {}
    for row in DossierOfficer.objects.filter(dossier__in=dossiers).select_related("officer"):
        named.setdefault(row.dossier_id, []).append(row.officer)
    supervisors = [one for one in Officer.objects.filter(is_active=True) if "supervisor" in one.roles]
    told: list[Told] = []
    acts: list[audit.Act] = []
    rows: list[Escalation] = []
    for one in found:
        officer = answering.get(one.dossier)
        concerned = [officer] if officer else named.get(one.dossier, [])
        nobody_acts = not any(absence.acting(each, now) for each in concerned)
        raised = one.level == "late" or nobody_acts
        what = "overdue" if one.level == "late" else "due-soon"
        key = f"{what}/{one.dossier}/{one.key}/{one.due}"
        told += [Told(each, what, one.dossier, one.key, key=key) for each in concerned]
        if raised:
            others = [each for each in supervisors if each not in concerned]
            told += [Told(each, "escalated", one.dossier, one.key, key=f"escalated/{key}") for each in others]
            acts.append(audit.Act("escalated", "node", one.key, one.dossier, why=one.level))
        rows.append(
            Escalation(
                dossier_id=one.dossier, key=one.key, due=one.due, level=one.level, raised=raised, at=now
            )
        )
    Escalation.objects.bulk_create(rows, ignore_conflicts=True)
    news.tell_all(told)
    audit.record_all(acts)
