"""The dossiers around one: a page of its own, so that the dossier's page does not wait for it."""

from django.http import HttpRequest, HttpResponse

from mithaq.node import audit, officers
from mithaq.web import related as relations
from mithaq.web.page import officer_of, page, show


@page()
def related(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show related dossiers; that they were listed is kept."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier)
    found = relations.related(officer, row)
    named = [one.dossier for one in (*found.linked, *found.pact, *found.under, *found.same)]
    audit.record("listed", who=officer.email, subject="related", dossier=row.id, entries=named)
    return show(request, "related", row=row, related=found, exercise=row.exercise)
