"""A matrix of risks: how likely, how grave, and which risk lies where; the numbers are those of the table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.web.charts.chart import COLUMN, SMALL, Chart, number, sheet
from mithaq.web.drawing import width_of, wrapped

CELL, APART = 44.0, 2.0


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk, its likelihood and its impact, each from 1 to the size of the matrix."""

    label: str
    likelihood: int
    impact: int


def matrix(
    title: str,
    risks: Sequence[Risk],
    *,
    of: str,
    likelihood: str,
    impact: str,
    size: int = 5,
    about: str = "",
) -> Chart:
    """Return a matrix; `likelihood` and `impact` are the words of its sides."""
    drawing = sheet(COLUMN, title, about)
    begin = 22.0
    wide = (COLUMN - begin) / size
    lying = defaultdict(list)
    for place, risk in enumerate(risks, 1):
        lying[risk.likelihood, risk.impact].append(number(place))
    drawing.text(0, SMALL, likelihood, "small")
    top = SMALL + 8
    for up in range(size, 0, -1):
        drawing.text(begin - 8, top + CELL / 2 + 4, number(up), "small", anchor="end")
        for along in range(1, size + 1):
            left = begin + wide * (along - 1)
            drawing.bar(left, top, wide - APART, CELL - APART, f"cell {grade(up, along, size)}", round_=3)
            for line, words in enumerate(_numbers(lying[up, along], wide)):
                drawing.text(left + wide / 2, top + CELL / 2 + 4 + 13 * line, words, "value", anchor="middle")
        top += CELL
    for along in range(1, size + 1):
        drawing.text(begin + wide * (along - 0.5), top + SMALL, number(along), "small", anchor="middle")
    drawing.text(COLUMN, top + 2 * SMALL + 6, impact, "small", anchor="end")
    head = ("#", of, likelihood, impact)
    rows = tuple(
        (number(place), risk.label, number(risk.likelihood), number(risk.impact))
        for place, risk in enumerate(risks, 1)
    )
    return Chart(title, drawing.svg("chart column"), head, rows)


def grade(likelihood: int, impact: int, size: int) -> str:
    """Return how grave a cell is: "good", "soon" or "late", by the product of both."""
    share = likelihood * impact / size**2
    return "late" if share >= 0.6 else "soon" if share >= 0.24 else "good"


def _numbers(numbers: list[str], wide: float) -> list[str]:
    """Return the numbers of a cell in as many lines as they need."""
    said = " · ".join(numbers)
    if said and width_of(said, 13) < wide - 8:
        return [said]
    return wrapped(" ".join(numbers), 13, wide - 8)
