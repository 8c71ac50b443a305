"""A new dossier: under which pact, of which kind, with which parties."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.kinds import KINDS, Kind, kind
from mithaq.node import drafts as desk
from mithaq.node import officers
from mithaq.node.composing import Intent, Opening
from mithaq.node.models import Contact, DossierRow
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID
from mithaq.web import surroundings, words
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

MOST_PACTS = 200
PACT = "pact"
UNDER_PACT = "pact"
"""The legal basis of what is written under a pact, until the officer says another."""


@dataclass(frozen=True, slots=True)
class Opener:
    """One thing that can be opened: a kind's opening body."""

    code: str
    title: str
    about: str
    kind: str


@page("node.open_dossier", methods=("GET", "HEAD", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Choose a pact, or to propose one; then (?pact=) what to open and with whom. POST begins the draft."""
    chosen = request.GET.get("pact", "")
    if chosen == "none":
        return _choose(request, None)
    if ID.fullmatch(chosen):
        return _choose(request, officers.dossier_for(officer_of(request), chosen))
    rows = officers.newest(officer_of(request), MOST_PACTS, kind=PACT)
    named: dict[str, Heading] = headings(rows, own_agency())
    return show(request, "new", pacts=list(named.values()), contacts=Contact.objects.exists(), exercise=None)


def _choose(request: HttpRequest, pact: DossierRow | None) -> HttpResponse:
    own = own_agency()
    openers = _openers(pact)
    others = (
        [one for one in pact.members if one != own] if pact else [c.agency for c in Contact.objects.all()]
    )
    fault = ""
    if request.method == "POST":
        opener = next((one for one in openers if one.code == request.POST.get("what")), None)
        parties = [one for one in request.POST.getlist("parties") if one in others]
        if opener is None:
            fault = _("Please choose what to open.")
        elif not parties and opener.kind == PACT:
            fault = _("Please choose at least one partner.")
        else:
            return _begin(request, opener, tuple(sorted({own, *parties})), pact)
    return show(
        request,
        "choose",
        pact=pact,
        heading=headings([pact], own)[pact.id] if pact else None,
        openers=openers,
        others=others,
        what=request.POST.get("what", request.GET.get("what", openers[0].code if len(openers) == 1 else "")),
        parties=request.POST.getlist("parties") if request.method == "POST" else others if pact else [],
        fault=fault,
        exercise=pact.exercise if pact else None,
    )


def _begin(
    request: HttpRequest, opener: Opener, parties: tuple[str, ...], pact: DossierRow | None
) -> HttpResponse:
    exercise = pact.exercise if pact else "exercise" in request.POST
    opening = Opening(opener.kind, parties, pact.id if pact else None, exercise)
    type_ = opener.code.partition("/")[2]
    draft = desk.begin(officer_of(request), Intent(type_, *_first(opener, type_, pact), None, opening))
    return HttpResponseRedirect(reverse("web:draft", args=[draft.pk]))


def _first(
    opener: Opener, type_: str, pact: DossierRow | None
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return what body and handling begin with: under a pact, that is the legal basis."""
    model = kind(opener.kind).body(type_)
    body: dict[str, Any] = {"type": type_}
    if pact is None or model is None:
        return body, None
    basis = {"legal_basis": UNDER_PACT}
    return body | (basis if "legal_basis" in model.model_fields else {}), basis if model.handled else None


def _openers(pact: DossierRow | None) -> list[Opener]:
    """Return what can be opened under a pact, or without one; Refusal pact-not-in-force."""
    if pact is None:
        return [_opener(kind(PACT), 0)]
    terms = surroundings.agreed(pact.id)
    if terms is None:
        raise Refusal("pact-not-in-force")
    return [
        _opener(known, place)
        for known in KINDS
        if known.under_terms and known.name in terms.kinds
        for place in range(len(known.opens))
    ]


def _opener(known: Kind[Any], place: int) -> Opener:
    model = known.opens[place]
    return Opener(
        f"{known.name}/{model.type}", words.message(model.title), words.message(model.about), known.name
    )
