"""The one way to draw a chart: SVG made on the server, with its numbers as text and its table beside.

Every function returns a `Chart` for `web/parts/chart.html`. Direction, digits and words are those of the
reader.
"""

from mithaq.web.charts.bars import Bar, Mark, Share, bars, stacked
from mithaq.web.charts.chart import Chart, number
from mithaq.web.charts.levels import Level, levels
from mithaq.web.charts.matrix import Risk, matrix
from mithaq.web.charts.trend import Series, trend

__all__ = [
    "Bar",
    "Chart",
    "Level",
    "Mark",
    "Risk",
    "Series",
    "Share",
    "bars",
    "levels",
    "matrix",
    "number",
    "stacked",
    "trend",
]
