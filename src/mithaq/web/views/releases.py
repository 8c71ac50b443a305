"""What waits for a second officer: look at it, release it, or give it back with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import drafts as desk
from mithaq.node.models import Draft
from mithaq.record.errors import Refusal
from mithaq.web import surroundings, writing
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence

MOST = 100


@page("node.second_entry")
def releases(request: HttpRequest) -> HttpResponse:
    """List what waits, the longest first."""
    officer = officer_of(request)
    waiting = Draft.objects.filter(state=Draft.State.SECOND).select_related("officer")
    rows = [writing.row_of(draft, officer) for draft in waiting.order_by("changed_at")[:MOST]]
    return show(request, "releases", rows=rows, exercise=None)


@page("node.second_entry", methods=("GET", "HEAD", "POST"))
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Show one to the second officer; POST releases it or gives it back."""
    officer = officer_of(request)
    found = (
        Draft.objects.filter(pk=number, state=Draft.State.SECOND).select_related("dossier", "officer").first()
    )
    around = surroundings.of_draft(found, officer) if found else None
    seen = writing.preview(found, around) if found and around else None
    if found is None or seen is None:
        raise Refusal("draft-unknown")
    fault = ""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        if request.POST.get("do") == "release":
            return _release(request, found, reason)
        if reason:
            desk.return_to_author(officer, found, reason)
            messages.success(request, _("Given back to its author, with your reason."))
            return HttpResponseRedirect(reverse("web:releases"))
        fault = _("Please say why, so that its author can mend it.")
    else:
        desk.note_seen(officer, [found])
    own = found.officer_id == officer.pk
    context: dict[str, Any] = {"draft": found, "seen": seen, "fault": fault, "own": own}
    # What was looked at before a mistake stays what was looked at.
    context["version"] = request.POST.get("seen", "") or desk.version(found)
    return show(request, "decide", **context, reason=request.POST.get("reason", ""), exercise=seen.exercise)


def _release(request: HttpRequest, found: Draft, why: str) -> HttpResponse:
    try:
        seen = request.POST.get("seen", "")
        entry = desk.second(officer_of(request), found, why=why, seen=seen)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("web:releases"))
    messages.success(request, _("Released, signed, and on its way."))
    return HttpResponseRedirect(reverse("web:dossier", args=[entry.dossier_id]))
