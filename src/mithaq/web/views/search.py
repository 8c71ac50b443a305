"""Searching all that an officer may read, and keeping a search."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from mithaq.kinds import KINDS, law
from mithaq.node.models import DossierRow, SavedSearch
from mithaq.node.search import finding, saved
from mithaq.node.search.asking import Asked, Question
from mithaq.node.search.finding import Found, Hit
from mithaq.node.search.snippets import Shown, shown
from mithaq.record.errors import Refusal
from mithaq.terms import AGENCIES
from mithaq.web import acts, timeline, words
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show


@dataclass(frozen=True, slots=True)
class Row:
    """One hit as it is drawn."""

    hit: Hit
    heading: Heading
    done: str
    shown: Shown

    @property
    def language(self) -> str:
        """The language of the text that is shown."""
        return self.shown.snippet.language if self.shown.snippet else ""

    @property
    def direction(self) -> str:
        """The direction of that text; by its letters, where it has no language."""
        return words.direction(self.language) if self.language else "auto"


@page("node.search")
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found for ?words=, narrowed by kind, author and days; without words, the kept searches."""
    officer = officer_of(request)
    if number := _number(request.GET.get("saved", "")):
        return redirect("web:kept-search", number)
    asked, why = Asked.read(request.GET.dict()), request.GET.get("why", "").strip()
    before = request.GET.get("before", "")
    found, refusal = None, None
    if asked.words:
        try:
            found = finding.search(officer, asked, why=why, before=_number(before))
        except Refusal as caught:
            if caught.code not in _SAID_HERE:
                raise
            refusal = caught
    heads = _heads(found)
    rows = [_row(hit, found.question, heads) for hit in found.hits] if found else []
    return show(
        request,
        "search",
        200 if refusal is None else 422,
        asked=asked,
        why=why,
        asks_why=not officer.has_perm("node.keep_search"),
        refusal=refusal,
        found=found,
        rows=rows,
        dossiers=[heads[row.id] for row in found.dossiers] if found else [],
        older=_address(asked, why, found.older) if found and found.older else "",
        later=before != "",
        kept=[] if found else list(SavedSearch.objects.filter(officer=officer)),
        keeps=officer.has_perm("node.keep_search"),
        kinds=[kind.name for kind in KINDS],
        agencies=AGENCIES.codes,
        exercise=None,
    )


_SAID_HERE = frozenset({"search-empty", "search-short", "reason-missing"})


@page("node.keep_search", methods=("POST",))
def keep_search(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name."""
    asked = Asked.read(request.POST.dict())
    saved.keep(officer_of(request), request.POST.get("name", ""), asked)
    return redirect(f"{reverse('web:search')}#kept")


@page("node.search", methods=("GET", "HEAD", "POST"))
def kept_search(request: HttpRequest, number: int) -> HttpResponse:
    """Go to what a kept search finds now; POST keeps it no longer."""
    officer = officer_of(request)
    if request.method == "POST":
        saved.drop(officer, number)
        return redirect("web:search")
    found = saved.look_at(officer, number)
    if found is None:
        raise Refusal("search-unknown")
    return redirect(_address(Asked.read(found.asked)))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _address(asked: Asked, why: str = "", before: int | None = None) -> str:
    query = QueryDict(mutable=True)
    query.update(asked.to_json())
    if why:
        query["why"] = why
    if before is not None:
        query["before"] = str(before)
    return f"{reverse('web:search')}?{query.urlencode()}"


def _heads(found: Found | None) -> dict[str, Heading]:
    if found is None:
        return {}
    rows: dict[str, DossierRow] = {hit.row.dossier.id: hit.row.dossier for hit in found.hits}
    return headings((rows | {row.id: row for row in found.dossiers}).values(), own_agency())


def _row(hit: Hit, question: Question, heads: dict[str, Heading]) -> Row:
    dossier = hit.row.dossier
    type_, _told, _handling = timeline.told_by(hit.row)
    done = acts.done(law(dossier.kind, dossier.rules), type_)
    return Row(hit, heads[dossier.id], done, shown(hit.content, question, exact=hit.exact))
