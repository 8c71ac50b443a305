"""Time limits by a pact's profile (docs/spec/request.md, REQ-20 to REQ-27)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kinds.paper import MADRID, NINE, RABAT
from mithaq.kinds.deadlines import LAST_TIME, Calendar, Profile, between, calendar_of, due, later


def profile(**members: Any) -> Profile:
    return Profile.model_validate(members)


@pytest.mark.parametrize(
    "urgency, expected",
    [
        ("urgent-direct", "2030-01-07T17:00:00.000Z"),
        ("urgent-indirect", "2030-01-10T09:00:00.000Z"),
        ("routine", "2030-01-14T09:00:00.000Z"),
        ("agreed", "2030-03-01T00:00:00.000Z"),
    ],
)
def test_the_directive_s_limits_hold_unless_the_pact_says_otherwise(urgency: str, expected: str) -> None:
    assert due(Profile(), urgency, MADRID, NINE, "2030-03-01T00:00:00.000Z") == expected


def test_nothing_agreed_is_nothing_due() -> None:
    assert due(Profile(), "agreed", MADRID, NINE, "") is None


def test_a_pause_is_added() -> None:
    assert due(Profile(), "urgent-direct", MADRID, NINE, "", 60_000) == "2030-01-07T17:01:00.000Z"


def test_working_days_end_with_the_day_on_the_agency_s_own_clock() -> None:
    days = profile(
        limits=[{"urgency": "routine", "working_days": 5}],
        calendars=[
            {
                "agency": MADRID,
                "days_off": ["2030-01-09"],
                "offsets": [{"since": "2029-10-28T01:00:00.000Z", "minutes": 60}],
            }
        ],
    )
    assert due(days, "routine", MADRID, NINE, "") == "2030-01-15T23:00:00.000Z"
    assert due(days, "routine", RABAT, NINE, "") == "2030-01-15T00:00:00.000Z", (
        "no calendar: UTC, no days off"
    )
    assert due(days, "urgent-direct", MADRID, NINE, "") == "2030-01-07T17:00:00.000Z", (
        "as the Directive has it"
    )


def test_the_day_of_receipt_is_the_agency_s_own_day() -> None:
    late = "2030-01-07T23:30:00.000Z"
    days = profile(
        limits=[{"urgency": "routine", "working_days": 1}],
        calendars=[{"agency": MADRID, "offsets": [{"since": "2029-10-28T01:00:00.000Z", "minutes": 60}]}],
    )
    assert due(days, "routine", MADRID, late, "") == "2030-01-09T23:00:00.000Z"
    assert due(days, "routine", RABAT, late, "") == "2030-01-09T00:00:00.000Z"


def test_a_calendar_without_working_days_still_gives_an_answer() -> None:
    never = profile(
        limits=[{"urgency": "routine", "working_days": 1}],
        calendars=[{"agency": MADRID, "weekend": [1, 2, 3, 4, 5, 6, 7]}],
    )
    assert due(never, "routine", MADRID, NINE, "") is not None


@pytest.mark.parametrize("limit", [{"hours": 8}, {"working_days": 9}, {"calendar_days": 366}])
def test_the_end_of_all_years_is_no_error(limit: dict[str, int]) -> None:
    far = profile(limits=[{"urgency": "routine", **limit}])
    assert due(far, "routine", MADRID, LAST_TIME, "") == LAST_TIME
    assert due(far, "routine", MADRID, "0001-01-01T00:00:00.000Z", "") is not None


def test_a_node_proposes_its_calendar_from_its_own_tables() -> None:
    madrid = calendar_of(MADRID, ZoneInfo("Europe/Madrid"), [2030], [date(2030, 1, 1), date(2030, 12, 25)])
    assert madrid.days_off == ("2030-01-01", "2030-12-25")
    assert [(offset.since[:13], offset.minutes) for offset in madrid.offsets] == [
        ("2030-01-01T00", 60),
        ("2030-03-31T01", 120),
        ("2030-10-27T01", 60),
    ]
    assert Calendar.model_validate(madrid.model_dump(mode="json")) == madrid


def test_times_are_text_whose_order_is_the_order_of_time() -> None:
    assert later(NINE, 1) > NINE
    assert between(NINE, later(NINE, 1234)) == 1234
    assert between(later(NINE, 5), NINE) == 0
