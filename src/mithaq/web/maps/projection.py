"""From degrees to a sheet: Mercator's projection, cropped to the places that are to be seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, hypot, radians, sinh, tan

from mithaq.web.maps.outlines import Box, Degrees

LEAST = 2.5
"""Degrees that a map shows at least: one place alone is shown with what is around it."""
FARTHEST = 84.0
"""Mercator's projection has no poles."""
FREE = 0.16
"""Share of the width that is free beside the outermost places, for their names."""
EARTH = 40_075.0
"""Kilometres around the equator."""


def up(latitude: float) -> float:
    """Return how far up a latitude is drawn, in degrees of longitude at the equator."""
    return degrees(asinh(tan(radians(max(-FARTHEST, min(FARTHEST, latitude))))))


def latitude_of(height: float) -> float:
    """Return the latitude that is drawn so far up."""
    return degrees(atan(sinh(radians(height))))


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the globe a sheet of this size shows."""

    width: float
    height: float
    west: float
    top: float
    scale: float
    """Units of the sheet a degree of longitude."""

    def at(self, place: Degrees) -> Degrees:
        """Return where a place lies on the sheet."""
        return (place[0] - self.west) * self.scale, (self.top - up(place[1])) * self.scale

    def box(self, beyond: float = 0.0) -> Box:
        """Return what is seen, and so many units of the sheet more on each side."""
        more = beyond / self.scale
        return Box(
            self.west - more,
            latitude_of(self.top - self.height / self.scale - more),
            self.west + self.width / self.scale + more,
            latitude_of(self.top + more),
        )

    def kilometres(self, units: float) -> float:
        """Return how far apart two places in the middle of the sheet are that are so many units apart."""
        middle = latitude_of(self.top - self.height / self.scale / 2)
        return units / self.scale * EARTH / 360 * cos(radians(middle))


def view_of(places: Iterable[Degrees], width: float, height: float) -> View:
    """Return the view that shows all places with room around them; ValueError where there are none."""
    across, heights = zip(*((lon, up(lat)) for lon, lat in places), strict=True)
    wide = max(max(across) - min(across), LEAST)
    high = max(max(heights) - min(heights), LEAST * height / width)
    scale = min(width * (1 - 2 * FREE) / wide, height * (1 - 2 * FREE) / high)
    middle = (max(across) + min(across)) / 2, (max(heights) + min(heights)) / 2
    return View(width, height, middle[0] - width / scale / 2, middle[1] + height / scale / 2, scale)


def path_of(points: Sequence[Degrees], view: View, *, closed: bool, apart: float = 1.2) -> str:
    """Return points as an SVG path in tenths, without those that nobody could tell apart."""
    path, last, kept = "", (0, 0), 0
    for at, place in enumerate(points):
        x, y = view.at(place)
        now = (round(x * 10), round(y * 10))
        if not path:
            path = f"M{tenths(now[0])} {tenths(now[1])}"
        elif hypot(now[0] - last[0], now[1] - last[1]) >= apart * 10 or (
            at == len(points) - 1 and not closed
        ):
            path += f"l{tenths(now[0] - last[0])} {tenths(now[1] - last[1])}"
            kept += 1
        else:
            continue
        last = now
    return "" if kept < (2 if closed else 1) else path + ("z" if closed else "")


def tenths(number: int) -> str:
    """Return a whole number of tenths in as few letters as it needs."""
    whole, rest = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole or ('' if rest else '0')}{f'.{rest}' if rest else ''}"
