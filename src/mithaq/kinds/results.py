"""Results in figures, for every kind that reports them (docs/spec/operation.md, OPR-18; team.md, TEA-18)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from mithaq.kinds.body import Part
from mithaq.kinds.cards import Card
from mithaq.kinds.fields import Quantity, Text, member
from mithaq.terms import ResultCategory

Count = Annotated[int, Field(ge=0, lt=10_000_000)]


class Result(Part):
    """One figure."""

    category: ResultCategory = member("Result")
    number: Count = member("Number", form="number")
    quantity: Quantity | None = member("Quantity", "In whole units: g, kg, l, eur, mad.", default=None)
    note: Text | None = member("What it was", default=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of results; `unit` is empty for what is only counted."""

    category: str
    unit: str
    value: int


def figures_of(results: Iterable[Result]) -> tuple[Figure, ...]:
    """Return each number, and each quantity by its unit: they are never added to each other."""
    return tuple(figure for one in results for figure in _figures(one))


def _figures(one: Result) -> Iterator[Figure]:
    yield Figure(one.category, "", one.number)
    if one.quantity is not None:
        yield Figure(one.category, one.quantity.unit, one.quantity.value)


def result_cards(title: str, entry: str, author: str, figures: Iterable[Figure]) -> Iterator[Card]:
    """Yield one figure each of what an entry of an agency counts."""
    for place, figure in enumerate(figures):
        args = (("result", figure.category), *((("unit", figure.unit),) if figure.unit else ()))
        key = f"result/{entry}/{place}"
        yield Card("figure", entry, key, title, args, "", author, "result", figure.value)
