"""The node's database: made and brought up to date, and its one row about itself."""

import secrets
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import transaction

from mithaq.node.models import AuditTree, NodeRow


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
