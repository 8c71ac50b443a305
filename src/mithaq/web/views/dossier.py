"""A dossier's page, and what officers keep beside it: people, notes, their own reference number."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mithaq.node import audit, export, officers
from mithaq.node.models import DossierOfficer, DossierRow, EntryRow, Note, Officer, OwnReference, ReadMark
from mithaq.node.release import TAKEN_BACK
from mithaq.record.errors import Refusal
from mithaq.web import acts, matter
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

MOST_NOTES = 200


@page(methods=("GET", "HEAD", "POST"))
def dossier(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show a dossier; who may see only what was done reads the texts for a reason (POST), which is kept."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.see_dossier")
    why = request.POST.get("why", "").strip()[:1000] if request.method == "POST" else ""
    reads = officer.has_perm("node.read_dossier", row)
    control = bool(why) and not reads and officer.has_perm("node.read_text_for_control", row)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    found = matter.load(row, own_agency(), before=number, quiet="all" in request.GET)
    _kept(officer, row, found, reads=reads, why=why if control else "")
    return show(
        request,
        "dossier",
        row=row,
        matter=found,
        heading=headings([row], own_agency())[row.id],
        texts=reads or control,
        reads=reads,
        asked=request.method == "POST" and not control,
        drafts=officer.has_perm("node.draft_entry", row),
        releases=officer.has_perm("node.release_entry", row),
        stays=TAKEN_BACK | {"open"},
        can=[deed for deed in found.deeds if deed.refusal is None],
        cannot=[deed for deed in found.deeds if deed.refusal is not None],
        people=DossierOfficer.objects.filter(dossier=row).select_related("officer"),
        names=officer.has_perm("node.name_officer", row),
        others=_others(row) if officer.has_perm("node.name_officer", row) else (),
        notes=Note.objects.filter(dossier=row).select_related("officer")[:MOST_NOTES] if reads else (),
        own=own_agency(),
        exports=officer.has_perm("node.export_dossier", row),
        everything="all" in request.GET,
        exercise=row.exercise,
    )


def _kept(officer: Officer, row: DossierRow, found: matter.Matter, *, reads: bool, why: str) -> None:
    """Log what was shown; of an officer who works on it, remember how far it was read."""
    entries = [line.id for line in found.lines]
    if reads or why:
        audit.record("read", who=officer.email, dossier=row.id, entries=entries, why=why)
    else:
        audit.record("seen", who=officer.email, dossier=row.id, entries=entries)
    if reads and found.lines:
        _read_up_to(officer, row, [line.row.serial for line in found.lines])


def _read_up_to(officer: Officer, row: DossierRow, serials: list[int]) -> None:
    """Remember how far an officer has read; what stands on an older page, unseen, is not passed over."""
    mark, _made = ReadMark.objects.get_or_create(officer=officer, dossier=row)
    between = EntryRow.objects.filter(dossier=row.id, serial__gt=mark.serial, serial__lt=min(serials))
    if mark.serial < max(serials) and not between.exclude(type__in=acts.QUIET).exists():
        mark.serial = max(serials)
        mark.save()


def _others(row: DossierRow) -> list[Officer]:
    named = set(DossierOfficer.objects.filter(dossier=row).values_list("officer_id", flat=True))
    return [one for one in Officer.objects.filter(is_active=True) if one.pk not in named]


@page(methods=("POST",))
def bundle(request: HttpRequest, dossier: str) -> HttpResponse:
    """Hand out the dossier as a file that anybody can verify; the reason is kept."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.export_dossier")
    data = export.bundle(officer, row.id, why=request.POST.get("why", "")[:1000])
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.id[:12]}.mithaq"'
    return response


@page(methods=("POST",))
def people(request: HttpRequest, dossier: str) -> HttpResponse:
    """Name an officer on a dossier, or take one off."""
    by = officer_of(request)
    row = officers.dossier_for(by, dossier, "node.see_dossier")
    chosen = request.POST.get("add") or request.POST.get("remove") or ""
    officer = (
        Officer.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    )
    if officer is None:
        raise Refusal("officer-unknown", {"email": ""})
    (officers.name if request.POST.get("add") else officers.unname)(officer, row, by)
    return _back(dossier, "people")


@page(methods=("POST",))
def note(request: HttpRequest, dossier: str) -> HttpResponse:
    """Keep a private note; it never leaves this node."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.draft_entry")
    text = request.POST.get("text", "").strip()[:10_000]
    if text:
        Note.objects.create(dossier=row, officer=officer, text=text)
        audit.record("noted", who=officer.email, dossier=row.id)
    return _back(dossier, "notes")


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
    return _back(dossier, "reference")


def _back(dossier: str, part: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('web:dossier', args=[dossier])}#{part}")
