"""Whom the entry that stopped a matter has reached, by their signed entries, and how to reach the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.node import delivery
from mithaq.node.models import EntryRow
from mithaq.node.views import HeldView
from mithaq.web.boards.room import Room, Texts
from mithaq.web.boards.telephones import Telephone

MOST = 6
"""Entries that stop one matter: each party may write one."""

STEPS = ("sent", "held", "read", "acted-on", "author")
"""How far it has come with a party; the last wrote one itself."""


@dataclass(frozen=True, slots=True)
class End:
    """One entry that stopped the matter."""

    entry: str
    agency: str
    done: str
    """What it did, in words."""
    time: str
    reason: Texts | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it has come with one partner, and the telephones of whoever has not confirmed."""

    agency: str
    state: str
    time: str
    telephones: tuple[Telephone, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the partner has signed that it holds it."""
        return self.state in STEPS[1:]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who stopped it, and whom that has reached: who has not confirmed first."""

    ends: tuple[End, ...]
    partners: tuple[Reached, ...]

    @property
    def all(self) -> bool:
        """Whether every partner has confirmed."""
        return all(one.confirmed for one in self.partners)


def rows_of(room: Room, view: HeldView) -> list[EntryRow]:
    """Return the entries that have stopped this matter, the first one first, as far as their header goes.

    They are taken from what is held in memory: no query.
    """
    named = [entry for entry in room.ended(view.state) if view.has(entry)]
    placed = [view.dossier.graph.nodes[entry] for entry in named[-MOST:]]
    return [
        EntryRow(entry=one.id, author=one.author, seq=one.seq, time=one.time, type=_type(view, one.id))
        for one in placed
    ]


def _type(view: HeldView, entry: str) -> str:
    mark = view.state.entries.get(entry)
    return mark.type if mark else ""


def reach(
    rows: list[EntryRow], dossier: str, own: str, telephones: Iterable[Telephone], ends: tuple[End, ...]
) -> Reach:
    """Return whom these entries have reached; one query."""
    numbers = list(telephones)
    found = []
    for party in delivery.standings(dossier, [row.entry for row in rows]):
        if party.agency == own or party.until:
            continue
        state, time = _furthest(party, rows)
        calls = tuple(one for one in numbers if one.agency == party.agency)
        confirmed = state in STEPS[1:]
        found.append(Reached(party.agency, state, time, () if confirmed else calls))
    return Reach(ends, tuple(sorted(found, key=lambda one: (one.confirmed, one.agency))))


def _furthest(party: delivery.Standing, rows: list[EntryRow]) -> tuple[str, str]:
    """Return the best that a party has said of any of these entries: one is enough to know."""
    if any(row.author == party.agency for row in rows):
        return "author", next(row.time for row in rows if row.author == party.agency)
    said = [one for row in rows if (one := party.of(row))]
    best = max(said, key=lambda one: _step(one.state), default=None)
    return (best.state, best.time) if best else ("sent", "")


def _step(state: str) -> int:
    return STEPS.index(state) if state in STEPS else 0
