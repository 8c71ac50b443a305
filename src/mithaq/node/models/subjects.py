"""Which dossiers name the same person or thing: an index over identifiers that holds no identifier."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField


class SubjectKey(models.Model):
    """One identifier that a dossier's entries name, as the SHA-256 of its kind and its normal form."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    key = IdField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "dossier"], name="subjectkey_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} in {self.dossier_id}"
