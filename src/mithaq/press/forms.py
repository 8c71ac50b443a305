"""Forms of readers: sent from a page of this site or not at all, without a cookie that says who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from mithaq.press.middleware import origin

View = Callable[..., HttpResponse]


def from_here(view: View) -> View:
    """Refuse a form that another site sends.

    A token would need a cookie with every reader. Browsers name the origin of every form they send, and no
    page can forge it; where it is missing, the Referer stands for it, and without either nothing is taken.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and _origin_of(request) not in _own(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    found: View = csrf_exempt(wrapped)
    return found


def _origin_of(request: HttpRequest) -> str:
    return request.headers.get("origin") or origin(request.headers.get("referer", ""))


def _own(request: HttpRequest) -> set[str]:
    return {*settings.CSRF_TRUSTED_ORIGINS, f"{request.scheme}://{request.get_host()}"}
