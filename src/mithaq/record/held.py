"""All entries of one dossier that are held here, each with what its own past says of it.

Nothing of that depends on what else is held, or on the order of arrival. What entries held here take
from the effect of others is in bar.py.
"""

from collections.abc import Iterable

from mithaq.record import bodies, door
from mithaq.record.bar import Bar
from mithaq.record.bodies import UNOPENED
from mithaq.record.errors import Refusal
from mithaq.record.forks import (
    Witness,
    branch_witnesses,
    fork_bar,
    outlived,
    revocation_witnesses,
    saved,
    signed_after,
    written_after,
)
from mithaq.record.graph import NOWHERE, Fork, Graph, Key, Placed
from mithaq.record.header import Header
from mithaq.record.judgement import Judge, author_refusal, signed_by_recovery
from mithaq.record.law import Opened
from mithaq.record.membership import Event, Standing, standing_of
from mithaq.record.order import Order
from mithaq.record.past import EntryPast
from mithaq.record.stability import contested, stable_at, word

NOBODY = Standing(())

_NOTES = bodies.Recall | bodies.Erase | bodies.Erased | bodies.ConfirmTime
"""Common bodies that change neither parties nor keys nor votes."""

_VOIDABLE = bodies.Leave | bodies.Rotate
"""Common bodies that a bar takes the effect of."""


