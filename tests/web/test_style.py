"""The page of parts: every part in both directions, drawn by the templates and tokens that the pages use."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from mithaq.web import samples, tokens
from mithaq.web.views import style
from web.conftest import SignIn

WEB = Path(__file__).resolve().parents[2] / "src/mithaq/web"
SELECTOR, CLASS = re.compile(r"(?:^|\}|\{)\s*([^{}@;]+)\{"), re.compile(r"(?<![\w)\]])\.([a-z][a-z0-9-]*)")
EXAMPLES = sorted(path.stem for path in (WEB / "templates/web/style").glob("*.html"))


def test_every_example_is_a_part_and_every_part_an_example() -> None:
    assert sorted(part.name for part in style.PARTS) == EXAMPLES


@pytest.mark.parametrize("part", style.PARTS, ids=lambda part: part.name)
@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("de", "ltr"), ("es", "ltr")])
def test_an_example_is_drawn_in_its_language(part: style.Part, language: str, direction: str) -> None:
    with translation.override("en"):
        drawn = style.drawn(part, language)
        assert translation.get_language() == "en"
    assert drawn.direction == direction
    assert drawn.html.strip()
    assert "style=" not in drawn.html


@pytest.mark.parametrize("part", style.PARTS, ids=lambda part: part.name)
def test_two_drawings_of_a_part_share_no_id(part: style.Part) -> None:
    ids = [re.findall(r'\sid="([^"]+)"', style.drawn(part, language).html) for language in ("ar", "de")]
    assert len(ids[0]) == len(set(ids[0]))
    assert not set(ids[0]) & set(ids[1])


def classes_of(html: str) -> set[str]:
    return {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}


def test_every_class_of_an_example_is_in_the_stylesheet() -> None:
    sheet = (WEB / "static/web/mithaq.css").read_text("utf-8")
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", sheet))
    for part in style.PARTS:
        used = classes_of(style.drawn(part, "de").html)
        assert used - known == set(), part.name


@pytest.mark.parametrize(
    "sheet",
    [
        "50-actions",
        "51-tables",
        "53-states",
        "54-facts",
        "55-timeline",
        "56-boards",
        "57-dialogs",
        "58-drawings",
    ],
)
def test_no_part_of_the_stylesheet_is_without_an_example(sheet: str) -> None:
    """A class that nobody can see on the page would go out of date in silence."""
    whole = (WEB / f"styles/{sheet}.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", whole, flags=re.DOTALL)
    first = {name for selector in SELECTOR.findall(text) for name in CLASS.findall(selector)}
    assert first
    shown = set().union(*(classes_of(style.drawn(part, "ar").html) for part in style.PARTS))
    assert first - shown - ELSEWHERE == set()


ELSEWHERE = {"toasts", "border"}
"""What the frame shows, and what the node's setting for maps allows."""


@pytest.mark.parametrize(
    "officer, mine, other", [("Salma", "ar", "de"), ("Youssef", "fr", "ar"), ("Karim", "en", "ar")]
)
def test_any_officer_sees_both_directions(sign_in: SignIn, officer: str, mine: str, other: str) -> None:
    answer = sign_in(officer).get("/style/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count(f'class="example " lang="{mine}"') == len(style.PARTS)
    assert html.count(f'class="example " lang="{other}"') == len(style.PARTS)
    assert html.count("<pre") == len(style.PARTS)
    assert "&lt;button class=&quot;button&quot;" in html


def test_light_and_dark_can_be_chosen_and_nothing_else(sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert 'class="example dark"' in salma.get("/style/?scheme=dark").content.decode()
    assert 'class="example "' in salma.get("/style/?scheme=%22%3E").content.decode()


def test_the_tokens_are_those_of_the_stylesheet() -> None:
    sheet = (WEB / "styles/20-tokens.css").read_text("utf-8")
    for colour in tokens.colours().values():
        assert f"--{colour.name}: " in sheet
        assert colour.light in sheet
    assert len(tokens.colours()) > 30
    assert ("space-4", "1rem") in samples.spaces()


def test_every_icon_is_a_drawing() -> None:
    sheet = (WEB / "styles/35-icons.css").read_text("utf-8")
    drawn = dict(re.findall(r'--icon-([a-z]+): url\("data:image/svg\+xml,([^"]+)"\)', sheet))
    assert set(re.findall(r"var\(--icon-([a-z]+)\)", sheet)) <= set(drawn)
    assert len(samples.icons()) >= 20
    for name, svg in drawn.items():
        root = ET.fromstring(svg.replace("%3C", "<").replace("%3E", ">").replace("%23", "#"))
        assert root.get("viewBox") == "0 0 16 16", name
