"""Many rows in one statement, in the two dialects: what costs too much by the ORM (decision 0006).

SQLite takes a prepared statement many times; PostgreSQL takes arrays in binary form and unnests
them, one round trip for any number of rows. Rows are tuples in the order of the columns; JSON
columns are given as text.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from django.db import connection, models

Row = tuple[Any, ...]

# Any one number, the same at every process of this node: it names the lock that orders appends.
APPEND_LOCK = 0x6D697468


def is_postgresql() -> bool:
    """Return whether this node stores in PostgreSQL; else it is SQLite."""
    return connection.vendor == "postgresql"


def lock_appends() -> None:
    """Let one append at a time go on until its transaction ends, so that serials follow commits.

    SQLite needs no more than its IMMEDIATE transaction.
    """
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])


def insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], conflict: str = ""
) -> None:
    """Insert the rows; `conflict` is the rest of an ON CONFLICT clause, the same in both dialects."""
    if rows:
        _run(_insert_statement(model, columns, conflict, is_postgresql()), rows)


def update(model: type[models.Model], key: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Set the columns of the rows whose key is the first value of each tuple."""
    if rows:
        pg = is_postgresql()
        if not pg:
            rows = [(*row[1:], row[0]) for row in rows]
        _run(_update_statement(model, key, columns, pg), rows)


def select(query: str, values: Iterable[Any], *fixed: Any) -> list[Row]:
    """Return the rows of a query whose `IN {}` stands for these values, given before the fixed ones.

    In portions, for SQLite binds no more than 32,766 values and plans badly with that many.
    """
    found: list[Row] = []
    values = list(values)
    with connection.cursor() as cursor:
        for at in range(0, len(values), 500):
            some = values[at : at + 500]
            cursor.execute(query.replace("{}", f"({', '.join(['%s'] * len(some))})"), [*some, *fixed])
            found += cursor.fetchall()
    return found


def one(query: str, *values: Any) -> Row:
    """Return the one row of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found: Row = cursor.fetchone()
        return found


def json_text(stored: Any) -> str:
    """Return JSON in one form: SQLite gives its text, PostgreSQL what it made of it."""
    value = json.loads(stored) if isinstance(stored, str) else stored
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _run(statement: str, rows: Sequence[Row]) -> None:
    if not is_postgresql():
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
        return
    connection.ensure_connection()
    # Not Django's cursor: it writes the values into the text of the statement.
    with psycopg.Cursor(connection.connection) as plain:
        plain.execute(statement.encode(), [list(column) for column in zip(*rows, strict=True)])


@lru_cache
def _insert_statement(model: type[models.Model], columns: tuple[str, ...], conflict: str, pg: bool) -> str:
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    end = f" ON CONFLICT {conflict}" if conflict else ""
    if not pg:
        return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))}){end}'  # noqa: S608
    picked = ", ".join(f'"{name}"::{_type(model, name)}' for name in columns)
    return f'INSERT INTO "{table}" ({names}) SELECT {picked} FROM {_unnest(model, columns)}{end}'  # noqa: S608


@lru_cache
def _update_statement(model: type[models.Model], key: str, columns: tuple[str, ...], pg: bool) -> str:
    table = model._meta.db_table
    if not pg:
        return f'UPDATE "{table}" SET {", ".join(f"{name} = %s" for name in columns)} WHERE {key} = %s'  # noqa: S608
    sets = ", ".join(f'"{name}" = r."{name}"::{_type(model, name)}' for name in columns)
    given = _unnest(model, (key, *columns))
    return f'UPDATE "{table}" SET {sets} FROM {given} WHERE "{table}"."{key}" = r."{key}"'  # noqa: S608


def _type(model: type[models.Model], column: str) -> str:
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    return str(field.db_type(connection)).split("(")[0]


def _unnest(model: type[models.Model], columns: tuple[str, ...]) -> str:
    def carried(column: str) -> str:
        kind = _type(model, column)
        return "text" if kind in {"jsonb", "varchar"} else kind

    arrays = ", ".join(f"%b::{carried(name)}[]" for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"unnest({arrays}) AS r({names})"
