"""Indexes of pages: dossiers that are an exercise or none, the newest first; those of a pact by their day."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("node", "0011_press_texts")]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="dossierrow", name="dossier_exercise"),
        migrations.AddIndex(
            model_name="dossierrow",
            index=models.Index(fields=["exercise", "news_serial", "id"], name="dossier_earnest"),
        ),
        migrations.AddIndex(
            model_name="dossierrow",
            index=models.Index(fields=["pact", "opened_at"], name="dossier_opened"),
        ),
    ]
