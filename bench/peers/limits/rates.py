"""How often a call succeeds a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

_BLOCK = 20  # calls between two looks at the clock
_REPEATS = 3


def rate(call: Callable[[], Any], seconds: float = 0.7) -> int:
    """Calls a second: the best of three stretches, since others may use the core."""
    return round(max(_stretch(call, seconds) for _ in range(_REPEATS)))


def rates(calls: Mapping[str, Callable[[], Any]]) -> dict[str, int]:
    """The rate of each named call."""
    return {name: rate(call) for name, call in calls.items()}


def steps_per_second(step: Callable[[int], Any], steps: int, seconds: float) -> float:
    """How often `step(0)`, `step(1)`, ... runs a second, until `steps` or the time are used up."""
    count, start = 0, time.perf_counter()
    while count < steps and time.perf_counter() - start < seconds:
        step(count)
        count += 1
    return count / (time.perf_counter() - start)


def _stretch(call: Callable[[], Any], seconds: float) -> float:
    count, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        for _ in range(_BLOCK):
            call()
        count += _BLOCK
    return count / spent
