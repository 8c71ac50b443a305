"""The pages of a programme: the board of its commitments, its challenges and reviews, and blind scores."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.kinds.programme import pairs
from mithaq.kinds.programme.register import Review
from mithaq.node import audit, blind, clock, officers
from mithaq.node.models import DossierRow, Officer
from mithaq.node.views import HeldView
from mithaq.record.errors import Refusal
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.programme import board as boards
from mithaq.web.programme import reviews
from mithaq.web.programme.opened import opened
from mithaq.web.sentences import sentence

KIND = "programme"
LEVELS = range(1, 6)


@page()
def board(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show the commitments in columns of ?by=state|area|owner|meeting."""
    officer = officer_of(request)
    row = _row(officer, dossier)
    by = request.GET.get("by", "")
    by = by if by in boards.BY else boards.BY[0]
    with opened(row, KIND) as view:
        found = boards.board(view, by, clock.now())
        charts = reviews.overview(view)
        challenges, matrix = reviews.challenges(view)
    entries = [item.known.id for column in found.columns for item in column.items]
    audit.record("read", who=officer.email, dossier=row.id, subject="board", entries=sorted(set(entries)))
    return show(
        request,
        "programme/board",
        row=row,
        heading=headings([row], own_agency())[row.id],
        board=found,
        by=by,
        ways=boards.BY,
        charts=charts,
        challenges=challenges,
        matrix=matrix,
        drafts=officer.has_perm("node.draft_entry", row),
        exercise=row.exercise,
    )


@page()
def review(request: HttpRequest, dossier: str, entry: str = "") -> HttpResponse:
    """Show a review, the newest one without its id: who has scored, and the levels once all are open."""
    officer = officer_of(request)
    row = _row(officer, dossier)
    own = own_agency()
    with opened(row, KIND) as view:
        known = list(view.state.reviews.values())
        chosen = _chosen(view, entry) if entry else (known[-1] if known else None)
        found = reviews.shown(view, row, chosen) if chosen else None
        charts = reviews.overview(view)
    audit.record(
        "read", who=officer.email, dossier=row.id, subject="review", entries=[chosen.id] if chosen else []
    )
    return show(
        request,
        "programme/review",
        row=row,
        heading=headings([row], own)[row.id],
        found=found,
        reviews=known,
        charts=charts,
        own=own,
        scores=bool(
            chosen
            and not chosen.closed
            and own in chosen.reviewers
            and own not in chosen.sealed
            and officer.has_perm("node.release_entry", row)
        ),
        exercise=row.exercise,
    )


@page(methods=("GET", "HEAD", "POST"))
def score(request: HttpRequest, dossier: str, entry: str = "") -> HttpResponse:
    """Give this agency's scores for the open review; nobody reads them before all have given theirs."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.release_entry")
    own = own_agency()
    with opened(row, KIND) as view:
        chosen = _chosen(view, entry) if entry else _open(view)
        if chosen.closed or own not in chosen.reviewers:
            raise Refusal("no-review-open")
        if own in chosen.sealed:
            raise Refusal("scores-given")
    fields = [
        (area, [(dimension, f"{area}:{dimension}") for dimension in chosen.dimensions])
        for area in chosen.areas
    ]
    given = {name: request.POST.get(name, "") for _area, one in fields for _dimension, name in one}
    fault = ""
    if request.method == "POST":
        scores = [(*pair, int(level)) for pair in sorted(pairs(chosen)) if (level := _level(given, pair))]
        try:
            if len(scores) < len(given):
                raise Refusal("scores-incomplete", {"entry": chosen.id})
            blind.give_scores(officer, row.id, chosen.id, tuple(scores), secrets.token_hex(32))
            messages.success(
                request, _("Your scores are given. They are opened when every party has given its own.")
            )
            return HttpResponseRedirect(reverse("web:review", args=[row.id, chosen.id]))
        except Refusal as refusal:
            fault = sentence(refusal)
    return show(
        request,
        "programme/score",
        422 if fault else 200,
        row=row,
        heading=headings([row], own)[row.id],
        review=chosen,
        fields=fields,
        given=given,
        levels=LEVELS,
        fault=fault,
        exercise=row.exercise,
    )


def _row(officer: Officer, dossier: str) -> DossierRow:
    """Return the row of a dossier that the officer may read, with our own reference number."""
    return officers.dossier_for(officer, dossier, rows_of=DossierRow.objects.select_related("ownreference"))


def _level(given: dict[str, str], pair: tuple[str, str]) -> str:
    level = given.get(":".join(pair), "")
    return level if level in {str(one) for one in LEVELS} else ""


def _chosen(view: HeldView, entry: str) -> Review:
    found: Review | None = view.state.reviews.get(entry)
    if found is None:
        raise Refusal("review-unknown", {"entry": entry})
    return found


def _open(view: HeldView) -> Review:
    """Return the review that is open."""
    for one in view.state.reviews.values():
        if not one.closed:
            found: Review = one
            return found
    raise Refusal("no-review-open")
