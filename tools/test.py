"""Run the tests as CI does: compile the message catalogues, then pytest. Arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "2"


def main(arguments: list[str]) -> None:
    """Become pytest, so that signals and the exit code are its own."""
    os.chdir(ROOT)
    subprocess.run([sys.executable, "tools/make_messages.py", "--compile"], check=True)
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    # A later -n or -p on the command line wins, so that "run.py test -n 0 --pdb" works.
    pytest = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "loadfile", *arguments]
    os.execv(sys.executable, pytest)


if __name__ == "__main__":
    main(sys.argv[1:])
