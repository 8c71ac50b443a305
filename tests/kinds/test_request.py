"""A request from its question to its end (docs/spec/request.md)."""

from typing import Any

import pytest

from kinds.paper import FOR_PERSONS, LISBON, MADRID, MALLORY, NOTE, PERSON, POTSDAM, RABAT, Paper
from mithaq.kinds import effective
from mithaq.kinds.diagram import TERMS
from mithaq.kinds.request import REQUEST
from mithaq.record.errors import Refusal


def asked(paper: Paper, agency: str) -> Any:
    return paper.state.of(agency)


def refused_opening(code: str, **changes: Any) -> None:
    begun = Paper(REQUEST).start(**changes)
    assert isinstance(begun, Refusal)
    assert begun.code == code


def test_the_whole_life_of_a_request() -> None:
    paper = Paper(REQUEST).open()
    assert paper.stage() == "asked"
    paper.ok(MADRID, "acknowledge")
    assert paper.stage() == "acknowledged"
    paper.ok(MADRID, "assign")
    question = paper.ok(MADRID, "clarify")
    assert paper.stage() == "clarification-asked"
    paper.ok(RABAT, "explain", entry=question)
    assert paper.stage() == "assigned"
    paper.ok(MADRID, "answer", result="partial")
    assert paper.stage() == "partly-answered"
    paper.ok(MADRID, "answer", result="no-hit")
    hit = paper.ok(POTSDAM, "answer", result="hit")
    assert paper.stage() == "answered"
    wanted = paper.ok(RABAT, "ask-permission", entry=hit, use="evidence")
    paper.ok(POTSDAM, "permit", entry=wanted, conditions=NOTE)
    assert paper.state.permissions.get(wanted).answer == "granted-with-conditions"
    paper.ok(RABAT, "close", usefulness="decisive")
    assert paper.stage() == "closed"
    assert REQUEST.load(REQUEST.dump(paper.state)) == paper.state


def test_each_side_has_its_own_reference() -> None:
    paper = Paper(REQUEST).open(reference="EX-RABAT-1")
    acknowledged = paper.ok(MADRID, "acknowledge", reference="EX-MADRID-1")
    paper.ok(POTSDAM, "acknowledge")
    assert dict(paper.state.references.items()) == {RABAT: paper.state.opening, MADRID: acknowledged}
    newer = paper.ok(MADRID, "refer", reference="EX-MADRID-2")
    assert paper.state.references.get(MADRID) == newer


def test_only_agencies_asked_answer() -> None:
    paper = Paper(REQUEST).open(asked=[MADRID])
    paper.no("not-asked", POTSDAM, "answer")
    paper.no("not-asked", MALLORY, "answer")
    paper.no("not-the-asker", MADRID, "withdraw")
    paper.no("not-for-you", MADRID, "close")
    paper.ok(MADRID, "answer")


def test_a_request_is_acknowledged_once_by_each() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    paper.no("already-acknowledged", MADRID, "acknowledge")
    paper.ok(POTSDAM, "acknowledge")


def test_it_closes_when_an_answer_came_and_never_twice() -> None:
    paper = Paper(REQUEST).open()
    paper.no("no-answer-yet", RABAT, "close")
    paper.ok(MADRID, "refuse")
    paper.ok(RABAT, "close")
    paper.no("request-over", RABAT, "close")
    paper.no("request-over", MADRID, "answer")


def test_a_refusal_is_reconsidered_by_an_answer() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "refuse", ground="torture")
    assert asked(paper, MADRID).ground == "torture"
    paper.no("already-refused", MADRID, "refuse")
    paper.no("already-refused", MADRID, "extend")
    paper.ok(MADRID, "answer")
    assert asked(paper, MADRID).stage == "answered"
    assert asked(paper, MADRID).ground == ""
    paper.no("already-answered", MADRID, "refuse")


def test_all_refusals_make_it_refused() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "refuse")
    assert paper.stage() == "partly-answered"
    paper.ok(POTSDAM, "refuse")
    assert paper.stage() == "refused"


