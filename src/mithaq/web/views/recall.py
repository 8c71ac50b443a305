"""Taking back what this agency has written: a recall, or a request to erase it everywhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import dossiers, officers, release
from mithaq.node.composing import Intent
from mithaq.node.models import EntryRow
from mithaq.node.views import view_of
from mithaq.record.bodies import MAX_REASON
from mithaq.record.errors import Refusal
from mithaq.web import acts, timeline
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show


@page(methods=("GET", "HEAD", "POST"))
def recall(request: HttpRequest, dossier: str, entry: str) -> HttpResponse:
    """Ask why, then write the recall or the erasure of one of our own entries."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.release_entry")
    found = EntryRow.objects.filter(entry=entry, dossier=row.id, author=own_agency(), gone=False)
    one = found.exclude(type__in=(*acts.QUIET, "open")).defer(*timeline.BIG).first()
    if one is None:
        raise Refusal("entry-not-here", {"entry": entry})
    reason = request.POST.get("reason", "").strip()[:MAX_REASON]
    act = request.POST.get("do", "")
    if request.method == "POST" and reason and act in release.TAKEN_BACK and "sure" not in request.POST:
        context = {"row": row, "act": act, "reason": reason, "exercise": row.exercise}
        return show(request, "recall-sure", **context)
    if request.method == "POST" and reason and act in release.TAKEN_BACK:
        body = {"entries": [entry, *_corrections(row.id, entry)], "reason": reason}
        release.release(officer, Intent(act, body, None, row.id), why=reason[:1000])
        messages.success(request, _("Released, signed, and on its way."))
        return HttpResponseRedirect(reverse("web:dossier", args=[row.id]))
    kind = timeline.kind_of(row)
    (line,) = timeline.lines(row.id, kind, None, [one], (0, ""))
    wrong = request.method == "POST"
    return show(request, "recall", row=row, line=line, wrong=wrong, texts=True, exercise=row.exercise)


def _corrections(dossier: str, entry: str) -> tuple[str, ...]:
    """Return the entries by which one was corrected: each holds its whole text anew, so they go with it."""
    with dossiers.reading(dossier) as held:
        view = view_of(held) if held else None
        mark = view.state.entries.get(entry) if view else None
        return mark.corrections if mark else ()
