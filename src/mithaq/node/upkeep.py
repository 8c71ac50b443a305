"""What a node does every hour by itself: retention, and what has waited too long."""

import threading
from datetime import timedelta

import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from mithaq.node import clock, retention
from mithaq.node.models import Draft, Sitting, WaitingRow

log = structlog.get_logger(__name__)

LONGEST_WAIT = timedelta(days=30)
"""An entry whose parents never come; whoever offered it offers it again, for it was never confirmed."""

PUT_AWAY = timedelta(days=30)
"""For which a draft is kept that somebody has put away: it may hold persons' data, and nobody needs it."""


def run(stop: threading.Event) -> None:
    """Throw out what has waited too long or has ended, open tasks for what must go, remove what may."""
    evicted, _ = WaitingRow.objects.filter(arrived_at__lt=timezone.now() - LONGEST_WAIT).delete()
    if evicted:
        log.warning("waiting-evicted", entries=evicted)
    SessionStore.clear_expired()
    Sitting.objects.exclude(session__in=Session.objects.values("session_key")).delete()
    Draft.objects.filter(state=Draft.State.WITHDRAWN, changed_at__lt=timezone.now() - PUT_AWAY).delete()
    if not stop.is_set():
        retention.expire(clock.now())
        retention.finish(clock.now())
