"""What entries are found by; the words and the trigger are made as each engine has them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import mithaq.node.models.fields
from mithaq.node.search import tables


def lay(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the words and the trigger."""
    tables.lay(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("node", "0007_subjects"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchDue",
            fields=[
                ("serial", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("word", models.CharField(max_length=80)),
                ("folded", models.CharField(max_length=160)),
            ],
            options={
                "indexes": [models.Index(fields=["folded"], name="search_name_folded")],
                "constraints": [models.UniqueConstraint(fields=("key", "word"), name="search_name_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("serial", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry", mithaq.node.models.fields.IdField()),
                ("dossier", mithaq.node.models.fields.IdField()),
                ("time", models.CharField(max_length=24)),
                ("corrects", mithaq.node.models.fields.IdField(null=True)),
            ],
            options={
                "ordering": ["-serial"],
                "indexes": [
                    models.Index(fields=["dossier", "serial"], name="search_dossier"),
                    models.Index(
                        condition=models.Q(("corrects__isnull", False)),
                        fields=["corrects"],
                        name="search_corrects",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("asked", models.JSONField(default=dict)),
                ("serial", models.BigIntegerField(default=0)),
                ("fresh", models.PositiveIntegerField(default=0)),
                ("counted", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "name"), name="saved_search_once")
                ],
            },
        ),
        migrations.RunPython(lay, migrations.RunPython.noop),
    ]
