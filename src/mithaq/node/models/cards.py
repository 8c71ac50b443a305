"""The rows that a dossier's state shows in the lists people work from."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.contacts import AGENCY_LENGTH
from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField


class CardRow(models.Model):
    """One card of a dossier: a task with a deadline, a moment, a subject, a figure."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, db_index=False)
    dossier_kind = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=200)
    entry = IdField()
    # [message id, {argument: value}], put into words when it is shown.
    title = models.JSONField()
    due = models.CharField(max_length=24, blank=True)
    owner = models.CharField(max_length=AGENCY_LENGTH, blank=True)
    state = models.CharField(max_length=40, blank=True)
    value = models.BigIntegerField(null=True)
    # Of a subject: [kind, value] of what it can be searched by, as written.
    identifiers = models.JSONField(default=list)
    exercise = models.BooleanField(default=False)
    # Whether this agency has to act: it is the owner, or all are.
    mine = models.BooleanField(db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "kind", "key"], name="card_once"),
        ]
        indexes: ClassVar = [
            # Whole keys of lists, so that a page is read from them in order whatever stands behind it.
            models.Index(fields=["kind", "mine", "due", "id"], name="card_mine"),
            models.Index(fields=["kind", "owner", "due", "id"], name="card_owner"),
            models.Index(fields=["kind", "due", "id"], name="card_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
