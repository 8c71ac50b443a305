"""The site's audit log: a chain of hashes, so that no row can be changed or taken out unseen (PRS-15)."""

import hashlib
import json
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from mithaq.press.models import Act

FIRST = "0" * 64


def record(who: str, what: str, subject: str = "", why: str = "") -> None:
    """Write down what was done; within the caller's transaction, if there is one."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # One writer at a time, or two rows would follow from the same one; SQLite has but one anyway.
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Act._meta.db_table} IN EXCLUSIVE MODE")
        last = Act.objects.order_by("-pk").values_list("hash", flat=True).first()
        at, before = timezone.now(), last or FIRST
        made = _hash(who, what, subject, why, at, before)
        Act.objects.create(who=who, what=what, subject=subject, why=why, at=at, before=before, hash=made)


def broken_at(newest: int = 0) -> int | None:
    """Return the number of the first row that does not follow from the one before; None if all do.

    With `newest`, so many of the newest rows are looked at, from the hash that the first of them names.
    """
    rows = Act.objects.order_by("pk")
    start = Act.objects.order_by("-pk").values_list("pk", flat=True)[newest - 1 : newest] if newest else []
    before = FIRST
    for first in start:
        rows = rows.filter(pk__gte=first)
        before = Act.objects.get(pk=first).before
    for row in rows.iterator():
        if row.before != before or row.hash != _hash(
            row.who, row.what, row.subject, row.why, row.at, row.before
        ):
            return row.pk
        before = row.hash
    return None


def end() -> tuple[int, str]:
    """Return how many rows there are and the hash of the last: noted elsewhere, it proves the end as well."""
    last = Act.objects.order_by("-pk").values_list("hash", flat=True).first()
    return Act.objects.count(), last or FIRST


def _hash(who: str, what: str, subject: str, why: str, at: datetime, before: str) -> str:
    said = json.dumps([before, who, what, subject, why, at.isoformat()], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
