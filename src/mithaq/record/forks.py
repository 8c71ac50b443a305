"""An author that has written two entries with one number, and what that costs it (LAW-20 to LAW-26).

From the forked number on its entries have no effect, except those that are stable at an entry which
does not descend from their rival, until all others have signed which branch stays. A key that was
revoked is treated alike: what it signed after the last good number counts only where it had become
stable before anybody knew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.record.entry import Entry, check_signature
from mithaq.record.errors import Refusal
from mithaq.record.graph import NOWHERE, Fork, Graph, Key, Placed
from mithaq.record.membership import Exclusion, Revocation, Standing


@dataclass(slots=True)
class Witness:
    """How far the order is stable at entries that descend from `root` and from none of its rivals.

    What is stable at one of them was acknowledged by all others, none of whom knew a rival; so none of
    them can ever acknowledge a rival without the root.
    """

    root: Placed
    rivals: tuple[Placed, ...]
    top: Key = NOWHERE

    def see(self, graph: Graph, entry: Placed, top: Key) -> bool:
        """Take one more entry and what is stable at it; return whether this says more than before."""
        if (
            top <= self.top
            or not graph.covers(entry, self.root)
            or any(graph.covers(entry, rival) for rival in self.rivals)
        ):
            return False
        self.top = top
        return True


def branch_witnesses(fork: Fork) -> list[Witness]:
    """Return one witness for each branch of a fork."""
    return [
        Witness(branch, tuple(rival for rival in fork.branches if rival is not branch))
        for branch in fork.branches
    ]


def revocation_witnesses(graph: Graph, revocation: Revocation) -> list[Witness]:
    """Return one witness for each entry at which a revoked key's word ceases to count."""
    tail = graph.tails.get(revocation.author, [])
    after = [
        one for one in (*graph.chains.get(revocation.author, ()), *tail) if one.seq == revocation.last + 1
    ]
    return [
        Witness(one, (revocation.event,)) for one in dict.fromkeys(after) if one.id != revocation.event.id
    ]


def saved(witnesses: Iterable[Witness], graph: Graph, one: Placed) -> bool:
    """Return whether `one` had become stable where its rival was unknown, and no rival had (LAW-22)."""
    found = list(witnesses)
    mine = [witness for witness in found if graph.covers(one, witness.root)]
    others = [witness for witness in found if witness not in mine]
    return any(witness.top >= one.key for witness in mine) and not any(
        witness.top >= witness.root.key for witness in others
    )


def signed_after(revocation: Revocation, one: Placed) -> bool:
    """Return whether an entry carries a revoked key's signature behind the last good number (LAW-37).

    The opening stands whatever becomes of the key that signed it: without it there is no dossier.
    """
    behind = one.author == revocation.author and one.seq > revocation.last
    return behind and one.signer in revocation.keys and bool(one.parents)


def outlived(witnesses: Iterable[Witness], graph: Graph, one: Placed) -> bool:
    """Return whether such an entry had become stable where the revocation was unknown (LAW-37)."""
    return any(witness.top >= one.key and graph.covers(one, witness.root) for witness in witnesses)


def written_after(out: Exclusion, one: Placed, before: Standing) -> bool:
    """Return whether a party wrote past its last number, not knowing that it was excluded (LAW-41).

    `before` is what the entry's past comes to. Who knows is judged by it: it may have been admitted again.
    """
    unknown = all((known.agency, known.last) != (out.agency, out.last) for known in before.excluded)
    return one.author == out.agency and one.seq > out.last and unknown


def late_branches(graph: Graph, fork: Fork, seen: Iterable[tuple[Placed, Key]]) -> frozenset[str]:
    """Return the branches that may not stay: something behind them became stable without them (LAW-23).

    `seen` are entries with what is stable at each: all in the past of whoever votes.
    """
    late: set[str] = set()
    for entry, top in seen:
        for branch in fork.branches:
            if top >= branch.key and not graph.covers(entry, branch):
                late.add(branch.id)
    return frozenset(late)


def fork_bar(
    graph: Graph, standing: Standing, witnesses: dict[tuple[str, str], list[Witness]], one: Placed
) -> Refusal | None:
    """Return why an entry of a forked author has no effect, or None (LAW-20 to LAW-24)."""
    for point, branch in graph.routes.get(one.id, ()):
        stays = standing.settled.get(point)
        if stays == branch or saved(witnesses.get(point, ()), graph, one):
            continue
        number = graph.nodes[branch].seq
        return Refusal(
            "fork-open" if stays is None else "fork-lost", {"agency": one.author, "number": number}
        )
    return None


def check_proof(first: Entry, second: Entry, public: bytes) -> None:
    """Refuse two entries that do not prove a fork: one author, dossier and number, both signed (LAW-20)."""
    one, other = first.header, second.header
    if first.id == second.id or (one.author, one.seq, first.dossier_id) != (
        other.author,
        other.seq,
        second.dossier_id,
    ):
        raise Refusal("fork-unproven")
    check_signature(first, public)
    check_signature(second, public)
