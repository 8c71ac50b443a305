"""Fetch the front-end files that the pages carry, at fixed versions, and check them by their hashes.

`python tools/vendor.py` fetches anew with `npm pack`; `--check` only compares the committed files with
the hashes below. Nothing here runs at install or run time. A WOFF that is kept as TTF (typst reads no
WOFF) is unpacked and not changed: its tables are the same, each no longer compressed.
"""

import argparse
import hashlib
import struct
import subprocess
import sys
import tarfile
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/mithaq/web/static/vendor"

# package at its version -> {file in the package: (file here, SHA-256)}
FILES = {
    "@fontsource/ibm-plex-sans-arabic@5.3.0": {
        "LICENSE": "plex/LICENSE",
        "files/ibm-plex-sans-arabic-arabic-400-normal.woff2": "plex/arabic-400.woff2",
        "files/ibm-plex-sans-arabic-arabic-600-normal.woff2": "plex/arabic-600.woff2",
        "files/ibm-plex-sans-arabic-latin-400-normal.woff2": "plex/latin-400.woff2",
        "files/ibm-plex-sans-arabic-latin-600-normal.woff2": "plex/latin-600.woff2",
    },
    "@ibm/plex-sans-arabic@1.1.0": {
        "fonts/complete/woff/IBMPlexSansArabic-Regular.woff": "plex/print/IBMPlexSansArabic-Regular.ttf",
        "fonts/complete/woff/IBMPlexSansArabic-SemiBold.woff": "plex/print/IBMPlexSansArabic-SemiBold.ttf",
        "fonts/complete/woff/license.txt": "plex/print/LICENSE",
    },
    "htmx.org@4.0.1": {"LICENSE": "htmx/LICENSE", "dist/htmx.min.js": "htmx/htmx.min.js"},
}
# What only tests and tools read, and no node carries.
AXE = {"axe-core@4.14.1": {"LICENSE": "axe/LICENSE", "axe.min.js": "axe/axe.min.js"}}
ATLAS = {
    "world-atlas@2.0.2": {
        "LICENSE": "world-atlas/LICENSE",
        "countries-50m.json": "world-atlas/countries-50m.json",
    }
}
FOLDERS = {TARGET: FILES, ROOT / "tests/browser/vendor": AXE, ROOT / "tools/vendored": ATLAS}
SUMS = "SHA256SUMS"


def fetch(package: str, files: dict[str, str], into: Path) -> None:
    """Unpack the named files of one npm package into a vendor folder."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
            for inside, here in files.items():
                source = archive.extractfile(f"package/{inside}")
                if source is None:
                    raise SystemExit(f"{package} has no {inside}")
                target = into / here
                target.parent.mkdir(parents=True, exist_ok=True)
                kept = source.read()
                target.write_bytes(unpack(kept) if inside.endswith(".woff") else kept)


def unpack(woff: bytes) -> bytes:
    """Return the font within a WOFF 1.0 file (W3C Recommendation of 13 December 2012), table by table."""
    signature, flavour, _length, count = struct.unpack_from(">4sIIH", woff)
    if signature != b"wOFF":
        raise SystemExit("not a WOFF 1.0 file")
    power = count.bit_length() - 1
    span = 16 << power
    directory = struct.pack(">IHHHH", flavour, count, span, power, 16 * count - span)
    tables = b""
    for place in range(count):
        tag, offset, packed, size, checksum = struct.unpack_from(">4s4I", woff, 44 + 20 * place)
        raw = woff[offset : offset + packed]
        table = zlib.decompress(raw) if packed < size else raw
        directory += struct.pack(">4s3I", tag, checksum, 12 + 16 * count + len(tables), size)
        tables += table + b"\0" * (-size % 4)
    return directory + tables


def sums(folder: Path) -> str:
    """The hashes of all vendored files of a folder, in the form of sha256sum."""
    names = sorted(here for files in FOLDERS[folder].values() for here in files.values())
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def main() -> int:
    """Fetch or check; 1 when a file differs from its hash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        same = all((folder / SUMS).read_text() == sums(folder) for folder in FOLDERS)
        print("vendored files are as recorded" if same else "a vendored file differs from SHA256SUMS")
        return 0 if same else 1
    for folder, packages in FOLDERS.items():
        for package, files in packages.items():
            fetch(package, files, folder)
        (folder / SUMS).write_text(sums(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
