"""Which dossiers a list may draw from, by tables beside theirs: who is named, areas, partners, references.

Where such a table names few dossiers, the list is read from those; where it names many, the list is read in
its own order and each row asked whether it is among them. Either way a page costs what it shows, not what
is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from mithaq.web.lists.statements import first_ids

FEW = 300
"""Dossiers that are looked up one by one."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are kept to certain dossiers: `few` are all that are left, or None; `many` are to be asked."""

    few: tuple[str, ...] | None
    many: tuple[QuerySet[Any], ...]

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

    `called` is a side, and dossiers that count as if they stood in it: those that have what is looked for as
    words. Where many stand in that side they are left out: it is a reference number that is looked for.
    """
    asked = [*sides, called[0]] if called else list(sides)
    found = [set(ids) for ids in first_ids([(side, "dossier_id") for side in asked], FEW + 1)]
    if called and len(found[-1]) <= FEW:
        found[-1] = {*found[-1], *[one for one in called[1] if one not in found[-1]][: FEW - len(found[-1])]}
    few = [ids for ids in found if len(ids) <= FEW]
    if len(sides) > 1 and not few:
        (together,) = first_ids([(_together(sides), "dossier_id")], FEW + 1)
        if len(together) <= FEW:
            few, found, asked = [set(together)], found[len(sides) :], asked[len(sides) :]
    many = [side for side, ids in zip(asked, found, strict=True) if len(ids) > FEW]
    return Plan(tuple(sorted(set.intersection(*few))) if few else None, tuple(many))


def _together(sides: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """Return the rows of the last side whose dossiers stand in all others, too.

    Two filters may each have many and together few: to find these the list would be walked to its end, at
    some ten times the cost of going through one side.
    """
    found = sides[-1]
    for number, side in enumerate(sides[:-1]):
        found = stands_in(found, f"other{number}", side, "dossier")
    return found
