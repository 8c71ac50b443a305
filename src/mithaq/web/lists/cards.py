"""The lists of cards: tasks, moments, subjects, figures; the soonest deadline first, none at the end."""

from django.db.models import QuerySet

from mithaq.node import clock
from mithaq.node.models import CardRow, Officer
from mithaq.record.limits import ID
from mithaq.web import moments
from mithaq.web.lists import filters, reach, rows
from mithaq.web.lists.narrowing import Plan
from mithaq.web.lists.paging import Order, page
from mithaq.web.lists.rows import Found
from mithaq.web.lists.wanted import Wanted

_BESIDE = (filters.PARTNER, filters.AREA, filters.URGENCY, filters.HANDLING, filters.PEOPLE, filters.EXERCISE)
FILTERS = {
    "task": (filters.WHOSE, filters.OWNER, filters.KIND, filters.STATE, filters.DUE, *_BESIDE),
    "moment": (filters.KIND, filters.STATE, filters.DUE, filters.OWNER, *_BESIDE),
    "subject": (filters.KIND, *_BESIDE),
    "figure": (filters.KIND, filters.OWNER, *_BESIDE),
}
GROUPS = ("due", "owner")

_BY_DUE = Order(("due", "id"))
_BY_OWNER = Order(("owner", "due", "id"))
_NEWEST = Order(("due", "id"), falling=True)


def find(kind: str, officer: Officer, wanted: Wanted, size: int) -> Found:
    """Return a page of the cards of one kind in the dossiers that an officer may read."""
    plan = reach.planned(officer, wanted, texts=True)
    some = _chosen(kind, wanted, plan).select_related("dossier", "dossier__ownreference")
    group = wanted.get("group") or ("due" if kind in ("task", "moment") else "")
    if group == "owner":
        found, more = page(some, _BY_OWNER, wanted.after, size)
    elif kind in ("subject", "figure"):
        found, more = page(some, _NEWEST, wanted.after, size)
    else:
        found, more = _by_due(some, wanted, size)
    given = rows.around((), found)
    return Found(rows.of_cards(found, given, group), more, plan.older if plan else None)


def _chosen(kind: str, wanted: Wanted, plan: Plan | None) -> QuerySet[CardRow]:
    """Return all cards that an address asks for and the officer may read."""
    if plan is None:
        return CardRow.objects.none()
    return plan.narrowed(_plain(CardRow.objects.filter(kind=kind), kind, wanted), "dossier")


def within(some: QuerySet[CardRow], group: str) -> QuerySet[CardRow]:
    """Return the cards whose deadlines press so much."""
    if group == "none":
        return undated(some)
    after, until = moments.window(group, clock.now())
    return reach.between(some, (after, until))


def undated(some: QuerySet[CardRow]) -> QuerySet[CardRow]:
    """Return the cards without a deadline.

    Not by "=": SQLite would then go through all of the node's by an index, though few dossiers are asked for.
    """
    return some.filter(due__lte="")


def _plain(some: QuerySet[CardRow], kind: str, wanted: Wanted) -> QuerySet[CardRow]:
    """Apply what the cards' own columns answer."""
    if kind == "task" and not wanted.get("owner"):
        whose = wanted.get("whose") or "ours"
        some = some if whose == "everybody" else some.filter(mine=whose == "ours")
    for name, column in (("owner", "owner"), ("kind", "dossier_kind"), ("state", "state")):
        if wanted.get(name):
            some = some.filter(**{column: wanted.get(name)})
    if ID.fullmatch(wanted.get("pact")):
        some = some.filter(dossier__pact=wanted.get("pact"))
    if wanted.get("due"):
        some = within(some, wanted.get("due"))
    return reach.exercise(some, wanted)


def _by_due(some: QuerySet[CardRow], wanted: Wanted, size: int) -> tuple[list[CardRow], str]:
    """Return a page of those with a deadline, and at the end of them those without."""
    dated, others = some.filter(due__gt=""), undated(some)
    if wanted.get("due"):
        return page(others if wanted.get("due") == "none" else dated, _BY_DUE, wanted.after, size)
    found: list[CardRow] = []
    if not wanted.after.startswith("~"):
        found, more = page(dated, _BY_DUE, wanted.after, size)
        if more:
            return found, more
    rest, more = page(others, _BY_DUE, wanted.after if wanted.after.startswith("~") else "", size)
    room = size - len(found)
    if len(rest) > room:
        more = _BY_DUE.key((found + rest)[size - 1])
    return (found + rest)[:size], more
