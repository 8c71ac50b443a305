"""What is reported of a delivery, how it ends, and where the goods are (docs/spec/delivery.md)."""

from typing import Any

from kinds.deliveries import (
    SEALS,
    at_the_joint,
    deviates,
    kg,
    moving,
    ready,
    recall,
    tasks,
)
from kinds.paper import CAST, LISBON, MADRID, NOWHERE, POTSDAM, RABAT, Paper
from mithaq.kinds.delivery import DELIVERY
from mithaq.kinds.delivery.goods import Balance
from mithaq.kinds.delivery.progress import responsible

# ------------------------------------------------------------------ facts


def test_a_report_is_never_refused() -> None:
    """DEL-23 to DEL-26."""
    paper = Paper(DELIVERY).open()
    assert deviates(paper, MADRID, "report", leg=1) == ["leg-not-given", "authorisation-not-valid"]
    assert paper.stage() == "under-way"
    paper = ready()
    order = paper.ok(RABAT, "order-leg")
    paper.unstable = {order}
    assert deviates(paper, RABAT, "report") == ["leg-not-given"]
    paper.unstable = set()
    paper.ok(MADRID, "refuse", legs=[1])
    assert deviates(paper, RABAT, "report", event="crossed") == ["authorisation-not-valid"]
    assert deviates(paper, RABAT, "report", event="contact-lost") == []
    assert (paper.stage(), ("regain", RABAT) in tasks(paper)) == ("contact-lost", True)


def test_control_passes_by_two_entries_that_agree() -> None:
    """DEL-28 to DEL-30."""
    paper = at_the_joint()
    assert deviates(paper, POTSDAM, "hand-over", leg=2) == ["not-responsible"]
    assert deviates(paper, RABAT, "hand-over", leg=1) == ["handed-to-oneself"]
    assert deviates(paper, RABAT, "hand-over", leg=3) == ["leg-not-given"]
    assert deviates(paper, MADRID, "take-over", entry=NOWHERE) == ["nothing-handed-over"]
    first = paper.ok(RABAT, "hand-over", held=True, weight=1000, seals=SEALS)
    giving = paper.ok(RABAT, "hand-over", held=True, weight=1000, seals=SEALS)
    same: dict[str, Any] = {"entry": giving, "weight": 1004, "seals": ["ex2", "EX1"]}
    assert deviates(paper, MADRID, "take-over", **same | {"entry": first}) == ["nothing-handed-over"]
    assert deviates(paper, POTSDAM, "take-over", **same) == ["nothing-handed-over"]
    assert deviates(paper, MADRID, "take-over", **same | {"seals": ["EX 9"]}) == ["seals-differ"]
    assert deviates(paper, MADRID, "take-over", **same | {"weight": 1006}) == ["weights-differ"]
    assert deviates(paper, MADRID, "take-over", **same | {"quantity": kg(398)}) == ["quantity-differs"]
    assert (paper.state.holder, paper.state.accounts[0].missing) == (RABAT, 2)
    paper.ok(MADRID, "take-over", **same)
    assert (paper.state.holder, paper.state.giving) == (MADRID, None)


def test_exactly_one_party_is_responsible_whoever_leaves() -> None:
    """DEL-30."""
    paper = at_the_joint()
    paper.ok(RABAT, "hand-over")
    paper.ok(MADRID, "take-over")
    assert responsible(paper.state, CAST) == MADRID
    paper.members = (POTSDAM, RABAT)
    assert responsible(paper.state, paper.members) == RABAT, "the opener, once it has left"
    assert ("report", RABAT) in tasks(paper)
    paper.ok(RABAT, "substitute")
    assert responsible(paper.state, (POTSDAM, LISBON)) == POTSDAM, "or the next of the route"
    assert responsible(paper.state, (LISBON,)) == LISBON


def test_quantities_add_up_and_no_surplus_is_swallowed() -> None:
    """DEL-31 to DEL-36."""
    paper = Paper(DELIVERY).open()
    paper.ok(RABAT, "sample", quantity=kg(1))
    missing = paper.ok(RABAT, "missing", quantity=kg(9))
    paper.ok(RABAT, "substitute", removed=kg(300), put=kg(300))
    assert deviates(paper, MADRID, "seize", quantity=kg(90, "g")) == ["unit-differs"]
    paper.ok(MADRID, "seize", quantity=kg(94))
    assert paper.state.accounts[0] == Balance(400, 0, 0, 300, 1, 94, 5)
    assert deviates(paper, MADRID, "seize", quantity=kg(15)) == ["quantity-exceeds"]
    assert paper.state.accounts[0] == Balance(400, 10, 0, 300, 1, 109, 0)
    deviates(paper, MADRID, "take-over", entry=NOWHERE, quantity=kg(5))
    assert paper.state.accounts[0] == Balance(400, 15, 5, 300, 1, 109, 0)
    recall(paper, missing)
    assert paper.state.accounts[0] == Balance(400, 15, 5, 300, 1, 109, 0)
    assert paper.state.accounts[1] == Balance(300, 0, 300)


# ------------------------------------------------------------------ the end


def test_the_end_is_for_good() -> None:
    """DEL-37, DEL-38: nothing is ordered, control is still passed on, no recall undoes it."""
    paper = ready()
    paper.ok(RABAT, "order-leg")
    abort = paper.ok(POTSDAM, "abort", handling=None)
    assert paper.stage() == "aborted"
    for type_ in (
        "authorise",
        "refuse",
        "confirm-team",
        "stand-down",
        "assess-safety",
        "order-leg",
        "reroute",
    ):
        paper.no("delivery-over", RABAT, type_)
    paper.ok(RABAT, "hand-over")
    paper.ok(MADRID, "take-over")
    recall(paper, abort)
    assert paper.stage() == "aborted"
    paper.no("delivery-over", RABAT, "order-leg")
    paper.ok(MADRID, "intercept", quantity=kg(400))
    assert paper.stage() == "aborted", "whichever came first"


def test_who_has_left_owes_no_outcome() -> None:
    """DEL-22, DEL-39."""
    paper = Paper(DELIVERY).open()
    assert deviates(paper, RABAT, "outcome") == ["delivery-not-over"]
    paper.ok(MADRID, "intercept", quantity=kg(400))
    paper.ok(MADRID, "outcome")
    paper.no("outcome-missing", RABAT, "conclude")
    paper.no("not-for-you", MADRID, "conclude")
    paper.members = (MADRID, RABAT)
    paper.ok(RABAT, "conclude")
    assert deviates(paper, MADRID, "seize", quantity=kg(0)) == ["delivery-closed"]


def test_a_recalled_requirement_takes_its_consents_with_it() -> None:
    """DEL-40, KND-16."""
    paper = ready()
    need = paper.ok(POTSDAM, "require", legs=[1], country="ES")
    paper.ok(MADRID, "consent", legs=[1], country="ES", entry=need)
    recall(paper, need)
    assert need.encode() not in DELIVERY.dump(paper.state)
    paper.ok(RABAT, "order-leg")


def test_figures_show_harm_beside_success() -> None:
    """DEL-43."""
    paper = moving()
    paper.ok(MADRID, "abort")
    paper.ok(MADRID, "outcome", arrests=2, injured=1, dead=1)
    paper.ok(RABAT, "missing", quantity=kg(7))
    figures = {card.key: card.value for card in paper.cards() if card.kind == "figure"}
    assert figures[f"arrests/{MADRID}"] == 2
    assert figures[f"harm/{MADRID}"] == 2
    assert figures["missing"] == 7
    assert figures["delivery"] == 1
