"""Make the stylesheets from their parts: `python3 tools/make_stylesheet.py [--check]`.

The workplace's parts are src/mithaq/web/styles/*.css, in the order of their names; the public site shares
those of type, colour and letters, and adds its own. Each puts its rules in a layer, so that what wins does
not hang on the order. One file is served: one request, one cache entry; comments and indents stay behind, and
beside it lies the same file compressed, which whitenoise sends to who takes it.
"""

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

MITHAQ = Path(__file__).resolve().parent.parent / "src/mithaq"
STYLES = MITHAQ / "web/styles"
SHARED = ("00-", "05-", "10-", "20-", "30-")
"""What the public site takes over: layers, font, reset, tokens, and how letters stand."""


def stylesheets() -> Iterator[tuple[Path, str]]:
    """Yield where each stylesheet stands and what it says."""
    parts = sorted(STYLES.glob("*.css"))
    yield MITHAQ / "web/static/web/mithaq.css", _joined("src/mithaq/web/styles", parts)
    site = [part for part in parts if part.name.startswith(SHARED)]
    site += sorted((MITHAQ / "press/styles").glob("*.css"))
    yield MITHAQ / "press/static/press/press.css", _joined("src/mithaq/press/styles", site)


def _joined(source: str, parts: list[Path]) -> str:
    header = f"/* Made by tools/make_stylesheet.py from {source}. Do not edit. */\n"
    whole = "\n".join(part.read_text("utf-8") for part in parts)
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL).splitlines())
    return header + "\n".join(line for line in lines if line) + "\n"


def _stands(target: Path, packed: Path, wanted: str) -> bool:
    """Return whether both files are there and say what they should."""
    if not target.exists() or not packed.exists():
        return False
    return target.read_text("utf-8") == gzip.decompress(packed.read_bytes()).decode() == wanted


def main() -> int:
    """Write them, or check what is there; 1 when one is another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    checks = parser.parse_args().check
    differ = 0
    for target, wanted in stylesheets():
        packed = target.with_name(f"{target.name}.gz")
        if _stands(target, packed, wanted):
            continue
        differ += 1
        if not checks:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(wanted, "utf-8")
            # Without a time in it: the same parts give the same file.
            packed.write_bytes(gzip.compress(wanted.encode(), 9, mtime=0))
    if checks:
        print(
            "python3 tools/make_stylesheet.py was not run" if differ else "the stylesheets are as their parts"
        )
    return 1 if checks and differ else 0


if __name__ == "__main__":
    sys.exit(main())
