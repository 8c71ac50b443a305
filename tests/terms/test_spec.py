"""docs/spec/handling.md says what the code does: its rules, its example, its list of what is unverified."""

import json
import re
from pathlib import Path

from mithaq.record.codes import CODES
from mithaq.terms import (
    HANDLING,
    LEGAL_BASES,
    PAP,
    PURPOSES,
    TLP,
    TRANSFER_BASES,
    VOCABULARIES,
    evaluation_problem,
    handling_problem,
)

ROOT = Path(__file__).parents[2]
SPEC = (ROOT / "docs/spec/handling.md").read_text(encoding="utf-8")
RULES = [int(number) for number in re.findall(r"^- \*\*HAN-(\d+)\*\*", SPEC, re.MULTILINE)]
SOURCES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/mithaq/terms").glob("*.py"))]


def test_rules_are_numbered_without_gaps() -> None:
    assert list(range(1, len(RULES) + 1)) == RULES


def test_the_code_cites_only_rules_that_exist() -> None:
    cited = {int(number) for source in SOURCES for number in re.findall(r"HAN-(\d+)", source)}
    assert cited
    assert cited <= set(RULES)


def test_the_example_obeys_the_rules() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", SPEC, re.DOTALL)
    example = json.loads(block)
    assert handling_problem(frozenset(example["codes"]), example["note"]["text"]) is None
    assert evaluation_problem(**example["evaluation"]) is None
    assert example["purpose"] in PURPOSES
    assert example["legal_basis"] in LEGAL_BASES
    assert example["tlp"] in TLP
    assert example["pap"] in PAP
    assert example["transfer"]["basis"] in TRANSFER_BASES
    for language, code in (("es", "H1"), ("de", "H1"), ("es", "H3"), ("de", "H3")):
        assert HANDLING.label(code, language) in SPEC


def test_every_vocabulary_is_listed() -> None:
    assert [name for name in VOCABULARIES if f"`{name}`" not in SPEC] == []


def test_every_unverified_term_is_listed_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| .+ \|$", SPEC.split("## Unverified")[1], re.MULTILINE)
    listed = {(name, code) for name, codes in rows for code in re.findall(r"`([^`]+)`", codes)}
    unverified = {
        (vocabulary.name, entry.code)
        for vocabulary in VOCABULARIES.values()
        for entry in vocabulary
        if not entry.verified
    }
    assert listed == unverified


def test_every_problem_has_its_place_in_the_list_of_refusals() -> None:
    problems = {
        code
        for source in SOURCES
        for code in re.findall(r'"((?:handling|evaluation|identifier)-[a-z0-9-]+)"', source)
    }
    problems -= set(VOCABULARIES)
    assert len(problems) == 12
    assert problems <= set(CODES)
