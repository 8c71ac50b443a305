"""The course of a delivery on the map: places, legs, where borders are crossed and control is handed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mithaq.kinds.delivery.progress import Delivery, Leg
from mithaq.terms import POSITIONS
from mithaq.web import maps, words
from mithaq.web.boards.room import Sight

REPORTS = 40
"""Reports, the newest, in which places are looked for."""

SAME = 0.02
"""Degrees within which two places are one on the map."""


@dataclass(frozen=True, slots=True)
class Course:
    """The map, None where no place has a position, and the places without one."""

    map: maps.Map | None
    small: maps.Map | None
    """The same for a telephone."""
    unplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is drawn."""

    name: str
    longitude: float
    latitude: float
    state: maps.State
    marks: frozenset[str] = frozenset()


def reports(state: Delivery) -> tuple[str, ...]:
    """Return the newest reports, which may say where something was."""
    found = [entry for entry, mark in state.entries.items() if mark.type == "report"]
    return tuple(found[-REPORTS:])


def plan_of(sight: Sight, leg: Leg) -> Any:
    """Return what the request, or the change of route, says of a leg; None where it is gone."""
    body = sight.body(leg.source)
    planned = getattr(body, "legs", ())
    return planned[leg.place] if leg.place < len(planned) else None


def draw(sight: Sight) -> Course:
    """Return the route that holds, and the places that reports name."""
    spots: list[Spot] = []
    drawn, unplaced = [], []
    for leg in sight.state.route:
        ends = [_place(sight, spots, leg, end) for end in ("start", "end")]
        if None in ends:
            unplaced += [
                place_name(sight, leg, end)
                for end, at in zip(("start", "end"), ends, strict=True)
                if at is None
            ]
        elif ends[0] != ends[1]:
            drawn.append(_leg(sight, leg, ends))
    for spot in _reported(sight):
        _put(spots, spot)
    places = [
        maps.Place(one.name, one.longitude, one.latitude, one.state, _listed(one.marks)) for one in spots
    ]
    wide, small = (
        maps.draw(_("Route of the delivery"), places, drawn, wide=wide) if places else None
        for wide in (True, False)
    )
    return Course(wide, small, tuple(dict.fromkeys(unplaced)))


def _listed(marks: frozenset[str]) -> str:
    return pgettext("between items of a list", ", ").join(sorted(marks))


def place_name(sight: Sight, leg: Leg, end: str) -> str:
    """Return the name of a leg's beginning or end: the port, else the spot that was written."""
    code, planned = getattr(leg, end), plan_of(sight, leg)
    return _name(code, getattr(planned, end, None))


def _name(code: str, body: Any) -> str:
    spot = getattr(body, "spot", None)
    return str(spot) if code not in POSITIONS and spot else words.name("places", code)


def _place(sight: Sight, spots: list[Spot], leg: Leg, end: str) -> int | None:
    """Put an end of a leg on the map, and return which place it is; None without a position."""
    planned = plan_of(sight, leg)
    at = _position(getattr(leg, end), getattr(planned, end, None))
    if at is None:
        return None
    marks = frozenset(_marks(sight.state, leg)) if end == "end" else frozenset[str]()
    return _put(spots, Spot(place_name(sight, leg, end), *at, _state_at(sight.state, leg, end), marks))


def _position(code: str, body: Any) -> tuple[float, float] | None:
    """Return where a place is: as it was written, else as the vocabulary has it; degrees."""
    given = getattr(body, "position", None)
    at = (given.longitude, given.latitude) if given is not None else POSITIONS.get(code)
    return None if at is None else (at[0] / 1000, at[1] / 1000)


def _put(spots: list[Spot], spot: Spot) -> int:
    """Return which place this is; one that is there already takes over what is new of it."""
    for at, one in enumerate(spots):
        if abs(one.longitude - spot.longitude) < SAME and abs(one.latitude - spot.latitude) < SAME:
            further = one if one.state == maps.State.DONE else spot
            spots[at] = Spot(one.name, one.longitude, one.latitude, further.state, one.marks | spot.marks)
            return at
    spots.append(spot)
    return len(spots) - 1


def _state_at(state: Delivery, leg: Leg, end: str) -> maps.State:
    return maps.State.DONE if end == "start" and leg.departed else state_of(state, leg)


def state_of(state: Delivery, leg: Leg) -> maps.State:
    """Return how far a leg is."""
    if leg.arrived:
        return maps.State.DONE
    if state.over:
        return maps.State.STOPPED
    return maps.State.UNDER_WAY if leg.departed else maps.State.TO_DO


def _marks(state: Delivery, leg: Leg) -> Iterator[str]:
    """Yield what happens where a leg ends: control passes to another agency, a border is crossed."""
    route = state.route
    after = route[route.index(leg) + 1 :]
    if after and after[0].agency != leg.agency:
        yield _("hand-over of control")
    if len(leg.countries) > 1:
        yield _("border crossing")


def _leg(sight: Sight, leg: Leg, ends: list[int | None]) -> maps.Leg:
    by = words.name("transports", leg.transport)
    return maps.Leg(
        ends[0] or 0, ends[1] or 0, state_of(sight.state, leg), by, words.agency_short(leg.agency)
    )


def _reported(sight: Sight) -> Iterator[Spot]:
    """Yield where reports say that something was, the oldest first."""
    for entry in reports(sight.state):
        body: Any = sight.body(entry)
        place: Any = getattr(body, "place", None)
        at = _position(place.place, place) if place is not None else None
        if at is not None:
            event = words.name("delivery-events", body.event)
            yield Spot(_name(place.place, place), *at, maps.State.DONE, frozenset((event,)))
