"""What every page does before and after its own work: sign-in, permission, refusals in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from mithaq.node.models import Officer
from mithaq.node.officers import require
from mithaq.record.errors import Refusal
from mithaq.web import keeping, problems

View = Callable[..., HttpResponseBase]

METHODS: dict[View, tuple[str, ...]] = {}
"""What each page can be asked by, for whoever wants to try them all (tests/access)."""


def page(permission: str = "", *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """Wrap a view: only signed-in officers, only with this permission; a Refusal becomes a page in words.

    Nothing that it returns is kept by the browser or anything between.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, Officer) or not request.user.is_active:
                return keeping.sign_in_first(request)
            if request.method not in methods:
                return problems.show(request, "method-not-allowed", 405)
            if has_nul(request):
                return problems.bad_request(request)
            try:
                if permission:
                    require(request.user, permission)
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return problems.refused(request, refusal)

        kept = never_cache(wrapped)
        METHODS[kept] = methods
        return kept

    return wrap


def has_nul(request: HttpRequest) -> bool:
    """Return whether anything sent has a NUL: nobody types one, and not every database keeps it."""
    sent = (value for data in (request.GET, request.POST) for _, values in data.lists() for value in values)
    return any("\x00" in value for value in sent)


def officer_of(request: HttpRequest) -> Officer:
    """Return who is signed in; `page` has seen to it that somebody is."""
    assert isinstance(request.user, Officer)  # noqa: S101 - what page() checks
    return request.user


def show(request: HttpRequest, template: str, status: int = 200, /, **context: Any) -> HttpResponse:
    """Return a page."""
    return render(request, f"web/{template}.html", context, status=status)
