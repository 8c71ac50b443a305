"""What holds for every page: its language, what a browser may do with it, and what may be kept of it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mithaq.press import consenting
from mithaq.press.place import site

CODES = tuple(code for code, _name in settings.LANGUAGES)
Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
KEPT = 60
"""Seconds that a page may be kept by whoever stands between, where no consent is asked."""


class Guard:
    """Outermost: headers that every answer has, and how long it may be kept."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with them."""
        if site().proxy and (named := request.headers.get("x-forwarded-for")):
            # The last is what the agency's own proxy has seen; those before it are anybody's word.
            request.META["REMOTE_ADDR"] = named.rpartition(",")[2].strip()
        response = self._answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _kept(request, response)
            if site().purposes:
                patch_vary_headers(response, ["Cookie"])
        return response


def _kept(request: HttpRequest, response: HttpResponse) -> str:
    """Return who may keep a page: where it hangs on a reader's choice, nobody without asking again."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.cookies:
        return "no-store"
    return "private, no-cache" if site().purposes else f"public, max-age={KEPT}"


class LanguageOfTheAddress:
    """Sets the language by the first part of the path; elsewhere by what the browser asks for."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language, and let in what the reader has consented to."""
        first = request.path_info.split("/", 2)[1]
        language = first if first in CODES else wanted(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self._answer(request)
        response.headers.setdefault("Content-Language", language)
        if language != first:
            patch_vary_headers(response, ["Accept-Language"])
        if origins := sorted({origin(one) for one in consenting.scripts(request).values()}):
            # What a purpose loads comes from elsewhere only for who has consented to it (PRS-16).
            allowed = dict.fromkeys(("script-src", "connect-src", "img-src"), origins)
            response._csp_update = allowed  # type: ignore[attr-defined]
        return response


def origin(url: str) -> str:
    """Return scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def wanted(request: HttpRequest) -> str:
    """Return the language that the browser asks for, or the site's own."""
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in CODES:
            return code
    return str(settings.LANGUAGE_CODE)
