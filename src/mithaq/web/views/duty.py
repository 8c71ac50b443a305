"""For supervisors: who has how much to do, who is away, and whose the dossiers are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.kinds import law
from mithaq.node import absence, audit, clock, duty, officers, profiles
from mithaq.node.models import CardRow, DossierRow, Officer, Workload
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID
from mithaq.web import acts, moments
from mithaq.web.headings import Heading, headings, state_name
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.sentences import sentence

PAGE = 50
NOBODY = "nobody"
GROUPS = ("late", "week", "later", "none")


@dataclass(frozen=True, slots=True)
class Load:
    """One officer's row: counts that open lists, and whether they are there."""

    code: str
    name: str
    roles: tuple[str, ...]
    open: int
    late: int
    week: int
    absent_until: date | None
    stand_in: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the list."""

    dossier: str
    title: str
    heading: Heading
    due: str
    left: str
    urgency: str
    state: str
    escalated: bool


@page("node.assign_officers")
def workload(request: HttpRequest) -> HttpResponse:
    """Show the workload; ?officer= lists the tasks of one (or of nobody), by ?group=, by keyset."""
    officer, now = officer_of(request), clock.now()
    counted = duty.workload()
    row = _chosen(request.GET.get("officer", ""), counted)
    chosen, known = row.officer if row else None, row is not None
    group, tasks, more = "", [], ""
    if row is not None:
        cards = duty.tasks_of(chosen)
        group = _group(request.GET.get("group", ""), row, cards, now)
        rows, more = _page(_within(cards, group, now), request.GET.get("after", ""))
        tasks = _tasks(rows, now)
    listed = sorted({task.dossier for task in tasks})
    audit.record("listed", who=officer.email, subject="duty", entries=listed)
    return show(
        request,
        "duty/workload",
        loads=[_load(row, now) for row in counted],
        counted_at=min((row.at for row in counted), default=now),
        chosen=chosen,
        code=str(chosen.pk) if chosen else NOBODY if known else "",
        group=group,
        groups=GROUPS,
        tasks=tasks,
        more=more,
        listed=known,
        officers=[one for one in (row.officer for row in counted) if one and duty.can_answer(one)],
        today=absence.today(officer, now),
        exercise=None,
    )


@page("node.assign_officers", methods=("POST",))
def assign(request: HttpRequest) -> HttpResponse:
    """Let another officer answer for the dossiers that were marked; the reason is kept."""
    by, to = officer_of(request), _officer(request.POST.get("to", ""))
    dossiers = list(dict.fromkeys(request.POST.getlist("dossier")))
    if to is None:
        messages.error(request, _("Please choose an officer."))
    elif not dossiers:
        messages.error(request, _("Please mark at least one dossier."))
    else:
        _assign(request, dossiers, to, by)
    return _back(request)


def _assign(request: HttpRequest, dossiers: list[str], to: Officer, by: Officer) -> None:
    kept = [one for one in dossiers if ID.fullmatch(one)]
    try:
        done = duty.assign(kept, to, by, why=request.POST.get("why", "").strip()[:1000])
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return
    said = ngettext(
        "%(name)s answers for %(count)s dossier more.", "%(name)s answers for %(count)s dossiers more.", done
    )
    messages.success(request, said % {"name": to.name, "count": done})


@page(methods=("POST",))
def away(request: HttpRequest) -> HttpResponse:
    """Note an absence or its end: one's own, or as a supervisor anybody's."""
    by = officer_of(request)
    officer = _officer(request.POST.get("officer", "")) or by
    try:
        if request.POST.get("do") == "back":
            duty.end_absence(officer, by)
            messages.success(request, _("%(name)s is back.") % {"name": officer.name})
        else:
            until, stand_in = _day(request.POST.get("until", "")), _officer(request.POST.get("stand_in", ""))
            if until is None:
                raise Refusal("absence-day")
            duty.set_absence(officer, until, stand_in, by)
            messages.success(request, _("The absence of %(name)s is noted.") % {"name": officer.name})
    except Refusal as refusal:
        if refusal.code == "officer-may-not":
            raise
        messages.error(request, sentence(refusal))
    return _back(request)


@page(methods=("POST",))
def take(request: HttpRequest, dossier: str) -> HttpResponse:
    """Let the officer answer for a dossier that they may write in; a supervisor may name another by `to`."""
    by = officer_of(request)
    to = _officer(request.POST.get("to", ""))
    if to is not None and to.pk != by.pk:
        row = officers.dossier_for(by, dossier, "node.name_officer")
        duty.assign([row.id], to, by, why=request.POST.get("why", "").strip()[:1000])
    else:
        row = officers.dossier_for(by, dossier, "node.draft_entry")
        duty.take_up(row, by)
    return HttpResponseRedirect(f"{reverse('web:dossier', args=[row.id])}#people")


def _back(request: HttpRequest) -> HttpResponse:
    officer = officer_of(request)
    place = (
        "web:duty" if request.POST.get("from") == "duty" and "supervisor" in officer.roles else "web:account"
    )
    query = ""
    code, group = request.POST.get("of", ""), request.POST.get("group", "")
    if place == "web:duty" and (code == NOBODY or code.isdecimal()):
        query = f"?officer={code}" + (f"&group={group}" if group in GROUPS else "")
    return HttpResponseRedirect(reverse(place) + query)


def _chosen(text: str, counted: list[Workload]) -> Workload | None:
    """Return the row of the officer whose list is asked for, or of nobody."""
    return next(
        (row for row in counted if text == (NOBODY if row.officer_id is None else str(row.officer_id))), None
    )


def _officer(text: str) -> Officer | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return Officer.objects.filter(pk=int(text)).select_related("stand_in").first() if is_number else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _load(row: Workload, now: datetime) -> Load:
    officer = row.officer
    counts = (row.open, row.late, row.week)
    if officer is None:
        return Load(NOBODY, "", (), *counts, None, "")
    away_until = officer.absent_until if absence.is_absent(officer, now) else None
    stand_in = officer.stand_in.name if away_until and officer.stand_in else ""
    return Load(str(officer.pk), officer.name, tuple(officer.roles), *counts, away_until, stand_in)


def _group(asked: str, row: Workload, cards: QuerySet[CardRow], now: datetime) -> str:
    """Return the group that was asked for, else the first that has anything."""
    if asked in GROUPS:
        return asked
    if row.late or row.week:
        return "late" if row.late else "week"
    return "later" if _within(cards, "later", now).exists() else "none"


def _within(cards: QuerySet[CardRow], group: str, now: datetime) -> QuerySet[CardRow]:
    late, week = clock.text(now), clock.text(now + timedelta(days=7))
    if group == "late":
        return cards.filter(due__gt="", due__lte=late)
    if group == "week":
        return cards.filter(due__gt=late, due__lte=week)
    return cards.filter(due__gt=week) if group == "later" else cards.filter(due="")


def _page(cards: QuerySet[CardRow], after: str) -> tuple[list[CardRow], str]:
    due, _tilde, last = after.rpartition("~")
    if last.isascii() and last.isdecimal() and len(last) < 19:
        cards = cards.filter(Q(due__gt=due) | Q(due=due, id__gt=int(last)))
    found = list(cards.order_by("due", "id")[: PAGE + 1])
    more = f"{found[PAGE - 1].due}~{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], more


def _tasks(rows: Iterable[CardRow], now: datetime) -> list[Task]:
    some = list(rows)
    named = DossierRow.objects.filter(id__in={row.dossier_id for row in some})
    dossiers = {row.id: row for row in named.select_related("ownreference")}
    heads = headings(dossiers.values(), own_agency())
    raised = duty.escalated(dossiers)
    calendars = profiles.calendars_of({row.pact for row in dossiers.values() if row.pact}, own_agency())
    plain = profiles.calendar_of(None, own_agency())
    return [
        Task(
            row.dossier_id,
            acts.card_title(row.title),
            heads[row.dossier_id],
            row.due,
            moments.time_left(row.due, now, calendars.get(dossiers[row.dossier_id].pact or "", plain)),
            moments.urgency(row.due, now),
            state_name(law(dossiers[row.dossier_id].kind, dossiers[row.dossier_id].rules), row.state),
            (row.dossier_id, row.key) in raised,
        )
        for row in some
    ]
