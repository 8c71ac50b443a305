"""The live board of a running matter, and the one button that stops it (docs/guide/board.md)."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import audit, clock, officers, release
from mithaq.node.composing import Intent
from mithaq.node.models import DossierRow, Officer
from mithaq.record.errors import Refusal
from mithaq.terms import LANGUAGES
from mithaq.web import words
from mithaq.web.boards import ROOMS, Room
from mithaq.web.boards.board import Board, board
from mithaq.web.boards.log import Asked
from mithaq.web.boards.room import Stop
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence

REFRESHED = "X-Mithaq-Refreshed"
"""The header by which board.js says that nobody has asked for the page: what it shows is not read by that."""

LONGEST = 2000
"""Characters of a reason."""

HOUR = 3600


@page()
def live(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show how a running matter stands; asked for again by itself whenever it changes."""
    officer = officer_of(request)
    row = _row(officer, dossier)
    room = _room(row)
    found = board(room, row, own_agency(), Asked.of(request.GET))
    _kept(request, officer, row, found)
    return show(request, "boards/live", **_frame(officer, row, room, found), sides=row.members)


@page(methods=("GET", "HEAD", "POST"))
def stop(request: HttpRequest, dossier: str) -> HttpResponse:
    """Ask for the second time before a matter is stopped; POST stops it, at once and by one officer (KND-53).

    Once it is over, show whom that has reached, and the telephones of whom it has not.
    """
    officer = officer_of(request)
    row = _row(officer, dossier)
    if request.method == "POST":
        officers.require(officer, "node.draft_entry", row)
    room = _room(row)
    found = board(room, row, own_agency(), None)
    fault, status = "", 200
    if request.method == "POST":
        if found.stop is not None and request.POST.get("sure") != "yes":
            fault, status = _("Please confirm that you mean it."), 422
        elif found.stop is not None:
            try:
                _stop(request, officer, row, found.stop)
                return HttpResponseRedirect(reverse("web:live-stop", args=[row.id]))
            except Refusal as refusal:
                fault, status = sentence(refusal), 422
    _kept(request, officer, row, found)
    return show(
        request,
        "boards/stop",
        status,
        **_frame(officer, row, room, found),
        fault=fault,
        refused=bool(fault) and request.POST.get("sure") == "yes",
        reason=request.POST.get("reason", "")[:LONGEST],
        language=_language(request),
        partners=[one for one in row.members if one != own_agency()],
        languages=[(code, words.OWN_NAMES[code]) for code in sorted(LANGUAGES)],
    )


def _stop(request: HttpRequest, officer: Officer, row: DossierRow, how: Stop) -> None:
    """Write the entry by the way of every entry; nothing of it waits for anybody."""
    reason = request.POST.get("reason", "").strip()[:LONGEST] or how.unsaid
    language = _language(request) if request.POST.get("reason", "").strip() else words.language()
    body = {"text": {"language": language, "text": reason}} if reason else {}
    release.release(officer, Intent(how.type, body, None, row.id), why=reason)


def _language(request: HttpRequest) -> str:
    given = request.POST.get("language", "")
    return given if given in LANGUAGES else words.language()


def _frame(officer: Officer, row: DossierRow, room: Room, found: Board) -> dict[str, Any]:
    return {
        "row": row,
        "room": room,
        "board": found,
        "own": own_agency(),
        "writes": officer.has_perm("node.draft_entry", row),
        "exercise": row.exercise,
        "now": clock.now(),
    }


def _row(officer: Officer, dossier: str) -> DossierRow:
    """Return the row of a dossier that the officer may read, with our own reference number."""
    return officers.dossier_for(officer, dossier, rows_of=DossierRow.objects.select_related("ownreference"))


def _room(row: DossierRow) -> Room:
    room = ROOMS.get(row.kind)
    if room is None:
        raise Refusal("type-unknown", {"kind": row.kind})
    return room


def _kept(request: HttpRequest, officer: Officer, row: DossierRow, found: Board) -> None:
    """Log what was shown: what a page brought by itself only when it differs, and never as read."""
    entries = found.entries
    if REFRESHED not in request.headers:
        audit.record("read", who=officer.email, dossier=row.id, subject="board", entries=entries)
        return
    digest = hashlib.sha256("".join(entries).encode()).hexdigest()
    key = f"mithaq-board-{own_agency()}-{officer.pk}-{row.id}"
    if cache.get(key) != digest:
        audit.record("watched", who=officer.email, dossier=row.id, subject="board", entries=entries)
        cache.set(key, digest, HOUR)
