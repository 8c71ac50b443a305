"""Outlines of the land and lines between countries, as tools/make_outlines.py keeps them."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("outlines.bin")

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the globe, in degrees; it does not cross the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Return whether both have a place in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def holds(self, place: Degrees) -> bool:
        """Return whether a place is within."""
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north


@dataclass(frozen=True, slots=True)
class Outline:
    """A line or a ring, and the box around it."""

    box: Box
    points: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """All land, and the lines between two countries by their numbers (ISO 3166-1), such as "504-724"."""

    land: tuple[Outline, ...]
    borders: dict[str, tuple[Outline, ...]]


@cache
def outlines() -> Outlines:
    """Return the outlines; read once a process."""
    kept = json.loads(zlib.decompress(FILE.read_bytes()))
    units = kept["units"]
    return Outlines(
        tuple(_outline(numbers, units) for numbers in kept["land"]),
        {two: tuple(_outline(one, units) for one in lines) for two, lines in kept["borders"].items()},
    )


def _outline(numbers: Sequence[int], units: int) -> Outline:
    points, x, y = [], 0, 0
    for at in range(0, len(numbers), 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        points.append((x / units, y / units))
    across, up = [p[0] for p in points], [p[1] for p in points]
    return Outline(Box(min(across), min(up), max(across), max(up)), tuple(points))


def land_within(box: Box) -> Iterator[list[Degrees]]:
    """Yield each ring of land as far as it lies in a box (Sutherland and Hodgman, 1974).

    Where a ring leaves the box it follows its side: draw a box that is larger than what is seen.
    """
    for outline in outlines().land:
        if outline.box.meets(box):
            ring = list(outline.points)
            for axis, limit, keeps_greater in _sides(box):
                ring = _cut(ring, axis, limit, keeps_greater=keeps_greater)
            if len(ring) > 2:
                yield ring


def borders_within(box: Box, without: Sequence[str] = ()) -> Iterator[tuple[Degrees, ...]]:
    """Yield the lines between countries that come near a box, but those of the pairs that are named."""
    for two, lines in outlines().borders.items():
        if two not in without:
            yield from (line.points for line in lines if line.box.meets(box))


def _sides(box: Box) -> tuple[tuple[int, float, bool], ...]:
    return (0, box.west, True), (0, box.east, False), (1, box.south, True), (1, box.north, False)


def _cut(ring: list[Degrees], axis: int, limit: float, *, keeps_greater: bool) -> list[Degrees]:
    """Return the part of a ring on one side of a line along a meridian or a parallel."""
    kept: list[Degrees] = []
    for one, other in pairwise([*ring[-1:], *ring]):
        inside = (other[axis] >= limit) == keeps_greater
        if inside != ((one[axis] >= limit) == keeps_greater):
            share = (limit - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        if inside:
            kept.append(other)
    return kept
