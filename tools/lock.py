"""Make the locked requirements anew: `python3 tools/lock.py [--upgrade]`. Needs `uv`; for maintainers only.

requirements/run.txt is what the program needs, requirements/dev.txt what its tests and checks need
besides. Both carry hashes and no addresses, so that any index or mirror serves. The lock holds for
every platform, but each package must have a wheel for the machines that agencies run (PLATFORMS):
a resolver that may build from source quietly goes years back.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
PLATFORMS = (
    ("x86_64-unknown-linux-gnu", "3.11"),
    ("aarch64-unknown-linux-gnu", "3.11"),
    ("x86_64-unknown-linux-gnu", "3.13"),
)
HEADER = "# Made by tools/lock.py from pyproject.toml. Do not edit.\n"


def compile_lock(uv: str, name: str, groups: list[str], extra: list[str]) -> Path:
    """Resolve pyproject.toml (and dependency groups) into requirements/NAME and return its path."""
    target = LOCKS / name
    command = [uv, "pip", "compile", "pyproject.toml", *groups, "--output-file", str(target)]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
    command += ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    subprocess.run([*command, *extra], cwd=ROOT, check=True)
    target.write_text(HEADER + target.read_text("utf-8"), "utf-8")
    return target


def find_addresses(text: str) -> list[str]:
    """Return the lines that name a host: a lock must serve with any index."""
    return [line for line in text.splitlines() if re.search(r"://|--index|--find-links|\bfile:|@ ", line)]


def try_platform(uv: str, lock: Path, platform: str, python: str) -> bool:
    """Return whether every locked package has a wheel with a locked hash for this platform."""
    command = [uv, "pip", "install", "--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    command += ["--python-platform", platform, "--python-version", python, "-r", str(lock), "--target"]
    with tempfile.TemporaryDirectory() as nowhere:
        return subprocess.run([*command, nowhere], cwd=ROOT, check=False).returncode == 0


def main(arguments: list[str]) -> int:
    """Write both locks and say what is wrong with them; 0 when nothing is."""
    uv = shutil.which("uv")
    if uv is None:
        print("tools/lock.py needs uv on the path.")
        return 2
    run = compile_lock(uv, "run.txt", [], arguments)
    # The second lock takes the first as given, so that the tests run what the program runs.
    dev = compile_lock(uv, "dev.txt", ["--group", "dev", "--constraints", str(run)], arguments)
    faults = [
        f"{lock.name}: {line}" for lock in (run, dev) for line in find_addresses(lock.read_text("utf-8"))
    ]
    for platform, python in PLATFORMS:
        if not try_platform(uv, dev, platform, python):
            faults.append(f"no complete set of wheels for {platform}, Python {python}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
