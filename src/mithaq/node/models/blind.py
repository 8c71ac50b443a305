"""What an agency has given sealed and not yet opened: local, never sent before its time."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class BlindRow(models.Model):
    """The entry that will open what another entry has sealed. Its body goes from here once it is written."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    # What was asked for (a review), and the entry that sealed the answer.
    subject = IdField()
    sealed_by = IdField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    type = models.CharField(max_length=64)
    body = models.JSONField(default=dict)
    opened = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "sealed_by"], name="blind_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier"], name="blind_closed", condition=models.Q(opened=False)),
        ]

    def __str__(self) -> str:
        return f"sealed for {self.subject[:8]}"
