"""The runs by which the machine has found each guard that was deleted, kept to be played again."""

import json
from pathlib import Path

from kinds.machine.play import Step

FILE = Path(__file__).parent / "found.json"


def found() -> dict[str, list[Step]]:
    """Return, by the name of a mutant, the run in which what must never be, is."""
    runs: dict[str, list[Step]] = json.loads(FILE.read_text("utf-8"))
    return runs


def keep(runs: dict[str, list[Step]]) -> None:
    """Write the runs, one a line."""
    lines = (f"{json.dumps(name)}: {json.dumps(run, ensure_ascii=True)}" for name, run in runs.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
