"""What is typed is never lost: browser killed, connection cut, session ended, second window, no script."""

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import FLAGS, executable
from browser.officer import Officer, Site
from browser.paths import kept

TEXT = '[name="body.text.text"]'


@contextmanager
def another_browser(site: Site) -> Iterator[tuple[Browser, "subprocess.Popen[bytes]"]]:
    """Start a browser of its own that can be killed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [executable(), *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={folder}"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            port = when_there(Path(folder) / "DevToolsActivePort").splitlines()[0]
            yield site.browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}"), process
        finally:
            process.kill()
            process.wait()


def when_there(file: Path, seconds: float = 30.0) -> str:
    """Return what a file says, when there is one."""
    end = time.monotonic() + seconds
    while not file.exists() or not file.read_text():
        assert time.monotonic() < end, f"{file} does not come"
        time.sleep(0.05)
    return file.read_text()


def open_form(officer: Officer, pact: str) -> None:
    officer.go(f"/dossiers/{pact}/write/suspend/")


def test_a_text_is_found_again_after_the_browser_was_killed(site: Site, carried_out: tuple[str, str]) -> None:
    with another_browser(site) as (browser, process):
        officer = Site(browser, site.urls, site.password).officer("ma.dgsn", "Salma")
        open_form(officer, carried_out[0])
        officer.page.type(TEXT, "تمرين: نص كُتب قبل العطب")
        assert re.search(r"\d\d:\d\d", kept(officer))
        address = officer.page.url.removeprefix(officer.url)
        assert address.startswith("/drafts/")
        process.kill()
        process.wait()
    again = site.officer("ma.dgsn", "Salma")
    assert f'href="{address}"' in (again.go("/drafts/") and again.page.content())
    again.go(address)
    assert again.page.input_value(TEXT) == "تمرين: نص كُتب قبل العطب"
    again.look("ar-draft")
    again.has_nothing_to_complain_of()


def test_a_cut_connection_loses_nothing_and_saving_goes_on(site: Site, carried_out: tuple[str, str]) -> None:
    pilar = site.officer("es.policia", "Pilar")
    open_form(pilar, carried_out[0])
    pilar.page.context.set_offline(True)
    pilar.page.fill(TEXT, "Übung: ohne Verbindung geschrieben")
    pilar.page.wait_for_selector(".kept.cut")
    assert "keine Verbindung" in pilar.page.inner_text("[data-said]")
    pilar.page.click('button[value="preview"]:not(.hidden)')
    assert pilar.page.input_value(TEXT) == "Übung: ohne Verbindung geschrieben"
    pilar.look("de-cut")
    pilar.page.context.set_offline(False)
    pilar.page.evaluate("dispatchEvent(new Event('online'))")
    pilar.page.wait_for_url(re.compile(r"/drafts/\d+/"), timeout=15_000)
    number = re.findall(r"/drafts/(\d+)/", pilar.page.url)[0]
    pilar.go(f"/drafts/{number}/")
    assert pilar.page.input_value(TEXT) == "Übung: ohne Verbindung geschrieben"


def test_an_ended_session_is_told_and_saving_goes_on_after_signing_in_elsewhere(
    site: Site, carried_out: tuple[str, str]
) -> None:
    salma = site.officer("ma.dgsn", "Salma")
    open_form(salma, carried_out[0])
    salma.page.fill(TEXT, "تمرين: قبل")
    kept(salma)
    salma.page.context.clear_cookies()
    salma.page.fill(TEXT, "تمرين: بعد انتهاء الجلسة")
    salma.page.wait_for_selector(".kept.out")
    with salma.page.context.expect_page() as opened:
        salma.page.click("[data-said] a")
    other = opened.value
    other.fill('[name="login"]', Officer.email_of("Salma"))
    other.fill('[name="password"]', site.password)
    other.click("main button")
    other.wait_for_selector("nav.side", state="attached")
    other.close()
    kept(salma)
    address = salma.page.url.removeprefix(salma.url)
    again = site.officer("ma.dgsn", "Salma")
    again.go(address)
    assert again.page.input_value(TEXT) == "تمرين: بعد انتهاء الجلسة"


def test_a_second_window_overwrites_nothing(site: Site, carried_out: tuple[str, str]) -> None:
    pilar = site.officer("es.policia", "Pilar")
    open_form(pilar, carried_out[0])
    pilar.page.fill(TEXT, "Übung: erster Text")
    kept(pilar)
    second = Officer(pilar.page.context.new_page(), pilar.url, "Pilar")
    second.go(pilar.page.url.removeprefix(pilar.url))
    second.page.fill(TEXT, "Übung: zweites Fenster")
    kept(second)
    pilar.page.fill(TEXT, "Übung: erstes Fenster")
    pilar.page.wait_for_selector(".kept.rival")
    pilar.press("[data-said] button")
    said = pilar.text()
    assert "Pilar hat diesen Entwurf inzwischen geändert." in said
    assert "Übung: zweites Fenster" in said
    assert pilar.page.input_value(TEXT) == "Übung: erstes Fenster"
    pilar.look("de-rival")
    pilar.press('button[value="copy"]')
    assert pilar.page.input_value(TEXT) == "Übung: erstes Fenster"
    second.page.reload()
    assert second.page.input_value(TEXT) == "Übung: zweites Fenster"
    pilar.has_nothing_to_complain_of()


@pytest.mark.parametrize(
    "agency, name, value, said",
    [
        ("ma.dgsn", "Salma", "6-أ-12345", ("المغرب", "12345A6")),
        ("es.policia", "Pilar", "B AB 1234", ("Deutschland", "BAB1234")),
    ],
)
def test_a_plate_is_understood_as_it_is_typed(
    site: Site, carried_out: tuple[str, str], agency: str, name: str, value: str, said: tuple[str, ...]
) -> None:
    officer = site.officer(agency, name)
    officer.go(f"/dossiers/{carried_out[1]}/write/inform/")
    officer.press('button[name="add"][value="body.subjects"]')
    officer.press('button[name="add"][value="body.subjects.0.identifiers"]')
    officer.fill(body__subjects__0__identifiers__0__type="plate")
    officer.page.type('[name="body.subjects.0.identifiers.0.value"]', value)
    officer.page.wait_for_selector(".understood")
    for words in said:
        assert words in officer.page.inner_text(".advice")
    officer.fill(body__subjects__0__identifiers__0__type="container")
    officer.page.wait_for_selector(".doubt")
    assert officer.page.input_value('[name="body.subjects.0.identifiers.0.value"]') == value
    officer.look(f"{name.lower()}-identifier")
    officer.has_nothing_to_complain_of()


def test_the_same_form_works_without_a_script(site: Site, carried_out: tuple[str, str]) -> None:
    salma = site.officer("ma.dgsn", "Salma")
    state = salma.page.context.storage_state()
    plain = site.browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(f"{salma.url}/dossiers/{carried_out[1]}/write/inform/")
    plain.fill(TEXT, "تمرين: بلا برنامج")
    with plain.expect_navigation():
        plain.click('button[name="add"][value="body.subjects"]')
    assert plain.url.endswith("#body-subjects-0")
    assert plain.input_value(TEXT) == "تمرين: بلا برنامج"
    with plain.expect_navigation():
        plain.click('button[name="do"][value="save"]:not(.hidden)')
    assert plain.input_value(TEXT) == "تمرين: بلا برنامج"
    assert plain.locator("[data-said]").is_hidden()
