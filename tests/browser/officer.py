"""An officer at the screen: signs in, fills forms as people do, reads pages, and lets them be looked at."""

import time
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

SHOTS = Path(__file__).parent / "shots"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 90.0
"""Seconds that a page may take: not what it takes, but what a machine with much to do may need."""


@dataclass
class Site:
    """The nodes, by agency, and the one browser."""

    browser: Browser
    urls: dict[str, str]
    password: str
    shots: Path = SHOTS

    def officer(self, agency: str, name: str) -> "Officer":
        """Return an officer who has signed in at the agency's node."""
        page = self.browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE * 1000)
        made = Officer(page, self.urls[agency], name)
        page.on("console", lambda message: made.complaints.append(message.text))
        made.go("/accounts/login/")
        page.fill('[name="login"]', Officer.email_of(name))
        page.fill('[name="password"]', self.password)
        page.click("main button")
        page.wait_for_selector("nav.side")
        return made


@dataclass
class Officer:
    """One officer's browser."""

    page: Page
    url: str
    name: str
    complaints: list[str] = field(default_factory=list)
    """What the browser wrote to its console: a blocked style or script stands here."""

    @staticmethod
    def email_of(name: str) -> str:
        """Return the address of an officer of this name."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        return f"{plain.lower()}@exercise.example"

    def go(self, path: str) -> str:
        """Open a page and return what it says; AssertionError where it does not exist."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        return self.text()

    def text(self) -> str:
        """Return what the page says."""
        return self.page.inner_text("body")

    def fill(self, **fields: str) -> None:
        """Fill fields by their names, in which "__" stands for a dot."""
        for name, value in fields.items():
            selector = f'[name="{name.replace("__", ".")}"]'
            kind = self.page.eval_on_selector(selector, "one => one.type || one.tagName")
            if kind == "select-one":
                self.page.select_option(selector, value)
            elif kind in {"checkbox", "radio"}:
                self.page.check(f'{selector}[value="{value}"]')
            else:
                self.page.fill(selector, value)

    def press(self, selector: str) -> None:
        """Press a button or a link, and wait for the page that comes.

        Its load, not its address: a form that saves itself changes the address of the page that it is on.
        """
        with self.page.expect_event("load"):
            self.page.click(selector)

    def release(self) -> str:
        """Go from a form by its preview to the dossier; return the dossier's id."""
        self.press('button[name="do"][value="preview"]:not(.hidden)')
        assert "/preview/" in self.page.url, self.text()
        self.press('form[action$="/release/"] button')
        assert "/dossiers/" in self.page.url, self.text()
        return self.page.url.rstrip("/").rsplit("/", 1)[1]

    def wait_for(self, path: str, words: str, seconds: float = PATIENCE) -> str:
        """Open a page again and again until it says these words; return what it says."""
        end = time.monotonic() + seconds
        while True:
            answer = self.page.goto(self.url + path)
            said = self.text()
            if answer is not None and answer.status == 200 and words in said:
                return said
            assert time.monotonic() < end, f"{path} does not say {words!r}:\n{said}"
            time.sleep(0.3)

    def has_nothing_to_complain_of(self) -> None:
        """Assert that the browser blocked no style and no script."""
        blocked = [one for one in self.complaints if "Content Security Policy" in one]
        assert blocked == []

    def look(self, name: str, path: str | None = None) -> None:
        """Write pictures of a page, wide in light and narrow in dark; nothing may stick out."""
        if path is not None:
            self.go(path)
        SHOTS.mkdir(exist_ok=True)
        for size, viewport, scheme in (("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
            self.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.screenshot(
                path=SHOTS / f"{name}-{size}-{scheme}.jpg", full_page=True, type="jpeg", quality=70
            )
            across = self.page.evaluate("document.documentElement.scrollWidth")
            assert across <= viewport["width"], f"{name} is {across} pixels across at {viewport['width']}"
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme="light")
