"""Who answers for a dossier in this agency, how much that is, and which deadlines were escalated. Local."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.officers import Officer


class Responsible(models.Model):
    """The one officer who answers for a dossier; without a row, nobody does yet."""

    dossier = models.OneToOneField(DossierRow, on_delete=models.CASCADE, primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    # Null: the node itself, for whoever takes a dossier up first answers for it.
    by = models.ForeignKey(Officer, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.dossier_id}"


class StandIn(models.Model):
    """That an officer is named on a dossier only for as long as another is absent."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="standing_in")
    absent = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="stood_in_for")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "officer", "absent"], name="stands_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.absent_id}"


class Escalation(models.Model):
    """That the deadline of a task was told: to whom it is their task when soon, to supervisors when late."""

    class Level(models.TextChoices):
        """How far it pressed when it was told."""

        SOON = "soon"
        LATE = "late"

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE, db_index=False)
    # The card's key, its due time as it was, and the level.
    key = models.CharField(max_length=200)
    due = models.CharField(max_length=24)
    level = models.CharField(max_length=4, choices=Level.choices)
    # Whether supervisors were told, and not only whose task it is.
    raised = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "key", "due", "level"], name="escalated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.key}"


class Workload(models.Model):
    """How many tasks an officer has, counted now and then; the row without an officer is nobody's."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, null=True)
    open = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    week = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.open}"
