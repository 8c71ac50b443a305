"""One entry by itself: what it says, what proves it, how it was corrected, what officers noted about it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mithaq.node import audit, delivery, dossiers, officers
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.release import TAKEN_BACK
from mithaq.node.views import view_of
from mithaq.record.errors import Refusal
from mithaq.web import acts, deeds, desk, proofs, timeline, versions
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

NEWER = 10
"""Entries of a dossier that its page shows above the one that a link leads to."""


@page()
def entry(request: HttpRequest, dossier: str, entry: str) -> HttpResponse:
    """Show an entry with its proof; the texts for who reads the dossier."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.see_dossier")
    found = EntryRow.objects.filter(entry=entry, dossier=row.id).first()
    if found is None:
        raise Refusal("entry-not-here", {"entry": entry})
    reads = officer.has_perm("node.read_dossier", row)
    kind = timeline.kind_of(row)
    with dossiers.reading(row.id) as held:
        if held is None:
            raise Refusal("dossier-unknown")
        view = view_of(held)
        ids = versions.chain(view, found) if view else ()
        known = timeline.beside(view, [found], *ids)
        parties = delivery.standings(row.id, [entry])
        stable = (row.stable_depth, row.stable_entry or "")
        (line,) = timeline.drawn(kind, view, [found], parties, known, stable)
        rows = [known[one] for one in ids if one in known]
        readable = not any(one.gone or one.locked for one in rows)
        changed = versions.versions(kind, view, rows) if kind and view and readable else ()
        proof = proofs.proof_of(held, found)
        correctable = deeds.correctable(kind, view, [found], own_agency()) if kind and view else frozenset()
    what = "read" if reads else "seen"
    audit.record(
        what, who=officer.email, dossier=row.id, entries=[entry, *(one for one in ids if one != entry)]
    )
    return show(
        request,
        "entry",
        row=row,
        line=line,
        proof=proof,
        versions=changed if reads else (),
        texts=reads,
        reads=reads,
        drafts=officer.has_perm("node.draft_entry", row),
        releases=officer.has_perm("node.release_entry", row),
        stays=TAKEN_BACK | {"open"},
        correctable=correctable,
        shown=frozenset({entry}),
        own=own_agency(),
        desk=desk.desk(row, texts=reads, officers=False).of_entry(entry),
        place=_place(row, found),
        alone=True,
        exercise=row.exercise,
    )


def _place(row: DossierRow, found: EntryRow) -> str:
    """Return the address of the page of the dossier on which an entry stands, with some newer ones above."""
    quiet = found.type in acts.QUIET and found.verdict is None
    newer = EntryRow.objects.filter(dossier=row.id, serial__gt=found.serial).order_by("serial")
    if not quiet:
        newer = newer.exclude(type__in=acts.QUIET, verdict__isnull=True)
    serials = list(newer.values_list("serial", flat=True)[: NEWER + 1])
    asked = [f"before={serials[NEWER]}"] if len(serials) > NEWER else []
    asked += ["all=1"] if quiet else []
    query = f"?{'&'.join(asked)}" if asked else ""
    return f"{reverse('web:dossier', args=[row.id])}{query}#e-{found.entry[:10]}"
