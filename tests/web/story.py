"""The first steps of the story, for the tests of pages: a pact in force, and a request that Salma asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mithaq.node import clock, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import Officer
from mithaq.record.entry import Entry
from partners import ASK, HANDLING, Partner

CAST = {
    "Salma": (["liaison"], "ar"),
    "Anas": (["analyst"], "ar"),
    "Youssef": (["supervisor"], "fr"),
    "Hind": (["data-protection"], "ar"),
    "Nadia": (["press"], "ar"),
    "Karim": (["administrator"], "en"),
}
"""The officers of Rabat: roles and language."""

QUESTION = {"language": "ar", "text": "تمرين: إلى أين نُقلت الحاوية بعد طنجة؟"}


@dataclass(slots=True)
class Story:
    """What stands so far: the pact, the request, and Madrid, which can write on."""

    node: Home
    madrid: Partner
    pact: str
    request: str

    @classmethod
    def begin(cls, node: Home, madrid: Partner, agree: Mapping[str, Any]) -> "Story":
        """Propose the pact, let Madrid sign it, and ask."""
        salma = Officer.objects.get(name="Salma")
        parties = ("es.policia", "ma.dgsn")
        pact = release.release(
            salma,
            Intent("agree", {"type": "agree", **agree}, None, None, Opening("pact", parties, None, True)),
        )
        madrid.take([pact.encode()])
        story = cls(node, madrid, pact.id, "")
        story.receive(madrid.write(pact.id, "sign", {}))
        body = {"type": "ask", **ASK, "question": QUESTION}
        asked = release.release(
            salma, Intent("ask", body, HANDLING, None, Opening("request", parties, pact.id, True))
        )
        madrid.take([asked.encode()])
        story.request = asked.id
        return story

    def receive(self, entry: Entry) -> str:
        """Let the node take in what Madrid wrote, and return its id."""
        (result,) = store.append([entry.encode()], source="es.policia")
        assert result.status == "new", result
        return entry.id

    def ask_us(self, *, urgency: str = "routine", hours: int = 0, area: str = "drugs") -> str:
        """Let Madrid ask Rabat, whose acknowledgement is so many hours old, and return the request."""
        reasons = ["losing-relevance"] if urgency != "routine" else []
        ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"], "urgency": urgency, "urgent_reasons": reasons}
        now, self.madrid.now = self.madrid.now, self.madrid.now - timedelta(hours=hours)
        clock.set_ahead(timedelta(hours=-hours))
        try:
            opened = self.madrid.open(
                [self.node.keys], "request", {**ask, "area": area}, pact=self.pact, handling=HANDLING
            )
            self.receive(opened)
            salma = Officer.objects.get(name="Salma")
            receipt = release.release(salma, Intent("acknowledge", {}, None, opened.id))
            self.madrid.take([receipt.encode()])
        finally:
            self.madrid.now = now
            clock.set_ahead(timedelta())
        return opened.id
