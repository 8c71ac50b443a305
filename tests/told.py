"""A story of the demo, told to one real node: its own officers write by release, the others on paper."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from mithaq.demo.cast import officer as person
from mithaq.demo.stories.line import Line, Story
from mithaq.node import clock, officers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse
from partners import Partner, words

OURS = "ma.dgsn"


class Told:
    """One pact of Rabat, Madrid and Potsdam, and a story under it, up to a line."""

    def __init__(self, node: Home, story: Story, terms: Mapping[str, Any]) -> None:
        self.node, self.story, self.now = node, story, datetime.now(UTC)
        self.partners = {agency: Partner(agency) for agency in story.parties if agency != OURS}
        for one in self.partners.values():
            one.become_contact()
        self.ids: dict[str, str] = {}
        self.pact = self._pact(terms)

    @property
    def dossier(self) -> str:
        """The story's dossier."""
        return self.ids["opening"]

    def tell(self, most: int | None = None) -> "Told":
        """Write the lines, up to so many, each at its time; all acknowledge after each but translations."""
        for line in self.story.lines[len(self.ids) : most]:
            self.at(line.hours)
            self.write(line)
            if line.type != "translate":
                self.settle()
        self.at(0)
        return self

    def at(self, hours: float) -> None:
        """Let all clocks show so many hours before now."""
        moment = self.now - timedelta(hours=hours)
        clock.set_ahead(moment - datetime.now(UTC))
        for one in self.partners.values():
            one.now = moment

    def write(self, line: Line) -> str:
        """Write one line as its officer; return the entry's id."""
        author = person(line.officer)
        body, handling = self.filled(line.body), line.handling
        if author.agency != OURS:
            entry = self.by(author.agency, line.type, body, handling)
        else:
            entry = self.by_us(line.officer, line.type, body, handling)
        self.ids[line.name or ("opening" if not self.ids else f"line {len(self.ids)}")] = entry.id
        return entry.id

    def by(self, agency: str, type_: str, body: Any, handling: Any = None) -> Entry:
        """Let a partner write, and all others receive it."""
        self.partners[agency].take(self._unknown(agency))
        return self.receive(agency, self.partners[agency].write(self.dossier, type_, body, handling))

    def by_us(self, name: str, type_: str, body: Any, handling: Any = None) -> Entry:
        """Let an officer of ours write, seconded by the supervisor where that is needed."""
        officer, supervisor = (Officer.objects.get(name=one) for one in (name, "Youssef"))
        opening = None if self.ids else Opening(self.story.kind, self._parties, self.pact, exercise=True)
        body = body if self.ids else {"type": type_, **body}
        intent = Intent(type_, body, handling, self.ids.get("opening"), opening)
        try:
            return release.release(officer, intent)
        except Refusal as refusal:
            if refusal.code != release.SECOND:
                raise
            return release.release(officer, intent, second=supervisor)

    def settle(self, *without: str) -> None:
        """Let every agency acknowledge what it holds, and the others receive that."""
        release.acknowledge(self.dossier)
        for agency, one in self.partners.items():
            if agency not in without:
                one.take(self._unknown(agency))
                self.receive(agency, one.acknowledge(self.dossier))

    def receive(self, agency: str, entry: Entry) -> Entry:
        """Let our node take in what a partner wrote."""
        (result,) = store.append([entry.encode()], source=agency)
        assert result.status == "new", result
        return entry

    def name(self, *names: str) -> None:
        """Name officers of ours on the dossier."""
        row, by = DossierRow.objects.get(id=self.dossier), Officer.objects.get(name="Youssef")
        for one in names:
            officers.name(Officer.objects.get(name=one), row, by)

    def filled(self, value: Any) -> Any:
        """Return a body with ids and times in their places."""
        if isinstance(value, Mapping):
            return {key: self.filled(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.filled(item) for item in value]
        if isinstance(value, str) and value.startswith("@"):
            return self.ids[value[1:]]
        if isinstance(value, str) and value[:1] in "+-" and value.endswith("h") and value[1:-1].isdigit():
            return clock.text(self.now + timedelta(hours=int(value[:-1])))
        return value

    @property
    def _parties(self) -> tuple[str, ...]:
        return tuple(sorted((OURS, *self.partners)))

    def _pact(self, terms: Mapping[str, Any]) -> str:
        self.at(700)
        agree = {"type": "agree", "name": words("a pact of three"), "terms": terms}
        opening = Opening("pact", self._parties, None, exercise=True)
        salma = Officer.objects.get(name="Salma")
        pact = release.release(salma, Intent("agree", agree, None, None, opening))
        for agency, one in self.partners.items():
            one.take(self._unknown(agency, pact.id))
            self.receive(agency, one.write(pact.id, "sign", {}))
        return pact.id

    def _unknown(self, agency: str, dossier: str = "") -> list[bytes]:
        """Return the frames that a partner does not hold, in our order."""
        held = self.partners[agency].dossiers.get(dossier or self.dossier)
        nodes = held.graph.nodes if held else {}
        rows = EntryRow.objects.filter(dossier=dossier or self.dossier).order_by("serial")
        return [_frame(row) for row in rows if row.entry not in nodes]


def _frame(row: EntryRow) -> bytes:
    payload = bytes(row.payload)
    return Entry(row.entry, parse(payload), payload, bytes(row.signature), bytes(row.sealed or b"")).encode()
