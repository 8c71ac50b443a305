"""What officers are told. Whoever has something to tell calls

    news.tell(officer, "search-hits", subject=str(search.pk), count=3)
    news.tell(officer, "named", dossier=dossier.id)
    news.tell(officer, "partner-silent", subject=agency, key=f"silent/{agency}/{last_heard}")

in the transaction of what it tells of. `what` is one of WHAT. The same again, about the same dossier and
subject, before it was read, is counted in one notice; what has a `key` is told once and never again.
Officers who are absent keep it for their return, and whoever stands in for them is told as well, if that
officer may know of the dossier. A notice names a dossier and holds nothing of it: what may be read is
asked when it is shown. `settle` takes back what was told; `touch` says that the counts of the frame
changed without a notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from mithaq.node import absence, clock
from mithaq.node.models import DossierOfficer, NewsMark, NewsWish, Notice, Officer

WHAT = (
    "entry", "due-soon", "overdue", "escalated", "second-waiting", "draft-returned", "draft-released",
    "search-hits", "named", "assigned", "partner-silent", "alert",
)  # fmt: skip

ALWAYS = ("alert",)
"""What nobody can choose not to be told."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing for one officer to know."""

    officer: Officer
    what: str
    dossier: str | None = None
    subject: str = ""
    count: int = 1
    key: str | None = None
    instead_of: Officer | None = field(default=None, compare=False)

    @property
    def bundle(self) -> tuple[int, str, str | None, str, int | None]:
        """What is counted in one notice."""
        instead_of = self.instead_of.pk if self.instead_of else None
        return self.officer.pk, self.what, self.dossier, self.subject, instead_of


def tell(
    officer: Officer,
    what: str,
    *,
    dossier: str | None = None,
    subject: str = "",
    count: int = 1,
    key: str | None = None,
) -> None:
    """Let an officer know of something, unless they do not want to."""
    tell_all([Told(officer, what, dossier, subject, count, key)])


def tell_all(some: Iterable[Told]) -> None:
    """Let officers know, in as many statements for many as for one. ValueError for an unknown `what`."""
    told = list(some)
    for one in told:
        if one.what not in WHAT:
            raise ValueError(one.what)
    if not told:
        return
    now = clock.now()
    told += _for_stand_ins(told, now)
    unwanted = dict(
        NewsWish.objects.filter(officer__in={one.officer.pk for one in told}).values_list(
            "officer_id", "unwanted"
        )
    )
    wanted = [
        one
        for one in told
        if one.officer.is_active and (one.what in ALWAYS or one.what not in unwanted.get(one.officer.pk, ()))
    ]
    with transaction.atomic():
        _keep(wanted, now)
        touch(one.officer.pk for one in wanted)


def touch(officers: Iterable[int]) -> None:
    """Say that what the frame counts for these officers may have changed."""
    some = sorted(set(officers))
    if some:
        NewsMark.objects.bulk_create([NewsMark(officer_id=one) for one in some], ignore_conflicts=True)
        # In one order, so that two who touch the same officers do not wait for each other for ever.
        for one in some:
            NewsMark.objects.filter(officer=one).update(version=F("version") + 1)


def unread(officer: Officer, most: int) -> int:
    """Return how many notices wait to be read, at most so many."""
    return Notice.objects.filter(officer=officer, read_at=None)[:most].count()


def mark_read(officer: Officer, through: datetime, numbers: Iterable[int] | None = None) -> None:
    """Mark as read what was told up to a time: all of it, or these notices."""
    rows = Notice.objects.filter(officer=officer, read_at=None, at__lte=through)
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers))
    if rows.update(read_at=clock.now()):
        touch([officer.pk])


def read_dossier(officer: Officer, dossier: str) -> None:
    """Mark what was told of a dossier as read: the officer has just looked at it."""
    rows = Notice.objects.filter(officer=officer, read_at=None, dossier_id=dossier)
    if rows.exclude(what__in=("second-waiting",)).update(read_at=clock.now()):
        touch([officer.pk])


def settle(what: str, subject: str) -> None:
    """Mark as read, for everybody, what is settled: a draft that waits for nobody any more."""
    rows = Notice.objects.filter(what=what, subject=subject, read_at=None)
    concerned = set(rows.values_list("officer_id", flat=True))
    if concerned:
        rows.update(read_at=clock.now())
        touch(concerned)


def _for_stand_ins(told: list[Told], now: datetime) -> list[Told]:
    """Return the same for whoever acts for officers who are absent, where they may know of it."""
    away = {one.officer.pk: one.officer for one in told if absence.is_absent(one.officer, now)}
    acting = {pk: absence.acting(officer, now) for pk, officer in away.items()}
    named = set(
        DossierOfficer.objects.filter(
            officer__in={one.pk for one in acting.values() if one is not None},
            dossier__in={one.dossier for one in told if one.dossier and one.officer.pk in away},
        ).values_list("officer_id", "dossier_id")
    )
    made = []
    for one in told:
        other = acting.get(one.officer.pk)
        if other is None:
            continue
        if one.dossier is None or "supervisor" in other.roles or (other.pk, one.dossier) in named:
            key = f"{one.key}/{one.officer.pk}" if one.key else None
            made.append(Told(other, one.what, one.dossier, one.subject, one.count, key, one.officer))
    return made


def _keep(told: list[Told], now: datetime) -> None:
    """Write the notices; count what is told again, and leave what was told for good."""
    counts: dict[tuple[int, str, str | None, str, int | None], int] = {}
    once: list[Notice] = []
    for one in told:
        if one.key is not None:
            once.append(_notice(one, now))
        else:
            counts[one.bundle] = counts.get(one.bundle, 0) + one.count
    if once:
        Notice.objects.bulk_create(once, ignore_conflicts=True)
    if not counts:
        return
    known = {
        (row.officer_id, row.what, row.dossier_id, row.subject, row.instead_of_id): row
        for row in Notice.objects.filter(
            Q(dossier__in={one for _, _, one, _, _ in counts if one}) | Q(dossier=None),
            officer__in={bundle[0] for bundle in counts},
            what__in={bundle[1] for bundle in counts},
            read_at=None,
            key=None,
        )
    }
    again = [known[bundle] for bundle in counts if bundle in known]
    for row in again:
        row.count += counts[row.officer_id, row.what, row.dossier_id, row.subject, row.instead_of_id]
        row.at = now
    Notice.objects.bulk_update(again, ["count", "at"], batch_size=200)
    by_bundle = {one.bundle: one for one in told if one.key is None}
    Notice.objects.bulk_create(
        [_notice(by_bundle[bundle], now, count) for bundle, count in counts.items() if bundle not in known]
    )


def _notice(one: Told, now: datetime, count: int | None = None) -> Notice:
    return Notice(
        officer=one.officer,
        what=one.what,
        dossier_id=one.dossier,
        subject=one.subject[:200],
        count=one.count if count is None else count,
        key=one.key and one.key[:300],
        instead_of=one.instead_of,
        at=now,
    )
