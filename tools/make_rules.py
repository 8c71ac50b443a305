"""Make src/mithaq/record/rules.py: which numbered rule of docs/spec names each code.

    python tools/make_rules.py            write it
    python tools/make_rules.py --check    1 if it is not what the specification says

A rule is an item `- **REC-21** ...`; the codes that it provokes stand in it in backquotes. Where
several rules name a code, the first one of the first page counts.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mithaq.record.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "docs" / "spec"
TARGET = ROOT / "src" / "mithaq" / "record" / "rules.py"
FIRST = ("record.md", "record-law.md", "exchange.md", "handling.md", "kind.md")
ITEM = re.compile(r"^- \*\*([A-Z]{3}-\d+)\*\*(.*?)(?=^- \*\*|^\s*$|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([a-z0-9-]+)`")

HEAD = '''"""Which numbered rule a code comes from: made by tools/make_rules.py from docs/spec."""

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
'''


def pages() -> list[Path]:
    """Return the pages of the specification, the general ones first."""
    found = {page.name: page for page in sorted(SPEC.glob("*.md"))}
    return [found.pop(name) for name in FIRST if name in found] + list(found.values())


def rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield (code, rule) for each code that a rule of this page names."""
    for rule, said in ITEM.findall(text):
        for code in CODE.findall(said):
            if code in CODES:
                yield code, rule


def made() -> str:
    """Return what the file has to be."""
    known: dict[str, str] = {}
    for page in pages():
        for code, rule in rules(page.read_text("utf-8")):
            known.setdefault(code, rule)
    lines = [f'        "{code}": "{rule}",\n' for code, rule in sorted(known.items())]
    return f"{HEAD}{''.join(lines)}    }}\n)\n"


def main(arguments: list[str]) -> int:
    """Write the file, or say whether it is up to date."""
    text = made()
    if arguments == ["--check"]:
        if TARGET.exists() and TARGET.read_text("utf-8") == text:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is not what docs/spec says; run tools/make_rules.py")
        return 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
