"""PostgreSQL is told not to try to compress what is sealed: ciphertext never gets smaller."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BIG = ("payload", "body", "sealed")


def store_plain(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the storage of the big columns; SQLite knows none."""
    if schema_editor.connection.vendor == "postgresql":
        for column in BIG:
            schema_editor.execute(f'ALTER TABLE node_entryrow ALTER COLUMN "{column}" SET STORAGE EXTERNAL')


class Migration(migrations.Migration):
    dependencies = [("node", "0001_first")]
    operations = [migrations.RunPython(store_plain, migrations.RunPython.noop)]
