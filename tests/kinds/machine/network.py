"""Agencies with a real dossier each, and messages between them that are lost, late, doubled, out of sequence.

Entries have no cryptography here, so that thousands can be made; law, order and stability are the real ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Kind
from mithaq.kinds.deadlines import later
from mithaq.kinds.diagram import CONDITIONS, TERMS
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.law import Law
from record.world import Site, Written, keys, make

NINE = "2030-01-07T09:00:00.000Z"


@dataclass
class Node:
    """One agency: its dossier, its clock in minutes after nine, and what waits for parents."""

    agency: str
    site: Site
    minute: int = 0
    waiting: list[Written] = field(default_factory=list)
    changed: bool = True

    @property
    def dossier(self) -> Dossier:
        return self.site.dossier

    @property
    def time(self) -> str:
        return later(NINE, self.minute * 60_000)

    @property
    def state(self) -> Any:
        return self.dossier.fold().state

    def take(self, one: Written) -> None:
        """Take what has come, and whatever has waited for it; what lacks parents waits."""
        if one.id in self.site.written or any(known.id == one.id for known in self.waiting):
            return
        self.waiting.append(one)
        while True:
            ready = [known for known in self.waiting if not self.dossier.missing(known.entry.header)]
            if not ready:
                return
            for known in ready:
                self.waiting.remove(known)
                self._place(known)

    def _place(self, one: Written) -> None:
        try:
            self.site.take(one)
        except Refusal as refusal:  # the door of an agency that has left knows no newcomer
            if refusal.code != "party-unknown":
                raise
        self.changed = True


class Network:
    """Nodes, and a queue from each to each other. `walls` are the pairs between which nothing passes now."""

    def __init__(self, kind: Kind[Any], agencies: Iterable[str], opening: dict[str, Any]) -> None:
        def laws(name: str, version: int) -> Law | None:
            return kind if (name, version) == (kind.name, kind.version) else None

        self.kind = kind
        self.names = tuple(agencies)
        self.nodes = {name: Node(name, Site(name, Dossier.begin(laws, name))) for name in self.names}
        self.queues: dict[tuple[str, str], list[Written]] = {
            (one, other): [] for one in self.names for other in self.names if one != other
        }
        self.walls: set[tuple[str, str]] = set()
        body = {
            "kind": kind.name,
            "rules": kind.version,
            "pact": None,
            "parties": [keys(agency).to_json() for agency in self.names],
            "terms": TERMS,
            "exercise": True,
            "body": opening,
        }
        author = self.names[0]
        first = make(author, None, 1, (), "open", body, to=self.names, time=NINE, handling=CONDITIONS)
        for node in self.nodes.values():
            node.take(first)

    # ------------------------------------------------------------------ writing

    def write(self, author: str, type_: str | None, body: dict[str, Any] | None = None) -> Written | None:
        """Let an agency write, and put it on the way to all others; None if it is no party any more."""
        node = self.nodes[author]
        if not node.dossier.is_writer():
            return None
        handling = CONDITIONS if type_ not in (None, *UNHANDLED) else None
        one = node.site.write(type_, body, time=node.time, handling=handling)
        node.changed = True
        for other in self.names:
            if other != author:
                self.queues[author, other].append(one)
        return one

    def acknowledge(self, author: str) -> None:
        if self.nodes[author].dossier.wants_acknowledgement():
            self.write(author, None)

    # ------------------------------------------------------------------ messages

    def pass_on(self, one: str, other: str, pick: int = 0, most: int = 1) -> None:
        """Deliver up to `most` messages of a queue, the first of them not always first."""
        queue = self.queues[one, other]
        for _ in range(min(most, len(queue))):
            if (one, other) in self.walls:
                return
            self.nodes[other].take(queue.pop(pick % len(queue)))

    def lose(self, one: str, other: str, pick: int = 0) -> None:
        queue = self.queues[one, other]
        if queue:
            queue.pop(pick % len(queue))

    def repeat(self, one: str, other: str, pick: int = 0) -> None:
        """Send again something that was sent before."""
        held = list(self.nodes[one].site.written.values())
        self.queues[one, other].append(held[pick % len(held)])

    def part(self, group: Iterable[str]) -> None:
        """Let nothing pass between these agencies and the others."""
        inside = set(group)
        self.walls = {pair for pair in self.queues if (pair[0] in inside) != (pair[1] in inside)}

    def heal(self) -> None:
        self.walls = set()

    def exchange(self) -> None:
        """Bring over all that anybody holds and the other lacks, where no wall is; queues are emptied."""
        for (one, other), queue in self.queues.items():
            if (one, other) not in self.walls:
                queue.clear()
                taker = self.nodes[other]
                lacking = [
                    w for name, w in self.nodes[one].site.written.items() if name not in taker.site.written
                ]
                for known in lacking:
                    taker.take(known)

    def quiet(self) -> None:
        """Exchange and acknowledge until nobody has anything to say."""
        for _ in range(12):
            self.exchange()
            calling = [n for n in self.nodes.values() if n.dossier.wants_acknowledgement()]
            if not calling:
                return
            for node in calling:
                self.write(node.agency, None)
        raise AssertionError("acknowledgements call for acknowledgements")


UNHANDLED = ("recall", "erase", "leave", "exclude")
