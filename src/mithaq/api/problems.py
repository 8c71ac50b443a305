"""What went wrong, as application/problem+json (RFC 9457): a code and a sentence for the reader."""

import json
import logging
from collections.abc import Callable, Mapping

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mithaq.node import problems, storage
from mithaq.record.errors import Refusal

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest, Exception], HttpResponse]

MEDIA_TYPE = "application/problem+json"


def problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the answer to a refusal."""
    language = language_of(request)
    status = problems.status(refusal.code)
    body = {"type": "about:blank", **content(refusal, language)}
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    answer.headers["Content-Language"] = language
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def content(refusal: Refusal, language: str) -> dict[str, object]:
    """Return a refusal as members of a problem: in a batch it stands for one entry of many."""
    with translation.override(language):
        return {
            "title": problems.title(refusal.code, gettext),
            "status": problems.status(refusal.code),
            "detail": problems.sentence(refusal, gettext),
            "code": refusal.code,
            "fields": dict(refusal.fields),
        }


def language_of(request: HttpRequest) -> str:
    """Return the language that the program asks for, of those that the node speaks."""
    return translation.get_language_from_request(request)


# ---------------------------------------------------------------- what the endpoints raise


def on_refusal(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """A Refusal: the data are at fault."""
    assert isinstance(refusal, Refusal)  # noqa: S101 - registered for it alone
    return problem(request, refusal)


def on_invalid(request: HttpRequest, error: Exception) -> HttpResponse:
    """A parameter or a member of the body that is missing or of another type."""
    found = error.errors if isinstance(error, ValidationError) else []
    path = [str(step) for step in found[0].get("loc", ())] if found else []
    return problem(request, Refusal("api-field", {"field": ".".join(path)[:200]}))


def on_http_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """No token, or a body that is none."""
    cause = error.__cause__
    if isinstance(error, AuthenticationError):
        code = "token-invalid" if request.headers.get("Authorization") else "token-missing"
        return problem(request, Refusal(code))
    if isinstance(cause, Refusal):
        return problem(request, cause)
    status = error.status_code if isinstance(error, HttpError) else 400
    return problem(request, Refusal("api-unknown" if status == 404 else "json-syntax"))


def on_suspicious(request: HttpRequest, error: Exception) -> HttpResponse:
    """What Django itself refuses: a body that is too long, a host that is not this node's."""
    if isinstance(error, RequestDataTooBig):
        return problem(request, Refusal("api-length", {"most": MAX_BODY}))
    return problem(request, Refusal("api-field", {"field": "host"}))


def on_unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    """Nothing is there."""
    assert isinstance(error, Http404)  # noqa: S101 - registered for it alone
    return problem(request, Refusal("api-unknown"))


def on_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our own fault: the log says which, the answer does not."""
    log.error("failed: %s %s", request.method, request.path, exc_info=error)
    full = storage.refusal_of(error)
    if full is not None:
        return problem(request, full)
    body = {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "code": "internal",
        "fields": {},
    }
    return HttpResponse(json.dumps(body), status=500, content_type=MEDIA_TYPE)


MAX_BODY = 4 * 1024 * 1024
"""Bytes of one request."""

HANDLERS: Mapping[type[Exception], Handler] = {
    Refusal: on_refusal,
    ValidationError: on_invalid,
    HttpError: on_http_error,
    SuspiciousOperation: on_suspicious,
    Http404: on_unknown,
    Exception: on_fault,
}
