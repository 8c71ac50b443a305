"""What an officer's lists are drawn from, and the filters that are answered by tables beside a list's own."""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from mithaq.node import summary
from mithaq.node.models import DossierOfficer, DossierRow, Facet, Officer, OwnReference, Responsible
from mithaq.node.officers import has_role, protects_data, readable, supervises
from mithaq.node.search.finding import dossiers_with
from mithaq.web.lists.narrowing import Plan, plan
from mithaq.web.lists.wanted import BEFORE, Wanted

Side = QuerySet[Any]
_named = has_role("liaison", "analyst", "secretariat", "press")


def planned(officer: Officer, wanted: Wanted, *, texts: bool) -> Plan | None:
    """Return how a list is kept to the dossiers that it may show; None where the officer has no list."""
    found, text = sides(officer, wanted, texts=texts), wanted.get("text")
    if found is None:
        return None
    if not text:
        return plan(found)
    before = wanted.get(BEFORE)
    hits = dossiers_with(officer, text, int(before) if before else None)
    return replace(plan(found, (_called(text), hits.dossiers)), older=hits.older)


def sides(officer: Officer, wanted: Wanted, *, texts: bool) -> list[Side] | None:
    """Return the tables that narrow a list, each with a `dossier`; None where the officer has no list.

    With `texts`, the list says what is in dossiers: who only controls has none.
    """
    if supervises(officer) or (protects_data(officer) and not texts):
        found: list[Side] = []
    elif _named(officer):
        found = [DossierOfficer.objects.filter(officer=officer)]
    else:
        return None
    for name in (summary.AREA, summary.URGENCY, summary.HANDLING, summary.PARTNER):
        if wanted.get(name):
            found.append(Facet.objects.filter(name=name, code=wanted.get(name)))
    if wanted.get("exercise"):
        # A value in a list, which an index answers: of a plain "not" SQLite looks at every row.
        found.append(DossierRow.objects.filter(exercise__in=[wanted.get("exercise") == "yes"]))
    if wanted.get("people") == "named":
        found.append(DossierOfficer.objects.filter(officer=officer))
    if wanted.get("people") == "mine":
        found.append(Responsible.objects.filter(officer=officer))
    return found


def _called(text: str) -> Side:
    """Return the dossiers whose own reference number begins so; an index serves it."""
    return OwnReference.objects.filter(text__gte=text, text__lt=text + "\U0010ffff")


def exercise(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """Return the rows that are an exercise, or are none, as it is wanted."""
    said = wanted.get("exercise")
    return rows.filter(exercise=said == "yes") if said else rows


def readable_among(officer: Officer, ids: list[str]) -> set[str] | None:
    """Return which of these dossiers the officer may read; None for all that the officer sees."""
    if not protects_data(officer) or supervises(officer):
        return None
    return set(readable(officer).filter(id__in=ids).values_list("id", flat=True))


def between(rows: QuerySet[Any], window: tuple[str, str]) -> QuerySet[Any]:
    """Return the rows that are due after the first time, up to and with the second."""
    return rows.filter(Q(due__gt=window[0]) & Q(due__lte=window[1]))