class Held:
    """The entries, their bodies, and what each one's past comes to."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.order = Order()
        self.bodies: dict[str, Opened | None] = {}
        """By entry whose body is known here: the body; None for an acknowledgement."""
        self.own: dict[str, Refusal] = {}
        """By entry that its own past refuses: why."""
        self.ground: Key = NOWHERE
        """The place from which folding starts: what stands at or before it is not judged again."""
        self.events: dict[str, Event] = {}
        self.notes: dict[str, Event] = {}
        self.before: dict[str, Standing] = {}
        self.standings: dict[str, Standing] = {}
        """By entry: what its past and itself come to."""
        self.tops: dict[str, Key] = {}
        """By entry: how far the order is stable at it."""
        self.unopened: set[str] = set()
        self.bar = Bar(self.graph, self.before, self.tops)
        self._judge = Judge(self.graph, self.tops, self.events)
        self._known: dict[frozenset[str], Standing] = {}
        self._followed: set[str] = set()
        self._grounded: set[str] = set()
        """What is known of these is kept as it is: their bodies are not here."""
        self._stale: Key | None = None
        self._seen: dict[str, frozenset[str]] = {}
        self._moved = False

    @property
    def standing(self) -> Standing:
        """What all that is held comes to."""
        return self.bar.standing

    # ------------------------------------------------------------------ adding

    def place(self, entry: str, header: Header) -> Placed:
        """Place an entry that the door lets in; Refusal otherwise. Its body may be put later."""
        if header.seq == 1:
            self.refresh()
        placed = door.place(self.graph, self.standings, entry, header)
        if placed.to:
            self.unopened.add(entry)
        else:
            self.bodies[entry] = None
        self.insert(placed)
        self._assess(placed)
        return placed

    def insert(self, placed: Placed) -> None:
        """Add a placed entry to graph and order."""
        forked = self.graph.add(placed)
        self.bar.mark(placed.key)
        self.order.add(placed.key)
        self._followed.update(placed.parents)
        if forked:
            self.bar.watch()
            self._moved = True

    def put(self, placed: Placed, opened: Opened) -> None:
        """Take an entry's body; one that was opened before stays as it was."""
        entry = placed.id
        if entry not in self.unopened:
            return
        self.bodies[entry] = opened
        if opened.type == UNOPENED:
            return
        self.unopened.discard(entry)
        self.bar.mark(placed.key)
        if entry in self._followed:
            self._stale = placed.key if self._stale is None else min(self._stale, placed.key)
        else:
            self._read(placed, opened)

    def refresh(self) -> None:
        """Judge anew whatever follows an entry whose body came after them, and bring the bars up to date."""
        if self._stale is not None:
            since, self._stale = self._stale, None
            later = (entry for _, entry in self.order.keys[self.order.index(since) :])
            entries = [self.graph.nodes[entry] for entry in later if entry not in self._grounded]
            for one in entries:
                for found in (self.own, self.events, self.notes):
                    found.pop(one.id, None)
            for one in entries:
                self._assess(one)
                opened = self.bodies.get(one.id)
                if opened is not None and opened.type != UNOPENED:
                    self._read(one, opened)
            self.bar.mark(since)
            self.bar.watch()
            self._moved = True
        if self._moved:
            self._moved = False
            self._settle()

    def past(self, placed: Placed) -> EntryPast:
        """Return the past of an entry; of an opening, with the parties that it names itself."""
        known = self.before if placed.parents else self.standings
        return EntryPast(self.graph, placed, known[placed.id], self.tops[placed.id])

    def past_of(self, imagined: Placed) -> EntryPast:
        """Return the past of an entry that is not written yet."""
        self.graph.imagine(imagined)
        standing = self._standing_before(imagined)
        self.before[imagined.id] = standing
        before = self._top_before(imagined)
        return EntryPast(self.graph, imagined, standing, stable_at(self.graph, standing, imagined, before))

    def stand(self, placed: Placed, refusal: Refusal | None, opened: Opened | None, top: Key) -> None:
        """Place an entry of the ground: its own past's refusal, its common body, and what is stable at it."""
        entry = placed.id
        self._grounded.add(entry)
        self.insert(placed)
        self.before[entry] = self.standings[entry] = self._standing_before(placed)
        self.tops[entry] = max((self.tops[parent] for parent in placed.parents), default=NOWHERE)
        if refusal is not None:
            self.own[entry] = refusal
        elif opened is not None:
            event = self._judge.judge(self.past(placed), opened)
            if isinstance(event, Refusal):
                raise event
            self.take(event)
        self.tops[entry] = top
        if self.bar.see(placed, top):
            self._moved = True

    def drop(self, entries: frozenset[str], ground: Key) -> None:
        """Forget bodies that stand at or before this new ground."""
        self.ground = max(self.ground, ground)
        self._grounded |= entries
        for entry in entries:
            self.bodies.pop(entry, None)

    # ------------------------------------------------------------------ judging

    def _assess(self, placed: Placed) -> None:
        """Find what an entry's past comes to, and whether it may be written by its author."""
        entry = placed.id
        before = self._standing_before(placed)
        self.before[entry] = self.standings[entry] = before
        self.tops[entry] = self._top_before(placed)
        refusal = author_refusal(before, placed) if placed.parents else None
        if refusal is not None:
            self.own[entry] = refusal
        if not placed.to:
            self._show(placed)

    def _read(self, placed: Placed, opened: Opened) -> None:
        """Judge a body that is known: a common one by its past, any other by the kind when it is folded."""
        entry = placed.id
        if entry not in self.own:
            if opened.fault is not None:
                self.own[entry] = opened.fault
            elif opened.type in bodies.COMMON:
                self._take(placed, self._judge.judge(self.past(placed), opened))
            elif not placed.parents:
                self.own[entry] = Refusal("opening-expected")
            elif signed_by_recovery(self.past(placed)):
                self.own[entry] = Refusal("key-not-current")
        self._show(placed)

    def _take(self, placed: Placed, event: Event | Refusal) -> None:
        if isinstance(event, Refusal):
            self.own[placed.id] = event
        elif isinstance(event.body, _NOTES) or self._says_little(placed, event.body):
            self.notes[placed.id] = event
        else:
            self.take(event)

    def _says_little(self, placed: Placed, body: bodies.Body) -> bool:
        """Return whether a body seals anew what nobody had said it could not open: for a newcomer, say."""
        if not isinstance(body, bodies.Reseal):
            return False
        said = self.before[placed.id].declared.get(body.to, ())
        return all(one.entry != body.entry for one in said)

    def take(self, event: Event) -> None:
        """Take an event that its past allows."""
        entry = event.placed.id
        self.events[entry] = event
        events = [*self.before[entry].events, event]
        self.standings[entry] = self._known_standing(self._sound(events, event.placed))
        self._moved = True

    def _show(self, placed: Placed) -> None:
        """Find how far the order is stable at an entry whose body is known."""
        entry = placed.id
        top = stable_at(self.graph, self.standings[entry], placed, self.tops[entry])
        self.tops[entry] = top
        if self.bar.see(placed, top):
            self._moved = True

    def _top_before(self, placed: Placed) -> Key:
        """Return how far the order is stable by an entry's past, the entry left out (LAW-16, LAW-19)."""
        top, tops = NOWHERE, self.tops
        for parent in placed.parents:
            if tops[parent] > top:
                top = tops[parent]
        if not self.graph.routes:
            return top
        forks = frozenset(branch.id for fork in self.graph.forks_in(placed) for branch in fork.branches)
        self._seen[placed.id] = forks
        alike = [
            self.tops[parent] for parent in placed.parents if self._seen.get(parent, frozenset()) == forks
        ]
        if not forks or max(alike, default=NOWHERE) == top:
            return top
        # A fork comes into sight here: what only the forker's own word showed does not count behind it.
        graph, settled = self.graph, self.before[placed.id].settled
        past = (one for one in graph.nodes.values() if one is not placed and graph.covers(placed, one))
        return max((word(graph, settled, one, self.tops[one.id], placed) for one in past), default=NOWHERE)

    def _standing_before(self, placed: Placed) -> Standing:
        """Return what an entry's past comes to, the entry left out."""
        if not placed.parents:
            return NOBODY
        # Loops here and in _top_before: this is asked of every entry, and a generator costs twice as much.
        standings = self.standings
        first = standings[placed.parents[0]]
        same = not (self.graph.routes or first.revoked or first.excluded)
        for parent in placed.parents:
            if standings[parent] is not first:
                same = False
        if same:
            return first
        events = [
            event
            for event in self.events.values()
            if event.placed is not placed and self.graph.covers(placed, event.placed)
        ]
        return self._known_standing(self._sound(events, placed))

    def _known_standing(self, events: Iterable[Event]) -> Standing:
        """Return the standing of these events: one value for one set, so that it compares by identity."""
        found = tuple(events)
        ids = frozenset(event.placed.id for event in found)
        standing = self._known.get(ids)
        if standing is None:
            standing = self._known[ids] = standing_of(found)
        return standing

    def _sound(self, events: list[Event], placed: Placed | None) -> list[Event]:
        """Return the events without those that a bar takes the effect of, in a past or in all that is held.

        Only leaving and new keys are taken back. Proposals, acceptances and votes stand whatever becomes of
        their author: others may have built on them, and a standing must never shrink (LAW-25).
        """
        routes = self.graph.routes
        doubtful = [
            event for event in events if event.placed.id in routes and isinstance(event.body, _VOIDABLE)
        ]
        sure = self._known_standing(event for event in events if event not in doubtful) if doubtful else None
        if sure is not None:
            lost = [event for event in doubtful if self._is_lost(sure, event.placed, placed)]
            events = [event for event in events if event not in lost]
        standing = self._known_standing(events)
        if not (standing.revoked or standing.excluded):
            return events
        return [event for event in events if not self._is_void(standing, event, placed)]

    def _is_lost(self, sure: Standing, one: Placed, placed: Placed | None) -> bool:
        if placed is None:
            return fork_bar(self.graph, sure, self.bar.branches, one) is not None
        return contested(self.graph, sure, one, placed) and not self._saved_in(placed, one)

    def _is_void(self, standing: Standing, event: Event, placed: Placed | None) -> bool:
        """Return whether an exclusion or a revocation takes the effect of a common body (LAW-37, LAW-41)."""
        one = event.placed
        if not isinstance(event.body, _VOIDABLE):
            return False
        if any(written_after(out, one, self.before[one.id]) for out in standing.excluded):
            return True
        for revocation in standing.revoked:
            if signed_after(revocation, one):
                witnesses = self._shown(revocation_witnesses(self.graph, revocation), placed)
                if not outlived(witnesses, self.graph, one):
                    return True
        return False

    def _saved_in(self, placed: Placed, one: Placed) -> bool:
        """Return whether `one` had become stable, in the past of `placed`, where its rivals were unknown."""
        graph = self.graph
        for point, _ in graph.routes[one.id]:
            fork = graph.points[point]
            seen = tuple(branch for branch in fork.branches if graph.covers(placed, branch))
            witnesses = branch_witnesses(Fork(fork.author, fork.predecessor, seen))
            if not saved(self._shown(witnesses, placed), graph, one):
                return False
        return True

    def _shown(self, witnesses: list[Witness], placed: Placed | None) -> list[Witness]:
        """Show witnesses all entries in the past of `placed`, or all there are."""
        for entry, top in self.tops.items():
            found = self.graph.nodes[entry]
            if placed is None or (found is not placed and self.graph.covers(placed, found)):
                for witness in witnesses:
                    witness.see(self.graph, found, top)
        return witnesses

    def _settle(self) -> None:
        """Bring what all that is held comes to up to date."""
        self.bar.adopt(self._known_standing(self._sound(list(self.events.values()), None)))
