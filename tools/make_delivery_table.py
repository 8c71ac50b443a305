"""Write docs/spec/delivery-table.md: what is answered to every body in every state of a delivery.

`--check` writes nothing and fails when the page is not what the kind's table gives.
"""

import sys
from pathlib import Path

from mithaq.kinds.delivery import DELIVERY
from mithaq.kinds.diagram import table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "spec" / "delivery-table.md"

HEAD = """# Every body in every state of a delivery

Made by `tools/make_delivery_table.py`, which walks the lives of the kind ([kind.md](kind.md), KND-45 to
KND-47): in every situation that they lead to, three agencies and a stranger write the example of every
body. Do not edit it here.

`yes`: it has effect, for one of them at least. The codes are what the others, or the same in another
situation of that state, are refused with. A report is never refused: `yes` stands alone, and what deviates
stands in [`vectors/kind-delivery.json`](vectors/kind-delivery.json).
"""


def page() -> str:
    """Return the page that the kind's table gives."""
    found = table(DELIVERY)
    stages = [stage for stage in DELIVERY.stages if any(stage.code == key[0] for key in found)]
    parts = [HEAD]
    for stage in stages:
        parts.append(f"\n## {stage.title.capitalize()}\n\n| body | is | answer |\n|---|---|---|\n")
        for rule in DELIVERY.rules:
            codes = found[stage.code, rule.body.type]
            answers = [*(["yes"] if "" in codes else []), *(f"`{code}`" for code in sorted(codes - {""}))]
            is_ = "report" if rule.report else "order" if rule.order else "decision"
            parts.append(f"| `{rule.body.type}` | {is_} | {', '.join(answers)} |\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or with --check only compare it; 1 when it differs."""
    wanted = page()
    if "--check" in arguments:
        if PAGE.exists() and PAGE.read_text("utf-8") == wanted:
            return 0
        print("docs/spec/delivery-table.md is stale: python3 tools/make_delivery_table.py")
        return 1
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
