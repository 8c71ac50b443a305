"""The consent page, and the harmless fixtures that the demo configures in the place of real ones."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.press import consenting, frame
from mithaq.press.forms import from_here


@from_here
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, language: str) -> HttpResponse:
    """Say what is asked and why; POST keeps a choice: all, none, or each by itself."""
    purposes = frame.site().purposes
    if not purposes:
        raise Http404
    if request.method == "POST":
        do = request.POST.get("do", "")
        chosen = {"accept": purposes, "refuse": ()}.get(do, tuple(request.POST.getlist("purpose")))
        wanted = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        answer = HttpResponseRedirect(wanted if safe else reverse("press:consent", args=[language]))
        consenting.choose(request, answer, chosen)
        return answer
    return render(request, "press/consent.html", {"chosen": consenting.choice(request)})


@require_safe
def fixture(request: HttpRequest, purpose: str) -> HttpResponse:
    """Stand for what a purpose would load, in an exercise: it does nothing, and comes only by consent."""
    if not frame.site().exercise or purpose not in consenting.choice(request).purposes:
        raise Http404
    answer = HttpResponse(
        f'document.documentElement.dataset.{purpose} = "loaded";\n', content_type="text/javascript"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
