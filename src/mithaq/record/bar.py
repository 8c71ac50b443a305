"""What entries that are held here take from the effect of others (LAW-20 to LAW-28).

A fork, an exclusion and a revocation may become known after the entries they concern; then these lose
their effect, but never anything that had become stable before.
"""

from collections.abc import Iterable, Mapping

from mithaq.record.errors import Refusal
from mithaq.record.forks import (
    Witness,
    branch_witnesses,
    fork_bar,
    outlived,
    revocation_witnesses,
    signed_after,
    written_after,
)
from mithaq.record.graph import NOWHERE, Graph, Key, Placed, Point
from mithaq.record.membership import Revocation, Standing
from mithaq.record.stability import acknowledges, word


class Bar:
    """The bars of one dossier. `late` is the first place whose effect may have changed; None, if none has."""

    def __init__(self, graph: Graph, before: Mapping[str, Standing], tops: Mapping[str, Key]) -> None:
        self.standing = Standing(())
        self.top: Key = NOWHERE
        """How far the order is stable here."""
        self.late: Key | None = None
        self._graph = graph
        self._before = before
        self._tops = tops
        self.branches: dict[Point, list[Witness]] = {}
        """By fork: how far its branches had become stable where their rivals were unknown."""
        self._revoked: dict[str, list[Witness]] = {}

    def mark(self, key: Key) -> None:
        """Note that the effect of what stands at or behind this place may have changed."""
        if self.late is None or key < self.late:
            self.late = key

    # ------------------------------------------------------------------ keeping up

    def see(self, entry: Placed, top: Key) -> bool:
        """Take what is stable at one more entry; return whether it saves something that was barred."""
        if top > self.top:
            self.top = max(self.top, self._word(entry, top))
        saves = False
        if self.branches or self._revoked:
            for witnesses in (*self.branches.values(), *self._revoked.values()):
                for witness in witnesses:
                    if witness.see(self._graph, entry, top):
                        self.mark(witness.root.key)
                        saves = True
        return saves

    def adopt(self, standing: Standing) -> None:
        """Take what all that is held comes to, and mark what it changes the effect of."""
        before, self.standing = self.standing, standing
        if standing is before:
            return
        for out in {*standing.excluded} ^ {*before.excluded}:
            self._mark_from(out.agency, out.last + 1)
        for revocation in {*standing.revoked} ^ {*before.revoked}:
            self._mark_from(revocation.author, revocation.last + 1)
            self._watch_revocation(revocation)
        for point, branch in standing.settled.items() ^ before.settled.items():
            self._mark_from(point[0], self._graph.nodes[branch].seq)
        if standing.declared != before.declared:
            for said in (*standing.declared.values(), *before.declared.values()):
                for one in said:
                    self.mark(self._graph.nodes[one.entry].key)
        if standing.settled != before.settled:
            self._recount()

    def watch(self) -> None:
        """Look at all forks anew: one has come to light, or what is stable at entries has changed."""
        for point, fork in self._graph.points.items():
            self.branches[point] = branch_witnesses(fork)
            self._mark_from(fork.author, fork.branches[0].seq)
        for revocation in self.standing.revoked:
            self._watch_revocation(revocation)
        self._show(witness for found in self.branches.values() for witness in found)
        self._recount()

    def _watch_revocation(self, revocation: Revocation) -> None:
        found = revocation_witnesses(self._graph, revocation)
        self._revoked[revocation.event.id] = found
        self._show(found)

    def _show(self, witnesses: Iterable[Witness]) -> None:
        found = list(witnesses)
        for entry, top in self._tops.items():
            for witness in found:
                witness.see(self._graph, self._graph.nodes[entry], top)

    def _recount(self) -> None:
        """Find how far the order is stable here (LAW-17, LAW-19)."""
        nodes = self._graph.nodes
        self.top = max((self._word(nodes[entry], top) for entry, top in self._tops.items()), default=NOWHERE)

    def _word(self, entry: Placed, top: Key) -> Key:
        return word(self._graph, self.standing.settled, entry, top, None)

    def _mark_from(self, author: str, number: int) -> None:
        for one in (*self._graph.chains.get(author, ())[number - 1 :], *self._graph.tails.get(author, ())):
            if one.seq >= number:
                self.mark(one.key)

    # ------------------------------------------------------------------ asking

    def refusal(self, one: Placed) -> Refusal | None:
        """Return why an entry that its own past allows has no effect here, or None."""
        standing = self.standing
        if one.id in self._graph.routes and (refusal := fork_bar(self._graph, standing, self.branches, one)):
            return refusal
        for out in standing.excluded:
            if written_after(out, one, self._before[one.id]):
                return Refusal("number-after-last", {"agency": one.author, "number": out.last})
        for revocation in standing.revoked:
            if self._revoked_by(revocation, one):
                return Refusal("key-revoked", {"number": revocation.last})
        if standing.declared and self._unopenable(one):
            return Refusal("unopenable")
        return None

    def _revoked_by(self, revocation: Revocation, one: Placed) -> bool:
        witnesses = self._revoked.get(revocation.event.id, ())
        return signed_after(revocation, one) and not outlived(witnesses, self._graph, one)

    def _unopenable(self, one: Placed) -> bool:
        """Return whether every member but its author says that it cannot open an entry (LAW-39)."""
        others = [party for party in self.standing.members if party != one.author]
        if not one.to or not all(party in self.standing.declared for party in others):
            return False
        heads = (head for party in others for head in self._graph.heads[party])
        return bool(others) and not any(
            acknowledges(self._graph, self.standing, head, one) or not self._says_unopened(head.author, one)
            for head in heads
        )

    def _says_unopened(self, party: str, one: Placed) -> bool:
        return any(said.entry == one.id for said in self.standing.declared.get(party, ()))
