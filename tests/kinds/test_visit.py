"""From the invitation to the words for the public (docs/spec/visit.md)."""

from typing import Any

from kinds.paper import MADRID, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.visit import VISIT

MINUTES = VISIT.table["minutes"].body.example
DECISION = MINUTES["decisions"][0]


def planned(**changes: Any) -> Paper:
    paper = Paper(VISIT).open(**changes)
    paper.ok(MADRID, "confirm")
    paper.ok(POTSDAM, "confirm")
    return paper


def held() -> tuple[Paper, str, str]:
    paper = planned()
    meeting = paper.ok(RABAT, "meet")
    return paper, meeting, paper.ok(RABAT, "minutes")


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}


def test_from_invitation_to_conclusion() -> None:
    paper = Paper(VISIT).open()
    assert paper.stage() == "invited"
    assert tasks(paper) == {("answer", MADRID), ("answer", POTSDAM)}
    paper.ok(MADRID, "confirm")
    paper.ok(POTSDAM, "confirm")
    assert paper.stage() == "planned"
    paper.ok(MADRID, "meet")
    assert tasks(paper) == {("minutes", RABAT)}
    paper.no("minutes-missing", RABAT, "conclude")
    paper.ok(RABAT, "minutes")
    assert paper.stage() == "held"
    assert tasks(paper) == {("approve", MADRID)}
    paper.ok(MADRID, "approve")
    assert tasks(paper) == {("carry", RABAT), ("conclude", RABAT)}
    paper.ok(MADRID, "carry-over")
    paper.ok(RABAT, "conclude")
    assert paper.stage() == "concluded"
    assert tasks(paper) == set()


def test_a_visit_entered_from_a_communique_is_confirmed_by_the_others() -> None:
    paper = Paper(VISIT).open("enter")
    assert paper.stage() == "invited"
    assert paper.options(MADRID)["confirm"] == ""
    paper.ok(MADRID, "confirm")
    paper.ok(POTSDAM, "decline")
    assert paper.stage() == "planned"
    assert POTSDAM not in paper.state.parts


def test_nobody_comes() -> None:
    paper = Paper(VISIT).open()
    paper.ok(MADRID, "decline")
    paper.ok(POTSDAM, "decline")
    assert paper.stage() == "declined"
    assert paper.cards() == ()
    paper.no("visit-over", RABAT, "move")


def test_other_days_ask_everybody_anew() -> None:
    paper = Paper(VISIT).open()
    paper.ok(MADRID, "decline")
    paper.ok(POTSDAM, "confirm")
    paper.ok(RABAT, "move", start="2030-03-01", end="2030-03-02")
    assert paper.stage() == "invited"
    assert paper.state.awaited == (MADRID, POTSDAM)
    assert {card.due for card in paper.cards() if card.kind == "moment"} == {
        "2030-03-01T00:00:00.000Z",
        "2030-03-02T23:59:59.999Z",
    }


def test_newer_minutes_take_the_place_of_those_sent_back() -> None:
    paper, meeting, first = held()
    paper.ok(MADRID, "send-back")
    assert ("rewrite", RABAT) in tasks(paper)
    assert list(paper.state.decisions) == [f"{first}/1"]
    second = paper.ok(RABAT, "minutes", decisions=[{**DECISION, "due": "2030-09-30"}, DECISION])
    assert list(paper.state.decisions) == [f"{second}/1", f"{second}/2"]
    paper.no("minutes-not-pending", MADRID, "approve", entry=first)
    paper.ok(MADRID, "approve")
    assert paper.state.meetings.get(meeting).final
    assert {c.key for c in paper.cards() if c.key.startswith("carry")} == {
        f"carry/{second}/{n}" for n in (1, 2)
    }


def test_who_has_left_the_dossier_is_not_waited_for() -> None:
    paper = planned()
    paper.ok(RABAT, "meet", meeting="trilateral", agencies=[RABAT, MADRID, POTSDAM])
    paper.ok(RABAT, "minutes")
    paper.members = (MADRID, RABAT)
    paper.ok(MADRID, "approve")
    paper.ok(RABAT, "conclude")


def test_words_go_public_only_when_all_approve_exactly_them_and_all_hold_that() -> None:
    paper = planned()
    first = paper.ok(MADRID, "draft-communique")
    paper.ok(RABAT, "approve-communique")
    paper.no("text-not-approved", MADRID, "publish")
    paper.ok(POTSDAM, "refuse-communique")
    second = paper.ok(MADRID, "draft-communique", editions=[{"title": NOTE, "text": NOTE}])
    paper.no("text-not-pending", RABAT, "approve-communique", entry=first)
    by_rabat = paper.ok(RABAT, "approve-communique")
    paper.ok(POTSDAM, "approve-communique")
    paper.unstable = {by_rabat}
    paper.no("order-not-stable", MADRID, "publish")
    paper.unstable = set()
    paper.ok(MADRID, "publish", embargo="2030-02-01T08:00:00.000Z")
    assert paper.state.communiques.get(second).published
    assert {card.key for card in paper.cards()} >= {f"embargo/{second}"}
    paper.no("no-text-pending", RABAT, "approve-communique")
    paper.ok(POTSDAM, "draft-communique", corrects=second)
    paper.ok(RABAT, "withdraw-communique", entry=second)
    paper.no("no-text-public", MADRID, "withdraw-communique", entry=second)


def test_recalled_minutes_take_their_decisions_with_them() -> None:
    paper, meeting, minutes = held()
    paper.ok(MADRID, "approve")
    state = VISIT.forget(paper.state, frozenset({minutes}))
    assert list(state.decisions) == []
    kept = state.meetings.get(meeting)
    assert (kept.minutes, kept.approved, kept.final) == ("", (), False)
    assert VISIT.load(VISIT.dump(state)) == state


def test_a_recalled_approval_of_words_is_none() -> None:
    paper = planned()
    text = paper.ok(MADRID, "draft-communique")
    approval = paper.ok(RABAT, "approve-communique")
    state = VISIT.forget(paper.state, frozenset({approval}))
    assert state.communiques.get(text).approved == (MADRID,)
    assert VISIT.load(VISIT.dump(state)) == state
    assert VISIT.forget(paper.state, frozenset({text})).draft is None
