"""Where the day begins: what is due, what came in, what changed, and what waits for whom, by role.

Every count opens the list that it counts. All of them are made in one statement, and each stops at a bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import clock
from mithaq.node.models import Audit, CardRow, Contact, DossierRow, Draft, Officer, TaskRow, WaitingRow
from mithaq.node.officers import administers, has_role, protects_data, supervises
from mithaq.web import words
from mithaq.web.layout import own_agency
from mithaq.web.lists import cards, dossiers, filters, reach
from mithaq.web.lists.narrowing import plan
from mithaq.web.lists.rows import Row, around, of_cards, of_dossiers
from mithaq.web.lists.statements import capped, counted
from mithaq.web.lists.wanted import Wanted
from mithaq.web.moments import GROUPS

PRESSING, NEWS = 8, 12
"""Rows of each list: the rest is one link away."""

LOG_WINDOW = 1000
"""Rows of the log, the newest, in which exports and refusals are counted."""

NOTHING = Wanted(MappingProxyType({}))
works = has_role("liaison", "analyst", "supervisor", "secretariat", "press")


@dataclass(frozen=True, slots=True)
class Tile:
    """A count, and the list that it opens. `look` says how much it presses."""

    count: str
    label: str
    address: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What one officer's day begins with; what a role has not is empty."""

    works: bool
    due: list[Tile]
    pressing: list[Row]
    waits: list[Tile]
    came: list[Row]
    changed: list[Row]
    control: list[Tile]
    machine: list[Tile]
    duty: str
    """Where workload, reassignment and absence are, for who supervises."""


Queries = Mapping[str, QuerySet[Any]]


def day(officer: Officer, own: str, also: Queries, first: Queries) -> tuple[Day, dict[str, int]]:
    """Return an officer's day, and the counts, among them those of `also` and the numbers of `first`."""
    reads = bool(works(officer))
    tasks, some = _reach(officer) if reads else (CardRow.objects.none(), DossierRow.objects.none())
    ours = tasks.filter(mine=True)
    partners = filters.partners() if reads else []
    wanted: dict[str, QuerySet[Any]] = dict(also)
    if reads:
        wanted |= {group: cards.within(ours, group) for group in GROUPS}
        wanted |= {f"at {agency}": tasks.filter(owner=agency) for agency in partners}
        wanted |= {"second": Draft.objects.filter(state=Draft.State.SECOND, officer=officer)}
    wanted |= _control(officer) | _machine(officer)
    counts = counted(wanted, first=first)
    pressing, came, changed = _lists(officer, ours, some) if reads else ([], [], [])
    made = Day(
        reads,
        _due(counts) if reads else [],
        pressing,
        _waits(officer, counts, own, partners) if reads else [],
        came,
        changed,
        _control_tiles(officer, counts),
        _machine_tiles(officer, counts),
        reverse("web:duty") if supervises(officer) else "",
    )
    return made, counts


def _reach(officer: Officer) -> tuple[QuerySet[CardRow], QuerySet[DossierRow]]:
    """Return the tasks and dossiers that an officer's day is made of."""
    found = plan(reach.sides(officer, NOTHING, texts=True) or [])
    tasks = found.narrowed(CardRow.objects.filter(kind="task"), "dossier")
    return tasks, found.narrowed(DossierRow.objects.all(), "pk")


def _due(counts: Mapping[str, int]) -> list[Tile]:
    address = reverse("web:inbox")
    return [
        Tile(capped(counts[group]), filters.due_name(group), f"{address}?due={group}", _look(group, counts))
        for group in GROUPS
    ]


def _look(group: str, counts: Mapping[str, int]) -> str:
    """Return the look of a count; nothing presses where there is nothing."""
    return {"critical": "late", "late": "late", "soon": "soon"}.get(group, group) if counts[group] else "none"


