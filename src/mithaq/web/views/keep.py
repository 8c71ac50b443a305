"""While an officer types: the draft is saved by itself, identifiers are looked at (drafts.js)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.node import drafts as desk
from mithaq.node.composing import Intent
from mithaq.node.models import Draft
from mithaq.record.errors import Refusal
from mithaq.terms import MAX_IDENTIFIER
from mithaq.web import moments
from mithaq.web.identifiers import advice
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence
from mithaq.web.views.drafts import begun, fresh, revision_of


@page(methods=("GET", "POST"))
def keep_new(request: HttpRequest, dossier: str, kind_of_entry: str) -> HttpResponse:
    """Keep the first words of an entry as a draft; GET says only that the officer may, with a fresh token."""
    made = fresh(request, dossier, kind_of_entry)
    if request.method == "GET":
        return JsonResponse({"token": get_token(request), "revision": 0})
    body, handling = made.cleaned(made.read())
    return _kept(request, desk.begin(officer_of(request), Intent(kind_of_entry, body, handling, dossier)))


@page(methods=("GET", "POST"))
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was typed so far; 409 where somebody has changed the draft meanwhile, or it is gone.

    GET tells the revision that is kept, and gives a fresh token.
    """
    found, made = begun(request, number, noted=False)
    if request.method == "GET":
        by = found.changed_by.name if found.changed_by else ""
        return JsonResponse({"token": get_token(request), "revision": found.revision, "by": by})
    if made is None:
        return _refused(Refusal("draft-state", {"state": found.state}) if found.entry else _unknown())
    body, handling = made.cleaned(made.read())
    seen = revision_of(request)
    try:
        desk.keep(
            officer_of(request),
            found,
            body=body,
            handling=handling,
            revision=found.revision if seen is None else seen,
        )
    except Refusal as refusal:
        if refusal.code not in {"draft-changed", "draft-state"}:
            raise
        return _refused(refusal)
    return _kept(request, found)


@page(methods=("POST",))
def identifier(request: HttpRequest) -> HttpResponse:
    """Say what there is to say of one identifier, as a piece of a page; nothing of it is kept."""
    type_, value = request.POST.get("type", "")[:64], request.POST.get("value", "")[: MAX_IDENTIFIER + 1]
    return show(request, "form/advice", advice=advice(type_, value))


def _kept(request: HttpRequest, draft: Draft) -> HttpResponse:
    said = _("Saved at %(time)s.") % {"time": moments.time_in_words(timezone.now())}
    return JsonResponse(
        {
            "revision": draft.revision,
            "said": said,
            "address": reverse("web:draft", args=[draft.pk]),
            "keep": reverse("web:keep", args=[draft.pk]),
        }
    )


def _unknown() -> Refusal:
    return Refusal("dossier-incomplete")


def _refused(refusal: Refusal) -> HttpResponse:
    return JsonResponse({"code": refusal.code, "said": sentence(refusal)}, status=409)
