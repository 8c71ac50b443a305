"""Medians and spreads of measured values."""

import pytest
from bench.figures import brief, delays, quantile, spread


def test_a_quantile_lies_between_neighbours() -> None:
    assert quantile([4, 1, 3, 2], 0.5) == 2.5
    assert quantile([5, 1, 3], 0.5) == 3
    assert quantile([1, 2], 1) == 2
    assert quantile([7], 0.25) == 7


def test_there_is_no_quantile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_a_spread_names_the_middle_half() -> None:
    five = spread([10, 20, 30, 40, 1000])
    assert (five.low, five.q1, five.median, five.q3, five.high) == (10, 20, 30, 40, 1000)
    assert five.iqr == 20
    assert five.as_dict()["iqr"] == 20


def test_delays_are_given_in_milliseconds() -> None:
    assert delays([0.001, 0.002, 0.003]) == {"p50_ms": 2.0, "p95_ms": 2.9, "mean_ms": 2.0, "max_ms": 3.0}


def test_four_digits_are_kept() -> None:
    assert brief(123456) == 123500
    assert brief(0.00123456) == 0.001235