def test_withdrawn_by_its_asker() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(RABAT, "withdraw")
    assert paper.stage() == "withdrawn"
    paper.no("request-over", MADRID, "answer")


# ------------------------------------------------------------------ what a request must say


def test_nobody_asks_oneself() -> None:
    refused_opening("asked-oneself", asked=[RABAT, MADRID])


def test_only_parties_are_asked() -> None:
    refused_opening("asked-not-a-party", asked=[LISBON])


def test_urgent_says_why() -> None:
    refused_opening("urgency-without-reason", urgent_reasons=[])


def test_an_agreed_time_is_said() -> None:
    refused_opening("agreed-deadline-missing", urgency="agreed")


def test_a_person_needs_a_link_to_the_purpose() -> None:
    refused_opening("link-missing", subjects=[PERSON])
    assert not isinstance(Paper(REQUEST).start(subjects=[PERSON], link=NOTE), Refusal)


@pytest.mark.parametrize(
    "terms, code",
    [
        ({"areas": ["terrorism"]}, "area-not-in-pact"),
        ({"purposes": ["prevention"]}, "purpose-not-in-pact"),
        ({"kinds": ["programme"]}, "kind-not-in-pact"),
        ({"areas": "drugs"}, "body-invalid"),
    ],
)
def test_nothing_beyond_the_pact(terms: Any, code: str) -> None:
    begun = Paper(REQUEST, terms={**TERMS, **terms}).start()
    assert isinstance(begun, Refusal)
    assert begun.code == code


def test_what_opens_nothing() -> None:
    paper = Paper(REQUEST)
    entry = paper._entry(RABAT, "open", {"terms": TERMS, "body": {"type": "agree"}}, None)
    assert REQUEST.start(entry, paper.past(RABAT)) == Refusal("opening-unknown", {"kind": "request"})
    entry = paper._entry(RABAT, "open", {"terms": TERMS, "body": 7}, None)
    assert REQUEST.start(entry, paper.past(RABAT)) == Refusal(
        "body-invalid", {"type": "open", "field": "body"}
    )
    assert REQUEST.start(paper._entry(RABAT, "open", {}, None), paper.past(RABAT)).code == "body-invalid"


# ------------------------------------------------------------------ clarification


def test_a_clarification_is_given_to_an_open_question() -> None:
    paper = Paper(REQUEST).open()
    paper.no("no-question-open", RABAT, "explain")
    question = paper.ok(MADRID, "clarify")
    paper.no("not-the-asker", POTSDAM, "explain", entry=question)
    paper.no("question-unknown", RABAT, "explain", entry=paper.state.opening)
    paper.ok(RABAT, "explain", entry=question)
    paper.no("no-question-open", RABAT, "explain", entry=question)
    paper.ok(MADRID, "answer")
    paper.no("already-answered", MADRID, "clarify")


def test_a_final_answer_ends_its_agency_s_questions() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "clarify")
    paper.ok(MADRID, "answer")
    assert paper.options(RABAT)["explain"] == "no-question-open"


# ------------------------------------------------------------------ permission


def test_permission_is_the_originator_s_to_give_deny_and_withdraw() -> None:
    paper = Paper(REQUEST).open()
    hit = paper.ok(MADRID, "answer")
    paper.no("permission-own-entry", MADRID, "ask-permission", entry=hit)
    paper.no("permission-own-entry", RABAT, "ask-permission", entry="e" * 64)
    paper.no("no-permission-asked", MADRID, "permit")
    first = paper.ok(RABAT, "ask-permission", entry=hit)
    other = paper.ok(MADRID, "ask-permission", entry=paper.state.opening, use="pass-on")
    paper.no("no-permission-asked", POTSDAM, "permit", entry=first)
    paper.no("permission-not-yours", RABAT, "permit", entry=first)
    paper.no("no-permission-given", MADRID, "withdraw-permission", entry=first)
    paper.ok(MADRID, "permit", entry=first)
    paper.ok(RABAT, "deny", entry=other)
    second = paper.ok(POTSDAM, "ask-permission", entry=hit)
    paper.no("permission-decided", MADRID, "deny", entry=first)
    paper.no("permission-not-given", MADRID, "withdraw-permission", entry=second)
    paper.ok(MADRID, "withdraw-permission", entry=first)
    answers = {known.id: known.answer for known in paper.state.permissions.values()}
    assert answers == {first: "withdrawn", other: "denied", second: ""}
    assert [card.owner for card in paper.cards() if card.key.startswith("permission/")] == [MADRID]


