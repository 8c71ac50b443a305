"""The index of who and what dossiers are about, and its rows for what a node already holds."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import mithaq.node.models.fields
from mithaq.node.subjects import subject_key

AT_ONCE = 1000


def index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write a row for each identifier of each subject card."""
    keys = apps.get_model("node", "SubjectKey")
    cards = apps.get_model("node", "CardRow").objects.filter(kind="subject")
    some = []
    for dossier, identifiers in cards.values_list("dossier_id", "identifiers").iterator(AT_ONCE):
        found = {subject_key(str(type_), str(value)) for type_, value in identifiers} - {""}
        some += [keys(dossier_id=dossier, key=key) for key in sorted(found)]
        if len(some) >= AT_ONCE:
            keys.objects.bulk_create(some, ignore_conflicts=True)
            some = []
    keys.objects.bulk_create(some, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("node", "0006_draft_revision")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", mithaq.node.models.fields.IdField()),
                (
                    "dossier",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="node.dossierrow"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="subjectkey",
            constraint=models.UniqueConstraint(fields=("key", "dossier"), name="subjectkey_once"),
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
