"""Turns in alternation: every round, each contestant does the same task, one after another.

Systems that are measured an hour apart are measured on two machines, for all one knows. Here each task
goes round all contestants before the next begins, the order shifts by one each round, and ratios are
taken within a round as well as between medians.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, TypeVar

from bench.contestant import COMPARED, Contestant, Figures, Task, TurnError
from bench.figures import brief, quantile, spread

Say = Callable[[str], None]
_T = TypeVar("_T")


def compare(
    contestants: Sequence[Contestant], turns: int, work: Sequence[Task], say: Say | None = None
) -> dict[str, Any]:
    """Run `turns` rounds of all tasks and return what each contestant reached, and their ratios.

    The result is plain data for JSON: `tasks[turn]` has `contestants[name]` (median, quartiles, extremes,
    every turn's figures, entries missing) and `ratios["a/b"]` for each a that was named before b;
    `left_out` says who could not be prepared, and `failures` which turns failed, each with the reason.
    """
    say = say or _to_stderr
    started, left_out = _begin(contestants, say)
    taken: dict[str, dict[str, list[Figures | None]]] = {
        task.turn: {one.name: [] for one, _ in started} for task in work
    }
    failures: list[dict[str, Any]] = []
    try:
        for number in range(turns):
            for task in work:
                for one, _ in _shifted(started, number):
                    figures = _take(one, task, number, failures, say)
                    taken[task.turn][one.name].append(figures)
    finally:
        for one, _ in started:
            one.end()
    return {
        "machine": machine(),
        "turns": turns,
        "facts": {one.name: facts for one, facts in started},
        "left_out": left_out,
        "failures": failures,
        "tasks": {task.turn: summary(COMPARED[task.turn], taken[task.turn]) for task in work},
    }


def summary(measure: str, taken: dict[str, list[Figures | None]]) -> dict[str, Any]:
    """One task's figures by contestant and their ratios; a failed turn is None and counts for nothing."""
    values: dict[str, list[float | None]] = {
        name: [None if turn is None else turn[measure] for turn in turns] for name, turns in taken.items()
    }
    return {
        "measure": measure,
        "contestants": {name: _reached(measure, turns) for name, turns in taken.items() if any(turns)},
        "ratios": {
            f"{one}/{other}": ratio
            for one, other in combinations(values, 2)
            if (ratio := _ratio(values[one], values[other])) is not None
        },
    }


def machine() -> dict[str, Any]:
    """Where and when the figures were taken."""
    return {
        "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _begin(
    contestants: Sequence[Contestant], say: Say
) -> tuple[list[tuple[Contestant, dict[str, Any]]], dict[str, str]]:
    started: list[tuple[Contestant, dict[str, Any]]] = []
    left_out: dict[str, str] = {}
    for one in contestants:
        try:
            started.append((one, one.begin()))
        except TurnError as error:
            one.end()
            left_out[one.name] = str(error)
            say(f"{one.name} is left out: {error}")
        except BaseException:  # an interrupt must not leave the servers of those before running
            for begun in (one, *(before for before, _ in started)):
                begun.end()
            raise
    return started, left_out


def _shifted(items: list[_T], number: int) -> list[_T]:
    place = number % len(items) if items else 0
    return items[place:] + items[:place]


def _take(
    one: Contestant, task: Task, number: int, failures: list[dict[str, Any]], say: Say
) -> Figures | None:
    entries = min(task.entries, one.most.get(task.turn, task.entries))
    try:
        figures = one.take(Task(task.turn, entries))
    except TurnError as error:
        failures.append({"contestant": one.name, "turn": task.turn, "round": number, "reason": str(error)})
        say(f"round {number + 1}: {task.turn}: {error}")
        return None
    measure = COMPARED[task.turn]
    say(f"round {number + 1}: {task.turn}: {one.name}: {figures[measure]} {measure}")
    return {"entries": entries, **figures}


def _reached(measure: str, turns: list[Figures | None]) -> dict[str, Any]:
    done = [turn for turn in turns if turn is not None]
    return {
        **spread([turn[measure] for turn in done]).as_dict(),
        "missing": sum(turn.get("missing", 0) for turn in done),
        "rounds": turns,
    }


def _ratio(one: list[float | None], other: list[float | None]) -> dict[str, float] | None:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b]
    if not pairs:
        return None
    medians = [quantile(side, 0.5) for side in zip(*pairs, strict=True)]
    return {
        "of_rounds": brief(quantile([a / b for a, b in pairs], 0.5)),
        "of_medians": brief(medians[0] / medians[1]),
    }


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
