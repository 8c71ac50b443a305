"""Who answers for which dossier, who is away and who stands in, and how much work each officer has.

An officer who stands in for another is named on the other's dossiers for that time, so that what they may
see is still only what names them; a loop keeps this in step and takes it back when the other returns.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mithaq.node import absence, audit, clock, news
from mithaq.node.models import (
    CardRow,
    DossierOfficer,
    DossierRow,
    Escalation,
    NodeRow,
    Officer,
    Responsible,
    StandIn,
    Workload,
)
from mithaq.node.news import Told
from mithaq.node.officers import FEW, WRITERS, readable, require
from mithaq.record.errors import Refusal

MOST = 200
"""Dossiers that can be reassigned in one act."""

LONGEST = timedelta(days=366)
"""Of an absence: who is away for longer is no officer of this list."""

FRESH = timedelta(seconds=30)
"""For which the counts of the workload are not made again, unless something was reassigned."""

_COUNT = """
    SELECT r.officer_id, count(*),
           sum(CASE WHEN c.due <> '' AND c.due <= %s THEN 1 ELSE 0 END),
           sum(CASE WHEN c.due > %s AND c.due <= %s THEN 1 ELSE 0 END)
      FROM node_cardrow c LEFT JOIN node_responsible r ON r.dossier_id = c.dossier_id
     WHERE c.kind = 'task' AND c.owner IN (%s, '')
     GROUP BY r.officer_id
"""


def officers() -> list[Officer]:
    """Return who can answer for a dossier."""
    active = Officer.objects.filter(is_active=True).select_related("stand_in")
    return [one for one in active if can_answer(one)]


def can_answer(officer: Officer) -> bool:
    """Return whether an officer can answer for a dossier: their role writes in some."""
    return officer.is_active and not set(WRITERS).isdisjoint(officer.roles)


def responsible(dossier: str) -> Officer | None:
    """Return who answers for a dossier."""
    row = Responsible.objects.filter(dossier=dossier).select_related("officer").first()
    return row.officer if row else None


def assign(dossiers: Sequence[str], to: Officer, by: Officer, *, why: str = "") -> int:
    """Let an officer answer for these dossiers, named on them if need be; return for how many that is new.

    Refusal officer-unfit, and as `officers.require` says for each dossier; nothing is done then.
    """
    if not can_answer(to):
        raise Refusal("officer-unfit")
    rows = list(DossierRow.objects.filter(id__in=list(dict.fromkeys(dossiers))[:MOST]))
    before = dict(
        Responsible.objects.filter(dossier__in=[row.id for row in rows]).values_list(
            "dossier_id", "officer_id"
        )
    )
    fresh = [row for row in rows if before.get(row.id) != to.pk]
    for row in fresh:
        require(by, "node.name_officer", row)
    with transaction.atomic():
        _answer(fresh, to, by)
        audit.record_all([audit.Act("assigned", by.email, to.email, row.id, why=why) for row in fresh])
        if to.pk != by.pk:
            news.tell_all(Told(to, "assigned", row.id) for row in fresh)
        news.touch({*before.values(), to.pk})
    count_workload()
    return len(fresh)


def _answer(rows: Iterable[DossierRow], to: Officer, by: Officer) -> None:
    now, some = clock.now(), list(rows)
    Responsible.objects.bulk_create(
        [Responsible(dossier=row, officer=to, by=by, at=now) for row in some],
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=["officer", "by", "at"],
    )
    DossierOfficer.objects.bulk_create(
        [DossierOfficer(dossier=row, officer=to, named_by=by) for row in some], ignore_conflicts=True
    )


def set_absence(officer: Officer, until: date, stand_in: Officer | None, by: Officer) -> None:
    """Note that an officer is away up to and including a day; Refusal stand-in-unfit, absence-day."""
    _may_change(officer, by)
    day = absence.today(officer, clock.now())
    if not day <= until <= day + LONGEST:
        raise Refusal("absence-day")
    if stand_in is not None and (
        stand_in.pk == officer.pk or not can_answer(stand_in) or absence.is_absent(stand_in, clock.now())
    ):
        raise Refusal("stand-in-unfit")
    with transaction.atomic():
        officer.absent_until, officer.stand_in = until, stand_in
        officer.save(update_fields=["absent_until", "stand_in"])
        who = f"{officer.email} until {until.isoformat()}: {stand_in.email if stand_in else 'nobody'}"
        audit.record("absent", who=by.email, subject=who)
        follow_absence(officer)


def end_absence(officer: Officer, by: Officer) -> None:
    """Note that an officer is back."""
    _may_change(officer, by)
    if officer.absent_until is None:
        return
    with transaction.atomic():
        officer.absent_until = officer.stand_in = None
        officer.save(update_fields=["absent_until", "stand_in"])
        audit.record("returned", who=by.email, subject=officer.email)
        follow_absence(officer)


def _may_change(officer: Officer, by: Officer) -> None:
    if officer.pk != by.pk and "supervisor" not in by.roles:
        audit.record("refused", who=by.email, subject="set-absence")
        raise Refusal("officer-may-not", {"act": "set-absence"})


def follow_absences() -> None:
    """Bring every standing-in into step: what is new in a dossier, who is back."""
    away = Officer.objects.filter(absent_until__isnull=False) | Officer.objects.filter(
        pk__in=StandIn.objects.values("absent")
    )
    for officer in away.select_related("stand_in").distinct():
        with transaction.atomic():
            follow_absence(officer)


def follow_absence(officer: Officer) -> None:
    """Name who stands in on the officer's dossiers, or take back what was named for an absence that ended."""
    away = absence.is_absent(officer, clock.now())
    acting = officer.stand_in if away else None
    for row in StandIn.objects.filter(absent=officer).exclude(officer=acting).select_related("officer"):
        row.delete()
        if not StandIn.objects.filter(dossier=row.dossier_id, officer=row.officer_id).exists():
            DossierOfficer.objects.filter(
                dossier=row.dossier_id, officer=row.officer_id, named_by=officer
            ).delete()
            audit.record("unnamed", who="node", subject=row.officer.email, dossier=row.dossier_id)
    if acting is None:
        return
    here = DossierOfficer.objects.filter(dossier=OuterRef("dossier"), officer=acting)
    missing = DossierOfficer.objects.filter(officer=officer).exclude(Exists(here))
    dossiers = list(missing.values_list("dossier_id", flat=True)[:1000])
    StandIn.objects.bulk_create(
        [StandIn(dossier_id=one, officer=acting, absent=officer) for one in dossiers], ignore_conflicts=True
    )
    DossierOfficer.objects.bulk_create(
        [DossierOfficer(dossier_id=one, officer=acting, named_by=officer) for one in dossiers],
        ignore_conflicts=True,
    )
    audit.record_all([audit.Act("named", "node", acting.email, one, why="stand-in") for one in dossiers])


