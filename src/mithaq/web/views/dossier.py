"""A dossier's page: what has come to it, what was written, what can be done now."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mithaq.node import audit, export, news, officers
from mithaq.node.models import DossierRow, EntryRow, Notice, Officer, ReadMark
from mithaq.node.release import TAKEN_BACK
from mithaq.record.limits import AGENCY
from mithaq.web import acts, desk, matter
from mithaq.web.boards import ROOMS
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.timeline import Wanted


@page(methods=("GET", "HEAD", "POST"))
def dossier(request: HttpRequest, dossier: str) -> HttpResponse:
    """Show a dossier; who may see only what was done reads the texts for a reason (POST), which is kept."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.see_dossier", _rows(officer))
    why = request.POST.get("why", "").strip()[:1000] if request.method == "POST" else ""
    reads = officer.has_perm("node.read_dossier", row)
    control = bool(why) and not reads and officer.has_perm("node.read_text_for_control", row)
    wanted = _wanted(request)
    found = matter.load(row, own_agency(), wanted)
    _kept(officer, row, found, reads=reads, why=why if control else "")
    names = officer.has_perm("node.name_officer", row)
    drafts = officer.has_perm("node.draft_entry", row)
    return show(
        request,
        "dossier",
        row=row,
        matter=found,
        shown=found.shown,
        wanted=wanted,
        keep=_address(wanted, before=False),
        texts=reads or control,
        reads=reads,
        asked=request.method == "POST" and not control,
        drafts=drafts,
        releases=officer.has_perm("node.release_entry", row),
        stays=TAKEN_BACK | {"open"},
        can=[deed for deed in found.deeds if deed.refusal is None and not deed.report],
        reports=[deed for deed in found.deeds if deed.report and deed.deviates is None],
        deviating=[deed for deed in found.deeds if deed.deviates is not None],
        cannot=[deed for deed in found.deeds if deed.refusal is not None],
        desk=desk.desk(row, texts=reads, officers=names),
        names=names,
        reference=getattr(getattr(row, "ownreference", None), "text", ""),
        own=own_agency(),
        me=officer,
        exports=officer.has_perm("node.export_dossier", row),
        exercise=row.exercise,
        live=row.kind in ROOMS,
    )


def _rows(officer: Officer) -> QuerySet[DossierRow]:
    """Return the dossiers with our own reference, how far this officer has read, and whether news waits."""
    marks = ReadMark.objects.filter(officer=officer)
    mark = marks.filter(dossier=OuterRef("pk")).values("serial")[:1]
    within = Coalesce(Subquery(marks.filter(dossier=OuterRef(OuterRef("pk"))).values("serial")[:1]), 0)
    unread = EntryRow.objects.filter(dossier=OuterRef("pk"), serial__gt=within).exclude(type__in=acts.QUIET)
    first = unread.order_by("serial").values("serial")[:1]
    told = Notice.objects.filter(officer=officer, dossier=OuterRef("pk"), read_at=None)
    rows = DossierRow.objects.select_related("ownreference", "responsible__officer")
    return rows.annotate(read_up_to=Subquery(mark), unread=Subquery(first), was_told=Exists(told))


def _wanted(request: HttpRequest) -> Wanted:
    """Return which entries were asked for; what is no agency or no type is not asked for."""
    before, author, type_ = (request.GET.get(name, "") for name in ("before", "by", "type"))
    return Wanted(
        int(before) if before.isdecimal() and len(before) < 19 else None,
        "all" in request.GET,
        author if AGENCY.fullmatch(author) else "",
        type_[:64],
    )


def _address(wanted: Wanted, *, before: bool) -> str:
    """Return what stands in the address for the same choice of entries."""
    kept = {"by": wanted.author, "type": wanted.type, "all": "1" if wanted.quiet else ""}
    if before and wanted.before:
        kept["before"] = str(wanted.before)
    return urlencode({name: value for name, value in kept.items() if value})


def _kept(officer: Officer, row: DossierRow, found: matter.Matter, *, reads: bool, why: str) -> None:
    """Log what was shown; of an officer who works on it, remember how far it was read."""
    entries = [line.id for line in found.lines]
    if reads or why:
        audit.record("read", who=officer.email, dossier=row.id, entries=entries, why=why)
    else:
        audit.record("seen", who=officer.email, dossier=row.id, entries=entries)
    if reads and found.lines:
        _read_up_to(officer, row, [line.row.serial for line in found.lines])
        if row.__dict__.get("was_told"):
            news.read_dossier(officer, row.id)


def _read_up_to(officer: Officer, row: DossierRow, serials: list[int]) -> None:
    """Remember how far an officer has read; what stands on an older page, unseen, is not passed over."""
    known: int | None = row.__dict__["read_up_to"]
    unread: int | None = row.__dict__["unread"]
    passed_over = unread is not None and unread < min(serials)
    if not passed_over and max(serials) > (known or 0):
        ReadMark.objects.update_or_create(officer=officer, dossier=row, defaults={"serial": max(serials)})
    elif known is None:
        ReadMark.objects.get_or_create(officer=officer, dossier=row)


@page(methods=("POST",))
def bundle(request: HttpRequest, dossier: str) -> HttpResponse:
    """Hand out the dossier as a file that anybody can verify; the reason is kept."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier, "node.export_dossier")
    data = export.bundle(officer, row.id, why=request.POST.get("why", "")[:1000])
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.id[:12]}.mithaq"'
    return response


def back(dossier: str, part: str) -> HttpResponse:
    """Return to a part of a dossier's page."""
    return HttpResponseRedirect(f"{reverse('web:dossier', args=[dossier])}#{part}")
