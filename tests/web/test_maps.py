"""Maps: places where they are, names that can be read, coastlines alone unless the node says otherwise."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import Settings

from mithaq.web import maps
from mithaq.web.drawing import width_of
from mithaq.web.maps import Leg, Map, Place, State
from mithaq.web.maps.map import round_below
from mithaq.web.maps.names import apart
from mithaq.web.maps.outlines import Box, borders_within, land_within, outlines
from mithaq.web.maps.projection import latitude_of, path_of, tenths, up, view_of
from web.drawings import Drawing, number, points

ROOT = Path(__file__).resolve().parents[2]

TANGIER, ALGECIRAS, COLOGNE = (-5.81, 35.77), (-5.45, 36.13), (6.96, 50.94)
MOROCCO, SPAIN, WESTERN_SAHARA = "504", "724", "732"


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with translation.override("en"):
        yield


def route() -> Map:
    places = [
        Place("طنجة" if translation.get_language() == "ar" else "Tangier", *TANGIER, State.DONE),
        Place("Algeciras", *ALGECIRAS, State.UNDER_WAY),
        Place("Köln", *COLOGNE),
    ]
    legs = [Leg(0, 1, State.DONE, "sea", "DGSN"), Leg(1, 2, State.TO_DO, "road", "Policía Nacional")]
    return maps.draw("Delivery", places, legs)


def test_the_outlines_are_made_from_their_source() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_outlines.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def within(place: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Return whether a place lies in a ring: a ray from it crosses it an odd number of times."""
    inside = False
    for (x, y), (other_x, other_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > place[1]) != (other_y > place[1]) and place[0] < x + (place[1] - y) / (other_y - y) * (
            other_x - x
        ):
            inside = not inside
    return inside


@pytest.mark.parametrize(
    "place, is_land",
    [
        ((-3.7, 40.4), True),
        ((13.4, 52.5), True),
        ((-6.8, 33.9), True),
        ((-4.5, 36.3), False),
        ((3.0, 56.0), False),
    ],
    ids=["Madrid", "Berlin", "Rabat", "Alboran Sea", "North Sea"],
)
def test_land_is_land_and_sea_is_sea(place: tuple[float, float], is_land: bool) -> None:
    rings = list(land_within(Box(-12, 30, 20, 60)))
    assert sum(within(place, ring) for ring in rings) % 2 == is_land


def test_land_is_cut_at_the_box() -> None:
    box = Box(-10, 35, 0, 44)
    rings = list(land_within(box))
    assert rings
    for ring in rings:
        for lon, lat in ring:
            assert box.west - 1e-9 <= lon <= box.east + 1e-9
            assert box.south - 1e-9 <= lat <= box.north + 1e-9


def test_a_map_draws_no_line_between_countries_unless_the_node_says_so(settings: Settings) -> None:
    assert settings.MAP_BORDERS == "none"
    assert Drawing(route().svg).all("path", "border") == []
    settings.MAP_BORDERS = "all"
    (drawn,) = Drawing(route().svg).all("path", "border")
    assert len(drawn.get("d", "")) > 1000


def test_a_node_says_which_lines_it_does_not_draw(settings: Settings) -> None:
    settings.MAP_BORDERS = "all"
    places = [Place("Laâyoune", -13.2, 27.15), Place("Agadir", -9.6, 30.4)]
    every = Drawing(maps.draw("Roads", places).svg).all("path", "border")[0].get("d", "")
    settings.MAP_BORDERS_WITHOUT = [f"{MOROCCO}-{WESTERN_SAHARA}"]
    fewer = Drawing(maps.draw("Roads", places).svg).all("path", "border")
    assert all(len(one.get("d", "")) < len(every) for one in fewer)


def test_borders_are_named_by_both_countries_in_order() -> None:
    known = outlines().borders
    assert f"{MOROCCO}-{WESTERN_SAHARA}" in known
    assert f"250-{SPAIN}" in known
    assert all(pair.split("-") == sorted(pair.split("-")) for pair in known if pair.count("-") == 1)
    around = Box(-2, 42, 3.5, 43.5)
    with_all, without = list(borders_within(around)), list(borders_within(around, [f"250-{SPAIN}"]))
    assert len(with_all) > len(without)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_map_is_never_mirrored(language: str) -> None:
    with translation.override(language):
        drawing = Drawing(route().svg)
    x, y = zip(
        *((number(one, "cx"), number(one, "cy")) for one in drawing.all("circle", "place")), strict=True
    )
    assert x[2] > x[0], "Cologne lies to the east of Tangier for every reader"
    assert y[2] < y[0]


