"""Every page in five languages: axe finds nothing, nothing overflows.

Arabic and German, one of each direction, are looked at wide and narrow, and heard by axe; the others narrow,
where there is least room for their words. Contrast is measured in German, in light and in dark: axe is blind
to Arabic letters.

One walk through the exercise's node of Rabat serves all tests of this file: what it sees is noted, then
asserted.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.everywhere import NARROW, NOT_LINKED, ROLES, WIDE, Walk, calls
from demo.conftest import Running, free_ports
from mithaq.terms import LANGUAGES
from partners import HANDLING, INFORM

HERE = Path(__file__).parent
AXE = (HERE / "vendor/axe/axe.min.js").read_text("utf-8")
LOOK = (HERE / "looking.js").read_text("utf-8")
HEARD = ("ar", "de")
"""Languages in which axe looks, one of each direction."""
CONTRAST = ["color-contrast"]

HEAR = """async ([only, without]) => {
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly: only, rules });
  const why = (node) => [...node.any, ...node.all, ...node.none].map((one) => one.message)[0];
  const said = (id) => (node) => `${id} at ${node.target.join(" ")}: ${why(node)}`;
  return violations.flatMap(({ id, nodes }) => nodes.map(said(id)));
}"""
WHY = {"language": "ar", "text": "تمرين: نص للتجربة"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIGHTEST = 200_000
"""Bytes over the wire of a first visit to the inbox, letters included."""


@dataclass
class Seen:
    """What was found, by language: each fault a sentence that begins with the route."""

    routes: dict[str, list[str]] = field(default_factory=dict)
    heard: dict[str, list[str]] = field(default_factory=dict)
    overflowing: dict[str, list[str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Walk]:
    """A browser for each role at Rabat's node, a draft being written, one that waits for a second officer."""
    running = Running(tmp_path_factory.mktemp("walk") / "demo", free_ports())
    running.start()
    try:
        rabat = next(node for node in running.facts()["nodes"] if node["agency"] == "ma.dgsn")
        made = Walk(
            chromium,
            rabat["url"],
            {one["role"]: (one["email"], one["password"]) for one in rabat["officers"]},
        )
        for role in ("", *ROLES):
            made.sign_in(role)
        write_drafts(running, made)
        made.look_around()
        yield made
    finally:
        running.end()


def write_drafts(running: Running, walk: Walk) -> None:
    """Let Salma begin a draft, and ask a second officer to release another."""
    _, listed = running.call("Salma", "GET", "/api/dossiers", None)
    newest = {one["kind"]: one["id"] for one in reversed(listed["items"])}
    inform = {"dossier": newest["request"], "type": "inform", "body": INFORM, "handling": HANDLING}
    leave = {"dossier": newest["pact"], "type": "leave", "body": {"reason": WHY["text"]}, "handling": None}
    (began, _), (status, waiting) = (
        running.call("Salma", "POST", "/api/drafts", one) for one in (inform, leave)
    )
    assert (began, status) == (201, 201), waiting
    page = walk.contexts["liaison"].new_page()
    page.goto(f"{walk.url}/drafts/{waiting['id']}/preview/")
    for button in ('form[action$="/release/"] button', "main button.grave"):
        with page.expect_navigation():
            page.click(button)
    page.close()


@pytest.fixture(scope="module")
def seen(walk: Walk) -> Seen:
    """What the whole walk found."""
    found = Seen()
    for language in LANGUAGES:
        walk.speak(language)
        routes, heard, over = (
            place.setdefault(language, []) for place in (found.routes, found.heard, found.overflowing)
        )
        for route, page in walk.pages():
            routes.append(route)
            sizes = (NARROW, WIDE) if language in HEARD else (NARROW,)
            over += [f"{route} {fault}" for fault in overflows(page, sizes)]
            if language in HEARD:
                heard += [f"{route} {fault}" for fault in hears(page, contrast=language == "de")]
    found.missing = walk.missing
    return found


