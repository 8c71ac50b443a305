"""Who joins a dossier and who goes; each step is asked about twice (LAW-32 to LAW-42)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import dossiers, drafts, officers, parties
from mithaq.node.composing import Intent
from mithaq.node.models import Contact, DossierRow, Officer
from mithaq.node.release import MEMBERSHIP, SECOND, release
from mithaq.record.errors import Refusal
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence

MOST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Proposal:
    """An agency that somebody wants to let in."""

    entry: str
    agency: str


@page(methods=("GET", "HEAD", "POST"))
def members(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show the parties, who may be let in, and what is proposed; POST writes what was decided."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.release_entry")
    proposals = _proposals(row)
    fault = ""
    if request.method == "POST":
        if request.POST.get("do") in parties.LETS_IN:
            officers.require(officer, "node.admit_party", row)
        fault = _fault(request)
        if not fault and request.POST.get("sure") != "yes":
            return _ask_again(request, row)
        if not fault:
            return _decide(request, officer, row)
    return show(
        request,
        "members",
        row=row,
        others=[one for one in row.members if one != own_agency()],
        candidates=_candidates(row, proposals),
        proposals=proposals,
        lets_in=officer.has_perm("node.admit_party", row),
        fault=fault,
        reason=request.POST.get("reason", ""),
        exercise=row.exercise,
    )


ACTS = frozenset({"admit", "accept", "leave", "exclude"})


def _fault(request: HttpRequest) -> str:
    """Return what is missing before this can be asked about."""
    act = request.POST.get("do", "")
    if act not in ACTS:
        return _("Please choose one of the list.")
    if act in {"admit", "exclude"} and not request.POST.get("agency"):
        return _("Please choose an agency.")
    if act in MEMBERSHIP and not request.POST.get("reason", "").strip():
        return _("Please say why: every party reads it.")
    return ""


def _proposals(row: DossierRow) -> list[Proposal]:
    """Return the admissions that wait for acceptances here; none where this agency is no party."""
    with dossiers.reading(row.id) as held:
        try:
            found = parties.proposed(held) if held else {}
        except Refusal:
            found = {}
    return [Proposal(entry, agency) for entry, agency in found.items()]


def _candidates(row: DossierRow, proposals: list[Proposal]) -> list[str]:
    """Return whom one may propose: parties of the pact; for a pact, the contacts."""
    if row.pact is not None:
        pact = DossierRow.objects.filter(id=row.pact).first()
        known = pact.members if pact else []
    else:
        known = list(Contact.objects.values_list("agency", flat=True))
    there = {*row.members, *(one.agency for one in proposals), own_agency()}
    return sorted(one for one in known if one not in there)


def _ask_again(request: HttpRequest, row: DossierRow) -> HttpResponse:
    act = request.POST["do"]
    named = next((one.agency for one in _proposals(row) if one.entry == request.POST.get("entry")), "")
    return show(
        request,
        "members-sure",
        row=row,
        act=act,
        agency=request.POST.get("agency", "") or named,
        entry=request.POST.get("entry", ""),
        reason=request.POST.get("reason", ""),
        second=act in MEMBERSHIP,
        exercise=row.exercise,
    )


def _decide(request: HttpRequest, officer: Officer, row: DossierRow) -> HttpResponse:
    """Write it; what needs a second officer is kept as a draft that waits for one."""
    act, reason = request.POST["do"], request.POST.get("reason", "").strip()[:MOST_REASON]
    bodies: dict[str, dict[str, Any]] = {
        "admit": {"agency": request.POST.get("agency", "")},
        "accept": {"entry": request.POST.get("entry", "")},
        "leave": {"reason": reason or None},
        "exclude": {"agency": request.POST.get("agency", ""), "reason": reason or None},
    }
    intent = Intent(act, bodies[act], None, row.id)
    back = HttpResponseRedirect(reverse("web:members", args=[row.id]))
    kept = drafts.begin(officer, intent) if act in MEMBERSHIP else None
    try:
        if kept is None:
            release(officer, intent, why=reason)
        else:
            drafts.send(officer, kept, why=reason)
    except Refusal as refusal:
        if refusal.code == SECOND:
            messages.success(request, _("This waits for a second officer now."))
            return HttpResponseRedirect(reverse("web:dossier", args=[row.id]))
        if kept is not None:
            drafts.withdraw(officer, kept)
        messages.error(request, sentence(refusal))
        return back
    messages.success(request, _("Released, signed, and on its way."))
    return HttpResponseRedirect(reverse("web:dossier", args=[row.id]))
