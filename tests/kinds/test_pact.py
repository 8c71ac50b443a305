"""A pact from its proposal to its suspension (docs/spec/pact.md)."""

import pytest

from kinds.paper import CAST, LISBON, MADRID, MALLORY, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.pact import PACT
from mithaq.record.errors import Refusal


def in_force() -> Paper:
    paper = Paper(PACT).open()
    paper.ok(MADRID, "sign")
    paper.ok(POTSDAM, "sign")
    return paper


def terms(**changes: object) -> dict[str, object]:
    return {**PACT.opens[0].example["terms"], **changes}


def test_in_force_when_every_party_has_signed() -> None:
    paper = Paper(PACT).open()
    assert paper.stage() == "proposed"
    paper.no("pact-already-signed", RABAT, "sign")
    paper.ok(MADRID, "sign")
    assert paper.stage() == "proposed"
    assert [card.owner for card in paper.cards()] == [POTSDAM]
    last = paper.ok(POTSDAM, "sign")
    assert paper.stage() == "in-force"
    assert paper.state.in_force == last
    assert paper.cards() == ()


def test_a_dossier_of_one_party_is_in_force_at_once() -> None:
    assert Paper(PACT, members=(RABAT,)).open().stage() == "in-force"


def test_declined_by_one() -> None:
    paper = Paper(PACT).open()
    paper.ok(MADRID, "decline", text=NOTE)
    assert paper.stage() == "declined"
    paper.no("pact-declined", POTSDAM, "sign")
    assert paper.cards() == ()
    paper = in_force()
    paper.no("pact-in-force", MADRID, "decline")


def test_a_stranger_signs_nothing() -> None:
    paper = Paper(PACT).open()
    paper.no("not-a-party", MALLORY, "sign")
    paper.no("pact-not-signed", MALLORY, "amend")


@pytest.mark.parametrize("name", ["areas", "purposes", "handling", "kinds"])
def test_a_pact_is_about_something(name: str) -> None:
    begun = Paper(PACT).start(terms=terms(**{name: []}))
    assert begun == Refusal("pact-terms-empty", {"field": name})


def test_amended_by_all() -> None:
    paper = Paper(PACT).open()
    paper.no("pact-not-in-force", RABAT, "amend")
    paper = in_force()
    paper.no("no-amendment-open", MADRID, "consent")
    first = paper.ok(RABAT, "amend", terms=terms(retention_months=12))
    second = paper.ok(POTSDAM, "amend", terms=terms(retention_months=6))
    assert {card.owner for card in paper.cards()} == set(CAST)
    paper.no("amendment-unknown", MADRID, "consent", entry="e" * 64)
    paper.no("amendment-consented", RABAT, "consent", entry=first)
    paper.ok(MADRID, "consent", entry=first)
    assert paper.state.agreed.retention_months == 36
    paper.ok(POTSDAM, "consent", entry=first)
    assert paper.state.agreed.retention_months == 12
    paper.no("no-amendment-open", MADRID, "consent", entry=second)


def test_an_objection_ends_an_amendment() -> None:
    paper = in_force()
    amendment = paper.ok(RABAT, "amend")
    paper.ok(MADRID, "object", entry=amendment)
    paper.no("no-amendment-open", POTSDAM, "consent", entry=amendment)


def test_suspended_by_any_and_lifted_by_the_same() -> None:
    paper = Paper(PACT).open()
    paper.no("pact-not-in-force", MADRID, "suspend")
    paper = in_force()
    paper.no("pact-not-suspended-by-you", MADRID, "resume")
    paper.ok(MADRID, "suspend")
    paper.no("pact-suspended-by-you", MADRID, "suspend")
    paper.ok(POTSDAM, "suspend")
    assert paper.stage() == "suspended"
    paper.no("pact-not-suspended-by-you", RABAT, "resume")
    paper.ok(MADRID, "resume")
    assert paper.stage() == "suspended"
    paper.ok(POTSDAM, "resume")
    assert paper.stage() == "in-force"


def test_a_newcomer_signs_for_itself() -> None:
    paper = in_force()
    paper.members = (*CAST, LISBON)
    assert paper.stage() == "in-force"
    assert [card.owner for card in paper.cards()] == [LISBON]
    paper.no("pact-not-signed", LISBON, "amend")
    paper.ok(LISBON, "sign")
    amendment = paper.ok(LISBON, "amend", terms=terms(retention_months=3))
    for agency in CAST:
        paper.ok(agency, "consent", entry=amendment)
    assert paper.state.agreed.retention_months == 3


def test_the_last_to_sign_or_consent_may_have_left() -> None:
    paper = Paper(PACT).open()
    paper.ok(MADRID, "sign")
    paper.members = (MADRID, RABAT)
    assert paper.stage() == "proposed"
    paper.ok(RABAT, "sign")
    assert paper.stage() == "in-force"
    paper.members = CAST
    paper.ok(POTSDAM, "sign")
    amendment = paper.ok(RABAT, "amend")
    paper.ok(MADRID, "consent", entry=amendment)
    paper.no("no-amendment-open", MADRID, "consent", entry=amendment)
    paper.members = (MADRID, RABAT)
    paper.ok(MADRID, "consent", entry=amendment)
    assert paper.state.agreed.retention_months == 24


def test_a_forgotten_amendment_is_gone() -> None:
    paper = in_force()
    amendment = paper.ok(RABAT, "amend")
    state = PACT.forget(paper.state, frozenset({amendment}))
    assert amendment.encode() not in PACT.dump(state)
    assert PACT.load(PACT.dump(paper.state)) == paper.state
