"""The colours of the stylesheet by their names, which stands on which, and how well it can be told apart.

Source of the measure: WCAG 2.2, relative luminance; 1.4.3 (text: 4.5) and 1.4.11 (edges and icons: 3).
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "styles" / "20-tokens.css"
TEXT_LEAST, EDGE_LEAST = 4.5, 3.0

TEXT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ink", ("sheet", "ground", "sunk", "raised", "act-ground", "soon-ground", "late-ground", "land")),
    ("muted", ("sheet", "ground", "sunk", "raised", "act-ground", "late-ground")),
    ("link", ("sheet", "ground", "sunk", "raised", "act-ground")),
    ("on-brand", ("brand",)),
    ("on-act", ("act", "act-deep")),
    ("act", ("raised", "sheet")),
    ("act-deep", ("act-ground", "sheet")),
    ("late", ("sheet", "ground", "sunk", "raised", "late-ground")),
    ("soon", ("sheet", "ground", "sunk", "soon-ground")),
    ("good", ("sheet", "ground", "sunk", "good-ground")),
    ("info", ("sheet", "info-ground")),
    ("calm", ("sheet", "calm-ground")),
    ("sheet", ("late",)),
)
"""Text, and the grounds it stands on."""

EDGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("edge", ("sheet", "ground", "raised")),
    ("act", ("sheet", "ground", "sunk", "land", "sea", "chart-rest")),
    ("late", ("land", "sea")),
    ("edge", ("land", "sea")),
    ("shore", ("sea", "land")),
    ("focus-ring", ("focus",)),
    *((f"chart-{place}", ("sheet",)) for place in range(1, 6)),
)
"""Edges, marks and lines that must be seen, and what they are seen on."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A token and its two values."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour on another, with the contrast of both schemes and the least that is asked."""

    front: Colour
    back: Colour
    light: float
    dark: float
    least: float

    @property
    def holds(self) -> bool:
        """Return whether it can be told apart in both."""
        return min(self.light, self.dark) >= self.least


@cache
def colours() -> dict[str, Colour]:
    """Return every token that is a colour without transparency."""
    one = r"#[0-9a-f]{6}"
    found = re.findall(
        rf"--([a-z0-9-]+): (?:light-dark\(({one}), ({one})\)|({one}));", FILE.read_text("utf-8")
    )
    return {name: Colour(name, light or both, dark or both) for name, light, dark, both in found}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as "#0b6763", from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def pairs() -> tuple[Pair, ...]:
    """Return every pair that is used, text first."""
    return (*_measured(TEXT, TEXT_LEAST), *_measured(EDGES, EDGE_LEAST))


def _measured(said: tuple[tuple[str, tuple[str, ...]], ...], least: float) -> tuple[Pair, ...]:
    known = colours()
    return tuple(
        Pair(known[front], known[back], contrast(known[front].light, known[back].light),
             contrast(known[front].dark, known[back].dark), least)
        for front, backs in said for back in backs
    )  # fmt: skip
