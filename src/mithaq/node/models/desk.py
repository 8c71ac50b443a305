"""What officers keep beside a dossier, and what they printed of it. Local, never sent."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class PrivateTask(models.Model):
    """Something that an officer of this agency has to do in a dossier: no entry, never sent."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    entry = IdField(null=True)
    # Who has to do it, and who said so.
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    due = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["made_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["officer", "due"], name="privatetask_open", condition=models.Q(done_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.dossier_id}"


class Paper(models.Model):
    """A printed version of a dossier: which state of it, for whom, when; found by the code on every page.

    `digest` is over all that the code vouches for; `numbers` are the first and the last entry's places.
    """

    code = models.CharField(max_length=24, unique=True)
    digest = IdField()
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    at = models.CharField(max_length=24)
    language = models.CharField(max_length=5)
    # The entries that it shows stand between these serials, both included.
    from_serial = models.BigIntegerField()
    to_serial = models.BigIntegerField()
    count = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    # The row of the audit log that says so, too.
    audited = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.code
