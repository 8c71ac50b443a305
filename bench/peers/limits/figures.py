"""Print what this machine allows at most, as JSON: `python3 -m bench.peers limits crypto`, for example.

These are no contestants: they say how far a figure of Mithaq is from what its libraries could do.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os

_SUBJECTS = ("crypto", "encodings", "storage", "http")


def main() -> None:
    """Measure one subject and print its figures, all in operations a second unless a name says otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subject", choices=_SUBJECTS)
    subject = parser.parse_args().subject
    if subject in {"crypto", "encodings"}:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core, and always the same
    measured = importlib.import_module(f"bench.peers.limits.{subject}").measure()
    print(json.dumps({subject: measured}, indent=1))


if __name__ == "__main__":
    main()
