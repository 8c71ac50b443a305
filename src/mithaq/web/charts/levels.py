"""Levels: on a short scale, where each thing stood before and where it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.web.charts.chart import COLUMN, LABEL, Chart, number, sheet
from mithaq.web.drawing import width_of, wrapped

LINE, BELOW = 17.0, 20.0


@dataclass(frozen=True, slots=True)
class Level:
    """One row: what it is, its level before (None: there was none) and now (None: nobody has said)."""

    label: str
    before: float | None
    now: float | None


def levels(
    title: str, rows: Sequence[Level], *, of: str, scale: tuple[int, int] = (1, 5), about: str = ""
) -> Chart:
    """Return a chart of levels; a ring is before, a full dot is now."""
    drawing = sheet(COLUMN, title, about)
    low, high = scale
    top = 0.0
    for row in rows:
        said = _change(row)
        lines = wrapped(row.label, LABEL, COLUMN - width_of(said, LABEL) - 12)
        for place, line in enumerate(lines):
            drawing.text(0, top + 12 + LINE * place, line)
        top += LINE * max(len(lines), 1)
        drawing.text(COLUMN, top - LINE + 12, said, "value", anchor="end")
        y, at = top + 8, [7 + (COLUMN - 14) * step / (high - low) for step in range(high - low + 1)]
        drawing.line([(at[0], y), (at[-1], y)], "grid")
        for x in at:
            drawing.line([(x, y - 3), (x, y + 3)], "grid")
        places = [
            None if v is None else 7 + (COLUMN - 14) * (v - low) / (high - low) for v in (row.before, row.now)
        ]
        before, now = places
        if before is not None and now is not None:
            drawing.line([(before, y), (now, y)], "stroke c1")
        if before is not None:
            drawing.dot(before, y, 4.5, "ring")
        if now is not None:
            drawing.dot(now, y, 5.5, "fill c1")
        top += BELOW + 4
    head = (of, _("Before"), _("Now"))
    table = tuple((row.label, number(row.before), number(row.now)) for row in rows)
    legend = (("ring", _("Before")), ("c1", _("Now")))
    note = _("On a scale from %(low)s to %(high)s.") % {"low": number(low), "high": number(high)}
    return Chart(title, drawing.svg("chart column"), head, table, legend, note)


def _change(row: Level) -> str:
    if row.before is None or row.now is None:
        return number(row.now)
    return _("%(now)s (before: %(before)s)") % {"now": number(row.now), "before": number(row.before)}
