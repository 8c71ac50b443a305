"""The dossiers of this node: what is known of each without reading its entries."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.contacts import AGENCY_LENGTH
from mithaq.node.models.fields import IdField


class NodeRow(models.Model):
    """This node itself: one row. A restored node has a new epoch, so that cursors do not deceive partners."""

    agency = models.CharField(max_length=AGENCY_LENGTH)
    epoch = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    restored_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.agency


class DossierRow(models.Model):
    """One dossier as held here. What is folded lives in memory and is made again from base and entries."""

    id = IdField(primary_key=True)
    kind = models.CharField(max_length=40)
    rules = models.PositiveIntegerField()
    pact = IdField(null=True)
    opened_by = models.CharField(max_length=AGENCY_LENGTH)
    opened_at = models.CharField(max_length=24)
    exercise = models.BooleanField(default=False)
    members = models.JSONField(default=list)
    incomplete = models.BooleanField(default=False)
    # How many entries, the serial of the newest, and a number that each append raises: whoever holds
    # the dossier in memory compares it.
    count = models.PositiveIntegerField(default=0)
    last_serial = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)
    last_entry_at = models.DateTimeField(null=True, db_index=True)
    # Everything ordered up to (depth, id) is stable; there is no flag an entry to keep in step.
    stable_depth = models.BigIntegerField(default=0)
    stable_entry = IdField(null=True)
    # After a restore: the partners that have not yet returned our own entries. Until none is left
    # this node writes nothing here, or its backup would make it a forker.
    locked_until_returned = models.JSONField(default=list)
    # What lists show, sort and filter by (mithaq.node.summary), in codes, ids and times: never a text.
    stage = models.CharField(max_length=40, blank=True, db_default="")
    # {name: [codes]}: area, urgency, handling, partner.
    facets = models.JSONField(null=True)
    # The entry whose text the dossier is called by, and its translations: {"field language": entry}.
    title_entry = IdField(null=True)
    translations = models.JSONField(null=True)
    # The newest entry of substance: acknowledgements and receipts are no news.
    news_serial = models.BigIntegerField(db_default=0)
    news_at = models.DateTimeField(null=True)
    news_by = models.CharField(max_length=AGENCY_LENGTH, blank=True, db_default="")
    # The soonest deadline of this agency's tasks; "" without one.
    due = models.CharField(max_length=24, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["-last_entry_at"]
        indexes: ClassVar = [
            models.Index(fields=["exercise", "news_serial", "id"], name="dossier_earnest"),
            models.Index(fields=["news_serial", "id"], name="dossier_news"),
            models.Index(fields=["kind", "news_serial", "id"], name="dossier_kind"),
            models.Index(fields=["stage", "news_serial", "id"], name="dossier_stage"),
            models.Index(fields=["pact", "news_serial", "id"], name="dossier_pact"),
            models.Index(fields=["pact", "opened_at"], name="dossier_opened"),
            models.Index(fields=["due", "id"], name="dossier_due", condition=~models.Q(due="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id[:8]}"


class DossierBase(models.Model):
    """All of a dossier up to a stable place (record.Dossier.dump_base), from which it is read.

    In a table of its own, for it is big. `count` is how many entries that is, `serial` the one after
    which the others stand.
    """

    dossier = models.OneToOneField(DossierRow, on_delete=models.CASCADE, primary_key=True)
    packed = models.BinaryField()
    count = models.PositiveIntegerField()
    serial = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.count} entries"


class Party(models.Model):
    """An agency in a dossier, now or before, and what its own signed entries say that it holds."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    agency = models.CharField(max_length=AGENCY_LENGTH)
    since = models.CharField(max_length=24)
    until = models.CharField(max_length=24, blank=True)
    # Author -> number: everything up to it is in the past of this party's newest entry.
    clock = models.JSONField(default=dict)
    cannot_open = models.JSONField(default=list)
    last_entry_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "agency"], name="party_once")]
        indexes: ClassVar = [models.Index(fields=["agency", "dossier"], name="party_agency")]

    def __str__(self) -> str:
        return f"{self.agency} in {self.dossier_id}"


class OwnReference(models.Model):
    """This agency's own reference number of a dossier: local, never sent."""

    dossier = models.OneToOneField(DossierRow, on_delete=models.CASCADE, primary_key=True)
    text = models.CharField(max_length=100, db_index=True)

    def __str__(self) -> str:
        return self.text
