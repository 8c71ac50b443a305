"""Make docs/spec/vectors/: what a second implementation of the record can be tried with.

    make_record_vectors.py           write the files
    make_record_vectors.py --check   exit with 1 if a file would differ
    make_record_vectors.py --new     seal first what is not yet in sealed.json: sealing is random, so its
                                     results are kept there, and everything else is derived from them

Every vector is run through the code before it is written, the bad ones with the code they provoke.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.vectors import cast, entries, headers, proofs, texts  # noqa: E402

FOLDER = ROOT / "docs" / "spec" / "vectors"
INPUTS = FOLDER / "sealed.json"


def text_of(value: cast.Json) -> str:
    """Return a file's text: an item a line, so that a difference is read as one."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def files() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file but the inputs."""
    inputs: cast.Json = json.loads(INPUTS.read_text("utf-8"))
    parts = {name: cast.unbase(text) for name, text in inputs["sealed"].items()}
    yield "json-profile.json", text_of(texts.json_profile())
    yield "keys.json", text_of(cast.keys())
    yield "headers.json", text_of(headers.headers())
    yield "entries.json", text_of(entries.entries(inputs["sealed"]))
    yield "merkle.json", text_of(proofs.trees())
    yield "checkpoints.json", text_of(proofs.checkpoints())
    yield "bundle.json", text_of(proofs.bundles(parts))


def main(arguments: list[str]) -> int:
    """Write the files, or say which would differ."""
    if arguments not in ([], ["--check"], ["--new"]):
        print(__doc__)
        return 2
    if arguments == ["--new"]:
        about = "HPKE is random: these sealed parts are kept, and the other files are derived from them."
        kept = json.loads(INPUTS.read_text("utf-8"))["sealed"] if INPUTS.is_file() else {}
        INPUTS.write_text(text_of({"about": about, "sealed": entries.seal_missing(kept)}), "utf-8")
    differ = 0
    for name, text in files():
        path = FOLDER / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        differ += 1
        if arguments == ["--check"]:
            print(f"{path.relative_to(ROOT)} differs from what tools/make_record_vectors.py makes")
        else:
            path.write_text(text, "utf-8")
    return 1 if differ and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
