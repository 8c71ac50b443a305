"""The pages of the kinds say what the code does: rules have numbers, and diagrams are the table's."""

import re
from pathlib import Path
from typing import Any

import pytest

from mithaq.kinds import KINDS, Kind
from mithaq.kinds.diagram import diagram
from mithaq.kinds.evidence import evidence_rules
from mithaq.kinds.predicates import PARTY
from mithaq.record.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "DEL": "delivery",
    "EVI": "evidence",
    "KND": "kind",
    "OPR": "operation",
    "PAC": "pact",
    "PRO": "programme",
    "REQ": "request",
    "TEA": "team",
    "VIS": "visit",
    "XPT": "expertise",
}


@pytest.mark.parametrize("prefix", PAGES)
def test_rules_are_numbered_without_a_gap_and_cited_as_they_are(prefix: str) -> None:
    page = (ROOT / "docs" / "spec" / f"{PAGES[prefix]}.md").read_text("utf-8")
    rules = [int(number) for number in re.findall(rf"^- \*\*{prefix}-(\d+)\*\*", page, re.MULTILINE)]
    assert rules == list(range(1, len(rules) + 1))
    files = [*(ROOT / "src" / "mithaq" / "kinds").rglob("*.py"), *(ROOT / "tests" / "kinds").glob("*.py")]
    cited = {int(n) for file in files for n in re.findall(rf"\b{prefix}-(\d+)", file.read_text("utf-8"))}
    assert cited <= set(rules), "the code cites a rule that no page has"
    assert cited, "nothing cites this page"


@pytest.mark.parametrize("known", KINDS, ids=lambda known: known.name)
def test_the_page_shows_the_diagram_of_the_table(known: Kind[Any]) -> None:
    page = (ROOT / "docs" / "spec" / f"{known.name}.md").read_text("utf-8")
    assert diagram(known) in page


def test_every_code_of_a_page_exists() -> None:
    for name in PAGES.values():
        page = (ROOT / "docs" / "spec" / f"{name}.md").read_text("utf-8")
        types = {rule.body.type for known in KINDS for rule in known.table.values()}
        types |= {rule.body.type for rule in evidence_rules(PARTY)}
        for code in re.findall(r"`([a-z]+(?:-[a-z0-9]+){1,5})`", page):
            assert code in CODES or code in types, (name, code)
