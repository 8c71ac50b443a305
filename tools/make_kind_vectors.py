"""Make docs/spec/vectors/kind-*.json: what a second implementation of the kinds can be tried with.

make_kind_vectors.py           write the files
make_kind_vectors.py --check   exit with 1 if a file would differ
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.vectors import (  # noqa: E402
    contacts,
    deliveries,
    expertise,
    gates,
    kinds,
    operations,
    reviews,
    teams,
    visits,
)

FOLDER = ROOT / "docs" / "spec" / "vectors"
DOSSIER = (
    "The past of each entry is all entries above it, refused or not, and its parties are"
    " the members; what `unstable` names is not stable in it; an agency's receipt of the opening is its"
    " first entry that has effect. `refusal` is what the law says of the entry, null if it has effect;"
    " `stage` what the dossier has come to."
)
REPORTS = (
    f"{DOSSIER} What `unseen` names is not in the past of the entry; `deviations` are the codes of what a"
    " report breaks that has its effect all the same."
)


def files() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the content of every file."""
    yield (
        "pact",
        {"about": DOSSIER, "kind": "pact", "rules": 1, "vectors": [*kinds.pacts(), *contacts.contacts()]},
    )
    registers = [*kinds.programmes(), *reviews.reviews()]
    yield "programme", {"about": DOSSIER, "kind": "programme", "rules": 1, "vectors": registers}
    yield "request", {"about": DOSSIER, "kind": "request", "rules": 1, "vectors": kinds.requests()}
    yield "visit", {"about": DOSSIER, "kind": "visit", "rules": 1, "vectors": visits.visits()}
    yield "expertise", {"about": DOSSIER, "kind": "expertise", "rules": 1, "vectors": expertise.catalogues()}
    about = f"{DOSSIER} `deviations` are the codes of what a report breaks that has its effect all the same."
    yield "operation", {"about": about, "kind": "operation", "rules": 1, "vectors": operations.operations()}
    yield "team", {"about": about, "kind": "team", "rules": 1, "vectors": teams.teams()}
    about = "`refusals` are why the author's node does not send the body; none means that it may go."
    yield "delivery", {"about": REPORTS, "kind": "delivery", "rules": 1, "vectors": deliveries.deliveries()}
    yield "gate", {"about": about, "terms": gates.CEILING, "vectors": gates.gates()}
    about = "`due` by profile, urgency, agency and receipt; `paused` in milliseconds; null: no deadline."
    yield "deadlines", {"about": about, "vectors": gates.deadlines()}


def main(arguments: list[str]) -> int:
    """Write the files, or say which would differ."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    differ = 0
    for name, content in files():
        path = FOLDER / f"kind-{name}.json"
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        differ += 1
        if arguments:
            print(f"{path.relative_to(ROOT)} differs from what tools/make_kind_vectors.py makes")
        else:
            path.write_text(text, "utf-8")
    return 1 if differ and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
