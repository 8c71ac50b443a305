"""The dossiers that an officer may see, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from mithaq.kinds import KINDS as KNOWN
from mithaq.node import audit
from mithaq.node.models import DossierRow
from mithaq.node.officers import protects_data, readable, visible
from mithaq.record.limits import ID
from mithaq.terms import KINDS
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier of the list."""

    heading: Heading
    row: DossierRow
    texts: bool
    """Whether the officer may read what it is called: that is a text of the dossier, too."""


@page()
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers, of one kind by ?kind=, under a pact by ?pact=; by keyset (time~id)."""
    officer = officer_of(request)
    rows = visible(officer).order_by("-last_entry_at", "-id")
    kind, pact, before = (request.GET.get(name, "") for name in ("kind", "pact", "before"))
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if ID.fullmatch(pact):
        rows = rows.filter(pact=pact)
    at, _, last = before.partition("~")
    key = _moment(at)
    if key and ID.fullmatch(last):
        rows = rows.filter(Q(last_entry_at__lt=key) | Q(last_entry_at=key, id__lt=last))
    found = list(rows[: PAGE + 1])
    more = ""
    if len(found) > PAGE and (newest := found[PAGE - 1].last_entry_at):
        more = f"{newest.isoformat()}~{found[PAGE - 1].id}"
    heads = headings(found[:PAGE], own_agency())
    audit.record("listed", who=officer.email, subject="dossiers", entries=[row.id for row in found[:PAGE]])
    read = set(heads)
    if protects_data(officer):
        read = set(readable(officer).filter(id__in=list(heads)).values_list("id", flat=True))
    return show(
        request,
        "dossiers",
        rows=[Row(heads[row.id], row, row.id in read) for row in found[:PAGE]],
        kinds=[known.name for known in KNOWN],
        kind=kind,
        more=more,
        exercise=None,
    )


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
