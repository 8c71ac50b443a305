"""The start on a bare machine: python3 run.py, with no uv, no python3-venv, no cache, no network luck."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "mithaq-*", "tests", "bench", "docs")


def bare_python() -> str:
    """Return a Python outside any environment, as a new machine has it: Debian's own where it is."""
    debian = Path("/usr/bin/python3")
    version = [str(debian), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    if debian.exists() and subprocess.run(version, check=False, capture_output=True).returncode == 0:
        return str(debian)
    return str(Path(sys.base_prefix) / "bin" / "python3")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy of the tree, in a folder whose name has a space."""
    copy = tmp_path_factory.mktemp("start") / "fresh copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    return copy


def absent(folder: Path, *modules: str) -> Path:
    """Return a folder that, first on the path, makes these modules absent."""
    for module in modules:
        (folder / module).mkdir(parents=True)
        (folder / module / "__init__.py").write_text(f"raise ImportError('no {module} here')\n", "utf-8")
    return folder


def start(
    tree: Path, *arguments: str, path: str = "/usr/bin:/bin", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run run.py of a tree from another folder, with pip's settings from outside and no cache."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    kept |= {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    environment = kept | {"PATH": path, "PIP_NO_CACHE_DIR": "1"} | settings
    command = [bare_python(), str(tree / "run.py"), *arguments]
    return subprocess.run(
        command, cwd=tree.parent, env=environment, check=False, capture_output=True, text=True, timeout=300
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """A failure of the start is exit code 2 and one line without a traceback."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture(scope="module")
def installed(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree after `run.py setup` with neither uv nor ensurepip, over a half-made environment."""
    half = tree / ".venv" / "bin"
    half.mkdir(parents=True)
    (half / "python").symlink_to(bare_python())
    done = start(
        tree, "setup", PYTHONPATH=str(absent(tmp_path_factory.mktemp("absent") / "modules", "ensurepip"))
    )
    assert done.returncode == 0, done.stderr
    assert "Installing into" in done.stderr
    return tree


def test_setup_works_without_uv_and_ensurepip_over_a_half_made_environment(installed: Path) -> None:
    assert (installed / ".venv" / "pyvenv.cfg").exists()
    assert not (installed / ".venv" / "bin" / "pip").exists()  # or else ensurepip had a hand in it
    assert (installed / ".venv" / "mithaq-run").exists()
    assert not (installed / ".venv" / "mithaq-dev").exists()


def test_the_program_runs_in_the_new_environment_without_installing_again(installed: Path) -> None:
    done = start(installed, "mithaq", "--help")
    assert done.returncode == 0, done.stderr
    assert "Installing" not in done.stderr
    assert all(command in done.stdout for command in ("demo", "init", "serve", "verify"))


def test_the_programs_exit_code_and_arguments_pass_through(installed: Path) -> None:
    done = start(installed, "mithaq", "no-such-command")
    assert done.returncode != 0
    assert "no-such-command" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_environment_made_for_another_folder_is_made_anew(installed: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(installed, moved, symlinks=True)
    nothing = absent(tmp_path / "modules", "pip", "ensurepip")
    done = start(moved, "setup", PYTHONPATH=str(nothing))
    assert "Mithaq needs pip or uv" in done.stderr
    assert not (moved / ".venv" / "mithaq-run").exists()


def test_another_lock_is_installed_anew(installed: Path, tmp_path: Path) -> None:
    stamp = installed / ".venv" / "mithaq-run"
    lock = installed / "requirements" / "run.txt"
    made_from, before = stamp.read_text("utf-8"), lock.read_text("utf-8")
    lock.write_text(before + "# another\n", "utf-8")
    try:
        probe = "import run; print(run.is_ready('run'))"
        answer = subprocess.run(
            [bare_python(), "-c", probe], cwd=installed, check=True, capture_output=True, text=True
        )
    finally:
        lock.write_text(before, "utf-8")
    assert answer.stdout == "False\n"
    assert stamp.read_text("utf-8") == made_from


def test_a_wrong_command_is_one_sentence(tree: Path) -> None:
    assert_one_sentence(start(tree, "demmo"), "'demmo'", "--help")


def test_an_environment_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    tree, other = copy_of_start(tmp_path), tmp_path / "another environment"
    other.mkdir()
    (other / "kept").touch()
    (tree / ".venv").symlink_to(other)
    assert_one_sentence(start(tree, "setup"), ".venv is a link")
    assert (other / "kept").exists()


def test_help_needs_no_environment(tree: Path) -> None:
    for arguments in ([], ["--help"]):
        done = start(tree, *arguments)
        assert done.returncode == 0
        assert "demo" in done.stdout
        assert done.stderr == ""


def copy_of_start(tmp_path: Path) -> Path:
    """Return a tree that has run.py and the locks only."""
    tree = tmp_path / "tree"
    (tree / "src").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", tree)
    shutil.copytree(ROOT / "requirements", tree / "requirements")
    return tree


def test_without_pip_and_uv_the_sentence_says_what_to_install(tmp_path: Path) -> None:
    tree = copy_of_start(tmp_path)
    done = start(tree, "setup", PYTHONPATH=str(absent(tmp_path / "modules", "pip", "ensurepip")))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Mithaq needs pip or uv")
    assert "Traceback" not in done.stderr


def test_a_wheel_with_another_hash_is_refused_and_leaves_no_stamp(tmp_path: Path) -> None:
    tree = copy_of_start(tmp_path)
    (tree / "requirements" / "run.txt").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    done = start(tree, "setup")
    assert done.returncode == 2
    assert "Installing failed" in done.stderr
    assert not (tree / ".venv" / "mithaq-run").exists()


def test_uv_is_asked_first_and_pip_when_uv_fails(tmp_path: Path) -> None:
    tree = copy_of_start(tmp_path)
    uv = tmp_path / "programs" / "uv"
    uv.parent.mkdir()
    uv.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\nexit 1\n', "utf-8")
    uv.chmod(0o755)
    (tree / "requirements" / "run.txt").write_text("", "utf-8")
    done = start(tree, "setup", path=f"{uv.parent}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert "--no-managed-python" in (tmp_path / "asked").read_text("utf-8")
    assert (tree / ".venv" / "mithaq-run").exists()
