"""Where the names of places stand: beside their dots, and not on each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from mithaq.web.drawing import width_of
from mithaq.web.maps.outlines import Degrees

SIZE = 14.0
"""Height of the letters; the stylesheet's .map .name says the same."""
FREE = 5.0

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where its dot is."""

    x: float
    y: float
    words: str


def apart(spots: Sequence[Degrees], least: float, rounds: int = 24) -> list[Degrees]:
    """Return where dots stand so that each can be read: on their spots, or pushed away from each other."""
    dots = [[*spot] for spot in spots]
    for _ in range(rounds):
        for at, one in enumerate(dots):
            for other in dots[at + 1 :]:
                across, down = other[0] - one[0], other[1] - one[1]
                far = hypot(across, down)
                if far < least:
                    # Two dots on one spot part along the reading line.
                    share = ((across / far, down / far) if far else (1.0, 0.0), (least - far) / 2)
                    for axis in (0, 1):
                        one[axis] -= share[0][axis] * share[1]
                        other[axis] += share[0][axis] * share[1]
    return [(x, y) for x, y in dots]


def names(
    wanted: Sequence[Name], width: float, height: float, dot: float, *, rtl: bool
) -> Iterator[tuple[float, float, str, str]]:
    """Yield x, y, anchor and words of each name; a name that fits nowhere stands where it does least harm."""
    taken: list[Rectangle] = [(one.x - dot, one.y - dot, one.x + dot, one.y + dot) for one in wanted]
    for one in wanted:
        best = min(_sides(one, dot, rtl=rtl), key=lambda side: _harm(side[3], taken, width, height))
        taken.append(best[3])
        yield (*best[:3], one.words)


def _sides(one: Name, dot: float, *, rtl: bool) -> list[tuple[float, float, str, Rectangle]]:
    """Return where a name can stand, the best first: where reading goes on, the other side, above, below."""
    wide, away, middle = width_of(one.words, SIZE), dot + FREE, one.y + SIZE * 0.35
    right = (one.x + away, middle, "start", _box(one.x + away, middle, wide))
    left = (one.x - away, middle, "end", _box(one.x - away - wide, middle, wide))
    above, below = one.y - away, one.y + away + SIZE * 0.7
    beside = [left, right] if rtl else [right, left]
    return [
        *beside,
        (one.x, above, "middle", _box(one.x - wide / 2, above, wide)),
        (one.x, below, "middle", _box(one.x - wide / 2, below, wide)),
    ]


def _box(left: float, baseline: float, wide: float) -> Rectangle:
    return left, baseline - SIZE * 0.9, left + wide, baseline + SIZE * 0.35


def _harm(box: Rectangle, taken: Sequence[Rectangle], width: float, height: float) -> float:
    """Return how much of a name would be hidden: by what stands there, or past the edge."""
    edge = (4.0, 4.0, width - 4, height - 4)
    hidden = sum(_common(box, other) for other in taken)
    return hidden + (box[2] - box[0]) * (box[3] - box[1]) - _common(box, edge)


def _common(one: Rectangle, other: Rectangle) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(down, 0)
