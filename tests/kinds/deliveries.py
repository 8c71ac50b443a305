"""Deliveries on paper that have come so far."""

from typing import Any

from kinds.paper import MADRID, POTSDAM, RABAT, Paper
from mithaq.kinds.delivery import DELIVERY
from mithaq.record.law import Deviating

ASK = DELIVERY.opens[0].example
LEGS = [dict(leg) for leg in ASK["legs"]]
SEALS = ["EX 1", "EX 2"]
THEN = "2030-01-07T09:00:00.000Z"


def kg(value: int, unit: str = "kg") -> dict[str, Any]:
    return {"value": value, "unit": unit}


def authorised(**changes: Any) -> Paper:
    paper = Paper(DELIVERY).open(**changes)
    for agency in (RABAT, MADRID, POTSDAM):
        paper.ok(agency, "authorise")
    return paper


def ready(**changes: Any) -> Paper:
    paper = authorised(**changes)
    for agency in (RABAT, MADRID, POTSDAM):
        paper.ok(agency, "confirm-team")
    return paper


def moving(**changes: Any) -> Paper:
    paper = ready(**changes)
    paper.ok(RABAT, "order-leg")
    paper.ok(RABAT, "report")
    return paper


def at_the_joint() -> Paper:
    """Return a delivery whose first leg has arrived, and whose second is ordered."""
    paper = moving()
    paper.ok(MADRID, "order-leg")
    paper.ok(RABAT, "report", event="arrived")
    return paper


def deviates(paper: Paper, author: str, type_: str, **changes: Any) -> list[str]:
    """Write a report that has effect; return what speaks against it."""
    entry, verdict = paper.verdict(author, type_, **changes)
    paper.state = verdict.state if isinstance(verdict, Deviating) else verdict
    paper._keep(entry, entry.body)
    return [one.code for one in verdict.deviations] if isinstance(verdict, Deviating) else []


def recall(paper: Paper, *entries: str) -> None:
    paper.state = DELIVERY.forget(paper.state, frozenset(entries))
    assert DELIVERY.load(DELIVERY.dump(paper.state)) == paper.state


def order_of(paper: Paper, number: int) -> str:
    leg = paper.state.leg(number)
    assert leg is not None
    return str(leg.order)


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}
