"""Contact points of a pact, alerts, who acknowledges them and when the next is called (docs/spec/pact.md)."""

from typing import Any

import pytest

from kinds.paper import LISBON, MADRID, MALLORY, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.cards import Card
from mithaq.kinds.deadlines import LAST_TIME, Calendar, later
from mithaq.kinds.pact import PACT
from mithaq.kinds.pact.calls import after
from mithaq.kinds.pact.directory import Point, Span, next_duty, on_call, on_duty

WEEK = {"days": ["monday", "tuesday", "friday"], "start": "08:00", "end": "16:00"}
OFFICE = Point("a" * 64, MADRID, (), 1, always=False, duty=(Span((1, 5), 480, 960),))
NIGHT = Point("b" * 64, MADRID, (), 2, always=False, duty=(Span((7,), 22 * 60, 30 * 60),))
SUMMER = {"since": "2030-03-31T01:00:00.000Z", "minutes": 120}
MADRID_CLOCK = Calendar.model_validate(
    {
        "agency": MADRID,
        "days_off": ["2030-01-11"],
        "offsets": [{"since": "2029-10-28T01:00:00.000Z", "minutes": 60}, SUMMER],
    }
)


def in_force() -> Paper:
    paper = Paper(PACT).open()
    paper.ok(MADRID, "sign")
    paper.ok(POTSDAM, "sign")
    return paper


def cards(paper: Paper, kind: str, owner: str = "") -> dict[str, Card]:
    """Return the cards of a kind by key, without the entries' ids in it."""
    found = [one for one in paper.cards() if one.kind == kind and owner in ("", one.owner)]
    return {"/".join(part for part in one.key.split("/") if len(part) < 64): one for one in found}


# ------------------------------------------------------------------ contact points


def test_a_desk_is_named_replaced_and_closed_by_its_own_agency() -> None:
    paper = in_force()
    first = paper.ok(MADRID, "contact-point")
    paper.no("contact-point-not-own", RABAT, "contact-point", entry=first)
    second = paper.ok(MADRID, "contact-point", entry=first, level=2)
    known = paper.state.points.get(second)
    assert (known.agency, known.level, known.always, known.former) == (MADRID, 2, True, (first,))
    assert first not in paper.state.points
    paper.no("contact-point-unknown", MADRID, "contact-point", entry=first)
    paper.ok(RABAT, "contact-point")
    paper.no("contact-point-not-own", RABAT, "close-contact-point", entry=second)
    paper.ok(MADRID, "close-contact-point", entry=second, text=NOTE)
    assert on_call(paper.state.points, MADRID, "", paper.now) == ()
    paper.no("no-contact-point", MADRID, "close-contact-point", entry=second)
    assert paper.options(MADRID)["close-contact-point"] == "no-contact-point"


def test_nothing_of_a_desk_but_codes_and_numbers_is_in_the_state() -> None:
    paper = in_force()
    paper.ok(MADRID, "contact-point", telephone="+34910000000", desk="Unit of exercise")
    dumped = PACT.dump(paper.state)
    assert b"+34910000000" not in dumped
    assert b"Unit of exercise" not in dumped
    assert PACT.load(dumped) == paper.state


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"duty": [WEEK]}, "duty-times-unclear"),
        ({"round_the_clock": False}, "duty-times-unclear"),
        ({"areas": ["cybercrime"]}, "areas-not-in-pact"),
        ({"telephone": "0034 91"}, "body-invalid"),
        ({"telephone": "+0123456789"}, "body-invalid"),
        ({"email": "desk"}, "body-invalid"),
        ({"level": 0}, "body-invalid"),
        ({"round_the_clock": False, "duty": [{**WEEK, "end": "24:00"}]}, "body-invalid"),
        ({"round_the_clock": False, "duty": [{**WEEK, "days": []}]}, "body-invalid"),
    ],
)
def test_a_desk_says_how_and_when_it_is_reached(changes: dict[str, Any], code: str) -> None:
    paper = in_force()
    paper.ok(MADRID, "contact-point", round_the_clock=False, duty=[WEEK], areas=["drugs"])
    paper.no(code, MADRID, "contact-point", **changes)


def test_desks_are_called_by_level_area_and_as_long_as_they_stand() -> None:
    paper = in_force()
    second = paper.ok(MADRID, "contact-point", level=2)
    drugs = paper.ok(MADRID, "contact-point", level=1, areas=["drugs"], until="2030-01-08")
    points = paper.state.points
    assert [one.id for one in on_call(points, MADRID, "drugs", paper.now)] == [drugs, second]
    assert [one.id for one in on_call(points, MADRID, "", paper.now)] == [drugs, second]
    assert [one.id for one in on_call(points, MADRID, "terrorism", paper.now)] == [second]
    assert [one.id for one in on_call(points, MADRID, "drugs", "2030-01-09T00:00:00.000Z")] == [second]


