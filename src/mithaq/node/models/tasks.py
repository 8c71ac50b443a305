"""What an officer must decide about data that is to go: erasures asked for, retention run out."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class TaskRow(models.Model):
    """Entries to be erased, by when, and what was decided. Nothing a partner writes deletes by itself."""

    class Why(models.TextChoices):
        """A partner's or our own recall or erasure, or the retention rule."""

        RECALL = "recall"
        ERASE = "erase"
        RETENTION = "retention"

    class State(models.TextChoices):
        """Open -> kept (with its reason), or locked -> done when the erasure is stable."""

        OPEN = "open"
        KEPT = "kept"
        LOCKED = "locked"
        DONE = "done"

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    why = models.CharField(max_length=10, choices=Why.choices)
    # The entry that asks for it; null for retention until the erasure is written.
    by = IdField(null=True)
    entries = models.JSONField(default=list)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True)
    reason = models.CharField(max_length=1000, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["deadline"]
        indexes: ClassVar = [models.Index(fields=["state", "deadline"], name="task_open")]

    def __str__(self) -> str:
        return f"{self.why} {self.state}"
