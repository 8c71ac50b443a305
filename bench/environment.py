"""The virtual environment of a peer: made once, from the pinned versions in the peer's own folder.

Works with what is there: uv if it is on the path, else the venv and pip that belong to this Python.
Standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / "peers"


class InstallationError(Exception):
    """A peer's environment could not be made; the message says which tool failed and how."""


def interpreter(peer: str) -> Path:
    """The Python of the peer's environment, which is made first if it is not there yet.

    The folder is named by the hash of the requirements, so that new pins make a new environment;
    MITHAQ_BENCH_VENVS names another place than `bench/.venvs`. Raises InstallationError.
    """
    requirements = PEERS / peer / "requirements.txt"
    mark = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:10]
    home = Path(os.environ.get("MITHAQ_BENCH_VENVS", ROOT / "bench" / ".venvs"))
    folder = home / f"{peer}-{mark}"
    if not (folder / "ready").exists():
        print(f"Installing what the peer '{peer}' needs (once, may take some minutes) ...", file=sys.stderr)
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        _install(folder, requirements)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def _install(folder: Path, requirements: Path) -> None:
    python = str(folder / "bin" / "python")
    only_wheels = ["--only-binary", ":all:", "-r", str(requirements)]
    if uv := shutil.which("uv"):
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
        _run([uv, "pip", "install", "--quiet", "--python", python, *only_wheels])
        return
    try:
        _run([sys.executable, "-m", "venv", str(folder)])
        pip = [python, "-m", "pip"]
    except InstallationError:  # Debian keeps ensurepip in a package of its own
        _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder)])
        pip = [*_pip_outside(), "--python", python]
    _run([*pip, "install", "--quiet", "--disable-pip-version-check", *only_wheels])


def _pip_outside() -> list[str]:
    """The pip of this Python, or of the one that its environment was made from."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    return [sys._base_executable, "-m", "pip"]  # type: ignore[attr-defined]


def _run(command: list[str]) -> None:
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=output, timeout=900, check=False)
        if done.returncode:
            output.seek(0)
            raise InstallationError(f"{Path(command[0]).name} failed: {output.read()[-800:].strip()}")


def surroundings() -> dict[str, str]:
    """The environment variables under which a peer finds `bench` and nothing else of this program's."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return {**kept, "PYTHONPATH": str(ROOT)}
