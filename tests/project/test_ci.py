""".ci/run with programs of ours for apt-get and python3: what it installs, tries again and gives back."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that is the whole path: bash, dirname and git are real, what is asked of the rest is noted."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("bash", "dirname", "git"):
        real = shutil.which(name)
        assert real is not None
        (programs / name).symlink_to(real)
    write(programs, "sleep", "exit 0")
    return programs


def write(programs: Path, name: str, text: str) -> None:
    """Write a program that notes its arguments and then does `text`."""
    noted = programs.parent / "noted"
    (programs / name).write_text(f'#!{programs}/bash\necho "{name} $*" >> "{noted}"\n{text}\n', "utf-8")
    (programs / name).chmod(0o755)


def run_ci(programs: Path) -> tuple[int, list[str]]:
    """Return the exit code of .ci/run and what was asked of the programs, in order."""
    command = [str(programs / "bash"), str(ROOT / ".ci" / "run")]
    done = subprocess.run(command, env={"PATH": str(programs)}, check=False, capture_output=True, text=True)
    return done.returncode, (programs.parent / "noted").read_text("utf-8").splitlines()


def test_packages_are_installed_and_a_failing_mirror_is_tried_again(machine: Path) -> None:
    write(machine, "apt-get", f"[[ -e {machine}/once ]] || {{ : > {machine}/once; exit 100; }}")
    write(machine, "python3", "")
    code, noted = run_ci(machine)
    assert code == 0
    assert noted == [
        "python3 -m pip --version",
        "apt-get update -qq",
        "sleep 5",
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core",
        "python3 run.py test",
        "python3 run.py check",
    ]


def test_what_is_there_is_not_installed_again(machine: Path) -> None:
    write(machine, "chromium", "")
    write(machine, "python3", "")
    code, noted = run_ci(machine)
    assert code == 0
    assert noted == ["python3 -m pip --version", "python3 run.py test", "python3 run.py check"]


def test_pip_is_installed_where_it_is_missing(machine: Path) -> None:
    write(machine, "chromium", "")
    write(machine, "apt-get", "")
    write(machine, "python3", '[[ "$2" != pip ]]')
    code, noted = run_ci(machine)
    assert code == 0
    assert "apt-get install -y -qq --no-install-recommends python3-pip" in noted


@pytest.mark.parametrize("failing, code", [("test", 1), ("check", 1)])
def test_both_commands_run_and_the_failure_of_either_counts(machine: Path, failing: str, code: int) -> None:
    write(machine, "chromium", "")
    write(machine, "python3", f'[[ "$2" != {failing} ]]')
    given, noted = run_ci(machine)
    assert given == code
    assert noted[-2:] == ["python3 run.py test", "python3 run.py check"]
