"""A real Chromium, and the two nodes of Rabat and Madrid with their officers, each a process of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.officer import Officer, Site
from browser.story import carry_out
from nodes import NodeProcess, acquainted, running

PASSWORD = "an exercise of two agencies"

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str:
    """Return the browser: MITHAQ_CHROMIUM, or Debian's; without one the tests fail and are not skipped."""
    found = os.environ.get("MITHAQ_CHROMIUM") or shutil.which("chromium")
    if not found or not Path(found).exists():
        pytest.fail("Chromium is missing: apt-get install chromium, or set MITHAQ_CHROMIUM to its path.")
    return found


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """Rabat and Madrid, running and known to each other, with the officers of the story."""
    folder = tmp_path_factory.mktemp("site")
    with acquainted(folder, "ma.dgsn", "es.policia") as ((rabat, _), (madrid, _)):
        enter(rabat, "Salma", "ar", "Africa/Casablanca", "liaison")
        enter(rabat, "Youssef", "fr", "Africa/Casablanca", "supervisor")
        enter(rabat, "Hind", "ar", "Africa/Casablanca", "data-protection")
        enter(madrid, "Lucía", "es", "Europe/Madrid", "liaison")
        enter(madrid, "Pilar", "de", "Europe/Madrid", "supervisor")
        with running(rabat, madrid):
            yield Site(chromium, {"ma.dgsn": rabat.url, "es.policia": madrid.url}, PASSWORD)


@pytest.fixture(scope="package")
def carried_out(site: Site) -> tuple[str, str]:
    """The pact and the request of the story, asked, answered and closed on the pages."""
    return carry_out(site)


def enter(node: NodeProcess, name: str, language: str, zone: str, role: str) -> None:
    """Enter an officer, as the administrator does."""
    command = [sys.executable, "-m", "mithaq", "--home", str(node.home), "officer", "add"]
    options = ["--name", name, "--role", role, "--language", language, "--time-zone", zone]
    done = subprocess.run(
        [*command, Officer.email_of(name), *options],
        input=f"{PASSWORD}\n{PASSWORD}\n",
        env=node._environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
