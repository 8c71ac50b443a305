"""An officer's own account: language, time zone, keys, news, calendar address, absence, sessions.

Password and second factor are allauth's pages.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mithaq.node import absence, audit, clock, duty, feeds, home, news
from mithaq.node.models import CalendarAddress, NewsWish, Officer, Sitting
from mithaq.terms import LANGUAGES
from mithaq.web import moments
from mithaq.web.page import officer_of, page, show
from mithaq.web.views.news import kinds_of_news

MOST_SESSIONS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """One place at which the officer is signed in."""

    since: datetime
    ends: datetime
    here: bool


@page(methods=("GET", "HEAD", "POST"))
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; POST changes time zone and shortcuts."""
    officer = officer_of(request)
    zones = _zones()
    fault = ""
    if request.method == "POST":
        zone = request.POST.get("time_zone", "")
        if zone in zones:
            keys = request.POST.get("shortcuts") == "on"
            Officer.objects.filter(pk=officer.pk).update(time_zone=zone, shortcuts=keys)
            messages.success(request, _("Your settings are kept."))
            return HttpResponseRedirect(request.path)
        fault = _("Please choose one of the list.")
    return _shown(request, officer, zones=zones, fault=fault)


@cache
def _zones() -> list[str]:
    """Return the time zones there are; to list them is to read some hundred files."""
    return sorted(available_timezones())


def _shown(
    request: HttpRequest,
    officer: Officer,
    *,
    zones: list[str] | None = None,
    fault: str = "",
    token: str = "",
) -> HttpResponse:
    now = clock.now()
    wish = NewsWish.objects.filter(officer=officer).first() or NewsWish(officer=officer)
    return show(
        request,
        "account",
        zones=zones or _zones(),
        chosen=request.POST.get("time_zone", officer.time_zone) if fault else officer.time_zone,
        fault=fault,
        zone=moments.zone_name(),
        wish=wish,
        kinds_of_news=kinds_of_news(),
        digests=_digests(),
        hours=range(24),
        sends_mail=settings.EMAIL_IS_SET,
        calendar=CalendarAddress.objects.filter(officer=officer).first(),
        says=_says(),
        # What a calendar program is to be given, shown this once: only its hash is kept.
        feed=f"{home.current().url}/api/calendar/{token}.ics" if token else "",
        absent=absence.is_absent(officer, now),
        stand_ins=[one for one in duty.officers() if one.pk != officer.pk],
        today=absence.today(officer, now),
        sittings=_sittings(request, officer),
    )


@page(methods=("POST",))
def notifications(request: HttpRequest) -> HttpResponse:
    """Keep what the officer wants to be told, and whether by e-mail."""
    officer = officer_of(request)
    wanted = set(request.POST.getlist("wanted"))
    digest, hour = request.POST.get("digest", ""), request.POST.get("hour", "")
    wish, _made = NewsWish.objects.get_or_create(officer=officer)
    if wish.digest == NewsWish.Digest.NEVER:
        # What was told before e-mail was wanted is not told by e-mail.
        wish.told_through = clock.now()
    wish.unwanted = [what for what in news.WHAT if what not in wanted]
    wish.digest = digest if digest in NewsWish.Digest.values else NewsWish.Digest.NEVER
    wish.hour = int(hour) if hour.isascii() and hour.isdecimal() and len(hour) < 3 and int(hour) < 24 else 8
    wish.save(update_fields=["unwanted", "digest", "hour", "told_through"])
    messages.success(request, _("Your settings are kept."))
    return HttpResponseRedirect(f"{reverse('web:account')}#news")


@page(methods=("POST",))
def feed(request: HttpRequest) -> HttpResponse:
    """Make a calendar address (the one before ends), end it, or set what it says."""
    officer = officer_of(request)
    do = request.POST.get("do", "")
    if do == "renew":
        token = feeds.renew(officer)
        feeds.set_says(officer, request.POST.get("says", ""))
        return _shown(request, officer, token=token)
    if do == "revoke":
        feeds.revoke(officer)
        messages.success(request, _("The calendar address has ended."))
    else:
        feeds.set_says(officer, request.POST.get("says", ""))
        messages.success(request, _("Your settings are kept."))
    return HttpResponseRedirect(f"{reverse('web:account')}#calendar")


@page(methods=("POST",))
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign the officer out everywhere else."""
    officer = officer_of(request)
    here = request.session.session_key
    keys = Sitting.objects.filter(officer=officer).exclude(session=here)
    Session.objects.filter(session_key__in=keys.values("session")).delete()
    keys.delete()
    audit.record("logout", who=officer.email, subject="elsewhere")
    messages.success(request, _("You are signed out everywhere else."))
    return HttpResponseRedirect(f"{reverse('web:account')}#sessions")


def _own_sessions(officer: Officer) -> list[Session]:
    """Return the officer's sessions that have not ended, the newest first."""
    keys = Sitting.objects.filter(officer=officer).values("session")
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return list(alive.order_by("-expire_date")[:MOST_SESSIONS])


def _sittings(request: HttpRequest, officer: Officer) -> list[Place]:
    rows = _own_sessions(officer)
    since = dict(Sitting.objects.filter(session__in=[row.pk for row in rows]).values_list("session", "since"))
    here = request.session.session_key
    return [Place(since[row.pk], row.expire_date, row.pk == here) for row in rows if row.pk in since]


def _digests() -> list[tuple[str, str]]:
    return [
        ("never", _("No e-mail")),
        ("daily", _("Once a day")),
        ("soon", _("At once, at most every 15 minutes")),
    ]


def _says() -> list[tuple[str, str]]:
    return [
        ("kind", _("Kind of dossier, task, state and our reference number")),
        ("nothing", _("Only that something is due")),
    ]


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep a language: for the officer who is signed in, else for this browser; then go back."""
    chosen = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if chosen in LANGUAGES:
        if isinstance(request.user, Officer):
            Officer.objects.filter(pk=request.user.pk).update(language=chosen)
        translation.activate(chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 60 * 60,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response
