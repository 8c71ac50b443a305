"""What a list of measured values comes to. Standard library only: the peers' environments read it too."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values and how far they lie apart (q1 and q3 bound the middle half)."""

    median: float
    low: float
    q1: float
    q3: float
    high: float

    @property
    def iqr(self) -> float:
        """The interquartile range, in the values' own unit."""
        return self.q3 - self.q1

    def as_dict(self) -> dict[str, float]:
        """The five numbers and the interquartile range, rounded to four digits that matter."""
        named = {"median": self.median, "min": self.low, "q1": self.q1, "q3": self.q3, "max": self.high}
        return {name: brief(value) for name, value in (*named.items(), ("iqr", self.iqr))}


def brief(value: float) -> float:
    """The value rounded to four significant digits."""
    return float(f"{value:.4g}")


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, interpolated between neighbours.

    Raises ValueError when there are no values.
    """
    if not values:
        raise ValueError("no values to take a quantile of")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def spread(values: Sequence[float]) -> Spread:
    """Median, extremes and quartiles of at least one value."""
    return Spread(
        median=quantile(values, 0.5),
        low=min(values),
        q1=quantile(values, 0.25),
        q3=quantile(values, 0.75),
        high=max(values),
    )


def delays(seconds: Sequence[float]) -> dict[str, float]:
    """Delays given in seconds as figures in milliseconds: p50, p95, mean and the longest."""
    return {
        "p50_ms": brief(quantile(seconds, 0.5) * 1000),
        "p95_ms": brief(quantile(seconds, 0.95) * 1000),
        "mean_ms": brief(statistics.fmean(seconds) * 1000),
        "max_ms": brief(max(seconds) * 1000),
    }
