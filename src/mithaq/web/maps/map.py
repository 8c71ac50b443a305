"""A map of places and the legs between them, as a route is planned and carried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import floor, hypot, log10

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.web import words
from mithaq.web.charts.chart import number, with_unit
from mithaq.web.drawing import Sheet
from mithaq.web.maps.names import Name, apart, names
from mithaq.web.maps.outlines import Degrees, borders_within, land_within
from mithaq.web.maps.projection import View, path_of, view_of

WIDE, NARROW = (720.0, 460.0), (360.0, 330.0)
BEYOND = 30.0
"""How far outlines go on past the edge: what is cut there is never seen."""
DOT = 8.5
RING = DOT + 4


class State(StrEnum):
    """How far a place or a leg is."""

    DONE = "done"
    UNDER_WAY = "under-way"
    TO_DO = "to-do"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Place:
    """A place, by its name in the reader's language."""

    name: str
    longitude: float
    latitude: float
    state: State = State.TO_DO
    mark: str = ""
    """What happens there, in words: it has a ring around it."""

    @property
    def at(self) -> Degrees:
        """Where it is."""
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Leg:
    """A way between two of the places, counted from 0; `by` and `holder` are words of its row."""

    begin: int
    end: int
    state: State = State.TO_DO
    by: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing and its tables."""

    title: str
    svg: SafeString
    places: tuple[tuple[str, str, str, str], ...]
    """Number, name, state, and the state's word."""
    legs: tuple[tuple[str, str, str, str, str, str], ...]
    """From, to, by, who has it, state, and the state's word."""
    legend: tuple[tuple[str, str], ...]
    note: str
    marks: tuple[tuple[str, str], ...] = ()
    """Number of a place that has a ring, and what happens there."""


def state_name(state: State) -> str:
    """Return a state in words."""
    return {
        State.DONE: _("done"),
        State.UNDER_WAY: _("under way"),
        State.TO_DO: _("to do"),
        State.STOPPED: _("stopped"),
    }[state]


def draw(title: str, places: Sequence[Place], legs: Sequence[Leg] = (), *, wide: bool = True) -> Map:
    """Return a map of these places, at least one, and of the legs between them."""
    size = WIDE if wide else NARROW
    view = view_of((place.at for place in places), *size)
    rtl = words.direction(words.language()) == "rtl"
    sheet = Sheet(size[0], title, _about(places, legs), rtl=rtl, mirror=False)
    sheet.down_to(size[1])
    _ground(sheet, view)
    for leg in legs:
        sheet.line([view.at(places[leg.begin].at), view.at(places[leg.end].at)], f"leg {leg.state}")
    _places(sheet, view, places, rtl=rtl)
    _scale(sheet, view)
    used = dict.fromkeys([*(leg.state for leg in legs)] or [place.state for place in places])
    legend = tuple((state.value, state_name(state)) for state in State if state in used)
    said = [
        (number(at), place.name, place.state.value, _said_of(place)) for at, place in enumerate(places, 1)
    ]
    return Map(
        title,
        sheet.svg("map wide" if wide else "map column"),
        tuple(said),
        _rows(places, legs),
        legend,
        _note(legs),
        tuple((number(at), place.mark) for at, place in enumerate(places, 1) if place.mark),
    )


def _said_of(place: Place) -> str:
    """Return how far a place is, and what happens there."""
    return " · ".join(filter(None, (state_name(place.state), place.mark)))


def _ground(sheet: Sheet, view: View) -> None:
    sheet.path(_land(view), "land")
    if settings.MAP_BORDERS == "all" and (lines := _borders(view, tuple(settings.MAP_BORDERS_WITHOUT))):
        sheet.path(lines, "border")


@lru_cache(maxsize=64)
def _land(view: View) -> str:
    return "".join(path_of(ring, view, closed=True) for ring in land_within(view.box(BEYOND)))


@lru_cache(maxsize=64)
def _borders(view: View, without: tuple[str, ...]) -> str:
    return "".join(path_of(line, view, closed=False) for line in borders_within(view.box(BEYOND), without))


def _places(sheet: Sheet, view: View, places: Sequence[Place], *, rtl: bool) -> None:
    spots = [view.at(place.at) for place in places]
    dots = apart(spots, 2 * DOT + 2)
    for (x, y), spot in zip(dots, spots, strict=True):
        if hypot(x - spot[0], y - spot[1]) > DOT / 2:
            sheet.line([spot, (x, y)], "lead")
            sheet.dot(*spot, 2, "spot")
    for at, ((x, y), place) in enumerate(zip(dots, places, strict=True), 1):
        if place.mark:
            sheet.dot(x, y, RING, f"mark {place.state}")
        sheet.dot(x, y, DOT, f"place {place.state}")
        sheet.text(x, y + 4, number(at), f"place-number {place.state}", anchor="middle")
    wanted = [Name(x, y, place.name) for (x, y), place in zip(dots, places, strict=True)]
    around = RING if any(place.mark for place in places) else DOT
    for x, y, anchor, name in names(wanted, sheet.width, view.height, around, rtl=rtl):
        sheet.text(x, y, name, "name", anchor=anchor)


def _scale(sheet: Sheet, view: View) -> None:
    """Draw how long a round number of kilometres is in the middle of the map."""
    long = round_below(view.kilometres(view.width / 4))
    units = long / view.kilometres(1)
    y = view.height - 14
    sheet.line([(14, y - 4), (14, y), (14 + units, y), (14 + units, y - 4)], "scale")
    sheet.text(14 + units + 7, y + 1, with_unit(long, _("km")), "scale-number")


def round_below(number: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is not above a positive number."""
    power = 10.0 ** floor(log10(number))
    return next(power * factor for factor in (5, 2, 1) if power * factor <= number)


def _rows(places: Sequence[Place], legs: Sequence[Leg]) -> tuple[tuple[str, str, str, str, str, str], ...]:
    return tuple(
        (
            places[leg.begin].name,
            places[leg.end].name,
            leg.by,
            leg.holder,
            leg.state.value,
            state_name(leg.state),
        )
        for leg in legs
    )


def _about(places: Sequence[Place], legs: Sequence[Leg]) -> str:
    """Return what is drawn, for who hears it: the places in their order, and how far each leg is."""
    said = [
        f"{number(at)}. {place.name}{f' ({place.mark})' if place.mark else ''}"
        for at, place in enumerate(places, 1)
    ]
    said += [f"{places[leg.begin].name} – {places[leg.end].name}: {state_name(leg.state)}" for leg in legs]
    return "; ".join(said)


def _note(legs: Sequence[Leg]) -> str:
    said = [_("Legs are drawn straight: they are not the way taken.")] if legs else []
    if settings.MAP_BORDERS == "all":
        said.append(_("Lines between countries are drawn as this node has set them and settle nothing."))
    else:
        said.append(_("Coastlines only: no lines between countries are drawn."))
    return " ".join([*said, _("Outlines: Natural Earth.")])
