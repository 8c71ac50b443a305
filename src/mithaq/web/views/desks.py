"""Contacts round the clock: whom to call at any hour, and the alerts that wait."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mithaq.node import audit, clock
from mithaq.node.models import DossierRow, Officer
from mithaq.node.news import alerts
from mithaq.node.officers import readable
from mithaq.record.limits import ID
from mithaq.terms import AREAS
from mithaq.web import desks as boards
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

MOST = 30
"""Pacts that the page offers: more than any agency has under way."""


@page()
def desks(request: HttpRequest) -> HttpResponse:
    """Show a pact's contact points (?pact=) for an area (?area=), and its alerts; the reading is kept."""
    officer, own = officer_of(request), own_agency()
    pacts = list(
        readable(officer)
        .filter(kind=alerts.PACT)
        .select_related("ownreference")
        .order_by("-news_serial", "-id")[:MOST]
    )
    waits = _waiting(pacts, own)
    row = _chosen(request.GET.get("pact", ""), pacts, waits)
    area = request.GET.get("area", "")
    area = area if area in AREAS.codes else ""
    board = boards.board(row, own, area) if row else None
    if row is not None:
        row.__dict__["named"] = {officer.pk: True}  # else it would not be among them, unless seen anyway
    heads = headings(pacts, own)
    shown = (*board.waiting, *board.past) if board else ()
    if row is not None:
        read = [one.call.id for one in shown]
        audit.record("listed", who=officer.email, subject="desks", dossier=row.id, entries=read)
    return show(
        request,
        "desks",
        row=row,
        board=board,
        area=area,
        pacts=[(heads[one.id], one.id == (row.id if row else ""), waits.get(one.id, 0)) for one in pacts],
        links=_readable(officer, [one.link for one in shown if one.link]),
        writes=row is not None and officer.has_perm("node.draft_entry", row),
        now=clock.now(),
        exercise=row.exercise if row else None,
    )


@page()
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Go to the form that acknowledges an alert: ?entry=, else the one due first; else to the page."""
    officer, own = officer_of(request), own_agency()
    rows = alerts.waiting(own, officer).select_related("dossier")
    asked = request.GET.get("entry", "")
    if ID.fullmatch(asked):
        rows = rows.filter(entry=asked)
    card = rows.order_by("due", "id").first()
    if card is None or not officer.has_perm("node.draft_entry", card.dossier):
        return HttpResponseRedirect(reverse("web:desks"))
    form = reverse("web:write", args=[card.dossier_id, "alert-acknowledged"])
    given = {"entry": card.entry} | _desk(card.dossier, card.entry, own)
    return HttpResponseRedirect(f"{form}?{urlencode(given)}")


def _desk(row: DossierRow, entry: str, own: str) -> dict[str, str]:
    """Return our desk that most likely answers: the first on duty of those for the alert's area."""
    board = boards.board(row, own, "")
    call = next((one.call for one in board.waiting if one.call.id == entry), None) if board else None
    mine = next((one.desks for one in board.agencies if one.own), ()) if board else ()
    fit = [one for one in mine if call is not None and one.point.answers_for(call.area)]
    chosen = next((one for one in fit if one.here), fit[0] if fit else None)
    return {"point": chosen.point.id} if chosen else {}


def _waiting(pacts: list[DossierRow], own: str) -> dict[str, int]:
    """Return how many alerts wait for us in each pact."""
    found: dict[str, int] = {}
    for dossier in alerts.waiting(own).filter(dossier__in=pacts).values_list("dossier_id", flat=True):
        found[dossier] = found.get(dossier, 0) + 1
    return found


def _chosen(asked: str, pacts: list[DossierRow], waits: dict[str, int]) -> DossierRow | None:
    """Return the pact that is asked for; else one in which an alert waits, or that was written in last."""
    named = next((one for one in pacts if ID.fullmatch(asked) and one.id == asked), None)
    first = next((one for one in pacts if waits.get(one.id)), None)
    return (
        named or first or next((one for one in pacts if one.stage == "in-force"), pacts[0] if pacts else None)
    )


def _readable(officer: Officer, links: list[str]) -> set[str]:
    """Return those of the dossiers that alerts concern which the officer may read."""
    wanted = [one for one in links if ID.fullmatch(one)]
    return set(readable(officer).filter(id__in=wanted).values_list("id", flat=True)) if wanted else set()
