"""What officers are told, and how they want to be told. Local, never sent; it names data and holds none."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class Notice(models.Model):
    """One thing that an officer is told; what happens again before it is read is counted in one row."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, db_index=False)
    # A code of news.WHAT.
    what = models.CharField(max_length=20)
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, null=True)
    # What it is about where that is no dossier: a draft's number, an agency, a saved search, a card's key.
    subject = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(default=1)
    # The officer who is absent, for whom this one stands in.
    instead_of = models.ForeignKey(Officer, on_delete=models.CASCADE, null=True, related_name="+")
    # What is told once only: a second telling under the same key changes nothing.
    key = models.CharField(max_length=300, null=True)  # noqa: DJ001 - null is unique for itself, "" is not
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "key"], name="notice_once")]
        indexes: ClassVar = [
            models.Index(fields=["officer", "-at", "-id"], name="notice_list"),
            models.Index(
                fields=["officer", "at"], name="notice_unread", condition=models.Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["what", "subject"], name="notice_open", condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} for {self.officer_id}"


class NewsWish(models.Model):
    """What an officer wants to be told, and whether by e-mail, too; no row is: everything, and no e-mail."""

    class Digest(models.TextChoices):
        """How often a message says that there is something."""

        NEVER = "never"
        DAILY = "daily"
        SOON = "soon"

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, primary_key=True)
    unwanted = models.JSONField(default=list)
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.NEVER)
    # Of the daily message, on the officer's own clock.
    hour = models.PositiveSmallIntegerField(default=8)
    # Up to when e-mail has told. What is being told now, which after a crash is told again as it was; and
    # when a process took it on itself to tell something last.
    told_through = models.DateTimeField(null=True)
    telling_through = models.DateTimeField(null=True)
    telling_count = models.PositiveIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.digest}"


class NewsMark(models.Model):
    """A number that rises whenever what the frame counts for an officer may have changed."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, primary_key=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.officer_id} {self.version}"


class NewsCursor(models.Model):
    """The one row that says up to which serial entries have been told of."""

    serial = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.serial)


class CalendarAddress(models.Model):
    """The secret address of an officer's calendar feed. Only the hash of its token is kept."""

    class Says(models.TextChoices):
        """What its events say: kind, state and our reference; or nothing but that something is due."""

        KIND = "kind"
        NOTHING = "nothing"

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, primary_key=True)
    hash = IdField(unique=True)
    says = models.CharField(max_length=10, choices=Says.choices, default=Says.KIND)
    made_at = models.DateTimeField(auto_now_add=True)
    last_used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar of {self.officer_id}"
