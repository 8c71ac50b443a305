"""The public site in a real browser: what is loaded before and after a choice, comments, what axe finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.everywhere import NARROW, WIDE
from browser.test_every_page import hears, overflows
from mithaq.press.house import PURPOSES
from press.conftest import PASSWORD, Site, edition

STORY = "ab" * 32
SLUG = STORY[:20]
TOLD = [
    edition(
        "es", "Ejercicio: encuentro de tres policías", "Ejercicio: se acordaron tres medidas.\n\nY nada más."
    ),
    edition("ar", "تمرين: لقاء ثلاثي", "تمرين: اتُّفق على ثلاثة تدابير."),
    edition("de", "Übung: Dreiertreffen", "Übung: Drei Maßnahmen wurden vereinbart."),
]
SAID = "Ejercicio: una buena noticia para las dos orillas."


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that asks for all three purposes, with a communiqué in three languages and two moderators."""
    made = Site(tmp_path_factory.mktemp("browser-press") / "site", purposes=list(PURPOSES), conditions="de")
    made.start()
    assert made.push(made.document(STORY, editions=TOLD)) == (200, "new")
    made.run("moderator", "add", "nadia@ma.dgsn.example", MITHAQ_PASSWORD=PASSWORD)
    yield made
    made.stop()


@dataclass
class Reader:
    """A browser of a reader's own, and everything that it asked for."""

    site: Site
    context: BrowserContext
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(self.site.url + path)
        return page

    def loaded(self) -> set[str]:
        """Return the purposes for which something was asked, all of it of this site, and forget it."""
        asked, self.asked = self.asked, []
        for url in asked:
            assert f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" == self.site.url, url
        return {one for one in PURPOSES if any(one in urlsplit(url).path for url in asked)}

    def named(self, page: Page) -> set[str]:
        """Return the purposes that the page itself names to be loaded."""
        sources = [one.get_attribute("src") or "" for one in page.query_selector_all("script[src]")]
        return {one for one in PURPOSES if any(one in source for source in sources)}


