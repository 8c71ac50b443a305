"""A register of commitments of Rabat's node and of Madrid on paper, with a review that Madrid has begun."""

import secrets
from typing import Any

from mithaq.kinds.programme import fingerprint
from mithaq.node import blind, officers, release, store
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.record.entry import Entry
from mithaq.record.header import parse
from partners import AGREE, Partner, words

PAIRS = (("terrorism", "trust"), ("drugs", "trust"))
OURS = tuple((*pair, 4) for pair in PAIRS)
THEIRS = tuple((*pair, 2) for pair in PAIRS)
REVIEW = {
    "areas": ["terrorism", "drugs"],
    "dimensions": ["trust"],
    "start": "2029-01-01",
    "end": "2029-12-31",
}
HANDLED = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "pact"}


class Register:
    """A register of Rabat and Madrid with a review that Madrid has begun."""

    def __init__(self, node: Home, madrid: Partner, salma: Officer) -> None:
        self.madrid, self.salma = madrid, salma
        pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
        self.receive(pact)
        self.send(release.write_as_node(pact.id, "sign", {}))
        self.receive(madrid.write(pact.id, "sign", {}))
        body = {"type": "register", "name": words("commitments")}
        opened = madrid.open([node.keys], "programme", body, pact=pact.id, handling=HANDLED)
        self.receive(opened)
        self.dossier = opened.id
        self.review = self.receive(madrid.write(self.dossier, "review", REVIEW, HANDLED)).id
        officers.name(salma, DossierRow.objects.get(id=self.dossier), salma)

    def receive(self, entry: Entry) -> Entry:
        (result,) = store.append([entry.encode()], source="es.policia")
        assert result.status == "new", result
        return entry

    def send(self, entry: Entry | None) -> Entry:
        assert entry is not None
        self.madrid.take([entry.encode()])
        return entry

    def give(self, scores: blind.Scores = OURS) -> Entry:
        salt = secrets.token_hex(32)
        return self.send(blind.give_scores(self.salma, self.dossier, self.review, scores, salt))

    def madrid_gives(self) -> None:
        digest = fingerprint(self.review, "es.policia", "1" * 64, THEIRS)
        self.receive(self.madrid.write(self.dossier, "seal-scores", {"entry": self.review, "digest": digest}))

    def madrid_opens(self) -> None:
        """Open what Madrid has sealed."""
        scores = [{"area": area, "dimension": dimension, "level": level} for area, dimension, level in THEIRS]
        body = {"entry": self.review, "salt": "1" * 64, "scores": scores}
        self.madrid.take(self._unknown())
        self.receive(self.madrid.write(self.dossier, "open-scores", body))

    def _unknown(self) -> list[bytes]:
        """Return the frames of this dossier that Madrid does not hold, in order."""
        held = self.madrid.dossiers[self.dossier].graph.nodes
        rows = EntryRow.objects.filter(dossier=self.dossier).order_by("serial")
        return [_frame(row) for row in rows if row.entry not in held]

    def write(self, type_: str, body: Any) -> Entry:
        """Let Madrid write, and receive it."""
        return self.receive(self.madrid.write(self.dossier, type_, body, HANDLED))

    def all_hold_all(self) -> None:
        """Let both acknowledge what they hold."""
        self.send(release.acknowledge(self.dossier))
        self.receive(self.madrid.acknowledge(self.dossier))


def _frame(row: EntryRow) -> bytes:
    payload = bytes(row.payload)
    return Entry(row.entry, parse(payload), payload, bytes(row.signature), bytes(row.sealed or b"")).encode()