@pytest.mark.parametrize(
    "moment, here, following",
    [
        ("2030-01-07T06:59:59.999Z", False, "2030-01-07T07:00:00.000Z"),  # Monday, an hour ahead of UTC
        ("2030-01-07T07:00:00.000Z", True, ""),
        ("2030-01-07T14:59:59.999Z", True, ""),
        ("2030-01-07T15:00:00.000Z", False, "2030-01-14T07:00:00.000Z"),  # the Friday is a day off
        ("2030-03-31T12:00:00.000Z", False, "2030-04-01T06:00:00.000Z"),  # the clock went ahead on Sunday
    ],
)
def test_times_of_duty_are_by_the_agency_s_clock(moment: str, here: bool, following: str) -> None:
    assert on_duty(OFFICE, MADRID_CLOCK, moment) is here
    assert next_duty(OFFICE, MADRID_CLOCK, moment) == following


def test_a_night_begins_on_one_day_and_ends_on_the_next() -> None:
    plain = Calendar(agency=MADRID)
    assert not on_duty(NIGHT, plain, "2030-01-06T21:59:00.000Z")
    assert on_duty(NIGHT, plain, "2030-01-06T22:00:00.000Z")
    assert on_duty(NIGHT, plain, "2030-01-07T05:59:00.000Z")
    assert not on_duty(NIGHT, plain, "2030-01-07T06:00:00.000Z")
    assert next_duty(NIGHT, plain, "2030-01-07T06:00:00.000Z") == "2030-01-13T22:00:00.000Z"
    paper = in_force()
    entry = paper.ok(
        MADRID,
        "contact-point",
        round_the_clock=False,
        duty=[{"days": ["sunday"], "start": "22:00", "end": "06:00"}],
    )
    assert paper.state.points.get(entry).duty == NIGHT.duty


# ------------------------------------------------------------------ alerts


def alerted(**changes: Any) -> tuple[Paper, str]:
    paper = in_force()
    paper.ok(MADRID, "contact-point", level=1)
    paper.ok(MADRID, "contact-point", level=2, areas=["drugs"])
    paper.ok(MADRID, "contact-point", level=5)
    paper.minute = 60
    return paper, paper.ok(RABAT, "alert", **{"to": [MADRID, POTSDAM], **changes})


def test_who_is_alerted_acknowledges_once_and_by_its_own_desk() -> None:
    paper, alert = alerted()
    desk = next(iter(paper.state.points))
    paper.no("contact-point-not-own", POTSDAM, "alert-acknowledged", entry=alert, point=desk)
    paper.no("not-alerted", RABAT, "alert-acknowledged", entry=alert)
    assert paper.options(POTSDAM)["alert-acknowledged"] == ""
    assert paper.options(RABAT)["alert-acknowledged"] == "not-alerted"
    paper.minute = 67
    answer = paper.ok(MADRID, "alert-acknowledged", entry=alert, point=desk, text=NOTE)
    found = paper.state.calls.get(alert).answer(MADRID)
    assert (found.id, found.point, found.minutes, found.in_time) == (answer, desk, 7, True)
    paper.no("not-alerted", MADRID, "alert-acknowledged", entry=alert)
    assert paper.state.calls.get(alert).awaited == (POTSDAM,)


def test_an_alert_goes_to_other_parties_in_an_area_of_the_pact() -> None:
    paper, _ = alerted()
    paper.no("alerted-oneself", RABAT, "alert", to=[RABAT, MADRID])
    paper.no("alerted-not-a-party", RABAT, "alert", to=[LISBON])
    paper.no("area-not-in-pact", RABAT, "alert", to=[MADRID], area="cybercrime")
    paper.no("handling-missing", RABAT, "alert", handling=None, to=[MADRID])
    paper.no("pact-not-signed", MALLORY, "alert", to=[MADRID])
    paper.ok(MADRID, "suspend")
    paper.ok(RABAT, "alert", to=[MADRID])  # what threatens a life waits for no pact


def test_a_correction_changes_the_words_only() -> None:
    paper, alert = alerted()
    said = {**PACT.table["alert"].body.example, "to": [MADRID, POTSDAM]}
    paper.ok(RABAT, "correct", entry=alert, body={**said, "text": NOTE})
    for change in ({"to": [MADRID]}, {"area": "terrorism"}, {"urgency": "today"}, {"test": True}):
        paper.no("correction-changes-alert", RABAT, "correct", entry=alert, body={**said, **change})


def test_its_author_ends_it_and_who_could_not_know_still_acknowledges() -> None:
    paper, alert = alerted()
    paper.no("no-alert", MADRID, "alert-over", entry=alert)
    over = paper.ok(RABAT, "alert-over", entry=alert, text=NOTE)
    assert cards(paper, "task") == {}
    paper.no("not-alerted", MADRID, "alert-acknowledged", entry=alert)
    paper.known.discard(over)
    paper.ok(MADRID, "alert-acknowledged", entry=alert)
    assert {one.owner: one.state for one in paper.cards() if one.title == "Alert acknowledged"} == {
        MADRID: "in-time",
        POTSDAM: "unanswered",
    }


