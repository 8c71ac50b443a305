"""GET /api/contacts: the agencies that this node talks to, and how that goes."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from mithaq.api.access import READ
from mithaq.node.models import Contact

router = Router(tags=["contacts"], auth=READ)


class ContactOut(Schema):
    """One agency; `failures` counts the calls in a row that it did not answer."""

    agency: str
    name: str
    url: str
    telephone: str
    fingerprint: str
    last_heard: datetime | None
    failures: int
    last_error: str
    next_try: datetime | None
    paused: bool
    suspended: bool


@router.get("/contacts", response=list[ContactOut], operation_id="contacts", summary="All contacts")
def contacts(request: HttpRequest) -> list[Contact]:
    """Return every contact, by its agency."""
    return list(Contact.objects.order_by("agency"))