def workload() -> list[Workload]:
    """Return the counts as they were made last; made now if they never were."""
    found = list(Workload.objects.select_related("officer__stand_in"))
    return found or count_workload()


def keep_workload_fresh() -> None:
    """Make the counts again when they are old."""
    newest = Workload.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is None or clock.now() - newest >= FRESH:
        count_workload()


def count_workload() -> list[Workload]:
    """Count the tasks of every officer: one statement over all of them, therefore not made for each page."""
    now = clock.now()
    late, week = clock.text(now), clock.text(now + timedelta(days=7))
    own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [late, late, week, own])
        counts = {row[0]: row[1:] for row in cursor.fetchall()}
    listed = {one.pk: one for one in officers()}
    wanted: list[int | None] = [None, *listed, *(pk for pk in counts if pk and pk not in listed)]
    made = [
        Workload(
            officer_id=pk,
            at=now,
            **dict(zip(("open", "late", "week"), counts.get(pk, (0, 0, 0)), strict=True)),
        )
        for pk in wanted
    ]
    with transaction.atomic():
        Workload.objects.all().delete()
        Workload.objects.bulk_create(made)
    return list(Workload.objects.select_related("officer__stand_in"))


def tasks_of(officer: Officer | None) -> QuerySet[CardRow]:
    """Return the tasks of this agency in the dossiers that an officer answers for, or that nobody does."""
    cards = CardRow.objects.filter(kind="task", mine=True)
    if officer is None:
        return cards.exclude(Exists(Responsible.objects.filter(dossier=OuterRef("dossier"))))
    mine = Responsible.objects.filter(officer=officer)
    ids = list(mine.values_list("dossier_id", flat=True)[: FEW + 1])
    if len(ids) <= FEW:
        return cards.filter(dossier__in=ids)
    # Of many, each task is asked as the list comes to it: a join would read all of them first.
    asked = Subquery(mine.filter(dossier=OuterRef("dossier")).values("pk")[:1])
    return cards.alias(answers=asked).filter(answers__isnull=False)


def escalated(dossiers: Iterable[str]) -> set[tuple[str, str]]:
    """Return (dossier, key) of the tasks whose deadline was raised to supervisors."""
    rows = Escalation.objects.filter(dossier__in=list(dossiers), raised=True)
    return set(rows.values_list("dossier_id", "key"))


def may_answer(officer: Officer, dossier: DossierRow) -> bool:
    """Return whether an officer may take a dossier up."""
    return can_answer(officer) and readable(officer).filter(id=dossier.id).exists()


def take_up(dossier: DossierRow, officer: Officer) -> None:
    """Let an officer who may write in a dossier answer for it; Refusal as `require` says."""
    require(officer, "node.draft_entry", dossier)
    with transaction.atomic():
        _answer([dossier], officer, officer)
        audit.record("assigned", who=officer.email, subject=officer.email, dossier=dossier.id)
