"""Every pair of colours that text is written in can be read: WCAG 2.2, 1.4.3 and 1.4.11, light and dark."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "src/mithaq/web/static/web/mithaq.css"

TEXT = (
    ("ink", "sheet"), ("ink", "ground"), ("muted", "sheet"), ("muted", "ground"), ("link", "sheet"),
    ("link", "ground"), ("on-brand", "brand"), ("on-act", "act"), ("late", "sheet"), ("late", "late-ground"),
    ("soon", "soon-ground"), ("good", "good-ground"), ("info", "info-ground"), ("sheet", "late"),
)  # fmt: skip
PARTS = (("edge", "sheet"), ("act", "sheet"))


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of the light and of the dark scheme by their names."""
    tokens = SHEET.read_text("utf-8").split("@layer tokens {", 1)[1].split("@layer base", 1)[0]
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")
    first = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", light))
    return {"light": first, "dark": {**first, **dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", dark))}}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("front, back", TEXT)
def test_text_can_be_read(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("front, back", PARTS)
def test_edges_can_be_seen(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[front], colours[back]) >= 3
