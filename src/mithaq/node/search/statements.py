"""The statements by which both engines are asked: hits by serial, the newest first, no more than wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from mithaq.node import rows
from mithaq.node.search.asking import Asked, Expression, all_of, any_of, token
from mithaq.node.search.tokens import WINDOW

PAGE = 20
MOST_EXACT = 20
"""Exact hits: they stand before the others."""

MOST_SCANNED = 20_000
"""Hits that are looked through for those that an officer may read; further back on the next page."""


MOST_BEYOND = 2_000
"""Hits that are looked through for those that an officer may not read: most officers may read most."""

ROUGH = 8
"""Newest windows that are enough for a list of the dossiers with some common words."""

COMMON = 40
"""So many hits in the newest windows make a word common: what may not be read is looked for there only."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What an officer may read: everything; else the dossiers they are named on, a few by their tokens."""

    officer: int | None = None
    tokens: tuple[Expression, ...] | None = None

    def within(self, expression: Expression) -> Expression:
        """Return the expression for what may be read, if it can be said so."""
        return all_of([any_of(self.tokens), expression]) if self.tokens else expression


def marks(values: Sequence[object]) -> str:
    """Return a mark for each value, for an IN."""
    return ", ".join(["%s"] * len(values))


def run(statement: str, values: Sequence[Any]) -> list[rows.Row]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def both(
    exact: Expression | None, rest: Expression, sight: Sight, asked: Asked, top: int, before: int | None
) -> tuple[list[rows.Row], list[rows.Row], int | None]:
    """Return the exact hits, a page of the others, and the serial before which these go on."""
    place = top if before is None else before
    statement, values = newest(rest, sight, asked, PAGE, place)
    firsts: list[rows.Row] = []
    if exact is None:
        found = run(statement, values)
    else:
        first, its = newest(exact, sight, asked, MOST_EXACT - 1, top)
        read = run(
            f"SELECT 0, a.* FROM ({first}) a UNION ALL SELECT 1, b.* FROM ({statement}) b", [*its, *values]
        )
        firsts = [row[1:] for row in read if row[0] == 0]
        found = [row[1:] for row in read if row[0] == 1]
    found = sorted(found, reverse=True)
    if len(found) > PAGE:
        return firsts, found[:PAGE], int(found[PAGE - 1][0])
    return firsts, found, scanned(rest, sight, asked, place)


def newest(
    expression: Expression,
    sight: Sight,
    asked: Asked,
    most: int,
    before: int,
    *,
    after: int = 0,
    beyond: bool = False,
    rough: bool = False,
) -> tuple[str, list[Any]]:
    """Return the statement for (serial, dossier) of the newest hits, a few more than `most`, its values.

    `beyond`: of those that may not be read; `rough`: of common words those of the newest windows are enough,
    and where it was left at these, a row without a dossier says before which serial it goes on.
    """
    told = expression if beyond else sight.within(expression)
    more, values = conditions(sight, asked, beyond=beyond)
    if rows.is_postgresql():
        near_by = ROUGH if rough else 2
        return _windows(told, most, before, after, more, values, near_by, rough=beyond or rough, says=rough)
    # In the order in which FTS5 gives them, the newest first, and no more than are wanted.
    statement = (
        f"SELECT s.serial, s.dossier FROM ({_MATCHES} LIMIT {MOST_BEYOND if beyond else MOST_SCANNED}) w"
        f" CROSS JOIN node_searchrow s WHERE s.serial = w.serial{more} LIMIT {most + 1}"
    )
    return statement, [told.to_sqlite(), before, after, *values]


def _windows(
    told: Expression,
    most: int,
    before: int,
    after: int,
    more: str,
    values: list[Any],
    near_by: int,
    *,
    rough: bool,
    says: bool,
) -> tuple[str, list[Any]]:
    """Return the statement for PostgreSQL, which gives hits in no order: first those of the newest windows.

    Only where these are too few, those before them are looked for at all; `rough`: only where the words are
    rare, else all hits there are would be gone through. `says`: with a row that says so.
    """
    last = (before - 1) // WINDOW
    first_near = max(0, last - near_by + 1)
    windows = any_of([token(f"#w{one}") for one in range(last, first_near - 1, -1)])
    hits = "SELECT s.serial, s.dossier FROM node_search_matches(%s::tsquery) s WHERE"
    end = f" ORDER BY s.serial DESC LIMIT {most + 1}"
    few, counted = f"(SELECT count(*) FROM near) <= {most}", list[Any]()
    near = all_of([windows, told]).to_postgresql()
    rare, left = "", ""
    if rough:
        rare = (
            f", rare AS MATERIALIZED (SELECT count(*) < {COMMON} AS so FROM node_search_matches(%s::tsquery))"
        )
        few += " AND (SELECT so FROM rare)"
        counted = [near]
    if says:
        left = (
            f" UNION ALL SELECT CAST({first_near * WINDOW} AS bigint), CAST(NULL AS bytea)"
            f" WHERE {first_near} > 0 AND (SELECT count(*) FROM near) <= {most} AND NOT (SELECT so FROM rare)"
        )
    statement = (
        f"WITH near AS MATERIALIZED ({hits} s.serial < %s AND s.serial > %s{more}{end}){rare}"
        f" SELECT serial, dossier FROM near UNION ALL ({hits} {few}"
        f" AND s.serial < %s AND s.serial > %s{more}{end}){left}"
    )
    first = [near, before, after, *values, *counted]
    return statement, [*first, told.to_postgresql(), first_near * WINDOW, after, *values]


_MATCHES = (
    "SELECT rowid AS serial FROM node_searchwords"
    " WHERE node_searchwords MATCH %s AND rowid < %s AND rowid > %s ORDER BY rowid DESC"
)


def scanned(expression: Expression, sight: Sight, asked: Asked, before: int) -> int | None:
    """Return the serial down to which was looked, if there are more hits behind it that may be read."""
    if rows.is_postgresql() or not conditions(sight, asked, beyond=False)[0]:
        return None
    statement = f"{_MATCHES} LIMIT 1 OFFSET {MOST_SCANNED - 1}"
    found = run(statement, [sight.within(expression).to_sqlite(), before, 0])
    return int(found[0][0]) if found else None


def conditions(sight: Sight, asked: Asked, *, beyond: bool) -> tuple[str, list[Any]]:
    """Return what is not said by tokens: who may read it, if named on many dossiers, and the days."""
    text, values = "", list[Any]()
    if sight.officer is not None and (beyond or sight.tokens is None):
        # Asked of each hit. Of an EXISTS PostgreSQL makes a join, and reads all that name the officer first.
        is_so = "IS NULL" if beyond else "IS NOT NULL"
        text += (
            " AND (SELECT o.id FROM node_dossierofficer o"
            f" WHERE o.dossier_id = s.dossier AND o.officer_id = %s LIMIT 1) {is_so}"
        )
        values.append(sight.officer)
    for name, sign, day in (("since", ">=", asked.since), ("until", "<=", f"{asked.until}T24")):
        if getattr(asked, name):
            text += f" AND s.time {sign} %s"
            values.append(day)
    return text, values
