"""`mithaq bench receive`: what the receiving side alone costs, as a share of one core's limit.

python -m bench.receive [--turns 5] [--entries 2000] [--engines sqlite,postgres] [--large 100000] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.contestant import Figures, PeerProcess, Task
from bench.databases import ENGINES
from bench.figures import brief, quantile
from bench.harness import Say, compare
from bench.limits import OneCore
from bench.report import describe
from bench.stock import stock

SMALL, LARGE, LONG = 1_000, 100_000, 10_000
SHARES = {"sqlite": 0.5, "postgres": 0.3}
"""Of one core's limit, at least."""
GROWTH = 1.2
"""What an entry may cost with many stored, at most, as a multiple of what it costs with few."""


class PinnedLimit(OneCore):
    """The limit on the core on which the receivers run."""

    def take(self, task: Task) -> Figures:
        """One core for this turn, and all that there were before for what follows."""
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {max(before)})
        try:
            return super().take(task)
        finally:
            os.sched_setaffinity(0, before)


def run(
    *,
    turns: int = 5,
    engines: Sequence[str] = ENGINES,
    entries: int = 3_000,
    large: int = LARGE,
    long: int = LONG,
    say: Say | None = None,
) -> dict[str, Any]:
    """Compare receiving on these engines with the limit, turn and turn about.

    The result is `bench.harness.compare`'s, with `ours` and `targets`. `large` and `long` may be 0:
    then nothing is measured with so many stored, or in one dossier of so many.
    """
    source = stock().folder  # once for all: the law may be edited meanwhile
    ours = [one for engine in engines for one in _receivers(source, engine, large)]
    result = compare([*ours, PinnedLimit()], turns, [Task("receive", entries)], say)
    if long:
        alone = [_receiver(source, f"{engine}-one-dossier", engine, size=long) for engine in engines]
        apart = compare([*alone, PinnedLimit()], min(turns, 3), [Task("receive", long)], say)
        result["apart"] = apart["tasks"]["receive"]
        result["failures"] += apart["failures"]
        result["left_out"] |= apart["left_out"]
    names = [one.name for one in ours]
    result["ours"] = names
    result["targets"] = [target for engine in engines for target in _targets(result, engine, large)]
    return result


def _receivers(source: Path, engine: str, large: int) -> list[PeerProcess]:
    sizes = [SMALL, *([large] if large else [])]
    apart = [_receiver(source, f"{engine}-{size}", engine, stored=size) for size in sizes]
    return [*apart, _receiver(source, f"{engine}-mixed", engine, mixed=20)]


def _receiver(
    source: Path, name: str, engine: str, stored: int = SMALL, size: int = 100, mixed: int = 1
) -> PeerProcess:
    command = [sys.executable, "-m", "bench.receiver", "--engine", engine, "--stock", str(source)]
    options = {"--stored": stored, "--size": size, "--mixed": mixed}
    words = [str(word) for option in options.items() for word in option]
    # Entries are made before the first turn, which may take minutes.
    return PeerProcess(name, lambda: [*command, *words], seconds=1200)


def _targets(result: dict[str, Any], engine: str, large: int) -> list[dict[str, Any]]:
    task = result["tasks"]["receive"]
    few, many = f"{engine}-{SMALL}", f"{engine}-{large}"
    share = task["ratios"].get(f"{few}/limit")
    targets = [_judged(task, few, "limit", SHARES[engine], share and share["of_medians"], at_most=False)]
    if large:
        growth = task["ratios"].get(f"{few}/{many}")
        targets.append(_judged(task, many, few, GROWTH, growth and growth["of_medians"], at_most=True))
    return targets


def _judged(
    task: dict[str, Any], name: str, over: str, bound: float, reached: float | None, *, at_most: bool
) -> dict[str, Any]:
    missing = task["contestants"][name]["missing"] if name in task["contestants"] else None
    within = None if reached is None else (reached <= bound if at_most else reached >= bound)
    return {
        "contestant": name,
        "turn": "receive",
        "over": over,
        "bound": bound,
        "reached": None if reached is None else brief(reached),
        "missing": missing,
        "met": None if within is None else within and missing == 0,
    }


def _readable(result: dict[str, Any]) -> str:
    """The tables, the long dossiers apart, and what everything cost in processor time."""
    lines = [describe(result, ours=result["ours"])]
    if "apart" in result:
        apart = {**result, "tasks": {"receive": result["apart"]}, "targets": [], "facts": {}, "failures": []}
        alone = [name for name in result["apart"]["contestants"] if name != "limit"]
        lines += ["One dossier:", describe(apart, ours=alone)]
    lines.append("Processor time an entry, without a database server's, and the limit's as a share of it:")
    for reached in (result["tasks"]["receive"], result.get("apart")):
        lines += _processor(reached) if reached else []
    return "\n".join(lines)


def _processor(task: dict[str, Any]) -> list[str]:
    used = {
        name: quantile([turn["cpu_us"] for turn in one["rounds"] if turn], 0.5)
        for name, one in task["contestants"].items()
    }
    limit = used.get("limit", 0.0)
    return [f"  {name}: {cpu:.0f} us, {limit / cpu:.0%}" for name, cpu in used.items()]


def main() -> None:
    """Print the comparison; the exit code is 0 when all that was measured is met and nothing failed."""
    parser = argparse.ArgumentParser(prog="mithaq bench receive", description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--entries", type=int, default=3_000, help="entries a turn")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--large", type=int, default=LARGE, help="entries stored, compared with 1000")
    parser.add_argument("--long", type=int, default=LONG, help="entries in the one long dossier")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    engines = tuple(given.engines.split(","))
    result = run(
        turns=given.turns, engines=engines, entries=given.entries, large=given.large, long=given.long
    )
    print(json.dumps(result) if given.json else _readable(result))
    good = not result["failures"] and all(target["met"] is not False for target in result["targets"])
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
