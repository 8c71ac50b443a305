"""The site's own pages: imprint, privacy, accessibility, and errors in the reader's language."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mithaq.press import frame

ROBOTS = "".join(
    f"{line}\n"
    for line in (
        "User-agent: *",
        "Disallow: /moderate/",
        "Disallow: /push/",
        "Disallow: /fixtures/",
        *(
            f"Disallow: /{code}/{part}/"
            for code in frame.OWN_NAMES
            for part in ("comments", "consent", "search")
        ),
    )
)


@require_safe
def imprint(request: HttpRequest, language: str) -> HttpResponse:
    """Say who answers for the site."""
    said = frame.site().imprint
    return render(request, "press/imprint.html", {"imprint": said.get(language) or said.get("en", "")})


@require_safe
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    """Say what is kept of whom, why and how long."""
    return render(request, "press/privacy.html")


@require_safe
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """Say how accessible the site is, and whom to tell what is not."""
    return render(request, "press/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say to machines that gather pages what is for nobody else: writers' own pages, and moderators'."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def failed(request: HttpRequest, exception: Exception | None = None, status: int = 404) -> HttpResponse:
    """Show an error in the reader's language."""
    return render(request, "press/failed.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 for a form longer than any of ours."""
    return failed(request, exception, 413 if isinstance(exception, RequestDataTooBig) else 400)


def locked(request: HttpRequest, *_told: Any, **_more: Any) -> HttpResponse:
    """429, for who has tried too many passwords."""
    answer = failed(request, None, 429)
    answer.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME * 3600))
    return answer


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return failed(request, exception, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return failed(request, None, 500)
