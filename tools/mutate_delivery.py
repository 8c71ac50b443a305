"""Delete each guard of the rules of a delivery in turn, and say how many the machine finds.

    python tools/mutate_delivery.py                 play the kept runs; where none finds it, search
    python tools/mutate_delivery.py --search        let the machine search for each, and keep what it finds
    python tools/mutate_delivery.py --list          the names of the guards
    python tools/mutate_delivery.py order-leg ...   those whose names have one of these words

The kept runs are tests/kinds/machine/found.json. A run that is found is made shorter as far as it goes.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from hypothesis import HealthCheck, Phase, settings  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402

from kinds.machine.found import found, keep  # noqa: E402
from kinds.machine.machine import Machine  # noqa: E402
from kinds.machine.mutants import Mutant, mutants  # noqa: E402
from kinds.machine.play import Play, Step  # noqa: E402

RUNS = 400
"""Runs after which the machine gives up on a guard."""


def fails(mutant: Mutant, run: list[Step]) -> bool:
    """Return whether a run shows that something is wrong without this guard."""
    try:
        Play.replay(mutant.make(), run)
    except Exception:  # noqa: BLE001 - whatever goes wrong is noticed
        return True
    return False


def search(mutant: Mutant) -> list[Step] | None:
    """Let the machine look for a run; None if it gives up."""
    kind_, failed_ = mutant.make(), list[Step]()

    class Weaker(Machine):
        kind = kind_
        failed = failed_

    chosen = settings(
        max_examples=RUNS,
        stateful_step_count=30,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Weaker, settings=chosen)
    except Exception:  # noqa: BLE001 - whatever goes wrong is noticed
        return shorter(mutant, list(failed_))
    return None


def shorter(mutant: Mutant, run: list[Step]) -> list[Step]:
    """Return a run without the steps that it does not take to show what is wrong."""
    place = len(run) - 1
    while place:
        without = run[:place] + run[place + 1 :]
        if fails(mutant, without):
            run = without
        place -= 1
    return run


def main(words: list[str]) -> int:
    """Print each guard as it is tried, and at the end how many were found."""
    named = [word for word in words if not word.startswith("--")]
    chosen = [one for one in mutants() if not named or any(word in one.name for word in named)]
    if "--list" in words:
        print("\n".join(one.name for one in chosen))
        return 0
    runs = found()
    missed: list[str] = []
    for number, mutant in enumerate(chosen, 1):
        begun, how, run = time.monotonic(), "kept run", runs.get(mutant.name)
        if "--search" in words or run is None or not fails(mutant, run):
            how, run = "search", search(mutant)
            if run is not None:
                runs[mutant.name] = run
                keep({one.name: runs[one.name] for one in mutants() if one.name in runs})
        missed += [] if run else [mutant.name]
        spent = time.monotonic() - begun
        print(
            f"{number:3}/{len(chosen)} {how if run else 'MISSED'} {mutant.name} ({spent:.1f} s)", flush=True
        )
    print(f"found {len(chosen) - len(missed)} of {len(chosen)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
