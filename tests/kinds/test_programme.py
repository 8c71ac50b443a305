"""The register of commitments (docs/spec/programme.md)."""

from typing import Any

from kinds.paper import LISBON, MADRID, MALLORY, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.diagram import TERMS
from mithaq.kinds.programme import PROGRAMME


def committed(**changes: Any) -> tuple[Paper, str]:
    paper = Paper(PROGRAMME).open()
    return paper, paper.ok(RABAT, "commit", **changes)


def status(paper: Paper, commitment: str) -> str:
    return str(paper.state.commitments.get(commitment).status)


def test_from_promise_to_evidence() -> None:
    paper, one = committed()
    assert status(paper, one) == "open"
    paper.no("commitment-not-taken-on", RABAT, "start", entry=one)
    paper.ok(MADRID, "take-on", entry=one)
    paper.no("commitment-taken-on", MADRID, "take-on", entry=one)
    paper.ok(MADRID, "start", entry=one)
    paper.no("commitment-under-way", RABAT, "start", entry=one)
    paper.ok(RABAT, "endanger", entry=one)
    paper.no("commitment-at-risk", RABAT, "endanger", entry=one)
    paper.ok(RABAT, "start", entry=one)
    paper.ok(MADRID, "attach", entry=one, links=[{"dossier": "a" * 64}])
    paper.ok(MADRID, "fulfil", entry=one, links=[{"dossier": "a" * 64}, {"dossier": "b" * 64}])
    assert status(paper, one) == "fulfilled"
    assert paper.state.commitments.get(one).links == ("a" * 64, "b" * 64)
    paper.no("no-commitment-live", MADRID, "drop", entry=one)
    other = paper.ok(RABAT, "commit")
    paper.no("commitment-done", RABAT, "drop", entry=one)
    assert status(paper, other) == "open"


def test_only_owners_move_it() -> None:
    paper, one = committed(owners=[RABAT, MADRID])
    paper.no("no-commitment-open", POTSDAM, "take-on", entry=one)
    paper.no("not-a-party", MALLORY, "commit")
    paper.ok(POTSDAM, "commit", owners=[POTSDAM])
    paper.no("commitment-not-owner", POTSDAM, "drop", entry=one)
    paper.ok(MADRID, "drop", entry=one)
    assert status(paper, one) == "dropped"


def test_an_owner_that_has_left_is_not_waited_for() -> None:
    paper, one = committed()
    paper.no("commitment-not-taken-on", RABAT, "start", entry=one)
    paper.members = (POTSDAM, RABAT)
    paper.ok(RABAT, "start", entry=one)


def test_what_a_commitment_must_say() -> None:
    paper, _ = committed()
    paper.no("owner-not-a-party", RABAT, "commit", owners=[LISBON])
    paper.no("measure-missing", RABAT, "commit", measure=None)
    paper.ok(RABAT, "commit", measure=None, commitment="strengthening")
    paper = Paper(PROGRAMME, terms={**TERMS, "areas": ["terrorism"]}).open()
    paper.no("areas-not-in-pact", RABAT, "commit", areas=["drugs"])


def test_corrected_by_its_author_with_the_same_owners() -> None:
    paper, one = committed()
    paper.no(
        "correction-changes-owners",
        RABAT,
        "correct",
        entry=one,
        body=paper.body("commit", {"owners": [RABAT]}),
    )
    paper.no("measure-missing", RABAT, "correct", entry=one, body=paper.body("commit", {"measure": None}))
    paper.ok(RABAT, "correct", entry=one, body=paper.body("commit", {"due": "2031-01-01"}))
    assert paper.state.commitments.get(one).due == "2031-01-01"


def test_cards_say_what_is_due_to_each_owner() -> None:
    paper, one = committed()
    cards = {card.key: card for card in paper.cards()}
    assert cards[f"take-on/{one}/{MADRID}"].owner == MADRID
    assert cards[f"due/{one}/{RABAT}"].due == "2030-06-30T23:59:59.999Z"
    paper.ok(MADRID, "take-on", entry=one)
    paper.ok(MADRID, "fulfil", entry=one, evidence=NOTE)
    assert {card.kind for card in paper.cards()} == {"figure"}


def test_a_forgotten_commitment_is_gone() -> None:
    paper, one = committed()
    state = PROGRAMME.forget(paper.state, frozenset({one}))
    assert len(state.commitments) == 0
    assert one.encode() not in PROGRAMME.dump(state)
