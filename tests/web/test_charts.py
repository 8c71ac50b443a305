"""Charts: numbers are drawn true and said, mirrored for who reads from the right, and stand in a table."""

from collections.abc import Callable, Iterator

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from mithaq.web import charts
from mithaq.web.charts import Bar, Chart, Level, Mark, Risk, Series, Share
from mithaq.web.charts.chart import step_for
from mithaq.web.charts.matrix import grade
from mithaq.web.drawing import width_of, wrapped
from web.drawings import Drawing, number, points


def bars() -> Chart:
    rows = [Bar("BKA", 18), Bar("Guardia Civil", 26.5), Bar("DGSN", 53, "late"), Bar("PSP", None)]
    return charts.bars("Time to answer", "h", rows, of="Partner", mark=Mark("Agreed", 30))


def stacked() -> Chart:
    rows = [Share("BKA", (30, 10)), Share("DGSN", (5, 0))]
    return charts.stacked("Requests", ("answered", "refused"), rows, of="Partner")


def levels() -> Chart:
    return charts.levels("Review", [Level("Trust", 3, 4), Level("Results", None, 2)], of="Dimension")


def trend() -> Chart:
    series = [Series("asked", (4, None, 5, 10)), Series("answered", (1, 2, 3, 4))]
    return charts.trend("Requests", "", ("May", "June", "July", "August"), series, of="Month")


def matrix() -> Chart:
    risks = [Risk("Crowds", 4, 5), Risk("Drones", 1, 1), Risk("Tickets", 4, 5)]
    return charts.matrix("Risks", risks, of="Risk", likelihood="Likelihood", impact="Impact")


ALL = (bars, stacked, levels, trend, matrix)


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with translation.override("en"):
        yield


def in_arabic(draw: Callable[[], Chart]) -> Chart:
    with translation.override("ar"):
        return draw()


@pytest.mark.parametrize("draw", ALL)
def test_a_chart_has_a_name_and_never_inherits_a_direction(draw: Callable[[], Chart]) -> None:
    for chart in (draw(), in_arabic(draw)):
        root = Drawing(chart.svg).root
        assert root.get("direction") == "ltr"
        assert root.get("role") == "img"
        named = root.get("aria-labelledby", "").split()
        titles = {one.get("id"): one.text for one in root.iter() if one.get("id")}
        assert [titles[name] for name in named] == [chart.title]


@pytest.mark.parametrize("draw", ALL)
def test_two_drawings_of_one_chart_share_no_id(draw: Callable[[], Chart]) -> None:
    one, other = (Drawing(draw().svg).root.get("aria-labelledby") for _ in range(2))
    assert one != other


@pytest.mark.parametrize("draw", ALL)
def test_everything_lies_within_the_drawing(draw: Callable[[], Chart]) -> None:
    for chart in (draw(), in_arabic(draw)):
        drawing = Drawing(chart.svg)
        for rect in drawing.all("rect"):
            assert 0 <= number(rect, "x") <= number(rect, "x") + number(rect, "width") <= drawing.width + 0.1
            assert number(rect, "y") + number(rect, "height") <= drawing.height + 1
        for text in drawing.all("text"):
            wide = width_of(text.text or "", 13)
            before = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "")]
            left = number(text, "x") - before * wide
            assert -1 <= left <= left + wide <= drawing.width + 1, text.text
            assert number(text, "y") <= drawing.height


@pytest.mark.parametrize("draw", ALL)
def test_arabic_is_the_mirror_image(draw: Callable[[], Chart]) -> None:
    straight, mirrored = Drawing(draw().svg), Drawing(in_arabic(draw).svg)
    wide = straight.width
    for one, other in zip(straight.all("rect"), mirrored.all("rect"), strict=True):
        assert number(other, "x") == pytest.approx(wide - number(one, "x") - number(one, "width"), abs=0.15)
        assert other.get("class") == one.get("class")
    for one, other in zip(straight.all("circle"), mirrored.all("circle"), strict=True):
        assert number(other, "cx") == pytest.approx(wide - number(one, "cx"), abs=0.15)
    anchors = {"start": "end", "end": "start", "middle": "middle"}
    for one, other in zip(straight.all("text"), mirrored.all("text"), strict=True):
        assert other.get("text-anchor") == anchors[one.get("text-anchor", "")]


@pytest.mark.parametrize("draw", ALL)
def test_the_page_has_the_table_beside(draw: Callable[[], Chart]) -> None:
    chart = draw()
    html = render_to_string("web/parts/chart.html", {"chart": chart})
    assert html.count("<tr>") == 1 + len(chart.rows)
    assert {len(row) for row in chart.rows} == {len(chart.head)}
    assert "style=" not in html
    for row in chart.rows:
        for cell in row:
            assert f">{cell}<" in html


