"""What the vectors of a delivery begin with (docs/spec/vectors/kind-delivery.json)."""

from typing import Any

from tools.vectors.dossiers import Json, Line, line, vector
from tools.vectors.kinds import MADRID, POTSDAM, RABAT

from mithaq.kinds.delivery import DELIVERY

OPENING, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH = (f"{number:064x}" for number in range(1, 9))
ASK = dict(DELIVERY.opens[0].example)
LEGS: list[Json] = [dict(leg) for leg in ASK["legs"]]
SEALS = ["EX 1", "EX 2"]
LATE = 60 * 24 * 60
"""Minutes after which no authorisation of the example is valid."""


def kg(value: int, unit: str = "kg") -> Json:
    """Return a quantity."""
    return {"value": value, "unit": unit}


def written(name: str, *lines: Line, **more: Any) -> Json:
    """Return a vector that begins with the request."""
    return vector(DELIVERY, name, line(RABAT, "ask"), *lines, **more)


def each(type_: str) -> list[Line]:
    """Return the example of a type by each agency."""
    return [line(agency, type_) for agency in (RABAT, MADRID, POTSDAM)]


READY = [*each("authorise"), *each("confirm-team")]
MOVING = [*READY, line(RABAT, "order-leg"), line(RABAT, "report"), line(MADRID, "order-leg")]
