"""Many rows in one statement, in the two dialects: what costs too much by the ORM (decision 0006).

SQLite takes a prepared statement many times; PostgreSQL takes arrays in binary form and unnests
them, one round trip for any number of rows. Rows are tuples in the order of the columns; JSON
columns are given as text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from django.db import connection, models
from psycopg.pq import PipelineStatus
from psycopg.types.numeric import Int8

Row = tuple[Any, ...]

# Any one number, the same at every process of this node: it names the lock that orders appends.
APPEND_LOCK = 0x6D697468

LAST_SERIAL = "SELECT max(serial) FROM node_entryrow"


def is_postgresql() -> bool:
    """Return whether this node stores in PostgreSQL; else it is SQLite."""
    return connection.vendor == "postgresql"


def lock_appends() -> None:
    """Let one append at a time go on until its transaction ends, so that serials follow commits.

    SQLite needs no more than its IMMEDIATE transaction.
    """
    if is_postgresql():
        _plain("SELECT pg_advisory_xact_lock(%s)", [Int8(APPEND_LOCK)])


@contextmanager
def together() -> Iterator[None]:
    """Send the statements of this module to PostgreSQL without waiting for each one's answer, in their order.

    What is read is waited for, with all before it. At the end all have been answered; the first that
    went wrong is raised, by whatever waits first, and then none after it was carried out. Inside, the ORM
    must not ask how many rows it has changed (save, get_or_create): that is not known yet.
    """
    if not is_postgresql():
        yield
        return
    connection.ensure_connection()
    if connection.connection.pgconn.pipeline_status != PipelineStatus.OFF:
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def commit() -> None:
    """End the transaction of the outermost block with what was sent last, instead of after it.

    Only as the last statement in `together`, which waits for it: the block then finds nothing to commit.
    """
    if is_postgresql() and len(connection.atomic_blocks) == 1 and not connection.savepoint_ids:
        _plain("COMMIT", ())


def insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], conflict: str = ""
) -> None:
    """Insert the rows; `conflict` is the rest of an ON CONFLICT clause, the same in both dialects."""
    if rows and is_postgresql():
        _send(*_insert_statements(model, columns, conflict), rows)
    elif rows:
        _run(_insert_statement(model, columns, conflict), rows)


def update(model: type[models.Model], key: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Set the columns of the rows whose key is the first value of each tuple."""
    if rows and is_postgresql():
        _send(*_update_statements(model, key, columns), rows)
    elif rows:
        _run(_update_statement(model, key, columns), [(*row[1:], row[0]) for row in rows])


def select(query: str, values: Iterable[Any], *fixed: Any) -> list[Row]:
    """Return the rows of a query whose `IN {}` stands for these values, given before the fixed ones.

    On SQLite in portions, for it binds no more than 32,766 values and plans badly with that many.
    """
    found: list[Row] = []
    values = list(values)
    if is_postgresql():
        return _ask(*_any_of(query, values, *fixed)) if values else found
    with connection.cursor() as cursor:
        for at in range(0, len(values), 500):
            some = values[at : at + 500]
            cursor.execute(query.replace("{}", f"({', '.join(['%s'] * len(some))})"), [*some, *fixed])
            found += cursor.fetchall()
    return found


def ask(query: str, *values: Any) -> list[Row]:
    """Return the rows of a query."""
    if is_postgresql():
        return _ask(query, values)
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def later(query: str, values: Sequence[Any] | None = None) -> Callable[[], list[Row]]:
    """Ask as `ask` does, or with values as `select` does, and return what gives the rows.

    Within `together` they are waited for only then, and after it they are there.
    """
    if values is not None and (not values or not is_postgresql()):
        found = select(query, values)
        return lambda: found
    if is_postgresql():
        cursor = _plain(*_any_of(query, values))
        return lambda: _fetched(cursor)
    found = ask(query)
    return lambda: found


def one(query: str, *values: Any) -> Row:
    """Return the one row of a query."""
    (found,) = ask(query, *values)
    return found


