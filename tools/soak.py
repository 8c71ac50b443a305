"""Kill nodes that write to each other, over bad lines, for as long as one likes; then say what held.

soak.py --minutes 10 [--nodes 3] [--seed N] [--folder DIR]

Ends with 0 if nothing that was acknowledged was lost and all nodes came to the same.
"""

import argparse
import secrets
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from faults.proxy import Line  # noqa: E402
from faults.storm import Storm  # noqa: E402
from nodes import NodeProcess, introduce, running  # noqa: E402

AGENCIES = ("ma.dgsn", "es.policia", "de.bundespolizei", "pt.psp")
LEG = 60.0
"""Seconds of killing, after which all must come to the same before it goes on."""


def main() -> None:
    """Soak and print the figures after every leg."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--nodes", type=int, default=3, choices=(2, 3, 4))
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak") as made:
        soak(options.folder or Path(made), AGENCIES[: options.nodes], options.seed, options.minutes * 60)


def soak(folder: Path, agencies: tuple[str, ...], seed: int, seconds: float) -> None:
    """Run legs until the time is up; AssertionError if something does not hold."""
    end = time.monotonic() + seconds
    with ExitStack() as stack:
        nodes = [NodeProcess.make(folder, agency) for agency in agencies]
        pairs = [(node, stack.enter_context(node.agent())) for node in nodes]
        lines: list[Line] = []

        def url(_: NodeProcess, other: NodeProcess) -> str:
            lines.append(stack.enter_context(Line(other.port, seed + len(lines))))
            return lines[-1].url

        introduce(*pairs, url=url)
        weights = lines[0].weights
        storm = Storm(pairs, seed)
        with running(*nodes):
            storm.begin()
            while (left := end - time.monotonic()) > 0:
                for line in lines:
                    line.weights = weights
                with storm.writing():
                    storm.kill_rounds(until_time=time.monotonic() + min(LEG, left))
                for line in lines:
                    line.heal()
                began = time.monotonic()
                settled = storm.settle(seconds=180.0)
                storm.seed += 1
                fates = sum((line.fates for line in lines), Counter())
                print(f"{storm.figures()}, calls {dict(fates)}", flush=True)
                print(f"all nodes at {settled[:16]} after {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
