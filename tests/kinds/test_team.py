"""A joint team: its agreement, its term, its members, evidence and end (docs/spec/team.md)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.agencies import begin, exchange
from kinds.paper import LISBON, MADRID, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.body import Json
from mithaq.kinds.diagram import CONDITIONS
from mithaq.kinds.gate import gate
from mithaq.kinds.team import TEAM
from mithaq.record.law import Deviating

AGREEMENT = TEAM.opens[0].example
PARTIES = AGREEMENT["parties"]
GERMAN = {**PARTIES[1], "agency": POTSDAM, "country": "DE"}
DAY = 24 * 60


def in_force(**changes: Any) -> Paper:
    paper = Paper(TEAM).open(**changes)
    paper.ok(MADRID, "sign")
    return paper


def three() -> Paper:
    paper = in_force(parties=[*PARTIES, GERMAN])
    paper.ok(POTSDAM, "sign")
    return paper


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}


def figures(paper: Paper) -> dict[str, int]:
    return {card.key.split("/")[0]: card.value for card in paper.cards() if card.kind == "figure"}


def test_from_agreement_to_conclusion() -> None:
    paper = Paper(TEAM).open()
    assert paper.stage() == "proposed"
    assert tasks(paper) == {("sign", MADRID)}
    paper.no("team-not-active", RABAT, "note")
    paper.ok(MADRID, "sign")
    assert paper.stage() == "in-force"
    assert tasks(paper) == {(do, who) for do in ("members", "expires") for who in (RABAT, MADRID)}
    paper.ok(RABAT, "members")
    paper.ok(MADRID, "members")
    paper.ok(RABAT, "note")
    paper.ok(MADRID, "report")
    paper.ok(RABAT, "end")
    assert ("consent", MADRID) in tasks(paper)
    paper.no("no-proposal-open", RABAT, "consent")
    paper.ok(MADRID, "consent")
    assert paper.stage() == "ended"
    assert tasks(paper) == {("debrief", RABAT), ("debrief", MADRID)}
    paper.ok(RABAT, "debrief", lessons=[])
    paper.no("debrief-missing", RABAT, "conclude")
    paper.ok(MADRID, "debrief")
    assert tasks(paper) == {("conclude", RABAT), ("publish", MADRID)}
    paper.ok(POTSDAM, "lesson-published")
    paper.ok(MADRID, "conclude")
    assert paper.stage() == "concluded"
    assert tasks(paper) == set()


def test_a_judicial_team_needs_the_judicial_authority_of_each_state() -> None:
    form = "joint-investigation-team"
    assert Paper(TEAM).start(form=form).code == "judicial-authority-missing"
    named = [{**party, "judicial": NOTE} for party in PARTIES]
    assert Paper(TEAM).open(form=form, parties=named).state.text.form == form


def test_another_text_asks_everybody_anew_and_signatures_are_under_exactly_one() -> None:
    paper = three()
    assert paper.stage() == "in-force"
    paper = Paper(TEAM).open(parties=[*PARTIES, GERMAN])
    first = paper.state.opening
    paper.ok(MADRID, "sign")
    paper.ok(POTSDAM, "decline")
    assert (paper.stage(), tasks(paper)) == ("declined", {("retext", RABAT)})
    paper.ok(MADRID, "amend", parties=[*PARTIES, GERMAN])
    assert (paper.stage(), tasks(paper)) == ("proposed", {("sign", RABAT), ("sign", POTSDAM)})
    paper.no("agreement-not-current", RABAT, "sign", entry=first)
    paper.ok(RABAT, "sign")
    assert paper.stage() == "proposed"
    paper.ok(POTSDAM, "sign")
    assert paper.stage() == "in-force"


def test_a_change_holds_when_the_old_and_the_new_have_all_consented() -> None:
    paper = in_force()
    extension = paper.ok(MADRID, "extend")
    change = paper.ok(RABAT, "amend", parties=[*PARTIES, GERMAN], end="2030-06-30")
    paper.ok(MADRID, "consent", entry=change)
    assert paper.state.text.end == "2030-12-31"
    assert paper.state.agencies == (RABAT, MADRID)
    paper.ok(POTSDAM, "consent", entry=change)
    assert paper.state.text.end == "2030-06-30"
    assert paper.state.agencies == (RABAT, MADRID, POTSDAM)
    paper.no("no-proposal-open", RABAT, "consent", entry=extension)
    assert set(paper.state.signed) == {RABAT, MADRID, POTSDAM}


def test_one_objection_ends_a_proposal() -> None:
    paper = three()
    paper.ok(RABAT, "extend")
    paper.ok(POTSDAM, "consent")
    paper.ok(MADRID, "object")
    paper.no("no-proposal-open", MADRID, "consent")
    assert paper.state.text.end == "2030-12-31"


def test_who_has_left_is_not_waited_for() -> None:
    paper = Paper(TEAM).open(parties=[*PARTIES, GERMAN])
    paper.ok(MADRID, "sign")
    paper.members = (MADRID, RABAT)
    paper.ok(RABAT, "sign")
    assert paper.stage() == "in-force"
    paper.ok(RABAT, "extend")
    paper.ok(MADRID, "consent")
    assert paper.state.text.end == "2031-06-30"


@pytest.mark.parametrize(
    "type_", ["note", "give-task", "enter-evidence", "extend", "end", "give-notice", "members", "amend"]
)
def test_the_last_day_counts_to_its_end_in_utc(type_: str) -> None:
    paper = in_force()
    for minute, code in ((358 * DAY + 14 * 60 + 59, ""), (358 * DAY + 15 * 60, "refused")):
        paper.minute = minute
        _, verdict = paper.verdict(
            RABAT, type_, **({"until": "2031-12-31"} if type_ == "give-notice" else {})
        )
        assert ("refused" if hasattr(verdict, "code") else "") == code, paper.now


def test_an_expired_team_still_reports_hands_over_and_concludes() -> None:
    paper = in_force()
    entry = paper.ok(RABAT, "enter-evidence")
    paper.ok(RABAT, "give-task")
    paper.no("team-not-over", RABAT, "debrief")
    paper.minute = 360 * DAY
    assert paper.stage() == "in-force", "the state knows no clock"
    paper.ok(MADRID, "report", report="final")
    paper.ok(RABAT, "give-evidence")
    paper.ok(MADRID, "take-evidence")
    assert paper.state.evidence.get(entry).holder == MADRID
    paper.ok(MADRID, "task-done")
    paper.no("team-not-active", RABAT, "extend")
    paper.ok(MADRID, "debrief")
    assert ("debrief", RABAT) in tasks(paper)
    paper.ok(RABAT, "debrief")
    paper.ok(RABAT, "conclude")


def test_one_party_ends_it_by_notice() -> None:
    paper = in_force()
    refusal = paper.no("notice-too-short", MADRID, "give-notice", until="2030-02-05")
    assert refusal.fields == {"days": "30"}
    paper.ok(MADRID, "give-notice", until="2030-02-06")
    assert {card.due for card in paper.cards() if card.key == "end"} == {"2030-02-06T23:59:59.999Z"}
    paper.ok(RABAT, "give-notice", until="2030-04-01")
    assert paper.state.text.end == "2030-02-06", "never later than what was agreed"
    paper.minute = 31 * DAY
    paper.no("team-not-active", RABAT, "note")


def test_evidence_waits_until_all_are_known_to_hold_all_signatures() -> None:
    paper = Paper(TEAM).open()
    paper.no("team-not-begun", RABAT, "enter-evidence")
    signature = paper.ok(MADRID, "sign")
    paper.unstable = {signature}
    paper.no("signatures-not-stable", RABAT, "enter-evidence")
    paper.unstable = set()
    paper.ok(RABAT, "enter-evidence")
    assert figures(paper)["evidence"] == 1


def test_the_state_counts_members_and_names_none() -> None:
    paper = in_force()
    paper.ok(RABAT, "members")
    listed = paper.state.members.get(RABAT)
    assert (listed.number, listed.roles) == (2, (("investigator", 1), ("leader", 1)))
    assert listed.powers == (("unarmed", 1),)
    assert b"Exercise" not in TEAM.dump(paper.state)
    paper.no("not-in-the-team", POTSDAM, "members")
    paper.no("not-in-the-team", LISBON, "members")


def test_figures_are_the_newest_of_each_agency() -> None:
    paper = in_force()
    paper.ok(MADRID, "report")
    paper.ok(MADRID, "report", results=[])
    results = [card for card in paper.cards() if card.key.startswith("result/")]
    assert [(dict(card.args)["result"], card.value) for card in results] == [
        ("searches", 2),
        ("vehicles-seized", 2),
    ]
    quantity = {"value": 3, "unit": "kg"}
    seized = [{"category": "drugs-seized", "number": 1, "quantity": quantity}]
    paper.ok(MADRID, "report", results=seized)
    results = [card for card in paper.cards() if card.key.startswith("result/")]
    assert [(dict(card.args), card.value) for card in results] == [
        ({"result": "drugs-seized"}, 1),
        ({"result": "drugs-seized", "unit": "kg"}, 3),
    ]


def test_a_report_from_outside_stands_with_what_it_breaks() -> None:
    paper = in_force()
    _, verdict = paper.verdict(POTSDAM, "report")
    assert isinstance(verdict, Deviating)
    assert [one.code for one in verdict.deviations] == ["not-in-the-team"]
    assert len(verdict.state.reports) == 1


def test_a_recalled_signature_undoes_no_agreement_that_is_in_force() -> None:
    paper = Paper(TEAM).open(parties=[*PARTIES, GERMAN])
    first = paper.ok(MADRID, "sign")
    recalled = TEAM.forget(paper.state, frozenset({first}))
    assert MADRID not in recalled.signed
    last = paper.ok(POTSDAM, "sign")
    state = TEAM.forget(paper.state, frozenset({first, last}))
    assert TEAM.stage(state) == "in-force"
    assert TEAM.load(TEAM.dump(state)) == state


def test_a_recalled_proposal_or_consent_is_none() -> None:
    paper = three()
    proposal = paper.ok(RABAT, "extend")
    consent = paper.ok(MADRID, "consent")
    state = TEAM.forget(paper.state, frozenset({consent}))
    (kept,) = state.proposals.values()
    assert (kept.id, tuple(kept.consents)) == (proposal, (RABAT,))
    assert len(TEAM.forget(paper.state, frozenset({proposal})).proposals) == 0


def test_what_names_officers_is_handled_like_any_information() -> None:
    body: Any = TEAM.read("members", TEAM.table["members"].body.example)
    refused = gate(body, None, author=RABAT, to=(MADRID,), terms=None)
    assert [one.code for one in refused] == ["handling-missing"]


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["sign", "decline", "amend", "extend", "end", "consent", "object", "give-notice"]),
        st.integers(0, 20) | st.integers(360 * DAY, 361 * DAY),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(moves=CHANGES, joined=st.booleans())
def test_no_text_holds_without_all_its_signatures_in_any_order_of_arrival(moves: Any, joined: bool) -> None:
    """TEA-6, TEA-8: and all come to the same."""
    parties: list[Json] = [*PARTIES, *([GERMAN] if joined else [])]
    agencies = begin(TEAM, parties=parties)
    for who, type_, minute, heard in moves:
        agencies[who].say(type_, minute, handling=CONDITIONS)
        if heard:
            exchange(*agencies)
    exchange(*agencies)
    states = [agency.folded().state for agency in agencies]
    assert len({TEAM.dump(state) for state in states}) == 1
    state = states[0]
    if state.since:
        assert set(state.agencies) <= set(state.signed)
        marks = [state.entries.get(entry) for entry in state.signed.values()]
        assert {mark.author for mark in marks if mark} == set(state.signed)
    for one in state.proposals.values():
        assert not set(one.asked) <= set(one.consents), "what all want holds"
