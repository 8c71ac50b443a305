"""Drafts: what an officer is still writing. Local, no entries."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class Draft(models.Model):
    """One entry to be, and how far its release has come."""

    class State(models.TextChoices):
        """Open -> (asks for a second officer) -> released or withdrawn; a refused one is open again."""

        OPEN = "open"
        SECOND = "second"
        RELEASED = "released"
        WITHDRAWN = "withdrawn"

    # Null: it opens a new dossier, and `opening` says which parties, pact and terms.
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, null=True)
    kind = models.CharField(max_length=40)
    type = models.CharField(max_length=64)
    opening = models.JSONField(null=True)
    handling = models.JSONField(null=True)
    body = models.JSONField(default=dict)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # Who sent it; another officer must agree where one is needed.
    sender = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="sent")
    second = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="seconded")
    # Why it did not go: [code, fields] of the last refusal.
    refusal = models.JSONField(null=True)
    entry = IdField(null=True)
    # Goes up with every change of its text, so that nobody overwrites what they have not seen.
    revision = models.PositiveIntegerField(default=1, db_default=1)
    changed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="changed")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-changed_at"]
        indexes: ClassVar = [models.Index(fields=["state", "officer"], name="draft_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.type}"
