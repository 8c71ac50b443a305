"""The calendar: deadlines and moments of the dossiers that an officer may read, by month or by week."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mithaq.node import agenda, audit, clock
from mithaq.node.agenda import Due
from mithaq.node.models import DossierRow
from mithaq.web import acts, calendars, moments, words
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

IN_MONTH, IN_WEEK = 3, 25
"""Things that a day shows; a link leads to the rest."""

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2100
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is due on a day."""

    heading: Heading
    title: str
    due: str
    urgency: str
    owner: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    day: date
    number: int
    hijri: str
    name: str
    things: tuple[Thing, ...]
    more: bool
    inside: bool
    today: bool
    free: bool
    """Weekend, or a public holiday of this agency's country."""


@page()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month (?month=2026-11) or a week (?week= and any day of it); ?whose=mine: what I answer for."""
    officer, today = officer_of(request), timezone.localtime(clock.now()).date()
    mine = request.GET.get("whose") == "mine"
    week = _day(request.GET.get("week", ""))
    shown = week or _month(request.GET.get("month", "")) or today.replace(day=1)
    first = _back_to_first(shown)
    count = 7 if week else _weeks(first, shown) * 7
    days = [first + timedelta(days=number) for number in range(count)]
    most = IN_WEEK if week else IN_MONTH
    found = agenda.due_within(officer, [_span(day) for day in days], most + 1, mine=mine)
    shown_on = {one.dossier for some in found for one in some[:most]}
    dossiers = list(DossierRow.objects.filter(id__in=shown_on).select_related("ownreference"))
    heads = headings(dossiers, own_agency())
    audit.record("listed", who=officer.email, subject="calendar", entries=sorted(heads))
    made = [
        _made(day, some, most, heads, today, inside=bool(week) or day.month == shown.month)
        for day, some in zip(days, found, strict=True)
    ]
    return show(
        request,
        "calendar",
        weeks=[made[at : at + 7] for at in range(0, count, 7)],
        names=[moments.weekday(day) for day in days[:7]],
        is_week=bool(week),
        title=_title(days, shown, is_week=bool(week)),
        hijri=_hijri_title(days, shown, is_week=bool(week)),
        before=_step(shown, -1, is_week=bool(week)),
        after=_step(shown, 1, is_week=bool(week)),
        shown=shown,
        this_day=today,
        mine=mine,
        any=any(one.things for one in made),
        zone=moments.zone_name(),
        exercise=None,
    )


def _made(
    day: date, some: list[Due], most: int, heads: dict[str, Heading], today: date, *, inside: bool
) -> Day:
    free = day.weekday() >= SATURDAY or day in calendars.days_off(own_agency(), day.year)
    things = tuple(_thing(one, heads[one.dossier]) for one in some[:most])
    more = len(some) > most
    return Day(
        day, day.day, moments.hijri_day(day), moments.weekday(day), things, more, inside, day == today, free
    )


def _thing(one: Due, heading: Heading) -> Thing:
    owner = words.agency_short(one.owner) if one.owner and one.owner != own_agency() else ""
    # What is nobody's to do, such as a meeting, is never overdue.
    urgency = moments.urgency(one.due, clock.now()) if one.owner else ""
    return Thing(heading, acts.card_title(one.title), one.due, urgency, owner)


def _span(day: date) -> tuple[datetime, datetime]:
    """Return when a day begins and ends on the officer's clock: on some it has 23 hours, or 25."""
    zone = timezone.get_current_timezone()
    return tuple(datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))  # type: ignore[return-value]


def _back_to_first(day: date) -> date:
    """Return the first day of the week, as the reader's language begins weeks."""
    return day - timedelta(days=(day.weekday() - moments.first_weekday()) % 7)


def _weeks(first: date, month: date) -> int:
    """Return how many weeks a month touches."""
    last = _step(month, 1, is_week=False) - timedelta(days=1)
    return (last - first).days // 7 + 1


def _step(day: date, by: int, *, is_week: bool) -> date:
    if is_week:
        return day + timedelta(days=7 * by)
    number = day.year * 12 + day.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _title(days: list[date], shown: date, *, is_week: bool) -> str:
    if is_week:
        return f"{moments.day_in_words(days[0])} – {moments.day_in_words(days[-1])}"
    return moments.month_title(shown)


def _hijri_title(days: list[date], shown: date, *, is_week: bool) -> str:
    """Return the Hijri days with which what is shown begins and ends; "" but in Arabic."""
    first = days[0] if is_week else shown
    last = days[-1] if is_week else _step(shown, 1, is_week=False) - timedelta(days=1)
    return " – ".join(part for part in (moments.hijri(first), moments.hijri(last)) if part)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year < LAST_YEAR else None


def _month(text: str) -> date | None:
    return _day(f"{text}-01") if _MONTH.fullmatch(text) else None
