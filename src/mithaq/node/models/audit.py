"""The audit log: its rows, the tree over them, and the checkpoints that partners have cosigned."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.contacts import AGENCY_LENGTH
from mithaq.node.models.fields import IdField


class Audit(models.Model):
    """Who did what, when, to what and why (Directive (EU) 2016/680, art. 25). It only names data."""

    # The leaf's place in the tree, from 0, without gaps.
    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=24)
    who = models.CharField(max_length=254)
    what = models.CharField(max_length=40)
    # What it was done to: a dossier (by id), or another thing by its name.
    dossier = IdField(null=True)
    subject = models.CharField(max_length=300, blank=True)
    entries = models.JSONField(default=list)
    why = models.CharField(max_length=1000, blank=True)
    recipients = models.JSONField(default=list)
    leaf = IdField()

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "number"], name="audit_dossier"),
            models.Index(fields=["who", "number"], name="audit_who"),
            models.Index(fields=["what", "number"], name="audit_what"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.who} {self.what}"


class AuditTree(models.Model):
    """The one row that whoever writes audit rows locks: the tree's size and right edge (RFC 9162, 2.1)."""

    size = models.BigIntegerField(default=0)
    # The roots of the full subtrees, the largest first: 32 bytes each (record.merkle.Frontier).
    edge = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return str(self.size)


class AuditNode(models.Model):
    """A final node of the tree, on every fourth level: the others are made of at most eight of these."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = IdField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "index"], name="audit_node")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class CheckpointRow(models.Model):
    """A signed checkpoint (C2SP tlog-checkpoint) of our log or a partner's, with its cosignatures."""

    origin = models.CharField(max_length=AGENCY_LENGTH)
    size = models.BigIntegerField()
    root = IdField()
    note = models.TextField()
    # Agency -> its cosignature line.
    cosignatures = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["origin", "-size"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "size", "root"], name="checkpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"
