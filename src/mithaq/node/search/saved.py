"""Searches that an officer keeps, and what is new for them."""

import threading

from django.db import IntegrityError, transaction
from django.db.models import F

from mithaq.node import audit, news
from mithaq.node.models import Officer, SavedSearch, SearchState
from mithaq.node.officers import require
from mithaq.node.search import finding
from mithaq.node.search.asking import Asked
from mithaq.record.errors import Refusal

MOST_KEPT = 20
"""Searches of one officer: each is asked again whenever something has come."""

MOST_COUNTED = 99
AT_ONCE = 50
"""Searches that one run of the worker asks again."""


def keep(officer: Officer, name: str, asked: Asked) -> SavedSearch:
    """Keep a search; Refusal search-empty, or search-known for a name that is taken or one too many."""
    require(officer, "node.keep_search")
    asked.terms()
    if officer.savedsearch_set.count() >= MOST_KEPT:
        raise Refusal("search-known")
    serial = indexed()
    name = " ".join(name.split())[:100] or asked.words[:100]
    try:
        with transaction.atomic():
            made = SavedSearch.objects.create(
                officer=officer, name=name, asked=asked.to_json(), serial=serial, counted=serial
            )
    except IntegrityError as fault:
        raise Refusal("search-known") from fault
    audit.record("search-saved", who=officer.email, subject=asked.spoken())
    return made


def look_at(officer: Officer, number: int) -> SavedSearch | None:
    """Return a kept search of this officer after noting that its hits so far are looked at."""
    found = SavedSearch.objects.filter(officer=officer, pk=number).first()
    if found is not None and found.fresh:
        SavedSearch.objects.filter(pk=found.pk).update(fresh=0, serial=F("counted"))
        news.settle("search-hits", str(found.pk))
    return found


def drop(officer: Officer, number: int) -> None:
    """Keep a search no longer."""
    SavedSearch.objects.filter(officer=officer, pk=number).delete()
    news.settle("search-hits", str(number))


def indexed() -> int:
    """Return the serial up to which entries can be found."""
    state = SearchState.objects.filter(pk=1).first()
    return state.serial if state else 0


def run(stop: threading.Event) -> None:
    """Ask kept searches again that have not seen what has come since."""
    newest = indexed()
    behind = SavedSearch.objects.filter(counted__lt=newest, officer__is_active=True)
    for one in behind.select_related("officer").order_by("counted")[:AT_ONCE]:
        if stop.is_set():
            return
        count(one, newest)


def count(one: SavedSearch, newest: int) -> None:
    """Count what is new for a kept search up to a serial, and let its officer know of more than before."""
    fresh = one.fresh
    if one.officer.has_perm("node.keep_search"):
        fresh = finding.count_new(one.officer, Asked.read(one.asked), one.serial, MOST_COUNTED)
    with transaction.atomic():
        SavedSearch.objects.filter(pk=one.pk).update(fresh=fresh, counted=newest)
        if fresh > one.fresh:
            news.tell(one.officer, "search-hits", subject=str(one.pk), count=fresh - one.fresh)
