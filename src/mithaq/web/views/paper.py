"""A dossier on paper: the form that asks why and how much, the PDF, and the check of a code."""

from django.http import HttpRequest, HttpResponse

from mithaq.node import audit, officers, papers
from mithaq.node.models import DossierRow
from mithaq.web import acts, words
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.paper import content
from mithaq.web.paper.pdf import pdf


@page(methods=("GET", "HEAD", "POST"))
def paper(request: HttpRequest, dossier: str) -> HttpResponse:
    """Ask why a dossier is printed and which entries of it; then hand out the PDF, or the page to print."""
    officer = officer_of(request)
    wanted = DossierRow.objects.select_related("ownreference")
    row = officers.dossier_for(officer, dossier, "node.export_dossier", wanted)
    given = {name: request.POST.get(name, "").strip() for name in ("first", "last", "quiet")}
    why = request.POST.get("why", "").strip()[:1000]
    rows, span = content.chosen(row, given["first"], given["last"], quiet=bool(given["quiet"]))
    if request.method != "POST" or not why:
        wrong = request.method == "POST"
        context = {"row": row, "span": span, "most": content.MOST, "given": given, "wrong": wrong}
        return show(
            request, "paper", heading=headings([row], own_agency())[row.id], exercise=row.exercise, **context
        )
    told, made = content.content(officer, row, rows, span, why)
    if request.POST.get("as") == "page":
        return show(request, "sheet", row=row, told=told, exercise=row.exercise)
    response = HttpResponse(pdf(told), content_type="application/pdf")
    name = f"{row.id[:12]}-{made.code[:5]}-{words.language()}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page()
def papers_(request: HttpRequest) -> HttpResponse:
    """Say what a code on paper stands for, to who may see its dossier; to others only whom to ask."""
    officer = officer_of(request)
    text = request.GET.get("code", "").strip()[:60]
    found = papers.find(text, acts.QUIET) if text else None
    may = found is not None and officer.has_perm("node.see_dossier", found.paper.dossier)
    if text:
        subject = papers.read_code(text) or text
        audit.record(
            "paper-checked",
            who=officer.email,
            subject=subject,
            dossier=found.paper.dossier_id if found and may else None,
        )
    heading = headings([found.paper.dossier], own_agency())[found.paper.dossier_id] if found and may else None
    reads = found is not None and officer.has_perm("node.read_dossier", found.paper.dossier)
    return show(
        request, "papers", text=text, found=found if may else None, known=found is not None, heading=heading,
        reads=reads, language=words.name("languages", found.paper.language) if found else "", exercise=None,
    )  # fmt: skip
