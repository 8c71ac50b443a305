"""What nodes have pushed: released communiqués, each in the languages it was released in."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

ID = 64


class Story(models.Model):
    """One communiqué, known by the id of the entry that drafted it."""

    communique = models.CharField(max_length=ID, unique=True)
    agency = models.CharField(max_length=66)
    dossier = models.CharField(max_length=ID)
    released_by = models.CharField(max_length=ID, blank=True)
    released_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    embargo = models.DateTimeField(null=True)
    place = models.JSONField(null=True)
    author = models.CharField(max_length=200, blank=True)
    exercise = models.BooleanField(default=False)
    approved_by = models.JSONField(default=list)
    corrects = models.CharField(max_length=ID, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.JSONField(null=True)
    # SHA-256 of the words as they were signed: the same id never stands for others.
    words = models.CharField(max_length=ID)

    class Meta:
        ordering: ClassVar = ["-released_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-released_at", "-id"], name="story_newest")]

    def __str__(self) -> str:
        return self.communique[:12]

    @property
    def slug(self) -> str:
        """The part of its id that stands in its address."""
        return self.communique[:20]


class Edition(models.Model):
    """A communiqué in one language."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="editions")
    language = models.CharField(max_length=5)
    title = models.TextField()
    text = models.TextField()
    # Folded for the search: the same letters however they are written.
    folded = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["story", "language"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.title[:40]}"


class Picture(models.Model):
    """A picture beside a communiqué, with whose it is and what it shows."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=20)
    rights = models.CharField(max_length=200)
    alternative = models.JSONField(default=list)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


def public() -> QuerySet[Story]:
    """Return what the public may know of now: nothing before its embargo ends (PRS-8)."""
    now: Any = timezone.now()
    return Story.objects.filter(Q(embargo=None) | Q(embargo__lte=now))
