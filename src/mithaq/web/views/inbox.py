"""Where the day begins: the tasks of this agency, by how much they press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from mithaq.kinds import law
from mithaq.node import audit, clock
from mithaq.node.models import CardRow, DossierRow
from mithaq.node.officers import readable, supervises
from mithaq.web import acts, moments
from mithaq.web.headings import Heading, headings, state_name
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

FIRST = 25
"""Rows of a group on the first page; the rest is one link away."""

PAGE = 100
MOST = 999
GROUPS = ("late", "soon", "later", "none")


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the inbox."""

    title: str
    heading: Heading
    due: datetime | None
    urgency: str
    state: str
    owner: str


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks that press alike."""

    name: str
    tasks: tuple[Task, ...]
    count: int
    more: str


@page()
def inbox(request: HttpRequest) -> HttpResponse:
    """Show this agency's tasks, or (?whose=theirs) what partners have to do; one group in full by ?group=."""
    own, now = own_agency(), clock.now()
    theirs = request.GET.get("whose") == "theirs"
    cards = _cards(request, own, theirs=theirs)
    only = request.GET.get("group", "")
    names = (only,) if only in GROUPS else GROUPS
    after = request.GET.get("after", "")
    found = {
        name: _rows(_within(cards, name, now), after if only else "", PAGE if only else FIRST)
        for name in names
    }
    known = _dossiers(row for rows, _more in found.values() for row in rows)
    heads = headings(known.values(), own)
    audit.record("listed", who=officer_of(request).email, subject="inbox", entries=sorted(known))
    groups = [
        Group(
            name,
            tuple(_task(row, known, heads, now) for row in rows),
            _count(_within(cards, name, now)),
            more,
        )
        for name, (rows, more) in found.items()
    ]
    shown = [group for group in groups if group.count]
    return show(request, "inbox", groups=groups, shown=shown, only=only, theirs=theirs, exercise=None)


def _cards(request: HttpRequest, own: str, *, theirs: bool) -> QuerySet[CardRow]:
    officer = officer_of(request)
    cards = CardRow.objects.filter(kind="task")
    cards = cards.exclude(owner__in=(own, "")) if theirs else cards.filter(owner__in=(own, ""))
    # Whoever reads texts only with a reason, or none at all, has no work list of them.
    return cards if supervises(officer) else cards.filter(dossier__in=readable(officer))


def _within(cards: QuerySet[CardRow], group: str, now: datetime) -> QuerySet[CardRow]:
    """Return the cards of a group; times in entries are texts whose order is the order of times."""
    limit, soon = clock.text(now), clock.text(now + moments.SOON)
    if group == "late":
        return cards.filter(due__gt="", due__lte=limit)
    if group == "soon":
        return cards.filter(due__gt=limit, due__lte=soon)
    return cards.filter(due__gt=soon) if group == "later" else cards.filter(due="")


def _rows(cards: QuerySet[CardRow], after: str, most: int) -> tuple[list[CardRow], str]:
    """Return a page after a key (due~id), and the key after which there is more."""
    due, _, last = after.rpartition("~")
    if last.isdecimal() and len(last) < 19:
        cards = cards.filter(Q(due__gt=due) | Q(due=due, id__gt=int(last)))
    found = list(cards.order_by("due", "id")[: most + 1])
    if len(found) <= most:
        return found, ""
    return found[:most], f"{found[most - 1].due}~{found[most - 1].pk}"


def _count(cards: QuerySet[CardRow]) -> int:
    return cards[: MOST + 1].count()


def _dossiers(rows: Iterable[CardRow]) -> dict[str, DossierRow]:
    ids = {row.dossier_id for row in rows}
    return {row.id: row for row in DossierRow.objects.filter(id__in=ids)}


def _task(row: CardRow, known: dict[str, DossierRow], heads: dict[str, Heading], now: datetime) -> Task:
    dossier = known[row.dossier_id]
    return Task(
        acts.card_title(row.title),
        heads[row.dossier_id],
        moments.moment(row.due),
        moments.urgency(row.due, now),
        state_name(law(dossier.kind, dossier.rules), row.state),
        row.owner,
    )