def overflows(page: Page, sizes: Iterable[dict[str, int]] = (NARROW, WIDE)) -> Iterator[str]:
    """Yield what sticks out, is cut or lies on something, in windows of these sizes."""
    for size in sizes:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield from (f"at {size['width']}: {fault}" for fault in page.evaluate(LOOK))


def hears(page: Page, *, contrast: bool = True) -> Iterator[str]:
    """Yield what axe finds, once toasts have gone: all rules in light, contrast in dark."""
    page.evaluate("document.querySelectorAll('.toast:not([role])').forEach((one) => one.remove())")
    page.evaluate(AXE)
    asked = [{"type": "tag", "values": WCAG}, [] if contrast else CONTRAST]
    yield from (f"in light: {fault}" for fault in page.evaluate(HEAR, asked))
    if contrast:
        page.emulate_media(color_scheme="dark")
        asked = [{"type": "rule", "values": CONTRAST}, []]
        yield from (f"in dark: {fault}" for fault in page.evaluate(HEAR, asked))
        page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("language", HEARD)
def test_axe_finds_nothing(seen: Seen, language: str) -> None:
    assert seen.heard[language] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overflows(seen: Seen, language: str) -> None:
    assert seen.overflowing[language] == []


def test_the_walk_saw_every_page(seen: Seen) -> None:
    assert seen.missing == set(), (
        "no link of the exercise leads there; make one, or say why in browser/everywhere.py"
    )
    assert set(NOT_LINKED) <= {call.route for call in calls()}
    for language in LANGUAGES:
        assert len(seen.routes[language]) > 25
        assert seen.routes[language] == seen.routes["de"]


def test_axe_would_find_something(walk: Walk) -> None:
    """Its twin: a page with faults of both kinds has them found."""
    page = walk.contexts[""].new_page()
    page.goto(f"{walk.url}/accounts/login/")
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend",
        '<p id="pale">pale words</p><input id="unnamed"><p id="long">' + "x".repeat(300) + "</p>");
      document.getElementById("pale").attributeStyleMap.set("color", "#ddd");
      document.getElementById("long").attributeStyleMap.set("overflow-wrap", "normal");
    }""")
    heard, over = " ".join(hears(page)), " ".join(overflows(page))
    page.close()
    assert "color-contrast at #pale" in heard
    assert "label at #unnamed" in heard
    assert "leaves the window" in over


@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_first_visit_is_light(walk: Walk, language: str) -> None:
    walk.speak(language)
    state = walk.contexts["liaison"].storage_state()
    context = walk.browser.new_context(viewport=WIDE, storage_state=state)  # type: ignore[arg-type]
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: dict[str, int] = {}
    addresses: dict[str, str] = {}
    wire.on(
        "Network.requestWillBeSent", lambda one: addresses.update({one["requestId"]: one["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished", lambda one: sizes.update({one["requestId"]: int(one["encodedDataLength"])})
    )
    page.goto(f"{walk.url}/inbox/")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    context.close()
    said = json.dumps({addresses[one].removeprefix(walk.url): size for one, size in sizes.items()}, indent=1)
    assert any("plex" in address for address in addresses.values()), said
    assert 20_000 < sum(sizes.values()) < LIGHTEST, said


def test_a_printed_page_keeps_the_marking_and_drops_the_frame(walk: Walk) -> None:
    """Chromium draws the head of a table anew on every sheet, if it may not be broken."""
    page = walk.contexts["liaison"].new_page()
    page.goto(f"{walk.url}/dossiers/")
    page.emulate_media(media="print")
    marking = page.eval_on_selector(
        ".marking", "one => [getComputedStyle(one).display, getComputedStyle(one).breakInside]"
    )
    assert marking == ["table-header-group", "avoid"]
    assert page.eval_on_selector("body", "one => getComputedStyle(one).display") == "table"
    for gone in ("nav.side", ".top > .end", ".actions", "form"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.locator("h1").is_visible()
    page.close()
