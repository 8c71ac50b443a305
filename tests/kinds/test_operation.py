"""One plan that all accept, orders, halts, sums that count once, lessons (docs/spec/operation.md)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.agencies import begin, exchange
from kinds.paper import MADRID, POTSDAM, RABAT, Paper
from mithaq.kinds.operation import OPERATION


def planned(**changes: Any) -> Paper:
    return Paper(OPERATION).open(**changes)


def ready() -> Paper:
    paper = planned()
    paper.ok(MADRID, "accept-plan")
    paper.ok(RABAT, "resources")
    paper.ok(MADRID, "resources")
    return paper


def started() -> Paper:
    paper = ready()
    paper.ok(RABAT, "start")
    return paper


def ended() -> Paper:
    paper = started()
    paper.ok(RABAT, "end")
    return paper


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}


# ------------------------------------------------------------------ from the plan to the conclusion


def test_from_plan_to_conclusion() -> None:
    paper = planned()
    assert paper.stage() == "planned"
    assert tasks(paper) == {("answer", MADRID), ("resources", MADRID), ("resources", RABAT)}
    paper.ok(MADRID, "accept-plan")
    assert paper.stage() == "agreed"
    paper.no("own-resources-missing", RABAT, "start")
    paper.ok(RABAT, "resources")
    paper.no("resources-missing", RABAT, "start")
    paper.ok(MADRID, "resources")
    assert tasks(paper) == {("start", RABAT)}
    paper.ok(RABAT, "start")
    assert paper.stage() == "under-way"
    assert tasks(paper) == {("begin", RABAT)}
    paper.ok(RABAT, "begin-phase")
    paper.ok(RABAT, "begin-phase", phase=2)
    assert tasks(paper) == {("end", RABAT)}
    paper.ok(RABAT, "end")
    assert paper.stage() == "ended"
    assert tasks(paper) == {("debrief", RABAT), ("debrief", MADRID)}
    debrief = paper.ok(MADRID, "debrief")
    paper.no("debrief-missing", RABAT, "conclude")
    paper.ok(RABAT, "debrief", lessons=[])
    assert tasks(paper) == {("publish", MADRID), ("conclude", RABAT)}
    paper.ok(RABAT, "conclude")
    assert paper.stage() == "concluded"
    assert tasks(paper) == {("publish", MADRID)}, "a lesson waits whatever else is closed"
    paper.ok(POTSDAM, "lesson-published", entry=debrief)
    assert tasks(paper) == set()


def test_an_acceptance_is_of_exactly_one_plan() -> None:
    paper = ready()
    first = paper.state.plan
    second = paper.ok(RABAT, "change-plan")
    assert paper.stage() == "planned"
    assert list(paper.state.accepted) == [RABAT]
    paper.no("plan-not-current", MADRID, "accept-plan", entry=first)
    paper.no("operation-not-agreed", RABAT, "start")
    paper.ok(MADRID, "accept-plan", entry=second)
    paper.ok(RABAT, "start")


def test_a_changed_plan_may_bring_another_lead_and_other_agencies() -> None:
    paper = ready()
    bases = [{"agency": agency, "country": "ES", "basis": "pact"} for agency in (MADRID, POTSDAM)]
    force = [{"country": "ES", "weapons": "host-command"}]
    changed = {"agencies": [MADRID, POTSDAM], "lead": MADRID, "bases": bases, "force": force}
    paper.no("not-in-the-operation", RABAT, "change-plan", **changed)
    three = {**changed, "agencies": [MADRID, POTSDAM, RABAT]}
    three["bases"] = [*bases, {"agency": RABAT, "country": "ES", "basis": "pact"}]
    paper.ok(RABAT, "change-plan", **three)
    paper.no("not-the-lead", RABAT, "change-plan")
    paper.ok(MADRID, "change-plan", **changed)
    assert paper.state.agencies == (MADRID, POTSDAM)
    paper.no("not-in-the-operation", RABAT, "accept-plan")


def test_a_declined_plan_is_changed_or_broken_off() -> None:
    paper = planned()
    paper.ok(MADRID, "decline-plan")
    assert paper.stage() == "declined"
    assert ("replan", RABAT) in tasks(paper)
    paper.no("no-tasks-now", RABAT, "give-task")
    refused = [card for card in paper.cards() if card.state == "refused"]
    assert [(card.owner, dict(card.args)) for card in refused] == [(MADRID, {"area": "drugs"})]
    paper.ok(RABAT, "change-plan")
    assert paper.stage() == "planned"
    paper.ok(MADRID, "accept-plan")
    assert paper.stage() == "agreed"
    paper.ok(RABAT, "break-off")
    assert paper.stage() == "broken-off"
    assert tasks(paper) == set()
    assert [card for card in paper.cards() if card.kind == "moment"] == []
    paper.no("operation-over", RABAT, "change-plan")


# ------------------------------------------------------------------ orders


@pytest.mark.parametrize("place", range(4), ids=["plan", "acceptance", "own resources", "their resources"])
def test_an_order_waits_until_all_hold_what_authorises_it(place: int) -> None:
    paper = ready()
    needed = [paper.state.plan, paper.state.accepted.get(MADRID)]
    needed += [paper.state.resources.get(agency).id for agency in (RABAT, MADRID)]
    paper.unstable = {needed[place]}
    refusal = paper.no("order-not-stable", RABAT, "start")
    assert refusal.fields["entry"] == needed[place]
    paper.unstable = set()
    paper.ok(RABAT, "start")
    paper.unstable = {needed[place]}
    paper.no("order-not-stable", RABAT, "begin-phase")
    paper.unstable = set()
    paper.ok(RABAT, "begin-phase")


def test_start_and_phases_are_orders_and_what_stops_is_not() -> None:
    assert {type_ for type_ in OPERATION.table if OPERATION.is_order(type_)} == {"start", "begin-phase"}
    assert OPERATION.is_report("halt")


def test_no_order_without_an_agency_of_the_plan() -> None:
    paper = started()
    paper.members = (MADRID, POTSDAM)
    paper.no("operation-not-under-way", MADRID, "begin-phase")
    paper.ok(MADRID, "halt")
    paper.ok(MADRID, "accept-plan")
    paper.no("operation-not-agreed", MADRID, "start")
    paper.ok(MADRID, "end")
    paper.no("not-the-lead", POTSDAM, "conclude")
    paper.ok(MADRID, "debrief")
    paper.ok(MADRID, "conclude")


# ------------------------------------------------------------------ what stops


def test_any_agency_halts_and_all_accept_anew() -> None:
    paper = started()
    paper.ok(MADRID, "halt")
    assert paper.stage() == "halted"
    paper.no("operation-not-under-way", RABAT, "begin-phase")
    paper.no("operation-not-agreed", RABAT, "start")
    assert tasks(paper) == {("answer", RABAT), ("answer", MADRID)}
    paper.ok(MADRID, "accept-plan")
    paper.no("operation-not-agreed", RABAT, "start")
    renewed = paper.ok(RABAT, "accept-plan")
    paper.unstable = {renewed}
    paper.no("order-not-stable", RABAT, "start")
    paper.unstable = set()
    paper.ok(RABAT, "start")
    assert paper.stage() == "under-way"


def test_a_halt_before_the_start_stops_it_too() -> None:
    paper = ready()
    paper.ok(MADRID, "halt")
    assert paper.stage() == "halted"
    paper.no("operation-not-agreed", RABAT, "start")


def test_who_does_not_know_of_a_halt_does_not_accept_anew() -> None:
    paper = started()
    halt = paper.ok(MADRID, "halt")
    paper.known.discard(halt)
    paper.no("plan-not-current", RABAT, "accept-plan")
    paper.known.add(halt)
    paper.ok(RABAT, "accept-plan")


def test_to_decline_under_way_halts() -> None:
    paper = started()
    paper.ok(MADRID, "decline-plan")
    assert paper.stage() == "halted"
    assert list(paper.state.accepted) == []
    assert ("replan", RABAT) in tasks(paper)


@pytest.mark.parametrize(
    "type_, author, stage",
    [("halt", MADRID, "halted"), ("end", RABAT, "ended"), ("break-off", RABAT, "broken-off")],
)
def test_what_stops_is_not_undone_by_a_recall(type_: str, author: str, stage: str) -> None:
    paper = started()
    stop = paper.ok(author, type_)
    state = OPERATION.forget(paper.state, frozenset({stop}))
    assert OPERATION.stage(state) == stage
    paper.state = state
    paper.no("operation-not-under-way", RABAT, "begin-phase")


@pytest.mark.parametrize("what", ["start", "acceptance", "resources"])
def test_a_recall_of_what_it_rests_on_halts_it(what: str) -> None:
    paper = started()
    state = paper.state
    gone = {
        "start": state.order,
        "acceptance": state.accepted.get(MADRID),
        "resources": state.resources.get(MADRID).id,
    }[what]
    after = OPERATION.forget(state, frozenset({gone}))
    assert OPERATION.stage(after) == "halted"
    assert list(after.accepted) == []
    assert OPERATION.load(OPERATION.dump(after)) == after
    other = OPERATION.forget(state, frozenset({"e" * 64}))
    assert OPERATION.stage(other) == "under-way"


def test_a_recalled_plan_binds_nobody() -> None:
    paper = ready()
    plan = paper.ok(RABAT, "change-plan")
    paper.ok(MADRID, "accept-plan")
    paper.state = OPERATION.forget(paper.state, frozenset({plan}))
    assert paper.stage() == "planned"
    paper.no("plan-not-current", MADRID, "accept-plan", entry=plan)
    paper.ok(RABAT, "change-plan")
    paper.ok(MADRID, "accept-plan")
    paper.ok(RABAT, "start")


@settings(max_examples=20, deadline=None)
@given(before=st.booleans(), backwards=st.booleans(), minutes=st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_an_order_and_a_halt_that_cross_leave_it_halted_at_every_node(
    before: bool, backwards: bool, minutes: tuple[int, int]
) -> None:
    """Real entries that did not know of each other: no order of them goes on after the halt."""
    rabat, madrid, potsdam = begin(OPERATION)
    all_of_them = (rabat, madrid, potsdam)
    madrid.say("accept-plan")
    exchange(*all_of_them)
    rabat.say("resources")
    madrid.say("resources")
    exchange(*all_of_them)
    for agency in all_of_them:
        agency.acknowledge(1)
    exchange(*all_of_them)
    if not before:
        start = rabat.say("start", 2)
        exchange(*all_of_them)
        assert rabat.verdict(start) == ""
    order = rabat.say("start" if before else "begin-phase", 3 + minutes[0])
    assert rabat.verdict(order) == "", "Rabat does not know of the halt yet"
    madrid.say("halt", 3 + minutes[1])
    exchange(*(reversed(all_of_them) if backwards else all_of_them))
    states = {OPERATION.dump(agency.folded().state) for agency in all_of_them}
    assert len(states) == 1
    state = rabat.folded().state
    assert OPERATION.stage(state) == "halted"
    assert list(state.accepted) == []
