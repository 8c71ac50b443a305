"""Several small questions in one statement: a page asks the database few times, whatever it shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 99
"""Counts stop here: what they cost must not grow with the node."""


def counted(
    some: Mapping[str, QuerySet[Any]], most: int = MOST, *, first: Mapping[str, QuerySet[Any]] | None = None
) -> dict[str, int]:
    """Return how many rows each query has, at most `most` + 1, in one statement.

    `first` are queries of one number each, of which the first row is wanted; 0 where there is none.
    """
    parts: list[str] = []
    values: list[Any] = []
    for name, rows in (first or {}).items():
        sql, given = _compiled(rows[:1])
        parts.append(f"SELECT %s AS name, ({sql}) AS rows")
        values += [name, *given]
    for name, rows in some.items():
        sql, given = _compiled(rows.order_by()[: most + 1].values("pk"))
        if not sql:
            continue
        parts.append(f"SELECT %s AS name, count(*) AS rows FROM ({sql}) AS part")  # noqa: S608
        values += [name, *given]
    found = dict(_fetched(parts, values))
    return {name: int(found.get(name) or 0) for name in (*some, *(first or ()))}


def first_ids(
    some: Sequence[tuple[QuerySet[Any], str]], most: int, *, in_order: bool = False
) -> list[list[str]]:
    """Return for each (query, column of ids) its first ids, at most `most`, in one statement.

    `in_order`: the first ones of the query's own order; else whichever the database comes to first.
    """
    parts: list[str] = []
    values: list[Any] = []
    for number, (rows, column) in enumerate(some):
        asked = rows if in_order else rows.order_by()
        sql, given = _compiled(asked[:most].values(column))
        if not sql:
            continue
        parts.append(f"SELECT {number} AS part, one.* FROM ({sql}) AS one")  # noqa: S608
        values += given
    found: list[list[str]] = [[] for _ in some]
    for number, one in _fetched(parts, values):
        found[number].append(bytes(one).hex())
    return found


def _compiled(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return a query as SQL with its values; nothing for one that cannot have a row."""
    try:
        sql, values = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(values)


def _fetched(parts: list[str], values: list[Any]) -> list[tuple[Any, ...]]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def capped(count: int, most: int = MOST) -> str:
    """Return a count as pages show it."""
    return f"{most}+" if count > most else str(count)
