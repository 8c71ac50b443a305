"""Pages that say what went wrong: a sentence in the reader's language, the code, and whom to ask."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mithaq.node import problems as node_problems
from mithaq.node import storage
from mithaq.node.models import Officer
from mithaq.record.errors import Refusal
from mithaq.web import keeping
from mithaq.web.sentences import sentence


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal."""
    return show(request, refusal.code, node_problems.status(refusal.code), sentence(refusal))


def show(request: HttpRequest, code: str, status: int, text: str = "") -> HttpResponse:
    """Return a page with a status, a code and a sentence."""
    title, general = _words(status)
    context = {
        "status": status,
        "code": code,
        "heading": title,
        "sentence": text or general,
        "hint": general if text and status in {403, 404} else "",
        "exercise": None,
    }
    return render(request, "web/problem.html", context, status=status)


def _words(status: int) -> tuple[str, str]:
    """Return heading and sentence of a status."""
    heading = gettext(node_problems.TITLES.get(status, node_problems.TITLES[500]))
    general = {
        400: _("The request is not in a form that this node understands."),
        403: _("Your role does not include this. Ask your supervisor."),
        404: _("There is nothing here that you may see. Ask your supervisor whom to ask."),
        405: _("This address cannot be used in this way."),
        413: _("What you sent is longer than this node takes."),
        429: _("Sign-in is closed for a while for this account from here. Try again later."),
        500: _("Something went wrong in this node. Nothing that was saved is lost."),
    }
    return heading, general.get(status, "")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a form or an address that cannot be read."""
    return show(request, "bad-request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return show(request, "forbidden", 403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not one of ours, or is older than the last sign-in.

    What was typed in a draft's form is offered to be sent again: to be a draft, and nothing goes by itself.
    """
    if isinstance(request.user, Officer) and keeping.is_kept(request):
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        return render(request, "web/resend.html", {"fields": fields, "exercise": None}, status=403)
    return show(
        request,
        "form-expired",
        403,
        _("This form is no longer valid. Go back, reload the page and send it again."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return show(request, "not-found", 404)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """429: too many failed sign-ins (axes)."""
    return show(request, "too-many-attempts", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 for a full disk: a page without database and session, for one of them may have failed."""
    from django.template.loader import get_template  # noqa: PLC0415 - only when all else has failed

    full = storage.refusal_of(sys.exc_info()[1])
    code, status = (full.code, node_problems.status(full.code)) if full else ("internal", 500)
    heading, text = _words(status)
    context = {
        "heading": heading,
        "sentence": sentence(full) if full else text,
        "code": code,
        "status": status,
    }
    return HttpResponse(get_template("web/failure.html").render(context), status=status)
