"""What waits for a second officer: look at it, release it, or give it back with a reason."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import drafts as desk
from mithaq.node.models import Draft, Officer
from mithaq.record.errors import Refusal
from mithaq.web import previews, surroundings, writing
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """One draft in the queue."""

    draft: Draft
    title: str
    own: bool
    """The officer wrote or sent it, so that another has to look at it."""
    heading: Heading | None
    why: tuple[str, ...]
    to: tuple[str, ...]


@page("node.second_entry")
def releases(request: HttpRequest) -> HttpResponse:
    """List what waits, the longest first: what others wrote, then what the officer wrote."""
    officer = officer_of(request)
    waiting = Draft.objects.filter(state=Draft.State.SECOND).select_related("officer", "sender", "dossier")
    drafts = list(waiting.order_by("changed_at")[:MOST])
    named = headings({one.dossier_id: one.dossier for one in drafts if one.dossier}.values(), own_agency())
    rows = [_waiting(one, officer, named) for one in drafts]
    context = {"rows": [one for one in rows if not one.own], "own": [one for one in rows if one.own]}
    return show(request, "releases", **context, exercise=None)


def _waiting(draft: Draft, officer: Officer, named: dict[str, Heading]) -> Waiting:
    parties = draft.dossier.members if draft.dossier else (draft.opening or {}).get("parties", ())
    return Waiting(
        draft,
        writing.title_of(draft),
        _is_own(draft, officer),
        named.get(draft.dossier_id or ""),
        previews.second_in_words(draft),
        tuple(agency for agency in parties if agency != own_agency()),
    )


def _is_own(draft: Draft, officer: Officer) -> bool:
    """Return whether the officer may not be the second: who wrote it, or asked for its release."""
    return officer.pk in {draft.officer_id, draft.sender_id}


@page("node.second_entry", methods=("GET", "HEAD", "POST"))
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Show one to the second officer; POST releases it or gives it back."""
    officer = officer_of(request)
    waiting = Draft.objects.filter(pk=number, state=Draft.State.SECOND)
    found = waiting.select_related("dossier", "officer", "sender").first()
    around = surroundings.of_draft(found, officer) if found else None
    seen = previews.preview(found, around) if found and around else None
    if found is None or seen is None:
        raise Refusal("draft-unknown")
    fault, unsure = "", False
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        releases = request.POST.get("do") == "release"
        unsure = releases and seen.final and "sure" not in request.POST
        if releases and not unsure:
            return _release(request, found, reason)
        if reason and not releases:
            desk.return_to_author(officer, found, reason)
            messages.success(request, _("Given back to its author, with your reason."))
            return HttpResponseRedirect(reverse("web:releases"))
        fault = "" if unsure else _("Please say why, so that its author can mend it.")
    else:
        desk.note_seen(officer, [found])
    context: dict[str, Any] = {"draft": found, "seen": seen, "fault": fault, "own": _is_own(found, officer)}
    # What was looked at before a mistake stays what was looked at.
    context["version"] = request.POST.get("seen", "") or desk.version(found)
    context |= {"unsure": unsure, "reason": request.POST.get("reason", ""), "exercise": seen.exercise}
    return show(request, "decide", **context)


def _release(request: HttpRequest, found: Draft, why: str) -> HttpResponse:
    try:
        seen = request.POST.get("seen", "")
        entry = desk.second(officer_of(request), found, why=why, seen=seen)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("web:releases"))
    messages.success(request, _("Released, signed, and on its way."))
    return HttpResponseRedirect(reverse("web:dossier", args=[entry.dossier_id]))
