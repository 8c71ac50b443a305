"""Which orders hold, and what the others wait for (LAW-55, LAW-56).

An order is given when it is stable. If a party, with its first word on it, has doubted its time, it
waits until every member's confirmation is stable as well.
"""

from collections.abc import Mapping

from mithaq.record.fold import Fold
from mithaq.record.held import Held
from mithaq.record.stability import acknowledges


def given_and_waiting(held: Held, fold: Fold) -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    """Return the orders that are given, and for each other one the parties that it waits for."""
    top = held.bar.top
    doubted = {order for _, order, _, doubt in fold.times if doubt}
    given: set[str] = set()
    waiting: dict[str, tuple[str, ...]] = {}
    for order, key in fold.orders.items():
        if key <= top and order not in doubted:
            given.add(order)
            continue
        missing = _missing(held, fold, order, doubted=order in doubted)
        if key <= top and not missing:
            given.add(order)
        else:
            waiting[order] = missing
    return frozenset(given), waiting


def _missing(held: Held, fold: Fold, order: str, *, doubted: bool) -> tuple[str, ...]:
    """Return the members that have not acknowledged an order or, if it is doubted, not confirmed its time."""
    placed = held.graph.nodes[order]
    confirmed = {
        agency
        for key, about, agency, doubt in fold.times
        if about == order and not doubt and key <= held.bar.top
    }
    return tuple(
        party
        for party in held.standing.members
        if (doubted and party not in confirmed)
        or (
            party != placed.author
            and not any(
                acknowledges(held.graph, held.standing, head, placed)
                for head in held.graph.heads.get(party, ())
            )
        )
    )
