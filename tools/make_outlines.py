"""Make the outlines that the maps are drawn from: `python3 tools/make_outlines.py [--check]`.

The source is the TopoJSON of world-atlas (Natural Earth, 1:50 million, public domain), fetched by
tools/vendor.py: arcs of whole numbers, each counted from the one before (TopoJSON 1.0, 2.1.1 and 2.1.4). Made
of it are the outlines of the land and, apart from them, the lines between two countries by their ISO 3166-1
numbers, so that each node can say which of these it draws.
"""

import argparse
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tools/vendored/world-atlas/countries-50m.json"
TARGET = ROOT / "src/mithaq/web/maps/outlines.bin"
UNITS = 200
"""Units a degree: about 500 metres, finer than the source is drawn."""

Line = list[tuple[int, int]]


def arcs(topology: dict[str, Any]) -> list[Line]:
    """Return every arc as places, longitude and latitude in UNITS."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((round((x * across + west) * UNITS), round((y * up + south) * UNITS)))
        made.append(line)
    return made


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry, each as numbers of arcs; a negative one is arc ~n backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: list[int], lines: list[Line]) -> Line:
    """Return a ring's places; where two arcs meet, their common place stands once."""
    whole: Line = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        whole += line[1:] if whole else line
    return whole


def between(countries: dict[str, Any]) -> dict[int, str]:
    """Return which arcs part two countries, with both numbers, such as "504-724"."""
    owners: dict[int, set[str]] = defaultdict(set)
    for country in countries["geometries"]:
        for ring in rings(country):
            for number in ring:
                # Some have no number of their own: their name stands for it.
                owners[number if number >= 0 else ~number].add(
                    country.get("id") or country["properties"]["name"]
                )
    return {number: "-".join(sorted(two)) for number, two in owners.items() if len(two) > 1}


def steps(line: Line) -> list[int]:
    """Return a line as numbers: its first place, then each step that is one."""
    numbers = [*line[0]]
    for (x, y), (next_x, next_y) in pairwise(line):
        if (x, y) != (next_x, next_y):
            numbers += [next_x - x, next_y - y]
    return numbers


def outlines() -> bytes:
    """Return what is kept: JSON, before it is compressed."""
    topology = json.loads(SOURCE.read_text("utf-8"))
    lines = arcs(topology)
    land = [steps(joined(ring, lines)) for ring in rings(topology["objects"]["land"])]
    borders: dict[str, list[list[int]]] = defaultdict(list)
    for number, two in sorted(between(topology["objects"]["countries"]).items()):
        borders[two].append(steps(lines[number]))
    made = {"units": UNITS, "land": land, "borders": dict(sorted(borders.items()))}
    return json.dumps(made, separators=(",", ":"), ensure_ascii=True).encode()


def main() -> int:
    """Write the file, or check what is there; 1 when it is another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = outlines()
    if parser.parse_args().check:
        same = zlib.decompress(TARGET.read_bytes()) == wanted
        print("the outlines are as their source" if same else "python3 tools/make_outlines.py was not run")
        return 0 if same else 1
    TARGET.write_bytes(zlib.compress(wanted, 9))
    return 0


if __name__ == "__main__":
    sys.exit(main())
