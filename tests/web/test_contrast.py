"""Every colour on every ground it is used on can be told apart: WCAG 2.2, 1.4.3 and 1.4.11, light and dark.

axe cannot say so: it skips text that is purely Arabic.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.web import tokens

STYLES = Path(__file__).resolve().parents[2] / "src/mithaq/web/styles"
PAIRS = tokens.pairs()
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def named(pair: tokens.Pair) -> str:
    return f"{pair.front.name} on {pair.back.name}"


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_a_pair_can_be_told_apart_in_light_and_dark(pair: tokens.Pair) -> None:
    assert pair.light >= pair.least, f"light: {pair.light:.2f}"
    assert pair.dark >= pair.least, f"dark: {pair.dark:.2f}"


@pytest.mark.parametrize(
    "one, other, expected",
    # The ends of the scale, and the grey of WCAG's own explanation that just passes on white.
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_the_guideline(one: str, other: str, expected: float) -> None:
    assert tokens.contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert tokens.contrast(other, one) == tokens.contrast(one, other)


def rules() -> Iterator[tuple[str, str, str]]:
    """Yield file, selector and declarations of every rule that is no rule of rules."""
    for path in sorted(STYLES.glob("*.css")):
        text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", path.read_text("utf-8"), flags=re.DOTALL)
        for selector, body in RULE.findall(text):
            yield path.name, " ".join(selector.split()), body


def token(body: str, names: str) -> str:
    found = re.search(rf"(?<![\w-])(?:{names}):\s*var\(--([a-z0-9-]+)\)", body)
    return found[1] if found else ""


def test_a_rule_that_sets_text_and_ground_sets_a_measured_pair() -> None:
    measured = {(pair.front.name, pair.back.name) for pair in PAIRS}
    used = {
        (token(body, "color"), token(body, "background(?:-color)?")): f"{name}: {selector}"
        for name, selector, body in rules()
        if token(body, "color") and token(body, "background(?:-color)?")
    }
    assert len(used) > 10
    assert {where: pair for pair, where in used.items() if pair not in measured} == {}


def test_no_colour_is_written_where_it_is_used() -> None:
    """A value outside the tokens would be neither measured nor dark."""
    meant = {"#fff", "#000", "#15212a"}  # paper, and the letters on the yellow of a mark
    found = {
        (name, colour)
        for name, _, body in rules()
        if not name.startswith(("20-", "35-"))
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^;]*\{)", body)
    }
    assert {one for one in found if one[1] not in meant} == set()


def test_every_token_that_is_used_exists() -> None:
    sheet = "".join(path.read_text("utf-8") for path in sorted(STYLES.glob("*.css")))
    defined = set(re.findall(r"(?<![\w-])--([a-z0-9-]+):", sheet))
    used = set(re.findall(r"var\(--([a-z0-9-]+)", sheet))
    assert used - defined == set()
