"""The calendar: its page, and the feed that other programs read (RFC 5545)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from mithaq.api.calendar import time_zone
from mithaq.node import agenda, clock, feeds
from mithaq.node.models import Audit, CardRow, Officer, OwnReference, Responsible
from partners import ASK, HANDLING
from web.story import Story

SignIn = Callable[[str], Client]
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def officer(name: str) -> Officer:
    return Officer.objects.get(name=name)


def asked(story: Story, due: datetime) -> str:
    """Let Madrid ask Rabat, with a deadline."""
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    entry = story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
    story.receive(entry)
    CardRow.objects.filter(dossier=entry.id, kind__in=("task", "moment")).update(due=clock.text(due))
    return entry.id


def fetched(token: str, **headers: str) -> tuple[bytes, Calendar]:
    answer = Client().get(f"/api/calendar/{token}.ics", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content, Calendar.from_ical(answer.content)  # type: ignore[return-value]


def soon() -> datetime:
    return (clock.now() + timedelta(days=3)).replace(hour=10, minute=30, second=0, microsecond=0)


# ---------------------------------------------------------------- the feed


def test_a_feed_is_sound_and_says_little(story: Story) -> None:
    due, salma = soon(), officer("Salma")
    dossier = asked(story, due)
    OwnReference.objects.create(dossier_id=dossier, text="2026/117")
    Officer.objects.filter(pk=salma.pk).update(time_zone="Africa/Casablanca")
    raw, calendar = fetched(feeds.renew(salma))
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    assert calendar["VERSION"] == "2.0"
    (event,) = [one for one in calendar.walk("VEVENT") if "117" in str(one["SUMMARY"])]
    assert event["DTSTART"].dt == due
    assert event["DTSTART"].params["TZID"] == "Africa/Casablanca"
    summary = str(event["SUMMARY"])
    assert "الجواب" in summary
    assert "2026/117" in summary
    assert "تمرين" in summary
    assert str(event["CLASS"]) == "CONFIDENTIAL"
    assert str(event["URL"]).endswith(f"/dossiers/{dossier}/")
    assert "هـ" in str(event["DESCRIPTION"])
    text = raw.decode().replace("\r\n ", "")
    for secret in ("container", "CSQU3054383", "Exercise", "الحاوية"):
        assert secret not in text
    act = Audit.objects.get(what="calendar")
    assert act.who == salma.email
    assert act.entries


def test_the_least_feed_says_nothing_at_all(story: Story) -> None:
    salma = officer("Salma")
    dossier = asked(story, soon())
    OwnReference.objects.create(dossier_id=dossier, text="2026/117")
    token = feeds.renew(salma)
    feeds.set_says(salma, "nothing")
    raw, calendar = fetched(token)
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {"ميثاق: أجل مرتقب"}
    text = raw.decode().replace("\r\n ", "")
    assert "2026/117" not in text
    assert dossier not in text


def test_a_feed_holds_only_what_its_officer_may_see(story: Story) -> None:
    asked(story, soon())
    _raw, calendar = fetched(feeds.renew(officer("Anas")))
    assert calendar.walk("VEVENT") == []
    _raw, calendar = fetched(feeds.renew(officer("Youssef")))
    assert len(calendar.walk("VEVENT")) >= 1
    for name in ("Hind", "Karim"):
        _raw, calendar = fetched(feeds.renew(officer(name)))
        assert calendar.walk("VEVENT") == []


def test_an_event_keeps_its_name_when_its_time_changes(story: Story) -> None:
    dossier, token = asked(story, soon()), feeds.renew(officer("Salma"))

    def event() -> tuple[str, object]:
        _raw, calendar = fetched(token)
        found = [one for one in calendar.walk("VEVENT") if dossier in str(one["URL"])]
        assert len(found) == 1, "task and moment are one"
        return str(found[0]["UID"]), found[0]["DTSTART"].dt

    before = event()
    CardRow.objects.filter(dossier=dossier).exclude(due="").update(due=clock.text(soon() + timedelta(days=2)))
    after = event()
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert before[0].endswith("@ma.dgsn")


def test_a_deadline_at_the_end_of_a_day_is_that_day(story: Story) -> None:
    # By the clock of this node, which is UTC.
    midnight = (clock.now() + timedelta(days=4)).replace(hour=0, minute=0, second=0, microsecond=0)
    dossier = asked(story, midnight)
    _raw, calendar = fetched(feeds.renew(officer("Salma")))
    (event,) = [one for one in calendar.walk("VEVENT") if dossier in str(one["URL"])]
    assert event["DTSTART"].dt == (midnight - timedelta(days=1)).date()
    assert event["DTEND"].dt == midnight.date()


def test_what_has_not_changed_is_not_sent_again(story: Story) -> None:
    dossier, token = asked(story, soon()), feeds.renew(officer("Salma"))
    path = f"/api/calendar/{token}.ics"
    first = Client().get(path)
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert Client().get(path).headers["ETag"] == tag
    for headers in (
        {"If-None-Match": f'"other", W/{tag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": changed},
    ):
        again = Client().get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    for headers in (
        {"If-None-Match": '"other"', "If-Modified-Since": changed},
        {"If-Modified-Since": "soon"},
    ):
        assert Client().get(path, headers=headers).status_code == 200
    CardRow.objects.filter(dossier=dossier).exclude(due="").update(due=clock.text(soon() + timedelta(days=2)))
    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 200


def test_nobodys_address_and_that_of_who_left_are_not_there(story: Story) -> None:
    token = feeds.renew(officer("Salma"))
    Officer.objects.filter(name="Salma").update(is_active=False)
    for one in (token, "x", "%00", "ä"):
        assert Client().get(f"/api/calendar/{one}.ics").status_code == 404


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Europe/Madrid", "America/New_York", "UTC"])
def test_a_time_zone_says_what_the_clock_does(name: str) -> None:
    zone = ZoneInfo(name)
    parts = time_zone(zone, BEGIN, END).subcomponents
    changes = []
    for part in parts:
        offset = part["TZOFFSETFROM"].td
        changes.append((part["DTSTART"].dt.replace(tzinfo=UTC) - offset, part["TZOFFSETTO"].td))
    at = BEGIN
    while at < END:
        said = [offset for since, offset in changes if since <= at][-1]
        assert said == at.astimezone(zone).utcoffset(), at
        at += timedelta(hours=1)
    for part in parts:
        assert part.name == ("DAYLIGHT" if _dst(part, zone) else "STANDARD")


def _dst(part: object, zone: ZoneInfo) -> bool:
    start = part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td  # type: ignore[index]
    return bool(start.astimezone(zone).dst())


# ---------------------------------------------------------------- the page


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_is_a_table_of_days(story: Story, sign_in: SignIn) -> None:
    dossier = asked(story, datetime(2026, 12, 10, 9, 30, tzinfo=UTC))
    shown = text_of(sign_in("Salma"), "/calendar/?month=2026-12")
    assert shown.count('<th scope="col">') == 7
    assert shown.count('class="day"') == 35
    assert "دجنبر 2026" in shown
    assert "جمادى الآخرة" in shown
    day = shown.split('class="day"><a href="?week=2026-12-10"', 1)[1].split("</td>", 1)[0]
    assert dossier in day
    assert "09:30" in day
    assert "محسوبة" in shown


def test_a_day_is_the_officers_own(story: Story, sign_in: SignIn) -> None:
    asked(story, datetime(2026, 12, 10, 23, 30, tzinfo=UTC))
    Officer.objects.filter(name="Salma").update(time_zone="Africa/Casablanca")
    shown = text_of(sign_in("Salma"), "/calendar/?week=2026-12-11")
    day = shown.split('class="day"><a href="?week=2026-12-11"', 1)[1].split("</td>", 1)[0]
    assert "00:30" in day
    assert "Africa/Casablanca (UTC+1)" in shown


def test_a_full_day_leads_to_its_week(story: Story, sign_in: SignIn) -> None:
    for minute in range(6):
        asked(story, datetime(2026, 12, 10, 9, minute, tzinfo=UTC))
    month = text_of(sign_in("Salma"), "/calendar/?month=2026-12")
    assert len(re.findall(r"09:0\d</time>", month)) == 3
    assert 'class="more"' in month
    week = text_of(sign_in("Salma"), "/calendar/?week=2026-12-10")
    assert len(re.findall(r"09:0\d</time>", week)) == 6
    assert 'class="more"' not in week


def test_one_may_look_at_what_one_answers_for_alone(story: Story, sign_in: SignIn) -> None:
    mine, other = (asked(story, datetime(2026, 12, 10, hour, tzinfo=UTC)) for hour in (8, 9))
    Responsible.objects.create(dossier_id=mine, officer=officer("Salma"), at=clock.now())
    shown = text_of(sign_in("Salma"), "/calendar/?month=2026-12&whose=mine")
    assert mine in shown
    assert other not in shown


def test_nobody_sees_what_they_may_not_read(story: Story, sign_in: SignIn) -> None:
    dossier = asked(story, datetime(2026, 12, 10, 9, tzinfo=UTC))
    for name in ("Anas", "Hind", "Karim"):
        assert dossier not in text_of(sign_in(name), "/calendar/?month=2026-12")
    assert dossier in text_of(sign_in("Youssef"), "/calendar/?month=2026-12")


@pytest.mark.parametrize(
    "asked_for", ["month=2026-13", "month=0001-01", "month=x", "week=9999-12-31", "week=2026-02-30", "month="]
)
def test_a_day_that_is_none_is_today(story: Story, sign_in: SignIn, asked_for: str) -> None:
    assert str(clock.now().year) in text_of(sign_in("Salma"), f"/calendar/?{asked_for}")


def test_all_days_are_asked_for_at_once(story: Story) -> None:
    asked(story, datetime(2026, 12, 10, 9, tzinfo=UTC))
    days = [
        (datetime(2026, 12, day, tzinfo=UTC), datetime(2026, 12, day + 1, tzinfo=UTC)) for day in range(1, 29)
    ]
    found = agenda.due_within(officer("Salma"), days, 5)
    assert [len(some) for some in found] == [1 if day == 10 else 0 for day in range(1, 29)]
