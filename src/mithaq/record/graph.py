"""Where an entry stands among the others: parents, depth, clock, and what is in its past (LAW-1 to LAW-9).

An author's first parent is its own previous entry, so what an entry's past holds of an author is one
number, and "is X in the past of E" is one comparison. Only an author that has written two entries
with one number breaks this; its entries from that number on (its *tail*) are then looked up exactly.
"""

from bisect import insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Key = tuple[int, str]
"""A place in the order: (depth, id)."""

NOWHERE: Key = (0, "")
"""Before every entry."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """An entry with its place: `clock` is the highest number of each author in its past and itself.

    `time` is its own, `latest` the latest of it and its past; `signer` is the id of its key; `to` are the
    parties it is sealed to, nobody for an acknowledgement.
    """

    id: str
    author: str
    seq: int
    parents: tuple[str, ...]
    depth: int
    clock: Mapping[str, int]
    time: str
    latest: str
    signer: str = ""
    to: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Return its place in the order (LAW-10)."""
        return (self.depth, self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Placed) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Fork:
    """Entries of one author with one predecessor: the branches. The predecessor of a first number is ""."""

    author: str
    predecessor: str
    branches: tuple[Placed, ...]


Point = tuple[str, str]
"""Where an author's chain may branch: (author, predecessor)."""


class Graph:
    """All placed entries of one dossier. Whoever adds an entry has checked it before (door.py)."""

    __slots__ = ("_bits", "_marks", "chains", "heads", "nodes", "opening", "points", "routes", "tails")

    def __init__(self) -> None:
        self.opening = ""
        """The id of the opening entry, which is the dossier's."""
        self.nodes: dict[str, Placed] = {}
        self.chains: dict[str, list[Placed]] = {}
        """By author: the entry of number n at n - 1; of a forked author, the branch that came here first."""
        self.heads: dict[str, list[Placed]] = {}
        """By author: its entries that it has not followed by another."""
        self.tails: dict[str, list[Placed]] = {}
        """By forked author: its entries from the lowest number that stands twice, in order."""
        self.points: dict[Point, Fork] = {}
        self.routes: dict[str, tuple[tuple[Point, str], ...]] = {}
        """By entry of a tail: the forks on its chain, each with the branch it is on."""
        self._bits: dict[str, int] = {}
        self._marks: dict[str, int] = {}

    # ------------------------------------------------------------------ asking

    def covers(self, entry: Placed, past: Placed) -> bool:
        """Return whether `past` is in the past of `entry` or the same (LAW-8)."""
        if entry.clock.get(past.author, 0) < past.seq:
            return False
        bit = self._bits.get(past.id) if self._bits else None
        return bit is None or bool(self._marks.get(entry.id, 0) >> bit & 1)

    def at(self, author: str, number: int, entry: Placed) -> Placed:
        """Return the author's entry with this number, at most its clock's, in the past of `entry`."""
        found = self.chains[author][number - 1]
        if author in self.tails and not self.covers(entry, found):
            return next(one for one in self.tails[author] if one.seq == number and self.covers(entry, one))
        return found

    def forks_in(self, entry: Placed) -> Iterator[Fork]:
        """Yield the forks of which at least two branches are in the past of `entry`, with those branches."""
        for fork in self.points.values():
            seen = tuple(branch for branch in fork.branches if self.covers(entry, branch))
            if len(seen) > 1:
                yield Fork(fork.author, fork.predecessor, seen)

    # ------------------------------------------------------------------ adding

    def follow(self, name: str, author: str, number: int, parents: tuple[str, ...], time: str) -> Placed:
        """Return an entry as it would stand on these parents; nothing is added."""
        nodes = [self.nodes[parent] for parent in parents]
        clock: dict[str, int] = {}
        for one in nodes:
            for writer, known in one.clock.items():
                clock[writer] = max(known, clock.get(writer, 0))
        clock[author] = number
        depth = 1 + max(one.depth for one in nodes)
        latest = max(time, *(one.latest for one in nodes))
        return Placed(name, author, number, parents, depth, clock, time, latest)

    def imagine(self, entry: Placed) -> None:
        """Answer `covers` for an entry that is not written yet, until the next one is imagined."""
        if self._bits:
            self._marks[entry.id] = self._marks_of(entry)

    def add(self, entry: Placed) -> bool:
        """Add a checked entry; return whether a fork came to light by it."""
        self.nodes[entry.id] = entry
        if not entry.parents:
            self.opening = entry.id
        chain = self.chains.setdefault(entry.author, [])
        if self._bits:
            self._marks[entry.id] = self._marks_of(entry)
        if len(chain) == entry.seq - 1 and entry.author not in self.tails:
            chain.append(entry)
            self.heads[entry.author] = [entry]
            return False
        return self._add_beside(entry, chain)

    def _add_beside(self, entry: Placed, chain: list[Placed]) -> bool:
        """Add an entry of an author that has forked, by this entry or before."""
        author, before = entry.author, predecessor(entry)
        if len(chain) == entry.seq - 1:
            chain.append(entry)
        self.heads[author] = [head for head in self.heads[author] if head.id != entry.parents[0]] + [entry]
        tail = self.tails.get(author)
        if tail is None or entry.seq < tail[0].seq:
            tail = [one for one in self.nodes.values() if one.author == author and one.seq >= entry.seq]
            self.tails[author] = sorted(tail, key=lambda one: one.key)
            self._trace(author)
            return True
        insort(tail, entry, key=lambda one: one.key)
        if any(one is not entry and predecessor(one) == before for one in tail):
            self._trace(author)
            return True
        self.routes[entry.id] = self.routes.get(before, ())
        self._bits[entry.id] = len(self._bits)
        self._marks[entry.id] = self._marks_of(entry)
        return False

    def _trace(self, author: str) -> None:
        """Find an author's forks, and what is in the past of what, anew: only when a fork comes to light."""
        tail = self.tails[author]
        children: dict[str, list[Placed]] = {}
        for one in tail:
            children.setdefault(predecessor(one), []).append(one)
            self._bits.setdefault(one.id, len(self._bits))
        for one in tail:
            before = predecessor(one)
            step: tuple[tuple[Point, str], ...] = ()
            if len(children[before]) > 1:
                self.points[author, before] = Fork(author, before, tuple(children[before]))
                step = (((author, before), one.id),)
            self.routes[one.id] = self.routes.get(before, ()) + step
        self._mark_all()

    def _mark_all(self) -> None:
        for entry in sorted(self.nodes.values(), key=lambda one: one.key):
            self._marks[entry.id] = self._marks_of(entry)

    def _marks_of(self, entry: Placed) -> int:
        marks = 0
        for parent in entry.parents:
            marks |= self._marks.get(parent, 0)
        bit = self._bits.get(entry.id)
        return marks if bit is None else marks | 1 << bit


def predecessor(entry: Placed) -> str:
    """Return the id of the author's previous entry, "" for its first."""
    return entry.parents[0] if entry.seq > 1 else ""
