"""Compile every message catalogue (.po) of the tree to the .mo beside it, without GNU gettext.

`--check` writes nothing and fails when a .mo differs from what its .po gives: the .mo files are
committed, so that a fresh copy starts without compiling.
"""

import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src"


def compiled(catalogue: Path) -> bytes:
    """Return the .mo of a .po; fuzzy and empty messages stay out, so that the source text shows."""
    with catalogue.open("rb") as file:
        messages = read_po(file, locale=catalogue.parent.parent.name)
    output = io.BytesIO()
    write_mo(output, messages)
    return output.getvalue()


def stale(source: Path) -> list[tuple[Path, bytes]]:
    """Return each .mo under `source` that is absent or old, with the bytes it should have."""
    found = []
    for catalogue in sorted(source.rglob("locale/*/LC_MESSAGES/*.po")):
        target, wanted = catalogue.with_suffix(".mo"), compiled(catalogue)
        if not target.exists() or target.read_bytes() != wanted:
            found.append((target, wanted))
    return found


def main(arguments: list[str]) -> int:
    """Write what is stale, or with --check only say it; 1 when --check finds something."""
    check = "--check" in arguments
    found = stale(SOURCE)
    for target, wanted in found:
        if check:
            print(f"{target.relative_to(SOURCE.parent)} is stale: python3 tools/compile_messages.py")
        else:
            target.write_bytes(wanted)
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
