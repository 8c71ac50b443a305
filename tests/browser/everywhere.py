"""Every page of a node, as the table of who may call what names them: a new address is a page here, too.

Addresses with a variable are taken from the links of the pages seen so far, as a person would find them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response
from playwright.sync_api import Error as BrowserError

from access.table import PAGES, SIGNING_IN, YES, Line
from browser.officer import PATIENCE

WIDE, NARROW = {"width": 1300, "height": 900}, {"width": 390, "height": 844}
ROLES = ("liaison", "supervisor", "data-protection", "administrator")

VARIABLES = {"id": "[0-9a-f]{64}", "number": "[0-9]+", "int": "[0-9]+", "slug": "[-a-z]+", "str": "[^/]+"}

# Addresses that no link of the exercise leads to, and why.
NOT_LINKED = {
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": "a key that an officer holds in the hand",
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": "a key that an officer holds in the hand",
    "dossiers/<id:dossier>/write/<slug:kind_of_entry>/keep/": "an answer to drafts.js, and no page",
    "drafts/<number:number>/keep/": "an answer to drafts.js, and no page",
    "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/": "a file, and no page",
    "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/view/": "there is no attachment",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A page: its route, and who opens it."""

    route: str
    role: str


def calls() -> Iterator[Call]:
    """Yield every page that can be read, once, as the first role that may; "" is nobody."""
    for line in (*PAGES, *SIGNING_IN):
        if line.method == "GET" and (role := _reader(line)) is not None:
            yield Call(line.route, role)


def _reader(line: Line) -> str | None:
    may = {subject for subject, outcome in line.outcomes if outcome == YES}
    if "nobody" in may:
        return ""
    return next((role for role in ROLES if role in may), None)


def pattern(route: str) -> re.Pattern[str]:
    """Return what an address of a route looks like."""
    parts = re.split(r"<(\w+):\w+>", route)
    looks = "".join(re.escape(part) if at % 2 == 0 else VARIABLES[part] for at, part in enumerate(parts))
    return re.compile(f"/{looks}$")


@dataclass
class Walk:
    """One browser that goes through all pages of a node."""

    browser: Browser
    url: str
    officers: dict[str, tuple[str, str]]
    """E-mail and password by role."""
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    """Routes to which no link was found."""

    def sign_in(self, role: str) -> None:
        """Open a browser for a role; for "" nobody signs in."""
        self.contexts[role] = context = self.browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE * 1000)
        if role:
            page = context.new_page()
            page.goto(f"{self.url}/accounts/login/")
            page.fill('[name="login"]', self.officers[role][0])
            page.fill('[name="password"]', self.officers[role][1])
            page.click("main button")
            page.wait_for_selector("nav.side")
            page.close()

    def speak(self, language: str) -> None:
        """Let every browser read in a language from now on."""
        for context in self.contexts.values():
            page = context.new_page()
            page.goto(
                f"{self.url}/accounts/logout/"
                if context is not self.contexts[""]
                else f"{self.url}/accounts/login/"
            )
            page.click("header .menu:first-child > summary")
            with page.expect_navigation():
                page.click(f'header button[name="language"][value="{language}"]')
            assert page.get_attribute("html", "lang") == language
            page.close()

    def look_around(self) -> None:
        """Follow every link to a dossier, so that the links within are known: each kind has others."""
        page = self.contexts["liaison"].new_page()
        page.goto(f"{self.url}/dossiers/")
        self._remember(page)
        dossier = pattern("dossiers/<id:dossier>/")
        for path in sorted(link for link in self.links if dossier.match(link)):
            page.goto(self.url + path)
            self._remember(page)
        page.close()

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Yield every page that shows something, with its route: first those without a variable."""
        known = sorted(calls(), key=lambda call: ("<" in call.route, call.route.count("<"), call.route))
        tabs = {role: context.new_page() for role, context in self.contexts.items()}
        for call in known:
            page, path = tabs[call.role], self._address(call.route)
            if path is None:
                self.missing |= {call.route} - set(NOT_LINKED)
                continue
            answer = self._open(page, path)
            if answer is None:
                page.close()
                tabs[call.role] = self.contexts[call.role].new_page()
                continue
            # Who is sent on sees a page that is walked by its own address; a file is no page.
            is_page = "html" in answer.headers.get("content-type", "")
            if urlsplit(page.url).path != path or not is_page:
                continue
            assert answer.status < 500, (call.route, answer.status)
            self._remember(page)
            yield call.route or "/", page
        for tab in tabs.values():
            tab.close()

    def _address(self, route: str) -> str | None:
        """Return where a page lies, as a link says, or beside a page that a link leads to."""
        if "<" not in route:
            return f"/{route}"
        fixed = route[route.rindex(">") + 1 :].removeprefix("/")
        looks, before = pattern(route), pattern(route.removesuffix(fixed))
        linked = min((link for link in self.links if looks.match(link)), default=None)
        beside = min((link for link in self.links if before.match(link)), default=None)
        return linked or (f"{beside}{fixed}" if beside else None)

    def _open(self, page: Page, path: str) -> Response | None:
        try:
            return page.goto(self.url + path)
        except BrowserError as error:
            # A file, or an answer without a body: neither is a page.
            if any(said in str(error) for said in ("Download is starting", "ERR_HTTP_RESPONSE_CODE_FAILURE")):
                return None
            raise

    def _remember(self, page: Page) -> None:
        """Keep every address of this node that stands in the page, whatever attribute it stands in."""
        self.links.update(urlsplit(str(address)).path for address in page.evaluate(ADDRESSES))


ADDRESSES = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  [...one.attributes].map((its) => its.value).filter((value) => value.startsWith("/")))"""
