"""What the tests of search begin with: a signed pact, requests that can be found, and looking for them."""

from collections.abc import Mapping
from typing import Any

from mithaq.node import release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import (
    Officer,
)
from mithaq.node.search import indexing
from mithaq.node.search.asking import Asked
from mithaq.node.search.finding import Found, search
from partners import AGREE, ASK, HANDLING, Partner

PARTIES = ("es.policia", "ma.dgsn")


def text(language: str, words: str) -> dict[str, str]:
    return {"language": language, "text": words}


def ask(**more: Any) -> dict[str, Any]:
    return {"type": "ask", **ASK, **more}


def person(name: str) -> dict[str, Any]:
    return {
        "person": True,
        "category": "suspect",
        "assessed": "fact",
        "identifiers": [{"type": "name", "value": name}],
    }


def signed_pact(salma: Officer, madrid: Partner) -> str:
    """Return the pact of Rabat and Madrid, signed by both."""
    opening = Opening("pact", PARTIES, None, True)
    made = release.release(salma, Intent("agree", {"type": "agree", **AGREE}, None, None, opening))
    madrid.take([made.encode()])
    store.append([madrid.write(made.id, "sign", {}).encode()], source="es.policia")
    return made.id


def opened(officer: Officer, pact: str, body: Mapping[str, Any]) -> str:
    """Open a request and make it findable."""
    opening = Opening("request", PARTIES, pact, True)
    made = release.release(officer, Intent("ask", body, HANDLING, None, opening))
    indexing.catch_up()
    return made.id


def received(madrid: Partner, node: Home, pact: str, **more: Any) -> str:
    """Let Madrid ask, and make it findable; on what a partner opens, the liaison officers are named."""
    body = {**ask(**more), "asked": ["ma.dgsn"]}
    made = madrid.open([node.keys], "request", body, pact=pact, handling=HANDLING)
    (result,) = store.append([made.encode()], source="es.policia")
    assert result.status == "new"
    indexing.catch_up()
    return made.id


def found(officer: Officer, words: str, **more: str) -> list[str]:
    """Return the entries found, in the order in which they are shown."""
    return [hit.row.entry for hit in look(officer, words, **more).hits]


def look(officer: Officer, words: str, why: str = "", **more: str) -> Found:
    return search(officer, Asked.read({"words": words, **more}), why=why)
