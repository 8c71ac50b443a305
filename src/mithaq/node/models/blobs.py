"""Attachments: sealed blobs in the node's folder, named by the hash of what is sealed."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.contacts import AGENCY_LENGTH
from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField


class Blob(models.Model):
    """One sealed blob, here in full or in part."""

    hash = IdField(primary_key=True)
    size = models.BigIntegerField()
    held = models.BigIntegerField(default=0)
    complete = models.BooleanField(default=False, db_index=True)
    source = models.CharField(max_length=AGENCY_LENGTH, blank=True)
    failures = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"blob {self.hash[:8]}"


class Attachment(models.Model):
    """A blob as an entry names it; key and name stand in the entry's sealed body."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    entry = IdField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "entry", "blob"], name="attached_once"),
        ]

    def __str__(self) -> str:
        return f"{self.blob_id} on {self.entry}"
