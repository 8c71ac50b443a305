"""The node's database: made and brought up to date, and its one row about itself."""

import secrets
import threading
import time
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from mithaq.node.models import AuditTree, NodeRow

RESTED = 1.0
"""Seconds without a request after which a thread's connection is tried before it is used again."""

_used = threading.local()


def prepare(agency: str) -> NodeRow:
    """Make or migrate the tables and return the node's own row. Safe to repeat."""
    call_command("migrate", verbosity=0, interactive=False)
    return begin(agency)


def begin(agency: str) -> NodeRow:
    """Return the node's own row, made with the audit log's if they are not there."""
    with transaction.atomic():
        AuditTree.objects.get_or_create(pk=1)
        row, _ = NodeRow.objects.get_or_create(pk=1, defaults={"agency": agency, "epoch": new_epoch()})
    return row


def begin_epoch() -> str:
    """Give this node a new epoch, for its serials may no longer mean what partners remember."""
    epoch = new_epoch()
    NodeRow.objects.filter(pk=1).update(epoch=epoch, restored_at=datetime.now(UTC))
    return epoch


def new_epoch() -> str:
    """Return a name that no epoch had before."""
    return secrets.token_hex(16)


def trust(**_: Any) -> None:
    """Spare a connection that was in use just now its trial: at every call of the API that is a way to the
    server and back. One that broke since then fails once, is closed for it, and the next call opens another.
    """
    if time.monotonic() - getattr(_used, "at", -RESTED) < RESTED:
        connections[DEFAULT_DB_ALIAS].health_check_done = True  # type: ignore[attr-defined]


def _note_use(**_: Any) -> None:
    _used.at = time.monotonic()


# Django asks for a trial at the beginning of every request; this comes after it.
request_started.connect(trust, dispatch_uid="database trust")
request_finished.connect(_note_use, dispatch_uid="database use")
