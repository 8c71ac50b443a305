"""Saved views: filters under a name, for oneself or for the whole agency; one may come first."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from mithaq.node import audit
from mithaq.node.models import Officer, SavedView
from mithaq.web.lists.wanted import Wanted

MOST = 60
"""Views of a list that an officer is shown."""
MOST_OWN = 30


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as a chip."""

    pk: int
    name: str
    address: str
    current: bool
    own: bool
    shared: bool
    first: bool


def views(officer: Officer, page: str, wanted: Wanted) -> list[View]:
    """Return an officer's own views of a list, then those that colleagues share."""
    rows = SavedView.objects.filter(Q(officer=officer) | Q(shared=True), page=page, officer__is_active=True)
    found = [
        View(
            row.pk,
            row.name,
            f"?{row.filters}" if row.filters else "?all=yes",
            row.filters == wanted.query,
            row.officer_id == officer.pk,
            row.shared,
            row.first and row.officer_id == officer.pk,
        )
        for row in rows[:MOST]
    ]
    return sorted(found, key=lambda one: not one.own)


def save(officer: Officer, page: str, name: str, wanted: Wanted, *, shared: bool, first: bool) -> None:
    """Keep the filters under a name; a view of that name is replaced."""
    name = " ".join(name.split())[:60]
    known = SavedView.objects.filter(officer=officer, page=page)
    if not name or (known.count() >= MOST_OWN and not known.filter(name=name).exists()):
        return
    with transaction.atomic():
        if first:
            known.filter(first=True).update(first=False)
        filters = {"filters": wanted.query, "shared": shared, "first": first}
        SavedView.objects.update_or_create(officer=officer, page=page, name=name, defaults=filters)
        if shared:
            audit.record("view-shared", who=officer.email, subject=f"{page} {wanted.query}"[:300])


def change(officer: Officer, page: str, number: int, act: str) -> None:
    """Remove an own view, or let it come first or no longer; those of others are left as they are."""
    own = SavedView.objects.filter(officer=officer, page=page)
    if act == "remove":
        own.filter(pk=number).delete()
    elif act in ("first", "not-first"):
        with transaction.atomic():
            own.filter(first=True).update(first=False)
            if act == "first":
                own.filter(pk=number).update(first=True)
