"""From the request to the report to all (docs/spec/delivery.md)."""

import re
from pathlib import Path
from typing import Any

import pytest

from kinds.deliveries import (
    ASK,
    LEGS,
    THEN,
    at_the_joint,
    authorised,
    deviates,
    kg,
    moving,
    order_of,
    ready,
    recall,
    tasks,
)
from kinds.paper import CAST, LISBON, MADRID, NOTE, NOWHERE, POTSDAM, RABAT, Paper
from mithaq.kinds.delivery import DELIVERY
from mithaq.kinds.diagram import table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spec" / "delivery-table.md"


# ------------------------------------------------------------------ the course of things


def test_from_the_request_to_the_report_to_all() -> None:
    paper = Paper(DELIVERY).open()
    assert paper.stage() == "asked"
    assert ("authorise", POTSDAM) in tasks(paper)
    for agency in (RABAT, MADRID, POTSDAM):
        paper.ok(agency, "authorise")
    assert paper.stage() == "authorised"
    for agency in (RABAT, MADRID, POTSDAM):
        paper.ok(agency, "confirm-team")
    assert (paper.stage(), tasks(paper)) == ("ready", {("order", RABAT)})
    paper.ok(RABAT, "order-leg")
    assert paper.stage() == "ordered"
    paper.ok(RABAT, "report")
    assert (paper.stage(), tasks(paper)) == ("under-way", {("order", MADRID), ("report", RABAT)})
    paper.ok(MADRID, "order-leg")
    paper.ok(POTSDAM, "order-leg")
    for giver, taker, leg in ((RABAT, MADRID, 2), (MADRID, POTSDAM, 3)):
        paper.ok(giver, "report", event="arrived")
        assert ("hand", giver) in tasks(paper)
        paper.ok(giver, "hand-over")
        assert ("take", taker) in tasks(paper)
        paper.ok(taker, "take-over")
        paper.ok(taker, "report", leg=leg)
    paper.ok(POTSDAM, "report", event="arrived")
    assert (paper.stage(), paper.state.holder) == ("arrived", POTSDAM)
    paper.no("outcome-missing", RABAT, "conclude")
    for agency in CAST:
        paper.ok(agency, "outcome")
    assert paper.stage() == "reported"
    paper.no("goods-under-way", RABAT, "conclude")
    paper.ok(POTSDAM, "seize", quantity=kg(400))
    assert tasks(paper) == {("conclude", RABAT)}
    paper.ok(RABAT, "conclude")
    assert (paper.stage(), tasks(paper)) == ("closed", set())


def test_the_table_on_the_page_is_that_of_the_walk() -> None:
    """Every pair of a state and a body was tried; a report is never refused (DEL-23)."""
    found = table(DELIVERY)
    titles = {stage.title.capitalize(): stage.code for stage in DELIVERY.stages}
    read: dict[tuple[str, str], frozenset[str]] = {}
    stage = ""
    for text in PAGE.read_text("utf-8").splitlines():
        if text.startswith("## "):
            stage = titles[text[3:]]
        elif row := re.fullmatch(r"\| `([a-z-]+)` \| (report|order|decision) \| (.*) \|", text):
            codes = [one.strip("`") for one in row[3].split(", ")]
            read[stage, row[1]] = frozenset("" if code == "yes" else code for code in codes)
            assert row[2] != "report" or codes == ["yes"], row[0]
    assert read == found
    assert len(read) == len(DELIVERY.stages) * len(DELIVERY.rules)


# ------------------------------------------------------------------ the request


def test_a_route_hangs_together() -> None:
    """DEL-1, DEL-2."""
    faults: dict[str, Any] = {
        "quantity-nought": {"quantity": kg(0)},
        "leg-agency-not-a-party": {"legs": [{**LEGS[0], "agency": LISBON}, *LEGS[1:]]},
        "leg-agency-foreign": {"legs": [{**LEGS[0], "agency": POTSDAM}, *LEGS[1:]]},
        "leg-arrives-before": {"legs": [{**LEGS[0], "arrives": "2030-01-01T00:00:00.000Z"}, *LEGS[1:]]},
        "route-broken": {"legs": [LEGS[0], LEGS[2]]},
        "leg-departs-before": {"legs": [LEGS[0], {**LEGS[1], "departs": THEN}, LEGS[2]]},
        "route-countries-differ": {"destination": ["DE", "FR"]},
    }
    for code, changes in faults.items():
        assert Paper(DELIVERY).start(**changes).code == code


def test_a_correction_changes_words_and_nothing_else() -> None:
    """DEL-4, after danger was reported as well."""
    paper = ready()
    deviates(paper, RABAT, "report", event="danger")
    opening = paper.state.opening
    for changes in ({"quantity": kg(1)}, {"goods": "cocaine"}, {"legs": LEGS[:2]}, {"report_minutes": 5}):
        body = {"type": "ask", **ASK, **changes}
        paper.no(
            "correction-changes-delivery", RABAT, "correct", entry=opening, reason="inaccurate", body=body
        )
    body = {"type": "ask", **ASK, "necessity": NOTE}
    paper.ok(RABAT, "correct", entry=opening, reason="inaccurate", body=body)
    assert paper.state.endangered


