"""What an officer was told: a list, newest first; opening a notice marks it as read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.node import audit, clock, news
from mithaq.node.models import CardRow, DossierRow, Draft, Notice, Officer
from mithaq.node.officers import readable
from mithaq.web import acts, moments, words
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

PAGE = 50
LONGEST = 18
"""Digits of a notice's number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One notice as it is shown."""

    number: int
    sentence: str
    about: str
    heading: Heading | None
    due: str
    urgency: str
    at: datetime
    is_new: bool
    instead_of: str


@page(methods=("GET", "HEAD", "POST"))
def notices(request: HttpRequest) -> HttpResponse:
    """List what the officer was told, unread only by ?unread=1, by keyset; POST marks all of it as read."""
    officer = officer_of(request)
    if request.method == "POST":
        seen = _moment(request.POST.get("through", "")) or clock.now()
        news.mark_read(officer, seen)
        messages.success(request, _("All notices are marked as read."))
        return HttpResponseRedirect(request.path)
    only_unread = request.GET.get("unread") == "1"
    rows = Notice.objects.filter(officer=officer).select_related("instead_of")
    if only_unread:
        rows = rows.filter(read_at=None)
    at, _tilde, last = request.GET.get("before", "").rpartition("~")
    key = _moment(at)
    if key and _is_number(last):
        rows = rows.filter(Q(at__lt=key) | Q(at=key, pk__lt=int(last)))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    more = f"{found[PAGE - 1].at.isoformat()}~{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    shown = _rows(officer, found[:PAGE])
    return show(
        request,
        "news/notices",
        rows=shown,
        more=more,
        only_unread=only_unread,
        through=clock.now().isoformat(),
        any_new=any(row.is_new for row in shown),
        exercise=None,
    )


@page()
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read, and go to what it is about."""
    officer = officer_of(request)
    found = Notice.objects.filter(officer=officer, pk=number).first()
    if found is None:
        return HttpResponseRedirect(reverse("web:news"))
    if request.method != "HEAD":
        news.mark_read(officer, clock.now(), [found.pk])
    return HttpResponseRedirect(_target(found, officer))


def _target(found: Notice, officer: Officer) -> str:
    """Return the address of what a notice is about; of the list, where that is gone or closed."""
    special = {"second-waiting": _of_release, "draft-returned": _of_draft, "search-hits": _of_search}
    if found.what in special:
        return special[found.what](found.subject)
    if found.what == "partner-silent":
        return reverse("web:contacts")
    if found.what == "alert":
        return reverse("web:desks")
    if found.dossier_id and readable(officer).filter(id=found.dossier_id).exists():
        return reverse("web:dossier", args=[found.dossier_id])
    return reverse("web:news")


def _of_release(subject: str) -> str:
    waits = _is_number(subject) and Draft.objects.filter(pk=int(subject), state=Draft.State.SECOND).exists()
    return reverse("web:decide", args=[int(subject)]) if waits else reverse("web:releases")


def _of_draft(subject: str) -> str:
    is_open = _is_number(subject) and Draft.objects.filter(pk=int(subject), state=Draft.State.OPEN).exists()
    return reverse("web:draft", args=[int(subject)]) if is_open else reverse("web:drafts")


def _of_search(subject: str) -> str:
    try:
        return f"{reverse('web:search')}?saved={subject}"
    except NoReverseMatch:
        return reverse("web:news")


def _rows(officer: Officer, found: list[Notice]) -> list[Row]:
    ids = {one.dossier_id for one in found if one.dossier_id}
    dossiers = list(readable(officer).filter(id__in=ids).distinct()) if ids else []
    heads = headings(dossiers, own_agency())
    kept = {row.id: row for row in dossiers}
    cards = _cards([one for one in found if one.dossier_id in kept])
    if heads:
        audit.record("listed", who=officer.email, subject="news", entries=sorted(heads))
    return [_row(one, heads, kept, cards) for one in found]


def _cards(found: list[Notice]) -> dict[tuple[str, str], CardRow]:
    """Return the tasks that notices are about, as far as they still stand."""
    wanted = {
        (one.dossier_id, one.subject) for one in found if one.what in {"due-soon", "overdue", "escalated"}
    }
    rows = CardRow.objects.filter(
        dossier__in={dossier for dossier, _key in wanted}, kind="task", key__in={key for _one, key in wanted}
    )
    return {(row.dossier_id, row.key): row for row in rows} if wanted else {}


def _row(
    one: Notice,
    heads: dict[str, Heading],
    kept: dict[str, DossierRow],
    cards: dict[tuple[str, str], CardRow],
) -> Row:
    card = cards.get((one.dossier_id or "", one.subject))
    about = acts.card_title(card.title) if card else ""
    if one.what == "partner-silent":
        about = words.agency_short(one.subject)
    return Row(
        one.pk,
        sentence(one.what, one.count),
        about,
        heads.get(one.dossier_id or ""),
        card.due if card else "",
        moments.urgency(card.due, clock.now()) if card else "none",
        one.at,
        one.read_at is None,
        one.instead_of.name if one.instead_of else "",
    )


def sentence(what: str, count: int = 1) -> str:
    """Return what a notice says; the code itself where this version does not know it."""
    found = _sentences().get(what)
    return found(count) if found else what


def _sentences() -> dict[str, Callable[[int], str]]:
    return {
        "entry": lambda count: (
            ngettext("%(count)s new entry of a partner", "%(count)s new entries of partners", count)
            % {"count": count}
        ),
        "due-soon": lambda _count: _("A task is due soon"),
        "overdue": lambda _count: _("A task is overdue"),
        "escalated": lambda _count: _("A deadline was raised to you"),
        "second-waiting": lambda _count: _("A draft waits for a second officer"),
        "draft-returned": lambda _count: _("Your draft came back"),
        "draft-released": lambda _count: _("Your draft was released"),
        "search-hits": lambda count: (
            ngettext("%(count)s new hit of a saved search", "%(count)s new hits of a saved search", count)
            % {"count": count}
        ),
        "named": lambda _count: _("You were named on a dossier"),
        "assigned": lambda _count: _("You answer for a dossier from now on"),
        "partner-silent": lambda _count: _("A partner's node does not answer"),
        "alert": lambda _count: _("An alert of a partner waits for your agency"),
    }


def kinds_of_news() -> list[tuple[str, str]]:
    """Return what an officer may want to be told, by code and in words, without counts."""
    said: dict[str, Any] = {
        "entry": _("New entries of partners in my dossiers"),
        "due-soon": _("Tasks that are due soon"),
        "overdue": _("Tasks that are overdue"),
        "escalated": _("Deadlines that are raised to supervisors"),
        "second-waiting": _("Drafts that wait for a second officer"),
        "draft-returned": _("My drafts that come back"),
        "draft-released": _("My drafts that are released"),
        "search-hits": _("New hits of my saved searches"),
        "named": _("Dossiers on which I am named"),
        "assigned": _("Dossiers that I am to answer for"),
        "partner-silent": _("Partners' nodes that do not answer"),
    }
    return [(what, said[what]) for what in news.WHAT if what not in news.ALWAYS]


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST
