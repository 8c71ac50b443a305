"""Scores given blind: kept here until every party has given its own, then opened (PRO-12 to PRO-15)."""

from threading import Event

import pytest

from mithaq.node import blind
from mithaq.node.home import Home
from mithaq.node.models import BlindRow, EntryRow, Officer
from mithaq.record.entry import decode
from mithaq.record.errors import Refusal
from partners import Partner
from registers import OURS, Register


@pytest.fixture
def register(node: Home, madrid: Partner, salma: Officer) -> Register:
    return Register(node, madrid, salma)


def opened_here() -> list[str]:
    return list(EntryRow.objects.filter(type="open-scores").values_list("author", flat=True))


def test_the_node_opens_when_all_have_given_and_all_hold_that(register: Register) -> None:
    sealed = register.give()
    row = BlindRow.objects.get()
    assert row.sealed_by == sealed.id
    assert [one["level"] for one in row.body["scores"]] == [4, 4]
    assert blind.open_ready(Event()) == 0
    register.madrid_gives()
    # Madrid's fingerprint is here, but nobody knows yet that Madrid's is held by all.
    assert blind.open_ready(Event()) == 0
    assert opened_here() == []
    register.all_hold_all()
    assert blind.open_ready(Event()) == 1
    assert opened_here() == ["ma.dgsn"]
    row.refresh_from_db()
    assert (row.opened, row.body) == (True, {})
    assert blind.open_ready(Event()) == 0


def test_what_a_partner_holds_before_says_nothing(register: Register) -> None:
    """Nothing in any byte that left the node has the salt or the levels."""
    register.give()
    salt = BlindRow.objects.get().body["salt"]
    for frame in register.madrid.frames:
        assert salt.encode() not in decode(frame).encode()
    state = register.madrid.dossiers[register.dossier].fold().state
    assert len(state.reviews.get(register.review).opened) == 0


def test_scores_that_could_never_be_opened_are_refused_at_once(register: Register) -> None:
    for scores in (OURS[1:], (*OURS, OURS[0]), (("firearms", "trust", 3), OURS[1])):
        with pytest.raises(Refusal) as refused:
            register.give(scores)
        assert refused.value.code == "scores-incomplete"
    with pytest.raises(Refusal) as refused:
        register.give((("terrorism", "trust", 6), OURS[1]))
    assert refused.value.code == "body-invalid"
    assert not BlindRow.objects.exists()


def test_scores_are_given_once(register: Register) -> None:
    register.give()
    with pytest.raises(Refusal) as refused:
        register.give()
    assert refused.value.code == "scores-given"
    assert BlindRow.objects.count() == 1


def test_a_node_that_died_after_opening_only_notes_it(register: Register) -> None:
    register.give()
    body = BlindRow.objects.get().body
    register.madrid_gives()
    register.all_hold_all()
    assert blind.open_ready(Event()) == 1
    BlindRow.objects.update(opened=False, body=body)
    assert blind.open_ready(Event()) == 0
    assert opened_here() == ["ma.dgsn"]
    assert BlindRow.objects.get().body == {}
