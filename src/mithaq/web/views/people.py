"""The officers of this agency, for the administrator to look at; changes are made by `mithaq officer`."""

from django.http import HttpRequest, HttpResponse

from mithaq.node.models import Officer
from mithaq.web.page import page, show


@page("node.manage_officers")
def officers(request: HttpRequest) -> HttpResponse:
    """List who may sign in here, and with which roles."""
    return show(request, "officers", officers=Officer.objects.order_by("name"))
