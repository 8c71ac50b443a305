"""When an answer is due, late and extended (docs/spec/request.md, REQ-20 to REQ-27)."""

from typing import Any

from kinds.paper import MADRID, NINE, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.deadlines import later
from mithaq.kinds.diagram import TERMS
from mithaq.kinds.request import REQUEST


def asked(paper: Paper, agency: str) -> Any:
    return paper.state.of(agency)


def test_eight_hours_run_from_the_signed_receipt() -> None:
    paper = Paper(REQUEST).open()
    paper.minute = 60
    paper.ok(MADRID, "acknowledge")
    (due,) = [card.due for card in paper.cards() if card.key == f"due/{MADRID}"]
    assert due == later(NINE, 9 * 3_600_000)
    assert not [card for card in paper.cards() if card.key == f"due/{POTSDAM}"], "no receipt, no deadline"


def test_an_answer_after_the_deadline_counts_as_late_and_has_effect() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    paper.ok(POTSDAM, "acknowledge")
    paper.minute = 8 * 60
    paper.ok(MADRID, "answer")
    paper.minute += 1
    paper.ok(POTSDAM, "answer")
    figures = {card.owner: card.state for card in paper.cards() if card.kind == "figure"}
    assert figures == {MADRID: "in-time", POTSDAM: "late"}


def test_extended_before_the_deadline_and_to_a_later_time_only() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    paper.no("extension-not-later", MADRID, "extend", until=later(NINE, 8 * 3_600_000))
    paper.minute = 8 * 60 + 1
    paper.no("deadline-passed", MADRID, "extend")
    paper.minute = 8 * 60
    until = later(NINE, 24 * 3_600_000)
    paper.ok(MADRID, "extend", until=until)
    assert [card.due for card in paper.cards() if card.key == f"answer/{MADRID}"] == [until]
    paper.minute = 24 * 60
    paper.ok(MADRID, "answer")
    assert asked(paper, MADRID).in_time


def test_the_clock_stands_still_while_the_asker_owes_a_clarification() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    paper.minute = 60
    first = paper.ok(MADRID, "clarify")
    second = paper.ok(MADRID, "clarify")
    assert [card.due for card in paper.cards() if card.key == f"answer/{MADRID}"] == [""]
    paper.minute = 120
    paper.ok(RABAT, "explain", entry=first)
    assert asked(paper, MADRID).stopped, "one question is still open"
    paper.minute = 180
    paper.ok(RABAT, "explain", entry=second)
    (due,) = [card.due for card in paper.cards() if card.key == f"due/{MADRID}"]
    assert due == later(NINE, 10 * 3_600_000)


def test_the_clock_runs_on_if_the_pact_says_so() -> None:
    limits = [{"urgency": "urgent-direct", "hours": 1}]
    terms = {**TERMS, "profile": {"limits": limits, "clarification_stops": False}}
    paper = Paper(REQUEST, terms=terms).open()
    paper.ok(MADRID, "acknowledge")
    paper.ok(MADRID, "clarify")
    (due,) = [card.due for card in paper.cards() if card.key == f"due/{MADRID}"]
    assert due == later(NINE, 3_600_000)


def test_nobody_gains_by_dating_back() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    paper.minute = 9 * 60
    paper.ok(POTSDAM, "acknowledge")
    paper.no("deadline-passed", MADRID, "extend")  # `time` of its past is Potsdam's, whatever Madrid writes


def test_the_worked_example_of_the_page() -> None:
    paper = Paper(REQUEST).open()
    paper.minute = 50
    paper.ok(MADRID, "acknowledge")
    paper.minute = 70
    question = paper.ok(MADRID, "clarify")
    paper.minute = 130
    paper.ok(RABAT, "explain", entry=question)
    assert [card.due[11:16] for card in paper.cards() if card.key == f"due/{MADRID}"] == ["18:50"]
    paper.minute = 9 * 60 + 51
    paper.no("deadline-passed", MADRID, "extend")
    paper.minute = 9 * 60 + 40
    paper.ok(MADRID, "answer", result="partial")
    paper.ok(MADRID, "extend", until="2030-01-08T12:00:00.000Z")
    paper.receipts[POTSDAM] = "2030-01-07T10:46:00.000Z"
    paper.minute = 9 * 60 + 45
    hit = paper.ok(POTSDAM, "answer")
    paper.minute = 24 * 60
    paper.ok(MADRID, "answer", result="no-hit")
    assert [one.in_time for one in paper.state.asked] == [True, True]
    wanted = paper.ok(RABAT, "ask-permission", entry=hit)
    paper.ok(POTSDAM, "permit", entry=wanted, conditions=NOTE)
    paper.ok(RABAT, "close", usefulness="decisive")
    assert paper.stage() == "closed"
