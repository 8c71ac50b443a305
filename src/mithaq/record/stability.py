"""What every party is known to hold, by one entry's past (LAW-15 to LAW-19).

An entry X is acknowledged by a party if the party has an entry that descends from X. At an entry E,
the order is stable as far as every entry in E's past has been acknowledged, in E's past, by every
other member. Whatever is not held yet then descends from all of it, and so stands behind it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import attrgetter

from mithaq.record.graph import Graph, Key, Placed, Point
from mithaq.record.membership import Standing

_KEY = attrgetter("key")


def stable_at(graph: Graph, standing: Standing, entry: Placed, before: Key) -> Key:
    """Return the last place that is stable at `entry`; at least `before`, its parents' (LAW-16)."""
    if graph.tails or standing.revoked or standing.declared:
        return _stable_in_doubt(graph, standing, entry, before)
    heard = _heard(graph, standing, entry)
    if heard is None:
        return before
    chains, numbers = graph.chains, dict[str, int]()
    bound: Key | None = None
    for writer, last in entry.clock.items():
        held = last
        for party, known in heard:
            if party != writer:
                number = known.get(writer, 0)
                if number < held:
                    held = number
        numbers[writer] = held
        if held < last:
            # Only an entry that is not written yet is missing from its author's chain.
            chain = chains.get(writer, ())
            key = chain[held].key if held < len(chain) else entry.key
            if key <= before:
                return before
            if bound is None or key < bound:
                bound = key
    if bound is None:
        return max(before, entry.key)
    return max((before, *_last_before(graph, numbers, bound)))


def _heard(graph: Graph, standing: Standing, entry: Placed) -> list[tuple[str, Mapping[str, int]]] | None:
    """Return the clock of each member's last entry in this past; None if a member has none."""
    heard: list[tuple[str, Mapping[str, int]]] = []
    for party in standing.members:
        if party == entry.author:
            heard.append((party, entry.clock))
        elif party in entry.clock:
            heard.append((party, graph.chains[party][entry.clock[party] - 1].clock))
        else:
            return None
    return heard


def _last_before(graph: Graph, numbers: Mapping[str, int], bound: Key) -> Iterator[Key]:
    """Yield for each author the last place before `bound` among its first so many entries."""
    for author, number in numbers.items():
        chain = graph.chains.get(author, [])
        index = bisect_left(chain, bound, 0, number, key=_KEY)
        if index:
            yield chain[index - 1].key


# ---------------------------------------------------------------- forks, revoked keys, bodies nobody opens


def speaks(graph: Graph, standing: Standing, party: str, entry: Placed) -> Placed | None:
    """Return the party's last entry in the past of `entry` that speaks for it, or None (LAW-18).

    A party that has forked in this past speaks up to the number before, until the others have settled
    which branch stays.
    """
    number = entry.clock.get(party, 0)
    if not number:
        return None
    if party not in graph.tails:
        if party == entry.author:
            return entry
        return graph.chains[party][number - 1]
    tail = graph.tails[party]
    for one in reversed(tail):
        if graph.covers(entry, one) and not contested(graph, standing, one, entry):
            return one
    before = min(tail[0].seq - 1, number)
    return graph.chains[party][before - 1] if before else None


def contested(graph: Graph, standing: Standing, one: Placed, entry: Placed) -> bool:
    """Return whether, in the past of `entry`, a rival of `one` is seen and `one` has not been settled on."""
    for point, branch in graph.routes.get(one.id, ()):
        if standing.settled.get(point) == branch:
            continue
        rivals = graph.points[point].branches
        if any(rival.id != branch and graph.covers(entry, rival) for rival in rivals):
            return True
    return False


def word(graph: Graph, settled: Mapping[Point, str], one: Placed, top: Key, entry: Placed | None) -> Key:
    """Return how far `one` shows the order to be stable, seen from `entry` or from all that is held (LAW-19).

    A forked author's own word counts up to its fork, unless all others have settled on its branch.
    """
    for point, branch in graph.routes.get(one.id, ()):
        if settled.get(point) == branch:
            continue
        seen = [
            found.key for found in graph.points[point].branches if entry is None or graph.covers(entry, found)
        ]
        if len(seen) > 1:
            depth, name = min(seen)
            # No id is shorter than another: this place stands right before the first branch.
            top = min(top, (depth, name[:-1]))
    return top


def acknowledges(graph: Graph, standing: Standing, last: Placed, one: Placed) -> bool:
    """Return whether a party whose last entry is `last` acknowledges `one` (LAW-15, LAW-38).

    Its word that it cannot open `one` cancels that, until it has one that was sealed anew.
    """
    if not graph.covers(last, one):
        return False
    for said in standing.declared.get(last.author, ()):
        if said.entry == one.id and graph.covers(last, said.event):
            anew = (new for new in said.resealed if not graph.covers(said.event, new))
            if not any(graph.covers(last, new) for new in anew):
                return False
    return True


def _stable_in_doubt(graph: Graph, standing: Standing, entry: Placed, before: Key) -> Key:
    lasts: list[Placed] = []
    for party in standing.members:
        last = speaks(graph, standing, party, entry)
        if last is None or not _knows_revocations(graph, standing, last):
            return before
        lasts.append(last)
    bound: Key | None = None
    places: list[Key] = []
    for one in _since(graph, entry, before):
        places.append(one.key)
        if bound is not None and one.key > bound:
            continue
        if contested(graph, standing, one, entry):
            # The losing branch of a settled fork waits for nobody; an open fork stops all behind it (LAW-21).
            if not _lost(graph, standing, one):
                bound = one.key
        elif not all(last.author == one.author or acknowledges(graph, standing, last, one) for last in lasts):
            bound = one.key
    return max((place for place in places if bound is None or place < bound), default=before)


def _knows_revocations(graph: Graph, standing: Standing, last: Placed) -> bool:
    """Return whether a party has written since it learned of every revocation by others (LAW-37)."""
    return all(last.author == one.author or graph.covers(last, one.event) for one in standing.revoked)


def _lost(graph: Graph, standing: Standing, one: Placed) -> bool:
    """Return whether `one` is on the losing branch of a fork, or behind an excluded party's last number."""
    if any(standing.settled.get(point, branch) != branch for point, branch in graph.routes.get(one.id, ())):
        return True
    return any(one.author == out.agency and one.seq > out.last for out in standing.excluded)


def _since(graph: Graph, entry: Placed, before: Key) -> Iterator[Placed]:
    """Yield the entries in the past of `entry`, and it once it is written, that stand behind `before`."""
    for author, last in entry.clock.items():
        tail = graph.tails.get(author, [])
        end = min(last, tail[0].seq - 1) if tail else last
        chain = graph.chains.get(author, [])
        end = min(end, len(chain))
        for index in range(bisect_left(chain, before, 0, end, key=_KEY), end):
            if chain[index].key > before:
                yield chain[index]
        for index in range(bisect_left(tail, before, key=_KEY), len(tail)):
            if tail[index].key > before and graph.covers(entry, tail[index]):
                yield tail[index]
