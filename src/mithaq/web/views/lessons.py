"""Lessons of a debriefing on their way into the catalogue of expertise: drafts that are filled in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.kinds.debriefs import Debrief, Learnt
from mithaq.kinds.expertise.bodies import Lesson
from mithaq.node import audit, dossiers, officers
from mithaq.node import drafts as desk
from mithaq.node.composing import Intent
from mithaq.node.models import DossierRow, Officer
from mithaq.node.views import view_of
from mithaq.record.errors import Refusal
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page


@page(methods=("POST",))
def draft(request: HttpRequest, dossier: str, entry: str) -> HttpResponse:
    """Begin a draft for each lesson of our debriefing that no catalogue has yet, and go on with the first."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    bodies = _bodies(row, entry)
    audit.record("read", who=officer.email, dossier=row.id, entries=[entry])
    catalogue = _catalogue(officer, row)
    if catalogue is None:
        messages.error(
            request, _("Under this pact there is no catalogue of expertise in which you may write.")
        )
        return HttpResponseRedirect(reverse("web:dossier", args=[row.id]))
    made = [desk.begin(officer, Intent(Lesson.type, body, None, catalogue.id)) for body in bodies]
    return HttpResponseRedirect(reverse("web:draft", args=[made[0].pk]))


def _bodies(row: DossierRow, entry: str) -> list[dict[str, Any]]:
    """Return what the catalogue would be told of each waiting lesson; Refusal where none waits."""
    with dossiers.reading(row.id) as held:
        view = view_of(held) if held else None
        body = view.content(entry) if view else None
        learnt: dict[str, Learnt] = dict(getattr(view.state, "lessons", {}).items()) if view else {}
    waiting = [one for one in learnt.values() if _is_ours(one, entry) and not one.catalogue]
    if not waiting or not isinstance(body, Debrief):
        raise Refusal("no-lesson-open")
    source = {"dossier": row.id, "entry": entry}
    told = [body.lessons[one.number - 1] for one in waiting]
    return [{**lesson.model_dump(mode="json"), "source": source} for lesson in told]


def _is_ours(one: Learnt, entry: str) -> bool:
    return one.id == entry and one.author == own_agency()


def _catalogue(officer: Officer, row: DossierRow) -> DossierRow | None:
    """Return the newest catalogue under the same pact in which the officer may write."""
    found = DossierRow.objects.filter(kind="expertise", pact=row.pact).order_by("-last_entry_at", "-id")
    return next((one for one in found if officer.has_perm("node.draft_entry", one)), None)
