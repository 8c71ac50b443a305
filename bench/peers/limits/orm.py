"""Django's ORM on one database, given as JSON; prints rows a second. Started by `storage`."""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.conf import settings

from bench.peers.limits.rates import steps_per_second
from bench.peers.limits.storage import SECONDS, rows

_NAMES = ("id", "dossier", "seq", "prev", "body")


def measure(database: dict[str, Any]) -> dict[str, int]:
    """Rows a second by saving each, by bulk_create in batches, and by reading single rows."""
    settings.configure(DATABASES={"default": database}, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    from django.db import connection, models, transaction

    class Row(models.Model):
        id = models.CharField(max_length=32, primary_key=True)
        dossier = models.CharField(max_length=32)
        seq = models.BigIntegerField()
        prev = models.BinaryField()
        body = models.BinaryField()

        class Meta:
            app_label = "bench"
            constraints = (models.UniqueConstraint(fields=["dossier", "seq"], name="one_place"),)

        def __str__(self) -> str:
            return self.id

    with connection.schema_editor() as editor:
        editor.create_model(Row)

    def made(part: list[Any]) -> list[Row]:
        return [Row(**dict(zip(_NAMES, values, strict=True))) for values in part]

    def written(batch: int, count: int) -> int:
        data = rows(count)

        def step(number: int) -> None:
            with transaction.atomic():
                Row.objects.bulk_create(made(data[number * batch : (number + 1) * batch]))

        return round(batch * steps_per_second(step, count // batch, SECONDS))

    found = {f"bulk_create_{batch}": written(batch, count) for batch, count in ((1, 4000), (100, 20_000))}
    ids = list(Row.objects.values_list("id", flat=True)[:2000])
    found["get_by_id"] = round(steps_per_second(lambda n: Row.objects.get(pk=ids[n % len(ids)]), 20_000, 2))
    return found


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))))
