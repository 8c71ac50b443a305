"""What Mithaq must reach, and whether a run reached it. The figures are those that the project set itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.contestant import COMPARED
from bench.figures import brief

Families = Mapping[str, Sequence[str]]  # "mail" -> the contestants of which the fastest counts


@dataclass(frozen=True, slots=True)
class Target:
    """A bound for one of our medians: as a value, or as a multiple of the fastest of a family (`over`)."""

    turn: str
    bound: float
    over: str | None = None

    @property
    def at_most(self) -> bool:
        """Whether less is better: delays are bounded from above, rates from below."""
        return COMPARED[self.turn].endswith("_ms")


EXCHANGE = (
    Target("throughput", 25, over="matrix"),
    Target("throughput", 6, over="mail"),
    Target("single", 300),
    Target("latency", 1 / 3, over="matrix"),
    Target("catch_up", 50, over="matrix"),
)


def judge(
    result: Mapping[str, Any], ours: str, targets: Sequence[Target], families: Families
) -> list[dict[str, Any]]:
    """For one of our contestants, each target and what was reached; `met` is None if not measured."""
    return [_judged(result["tasks"].get(target.turn, {}), ours, target, families) for target in targets]


def fastest(task: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Which of the named contestants has the best median in a task, or None if none took part."""
    reached = {name: task["contestants"][name]["median"] for name in names if name in task["contestants"]}
    if not reached:
        return None
    best = min if task["measure"].endswith("_ms") else max
    return best(reached, key=lambda name: reached[name])


def _judged(task: Mapping[str, Any], ours: str, target: Target, families: Families) -> dict[str, Any]:
    rival = fastest(task, families.get(target.over, ())) if task and target.over else None
    reached = _value(task, ours, target, rival)
    missing = task["contestants"][ours]["missing"] if reached is not None else None
    met = None if reached is None else _within(reached, target) and missing == 0
    return {
        "contestant": ours,
        "turn": target.turn,
        "over": rival or target.over,
        "bound": brief(target.bound),
        "reached": reached,
        "missing": missing,
        "met": met,
    }


def _value(task: Mapping[str, Any], ours: str, target: Target, rival: str | None) -> float | None:
    if not task or ours not in task["contestants"]:
        return None
    if target.over is None:
        return float(task["contestants"][ours]["median"])
    ratio = task["ratios"].get(f"{ours}/{rival}")
    return float(ratio["of_medians"]) if ratio else None


def _within(reached: float, target: Target) -> bool:
    return reached <= target.bound if target.at_most else reached >= target.bound
