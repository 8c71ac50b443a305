"""News in a real browser: told within two seconds, counted, and nothing moves until it is asked for."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import PASSWORD, enter
from browser.officer import Officer, Site
from nodes import Agent, acquainted, running, until

WITHIN = 2.0


@pytest.fixture(scope="module")
def madrid(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[tuple[Site, Agent, Agent]]:
    """Madrid's pages, with Lucía and Pilar, and both agencies' hands."""
    folder = tmp_path_factory.mktemp("news")
    with acquainted(folder, "ma.dgsn", "es.policia") as ((rabat, here), (there, hands)):
        enter(there, "Lucía", "es", "Europe/Madrid", "liaison")
        enter(there, "Pilar", "de", "Europe/Madrid", "supervisor")
        with running(rabat, there):
            yield Site(chromium, {"es.policia": there.url}, PASSWORD), here, hands


def told(page: Page) -> str:
    """Return what the toast says, once there is one."""
    page.wait_for_selector(".toast.news", timeout=WITHIN * 1000)
    return page.inner_text(".toast.news span")


def listens(page: Page) -> None:
    """Wait until the page's stream is open."""
    page.wait_for_function("performance.getEntriesByType('resource').length > 0")
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)


def test_a_list_says_that_something_new_has_come_and_does_not_move(
    madrid: tuple[Site, Agent, Agent],
) -> None:
    site, rabat, hands = madrid
    lucia = site.officer("es.policia", "Lucía")
    lucia.go("/dossiers/")
    listens(lucia.page)
    before, height = lucia.page.inner_html("main"), lucia.page.evaluate("document.body.scrollHeight")
    pact = rabat.call("propose", parties=["es.policia"])
    began = time.monotonic()
    until(lambda: hands.call("count") > 0)
    assert told(lucia.page) == "1 anotación nueva de un socio"
    assert time.monotonic() - began < WITHIN
    assert lucia.page.inner_html("main") == before
    assert lucia.page.evaluate("document.body.scrollHeight") == height
    assert lucia.page.title().startswith("(1) ")
    # The navigation counts the notice, which the node's loop writes a moment later.
    lucia.page.wait_for_selector('a[data-place="web:news"] .count:text-is("1")')
    with lucia.page.expect_navigation():
        lucia.page.click(".toast.news a")
    assert pact in lucia.page.inner_html("main")
    assert lucia.page.locator(".toast.news").count() == 0
    lucia.has_nothing_to_complain_of()


def test_a_dossier_says_that_it_has_changed_and_other_pages_stay_silent(
    madrid: tuple[Site, Agent, Agent],
) -> None:
    site, rabat, hands = madrid
    pact, count = rabat.call("propose", parties=["es.policia"]), hands.call("count")
    until(lambda: hands.call("count") > count or pact in hands.call("entries"))
    lucia, pilar = site.officer("es.policia", "Lucía"), site.officer("es.policia", "Pilar")
    lucia.go(f"/dossiers/{pact}/")
    pilar.go("/account/")
    listens(lucia.page)
    hands.call("write", dossier=pact, type="sign", body={})
    assert told(lucia.page) == "Este expediente ha cambiado entretanto."
    assert pilar.page.locator(".toast.news").count() == 0
    lucia.has_nothing_to_complain_of()


def test_a_hidden_tab_listens_to_nothing_and_catches_up(madrid: tuple[Site, Agent, Agent]) -> None:
    site, rabat, _hands = madrid
    lucia = site.officer("es.policia", "Lucía")
    lucia.go("/dossiers/")
    listens(lucia.page)
    _hide(lucia, hidden=True)
    rabat.call("propose", parties=["es.policia"])
    lucia.page.wait_for_timeout(2500)
    assert lucia.page.locator(".toast.news").count() == 0
    _hide(lucia, hidden=False)
    assert told(lucia.page) == "1 anotación nueva de un socio"


def test_without_script_the_same_is_there_at_the_next_look(madrid: tuple[Site, Agent, Agent]) -> None:
    site, rabat, hands = madrid
    context = site.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.urls['es.policia']}/accounts/login/")
    page.fill('[name="login"]', Officer.email_of("Lucía"))
    page.fill('[name="password"]', PASSWORD)
    page.click("main button")
    count = hands.call("count")
    pact = rabat.call("propose", parties=["es.policia"])
    until(lambda: hands.call("count") > count)
    page.goto(f"{site.urls['es.policia']}/dossiers/")
    assert pact in page.inner_html("main")
    context.close()


def _hide(officer: Officer, *, hidden: bool) -> None:
    officer.page.evaluate(
        """hidden => { Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange")); }""",
        hidden,
    )