def test_another_route_begins_anew_where_what_has_departed_ends() -> None:
    """DEL-5."""
    paper = at_the_joint()
    paper.no("not-for-you", MADRID, "reroute", legs=LEGS[1:])
    paper.no("route-broken", RABAT, "reroute", legs=LEGS[2:])
    paper.ok(RABAT, "hand-over")
    paper.ok(RABAT, "reroute", legs=LEGS[1:])
    assert [leg.number for leg in paper.state.route] == [1, 4, 5]
    assert order_of(paper, 1)
    assert not order_of(paper, 4)
    assert paper.state.giving is None, "who was to take over answers for nothing any more"
    paper.no("legs-unknown", MADRID, "authorise", legs=[2])
    paper.no("leg-not-authorised", MADRID, "order-leg", leg=4)


def test_a_leg_that_has_departed_although_it_was_replaced_is_on_the_route_again() -> None:
    """DEL-5, DEL-24: the opener had not heard of it; what was ordered instead falls."""
    paper = ready()
    paper.ok(RABAT, "reroute")
    for agency, legs in ((RABAT, [4]), (MADRID, [4, 5]), (POTSDAM, [5, 6])):
        paper.ok(agency, "authorise", legs=legs)
    paper.ok(RABAT, "confirm-team", leg=4)
    paper.ok(RABAT, "order-leg", leg=4)
    found = deviates(paper, MADRID, "report", leg=1)
    assert found == ["leg-unknown"]
    assert [leg.number for leg in paper.state.route] == [1, 4, 5, 6]
    assert paper.stage() == "under-way"
    assert not order_of(paper, 4)
    paper.no("leg-out-of-sequence", RABAT, "order-leg", leg=4)


def test_what_was_the_openers_is_anybodys_once_it_has_left() -> None:
    """DEL-6."""
    paper = ready()
    paper.no("not-for-you", MADRID, "reroute", legs=LEGS[1:])
    paper.members = (POTSDAM, MADRID)
    paper.ok(MADRID, "reroute", legs=LEGS[1:])


# ------------------------------------------------------------------ who consents


def test_each_country_decides_for_its_own_legs() -> None:
    """DEL-7 to DEL-10."""
    paper = Paper(DELIVERY).open()
    paper.no("country-not-yours", MADRID, "authorise", country="DE", legs=[2])
    paper.no("country-not-on-leg", MADRID, "authorise", legs=[3])
    paper.no("legs-unknown", MADRID, "refuse", legs=[4])
    paper.no("validity-ends-before", MADRID, "authorise", until="2029-01-01T00:00:00.000Z")
    paper.ok(MADRID, "refuse")
    assert paper.stage() == "refused"
    assert ("authorise", MADRID) not in tasks(paper)
    given = paper.ok(MADRID, "authorise")
    assert paper.stage() == "asked"
    body = paper.body("authorise", {}, MADRID)
    paper.no("correction-not-possible", MADRID, "correct", entry=given, reason="inaccurate", body=body)


def test_a_no_that_was_not_seen_is_not_overruled() -> None:
    """DEL-11: not by the same country's other agency either, and whichever of several was not seen."""
    paper = Paper(DELIVERY, members=(*CAST, "ma.dgst")).open()
    first = paper.ok(RABAT, "refuse")
    paper.ok("ma.dgst", "refuse")
    paper.known.discard(first)
    paper.no("refusal-not-seen", "ma.dgst", "authorise")
    paper.known.add(first)
    paper.ok("ma.dgst", "authorise")


def test_a_country_without_a_node_consents_by_document() -> None:
    """DEL-12 to DEL-14."""
    legs = [LEGS[0], {**LEGS[1], "countries": ["ES", "DE", "PT"]}, LEGS[2]]
    paper = authorised(legs=legs, transit=["ES", "PT"])
    assert paper.stage() == "asked"
    assert ("consent", RABAT) in tasks(paper)
    lisbon: dict[str, Any] = {"legs": [2], "country": "PT", "entry": None}
    paper.no("country-is-a-party", RABAT, "consent", **lisbon | {"country": "DE"})
    paper.no("no-consent", RABAT, "withdraw-consent", entry=NOWHERE)
    consent = paper.ok(MADRID, "consent", **lisbon)
    assert paper.stage() == "authorised"
    paper.no("consent-unknown", POTSDAM, "withdraw-consent", entry=NOWHERE)
    withdrawal = paper.ok(POTSDAM, "withdraw-consent", entry=consent)
    assert paper.stage() == "refused"
    paper.known.discard(withdrawal)
    paper.no("refusal-not-seen", MADRID, "consent", **lisbon)
    paper.known.add(withdrawal)
    paper.ok(MADRID, "consent", **lisbon)
    need = paper.ok(POTSDAM, "require", legs=[3], country="DE")
    paper.no("requirement-unknown", POTSDAM, "consent", legs=[2], country="DE", entry=need)
    paper.ok(POTSDAM, "consent", legs=[3], country="DE", entry=need)
    assert paper.stage() == "authorised"


