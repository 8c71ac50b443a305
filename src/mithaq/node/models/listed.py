"""What lists filter by, and how officers keep their lists. Local, never sent."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.officers import Officer


class Facet(models.Model):
    """A code that a dossier is listed under: an area, a partner, an urgency, a handling code."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    name = models.CharField(max_length=10)
    code = models.CharField(max_length=66)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "code", "dossier"], name="facet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class SavedView(models.Model):
    """A list as an officer wants it again: which list, and its filters as they stand in the address."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    page = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    filters = models.CharField(max_length=1000, blank=True)
    # Shown to all officers of this agency, too; each sees in it only what they may see anyway.
    shared = models.BooleanField(default=False)
    # What its officer sees where the address says nothing.
    first = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "page", "name"], name="view_once"),
            models.UniqueConstraint(
                fields=["officer", "page"], name="view_first", condition=models.Q(first=True)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["page"], name="view_shared", condition=models.Q(shared=True)),
        ]

    def __str__(self) -> str:
        return self.name
