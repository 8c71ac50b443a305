"""Signed read receipts: what officers have opened is told to the author, some seconds later, many at once."""

import threading
from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from mithaq.node import home, release
from mithaq.node.delivery import READ
from mithaq.node.models import EntryRow, ReadMark, Receipt
from mithaq.record import bodies
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

SETTLED = timedelta(seconds=4)
"""An officer reads on: what was opened meanwhile goes into the same receipt."""

LOOK_BACK = timedelta(days=7)
AT_ONCE = 64

_SILENT = (bodies.ACKNOWLEDGEMENT, bodies.UNOPENED, "read")

_written: dict[str, int] = {}
"""Up to which serial of a dossier receipts were written, or tried, by this process."""


def write_receipts(stop: threading.Event) -> int:
    """Write a read receipt where officers have read further; return how many entries they name.

    A node whose agency signs no read receipts has MITHAQ_READ_RECEIPTS=0 (settings.READ_RECEIPTS).
    """
    if not settings.READ_RECEIPTS:
        return 0
    now = timezone.now()
    marks = (
        ReadMark.objects.filter(at__gte=now - LOOK_BACK, at__lte=now - SETTLED)
        .values("dossier_id")
        .annotate(upto=Max("serial"))
    )
    named = 0
    for mark in marks:
        dossier, upto = mark["dossier_id"], mark["upto"]
        if not stop.is_set() and upto > _written.get(dossier, 0):
            named += _write(dossier, upto)
            _written[dossier] = upto
    return named


def _write(dossier: str, upto: int) -> int:
    own = home.current().agency
    receipted = Receipt.objects.filter(dossier_id=dossier, agency=own, what=READ).values("entry")
    entries = list(
        EntryRow.objects.filter(dossier_id=dossier, serial__lte=upto, gone=False)
        .exclude(author=own)
        .exclude(type__in=_SILENT)
        .exclude(entry__in=receipted)
        .order_by("serial")
        .values_list("entry", flat=True)
    )
    for at in range(0, len(entries), AT_ONCE):
        try:
            release.write_as_node(dossier, "read", {"entries": entries[at : at + AT_ONCE]})
        except Refusal as refusal:
            log.warning("receipt-refused", dossier=dossier, code=refusal.code)
            return at
    return len(entries)