def _waits(officer: Officer, counts: Mapping[str, int], own: str, partners: list[str]) -> list[Tile]:
    """Return what waits for whom: this agency, each partner, oneself, a second officer."""
    inbox = reverse("web:inbox")
    found = [Tile(capped(sum(counts[group] for group in GROUPS)), words.agency_short(own), inbox)]
    for agency in partners:
        if counts[f"at {agency}"]:
            address = f"{inbox}?owner={agency}"
            found.append(Tile(capped(counts[f"at {agency}"]), words.agency_short(agency), address))
    found.append(Tile(capped(counts["drafts"]), _("Your drafts"), reverse("web:drafts")))
    if counts["second"]:
        found.append(Tile(capped(counts["second"]), _("Yours, for a second officer"), reverse("web:drafts")))
    if supervises(officer):
        found.append(Tile(capped(counts["releases"]), _("For your release"), reverse("web:releases")))
    return found


def _lists(
    officer: Officer, ours: QuerySet[CardRow], some: QuerySet[DossierRow]
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return what presses most, what partners have brought, and what else has changed."""
    dated = ours.filter(due__gt="").select_related("dossier", "dossier__ownreference")
    tasks = list(dated.order_by("due", "id")[:PRESSING])
    news = dossiers.unread(some, officer).select_related("ownreference")
    news = news.annotate(seen=dossiers.was_seen(officer)).order_by("-news_serial", "-id")
    found = list(news[: 2 * NEWS])
    given = around(found, tasks)
    fresh = {row.id for row in found if row.news_by != own_agency() and not getattr(row, "seen", False)}
    came = [row for row in found if row.id in fresh]
    changed = [row for row in found if row.id not in fresh]
    return (
        of_cards(tasks, given),
        of_dossiers(came[:NEWS], given),
        of_dossiers(changed[:NEWS], given),
    )


def _control(officer: Officer) -> dict[str, QuerySet[Any]]:
    if not (protects_data(officer) or supervises(officer)):
        return {}
    undecided = TaskRow.objects.filter(state=TaskRow.State.OPEN)
    found: dict[str, QuerySet[Any]] = {
        "erasures": undecided,
        "erasures late": undecided.filter(deadline__lte=clock.now()),
    }
    if protects_data(officer):
        newest = Audit.objects.order_by("-number").values("number")[:LOG_WINDOW]
        for act in ("export", "list-exported", "refused"):
            found[act] = Audit.objects.filter(what=act, number__in=newest)
    return found


def _control_tiles(officer: Officer, counts: Mapping[str, int]) -> list[Tile]:
    if not (protects_data(officer) or supervises(officer)):
        return []
    erasures, log = reverse("web:erasures"), reverse("web:audit")
    late = counts["erasures late"]
    found = [Tile(capped(counts["erasures"]), _("Erasures to decide"), erasures)]
    if late:
        found.append(Tile(capped(late), _("Erasures overdue"), erasures, "late"))
    if protects_data(officer):
        for act, label in (
            ("export", _("Dossiers taken out")),
            ("list-exported", _("Lists taken out")),
            ("refused", _("Refusals")),
        ):
            found.append(Tile(capped(counts[act]), label, f"{log}?what={act}"))
    return found


def _machine(officer: Officer) -> dict[str, QuerySet[Any]]:
    if not administers(officer):
        return {}
    return {
        "failing": Contact.objects.filter(failures__gt=0, paused=False),
        "broken": Contact.objects.exclude(log_broken_at=None),
        "parked": WaitingRow.objects.all(),
    }


def _machine_tiles(officer: Officer, counts: Mapping[str, int]) -> list[Tile]:
    if not administers(officer):
        return []
    contacts = reverse("web:contacts")
    failing, broken = counts["failing"], counts["broken"]
    return [
        Tile(capped(failing), _("Partners that cannot be reached"), contacts, "late" if failing else "none"),
        Tile(capped(broken), _("Partners whose log was rewritten"), contacts, "late" if broken else "none"),
        Tile(capped(counts["parked"]), _("Entries that wait for others"), contacts),
    ]
