"""What a node does every hour by itself: retention, and what has waited too long."""

import threading
from datetime import timedelta

import structlog
from django.utils import timezone

from mithaq.node import clock, retention
from mithaq.node.models import WaitingRow

log = structlog.get_logger(__name__)

LONGEST_WAIT = timedelta(days=30)
"""An entry whose parents never come; whoever offered it offers it again, for it was never confirmed."""


def run(stop: threading.Event) -> None:
    """Throw out what has waited too long, open tasks for what must go, and remove what may."""
    evicted, _ = WaitingRow.objects.filter(arrived_at__lt=timezone.now() - LONGEST_WAIT).delete()
    if evicted:
        log.warning("waiting-evicted", entries=evicted)
    if not stop.is_set():
        retention.expire(clock.now())
        retention.finish(clock.now())
