"""The lists: tasks, dossiers, moments, subjects, figures; their saved views, exports and common acts."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.node import duty
from mithaq.node.models import Officer
from mithaq.record.errors import Refusal
from mithaq.web import words
from mithaq.web.lists import acts, exports, saved
from mithaq.web.lists.filters import due_name
from mithaq.web.lists.listing import DOSSIERS, FIGURES, INBOX, LISTINGS, MOMENTS, SIZE, SUBJECTS, Listing
from mithaq.web.lists.rows import Row
from mithaq.web.page import officer_of, page, show


@page()
def inbox(request: HttpRequest) -> HttpResponse:
    """List the tasks of this agency, or those that partners have (?whose=theirs)."""
    return _show(request, INBOX)


@page()
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers that the officer may see."""
    return _show(request, DOSSIERS)


@page()
def moments(request: HttpRequest) -> HttpResponse:
    """List what is in the calendar."""
    return _show(request, MOMENTS)


@page()
def subjects(request: HttpRequest) -> HttpResponse:
    """List the persons and things that entries name."""
    return _show(request, SUBJECTS)


@page()
def figures(request: HttpRequest) -> HttpResponse:
    """List what is counted for reviews."""
    return _show(request, FIGURES)


def _show(request: HttpRequest, listing: Listing) -> HttpResponse:
    officer = officer_of(request)
    wanted = listing.wanted(request)
    known = saved.views(officer, listing.name, wanted)
    first = next((view for view in known if view.first), None)
    if not request.GET and first is not None:
        return HttpResponseRedirect(first.address)
    found = listing.find(officer, wanted, SIZE)
    fields = listing.fields(wanted)
    listing.log(officer, wanted, found.rows)
    context: dict[str, Any] = {
        "listing": listing,
        "wanted": wanted,
        "fields": fields,
        "arrangements": listing.arrangements(wanted),
        "chips": listing.chips(fields, wanted),
        "views": known,
        "groups": _groups(found.rows),
        "rows": found.rows,
        "has": {
            "deadline": any(row.deadline for row in found.rows),
            "reference": any(row.heading.reference for row in found.rows),
            "state": any(row.state for row in found.rows),
        },
        "more": found.more,
        "older": wanted.having(before=str(found.older)) if found.older else "",
        "exports": officer.has_perm("node.export_list"),
        "keys": officer.shortcuts,
        "colleagues": acts.colleagues() if officer.has_perm("node.assign_officers") else (),
    }
    return show(request, f"lists/{listing.name}", **context, exercise=None)


def _groups(rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """Return the rows in their groups, in the order in which they stand: (code, title, rows)."""
    made = []
    for code, some in groupby(rows, key=lambda row: row.group):
        these = list(some)
        made.append((code, _group_title(code, these[0]), these))
    return made


def _group_title(code: str, row: Row) -> str:
    if code in ("critical", "late", "soon", "later", "none"):
        return due_name(code)
    if code and code == row.owner:
        return words.agency(code)
    if code and code == row.row.kind:
        return row.kind_name
    return row.state if code else ""


@page(methods=("POST",))
def keep_view(request: HttpRequest, listing: str) -> HttpResponse:
    """Save the filters of a list under a name, remove such a view, or let one come first."""
    found, officer = LISTINGS[listing], officer_of(request)
    number, act = request.POST.get("view", ""), request.POST.get("do", "save")
    wanted = found.wanted_of(request.POST.get("filters", ""))
    if act == "save":
        flags = {name: request.POST.get(name) == "yes" for name in ("shared", "first")}
        saved.save(officer, found.name, request.POST.get("name", ""), wanted.from_newest(), **flags)
    elif number.isdecimal() and len(number) < 19:
        saved.change(officer, found.name, int(number), act)
    return HttpResponseRedirect(f"{found.address}?{wanted.query or 'all=yes'}")


@page("node.export_list", methods=("POST",))
def export(request: HttpRequest, listing: str) -> HttpResponse:
    """Hand out a list as it stands, or its chosen rows, as a spreadsheet or as text; it is kept who did."""
    found, officer = LISTINGS[listing], officer_of(request)
    wanted = found.wanted_of(request.POST.get("filters", ""))
    chosen = frozenset(request.POST.getlist("chosen"))
    made = exports.table(found, officer, wanted, chosen)
    found.log(officer, wanted, made.rows, "list-exported", request.POST.get("why", "").strip()[:1000])
    return exports.answer(made, request.POST.get("format", "xlsx"))


@page(methods=("POST",))
def together(request: HttpRequest, listing: str) -> HttpResponse:
    """Do one act to all chosen rows: put their news aside, or let an officer answer for them."""
    found, officer = LISTINGS[listing], officer_of(request)
    wanted = found.wanted_of(request.POST.get("filters", ""))
    chosen = acts.dossiers_of(found, officer, request.POST.getlist("chosen"))
    if not chosen:
        messages.warning(request, _("Nothing was chosen."))
    elif request.POST.get("do") == "assign":
        _assign(request, officer, chosen)
    else:
        count = acts.put_aside(officer, chosen)
        text = ngettext(
            "The news of %(count)s dossier was put aside.",
            "The news of %(count)s dossiers was put aside.",
            count,
        )
        messages.success(request, text % {"count": count})
    return HttpResponseRedirect(f"{found.address}?{wanted.query or 'all=yes'}")


def _assign(request: HttpRequest, officer: Officer, chosen: list[str]) -> None:
    number = request.POST.get("officer", "")
    to = Officer.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if to is None:
        raise Refusal("officer-unknown", {"email": ""})
    count = duty.assign(chosen, to, officer, why=request.POST.get("why", "").strip()[:1000])
    text = ngettext(
        "%(name)s answers for %(count)s dossier more now.",
        "%(name)s answers for %(count)s dossiers more now.",
        count,
    )
    messages.success(request, text % {"name": to.name, "count": count})
