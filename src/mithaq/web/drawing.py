"""Drawing SVG on the server: shapes from left to right, mirrored for who reads from the right.

The svg itself is always direction="ltr": it would inherit dir="rtl", which turns text-anchor round but
moves nothing. So this sheet mirrors places and anchors, and each text finds its own direction (unicode-bidi:
plaintext). Colours and strokes come by class from the stylesheet: dark mode and print follow, and the policy
allows no style.
"""

import unicodedata
from collections.abc import Sequence
from itertools import count
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Point = tuple[float, float]

OTHER_ANCHOR = {"start": "end", "middle": "middle", "end": "start"}
NARROW = frozenset("ijlt.,:;'|!()[]Ifr ·’")
SHARE_NARROW, SHARE_WIDE, SHARE = 0.33, 0.82, 0.57
"""Widths of letters of the one family, as shares of the size; good to a few per cent."""

_numbers = count(1)


def width_of(words: str, size: float) -> float:
    """Return about how wide words are drawn at a size, a little more rather than less."""
    shares = 0.0
    for letter in words:
        if unicodedata.combining(letter):
            continue
        wide = letter.isupper() or letter in "mwMW%@—"
        shares += SHARE_NARROW if letter in NARROW else SHARE_WIDE if wide else SHARE
    return shares * size


def wrapped(words: str, size: float, room: float) -> list[str]:
    """Return words in as many lines as this room needs; a word that is wider has its own line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def figure(number: float) -> str:
    """Return a coordinate, with no more digits than a screen shows."""
    return f"{number:.1f}".removesuffix(".0")


class Sheet:
    """A drawing in the making; everything is given as if it were read from the left."""

    def __init__(
        self, width: float, title: str, about: str = "", *, rtl: bool = False, mirror: bool = True
    ) -> None:
        """Begin; `mirror` is off for maps, which are the same for every reader."""
        self.width = width
        self.height = 0.0
        self.rtl = rtl
        self.mirrored = rtl and mirror
        self.title, self.about = title, about
        self._shapes: list[SafeString] = []

    def x(self, x: float) -> float:
        """Return where a distance from the reader's side lies from the left."""
        return self.width - x if self.mirrored else x

    def down_to(self, y: float) -> None:
        """Make the drawing reach at least so far down."""
        self.height = max(self.height, y)

    def bar(self, x: float, y: float, width: float, height: float, kind: str, *, round_: float = 0) -> None:
        """Draw a rectangle from x on."""
        left = self.x(x) - width if self.mirrored else x
        self._add('<rect x="{}" y="{}" width="{}" height="{}" rx="{}" class="{}"/>',
                  *map(figure, (left, y, max(width, 0), height, round_)), kind)  # fmt: skip
        self.down_to(y + height)

    def line(self, points: Sequence[Point], kind: str) -> None:
        """Draw a line through points."""
        path = "M" + "L".join(f"{figure(self.x(x))} {figure(y)}" for x, y in points)
        self._add('<path d="{}" class="{}"/>', path, kind)
        self.down_to(max(y for _, y in points))

    def path(self, path: str, kind: str) -> None:
        """Draw a path as it is, never mirrored."""
        self._add('<path d="{}" class="{}"/>', path, kind)

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a circle."""
        self._add('<circle cx="{}" cy="{}" r="{}" class="{}"/>', *map(figure, (self.x(x), y, radius)), kind)
        self.down_to(y + radius)

    def text(self, x: float, y: float, words: str, kind: str = "", *, anchor: str = "start") -> None:
        """Write words on a base line."""
        side = OTHER_ANCHOR[anchor] if self.mirrored else anchor
        self._add('<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
                  figure(self.x(x)), figure(y), side, kind, words)  # fmt: skip
        self.down_to(y + 4)

    def svg(self, kind: str) -> SafeString:
        """Return the drawing: an image with a name and a description for who hears it."""
        name = f"drawing-{next(_numbers)}"
        return format_html(
            '<svg class="{}" viewBox="0 0 {} {}" width="{}" height="{}" direction="ltr" role="img" '
            'aria-labelledby="{}-title{}"><title id="{}-title">{}</title>{}'
            '<g aria-hidden="true">{}</g></svg>',
            kind,
            figure(self.width),
            ceil(self.height),
            figure(self.width),
            ceil(self.height),
            name,
            f" {name}-about" if self.about else "",
            name,
            self.title,
            format_html('<desc id="{}-about">{}</desc>', name, self.about) if self.about else "",
            format_html_join("", "{}", ((shape,) for shape in self._shapes)),
        )

    def _add(self, shape: str, *values: object) -> None:
        self._shapes.append(format_html(shape, *values))
