"""What readers say of a text, and what moderators do with it. Nothing of it ever leaves this site."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mithaq.press.models.texts import ID, Story


class Comment(models.Model):
    """One comment. It appears only when a moderator has approved it; its writer has a link of their own."""

    class State(models.TextChoices):
        """Waits; approved or refused; refused and appealed; gone by its writer's wish."""

        WAITING = "waiting"
        APPROVED = "approved"
        REFUSED = "refused"
        APPEALED = "appealed"
        DELETED = "deleted"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=80)
    # Erased after a short time (upkeep); never shown, never searched.
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5)
    text = models.TextField(max_length=4_000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Why it is looked at more closely: patterns of the list that it met.
    held = models.JSONField(default=list)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=1_000, blank=True)
    appeal = models.TextField(max_length=1_000, blank=True)
    # Who refused it: an appeal is another's to decide.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField()
    # What the writer's link names it by; the other half of the link is a seal by the site's own secret key.
    handle = models.CharField(max_length=32, unique=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="comment_queue"),
            models.Index(fields=["story", "state"], name="comment_shown"),
            models.Index(fields=["sent_at"], name="comment_email", condition=~models.Q(email="")),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class Sender(models.Model):
    """How often somebody has sent lately: a keyed hash whose key is thrown away each day."""

    who = models.CharField(max_length=ID, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.who[:8]


class Act(models.Model):
    """What was done on this site and by whom; each row holds the hash of the one before (PRS-15)."""

    who = models.CharField(max_length=254)
    what = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    before = models.CharField(max_length=ID)
    hash = models.CharField(max_length=ID, unique=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} by {self.who}"


class Consent(models.Model):
    """Proof of a choice, without identity: a random id that only the reader's own cookie names."""

    token = models.CharField(max_length=ID, unique=True)
    purposes = models.JSONField(default=list)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return ", ".join(self.purposes) or "none"