def test_bars_are_as_long_as_their_numbers() -> None:
    drawing = Drawing(bars().svg)
    wide = [number(one, "width") for one in drawing.all("rect", "fill")]
    assert wide == [pytest.approx(360 * value / 53, abs=0.1) for value in (18, 26.5, 53, 0)]
    assert [one.get("class") for one in drawing.all("rect", "fill")][2] == "fill late"
    marks = [points(one)[0][0] for one in drawing.all("path", "mark")]
    assert marks == [pytest.approx(360 * 30 / 53, abs=0.1)] * 4


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert "26.5 h" in Drawing(bars().svg).texts()
    with translation.override("de"):
        chart = bars()
    assert "26,5 h" in Drawing(chart.svg).texts()
    assert chart.rows == (("BKA", "18"), ("Guardia Civil", "26,5"), ("DGSN", "53"), ("PSP", "–"))


def test_parts_of_a_bar_add_up_to_it() -> None:
    drawing = Drawing(stacked().svg)
    wide = [number(one, "width") for one in drawing.all("rect", "c1")]
    assert wide == [pytest.approx(360 * 30 / 40 - 1.5), pytest.approx(360 * 5 / 40 - 1.5)]
    assert number(drawing.all("rect", "c2")[1], "width") == 0
    assert stacked().rows[0] == ("BKA", "30", "10", "40")


def test_a_trend_breaks_where_nothing_is_known() -> None:
    drawing = Drawing(trend().svg)
    lines = [points(one) for one in drawing.all("path", "c1")]
    assert [len(line) for line in lines] == [2]
    assert len(drawing.all("circle", "c1")) == 3
    higher = points(drawing.all("path", "c1")[0])
    assert higher[1][1] < higher[0][1], "more is drawn higher"
    assert len(points(drawing.all("path", "c2")[0])) == 4


def test_a_trend_of_one_moment_and_of_none_is_drawn() -> None:
    for values in ((7.0,), (None,)):
        chart = charts.trend("Requests", "", ("May",), [Series("asked", values)], of="Month")
        assert len(Drawing(chart.svg).all("circle")) == sum(value is not None for value in values)
    assert charts.bars("Nothing", "", [], of="Partner").rows == ()


def test_a_level_shows_where_it_was_and_is() -> None:
    drawing = Drawing(levels().svg)
    (before,) = drawing.all("circle", "ring")
    now = drawing.all("circle", "c1")
    assert number(before, "cx") == pytest.approx(7 + 346 * 2 / 4)
    assert [number(one, "cx") for one in now] == [
        pytest.approx(7 + 346 * 3 / 4, abs=0.1),
        pytest.approx(7 + 346 / 4, abs=0.1),
    ]
    assert "4 (before: 3)" in drawing.texts()
    assert "2" in drawing.texts()


def test_risks_lie_in_their_cells() -> None:
    drawing = Drawing(matrix().svg)
    assert len(drawing.all("rect", "cell")) == 25
    texts = drawing.all("text", "value")
    assert [one.text for one in texts] == ["1 · 3", "2"]
    crowds, drones = texts
    assert number(crowds, "x") > number(drones, "x")
    assert number(crowds, "y") < number(drones, "y")


@pytest.mark.parametrize(
    "likelihood, impact, expected",
    [(1, 1, "good"), (5, 1, "good"), (3, 2, "soon"), (5, 3, "late"), (5, 5, "late")],
)
def test_a_cell_is_graded_by_the_product(likelihood: int, impact: int, expected: str) -> None:
    assert grade(likelihood, impact, 5) == expected
    assert grade(impact, likelihood, 5) == expected


@pytest.mark.parametrize(
    "greatest, step", [(3, 1), (5, 2), (9, 5), (21, 10), (40, 10), (41, 20), (1000, 500)]
)
def test_lines_of_a_grid_are_few_and_round(greatest: float, step: float) -> None:
    assert step_for(greatest) == step


def test_long_names_take_lines_and_lose_no_word() -> None:
    name = "Generaldirektion für Nationale Sicherheit und die Überwachung des Staatsgebiets"
    lines = wrapped(name, 13, 200)
    assert len(lines) > 1
    assert " ".join(lines) == name
    assert all(width_of(line, 13) <= 200 for line in lines)


def test_arabic_signs_above_letters_take_no_width() -> None:
    assert width_of("شُرطة", 13) == width_of("شرطة", 13)
