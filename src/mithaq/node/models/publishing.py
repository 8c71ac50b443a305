"""What is to be sent to the agency's public site, and what became of it."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField


class Publication(models.Model):
    """One release or withdrawal of a communiqué on its way to the site."""

    class State(models.TextChoices):
        """Waits for the order to be given or the site to answer; sent; or refused by the site."""

        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    entry = IdField(unique=True)
    act = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try"], name="publication_waiting")]

    def __str__(self) -> str:
        return f"{self.act} {self.entry[:8]}"


class PressCursor(models.Model):
    """The one row that says up to which serial entries were looked at for the public site."""

    serial = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.serial)
