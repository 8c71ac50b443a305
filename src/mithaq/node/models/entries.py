"""The entries: what was signed, as it was signed; and what waits at the door."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.contacts import AGENCY_LENGTH
from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField


class EntryRow(models.Model):
    """One entry. Its frame's parts are never changed; an erased one loses body and sealed part.

    `serial` is given under the lock of appends and rises by one in the order of commits, on both
    engines, so that a cursor over it misses nothing.
    Whether an entry is stable is one comparison with its dossier's stable point. The big columns
    come last, so that what is read of the small ones does not touch them.
    """

    serial = models.BigIntegerField(primary_key=True)
    entry = IdField(unique=True)
    dossier = models.ForeignKey(
        DossierRow, on_delete=models.PROTECT, db_column="dossier", db_index=False, db_constraint=False
    )
    author = models.CharField(max_length=AGENCY_LENGTH)
    seq = models.PositiveIntegerField()
    depth = models.PositiveIntegerField()
    type = models.CharField(max_length=64)
    time = models.CharField(max_length=24)
    handling = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField()
    source = models.CharField(max_length=AGENCY_LENGTH, null=True)  # noqa: DJ001 - null is "our own"
    doubtful_time = models.BooleanField(default=False)
    # Until when it may be kept, by its author's handling; null: by the pact's rule or without end.
    keep_until = models.DateField(null=True)
    # Locked: decided to be erased, shown to nobody. Gone: body and sealed part are no longer here.
    gone = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)
    # Null: has its effect, nothing to say. Else {"refusal": [code, fields]|null, "deviations": [...]}.
    verdict = models.JSONField(null=True)
    payload = models.BinaryField()
    signature = models.BinaryField()
    body = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering: ClassVar = ["serial"]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "serial"], name="entry_dossier"),
            models.Index(fields=["dossier"], name="entry_spoken", condition=models.Q(verdict__isnull=False)),
            models.Index(
                fields=["keep_until"], name="entry_keep", condition=models.Q(keep_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.seq} {self.type}"


class WaitingRow(models.Model):
    """An entry whose parents or pact are not here yet: bounded, never acknowledged, evicted oldest first."""

    entry = IdField(unique=True)
    dossier = IdField()
    source = models.CharField(max_length=AGENCY_LENGTH, db_index=True)
    # The one id whose arrival is worth another try.
    missing = IdField(db_index=True)
    size = models.PositiveIntegerField()
    arrived_at = models.DateTimeField()
    frame = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.entry[:8]} waits for {self.missing[:8]}"


class Receipt(models.Model):
    """What a party has signed about an entry beyond holding it: read, acted on, refused with its reason."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    entry = IdField()
    agency = models.CharField(max_length=AGENCY_LENGTH)
    what = models.CharField(max_length=10)
    reason = models.CharField(max_length=64, blank=True)
    by = IdField()
    time = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "entry", "agency", "what"], name="receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.what} {self.entry[:8]}"
