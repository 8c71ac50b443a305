"""Press texts that officers read into drafts: local, never sent."""

from typing import ClassVar

from django.db import models

from mithaq.node.models.drafts import Draft
from mithaq.node.models.officers import Officer


class PressText(models.Model):
    """One text as it was pasted, and the draft of the visit that was made of it."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    text = models.TextField(max_length=200_000)
    published = models.DateField(null=True)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["officer", "-id"], name="press_text_own")]

    def __str__(self) -> str:
        return self.text[:40]
