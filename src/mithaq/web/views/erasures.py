"""Data that is to go: what a recall, an erasure or the retention rule asks for, until somebody decides."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import clock, retention
from mithaq.node.models import TaskRow
from mithaq.record.errors import Refusal
from mithaq.web import moments
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One decision that is asked for."""

    task: TaskRow
    heading: Heading
    urgency: str


@page("node.decide_erasure")
def erasures(request: HttpRequest) -> HttpResponse:
    """List what is to be decided, the most urgent first."""
    return _list(request)


@page("node.decide_erasure", methods=("POST",))
def decide_erasure(request: HttpRequest, number: int) -> HttpResponse:
    """Decide: erase, or keep; both with a reason."""
    task = TaskRow.objects.filter(pk=number).first()
    if task is None:
        raise Refusal("task-state", {"state": "done"})
    reason = request.POST.get("reason", "").strip()[:1000]
    if not reason or request.POST.get("do") not in {"erase", "keep"}:
        return _list(request, wrong=number)
    retention.decide(task, officer_of(request), erase=request.POST["do"] == "erase", reason=reason)
    messages.success(request, _("Your decision is kept, with its reason."))
    return HttpResponseRedirect(reverse("web:erasures"))


def _list(request: HttpRequest, wrong: int = 0) -> HttpResponse:
    tasks = list(TaskRow.objects.filter(state=TaskRow.State.OPEN).select_related("dossier")[:MOST])
    named = headings({task.dossier_id: task.dossier for task in tasks}.values(), own_agency())
    now = clock.now()
    rows = [
        Row(task, named[task.dossier_id], moments.urgency(clock.text(task.deadline), now)) for task in tasks
    ]
    typed = request.POST.get("reason", "") if wrong else ""
    return show(request, "erasures", rows=rows, wrong=wrong, typed=typed, exercise=None)
