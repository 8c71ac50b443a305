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
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import PipelineStatus
from psycopg.types.numeric import Int8

Row = tuple[Any, ...]

# Any one number, the same at every process of this node: it names the lock that orders appends.
APPEND_LOCK = 0x6D697468

LAST_SERIAL = "SELECT max(serial) FROM node_entryrow"


def is_postgresql() -> bool:
    """Return whether this node stores in PostgreSQL; else it is SQLite."""
    # From the settings: it is asked with every statement, and a connection is dear to look for.
    return str(connections.settings[DEFAULT_DB_ALIAS]["ENGINE"]).endswith("postgresql")


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
    database = _database()
    database.ensure_connection()
    if database.connection.pgconn.pipeline_status != PipelineStatus.OFF:
        yield
        return
    with database.wrap_database_errors, database.connection.pipeline():
        yield


def commit() -> None:
    """End the transaction of the outermost block with what was sent last, instead of after it.

    Only as the last statement in `together`, which waits for it: the block then finds nothing to commit.
    """
    if not is_postgresql():
        return
    database = _database()
    if len(database.atomic_blocks) == 1 and not database.savepoint_ids:
        _plain("COMMIT", ())


def insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], conflict: str = ""
) -> None:
    """Insert the rows; `conflict` is the rest of an ON CONFLICT clause, the same in both dialects."""
    if rows and is_postgresql():
        _send(*_insert_statements(model, columns, conflict), rows)
    elif rows:
        _plain_many(_insert_statement(model, columns, conflict), rows)


def update(model: type[models.Model], key: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Set the columns of the rows whose key is the first value of each tuple."""
    if rows and is_postgresql():
        _send(*_update_statements(model, key, columns), rows)
    elif rows:
        _plain_many(_update_statement(model, key, columns), [(*row[1:], row[0]) for row in rows])


def select(query: str, values: Iterable[Any], *fixed: Any) -> list[Row]:
    """Return the rows of a query whose `IN {}` stands for these values, given before the fixed ones.

    On SQLite in portions, for it binds no more than 32,766 values and plans badly with that many.
    """
    found: list[Row] = []
    values = list(values)
    if is_postgresql():
        return _ask(*_any_of(query, values, *fixed)) if values else found
    for at in range(0, len(values), 500):
        some = values[at : at + 500]
        found += _ask(_in(query, len(some)), [*some, *fixed])
    return found


def ask(query: str, *values: Any) -> list[Row]:
    """Return the rows of a query."""
    return _ask(query, values)


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


def _send(one: str, many: str, rows: Sequence[Row]) -> None:
    """Carry out a statement for one row, or the one that takes a column in each value."""
    if len(rows) == 1:
        _plain(one, rows[0])
    else:
        _plain(many, [list(column) for column in zip(*rows, strict=True)])


def _any_of(query: str, values: Sequence[Any] | None, *fixed: Any) -> tuple[str, Sequence[Any]]:
    """Return a query whose `IN {}` stands for all values in one, as PostgreSQL takes them.

    One value is given by itself: for an array, whose length it cannot know, PostgreSQL plans anew every time.
    """
    if values is None:
        return query, []
    if len(values) == 1:
        return _with(query, "= %b"), [values[0], *fixed]
    return _with(query, "= ANY(%b)"), [values, *fixed]


def _ask(query: str, values: Sequence[Any]) -> list[Row]:
    return _fetched(_plain(query, values))


def _fetched(cursor: Any) -> list[Row]:
    with _database().wrap_database_errors:
        return list(cursor.fetchall())


def _plain(query: str, values: Sequence[Any]) -> Any:
    """Execute by the driver's cursor: Django's own writes values into PostgreSQL's statements, which then
    cannot be kept prepared, and costs more than SQLite takes for the statement.
    """
    database = _ready(query)
    with database.wrap_database_errors:
        if is_postgresql():
            return psycopg.Cursor(database.connection).execute(_encoded(query), values)
        return database.connection.execute(_marked(query), values)


def _plain_many(statement: str, rows: Sequence[Row]) -> None:
    """Execute for each of the rows, on SQLite."""
    database = _ready(statement)
    with database.wrap_database_errors:
        database.connection.executemany(_marked(statement), rows)


def _ready(query: str) -> BaseDatabaseWrapper:
    """Return this thread's connection, good for a statement, which is noted where Django notes its own."""
    database = _database()
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.validate_no_broken_transaction()
    if database.queries_logged:
        database.queries_log.append({"sql": query, "time": ""})
    return database


def _database() -> BaseDatabaseWrapper:
    """Return this thread's connection itself; `connection` looks for it anew at every attribute."""
    return connections[DEFAULT_DB_ALIAS]


@lru_cache(maxsize=512)
def _encoded(query: str) -> bytes:
    return query.encode()


@lru_cache(maxsize=512)
def _marked(query: str) -> str:
    """Return a query with its places as SQLite marks them."""
    return query.replace("%s", "?").replace("%%", "%")


@lru_cache(maxsize=512)
def _in(query: str, count: int) -> str:
    """Return a query whose `IN {}` stands for this many values."""
    return query.replace("{}", f"({', '.join(['%s'] * count)})")


@lru_cache(maxsize=512)
def _with(query: str, condition: str) -> str:
    return query.replace("IN {}", condition)


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
