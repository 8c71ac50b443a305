"""The door's second half: chain, numbers and parents of an entry whose bytes were checked (LAW-1 to LAW-7).

- it is an entry of this dossier, or the opening of an empty one
- its parents are held here; whoever offers an entry must supply them
- its first parent is its author's own previous entry, with the number before
- an author's first entry has as first parent the entry that admits it: the author is a member by
  that entry, and by none of its parents
- no other parent is the author's own, and no two parents of one author are in one line
"""

from collections.abc import Mapping

from mithaq.record.errors import Refusal
from mithaq.record.graph import Graph, Placed
from mithaq.record.header import Header
from mithaq.record.membership import Standing


def place(graph: Graph, standings: Mapping[str, Standing], entry: str, header: Header) -> Placed:
    """Return where an entry stands; Refusal for what the door does not let in. Changes nothing."""
    if header.dossier is None:
        return _place_opening(graph, entry, header)
    if header.dossier != graph.opening:
        raise Refusal("dossier-differs")
    nodes = graph.nodes
    try:
        parents = [nodes[parent] for parent in header.parents]
    except KeyError:
        raise Refusal("parents-missing", {"count": len(missing(graph, header))}) from None
    _check_first(standings, parents[0], header)
    if len(parents) > 1:
        _check_others(graph, parents, header)
    return _placed(graph, entry, header, parents)


def missing(graph: Graph, header: Header) -> tuple[str, ...]:
    """Return the parents that are not held here."""
    nodes = graph.nodes
    for parent in header.parents:
        if parent not in nodes:
            return tuple(one for one in header.parents if one not in nodes)
    return ()


def _place_opening(graph: Graph, entry: str, header: Header) -> Placed:
    if graph.nodes:
        raise Refusal("dossier-differs")
    clock = {header.author: 1}
    return Placed(entry, header.author, 1, (), 1, clock, header.time, header.time, header.key, header.to)


def _check_first(standings: Mapping[str, Standing], first: Placed, header: Header) -> None:
    if header.seq > 1:
        if first.author != header.author or first.seq != header.seq - 1:
            raise Refusal("chain-broken", {"number": header.seq})
        return
    if first.author == header.author or not _admits(standings, first, header.author):
        raise Refusal("party-unknown", {"agency": header.author})


def _admits(standings: Mapping[str, Standing], entry: Placed, agency: str) -> bool:
    """Return whether membership starts at this entry (LAW-34)."""
    return agency in standings[entry.id].members and not any(
        agency in standings[parent].members for parent in entry.parents
    )


def _check_others(graph: Graph, parents: list[Placed], header: Header) -> None:
    seen: dict[str, list[Placed]] = {}
    for parent in parents[1:]:
        if parent.author == header.author:
            raise Refusal("parent-own")
        for other in seen.get(parent.author, ()):
            if graph.covers(parent, other) or graph.covers(other, parent):
                raise Refusal("parent-repeated", {"agency": parent.author})
        seen.setdefault(parent.author, []).append(parent)


def _placed(graph: Graph, entry: str, header: Header, parents: list[Placed]) -> Placed:
    first = parents[0]
    clock, depth, latest = dict(first.clock), first.depth, max(header.time, first.latest)
    for parent in parents[1:]:
        if parent.depth > depth:
            depth = parent.depth
        if parent.latest > latest:
            latest = parent.latest
        for author, number in parent.clock.items():
            if number > clock.get(author, 0):
                clock[author] = number
    clock[header.author] = header.seq
    return Placed(
        entry, header.author, header.seq, header.parents, depth + 1, clock, header.time, latest, header.key,
        header.to,
    )  # fmt: skip
