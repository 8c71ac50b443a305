"""The moderators' pages: sign in, the queue, one decision, the log."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mithaq.press import acts, commenting
from mithaq.press.models import Act, Comment
from mithaq.press.sentences import REASONS, sentence
from mithaq.record.errors import Refusal

PAGE = 50
CHECKED = 1_000
"""Rows of the log that its page verifies; `mithaq press log` verifies all."""
State = Comment.State
QUEUES = {
    "waiting": (State.WAITING,),
    "appealed": (State.APPEALED,),
    "approved": (State.APPROVED,),
    "refused": (State.REFUSED,),
}
View = Callable[..., HttpResponse]


def moderators(view: View) -> View:
    """Let only who moderates; nothing of it is kept by the browser."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_active:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    found: View = never_cache(login_required(wrapped))
    return found


class SignIn(LoginView):
    """The moderators' own sign-in."""

    template_name = "press/moderate/sign-in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in and write it down."""
        answer = super().form_valid(form)
        acts.record(form.get_user().get_username(), "signed-in")
        return answer


class SignOut(LogoutView):
    """Signs out, by POST alone."""

    http_method_names = ["post", "options"]  # noqa: RUF012 - Django's own name
    next_page = "press:sign-in"


@moderators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, the oldest first; what a list has held comes with why."""
    name = request.GET.get("show", "waiting")
    name = name if name in QUEUES else "waiting"
    comments = Comment.objects.filter(state__in=QUEUES[name]).select_related("story").defer("email")
    if name in ("approved", "refused"):
        comments = comments.order_by("-decided_at", "-pk")
    if "held" in request.GET:
        comments = comments.exclude(held=[])
    counts = {
        one: Comment.objects.filter(state__in=QUEUES[one])[:100].count() for one in ("waiting", "appealed")
    }
    return render(
        request,
        "press/moderate/queue.html",
        {"comments": comments[:PAGE], "name": name, "queues": QUEUES, "counts": counts, "reasons": REASONS},
    )


@moderators
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse one comment."""
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - what moderators() checks
    approve = request.POST.get("do") == "approve"
    said = {"reason": request.POST.get("reason", ""), "note": request.POST.get("note", "")}
    try:
        commenting.decide(request.user, number, approve=approve, **said)
        messages.success(request, _("The comment is approved.") if approve else _("The comment is refused."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(f"{reverse('press:queue')}?show={request.POST.get('show', 'waiting')}")


@moderators
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what was done, the newest first, and whether the chain is whole."""
    return render(
        request,
        "press/moderate/log.html",
        {"acts": Act.objects.order_by("-pk")[: 4 * PAGE], "broken": acts.broken_at(CHECKED)},
    )
