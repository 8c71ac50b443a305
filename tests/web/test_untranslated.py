"""Every page that an officer reaches is in the officer's language: nothing is left in English."""

import re
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse
from django.test import Client

from mithaq.node import home
from mithaq.node.models import Officer
from registers import Register
from web.conftest import SignIn
from web.leftovers import Texts, english, latin, read
from web.story import CAST, Story
from web.test_programme import COMMIT

KNOWN = frozenset(
    (
        *CAST,
        *(
            "Mithaq",
            "DGSN",
            "Rabat",
            "Polic",
            "Nacional",
            "Bundespolizei",
            "AR",
            "ar",
            "de",
            "en",
            "es",
            "fr",
        ),
        *("PDF", "XLSX", "CSV", "ZIP", "SHA", "IP", "IBAN", "UTC", "TLP", "PAP", "Ed"),
        *("CLEAR", "GREEN", "AMBER", "STRICT", "RED", "WHITE", "Natural", "Earth", "Aa"),
    )
)
"""Latin words that stand in Arabic pages: names, formats, markings, units."""

OPAQUE = re.compile(r"Exercise: [^·]*|[A-Za-z]+/[A-Za-z_/+-]+|[\w.-]+@[\w.-]+|\b(?:es|ma)\.[a-z]+|\S*\d\S*")
"""Partners' texts, zones, addresses, agencies' ids, and words with digits."""

ALIKE = 2
"""Pages of one address, with other ids or another question, that are read."""


def walked(client: Client, language: str) -> dict[str, Texts]:
    """Return the texts of every page that links lead to, a few of each address."""
    todo, met, read_pages = ["/"], {"/"}, {}
    alike: dict[str, int] = {}
    while todo:
        path = todo.pop(0)
        address = re.sub(r"[0-9a-f]{20,}|\d+", "#", path.partition("?")[0])
        alike[address] = alike.get(address, 0) + 1
        if alike[address] > ALIKE:
            continue
        answer = client.get(path)
        assert isinstance(answer, HttpResponse) or answer.streaming
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = read(answer.content.decode(), language)
        read_pages[path] = page
        for link in page.links:
            target = urljoin(path, link).partition("#")[0]
            if target.startswith("/") and "logout" not in target and target not in met:
                met.add(target)
                todo.append(target)
    return read_pages


@pytest.fixture
def told(story: Story, node: home.Home) -> Story:
    """A request asked and one to answer, and a programme with a commitment."""
    story.ask_us()
    Register(node, story.madrid, Officer.objects.get(name="Salma")).write("commit", COMMIT)
    return story


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name, language, least",
    [
        ("Salma", "ar", 45),
        ("Youssef", "fr", 45),
        ("Hind", "ar", 15),
        ("Karim", "ar", 10),
    ],
)
def test_no_page_is_left_in_english(
    told: Story, sign_in: SignIn, name: str, language: str, least: int
) -> None:
    Officer.objects.filter(name=name).update(language=language)
    pages = walked(sign_in(name), language)
    assert len(pages) >= least, sorted(pages)
    found = {(path, text) for path, page in pages.items() for text in english(page.found, language)}
    assert not found
    if language == "ar":
        texts = {
            OPAQUE.sub("", text) for path, page in pages.items() for text in page.found if path != "/account/"
        }
        left = sorted(latin(sorted(texts), KNOWN))
        assert not left, "\n".join(left)


def test_a_text_left_in_english_is_found() -> None:
    html = (
        '<p lang="en">Inbox</p><p>Inbox</p><p>There is no role x.</p>'
        '<code>Drafts</code><a title="Sign out"></a>'
    )
    assert list(english(read(html, "ar").found, "ar")) == ["Inbox", "There is no role x.", "Sign out"]
    assert list(latin(["ميثاق Mithaq", "لا draft"], KNOWN)) == ["لا draft"]