@pytest.fixture
def reader(press: Site, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    said: dict[str, Any] = {"locale": "es", **getattr(request, "param", {})}
    context = chromium.new_context(**said)
    context.set_default_timeout(20_000)
    yield Reader(press, context)
    context.close()


def choose(page: Page, *purposes: str) -> None:
    page.click(".banner summary")
    for one in purposes:
        page.check(f'.banner [value="{one}"]')
    with page.expect_navigation():
        page.click('.banner [value="some"]')


SCRIPTS = pytest.mark.parametrize(
    "reader", [{}, {"java_script_enabled": False}], indirect=True, ids=["", "plain"]
)


@SCRIPTS
def test_before_a_choice_nothing_of_a_purpose_is_loaded(reader: Reader) -> None:
    for path in ("/es/", f"/es/{SLUG}/", "/es/consent/", "/es/search/?q=medidas", "/es/nothing/"):
        page = reader.open(path)
        assert reader.named(page) == set()
        page.close()
    assert reader.loaded() == set()
    assert reader.context.cookies() == [], "who only reads is given no cookie"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_loads_its_own_and_nothing_else(reader: Reader, purpose: str) -> None:
    page = reader.open("/es/")
    choose(page, purpose)
    page.wait_for_load_state()
    assert reader.loaded() == {purpose}
    assert page.evaluate(f"document.documentElement.dataset.{purpose}") == "loaded"
    assert page.query_selector(".banner") is None
    other = reader.open(f"/es/{SLUG}/")
    assert reader.named(other) == reader.loaded() == {purpose}
    assert [one["name"] for one in reader.context.cookies()] == ["mithaq-consent"]
    assert other.evaluate("document.cookie") == "", "no script can read the choice"


@SCRIPTS
def test_refusing_is_one_press_and_accepting_can_be_taken_back(reader: Reader) -> None:
    page = reader.open("/es/")
    with page.expect_navigation():
        page.click('.banner [value="refuse"]')
    assert page.query_selector(".banner") is None
    reader.open(f"/es/{SLUG}/").close()
    assert reader.loaded() == set()
    page = reader.open("/es/consent/")
    with page.expect_navigation():
        page.click('main [value="accept"]')
    assert reader.named(reader.open("/es/")) == set(PURPOSES)
    page = reader.open("/es/consent/")
    with page.expect_navigation():
        page.click('main [value="refuse"]')
    page.wait_for_load_state()
    reader.loaded()
    assert reader.named(reader.open("/es/")) == set()
    assert reader.loaded() == set()


def test_the_two_answers_are_of_one_size_and_nothing_stays_covered(reader: Reader) -> None:
    page = reader.open(f"/es/{SLUG}/")
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        refuse, accept = (
            page.locator(f'.banner [value="{one}"]').bounding_box() for one in ("refuse", "accept")
        )
        assert refuse is not None
        assert accept is not None
        assert (refuse["height"], round(refuse["width"])) == (accept["height"], round(accept["width"]))
        page.keyboard.press("End")
        page.locator(".foot a").last.scroll_into_view_if_needed()
        foot, banner = page.locator(".foot a").last.bounding_box(), page.locator(".banner").bounding_box()
        assert foot is not None
        assert banner is not None
        assert foot["y"] + foot["height"] <= banner["y"] + 1, "the last link stands above the banner"
        assert banner["height"] < size["height"] / 2


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_a_comment_in_spanish_is_approved_in_arabic_and_seen(
    reader: Reader, press: Site, chromium: Browser
) -> None:
    page = reader.open(f"/es/{SLUG}/")
    page.fill("#name", "Lectora (ejercicio)")
    page.fill("#email", "lectora@lector.example")
    page.fill("#text", SAID)
    page.check('[name="accepted"]')
    with page.expect_navigation():
        page.click(".comments .button")
    assert "Espera a un moderador." in page.inner_text("main")
    own = page.url
    assert SAID not in reader.open(f"/es/{SLUG}/").inner_text("main")

    nadia = chromium.new_context(locale="ar", viewport=NARROW).new_page()  # type: ignore[arg-type]
    nadia.set_default_timeout(20_000)
    nadia.goto(f"{press.url}/moderate/")
    nadia.fill("#id_username", "nadia@ma.dgsn.example")
    nadia.fill("#id_password", PASSWORD)
    nadia.click("main .button")
    assert nadia.get_attribute("html", "dir") == "rtl"
    waiting = nadia.locator(".card", has_text=SAID)
    assert "lectora@lector.example" not in nadia.content()
    assert list(overflows(nadia)) == []
    assert list(hears(nadia)) == []
    nadia.goto(f"{press.url}/moderate/log/")
    assert list(hears(nadia)) == []
    nadia.goto(f"{press.url}/moderate/")
    waiting.locator('[value="approve"]').click()
    assert "تمت الموافقة على التعليق." in nadia.inner_text("main")
    nadia.context.close()

    seen = reader.open(f"/es/{SLUG}/").inner_text(".comments")
    assert SAID in seen
    assert "Lectora (ejercicio)" in seen
    page = reader.open(urlsplit(own).path)
    assert "Se muestra bajo el texto." in page.inner_text("main")


PAGES = ("", f"{SLUG}/", f"{SLUG}/comment/", "consent/", "conditions/", "search/?q=Maßnahme", "imprint/",
         "privacy/", "accessibility/", "nothing/")  # fmt: skip


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing_and_nothing_overflows(press: Site, chromium: Browser, language: str) -> None:
    context = chromium.new_context(locale=language)
    context.set_default_timeout(20_000)
    page = context.new_page()
    faults = []
    for path in (*(f"/{language}/{one}" for one in PAGES), "/moderate/sign-in/"):
        page.goto(press.url + path)
        assert page.get_attribute("html", "lang") == language
        faults += [f"{path} {fault}" for fault in overflows(page)]
        faults += [f"{path} {fault}" for fault in hears(page)]
    context.close()
    assert faults == []
