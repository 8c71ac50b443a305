"""One node while its part of the story is told: a process that takes orders from the conductor.

    python -m mithaq.demo.teller FOLDER

Each order is one line of JSON on standard input, `{"do": name, ...}`; each answer one line on
standard output, `{"done": ...}` or `{"refused": code, "fields": {...}}`. What is written goes
through the node's own release, and what is exchanged through its own turns, as when it serves.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from mithaq.record.errors import Refusal

Order = dict[str, Any]


def begin(folder: Path, order: Order) -> dict[str, str]:
    """Make the node's folder and keys; return its public keys."""
    home = import_module("mithaq.node.home")
    made = home.init_node(folder, **order["node"])
    os.environ["MITHAQ_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mithaq.node.settings"
    os.environ.pop("DATABASE_URL", None)
    import_module("django").setup()
    keys: dict[str, str] = made.keys.to_json()
    return keys


def migrate(folder: Path, order: Order) -> None:
    """Make the database: by its migrations, or as a copy of a sister's that is empty but for them."""
    database = import_module("mithaq.node.database")
    if "like" in order:
        shutil.copyfile(Path(order["like"]) / "node.db", folder / "node.db")
    database.prepare(order["agency"])
    if "like" in order:
        models = import_module("mithaq.node.models")
        models.NodeRow.objects.update(agency=order["agency"], epoch=database.new_epoch())
    import_module("django.db").connection.close()


def main(folder: Path) -> None:
    """Take orders until the conductor has no more."""
    told: Callable[[Order], Any] | None = None
    for line in sys.stdin:
        order: Order = json.loads(line)
        try:
            if order["do"] == "begin":
                done: Any = begin(folder, order)
            elif order["do"] == "migrate":
                migrate(folder, order)
                done = None
            else:
                # The models are known only once Django is set up.
                told = told or import_module("mithaq.demo.telling").obey
                done = told(order)
            answer = {"done": done}
        except Refusal as refusal:
            answer = {"refused": refusal.code, "fields": dict(refusal.fields)}
        print(json.dumps(answer, default=str), flush=True)  # noqa: T201 - the conductor reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]))
