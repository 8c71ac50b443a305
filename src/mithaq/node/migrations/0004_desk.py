"""What officers keep beside a dossier: private tasks; and what they printed of it."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mithaq.node.models.fields

PROTECT, CASCADE = django.db.models.deletion.PROTECT, django.db.models.deletion.CASCADE
OFFICER = settings.AUTH_USER_MODEL


def number() -> models.BigAutoField:
    """Return the key that a table of its own has."""
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("node", "0003_news")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PrivateTask",
            fields=[
                ("id", number()),
                ("entry", mithaq.node.models.fields.IdField(null=True)),
                ("text", models.CharField(max_length=500)),
                ("due", models.DateField(null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=OFFICER)),
                ("done_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=OFFICER)),
                ("dossier", models.ForeignKey(on_delete=CASCADE, to="node.dossierrow")),
                ("officer", models.ForeignKey(on_delete=PROTECT, to=OFFICER)),
            ],
            options={"ordering": ["made_at"]},
        ),
        migrations.AddIndex(
            model_name="privatetask",
            index=models.Index(
                fields=["officer", "due"], name="privatetask_open", condition=models.Q(done_at=None)
            ),
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", number()),
                ("code", models.CharField(max_length=24, unique=True)),
                ("digest", mithaq.node.models.fields.IdField()),
                ("at", models.CharField(max_length=24)),
                ("language", models.CharField(max_length=5)),
                ("from_serial", models.BigIntegerField()),
                ("to_serial", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("audited", models.BigIntegerField()),
                ("dossier", models.ForeignKey(on_delete=CASCADE, to="node.dossierrow")),
                ("officer", models.ForeignKey(on_delete=PROTECT, to=OFFICER)),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
