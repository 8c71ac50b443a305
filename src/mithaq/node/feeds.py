"""The secret address of an officer's calendar: whoever has it reads the calendar, until it is renewed."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mithaq.node import audit
from mithaq.node.models import CalendarAddress, Officer
from mithaq.node.tokens import hash_of

NOTED_EVERY = timedelta(minutes=5)
"""The last use is noted no more often than this."""


def renew(officer: Officer) -> str:
    """Return a new token, which can be read only now; the one before ends at once."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarAddress.objects.update_or_create(
            officer=officer, defaults={"hash": hash_of(token), "made_at": timezone.now(), "last_used": None}
        )
        audit.record("calendar-address", who=officer.email, subject="renewed")
    return token


def revoke(officer: Officer) -> None:
    """End an officer's calendar address."""
    with transaction.atomic():
        if CalendarAddress.objects.filter(officer=officer).delete()[0]:
            audit.record("calendar-address", who=officer.email, subject="revoked")


def set_says(officer: Officer, says: str) -> None:
    """Set what the events of an officer's calendar say."""
    if says in CalendarAddress.Says.values:
        CalendarAddress.objects.filter(officer=officer).update(says=says)


def find(token: str) -> CalendarAddress | None:
    """Return the address of a token with its officer; None if nobody has it, or who had it has left."""
    found = CalendarAddress.objects.select_related("officer").filter(hash=hash_of(token)).first()
    if found is None or not found.officer.is_active:
        return None
    now = timezone.now()
    if found.last_used is None or now - found.last_used > NOTED_EVERY:
        CalendarAddress.objects.filter(pk=found.pk).update(last_used=now)
    return found
