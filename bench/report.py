"""A comparison as tables that people read; the same figures as the JSON, none more."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.figures import brief, quantile

_TITLES = {
    "throughput": "Throughput: many entries, until all are readable at B",
    "single": "One by one: each entry sent when the one before was taken",
    "latency": "Latency: from the call at A until readable at B",
    "catch_up": "Catching up: B was off while A wrote",
    "receive": "Receiving: verified, opened, folded and stored, without a network",
}
_UNITS = {"per_s": "entries/s", "p50_ms": "ms (p50)"}


def describe(result: Mapping[str, Any], ours: Sequence[str] = ()) -> str:
    """The whole result as text: a table a task, then targets, and whatever was left out or failed.

    Ratios are shown for the contestants named in `ours` over all others.
    """
    out = io.StringIO()
    console = Console(file=out, width=110)
    machine = result["machine"]
    console.print(
        f"{machine['when']}, {machine['cores']} cores, Python {machine['python']}, {result['turns']} turns"
    )
    for name, facts in result["facts"].items():
        console.print(f"  {name}: {', '.join(str(fact) for fact in facts.values())}", highlight=False)
    for turn, task in result["tasks"].items():
        console.print(_figures(turn, task))
        for line in _several(task):
            console.print(line, highlight=False)
        ratios = [ratio for ratio in task["ratios"] if ratio.split("/")[0] in ours]
        if ratios:
            console.print(_ratios(task, ratios))
    if result.get("targets"):
        console.print(_targets(result["targets"]))
    for line in _shortcomings(result):
        console.print(line, highlight=False)
    return out.getvalue()


def _figures(turn: str, task: Mapping[str, Any]) -> Table:
    table = Table(title=f"{_TITLES[turn]}, {_UNITS[task['measure']]}", title_justify="left")
    table.add_column("")
    for column in ("median", "q1", "q3", "min", "max", "entries a turn", "missing"):
        table.add_column(column, justify="right")
    for name, reached in task["contestants"].items():
        entries = next(turn["entries"] for turn in reached["rounds"] if turn is not None)
        figures = [f"{reached[column]:g}" for column in ("median", "q1", "q3", "min", "max")]
        table.add_row(name, *figures, str(entries), str(reached["missing"]))
    return table


def _several(task: Mapping[str, Any]) -> list[str]:
    """What several programs reach together, each waiting for its answers; the table is of one alone."""
    lines = []
    for name, reached in task["contestants"].items():
        taken = [turn["several"] for turn in reached["rounds"] if turn is not None and "several" in turn]
        counts = [
            (count, quantile([one[count] for one in taken], 0.5)) for count in (taken[0] if taken else ())
        ]
        if counts:
            found = ", ".join(f"{programs} programs {brief(per_s):g}" for programs, per_s in counts)
            lines.append(f"{name}: 1 program {reached['median']:g}, {found} entries/s together")
    return lines


def _ratios(task: Mapping[str, Any], names: Iterable[str]) -> Table:
    table = Table(title_justify="left")
    table.add_column("times as much")
    table.add_column("ratio of medians", justify="right")
    table.add_column("median of the rounds' ratios", justify="right")
    for name in names:
        ratio = task["ratios"][name]
        table.add_row(name, f"{ratio['of_medians']:g}", f"{ratio['of_rounds']:g}")
    return table


def _targets(targets: Iterable[Mapping[str, Any]]) -> Table:
    table = Table(title="Targets", title_justify="left")
    for column in ("", "turn", "measured against", "bound", "reached", ""):
        table.add_column(column)
    for target in targets:
        verdict = {True: "met", False: "NOT met", None: "not measured"}[target["met"]]
        reached = "" if target["reached"] is None else f"{target['reached']:g}"
        against = target["over"] or "itself"
        table.add_row(target["contestant"], target["turn"], against, f"{target['bound']:g}", reached, verdict)
    return table


def _shortcomings(result: Mapping[str, Any]) -> list[str]:
    left_out = [f"Left out: {name}: {reason}" for name, reason in result["left_out"].items()]
    failed = [
        f"Failed: {failure['turn']} in round {failure['round'] + 1}: {failure['reason']}"
        for failure in result["failures"]
    ]
    return left_out + failed
