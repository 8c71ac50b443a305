"""`mithaq bench exchange`: two nodes of ours beside other systems, on the same work, turn and turn about.

python -m bench.exchange [--turns 5] [--entries 3000] [--engines sqlite] [--peers matrix,mail] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from bench.contestant import PeerProcess, Task
from bench.databases import ENGINES
from bench.harness import Say, compare
from bench.report import describe
from bench.roster import FAMILIES
from bench.roster import peers as contestants
from bench.targets import EXCHANGE, judge

MISSED = 10_000
"""Entries that B misses while it is off."""
ONE_BY_ONE = 600
ALONE = 100
"""Entries of which each is the only one under way."""


def run(
    *,
    turns: int = 5,
    peers: Sequence[str] = ("matrix", "mail"),
    engines: Sequence[str] = ENGINES,
    entries: int = 3_000,
    missed: int = MISSED,
    say: Say | None = None,
) -> dict[str, Any]:
    """Compare our nodes on these engines with the peers of these families (KeyError for an unknown one).

    The result is `bench.harness.compare`'s, with `ours` and `targets`. `missed` is how many entries a node
    of ours misses while it is off; peers get fewer entries a turn, as `bench.roster` says.
    """
    ours = [_pair(engine) for engine in engines]
    work = (
        Task("throughput", entries),
        Task("single", min(entries, ONE_BY_ONE)),
        Task("latency", ALONE),
        Task("catch_up", missed),
    )
    result = compare([*ours, *contestants(peers)], turns, work, say)
    result["ours"] = [one.name for one in ours]
    result["targets"] = [
        target for name in result["ours"] for target in judge(result, name, EXCHANGE, FAMILIES)
    ]
    return result


def _pair(engine: str) -> PeerProcess:
    command = [sys.executable, "-m", "bench.mithaq_nodes", "--engine", engine]
    return PeerProcess(f"mithaq-{engine}", partial(list, command), seconds=600)


def main() -> None:
    """Print the comparison; the exit code is 0 when all that was measured is met and nothing failed."""
    parser = argparse.ArgumentParser(prog="mithaq bench exchange", description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--entries", type=int, default=3_000, help="entries of ours a turn of throughput")
    parser.add_argument("--missed", type=int, default=MISSED, help="entries of ours that B misses")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--peers", default="matrix,mail", help=f"some of {', '.join(FAMILIES)}, or nothing")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    families = [family for family in given.peers.split(",") if family]
    unknown = [family for family in families if family not in FAMILIES]
    if unknown:
        parser.error(f"there is no peer {unknown[0]}; there are {', '.join(FAMILIES)}")
    result = run(
        turns=given.turns,
        peers=families,
        engines=given.engines.split(","),
        entries=given.entries,
        missed=given.missed,
    )
    print(json.dumps(result) if given.json else describe(result, ours=result["ours"]))
    good = not result["failures"] and all(target["met"] is not False for target in result["targets"])
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
