"""The page and the code say the same: rule numbers, limits and the worked example."""

import re
from pathlib import Path

from mithaq.record import limits
from mithaq.record.entry import decode
from record.vectors import load, raw

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "spec" / "record.md").read_text("utf-8")


def test_rules_are_numbered_once_and_in_order() -> None:
    numbers = [int(number) for number in re.findall(r"^- \*\*REC-(\d+)\*\*", PAGE, re.MULTILINE)]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


def test_every_rule_that_code_or_a_test_cites_is_on_the_page() -> None:
    cited = {
        number
        for folder in ("src/mithaq", "tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for number in re.findall(r"REC-\d+", path.read_text("utf-8"))
    }
    assert cited
    assert {number for number in cited if f"**{number}**" not in PAGE} == set()


def test_the_worked_example_is_the_vector() -> None:
    (vector,) = (one for one in load("entries")["good"] if one["name"] == "alone")
    entry = decode(raw(vector["frame"]))
    assert vector["plaintext"] in PAGE
    assert entry.payload.decode() in PAGE
    assert f"`{entry.id}`" in PAGE
    assert f"{len(entry.payload):08x} " in PAGE
    assert f"{len(entry.sealed):08x} " in PAGE
    assert entry.sealed[:12].hex() in PAGE
    assert entry.signature.hex()[:16] in PAGE


def test_the_sizes_are_those_of_the_code() -> None:
    for size in (limits.MAX_FRAME, limits.MAX_SEALED):
        assert f"{size:,} bytes" in PAGE
    assert limits.MAX_PAYLOAD == 16 * limits.KIB
    assert limits.MAX_BODY == 256 * limits.KIB
    for number, what in (
        (limits.MAX_PARTIES, "parties"),
        (limits.MAX_PARENTS, "parents"),
        (limits.MAX_AGENCY, "characters for an agency"),
        (limits.MAX_HANDLING, "for handling"),
        (limits.TIME_LENGTH, "for a time"),
    ):
        assert f"{number} {what}" in PAGE
    assert limits.AGENCY.fullmatch("ma." + "d" * (limits.MAX_AGENCY - 3))
