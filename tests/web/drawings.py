"""Reading a drawing back: its shapes, as a browser would place them."""

import re
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


class Drawing:
    """An SVG of a page, which is well-formed XML, too."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)

    def all(self, tag: str, kind: str = "") -> list[ET.Element]:
        """Return the shapes of a kind."""
        found = [one for one in self.root.iter() if one.tag in {tag, SVG + tag}]
        return [one for one in found if kind in one.get("class", "").split() or not kind]

    def texts(self) -> dict[str, ET.Element]:
        """Return what is written, by its words."""
        return {one.text or "": one for one in self.all("text")}

    @property
    def width(self) -> float:
        """Return how wide it is drawn."""
        return float(self.root.get("viewBox", "").split()[2])

    @property
    def height(self) -> float:
        """Return how high it is drawn."""
        return float(self.root.get("viewBox", "").split()[3])


def number(shape: ET.Element, name: str) -> float:
    """Return one of a shape's numbers."""
    return float(shape.get(name, "nan"))


def points(shape: ET.Element) -> list[tuple[float, float]]:
    """Return the corners of a path of straight lines, absolute."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", shape.get("d", ""))]