def test_permission_outlives_the_request() -> None:
    paper = Paper(REQUEST).open()
    hit = paper.ok(MADRID, "answer")
    paper.ok(RABAT, "close")
    wanted = paper.ok(RABAT, "ask-permission", entry=hit)
    paper.ok(MADRID, "permit", entry=wanted)
    assert paper.state.permissions.get(wanted).answer == "granted"


def test_a_permission_holds_for_its_asker_its_entry_and_its_use_until_it_is_withdrawn() -> None:
    paper = Paper(REQUEST).open()
    hit = paper.ok(MADRID, "answer")
    wanted = paper.ok(RABAT, "ask-permission", entry=hit, use="evidence")
    assert not REQUEST.permitted(paper.state, hit, RABAT, "evidence")
    paper.ok(MADRID, "permit", entry=wanted)
    assert REQUEST.permitted(paper.state, hit, RABAT, "evidence")
    assert not REQUEST.permitted(paper.state, hit, RABAT, "pass-on")
    assert not REQUEST.permitted(paper.state, hit, POTSDAM, "evidence")
    assert not REQUEST.permitted(paper.state, paper.state.opening, RABAT, "evidence")
    paper.ok(MADRID, "withdraw-permission", entry=wanted)
    assert not REQUEST.permitted(paper.state, hit, RABAT, "evidence")


# ------------------------------------------------------------------ information without a question


def test_spontaneous_information_closes_when_every_receiver_has_rated_it() -> None:
    paper = Paper(REQUEST).open("inform", author=MADRID)
    assert paper.stage() == "informed"
    paper.no("nothing-asked", RABAT, "answer")
    paper.no("nothing-asked", MADRID, "withdraw")
    paper.no("not-for-you", MADRID, "close")
    paper.ok(RABAT, "acknowledge")
    paper.ok(RABAT, "close", usefulness="useful")
    paper.no("already-closed", RABAT, "close")
    assert paper.stage() == "informed"
    paper.ok(POTSDAM, "close", usefulness="not-useful")
    assert paper.stage() == "closed"
    assert [asked(paper, agency).usefulness for agency in (RABAT, POTSDAM)] == ["useful", "not-useful"]


def test_more_information_while_a_request_is_open() -> None:
    paper = Paper(REQUEST).open()
    more = paper.ok(RABAT, "inform")
    paper.ok(RABAT, "correct", entry=more, body=paper.body("inform", {"area": "terrorism"}))
    assert paper.state.area == "drugs", "the opening alone says the area of the request"
    paper.ok(RABAT, "withdraw")
    paper.no("request-over", RABAT, "inform")


# ------------------------------------------------------------------ correction and forgetting


def test_a_correction_takes_the_place_of_an_answer() -> None:
    paper = Paper(REQUEST).open()
    answer = paper.ok(MADRID, "answer", result="hit")
    paper.no("correction-not-own", POTSDAM, "correct", entry=answer, body=paper.body("answer", {}))
    paper.no("entry-unknown", MADRID, "correct", entry="e" * 64, body={})
    bad = paper.no("body-invalid", MADRID, "correct", entry=answer, body={"result": "hit"})
    assert bad.fields == {"type": "answer", "field": "text"}
    correction = paper.ok(MADRID, "correct", entry=answer, body=paper.body("answer", {"result": "partial"}))
    assert effective(paper.state, answer) == correction
    assert asked(paper, MADRID).stage == "partly-answered"
    acknowledged = paper.ok(MADRID, "acknowledge")
    paper.no("correction-not-possible", MADRID, "correct", entry=acknowledged, body={})


