"""Runs the program `mithaq` as people do: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("HOME", "PATH", "TMPDIR")


def surroundings(**settings: str) -> dict[str, str]:
    """Return an environment that says nothing of nodes and languages but what is given."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"} | settings


def mithaq(
    *words: str, home: Path | None = None, given: str = "", cwd: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `given` is its standard input."""
    where = {"MITHAQ_HOME": str(home)} if home else {}
    return subprocess.run(
        [sys.executable, "-m", "mithaq", *words],
        input=given,
        cwd=cwd,
        env=surroundings(**where, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def assert_failure(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """A failure is an exit code and one sentence on standard error, without a traceback."""
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("mithaq: "), done.stderr
    for word in words:
        assert word in last, last
