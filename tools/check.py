"""Everything a change must pass besides the tests: `python3 run.py check [step ...]`.

Every step runs, even when one fails, and prints one line with its time; what a failing step said
stands above its line. The exit code is 1 when a step failed. Names of steps run only these.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LONGEST_FILE = 400
SETTINGS, SITE = "mithaq.node.settings", "mithaq.press.settings"

# What no tracked file may name: folders of one machine, and the hosts packages are fetched from.
# Bracketed letters keep this list from finding itself.
FORBIDDEN = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|tm[p]/(?:brief|probe))/|\.\./share[d]\b|/hom[e]/\w"
    r"|\bpyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|npmj[s]\.com|deb\.debia[n]\.org|crate[s]\.io"
)
# The law knows no clock: times are passed in (import-linter watches the modules, this the calls).
LAW = ("record", "terms", "kinds")
CLOCK = re.compile(r"\bdate(?:time)?\.(?:now|utcnow|today)\(")
TEXT = {
    ".cfg",
    ".css",
    ".html",
    ".in",
    ".ini",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
}


def tracked() -> list[Path]:
    """Return the files of the tree that git tracks or would track."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [path for name in sorted(set(names) - {""}) if (path := ROOT / name).is_file()]


def tree_faults() -> Iterator[str]:
    """Yield each line that names a machine or a registry, and each source file that is too long."""
    for path in tracked():
        name = path.relative_to(ROOT)
        if "vendor" in name.parts or not (path.suffix in TEXT or path.name == "run"):
            continue
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if FORBIDDEN.search(line):
                yield f"{name}:{number}: names a folder of one machine or a package registry"
            if name.parts[:2] == ("src", "mithaq") and name.parts[2] in LAW and CLOCK.search(line):
                yield f"{name}:{number}: reads the clock in the law"
        if path.suffix == ".py" and "migrations" not in name.parts and len(lines) > LONGEST_FILE:
            yield f"{name}: {len(lines)} lines; find the second idea in it (at most {LONGEST_FILE})"


def program(name: str, *arguments: str) -> list[str]:
    """Return the command of a program installed in this environment."""
    return [str(BIN / name), *arguments]


def script(*arguments: str) -> list[str]:
    """Return the command of a Python script or module."""
    return [sys.executable, *arguments]


def steps() -> dict[str, list[list[str]]]:
    """Return the steps in order, each a list of commands."""
    settings = ROOT / "src" / Path(*SETTINGS.split("."))
    has_node = settings.is_dir() or settings.with_suffix(".py").exists()
    makers = sorted(set((ROOT / "tools").glob("make_*.py")) - {ROOT / "tools" / "make_messages.py"})
    return {
        "format": [program("ruff", "format", "--check", "--quiet", ".")],
        "lint": [program("ruff", "check", "--quiet", ".")],
        "types": [program("mypy"), program("mypy", "--config-file", "tools/press-types.ini")],
        "types-of-the-law": [program("basedpyright")],
        "imports": [program("lint-imports", "--no-cache")],
        "messages": [script("tools/make_messages.py", "--check")],
        "migrations": [
            script("-m", "django", "makemigrations", "--check", "--dry-run", "--settings", one)
            for one in (SETTINGS, SITE)
        ]
        if has_node
        else [],
        "generated": [script(str(maker.relative_to(ROOT)), "--check") for maker in makers],
        "tree": [script("tools/check.py", "--tree")],
    }


def run(name: str, commands: list[list[str]]) -> bool:
    """Run one step, print what its failing commands say and its line; return whether it passed."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": str(ROOT / "src")}
    began, passed = time.monotonic(), True
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            passed = False
            print((done.stdout + done.stderr).rstrip())
    print(f"{'ok  ' if passed else 'FAIL'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return passed


def main(arguments: list[str]) -> int:
    """Run all steps or the named ones; 1 when one failed, 2 for a name that is none."""
    if arguments == ["--tree"]:
        found = list(tree_faults())
        print("\n".join(found))
        return 1 if found else 0
    known = steps()
    if unknown := [name for name in arguments if name not in known]:
        print(f"There is no step {unknown[0]!r}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = [name for name in arguments or known if not run(name, known[name])]
    print(f"check: {'failed in ' + ', '.join(failed) if failed else 'all is well'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
