"""Fetch the front-end files that the pages carry, at fixed versions, and check them by their hashes.

`python tools/vendor.py` fetches anew with `npm pack`; `--check` only compares the committed files with
the hashes below. Nothing here runs at install or run time.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/mithaq/web/static/vendor"

# package at its version -> {file in the package: (file here, SHA-256)}
FILES = {
    "@fontsource/ibm-plex-sans-arabic@5.3.0": {
        "LICENSE": "plex/LICENSE",
        "files/ibm-plex-sans-arabic-arabic-400-normal.woff2": "plex/arabic-400.woff2",
        "files/ibm-plex-sans-arabic-arabic-600-normal.woff2": "plex/arabic-600.woff2",
        "files/ibm-plex-sans-arabic-latin-400-normal.woff2": "plex/latin-400.woff2",
        "files/ibm-plex-sans-arabic-latin-600-normal.woff2": "plex/latin-600.woff2",
    },
    "htmx.org@4.0.1": {"LICENSE": "htmx/LICENSE", "dist/htmx.min.js": "htmx/htmx.min.js"},
}
SUMS = TARGET / "SHA256SUMS"


def fetch(package: str, files: dict[str, str]) -> None:
    """Unpack the named files of one npm package into the vendor folder."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
            for inside, here in files.items():
                source = archive.extractfile(f"package/{inside}")
                if source is None:
                    raise SystemExit(f"{package} has no {inside}")
                target = TARGET / here
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read())


def sums() -> str:
    """The hashes of all vendored files, in the form of sha256sum."""
    names = sorted(here for files in FILES.values() for here in files.values())
    return "".join(f"{hashlib.sha256((TARGET / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def main() -> int:
    """Fetch or check; 1 when a file differs from its hash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        same = SUMS.read_text() == sums()
        print("vendored files are as recorded" if same else "a vendored file differs from SHA256SUMS")
        return 0 if same else 1
    for package, files in FILES.items():
        fetch(package, files)
    SUMS.write_text(sums())
    return 0


if __name__ == "__main__":
    sys.exit(main())
