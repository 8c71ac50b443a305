"""Two honest nodes, a contact of both that lies, and what must hold whatever it does.

Honest dossier `quiet`: Rabat and Madrid only. Dossier `shared`: the liar is a party too.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from faults.conftest import making
from faults.desk import HANDLING, Desk
from faults.liar import Liar, known, plaintext
from faults.storm import Pair
from mithaq.record.entry import Entry
from mithaq.record.keys import PartyKeys
from nodes import Agent, NodeProcess, introduce, running, until

LIAR = "xx.elsewhere"
NOWHERE = "http://127.0.0.1:9"


@dataclass
class Arena:
    """The nodes and dossiers; `seals` are the sealing keys of the parties of `shared`."""

    rabat: NodeProcess
    here: Agent
    madrid: NodeProcess
    there: Agent
    liar: Liar
    quiet: str
    shared: str
    seals: dict[str, bytes]
    desks: tuple[Desk, Desk]
    last: str = ""
    seq: int = 0

    @property
    def nodes(self) -> tuple[NodeProcess, NodeProcess]:
        """Both honest nodes."""
        return self.rabat, self.madrid

    def honest(self, dossier: str | None = None) -> tuple[str, float]:
        """Let Rabat release an entry; return its id, and the seconds until Madrid holds it."""
        began = time.monotonic()
        entry = self.desks[0].note(dossier or self.quiet, "an honest step")
        assert entry is not None, "the honest node does not take it"
        until(lambda: entry in self.there.call("entries"), seconds=20, pause=0.005)
        return entry, time.monotonic() - began

    def entries(self, agent: Agent) -> dict[str, Entry]:
        """Return what a node holds of the shared dossier."""
        return {entry.id: entry for entry in known(agent.call("frames", dossier=self.shared))}

    def lie(
        self,
        body: bytes | None = None,
        *,
        seq: int = 0,
        parents: Sequence[str] | None = None,
        **changes: object,
    ) -> bytes:
        """Return the liar's next entry of the shared dossier, or another if told so; nothing is noted."""
        chain = [self.last] if parents is None else parents
        text = body or plaintext(words(self.shared), handling=HANDLING)
        return self.liar.frame(self.shared, seq or self.seq + 1, chain, self.seals, text, **changes)

    def step(self, frame: bytes, *to: NodeProcess) -> str:
        """Offer the liar's next entry to these nodes, or both, and go on from it; return its id."""
        entry = known([frame.hex()])[0]
        for node in to or self.nodes:
            assert self.liar.offer(node, frame).refused == ()
        self.last, self.seq = entry.id, entry.header.seq
        return entry.id

    def said(self, dossier: str) -> list[object]:
        """Return what is said in a dossier at Rabat, with verdicts: acknowledgements say nothing."""
        return [row for row in self.here.call("verdicts", dossier=dossier) if row[1] != "acknowledgement"]

    def settled(self, dossier: str, seconds: float = 30.0) -> str:
        """Wait until both honest nodes come to the same in a dossier; return the hash."""

        def same() -> str:
            one = self.here.call("state", dossier=dossier)
            return one if one == self.there.call("state", dossier=dossier) else ""

        hash_ = until(same, seconds=seconds, pause=0.1)
        assert all(node.process is not None and node.process.poll() is None for node in self.nodes)
        return str(hash_)


def words(entry: str, text: str = "Übung") -> dict[str, object]:
    """Return the body of a translation."""
    return {"entry": entry, "field": "name", "text": {"language": "de", "text": text}}


@contextmanager
def arena(folder: Path, databases: tuple[str, ...] = ()) -> Iterator[Arena]:
    """Yield the two honest nodes running, with the liar a contact of both and a party of one pact."""
    with making(folder, ("ma.dgsn", "es.policia"), databases) as pairs:
        introduce(*pairs)
        yield from _prepared(pairs, Liar(LIAR))


def _prepared(pairs: list[Pair], liar: Liar) -> Iterator[Arena]:
    (rabat, here), (madrid, there) = pairs
    for agent in (here, there):
        agent.call("introduce", card=liar.keys.to_json(), url=NOWHERE)
    with running(rabat, madrid):
        quiet = here.call("propose", parties=["es.policia"])
        shared = here.call("propose", parties=["es.policia", LIAR])
        until(lambda: {quiet, shared} <= set(there.call("entries")))
        cards = [PartyKeys.from_json(agent.call("card")) for agent in (here, there)]
        seals = {keys.agency: keys.seal for keys in (*cards, liar.keys)}
        desks = (Desk.at(rabat, here), Desk.at(madrid, there))
        made = Arena(rabat, here, madrid, there, liar, quiet, shared, seals, desks, last=shared)
        made.honest()
        yield made
