#!/usr/bin/env python3
"""Start Mithaq on a machine that has only Python 3.11 or later and pip, or uv.

The first call makes .venv beside this file from the locked, hashed requirements; later calls find
it by its stamp and start at once. An environment that is half made, or made for another lock,
Python or folder, is made anew. Pip's and uv's own settings (mirror, proxy, cache) are respected.
"""

import fcntl
import hashlib
import importlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WHEELS_ONLY = ["--require-hashes", "--only-binary", ":all:"]
USAGE = """usage: python3 run.py COMMAND [arguments]

  demo        install and start three nodes on this machine (see: demo --help)
  mithaq ...  any command of the program (see: mithaq --help)
  test ...    install and run the tests; arguments go to pytest
  check       format, lint, types, imports, messages, migrations, generated files
  setup       only install"""


class StartError(Exception):
    """Why nothing can be started, in one sentence."""


def say(sentence: str) -> None:
    """Tell the user on standard error: standard output belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


def fingerprint(lock: str) -> str:
    """Return what an environment must have been made from to be used again."""
    made_from = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    return f"{hashlib.sha256(made_from).hexdigest()} {sys.version_info[:2]} {platform.machine()} {ROOT}"


def is_ready(lock: str) -> bool:
    """Return whether .venv holds all of this lock; "dev" includes "run"."""
    stamps = {name: VENV / f"mithaq-{name}" for name in (lock, "dev")}
    made = [name for name, stamp in stamps.items() if stamp.is_file()]
    return PYTHON.exists() and any(stamps[name].read_text("utf-8") == fingerprint(name) for name in made)


def can_import(module: str) -> bool:
    """Return whether this Python has the module, and whole: Debian ships parts of its library apart."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def install_with_uv(lock: str, anew: bool) -> bool:
    """Return whether uv was there and installed the lock."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    make = [uv, "venv", "--quiet", "--no-managed-python", "--python", sys.executable, str(VENV)]
    if anew and subprocess.run(make, cwd=ROOT, check=False).returncode:
        return False
    sync = [uv, "pip", "sync", "--quiet", "--python", str(PYTHON), *WHEELS_ONLY, f"requirements/{lock}.txt"]
    return subprocess.run(sync, cwd=ROOT, check=False).returncode == 0


def install_with_pip(lock: str, anew: bool) -> None:
    """Install the lock with the pip outside the environment, or else with one that Python brings.

    Debian splits ensurepip from Python and forbids pip to install outside an environment; the
    `--python` of pip 22.3 and later needs neither.
    """
    pip = [sys.executable, "-m", "pip"]
    outside = subprocess.run(
        [*pip, "--python", sys.executable, "--version"], capture_output=True, check=False
    )
    if outside.returncode == 0:
        pip += ["--python", str(PYTHON)]
        bring_pip = False
    elif can_import("ensurepip"):
        pip = [str(PYTHON), "-m", "pip"]
        bring_pip = True
    else:
        raise StartError(
            "Mithaq needs pip or uv to install its parts; on Debian: apt-get install python3-pip."
        )
    if anew or bring_pip:
        try:
            venv.create(VENV, clear=anew, symlinks=True, with_pip=bring_pip)
        except (OSError, subprocess.CalledProcessError) as fault:
            raise StartError(f"The environment in {VENV} could not be made: {fault}.") from fault
    pip += ["install", "-qq", "--no-input", "--disable-pip-version-check", *WHEELS_ONLY]
    if subprocess.run([*pip, "-r", f"requirements/{lock}.txt"], cwd=ROOT, check=False).returncode:
        raise StartError(
            "Installing failed, as pip says above; put that right and run the same command again."
        )


def prepare(lock: str) -> None:
    """Make .venv hold this lock ("run", or "dev", which includes it), unless it does already."""
    if is_ready(lock):
        return
    with (ROOT / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two commands started at once install one after the other
        if is_ready(lock):
            return
        if VENV.is_symlink():
            raise StartError(f"{VENV} is a link: what it leads to is not this folder's to make anew.")
        say(f"Installing into {VENV}: once, and then only when the requirements change.")
        anew = not is_ready("run")
        if anew:
            shutil.rmtree(VENV, ignore_errors=True)
        (VENV / "mithaq-run").unlink(missing_ok=True)  # whoever dies from here on leaves no stamp
        if not install_with_uv(lock, anew):
            install_with_pip(lock, anew or not PYTHON.exists())
        packages = next(VENV.glob("lib/python*/site-packages"))
        (packages / "mithaq.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
        for done in ("run", lock):
            (VENV / f"mithaq-{done}").write_text(fingerprint(done), "utf-8")


def main(arguments: list[str]) -> None:
    """Prepare what the command needs and become it; the working folder stays the caller's."""
    command, rest = (arguments or ["--help"])[0], arguments[1:]
    if command in ("-h", "--help", "help"):
        print(USAGE)
        return
    programs = {
        "setup": ("run", None),
        "demo": ("run", ["-m", "mithaq", "demo", *rest]),
        "mithaq": ("run", ["-m", "mithaq", *rest]),
        "test": ("dev", [str(ROOT / "tools" / "test.py"), *rest]),
        "check": ("dev", [str(ROOT / "tools" / "check.py"), *rest]),
    }
    if command not in programs:
        raise StartError(f"There is no command {command!r}; python3 run.py --help lists them.")
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever has an older one must be told)
        raise StartError(f"Mithaq needs Python 3.11 or later, and this is {platform.python_version()}.")
    lock, program = programs[command]
    prepare(lock)
    if program is not None:
        os.execv(PYTHON, [str(PYTHON), *program])  # signals and the exit code are the program's own


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (StartError, OSError) as reason:
        say(str(reason))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
