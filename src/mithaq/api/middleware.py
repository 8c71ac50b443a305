"""The short way of a call to the API: none of what pages need (sessions, cookies, CSRF) stands in it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import resolve

from mithaq.api import problems
from mithaq.record.errors import Refusal

PREFIX = "/api/"

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ShortWay:
    """Answers what begins with /api/ itself and lets everything else go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = dict(HEADERS)
        if settings.SECURE_HSTS_SECONDS:
            self.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        answer = self._answer(request)
        for name, value in self.headers.items():
            answer.headers.setdefault(name, value)
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
            match = resolve(request.path_info)
            request.resolver_match = match
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Http404:
            return problems.problem(request, Refusal("api-unknown"))
        except SuspiciousOperation as error:
            return problems.on_suspicious(request, error)
        if isinstance(answer, HttpResponseNotAllowed):
            refused = problems.problem(request, Refusal("api-method"))
            refused.headers["Allow"] = answer.headers["Allow"]
            return refused
        return answer