def test_a_correction_keeps_who_was_asked() -> None:
    paper = Paper(REQUEST).open()
    opening = paper.state.opening
    paper.no(
        "correction-changes-asked",
        RABAT,
        "correct",
        entry=opening,
        body=paper.body("ask", {"asked": [MADRID]}),
    )
    new = paper.body("ask", {"urgency": "routine", "area": "terrorism"})
    paper.ok(RABAT, "correct", entry=opening, body=new)
    assert (paper.state.urgency, paper.state.area) == ("routine", "terrorism")
    paper.no(
        "urgency-without-reason",
        RABAT,
        "correct",
        entry=opening,
        body=paper.body("ask", {"urgent_reasons": []}),
    )


def test_grounds_and_usefulness_are_corrected() -> None:
    paper = Paper(REQUEST).open()
    refusal = paper.ok(MADRID, "refuse")
    paper.ok(MADRID, "correct", entry=refusal, body={"ground": "asylum"})
    assert asked(paper, MADRID).ground == "asylum"
    closing = paper.ok(RABAT, "close")
    paper.ok(RABAT, "correct", entry=closing, body={"usefulness": "too-late"})
    assert paper.state.usefulness == "too-late"


def test_a_recalled_answer_is_as_if_it_had_never_come() -> None:
    paper = Paper(REQUEST).open()
    first = paper.ok(MADRID, "answer", result="hit")
    second = paper.ok(MADRID, "answer", result="no-hit")
    paper.ok(RABAT, "ask-permission", entry=first)
    state = REQUEST.forget(paper.state, frozenset({first}))
    assert state.of(MADRID).done == second
    assert first.encode() not in REQUEST.dump(state)
    state = REQUEST.forget(state, frozenset({second}))
    assert state.of(MADRID).stage == "asked"
    assert REQUEST.load(REQUEST.dump(state)) == state


def test_a_recalled_correction_brings_nothing_back() -> None:
    paper = Paper(REQUEST).open()
    answer = paper.ok(MADRID, "answer")
    correction = paper.ok(MADRID, "correct", entry=answer, body=paper.body("answer", {}))
    state = REQUEST.forget(paper.state, frozenset({correction}))
    assert effective(state, answer) == correction, "whose text is gone: the wrong one must not return"


def test_persons_travel_with_their_handling() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "answer", handling=FOR_PERSONS, subjects=[PERSON])
    paper.no("handling-missing", POTSDAM, "answer", handling=None)
    paper.no("handling-h0-alone", POTSDAM, "answer", handling={"codes": ["H0", "H1"]})
    paper.no("body-invalid", POTSDAM, "answer", handling={"codes": "H0"})
    paper.ok(POTSDAM, "acknowledge", handling=None)


# ------------------------------------------------------------------ what people see


def test_options_give_the_reason_beside_what_is_not_possible() -> None:
    paper = Paper(REQUEST).open()
    options = paper.options(MADRID)
    assert options["answer"] == ""
    assert options["permit"] == "no-permission-asked"
    assert options["withdraw"] == "not-the-asker"
    assert paper.options(RABAT)["close"] == "no-answer-yet"


def test_cards_ask_each_agency_for_what_it_owes() -> None:
    paper = Paper(REQUEST).open()
    paper.ok(MADRID, "acknowledge")
    tasks = {(card.owner, card.key.split("/")[0]) for card in paper.cards() if card.kind == "task"}
    assert tasks == {(MADRID, "answer"), (POTSDAM, "acknowledge"), (POTSDAM, "answer")}
    question = paper.ok(MADRID, "clarify")
    assert [card.entry for card in paper.cards() if card.title.startswith("Answer the question")] == [
        question
    ]
    paper.ok(MADRID, "answer")
    paper.ok(POTSDAM, "refuse", ground="not-available")
    assert [card.key for card in paper.cards() if card.kind == "task"] == ["close"]
    assert paper.cards() == paper.cards()
    keys = [card.key for card in paper.cards()]
    assert len(keys) == len(set(keys))
