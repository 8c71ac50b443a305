"""The agencies that this node talks to: how they are, and what waits for them."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from mithaq.node import home, introductions
from mithaq.node.models import Contact, EntryRow, WaitingRow
from mithaq.web.page import page, show


@page()
def contacts(request: HttpRequest) -> HttpResponse:
    """List the contacts with fingerprint, the last word heard, and what waits on either side."""
    newest = EntryRow.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    waiting = dict(WaitingRow.objects.values_list("source").annotate(Count("id")))
    rows = [
        {
            "contact": contact,
            "behind": max(0, newest - contact.out_cursor),
            "waiting": waiting.get(contact.agency, 0),
            "new": introductions.new_keys(contact),
        }
        for contact in Contact.objects.all()
    ]
    return show(request, "contacts", rows=rows, own=home.current())
