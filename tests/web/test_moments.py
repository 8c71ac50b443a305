"""Dates, numbers and what is left of a deadline, as each language says them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from mithaq.kinds.deadlines import Calendar
from mithaq.node import clock
from mithaq.web import livenews, moments

MONTHS = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
]
LEFT_IN_RIGHT = "\u2066\u2067\u2068\u2069"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PLAIN = Calendar(agency="ma.dgsn")


def plain(text: str) -> str:
    """Return a text without the marks that isolate what stands in it."""
    return text.translate({ord(mark): None for mark in LEFT_IN_RIGHT})


def test_months_are_those_of_morocco() -> None:
    with translation.override("ar"):
        assert [moments.month_name(date(2026, number, 1)) for number in range(1, 13)] == MONTHS
        assert moments.month_title(date(2026, 8, 1)) == "غشت 2026"


@pytest.mark.parametrize(
    "language, name, short",
    [
        ("ar", "الثلاثاء", "الثلاثاء"),
        ("de", "Dienstag", "Di."),
        ("en", "Tuesday", "Tue"),
        ("es", "martes", "mar"),
        ("fr", "mardi", "mar."),
    ],
)
def test_days_have_their_names(language: str, name: str, short: str) -> None:
    with translation.override(language):
        assert moments.weekday(NOW.date()) == name
        assert moments.weekday_short(NOW.date()) == short
        assert moments.first_weekday() == 0


@pytest.mark.parametrize(
    "day, hijri",
    [
        (date(2026, 2, 18), "1 رمضان 1447 هـ"),
        (date(2026, 11, 24), "14 جمادى الآخرة 1448 هـ"),
        (date(2030, 6, 8), "7 صفر 1452 هـ"),
        (date(1850, 1, 1), ""),
        (date(2100, 1, 1), ""),
    ],
)
def test_readers_of_arabic_see_the_hijri_day(day: date, hijri: str) -> None:
    with translation.override("ar"):
        assert moments.hijri(day) == hijri
    for other in ("de", "en", "es", "fr"):
        with translation.override(other):
            assert moments.hijri(day) == moments.hijri_day(day) == ""


def test_a_calendar_names_the_hijri_month_where_it_begins() -> None:
    with translation.override("ar"):
        assert moments.hijri_day(date(2026, 2, 18)) == "1 رمضان"
        assert moments.hijri_day(date(2026, 2, 19)) == "2"


@pytest.mark.parametrize(
    "language, shown",
    [("ar", "1.234.567"), ("de", "1.234.567"), ("en", "1,234,567"), ("es", "1.234.567")],
)
def test_numbers_are_grouped_and_in_western_digits(language: str, shown: str) -> None:
    with translation.override(language):
        assert moments.number(1_234_567) == shown
        assert moments.number(7).isascii()


@pytest.mark.parametrize(
    "zone, said",
    [
        ("Africa/Casablanca", "Africa/Casablanca (UTC+1)"),
        ("America/New_York", "America/New_York (UTC-5)"),
        ("Asia/Kathmandu", "Asia/Kathmandu (UTC+5:45)"),
        ("UTC", "UTC (UTC+0)"),
    ],
)
def test_a_page_says_whose_time_it_shows(zone: str, said: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert moments.zone_name(NOW) == said


def test_morocco_changes_its_clock_for_ramadan() -> None:
    with timezone.override(ZoneInfo("Africa/Casablanca")):
        assert moments.zone_name(datetime(2027, 2, 20, tzinfo=UTC)) == "Africa/Casablanca (UTC+0)"


# ---------------------------------------------------------------- what is left


def due_in(**time: float) -> str:
    return clock.text(NOW + timedelta(**time))


ARABIC_DAYS = {
    1: "بقي يوم عمل واحد",
    2: "بقي يوما عمل",
    3: "بقيت 3 أيام عمل",
    10: "بقيت 10 أيام عمل",
    11: "بقي 11 يوم عمل",
    100: "بقي 100 يوم عمل",
}


@pytest.mark.parametrize("days, said", ARABIC_DAYS.items())
def test_working_days_take_the_six_forms_of_arabic(days: int, said: str) -> None:
    every_day = Calendar(agency="ma.dgsn", weekend=())
    with translation.override("ar"):
        assert plain(moments.time_left(due_in(days=days), NOW, every_day)) == said


@pytest.mark.parametrize(
    "language, said",
    [
        ("de", "noch 3 Arbeitstage"),
        ("en", "3 working days left"),
        ("es", "quedan 3 días hábiles"),
        ("fr", "3 jours ouvrés restants"),
    ],
)
def test_what_is_left_is_said_in_working_days(language: str, said: str) -> None:
    with translation.override(language):
        # From Tuesday to Friday.
        assert moments.time_left(due_in(days=3), NOW, PLAIN) == said


def test_hours_are_hours_and_what_is_over_is_over() -> None:
    with translation.override("en"):
        assert moments.time_left(due_in(hours=5), NOW, PLAIN) == "in 5 hours"
        assert moments.time_left(due_in(days=-2), NOW, PLAIN) == "2 days ago"
        assert moments.time_left(due_in(days=6), NOW) == "in 6 days"
        assert moments.time_left("", NOW, PLAIN) == ""


def test_a_deadline_before_the_next_working_day_says_so() -> None:
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    with translation.override("en"):
        said = moments.time_left("2026-11-29T12:00:00.000Z", friday, PLAIN)
    assert said == "in 2 days, no working day before it"


# ---------------------------------------------------------------- what a page says as news comes


@pytest.mark.parametrize(
    "language, categories",
    [
        ("ar", ["few", "many", "one", "other", "two", "zero"]),
        ("de", ["one", "other"]),
        ("en", ["one", "other"]),
    ],
)
def test_a_page_carries_every_form_of_its_sentence(
    language: str, categories: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(livenews, "newest_serial", lambda: 7)
    with translation.override(language):
        watch = livenews.watch(RequestFactory().get("/"))
    assert [category for category, _said in watch.sentences] == categories
    assert watch.since == 7
    # Arabic writes eleven and a hundred of a feminine noun alike.
    assert len({said for _category, said in watch.sentences}) == min(len(categories), 5)
    assert "{n}" in dict(watch.sentences)["other"]