def test_the_view_holds_all_places_with_room_around_them() -> None:
    view = view_of([TANGIER, COLOGNE], 720, 460)
    for place in (TANGIER, COLOGNE):
        x, y = view.at(place)
        assert 0.15 * 720 <= x <= 0.85 * 720
        assert 0.15 * 460 <= y <= 0.85 * 460
        assert view.box().holds(place)
    alone = view_of([TANGIER], 720, 460).box()
    assert alone.east - alone.west >= 2.5


@pytest.mark.parametrize("latitude", [-60.0, 0.0, 35.77, 50.94, 80.0])
def test_the_projection_can_be_undone(latitude: float) -> None:
    assert latitude_of(up(latitude)) == pytest.approx(latitude)


def test_kilometres_are_those_of_the_ground() -> None:
    """Between Tangier and Cologne lie 1,960 km; the bar is that of the middle, the way a straight line."""
    view = view_of([TANGIER, COLOGNE], 720, 460)
    (x, y), (other_x, other_y) = view.at(TANGIER), view.at(COLOGNE)
    assert view.kilometres(hypot(x - other_x, y - other_y)) == pytest.approx(1960, rel=0.05)


@pytest.mark.parametrize("whole, round_", [(7, 5), (5, 5), (1.9, 1), (234, 200), (99, 50), (0.6, 0.5)])
def test_the_bar_is_a_round_number(whole: float, round_: float) -> None:
    assert round_below(whole) == pytest.approx(round_)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_do_not_lie_on_each_other_nor_past_the_edge(language: str) -> None:
    with translation.override(language):
        drawing = Drawing(route().svg)
    boxes = []
    for name in drawing.all("text", "name"):
        wide = width_of(name.text or "", 14)
        left = number(name, "x") - {"start": 0, "middle": wide / 2, "end": wide}[name.get("text-anchor", "")]
        boxes.append((left, number(name, "y") - 11, left + wide, number(name, "y") + 4))
        assert left >= 0
        assert left + wide <= drawing.width
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_name_stands_where_reading_goes_on() -> None:
    with translation.override("en"):
        assert Drawing(route().svg).texts()["Köln"].get("text-anchor") == "start"
    with translation.override("ar"):
        assert Drawing(route().svg).texts()["Köln"].get("text-anchor") == "end"


def test_dots_of_near_places_are_pushed_apart_and_lead_to_their_spots() -> None:
    drawing = Drawing(route().svg)
    one, other, _ = drawing.all("circle", "place")
    far = hypot(number(one, "cx") - number(other, "cx"), number(one, "cy") - number(other, "cy"))
    assert far >= 2 * 8.5
    assert len(drawing.all("path", "lead")) == len(drawing.all("circle", "spot")) == 2


def test_places_on_one_spot_part_too() -> None:
    dots = apart([(10.0, 10.0), (10.0, 10.0), (200.0, 10.0)], 20)
    assert hypot(dots[0][0] - dots[1][0], dots[0][1] - dots[1][1]) == pytest.approx(20)
    assert dots[2] == (200.0, 10.0)


def test_legs_are_drawn_by_their_state() -> None:
    drawing = Drawing(route().svg)
    done, to_do = drawing.all("path", "leg")
    assert done.get("class") == "leg done"
    assert to_do.get("class") == "leg to-do"
    assert len(points(to_do)) == 2


def test_the_page_has_the_tables_beside_and_says_what_is_not_shown() -> None:
    html = render_to_string("web/parts/map.html", {"map": route()})
    for words in (
        "Tangier",
        "Algeciras",
        "Köln",
        "Policía Nacional",
        "Coastlines only",
        "not the way taken",
        "to do",
    ):
        assert words in html
    assert html.count("<table>") == 2
    assert "style=" not in html


def test_a_map_weighs_little() -> None:
    assert len(route().svg) < 40_000


def test_paths_are_written_in_few_letters() -> None:
    assert [tenths(number) for number in (0, 5, -5, 10, 123, -120)] == ["0", ".5", "-.5", "1", "12.3", "-12"]
    view = view_of([(0.0, 0.0)], 100, 100)
    assert path_of([(0, 0), (0, 0.0001)], view, closed=False) != ""
    assert path_of([(0, 0), (0, 0.0001), (0.0001, 0)], view, closed=True) == ""
