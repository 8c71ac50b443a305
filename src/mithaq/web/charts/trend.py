"""A trend: lines over time, the oldest where reading begins, each last point with its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from mithaq.web.charts.chart import SMALL, WIDE, Chart, number, sheet, step_for
from mithaq.web.drawing import Point, Sheet, width_of

HIGH, TOP, FOOT = 170.0, 12.0, 24.0


@dataclass(frozen=True, slots=True)
class Series:
    """One line; None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


def trend(
    title: str, unit: str, times: Sequence[str], series: Sequence[Series], *, of: str, about: str = ""
) -> Chart:
    """Return a chart of lines; `of` heads the column of times in its table."""
    drawing = sheet(WIDE, title, about)
    known = [value for one in series for value in one.values if value is not None]
    step = step_for(max([*known, 0]) or 1)
    greatest = step * max(ceil(max([*known, 0]) / step), 1)
    begin = _grid(drawing, step, greatest, unit)
    end = WIDE - 14 - max([width_of(number(value), SMALL) for value in known], default=0)
    _times(drawing, times, begin, end)
    for place, one in enumerate(series, 1):
        _line(drawing, one, f"c{place}", begin, end, greatest)
    head = (of, *(f"{one.name} ({unit})" if unit else one.name for one in series))
    rows = tuple((time, *(number(one.values[at]) for one in series)) for at, time in enumerate(times))
    legend = tuple((f"c{place}", one.name) for place, one in enumerate(series, 1))
    return Chart(title, drawing.svg("chart wide"), head, rows, legend if len(series) > 1 else (), wide=True)


def _grid(drawing: Sheet, step: float, greatest: float, unit: str) -> float:
    """Draw the lines across with their numbers; return where the lines begin."""
    steps = round(greatest / step)
    said = [number(step * at) for at in range(steps + 1)]
    begin = max(width_of(words, SMALL) for words in said) + 10
    for at, words in enumerate(said):
        y = _y(step * at, greatest)
        drawing.line([(begin, y), (WIDE, y)], "grid" if at else "axis")
        drawing.text(begin - 8, y + 4, words, "small", anchor="end")
    return begin


def _times(drawing: Sheet, times: Sequence[str], begin: float, end: float) -> None:
    """Write as many times as there is room for, the last one always."""
    widest = max([width_of(time, SMALL) for time in times], default=0) + 16
    every = max(1, ceil(widest * max(len(times) - 1, 1) / (end - begin)))
    for at, time in enumerate(times):
        back = len(times) - 1 - at
        if back % every == 0:
            anchor = "start" if at == 0 and len(times) > 1 else "middle"
            drawing.text(_x(at, len(times), begin, end), TOP + HIGH + FOOT - 6, time, "small", anchor=anchor)
    drawing.down_to(TOP + HIGH + FOOT)


def _line(drawing: Sheet, series: Series, kind: str, begin: float, end: float, greatest: float) -> None:
    """Draw a series: a line through what is known, broken where nothing is."""
    pieces: list[list[Point]] = [[]]
    for at, value in enumerate(series.values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((_x(at, len(series.values), begin, end), _y(value, greatest)))
    for piece in pieces:
        if len(piece) > 1:
            drawing.line(piece, f"stroke {kind}")
        for x, y in piece:
            drawing.dot(x, y, 3, f"fill {kind}")
    known = [value for value in series.values if value is not None]
    last = next((piece[-1] for piece in reversed(pieces) if piece), None)
    if last:
        drawing.text(last[0] + 8, last[1] + 4, number(known[-1]), "value small")


def _x(at: int, of: int, begin: float, end: float) -> float:
    return begin + 12 + (end - begin - 20) * (at / (of - 1) if of > 1 else 0.5)


def _y(value: float, greatest: float) -> float:
    return TOP + HIGH * (1 - value / greatest)
