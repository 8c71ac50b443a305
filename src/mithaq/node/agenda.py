"""What is due when, of the dossiers that an officer may read: for the calendar's page and its feed.

Deadlines of this agency's tasks, and moments of all parties. Where both say the same (a request has the task
"Answer" and the moment "An answer is due") the task stands for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mithaq.node import clock, rows
from mithaq.node.models import NodeRow, Officer
from mithaq.node.officers import WRITERS, has_role, supervises

_SELECT = (
    "SELECT * FROM (SELECT %s AS span, c.dossier_id, c.dossier_kind, c.kind, c.key, c.entry, c.title, c.due,"
    " c.owner, c.state FROM node_cardrow c WHERE c.kind = {kind} AND c.due >= %s AND c.due < %s {whose}"
    " ORDER BY c.due, c.id LIMIT {most}) AS one"
)
# Asked of each row: a list would be made of all that name the officer, once a span.
_NAMED = (
    "AND EXISTS (SELECT 1 FROM node_dossierofficer o WHERE o.dossier_id = c.dossier_id AND o.officer_id = %s)"
)
_ANSWERS = "AND c.dossier_id IN (SELECT dossier_id FROM node_responsible WHERE officer_id = %s)"
_OURS = "AND c.owner IN (%s, '')"

STEPS = 3
"""Cards of one dossier that are due at one time and shown as one: to acknowledge, to answer, the moment."""

readers = has_role(*WRITERS, "press")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due. `title` is [message, {argument: value}], as a card's."""

    dossier: str
    dossier_kind: str
    kind: str
    key: str
    entry: str
    title: list[Any]
    due: str
    owner: str
    state: str


def due_within(
    officer: Officer, spans: Sequence[tuple[datetime, datetime]], most: int, *, mine: bool = False
) -> list[list[Due]]:
    """Return what is due in each span (from, before), the first ones, in one query for all spans.

    `mine` leaves only the dossiers that the officer answers for.
    """
    if not spans or not (supervises(officer) or readers(officer)):
        return [[] for _ in spans]
    own = NodeRow.objects.values_list("agency", flat=True).filter(pk=1).first() or ""
    parts: list[str] = []
    values: list[Any] = []
    for number, (since, until) in enumerate(spans):
        for kind in ("task", "moment"):
            whose: list[str] = []
            given: list[Any] = []
            if kind == "task":
                whose, given = [_OURS], [own]
            if not supervises(officer):
                whose, given = [*whose, _NAMED], [*given, officer.pk]
            if mine:
                whose, given = [*whose, _ANSWERS], [*given, officer.pk]
            parts.append(_SELECT.format(kind=f"'{kind}'", whose=" ".join(whose), most=int(most) * STEPS))
            values += [number, clock.text(since), clock.text(until), *given]
    found: list[list[rows.Row]] = [[] for _ in spans]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for row in cursor.fetchall():
            found[int(row[0])].append(row)
    # Most of what is read stands for the same as another: only what is left is made into things.
    return [[_due(row) for row in _once(some)[:most]] for some in found]


def _due(row: rows.Row) -> Due:
    _span, dossier, dossier_kind, kind, key, entry, title, due, owner, state = row
    return Due(
        bytes(dossier).hex(), dossier_kind, kind, key, bytes(entry).hex(),
        rows.json_value(title), due, owner, state,
    )  # fmt: skip


def _once(some: list[rows.Row]) -> list[rows.Row]:
    """Return what is due in order, one for each dossier, time and agency: a task before a moment.

    Of several tasks the last step stands for all: an answer, not the acknowledgement due with it.
    """
    best: dict[tuple[bytes, str, str], rows.Row] = {}
    for row in some:
        _span, dossier, _dossier_kind, _kind, _key, _entry, _title, due, owner, _state = row
        place = (bytes(dossier), due, owner)
        if place not in best or _rank(row) < _rank(best[place]):
            best[place] = row
    return sorted(best.values(), key=lambda row: (row[_DUE], bytes(row[_DOSSIER]), row[_KEY]))


_DOSSIER, _KIND, _KEY, _DUE = 1, 3, 4, 7


def _rank(row: rows.Row) -> tuple[bool, bool, str]:
    return row[_KIND] != "task", row[_KEY].startswith("acknowledge/"), row[_KEY]
