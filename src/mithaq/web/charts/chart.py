"""What every chart has: its drawing, its table, what its colours mean."""

from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.web import moments, words
from mithaq.web.drawing import Sheet

COLUMN, WIDE = 360.0, 720.0
"""Widths of a drawing: one that fits a telephone, and one that is moved sideways there."""

LABEL, SMALL = 13.0, 11.5
"""Sizes of letters; the stylesheet's .chart says the same."""

STATES = frozenset({"late", "soon", "good", "calm"})
"""What a bar or a point may say by its colour; a word says it, too."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the table of the same numbers."""

    title: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    """Class and word of each colour, where there are several."""
    note: str = ""
    wide: bool = False


def sheet(width: float, title: str, about: str = "") -> Sheet:
    """Return an empty drawing in the reader's direction."""
    return Sheet(width, title, about, rtl=words.direction(words.language()) == "rtl")


def number(value: float | None) -> str:
    """Return a number as the reader writes it; a dash for one that nobody knows."""
    if value is None:
        return "–"
    return str(format_decimal(round(value, 2), locale=moments.locale()))


def with_unit(value: float | None, unit: str) -> str:
    """Return a number with its unit, such as "18 h"."""
    if value is None or not unit:
        return number(value)
    return _("%(number)s %(unit)s") % {"number": number(value), "unit": unit}


def step_for(greatest: float, lines: int = 4) -> float:
    """Return the distance of grid lines: 1, 2 or 5 times a power of ten, at most so many lines."""
    step, factors = 1.0, (2.0, 2.5, 2.0)
    while greatest / step > lines:
        step *= factors[0]
        factors = (*factors[1:], factors[0])
    return step
