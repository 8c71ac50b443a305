"""The fold: state = fold(kind.apply, entries in order) (LAW-49 to LAW-58).

What arrives at the end of the order, the ordinary case, is folded on top. What arrives further up
makes the fold go back to the last snapshot before it.
"""

from typing import Any

from mithaq.record import bodies
from mithaq.record.bodies import UNOPENED
from mithaq.record.errors import Refusal
from mithaq.record.graph import NOWHERE, Key, Placed
from mithaq.record.held import Held
from mithaq.record.law import Law, Laws, Opened, is_deviating
from mithaq.record.membership import Event
from mithaq.record.past import EntryPast
from mithaq.record.snapshots import EVERY, Snapshot, Snapshots
from mithaq.record.stability import acknowledges

Findings = tuple[Refusal | None, tuple[Refusal, ...], bool]
"""What folding finds of one entry: refusal, deviations, gone."""

_NOTHING: Findings = (None, (), False)


class Fold:
    """The fold of one dossier: its state, and what it found of each entry."""

    def __init__(self, held: Held, laws: Laws) -> None:
        self._held = held
        self._laws = laws
        self.kind = ""
        self.state: Any = None
        self.version = 0
        self.halted = False
        """Whether the rules version that goes on from here is not known to this node."""
        self.at: Key = NOWHERE
        self.snapshots = Snapshots(Snapshot(NOWHERE, None, 0, halted=False))
        self.refusals: dict[str, Refusal] = {}
        self.deviations: dict[str, tuple[Refusal, ...]] = {}
        self.gone: dict[str, Key] = {}
        """By entry that was recalled or erased: where."""
        self.orders: dict[str, Key] = {}
        """The orders that have effect."""
        self.times: list[tuple[Key, str, str, bool]] = []
        """Doubts and confirmations: (where, order, agency, doubt)."""
        self._law: Law | None = None
        self._since = 0

    def advance(self) -> set[str]:
        """Fold what has come; return the entries of which something else is found than before."""
        self._held.refresh()
        late, self._held.bar.late = self._held.bar.late, None
        if late is None:
            return set()
        former = self._rewind(late) if late <= self.at else {}
        keys = self._held.order.keys
        found: set[str] = set()
        gone = frozenset(self.gone)
        for index in range(self._held.order.through(self.at), len(keys)):
            entry = keys[index][1]
            self._step(self._held.graph.nodes[entry])
            self.at = keys[index]
            found.add(entry)
            self._since += 1
            if self._since >= EVERY:
                self._since = 0
                self.snapshots.take(Snapshot(self.at, self.state, self.version, self.halted))
        found |= self.gone.keys() - gone
        if not former:
            return found
        return {entry for entry in found | former.keys() if former.get(entry) != self.findings(entry)}

    def findings(self, entry: str) -> Findings:
        """Return what folding found of an entry."""
        return (self.refusals.get(entry), self.deviations.get(entry, ()), entry in self.gone)

    def stand_on(self, snapshot: Snapshot) -> None:
        """Begin from here."""
        self.snapshots.raise_ground(snapshot)
        self._restore(snapshot)
        self.at = snapshot.key
        self._held.bar.late = None

    def raise_ground(self, key: Key) -> None:
        """Fold from this stable place from now on."""
        self.snapshots.raise_ground(self.snapshot_at(key))

    def keep_out(self, placed: Placed) -> None:
        """Refuse an entry that stands before what this dossier folds from (LAW-53).

        No member that kept the rules can write one: only who has forked, or was excluded, or lost its key.
        """
        if placed.key <= self.snapshots.ground.key:
            self._held.refresh()
            known = self._held.bar.refusal(placed) or self._held.own.get(placed.id)
            self.refusals[placed.id] = known or Refusal("place-settled")

    # ------------------------------------------------------------------ going back

    def _rewind(self, late: Key) -> dict[str, Findings]:
        """Go back to before a place; return what was found of the entries that will be folded again."""
        snapshot = self.snapshots.before(late)
        self._restore(snapshot)
        order = self._held.order
        again = [entry for _, entry in order.keys[order.through(snapshot.key) : order.through(self.at)]]
        former = {entry: self.findings(entry) for entry in again}
        former |= {entry: self.findings(entry) for entry, key in self.gone.items() if key > snapshot.key}
        for entry in again:
            self.refusals.pop(entry, None)
            self.deviations.pop(entry, None)
            self.orders.pop(entry, None)
        self.gone = {entry: key for entry, key in self.gone.items() if key <= snapshot.key}
        self.times = [said for said in self.times if said[0] <= snapshot.key]
        self.at = snapshot.key
        self._since = 0
        return former

    def _restore(self, snapshot: Snapshot) -> None:
        self.state, self.version, self.halted = snapshot.state, snapshot.version, snapshot.halted
        self._law = self._laws(self.kind, self.version) if self.kind and not self.halted else None

    def snapshot_at(self, key: Key) -> Snapshot:
        """Return the state as it is after the entry at a place, folded from the nearest snapshot."""
        if key >= self.at:
            return Snapshot(self.at, self.state, self.version, self.halted)
        aside = Fold(self._held, self._laws)
        aside.kind = self.kind
        nearest = self.snapshots.nearest(key)
        aside._restore(nearest)
        aside.gone = {entry: at for entry, at in self.gone.items() if at <= nearest.key}
        order = self._held.order
        for _, entry in order.keys[order.through(nearest.key) : order.through(key)]:
            aside._step(self._held.graph.nodes[entry])
        return Snapshot(key, aside.state, aside.version, aside.halted)

    # ------------------------------------------------------------------ one entry

    def _step(self, placed: Placed) -> None:
        held, entry = self._held, placed.id
        refusal = held.bar.refusal(placed) or held.own.get(entry)
        if refusal is not None:
            self.refusals[entry] = refusal
            return
        opened = held.bodies.get(entry)
        if opened is None or opened.type == UNOPENED:
            return
        if held.standings[entry].version > self.version:
            self._move_on(held.standings[entry].version, opened)
        if self.halted:
            return
        if placed.parents and self.state is None:
            self.refusals[entry] = Refusal("opening-refused")
        elif opened.type in bodies.COMMON:
            self._take_common(placed, opened)
        else:
            self._take_kind(placed, opened)

    def _move_on(self, version: int, opened: Opened) -> None:
        """Go on under another version of the rules; halt where this node does not know it (LAW-57)."""
        if not self.kind:
            self.kind = str(opened.body["kind"])
        law = self._laws(self.kind, version)
        if law is None:
            self.halted = True
        elif self._law is not None and self.state is not None:
            self.state = law.load(self._law.dump(self.state))
        self._law = law
        self.version = version

    def _take_kind(self, placed: Placed, opened: Opened) -> None:
        law, entry = self._required(), placed.id
        past = self._held.past(placed)
        order = law.is_order(opened.type)
        if order and incomplete(self._held, past):
            self.refusals[entry] = Refusal("author-incomplete")
            return
        outcome = law.apply(self.state, opened, past)
        if isinstance(outcome, Refusal):
            if law.is_report(opened.type):
                self.deviations[entry] = (outcome,)
            else:
                self.refusals[entry] = outcome
        elif is_deviating(outcome):
            self.state, self.deviations[entry] = outcome.state, outcome.deviations
        else:
            self.state = outcome
            if order:
                self.orders[entry] = placed.key

    def _take_common(self, placed: Placed, opened: Opened) -> None:
        law = self._required()
        if not placed.parents:
            outcome = law.start(opened, self._held.past(placed))
            if isinstance(outcome, Refusal):
                self.refusals[placed.id] = outcome
            else:
                self.state = outcome
            return
        event = self._held.notes.get(placed.id)
        if event is not None:
            self._take_note(placed, event, law)

    def _take_note(self, placed: Placed, event: Event, law: Law) -> None:
        body = event.body
        if isinstance(body, bodies.Recall | bodies.Erase):
            self.state = law.forget(self.state, frozenset(body.entries))
            for entry in body.entries:
                self.gone.setdefault(entry, placed.key)
        elif isinstance(body, bodies.ConfirmTime):
            self.times.append((placed.key, body.entry, placed.author, body.doubt))

    def _required(self) -> Law:
        if self._law is None:
            raise RuntimeError("a fold that has no law is halted")
        return self._law


def incomplete(held: Held, past: EntryPast) -> bool:
    """Return whether, by its own past, the author holds an entry that it cannot open (LAW-54)."""
    said = past.standing.declared.get(past.author, ())
    nodes = held.graph.nodes
    return any(not acknowledges(held.graph, past.standing, past.placed, nodes[one.entry]) for one in said)
