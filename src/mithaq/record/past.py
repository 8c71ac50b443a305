"""An entry's own past, as the law may ask about it (LAW-8, LAW-9)."""

from bisect import bisect_left

from mithaq.record.graph import Graph, Key, Placed
from mithaq.record.membership import Standing
from mithaq.record.stability import acknowledges


class EntryPast:
    """The past of one entry: `Past` of `mithaq.record.law`.

    `standing` is what the common bodies in that past come to, `top` how far the order is stable at the entry.
    """

    __slots__ = ("_graph", "placed", "standing", "top")

    def __init__(self, graph: Graph, placed: Placed, standing: Standing, top: Key) -> None:
        self._graph = graph
        self.placed = placed
        self.standing = standing
        self.top = top

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.placed.id

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.placed.author

    @property
    def seq(self) -> int:
        """Its number."""
        return self.placed.seq

    @property
    def time(self) -> str:
        """The latest time of the entry and its past."""
        return self.placed.latest

    def has(self, entry: str, /) -> bool:
        """Return whether an entry is in this past."""
        found = self._graph.nodes.get(entry)
        return found is not None and self._graph.covers(self.placed, found)

    def stable(self, entry: str, /) -> bool:
        """Return whether an entry is stable at this one (LAW-16)."""
        found = self._graph.nodes.get(entry)
        return found is not None and found.key <= self.top and self._graph.covers(self.placed, found)

    def parties(self) -> tuple[str, ...]:
        """Return the members by this past, sorted."""
        return self.standing.members

    def receipt(self, entry: str, agency: str, /) -> str | None:
        """Return the time of the agency's first entry, here or in this past, that acknowledges `entry`."""
        found = self._graph.nodes.get(entry)
        if found is None or not self._graph.covers(self.placed, found):
            return None
        first = first_after(self._graph, self.standing, found, agency, self.placed)
        return first.time if first else None


def first_after(graph: Graph, standing: Standing, one: Placed, agency: str, entry: Placed) -> Placed | None:
    """Return the agency's first entry, in the past of `entry` or it, that acknowledges `one`."""
    unwritten = entry.author == agency and entry.id not in graph.nodes  # Dossier.past_now
    number = entry.clock.get(agency, 0) - unwritten
    last = entry if unwritten else None
    if agency in graph.tails or standing.declared.get(agency):
        mine = [graph.at(agency, index + 1, entry) for index in range(number)]
        return next((known for known in mine if acknowledges(graph, standing, known, one)), last)
    chain = graph.chains.get(agency, [])
    index = bisect_left(chain, True, 0, number, key=lambda known: graph.covers(known, one))
    return chain[index] if index < number else last
