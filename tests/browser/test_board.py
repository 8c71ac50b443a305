"""The live board in a real browser, on the three nodes of the exercise: it follows, and an abort arrives.

What a machine can see is asserted; the pictures are for a person to look at.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.officer import PATIENCE, SHOTS, WIDE
from browser.test_every_page import hears, overflows
from demo.conftest import Running, free_ports
from partners import HANDLING

TELEPHONE = {"width": 360, "height": 780}
SAID = "Ejercicio: el buque está a la vista del faro."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("board") / "demo", free_ports())
    made.start()
    try:
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def delivery(running: Running) -> str:
    """The delivery that is under way."""
    _, listed = running.call("Lucía", "GET", "/api/dossiers", None)
    return str(next(one["id"] for one in listed["items"] if one["kind"] == "delivery"))


@pytest.fixture(scope="module")
def desk(running: Running, chromium: Browser) -> Iterator[Page]:
    """Salma's screen at Rabat."""
    rabat = next(node for node in running.facts()["nodes"] if node["agency"] == "ma.dgsn")
    salma = next(one for one in rabat["officers"] if one["name"] == "Salma")
    context = chromium.new_context(viewport=WIDE, base_url=rabat["url"])  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill('[name="login"]', salma["email"])
    page.fill('[name="password"]', salma["password"])
    page.click("main button")
    page.wait_for_selector("nav.side")
    yield page
    context.close()


def write(running: Running, name: str, dossier: str, type_: str, body: object) -> None:
    """Let an officer write at her own node, by the API."""
    entry = {"type": type_, "body": body, "handling": HANDLING}
    status, said = running.call(name, "POST", f"/api/dossiers/{dossier}/entries", entry)
    assert status == 201, said


def look(page: Page, name: str) -> None:
    """Write pictures, wide and on a telephone, light and dark; nothing sticks out and axe finds nothing."""
    SHOTS.mkdir(exist_ok=True)
    assert list(overflows(page, (WIDE, TELEPHONE))) == []
    for size, viewport in (("wide", WIDE), ("narrow", TELEPHONE)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(
                path=SHOTS / f"{name}-{size}-{scheme}.jpg", full_page=True, type="jpeg", quality=70
            )
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert list(hears(page, contrast=page.get_attribute("html", "lang") != "ar")) == []


def test_the_board_changes_by_itself(running: Running, desk: Page, delivery: str) -> None:
    desk.goto(f"/dossiers/{delivery}/live/")
    look(desk, "ar-board")
    desk.evaluate("window.stays = true")
    write(running, "Lucía", delivery, "note", {"text": {"language": "es", "text": SAID}})
    desk.wait_for_selector(f"#log-live >> text={SAID}")
    assert desk.evaluate("window.stays"), "the page was not loaded again"
    assert desk.locator("#board-stale").is_hidden()
    assert desk.locator(".toast").count() == 0, "it has shown the news, and need not tell of it"


def test_a_board_that_hears_nothing_says_so(desk: Page, delivery: str) -> None:
    desk.goto(f"/dossiers/{delivery}/live/")
    desk.context.set_offline(True)
    desk.evaluate('document.dispatchEvent(new CustomEvent("mithaq-news", { cancelable: true }))')
    desk.wait_for_selector("#board-stale:not([hidden])")
    desk.context.set_offline(False)
    desk.evaluate('document.dispatchEvent(new CustomEvent("mithaq-news", { cancelable: true }))')
    desk.wait_for_selector("#board-stale", state="hidden")


def test_an_abort_is_pressed_twice_and_its_arrival_is_seen(
    running: Running, desk: Page, delivery: str
) -> None:
    desk.goto(f"/dossiers/{delivery}/live/")
    with desk.expect_navigation():
        desk.click(".button.stop")
    look(desk, "ar-stop")
    desk.click(".button.stop")
    assert desk.locator(".button.stop").count() == 1, "without the box that says so, nothing is sent"
    desk.check('[name="sure"]')
    with desk.expect_navigation():
        desk.click(".button.stop")
    desk.wait_for_selector(".reached > li")
    assert desk.locator(".reached > li").count() == 2
    look(desk, "ar-reach")
    # Each node takes it in and, after a quiet moment, signs that it holds it: the page shows it by itself.
    desk.wait_for_selector(".reached > li.good:nth-child(2)", timeout=PATIENCE * 1000)
    assert desk.locator(".reached > li.late").count() == 0
    status, shown = running.call("Jonas", "GET", f"/api/dossiers/{delivery}", None)
    assert status == 200
    assert shown["stage"] == "aborted"