# ------------------------------------------------------------------ steps and figures


def test_the_task_is_due_at_the_first_step_and_each_level_is_called_in_its_turn() -> None:
    paper, alert = alerted()
    assert {key: (one.owner, one.due) for key, one in cards(paper, "task").items()} == {
        f"alert/{MADRID}": (MADRID, later(paper.now, 15 * 60_000)),
        f"call/{MADRID}/2": (RABAT, later(paper.now, 15 * 60_000)),
        f"call/{MADRID}/5": (RABAT, later(paper.now, 30 * 60_000)),
        f"alert/{POTSDAM}": (POTSDAM, later(paper.now, 15 * 60_000)),
        f"call/{POTSDAM}/0": (RABAT, later(paper.now, 15 * 60_000)),
    }, "Potsdam has named no desk"
    paper.ok(MADRID, "alert-acknowledged", entry=alert)
    assert set(cards(paper, "task")) == {f"alert/{POTSDAM}", f"call/{POTSDAM}/0"}


def test_only_desks_of_the_area_are_levels_and_a_single_one_is_called_again() -> None:
    paper, _ = alerted(area="terrorism")
    assert [key for key in cards(paper, "task") if key.startswith(f"call/{MADRID}")] == [f"call/{MADRID}/5"]
    paper = in_force()
    paper.ok(POTSDAM, "contact-point")
    paper.ok(RABAT, "alert", to=[POTSDAM])
    assert [key for key in cards(paper, "task") if key.startswith("call")] == [f"call/{POTSDAM}/1"]


def test_the_time_runs_from_the_signed_receipt_and_without_one_from_the_alert() -> None:
    paper, _ = alerted()
    sent = paper.now
    paper.receipts = {}
    assert cards(paper, "task")[f"alert/{MADRID}"].due == later(sent, 15 * 60_000)
    paper.receipts = {MADRID: later(sent, 40 * 60_000)}
    assert cards(paper, "task")[f"alert/{MADRID}"].due == later(sent, 55 * 60_000)
    paper.receipts = {MADRID: "2001-01-01T00:00:00.000Z"}
    assert cards(paper, "task")[f"alert/{MADRID}"].due == later(sent, 15 * 60_000), "dated back in vain"


def test_the_pact_says_how_fast_and_after_the_last_year_comes_nothing() -> None:
    slow = {"escalation": [{"urgency": "at-once", "minutes": [90, 45]}]}
    terms = {**PACT.opens[0].example["terms"], "profile": slow}
    paper = Paper(PACT, members=(MADRID, RABAT)).open(terms=terms)
    paper.ok(MADRID, "sign")
    paper.ok(RABAT, "alert", to=[MADRID])
    assert cards(paper, "task")[f"alert/{MADRID}"].due == later(paper.now, 45 * 60_000)
    paper.ok(RABAT, "alert", to=[MADRID], urgency="today")
    assert max(one.due for one in paper.cards()) == later(paper.now, 480 * 60_000)
    assert after("9999-12-31T23:59:59.000Z", 5) == LAST_TIME


def test_figures_tell_tests_from_alerts_and_late_from_in_time() -> None:
    paper, alert = alerted()
    test = paper.ok(RABAT, "alert", to=[MADRID], test=True, area=...)
    paper.minute = 64
    paper.ok(MADRID, "alert-acknowledged", entry=test)
    paper.minute = 100
    paper.ok(MADRID, "alert-acknowledged", entry=alert)
    found = [one for one in paper.cards() if one.kind == "figure" and one.owner == MADRID]
    assert {(one.title, one.state, one.value) for one in found} == {
        ("Alert acknowledged", "late", 1),
        ("Reachability test answered", "in-time", 1),
        ("Median minutes until an alert was acknowledged", "", 4),
    }
    assert cards(paper, "figure", POTSDAM)[f"answered/{POTSDAM}"].state == "open"


def test_who_has_left_is_waited_for_no_more() -> None:
    paper, _ = alerted()
    paper.members = (MADRID, RABAT)
    assert {one.owner for one in paper.cards() if one.kind == "task"} == {MADRID, RABAT}


def test_a_forgotten_answer_leaves_the_alert_waiting() -> None:
    paper, alert = alerted()
    answer = paper.ok(MADRID, "alert-acknowledged", entry=alert)
    state = PACT.forget(paper.state, frozenset({answer}))
    call = state.calls.get(alert)
    assert call
    assert call.awaited == (MADRID, POTSDAM)
    assert answer.encode() not in PACT.dump(state)
    first = next(iter(paper.state.points))
    closed = paper.ok(MADRID, "close-contact-point", entry=first)
    state = PACT.forget(paper.state, frozenset({closed}))
    desk = state.points.get(first)
    assert desk
    assert desk.stands(paper.now), "that it was closed is forgotten, too"
