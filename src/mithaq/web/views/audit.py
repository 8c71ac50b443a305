"""Who did what, and why: the log that the data protection officer searches (LED art. 25)."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from mithaq.node import audit as log
from mithaq.node.models import Audit
from mithaq.record.limits import ID
from mithaq.web import logwords
from mithaq.web.page import officer_of, page, show

PAGE = 50

WINDOW = 5000
"""Rows among which words are looked for at once: the log grows, and no index finds a part of a text."""


@page("node.read_audit")
def audit(request: HttpRequest) -> HttpResponse:
    """Search the log by dossier, entry, officer, act and words; the search itself is in the log, too."""
    wanted = {name: request.GET.get(name, "").strip() for name in ("about", "who", "what", "before")}
    rows, end = _found(wanted)
    shown = list(rows[: PAGE + 1])
    about = " ".join(value for value in wanted.values() if value)
    log.record("audit-searched", who=officer_of(request).email, subject=about)
    more = shown[PAGE - 1].number if len(shown) > PAGE else end
    acts = sorted(logwords.acts().items(), key=lambda one: one[1])
    return show(request, "audit", rows=shown[:PAGE], wanted=wanted, more=more, acts=acts, exercise=None)


def _found(wanted: dict[str, str]) -> tuple[QuerySet[Audit], int | None]:
    """Return the rows that are wanted, and before which one it goes on if not all were looked through."""
    rows = Audit.objects.order_by("-number")
    if wanted["before"].isdecimal() and len(wanted["before"]) < 19:
        rows = rows.filter(number__lt=int(wanted["before"]))
    if wanted["who"]:
        rows = rows.filter(who=wanted["who"].lower())
    if wanted["what"]:
        rows = rows.filter(what=wanted["what"])
    about = wanted["about"]
    if not about:
        return rows, None
    if ID.fullmatch(about) and Audit.objects.filter(dossier=about).exists():
        return rows.filter(dossier=about), None
    last = rows.values_list("number", flat=True)[WINDOW - 1 : WINDOW].first()
    if last is not None:
        rows = rows.filter(number__gte=last)
    return rows.filter(Q(subject__icontains=about) | Q(why__icontains=about)), last
