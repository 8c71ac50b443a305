"""Writing an entry: form, draft, preview, release. Whatever is typed is kept at every step."""

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import drafts as desk
from mithaq.node import officers
from mithaq.node.composing import Intent
from mithaq.node.models import Draft, Officer
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID
from mithaq.web import calling, keeping, previews, surroundings, writing
from mithaq.web.forms.entry import ADOPT
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.rivals import rival_of
from mithaq.web.sentences import sentence
from mithaq.web.writing import Desk

MOST = 100
PREFILLED = {"entry": ID, "point": ID, "field": re.compile(r"[a-z0-9_.]{1,200}")}
"""What a link to a form may fill in, and its form."""


@page()
def drafts(request: HttpRequest) -> HttpResponse:
    """List the open drafts that the officer may go on with, and those that wait for a second officer."""
    officer = officer_of(request)
    rows = desk.visible(officer).filter(Q(state=Draft.State.OPEN) | Q(state=Draft.State.SECOND))
    shown = list(
        rows.select_related("officer", "second", "changed_by").order_by("-changed_at").distinct()[:MOST]
    )
    return show(request, "drafts", rows=[writing.row_of(draft, officer) for draft in shown], exercise=None)


@page(methods=("GET", "HEAD", "POST"))
def write(request: HttpRequest, dossier: str, kind_of_entry: str) -> HttpResponse:
    """Begin an entry of a dossier; the first POST makes it a draft."""
    officer = officer_of(request)
    made = fresh(request, dossier, kind_of_entry)
    if request.method != "POST":
        kept = keeping.take(request)
        return made.page(made.read(kept) if kept is not None else None)
    written = made.read()
    begun = desk.begin(officer, Intent(kind_of_entry, *made.cleaned(written), dossier))
    return Desk(begun, made.around, request).go_on(written)


def fresh(request: HttpRequest, dossier: str, kind_of_entry: str) -> Desk:
    """Return the desk of an entry that nobody has kept yet, with what it begins with."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    around = surroundings.of_dossier(row, officer)
    if around is None:
        raise Refusal("dossier-incomplete")
    body = {
        name: request.GET[name]
        for name, form in PREFILLED.items()
        if form.fullmatch(request.GET.get(name, ""))
    }
    body |= writing.own_text(kind_of_entry, body, row)
    body |= calling.body_of(kind_of_entry, request.GET, officer.language)
    if kind_of_entry == ADOPT:
        body = surroundings.adoption(row) or {}
    draft = Draft(dossier=row, kind=row.kind, type=kind_of_entry, body=body, officer=officer)
    made = Desk(draft, around, request)
    if made.form is None:
        raise Refusal("type-unknown", {"kind": row.kind})
    if made.form.handled:
        draft.handling = dict(around.handling or {}) | calling.handling_of(kind_of_entry, body, around.terms)
    return made


def begun(request: HttpRequest, number: int, *, noted: bool = True) -> tuple[Draft, Desk | None]:
    """Return a draft and its desk; None instead of the desk where the node does not know its rules."""
    officer = officer_of(request)
    found = desk.find(officer, number, noted=noted)
    around = surroundings.of_draft(found, officer) if not found.entry else None
    made = Desk(found, around, request) if around else None
    return found, made if made is not None and made.form is not None else None


@page(methods=("GET", "HEAD", "POST"))
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Go on with a draft."""
    officer = officer_of(request)
    found, made = begun(request, number)
    if found.entry:
        return HttpResponseRedirect(reverse("web:dossier", args=[found.dossier_id or found.entry]))
    if made is None or made.form is None:
        raise Refusal("dossier-incomplete")
    if request.method != "POST":
        kept = keeping.take(request)
        return made.page(made.read(kept) if kept is not None else None, check="checked" in request.GET)
    if request.POST.get("do") == "withdraw":
        desk.withdraw(officer, found)
        messages.success(request, _("The draft was put away."))
        return HttpResponseRedirect(reverse("web:drafts"))
    written = made.read()
    body, handling = made.cleaned(written)
    if request.POST.get("do") == "copy":
        return _copied(officer, made, body, handling)
    try:
        desk.change(officer, found, body=body, handling=handling, revision=revision_of(request))
    except Refusal as refusal:
        if refusal.code != "draft-changed":
            raise
        return made.page(written, rival=rival_of(made.form, found, body, handling))
    return made.go_on(written)


def _copied(
    officer: Officer, made: Desk, body: dict[str, Any], handling: dict[str, Any] | None
) -> HttpResponse:
    """Keep what was typed as a draft of its own, beside the one that somebody changed meanwhile."""
    intent = replace(desk.intent_of(made.draft), body=body, handling=handling)
    copy = desk.begin(officer, intent)
    messages.success(made.request, _("Yours is kept as a draft of its own."))
    return HttpResponseRedirect(reverse("web:draft", args=[copy.pk]))


def revision_of(request: HttpRequest) -> int | None:
    """Return the revision that this form was typed over; None where it does not say so."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


@page()
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show what each partner will see, and what still speaks against releasing it."""
    officer = officer_of(request)
    found = desk.find(officer, number)
    around = surroundings.of_draft(found, officer)
    if around is None:
        raise Refusal("dossier-incomplete")
    seen = previews.preview(found, around)
    if seen is None:
        return HttpResponseRedirect(f"{reverse('web:draft', args=[number])}?checked")
    may = (
        officer.has_perm("node.release_entry", found.dossier)
        if found.dossier
        else officer.has_perm("node.open_dossier")
    )
    return show(request, "preview", draft=found, seen=seen, may=may, exercise=seen.exercise)


@page(methods=("POST",))
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Release a draft; what needs a second officer goes to the queue."""
    officer = officer_of(request)
    found = desk.find(officer, number)
    if request.POST.get("sure") != "yes":
        around = surroundings.of_draft(found, officer)
        if around is not None and previews.is_final(found, around):
            to = [one for one in around.to if one != own_agency()]
            title = writing.title_of(found)
            return show(request, "sure", draft=found, title=title, to=to, exercise=around.exercise)
    try:
        entry = desk.send(officer, found, why=request.POST.get("why", "")[:1000])
    except Refusal as refusal:
        if refusal.code == "second-officer-needed":
            messages.success(request, _("This waits for a second officer now."))
            return HttpResponseRedirect(reverse("web:drafts"))
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("web:preview", args=[number]))
    messages.success(request, _("Released, signed, and on its way."))
    return HttpResponseRedirect(reverse("web:dossier", args=[entry.dossier_id]))
