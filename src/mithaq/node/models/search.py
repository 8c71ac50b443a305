"""What entries are found by. Beside these tables lie the words (`mithaq.node.search.tables`)."""

from typing import Any, ClassVar

from django.db import models

from mithaq.node.models.fields import IdField
from mithaq.node.models.officers import Officer


class SearchRow(models.Model):
    """One entry that can be found; its serial is the entry's."""

    serial = models.BigIntegerField(primary_key=True)
    entry = IdField()
    dossier = IdField()
    time = models.CharField(max_length=24)
    # The entry that this one corrects: of an entry and its corrections only the newest is found.
    corrects = IdField(null=True)

    class Meta:
        ordering: ClassVar = ["-serial"]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "serial"], name="search_dossier"),
            models.Index(
                fields=["corrects"], name="search_corrects", condition=models.Q(corrects__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry[:8]} at {self.serial}"


class SearchName(models.Model):
    """A word that may be of a name, under one of the keys of its sound (`mithaq.text.names`)."""

    key = models.CharField(max_length=12)
    word = models.CharField(max_length=80)
    # As it stands in the words of entries: without accents and the like.
    folded = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "word"], name="search_name_once")]
        indexes: ClassVar = [models.Index(fields=["folded"], name="search_name_folded")]

    def __str__(self) -> str:
        return self.word


class SearchDue(models.Model):
    """An entry whose words are to be looked at again: something of it has changed. Written by a trigger."""

    serial = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.serial)


class SearchState(models.Model):
    """How far entries have been made findable, by serial: one row."""

    serial = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"up to {self.serial}"


class SavedSearch(models.Model):
    """A search that an officer keeps; `serial` is how far its hits have been looked at."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    # What was asked: words, kind, author, since, until.
    asked = models.JSONField(default=dict)
    serial = models.BigIntegerField(default=0)
    # New hits since then, counted up to a limit, and up to which serial they were counted.
    fresh = models.PositiveIntegerField(default=0)
    counted = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["officer", "name"], name="saved_search_once")
        ]

    def __str__(self) -> str:
        return self.name
