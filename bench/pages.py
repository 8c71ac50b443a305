"""`mithaq bench pages`: what every page costs on a node with 20,000 dossiers, beside one with 200.

    python -m bench.pages [--dir FOLDER] [--engines sqlite,postgres] [--times 40] [--only WORD] [--json]

The nodes are made once by real appends (bench.largenode) and used again; each is measured in a process of its
own, through the node's whole stack: WSGI handler, middleware, views, templates, the log that is written.
Bounds: p95 below 60 ms and at most 12 queries on the large node, and at most 1.5 times the small one's p95.
Statements that begin and end a transaction ask for nothing and are not counted, nor is the node of the log's
tree that every sixteenth row completes. "cpu" is the process's own work, which says more than the clock on a
machine that others use. Growth is judged where both nodes show as much: a filter that finds three rows on the
small one is no measure for fifty.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import largenode
from bench.databases import ENGINES
from bench.environment import ROOT
from bench.figures import quantile

SMALL, LARGE = 200, 20_000
TIMES = 40
MOST_QUERIES, MOST_MS, MOST_GROWTH = 12, 60.0, 1.5
FLOOR_MS = 5.0
"""Differences below this are the machine's noise, whatever their ratio."""
ALIKE = 0.8
"""How much of the large node's page the small one's must have for their times to be compared."""
FOLDER = ROOT / "bench" / ".cache" / "pages"

Figures = dict[str, Any]


def run(folder: Path, engines: Sequence[str], times: int, only: str = "") -> list[Figures]:
    """Return a row for each engine and page: queries, milliseconds on both nodes, what is over its bound."""
    found = []
    for engine in engines:
        for size in (SMALL, LARGE):
            largenode.made(folder, engine, size)
        small, large = (_measured(folder, engine, size, times, only) for size in (SMALL, LARGE))
        found += [_row(engine, name, small.get(name), figures) for name, figures in large.items()]
    return found


def _measured(folder: Path, engine: str, size: int, times: int, only: str) -> dict[str, Figures]:
    words = [engine, str(size), str(times), only]
    command = [sys.executable, "-m", "bench.visits", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    measured: dict[str, Figures] = json.loads(done.stdout)
    return measured


def _row(engine: str, name: str, small: Figures | None, large: Figures) -> Figures:
    before = quantile(small["ms"], 0.95) if small else 0.0
    p50, p95 = quantile(large["ms"], 0.5), quantile(large["ms"], 0.95)
    ratio = p95 / before if before else None
    over = []
    if large["status"] >= 400:
        over.append(f"status {large['status']}")
    if large["queries"] > MOST_QUERIES:
        over.append("queries")
    if p95 >= MOST_MS:
        over.append("p95")
    alike = small is not None and small["bytes"] >= ALIKE * large["bytes"]
    if ratio is not None and alike and ratio > MOST_GROWTH and p95 - before > FLOOR_MS:
        over.append("growth")
    return {
        "engine": engine,
        "page": name,
        "queries": large["queries"],
        "p50": round(p50, 1),
        "cpu": round(quantile(large["cpu"], 0.5), 1),
        "small_p95": round(before, 1),
        "p95": round(p95, 1),
        "ratio": round(ratio, 2) if ratio and alike else None,
        "over": over,
    }


def table(rows: Iterable[Figures]) -> str:
    """Return the rows as people read them."""
    head = ("engine", "page", "queries", "cpu", "p50", "small p95", "p95", "ratio", "")
    lines = [
        (
            row["engine"],
            row["page"],
            str(row["queries"]),
            f"{row['cpu']:.1f}",
            f"{row['p50']:.1f}",
            f"{row['small_p95']:.1f}",
            f"{row['p95']:.1f}",
            f"{row['ratio']:.2f}" if row["ratio"] else "-",
            "OVER: " + ", ".join(row["over"]) if row["over"] else "holds",
        )
        for row in rows
    ]
    widths = [max(len(line[at]) for line in (head, *lines)) for at in range(len(head))]
    left = {0, 1, 8}
    return "\n".join(
        "  ".join(
            text.ljust(width) if at in left else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *lines)
    )


def main() -> None:
    """Print the table; the exit code is 0 when every page holds every bound."""
    parser = argparse.ArgumentParser(prog="mithaq bench pages", description=__doc__)
    parser.add_argument("--dir", type=Path, default=FOLDER, help="where the nodes lie (1.2 GB an engine)")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--times", type=int, default=TIMES, help="requests of each page")
    parser.add_argument("--only", default="", help="pages whose name has this word")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = run(given.dir.resolve(), given.engines.split(","), given.times, given.only)
    print(json.dumps(rows) if given.json else table(rows))
    raise SystemExit(1 if any(row["over"] for row in rows) else 0)


if __name__ == "__main__":
    main()
