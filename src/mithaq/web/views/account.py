"""An officer's own account: language, time zone; password and second factor are allauth's pages."""

from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mithaq.node.models import Officer
from mithaq.terms import LANGUAGES
from mithaq.web.page import officer_of, page, show


@page(methods=("GET", "HEAD", "POST"))
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; POST changes the time zone."""
    officer = officer_of(request)
    zones = sorted(available_timezones())
    fault = ""
    if request.method == "POST":
        zone = request.POST.get("time_zone", "")
        if zone in zones:
            Officer.objects.filter(pk=officer.pk).update(time_zone=zone)
            messages.success(request, _("Your time zone is kept."))
            return HttpResponseRedirect(request.path)
        fault = _("Please choose one of the list.")
    chosen = request.POST.get("time_zone", officer.time_zone)
    return show(request, "account", zones=zones, chosen=chosen, fault=fault)


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
