"""Runs in which an earlier table of rules let happen what must never be; each is played to its end.

Every step is looked at by the referee; what was wrong is said beside the name, and asserted at the end.
"""

from typing import Any

from kinds.machine.offers import WAYS
from kinds.machine.play import MADRID, POTSDAM, RABAT, Play, Step
from kinds.machine.verdict import cards, given_legs
from mithaq.kinds.delivery import DELIVERY

VALID = {"since": "T-1d", "until": "T+30d"}


def say(who: int, type_: str, **changes: Any) -> Step:
    return ["say", who, type_, changes]


def march(turns: int) -> Step:
    return ["march", turns]


QUIET: Step = ["quiet"]

RECALLED_AUTHORISATION = [march(3), ["recall", 0, "authorise", 0], QUIET]
NEWER_AUTHORISATION = [march(3), say(1, "authorise", legs=["L1"], **VALID)]
NARROWER_FORM = [
    march(2),
    say(2, "authorise", legs=["L2", "L3"], forms=["intact"], **VALID),
    QUIET,
    say(0, "order-leg", leg="L1"),
    QUIET,
    say(1, "order-leg", leg="L2"),
    QUIET,
    say(0, "substitute", removed="Q-2", put="Q-2"),
    QUIET,
]
ORDER_BEFORE = [
    march(2),
    say(0, "order-leg", leg="L1"),
    QUIET,
    say(1, "order-leg", leg="L2"),
    QUIET,
    say(0, "stand-down", leg="L1"),
    QUIET,
]
HIDDEN_REFUSAL = [
    march(1),
    say(0, "refuse", legs=["L1"]),
    say(3, "note"),
    say(3, "refuse", legs=["L1"]),
    say(3, "authorise", legs=["L1"]),
    QUIET,
]
UNSEEN_WITHDRAWAL = [
    march(3),
    say(1, "withdraw-consent", entry="@consent"),
    say(2, "note"),
    say(2, "note"),
    say(2, "consent", legs=["L2"], country="PT", entry=None),
    QUIET,
]
UNSEEN_DOUBT = [
    march(3),
    say(1, "assess-safety", leg="L1", safe=False),
    say(0, "note"),
    say(0, "assess-safety", leg="L1", safe=True),
    QUIET,
]
UNSEEN_DANGER = [
    march(3),
    say(1, "report", event="danger", leg="L1", at="T+0"),
    say(0, "note"),
    say(0, "assess-safety", leg="L1", safe=True),
    QUIET,
]
RESPONSIBLE_LEFT = [march(8), ["leave", 1], QUIET]
REPLACED_LEG_DEPARTED = [
    march(3),
    say(0, "reroute", legs=WAYS[0]),
    march(3),
    say(1, "report", event="departed", leg=1, at="T+0"),
    QUIET,
]
SWALLOWED_SURPLUS = [
    march(5),
    say(0, "seize", quantity="Q+10", substitute=None),
    say(0, "hand-over", leg="L2", held=False, quantity="Q+5"),
    QUIET,
]
EXPIRED_BEFORE_DEPARTURE = [march(3), say(0, "report", event="departed", leg="L1", at="T+40d"), QUIET]
GONE_COUNTRY = [
    march(2),
    ["leave", 1],
    QUIET,
    *(say(0, "withdraw-consent", entry=f"@authorise/{n}") for n in range(3)),
]
RECALLED_REQUIREMENT = [
    march(1),
    say(2, "require", legs=["L1"], country="MA"),
    QUIET,
    say(0, "consent", legs=["L1"], country="MA", entry="@require"),
    QUIET,
    ["recall", 2, "require", 0],
    QUIET,
]


def played(run: list[Step], setup: str = "plain") -> Play:
    return Play.replay(DELIVERY, [["setup", setup], *run])


def state(play: Play, agency: str = RABAT) -> Any:
    return play.net.nodes[agency].state


def given(play: Play) -> list[int]:
    node = play.net.nodes[RABAT]
    return given_legs(node.state, node.dossier.fold().given)


def orders(play: Play) -> list[int]:
    return [leg.number for leg in state(play).route if leg.order]


def test_an_order_outlived_the_recall_of_its_authorisation() -> None:
    assert given(played(RECALLED_AUTHORISATION[:1])) == [1]
    assert given(played(RECALLED_AUTHORISATION)) == []


def test_an_order_outlived_the_authorisation_by_a_newer_one_that_not_all_hold() -> None:
    play = played(NEWER_AUTHORISATION)
    assert given_legs(state(play, MADRID), play.net.nodes[MADRID].dossier.fold().given) == []


def test_an_order_outlived_a_form_that_was_not_allowed() -> None:
    assert orders(played(NARROWER_FORM)) == [1]


def test_an_order_outlived_the_order_of_the_leg_before() -> None:
    assert orders(played(ORDER_BEFORE[:-2])) == [1, 2]
    assert orders(played(ORDER_BEFORE)) == []


def test_an_agency_overruled_what_the_other_agency_of_its_country_had_refused_unseen() -> None:
    play = played(HIDDEN_REFUSAL, "two")
    assert "1/MA" not in state(play).consents
    assert len(state(play).denials) == 2


def test_a_document_overruled_a_withdrawal_that_its_author_had_not_seen() -> None:
    assert "2/PT" not in state(played(UNSEEN_WITHDRAWAL, "no-node")).consents


def test_a_leg_was_cleared_by_who_did_not_know_what_was_said_against_it() -> None:
    assert not state(played(UNSEEN_DOUBT, "danger")).safety.get("1").safe
    assert state(played(UNSEEN_DANGER, "danger")).safety.get("1") is None


def test_nobody_was_responsible_once_the_responsible_agency_had_left() -> None:
    play = played(RESPONSIBLE_LEFT)
    assert state(play).holder == MADRID
    assert MADRID not in play.net.nodes[RABAT].dossier.members()
    owners = {card.owner for card in cards(DELIVERY, play.net.nodes[POTSDAM]) if card.key == "report"}
    assert owners == {RABAT}


def test_goods_departed_on_a_leg_that_was_replaced_and_nobody_saw_them() -> None:
    play = played(REPLACED_LEG_DEPARTED)
    assert [leg.number for leg in state(play).route if leg.departed] == [1]
    assert orders(play) == []


def test_a_surplus_was_swallowed_by_one_before_it() -> None:
    goods = state(played(SWALLOWED_SURPLUS)).accounts[0]
    assert (goods.surplus, goods.under_way, goods.seized) == (15, 5, 410)


def test_a_leg_departed_after_its_authorisation_had_ended_and_nothing_stood_beside_it() -> None:
    play = played(EXPIRED_BEFORE_DEPARTURE)
    verdicts = play.net.nodes[RABAT].dossier.fold().verdicts
    assert ["authorisation-not-valid"] in [[one.code for one in v.deviations] for v in verdicts.values()]


def test_the_authorisation_of_an_agency_that_had_left_could_not_be_contradicted() -> None:
    assert "1/ES" in state(played(GONE_COUNTRY[:2])).consents
    assert "1/ES" not in state(played(GONE_COUNTRY)).consents


def test_a_recalled_requirement_was_mentioned_still_by_its_consent() -> None:
    assert [key for key in state(played(RECALLED_REQUIREMENT)).consents if len(key) > 10] == []
