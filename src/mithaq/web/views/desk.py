"""What officers keep beside a dossier: who is named, notes, tasks, their own reference number. Never sent."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mithaq.node import audit, clock, officers
from mithaq.node.models import DossierRow, EntryRow, Note, Officer, OwnReference, PrivateTask
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID
from mithaq.web.page import officer_of, page
from mithaq.web.views.dossier import back


@page(methods=("POST",))
def people(request: HttpRequest, dossier: str) -> HttpResponse:
    """Name an officer on a dossier, or take one off."""
    by = officer_of(request)
    row = officers.dossier_for(by, dossier, "node.see_dossier")
    officer = _officer(request.POST.get("add") or request.POST.get("remove") or "")
    if officer is None:
        raise Refusal("officer-unknown", {"email": ""})
    (officers.name if request.POST.get("add") else officers.unname)(officer, row, by)
    return back(dossier, "people")


def _officer(chosen: str) -> Officer | None:
    return Officer.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None


@page(methods=("POST",))
def note(request: HttpRequest, dossier: str) -> HttpResponse:
    """Keep a private note on the dossier, or on one entry of it; it never leaves this node."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    entry = _entry(request, row)
    text = request.POST.get("text", "").strip()[:10_000]
    if text:
        Note.objects.create(dossier=row, entry=entry, officer=officer, text=text)
        audit.record("noted", who=officer.email, dossier=row.id, entries=[entry] if entry else ())
    return _back(dossier, entry, "notes")


@page(methods=("POST",))
def task(request: HttpRequest, dossier: str) -> HttpResponse:
    """Set a private task, or say that one is done, or not done after all; it never leaves this node."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    number = request.POST.get("done") or request.POST.get("again") or ""
    if number:
        return _settle(officer, row, number, done=bool(request.POST.get("done")))
    entry, text = _entry(request, row), request.POST.get("text", "").strip()[:500]
    whose = _officer(request.POST.get("officer", "")) or officer
    if not whose.has_perm("node.read_dossier", row):
        raise Refusal("officer-unknown", {"email": whose.email})
    if text:
        due = _day(request.POST.get("due", ""))
        PrivateTask.objects.create(dossier=row, entry=entry, officer=whose, by=officer, text=text, due=due)
        audit.record(
            "tasked", who=officer.email, subject=whose.email, dossier=row.id, entries=[entry] if entry else ()
        )
    return _back(dossier, entry, "tasks")


def _settle(officer: Officer, row: DossierRow, number: str, *, done: bool) -> HttpResponse:
    """Write down who has done a task of this dossier, or take that back."""
    found = PrivateTask.objects.filter(dossier=row, pk=int(number)) if _is_number(number) else None
    values = {"done_at": clock.now(), "done_by": officer} if done else {"done_at": None, "done_by": None}
    if found is not None and found.filter(done_at__isnull=done).update(**values):
        audit.record("task-done" if done else "task-again", who=officer.email, dossier=row.id)
    return back(row.id, "tasks")


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _entry(request: HttpRequest, row: DossierRow) -> str | None:
    """Return the entry that a note or task is about; None for the dossier; Refusal entry-not-here."""
    entry = request.POST.get("entry", "")
    if not entry:
        return None
    if not ID.fullmatch(entry) or not EntryRow.objects.filter(entry=entry, dossier=row.id).exists():
        raise Refusal("entry-not-here", {"entry": entry})
    return entry


def _back(dossier: str, entry: str | None, part: str) -> HttpResponse:
    if entry is None:
        return back(dossier, part)
    return HttpResponseRedirect(f"{reverse('web:entry', args=[dossier, entry])}#{part}")


@page(methods=("POST",))
def reference(request: HttpRequest, dossier: str) -> HttpResponse:
    """Keep this agency's own reference number; a partner learns it only by an entry."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    text = request.POST.get("reference", "").strip()[:100]
    if text:
        OwnReference.objects.update_or_create(dossier=row, defaults={"text": text})
    else:
        OwnReference.objects.filter(dossier=row).delete()
    audit.record("referenced", who=officer.email, dossier=row.id, subject=text)
    return back(dossier, "reference")
