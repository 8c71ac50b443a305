"""Offers, needs and what comes of them (docs/spec/expertise.md)."""

from kinds.paper import MADRID, POTSDAM, RABAT, Paper
from mithaq.kinds.expertise import EXPERTISE, candidates


def begun() -> tuple[Paper, str, str]:
    paper = Paper(EXPERTISE).open()
    return paper, paper.ok(MADRID, "offer"), paper.ok(RABAT, "need")


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}


def test_from_a_need_to_a_lesson() -> None:
    paper, _offer, _need = begun()
    assert paper.stage() == "offered"
    assert tasks(paper) == {("match", RABAT)}
    paper.ok(RABAT, "match")
    assert (paper.stage(), tasks(paper)) == ("proposed", {("agree", MADRID)})
    paper.ok(MADRID, "agree-match")
    assert (paper.stage(), tasks(paper)) == ("agreed", {("plan", MADRID)})
    session = paper.ok(MADRID, "session")
    assert tasks(paper) == {("rate", RABAT)}
    paper.ok(RABAT, "attendance", present=5)
    paper.ok(RABAT, "attendance", present=6)
    paper.ok(RABAT, "feedback")
    assert tasks(paper) == set()
    paper.ok(RABAT, "lesson", entry=session)
    paper.ok(MADRID, "finish")
    assert paper.stage() == "done"
    held = [card for card in paper.cards() if card.key.startswith("held/")]
    assert [(card.owner, dict(card.args)["area"], card.value) for card in held] == [
        (MADRID, "forensic-science", 1)
    ]
    assert paper.state.sessions.get(session).present.get(RABAT) == 6


def test_only_what_fits_is_proposed() -> None:
    paper, offer, need = begun()
    paper.ok(MADRID, "need")
    paper.ok(POTSDAM, "need", form="equipment")
    paper.ok(POTSDAM, "need", areas=["drugs"])
    other = paper.ok(POTSDAM, "need", areas=["drugs", "forensic-science"])
    assert {(o.id, n.id) for o, n in candidates(paper.state)} == {(offer, need), (offer, other)}
    paper.ok(MADRID, "match", offer=offer, need=other)
    assert {(o.id, n.id) for o, n in candidates(paper.state)} == {(offer, need)}
    paper.ok(RABAT, "take-back", entry=need)
    assert list(candidates(paper.state)) == []


def test_a_recalled_session_takes_its_feedback_with_it() -> None:
    paper, _offer, _need = begun()
    paper.ok(RABAT, "match")
    paper.ok(MADRID, "agree-match")
    session = paper.ok(MADRID, "session")
    paper.ok(RABAT, "feedback")
    state = EXPERTISE.forget(paper.state, frozenset({session}))
    assert len(state.sessions) == 0
    assert EXPERTISE.load(EXPERTISE.dump(state)) == state
