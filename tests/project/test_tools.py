"""The tools that CI trusts: each finds what it is there to find."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    """Return a script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "line", ["see /wor{}/main", "../share{}/DESIGN.md", "https://pyp{}.org/simple", "/roo{}/x"]
)
def test_lines_that_name_a_machine_or_a_registry_are_found(line: str) -> None:
    letters = {"wor": "k", "share": "d", "pyp": "i", "roo": "t"}
    before = line.partition("{}")[0].rpartition("/")[2]
    assert tool("check").FORBIDDEN.search(line.format(letters[before]))


@pytest.mark.parametrize("line", ["docs/work/plan", "/var/lib/mithaq", "a shared workspace", "work/root"])
def test_other_lines_are_left_alone(line: str) -> None:
    assert tool("check").FORBIDDEN.search(line) is None


def test_an_unknown_step_of_check_is_one_sentence() -> None:
    command = [sys.executable, str(ROOT / "tools" / "check.py"), "fromat"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no step 'fromat'; there are format, lint, types")
