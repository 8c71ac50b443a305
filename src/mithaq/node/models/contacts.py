"""The other agencies that this node talks to, and how far each exchange has come."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.fields import IdField

AGENCY_LENGTH = 66


class Contact(models.Model):
    """An agency whose keys were compared out of band (`mithaq peer add`). A node talks to no other."""

    agency = models.CharField(max_length=AGENCY_LENGTH, primary_key=True)
    name = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500)
    telephone = models.CharField(max_length=40, blank=True)
    # PartyKeys.to_json(); the fingerprint is that of these keys as they were compared.
    keys = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=254, blank=True)

    # What the exchange remembers: the last serial of theirs that is durable here, the last serial of
    # ours that they have confirmed, and the epoch of theirs that the first one counts in.
    in_cursor = models.BigIntegerField(default=0)
    out_cursor = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=64, blank=True)
    # After a restore here: the epoch of ours in which they have returned all that they held of us.
    returned = models.CharField(max_length=64, blank=True)
    # Since when their audit log no longer extends what we have cosigned: rewritten, or forked.
    log_broken_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    last_heard = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    paused = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["agency"]

    def __str__(self) -> str:
        return self.agency


class Resync(models.Model):
    """A dossier that a contact is to be sent from its beginning, for it was admitted or restored."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE)
    dossier = IdField()
    from_serial = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "dossier"], name="resync_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.dossier}"