def json_text(stored: Any) -> str:
    """Return JSON in one form: SQLite gives its text, PostgreSQL what it made of it."""
    value = json.loads(stored) if isinstance(stored, str) else stored
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_value(stored: Any) -> Any:
    """Return what JSON says: SQLite gives its text, PostgreSQL what it made of it."""
    return json.loads(stored) if isinstance(stored, str) else stored


def _run(statement: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _send(one: str, many: str, rows: Sequence[Row]) -> None:
    """Carry out a statement for one row, or the one that takes a column in each value."""
    if len(rows) == 1:
        _plain(one, rows[0])
    else:
        _plain(many, [list(column) for column in zip(*rows, strict=True)])


def _any_of(query: str, values: Sequence[Any] | None, *fixed: Any) -> tuple[str, Sequence[Any]]:
    """Return a query whose `IN {}` stands for all values in one, as PostgreSQL takes them."""
    return query.replace("IN {}", "= ANY(%b)"), [] if values is None else [values, *fixed]


def _ask(query: str, values: Sequence[Any]) -> list[Row]:
    return _fetched(_plain(query, values))


def _fetched(cursor: Any) -> list[Row]:
    with connection.wrap_database_errors:
        return list(cursor.fetchall())


def _plain(query: str, values: Sequence[Any]) -> Any:
    """Execute by the driver's cursor, which keeps statements prepared; Django's writes values into them."""
    connection.ensure_connection()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.queries_logged:
        connection.queries_log.append({"sql": query, "time": ""})
    with connection.wrap_database_errors:
        return psycopg.Cursor(connection.connection).execute(query.encode(), values)


@lru_cache
def _insert_statements(model: type[models.Model], columns: tuple[str, ...], conflict: str) -> tuple[str, str]:
    """Return PostgreSQL's statements for one row and for many."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    end = f" ON CONFLICT {conflict}" if conflict else ""
    given = ", ".join(f"%b::{_carried(model, name)}::{_type(model, name)}" for name in columns)
    picked = ", ".join(f'"{name}"::{_type(model, name)}' for name in columns)
    return (
        f'INSERT INTO "{table}" ({names}) VALUES ({given}){end}',  # noqa: S608
        f'INSERT INTO "{table}" ({names}) SELECT {picked} FROM {_unnest(model, columns)}{end}',  # noqa: S608
    )


@lru_cache
def _update_statements(model: type[models.Model], key: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """Return the same for an update; the key's value comes first."""
    table = model._meta.db_table
    sets = ", ".join(f'"{name}" = r."{name}"::{_type(model, name)}' for name in columns)
    values = ", ".join(f"%b::{_carried(model, name)}" for name in (key, *columns))
    names = ", ".join(f'"{name}"' for name in (key, *columns))
    start = f'UPDATE "{table}" SET {sets} FROM'  # noqa: S608
    end = f'WHERE "{table}"."{key}" = r."{key}"'
    return (
        f"{start} (VALUES ({values})) AS r({names}) {end}",
        f"{start} {_unnest(model, (key, *columns))} {end}",
    )


@lru_cache
def _insert_statement(model: type[models.Model], columns: tuple[str, ...], conflict: str) -> str:
    """Return SQLite's statement."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    end = f" ON CONFLICT {conflict}" if conflict else ""
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))}){end}'  # noqa: S608


@lru_cache
def _update_statement(model: type[models.Model], key: str, columns: tuple[str, ...]) -> str:
    table = model._meta.db_table
    return f'UPDATE "{table}" SET {", ".join(f"{name} = %s" for name in columns)} WHERE {key} = %s'  # noqa: S608


def _type(model: type[models.Model], column: str) -> str:
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    return str(field.db_type(connection)).split("(")[0]


def _carried(model: type[models.Model], column: str) -> str:
    """Return the type as which values are sent: JSON as text."""
    kind = _type(model, column)
    return "text" if kind in {"jsonb", "varchar"} else kind


def _unnest(model: type[models.Model], columns: tuple[str, ...]) -> str:
    arrays = ", ".join(f"%b::{_carried(model, name)}[]" for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"unnest({arrays}) AS r({names})"