def test_the_authorisation_of_a_country_that_has_left_can_be_said_to_be_withdrawn() -> None:
    """DEL-14."""
    paper = Paper(DELIVERY).open()
    given = paper.ok(POTSDAM, "authorise")
    paper.no("no-consent", MADRID, "withdraw-consent", entry=given)
    paper.members = (MADRID, RABAT)
    paper.ok(MADRID, "withdraw-consent", entry=given)


# ------------------------------------------------------------------ orders


def test_an_order_needs_everything_stable_and_valid() -> None:
    """DEL-18, DEL-19."""
    paper = authorised()
    paper.no("team-not-confirmed", RABAT, "order-leg")
    team = paper.ok(RABAT, "confirm-team")
    paper.ok(MADRID, "confirm-team")
    paper.no("leg-not-yours", MADRID, "order-leg", leg=1)
    paper.no("leg-out-of-sequence", MADRID, "order-leg")
    paper.no("conditions-not-met", RABAT, "order-leg", met=False)
    for entry in (team, *(one.id for one in paper.state.consents.values() if one.agency != POTSDAM)):
        paper.unstable = {entry}
        paper.no("order-not-stable", RABAT, "order-leg")
    paper.unstable = set()
    paper.ok(RABAT, "report", event="contact-lost")
    paper.no("contact-is-lost", RABAT, "order-leg")
    paper.ok(RABAT, "report", event="contact-regained")
    first = paper.ok(RABAT, "order-leg")
    paper.no("leg-ordered", RABAT, "order-leg")
    paper.unstable = {first}
    paper.no("order-not-stable", MADRID, "order-leg")
    paper.unstable = set()
    paper.minute = 60 * 24 * 60
    paper.no("authorisation-not-valid", MADRID, "order-leg")


def test_people_come_first() -> None:
    """DEL-16, DEL-17: who did not know of a doubt or of danger clears nothing."""
    paper = ready(endangered=True)
    paper.no("safety-not-cleared", RABAT, "order-leg")
    paper.no("leg-not-yours", MADRID, "assess-safety", leg=1)
    clearance = paper.ok(RABAT, "assess-safety")
    paper.unstable = {clearance}
    paper.no("order-not-stable", RABAT, "order-leg")
    paper.unstable = set()
    paper.ok(RABAT, "order-leg")
    doubt = paper.ok(MADRID, "assess-safety", leg=1, safe=False)
    assert not order_of(paper, 1)
    paper.known.discard(doubt)
    paper.no("danger-not-seen", RABAT, "assess-safety")
    paper.known.add(doubt)
    paper.ok(RABAT, "assess-safety")
    paper.ok(RABAT, "order-leg")
    alarm = paper.ok(POTSDAM, "report", event="danger")
    assert not order_of(paper, 1)
    paper.known.discard(alarm)
    paper.no("danger-not-seen", RABAT, "assess-safety")


@pytest.mark.parametrize(
    "author, type_, changes",
    [
        (MADRID, "refuse", {"legs": [1]}),
        (MADRID, "authorise", {"legs": [1]}),
        (POTSDAM, "require", {"legs": [1], "country": "ES"}),
        (RABAT, "stand-down", {}),
        (MADRID, "assess-safety", {"leg": 1, "safe": False}),
        (MADRID, "report", {"event": "danger"}),
        (POTSDAM, "abort", {}),
        (POTSDAM, "intercept", {"quantity": kg(9)}),
    ],
)
def test_an_order_falls_with_what_it_rests_on(author: str, type_: str, changes: dict[str, Any]) -> None:
    """DEL-20: unless its leg has departed; and the order that rests on it falls with it."""
    paper = ready()
    paper.ok(RABAT, "order-leg")
    paper.ok(MADRID, "order-leg")
    paper.ok(author, type_, **changes)
    assert not order_of(paper, 1)
    assert not order_of(paper, 2)
    paper = moving()
    if type_ != "stand-down":
        paper.ok(author, type_, **changes)
    assert order_of(paper, 1)


def test_an_order_falls_with_a_form_that_is_not_allowed() -> None:
    """DEL-20, DEL-31."""
    paper = ready()
    paper.ok(MADRID, "authorise", legs=[1], forms=["intact"])
    paper.ok(RABAT, "order-leg")
    assert deviates(paper, RABAT, "substitute") == ["replacement-not-authorised"]
    assert not order_of(paper, 1)
    paper.no("form-not-authorised", RABAT, "order-leg")


def test_an_order_falls_with_a_recall_of_what_it_rests_on() -> None:
    """DEL-40."""
    for type_, author in (("authorise", RABAT), ("confirm-team", RABAT), ("order-leg", RABAT)):
        paper = ready()
        paper.ok(RABAT, "order-leg")
        own = [
            entry
            for entry, mark in paper.state.entries.items()
            if (mark.type, mark.author) == (type_, author)
        ]
        recall(paper, *own)
        assert not order_of(paper, 1), type_
