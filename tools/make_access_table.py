"""Write docs/access.md: who may call what, from the table that the tests try line by line.

`--check` writes nothing and fails when the page is not what the table gives.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "access.md"

HEAD = """# Who may call what

Made by `tools/make_access_table.py` from `tests/access/table.py`, which is tried line by line: every
page and endpoint as an officer of every role, as a stranger, and as nobody. Do not edit it here.

The first four roles are tried by officers who are named on the dossier; a stranger is a liaison
officer who is not. `yes`: it is done, or refused for another reason than who asks. `no`: 403, the role
does not include it. `unknown`: 404, there is nothing here as far as this officer may know. `sign in`:
401 or the sign-in page.

An alert of a partner names every liaison officer of the agency on its pact, so that it is acknowledged at
any hour (`node/news/alerts.py`); from then on they are no strangers to it.
"""


def page() -> str:
    """Return the page that the table gives."""
    sys.path.insert(0, str(ROOT / "tests"))
    from access.subjects import SUBJECTS  # noqa: PLC0415 - from the tests' folder
    from access.table import API, BESIDE, PAGES, SIGNING_IN  # noqa: PLC0415

    parts = [HEAD]
    for title, lines in (("Pages", PAGES), ("Signing in", SIGNING_IN), ("API", API), ("Beside", BESIDE)):
        parts.append(f"\n## {title}\n\n")
        parts.append(f"| call | {' | '.join(SUBJECTS)} |\n|---{'|---' * len(SUBJECTS)}|\n")
        for line in lines:
            route = line.route if line.route.startswith("/") else f"/{line.route}"
            outcomes = " | ".join(outcome for _, outcome in line.outcomes)
            parts.append(f"| `{line.method} {route}` | {outcomes} |\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or with --check only compare it; 1 when it differs."""
    wanted = page()
    if "--check" in arguments:
        if PAGE.exists() and PAGE.read_text("utf-8") == wanted:
            return 0
        print("docs/access.md is stale: python3 tools/make_access_table.py")
        return 1
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
