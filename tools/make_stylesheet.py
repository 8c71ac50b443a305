"""Make the one stylesheet of the workplace from its parts: `python3 tools/make_stylesheet.py [--check]`.

The parts are src/mithaq/web/styles/*.css, in the order of their names; each puts its rules in a layer, so
that what wins does not hang on the order. One file is served: one request, one cache entry.
"""

import argparse
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "src/mithaq/web"
TARGET = WEB / "static/web/mithaq.css"
HEADER = "/* Made by tools/make_stylesheet.py from src/mithaq/web/styles. Do not edit. */\n"


def stylesheet() -> str:
    """Return the stylesheet."""
    return HEADER + "\n".join(part.read_text("utf-8") for part in sorted((WEB / "styles").glob("*.css")))


def main() -> int:
    """Write it, or check what is there; 1 when it is another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = stylesheet()
    if parser.parse_args().check:
        same = TARGET.read_text("utf-8") == wanted
        print("the stylesheet is as its parts" if same else "python3 tools/make_stylesheet.py was not run")
        return 0 if same else 1
    TARGET.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
