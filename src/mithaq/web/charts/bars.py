"""Bars: one row a thing, its name and number above its bar; or a bar in parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.web.charts.chart import COLUMN, LABEL, Chart, number, sheet, with_unit
from mithaq.web.drawing import Sheet, width_of, wrapped

LINE, BAR, BETWEEN = 17.0, 9.0, 11.0
"""Heights: a line of words, a bar, and what is free below it."""
APART = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, its number (None where nobody knows it), and what it says by its colour."""

    label: str
    value: float | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that all bars are read against, such as the time that was agreed."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Share:
    """One row in parts; the parts are in the order of the legend."""

    label: str
    values: tuple[float, ...]


def bars(
    title: str, unit: str, rows: Sequence[Bar], *, of: str, mark: Mark | None = None, about: str = ""
) -> Chart:
    """Return a chart of bars; `of` heads the column of names in its table."""
    drawing = sheet(COLUMN, title, about)
    greatest = max([*(row.value or 0 for row in rows), mark.value if mark else 0, 0]) or 1
    top = 0.0
    for row in rows:
        top = _named(drawing, top, row.label, with_unit(row.value, unit))
        drawing.bar(0, top, COLUMN, BAR, "rest", round_=2)
        drawing.bar(0, top, COLUMN * (row.value or 0) / greatest, BAR, f"fill {row.state or 'c1'}", round_=2)
        if mark:
            at = COLUMN * mark.value / greatest
            drawing.line([(at, top - 3), (at, top + BAR + 3)], "mark")
        top += BAR + BETWEEN
    named = (of, f"{title} ({unit})" if unit else title)
    said = f"{mark.label}: {with_unit(mark.value, unit)}" if mark else ""
    return Chart(
        title, drawing.svg("chart column"), named, tuple((r.label, number(r.value)) for r in rows),
        legend=(("mark", said),) if mark else (),
    )  # fmt: skip


def stacked(title: str, parts: Sequence[str], rows: Sequence[Share], *, of: str, about: str = "") -> Chart:
    """Return a chart of bars in parts, all on one scale."""
    drawing = sheet(COLUMN, title, about)
    greatest = max([*(sum(row.values) for row in rows), 0]) or 1
    top = 0.0
    for row in rows:
        top = _named(drawing, top, row.label, number(sum(row.values)))
        at = 0.0
        for place, value in enumerate(row.values, 1):
            wide = COLUMN * value / greatest
            drawing.bar(at, top, max(wide - APART, 0), BAR, f"fill c{place}")
            at += wide
        top += BAR + BETWEEN
    total = _("Total")
    table = tuple((r.label, *map(number, r.values), number(sum(r.values))) for r in rows)
    legend = tuple((f"c{place}", part) for place, part in enumerate(parts, 1))
    return Chart(title, drawing.svg("chart column"), (of, *parts, total), table, legend)


def _named(drawing: Sheet, top: float, label: str, value: str) -> float:
    """Write a row's name and number; return where its bar begins."""
    room = COLUMN - width_of(value, LABEL) - 12
    lines = wrapped(label, LABEL, room)
    for place, line in enumerate(lines):
        drawing.text(0, top + LINE * place + 12, line)
    drawing.text(COLUMN, top + LINE * max(len(lines) - 1, 0) + 12, value, "value", anchor="end")
    return top + LINE * max(len(lines), 1) + 1
