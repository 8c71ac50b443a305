"""The list of dossiers: the newest news first, or the soonest deadline, or by kind or state."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from mithaq.node import clock
from mithaq.node.models import DossierRow, Officer, ReadMark
from mithaq.record.limits import ID
from mithaq.web import moments
from mithaq.web.lists import filters, reach, rows
from mithaq.web.lists.narrowing import Plan
from mithaq.web.lists.paging import Order, page
from mithaq.web.lists.rows import Found
from mithaq.web.lists.wanted import Wanted

FILTERS = (
    filters.KIND, filters.STATE, filters.PARTNER, filters.AREA, filters.URGENCY, filters.HANDLING,
    filters.DUE, filters.NEWS, filters.PEOPLE, filters.EXERCISE,
)  # fmt: skip
SORTS = ("news", "due")
GROUPS = ("kind", "state")

WINDOW = 500
"""Dossiers in which news is looked for, the newest: who has read none of more has enough to read."""

_BY_NEWS = Order(("news_serial", "id"), falling=True)
_BY_DUE = Order(("due", "id"))
_GROUPED = {
    "kind": Order(("kind", "news_serial", "id"), falling=True),
    "state": Order(("stage", "news_serial", "id"), falling=True),
}


def find(officer: Officer, wanted: Wanted, size: int) -> Found:
    """Return a page of the dossiers that an officer may see."""
    order = order_of(wanted)
    plan = reach.planned(officer, wanted, texts=False)
    some = _chosen(officer, wanted, plan)
    if order is _BY_DUE:
        some = some.exclude(due="")
    some = some.select_related("ownreference").alias(unread_mark=_reading(officer))
    some = some.annotate(unread=is_unread(officer))
    found, more = page(some, order, wanted.after, size)
    read = reach.readable_among(officer, [row.id for row in found])
    shown = rows.of_dossiers(found, rows.around(found), read, wanted.get("group"))
    return Found(shown, more, plan.older if plan else None)


def order_of(wanted: Wanted) -> Order:
    """Return the order that is wanted; deadlines are listed by time unless it is said otherwise."""
    grouped = _GROUPED.get(wanted.get("group"))
    if grouped is not None:
        return grouped
    due = wanted.get("due") not in ("", "none")
    return _BY_DUE if wanted.get("sort") == "due" or (due and not wanted.get("sort")) else _BY_NEWS


def _chosen(officer: Officer, wanted: Wanted, plan: Plan | None) -> QuerySet[DossierRow]:
    """Return all dossiers that an address asks for and the officer may see."""
    if plan is None:
        return DossierRow.objects.none()
    some = plan.narrowed(_plain(DossierRow.objects.all(), wanted), "pk")
    return unread(some, officer) if wanted.get("news") == "unread" else some


def _plain(some: QuerySet[DossierRow], wanted: Wanted) -> QuerySet[DossierRow]:
    """Apply what the dossiers' own columns answer."""
    if wanted.get("kind"):
        some = some.filter(kind=wanted.get("kind"))
    if wanted.get("state"):
        some = some.filter(stage=wanted.get("state"))
    if ID.fullmatch(wanted.get("pact")):
        some = some.filter(pact=wanted.get("pact"))
    due = wanted.get("due")
    if due == "none":
        some = some.filter(due="")
    elif due:
        some = reach.between(some.exclude(due=""), moments.window(due, clock.now()))
    return reach.exercise(some, wanted)


def unread(some: QuerySet[DossierRow], officer: Officer) -> QuerySet[DossierRow]:
    """Return those of the newest dossiers whose news an officer has neither read nor put aside."""
    last = some.order_by("-news_serial", "-id").values("news_serial")[WINDOW - 1 : WINDOW]
    window = some.filter(news_serial__gte=Coalesce(Subquery(last), 1))
    return window.alias(unread_mark=_reading(officer)).filter(unread_mark__isnull=True)


def is_unread(officer: Officer) -> Case:
    """Return whether a dossier holds news that an officer has neither read nor put aside."""
    news = Q(news_serial__gt=0, unread_mark__isnull=True)
    return Case(When(news, then=Value(value=True)), default=Value(value=False))


def _reading(officer: Officer) -> Subquery:
    """Return the mark that says a dossier's news were read or put aside, or null."""
    news = OuterRef("news_serial")
    marks = ReadMark.objects.filter(officer=officer, dossier=OuterRef("pk"))
    return Subquery(marks.filter(Q(serial__gte=news) | Q(aside__gte=news)).values("pk")[:1])


def was_seen(officer: Officer) -> Exists:
    """Return whether an officer has looked into a dossier before, or put it aside."""
    return Exists(ReadMark.objects.filter(officer=officer, dossier=OuterRef("pk")))
