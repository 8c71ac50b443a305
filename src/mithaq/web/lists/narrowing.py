"""Which dossiers a list may draw from, by tables beside theirs: who is named, areas, partners, references.

Where such a table names few dossiers, the list is read from those; where it names many, the list is read in
its own order and each row asked whether it is among them. Either way a page costs what it shows, not what
is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from mithaq.node.models import DossierRow
from mithaq.web.lists.statements import first_ids

FEW = 300
"""Dossiers that are looked up one by one."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are kept to certain dossiers: `few` are all that are left, or None; `many` are to be asked."""

    few: tuple[str, ...] | None
    many: tuple[QuerySet[Any], ...]
    older: int | None = None
    """Where words are looked for: the serial before which entries were not looked through."""

    def narrowed(self, rows: QuerySet[M], field: str) -> QuerySet[M]:
        """Return the rows whose dossier (`field`) is among them."""
        if self.few is not None:
            rows = rows.filter(**{f"{field}__in": self.few})
        for number, side in enumerate(self.many):
            rows = stands_in(rows, f"side{number}", side, field)
        return rows


def stands_in(rows: QuerySet[M], name: str, side: QuerySet[Any], field: str) -> QuerySet[M]:
    """Return the rows whose dossier stands in a side, asked of each row as the list comes to it.

    Not by EXISTS: PostgreSQL would make a join of that and read all of the side before the first row.
    """
    asked = Subquery(side.filter(dossier=OuterRef(field)).values("pk")[:1])
    kept: QuerySet[M] = rows.alias(**{name: asked}).filter(**{f"{name}__isnull": False})
    return kept


def plan(sides: Sequence[QuerySet[Any]], called: tuple[QuerySet[Any], Sequence[str]] | None = None) -> Plan:
    """Return how to keep rows to the dossiers that stand in every side; each side's rows have a `dossier`.

    A side may be dossiers themselves: where these are many, the list's own columns tell them.
    `called` is a side, and dossiers that count as if they stood in it: those that have what is looked for as
    words. Where many stand in that side they are left out: it is a reference number that is looked for.
    """
    asked = [*sides, called[0]] if called else list(sides)
    found = [set(ids) for ids in first_ids([(side, _column(side)) for side in asked], FEW + 1)]
    full = [len(ids) > FEW for ids in found]
    if called and not full[-1]:
        found[-1] |= set(called[1])
    few = [ids for ids, over in zip(found, full, strict=True) if not over]
    beside = [side for side in sides if side.model is not DossierRow]
    if len(beside) > 1 and not few:
        (together,) = first_ids([(_together(beside), "dossier_id")], FEW + 1)
        if len(together) <= FEW:
            few, full, asked = [set(together)], full[len(sides) :], asked[len(sides) :]
    many = [side for side, over in zip(asked, full, strict=True) if over and side.model is not DossierRow]
    return Plan(tuple(sorted(set.intersection(*few))) if few else None, tuple(many))


def _column(side: QuerySet[Any]) -> str:
    return "id" if side.model is DossierRow else "dossier_id"


def _together(sides: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """Return the rows of the last side whose dossiers stand in all others, too.

    Two filters may each have many and together few: to find these the list would be walked to its end, at
    some ten times the cost of going through one side.
    """
    found = sides[-1]
    for number, side in enumerate(sides[:-1]):
        found = stands_in(found, f"other{number}", side, "dossier")
    return found
