"""Run one peer by hand, in its own environment: `python3 -m bench.peers matrix --database postgres`.

It then takes turns as lines on standard input, for example {"turn": "latency", "entries": 20}; the end
of the input ends it. `limits crypto|storage|http` takes no turns and prints its figures as JSON.
"""

from __future__ import annotations

import argparse
import os

from bench.environment import interpreter, surroundings

_MODULES = {
    "matrix": "bench.peers.matrix.peer",
    "mail": "bench.peers.mail.peer",
    "limits": "bench.peers.limits.figures",
}


def main() -> None:
    """Replace this process by the peer's."""
    parser = argparse.ArgumentParser(prog="python3 -m bench.peers", description=__doc__)
    parser.add_argument("peer", choices=list(_MODULES))
    named, rest = parser.parse_known_args()
    python = str(interpreter(named.peer))
    os.execve(python, [python, "-m", _MODULES[named.peer], *rest], surroundings())


if __name__ == "__main__":
    main()
