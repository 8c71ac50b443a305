"""The supervisor's page of duty, notices and the account, as officers use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mithaq.node import absence, clock, duty, news
from mithaq.node.models import (
    Audit,
    CalendarAddress,
    CardRow,
    DossierOfficer,
    Escalation,
    NewsWish,
    Notice,
    Officer,
    Responsible,
)
from mithaq.node.news import deadlines, watching
from partners import ASK, HANDLING
from web.story import Story

SignIn = Callable[[str], Client]
MOST = 18
"""Statements of a page, among them the session, its officer, the frame's counts and the log."""


def ask_us(story: Story) -> str:
    """Let Madrid ask Rabat; return the request, due in five hours."""
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    entry = story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
    story.receive(entry)
    CardRow.objects.filter(dossier=entry.id, kind__in=("task", "moment")).update(
        due=clock.text(clock.now() + timedelta(hours=5))
    )
    return entry.id


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def plain(text: str) -> str:
    """Return a text without the marks that isolate what stands in it."""
    return text.replace("\u2068", "").replace("\u2069", "")


def officer(name: str) -> Officer:
    return Officer.objects.get(name=name)


# ---------------------------------------------------------------- duty


def test_a_supervisor_sees_the_workload_and_hands_a_dossier_over(story: Story, sign_in: SignIn) -> None:
    dossier, youssef = ask_us(story), sign_in("Youssef")
    duty.count_workload()
    assert 'href="?officer=nobody&amp;group=week"' in text_of(youssef, "/duty/")
    listed = text_of(youssef, "/duty/?officer=nobody&group=week")
    assert f'value="{dossier}"' in listed
    answer = youssef.post(
        "/duty/assign/",
        {
            "dossier": [dossier, dossier],
            "to": officer("Anas").pk,
            "why": "holidays",
            "from": "duty",
            "of": "nobody",
        },
    )
    assert answer.headers["Location"] == "/duty/?officer=nobody"
    assert Responsible.objects.get(dossier=dossier).officer.name == "Anas"
    assert Audit.objects.get(what="assigned").why == "holidays"
    assert f'value="{dossier}"' not in text_of(youssef, "/duty/?officer=nobody")
    assert f'value="{dossier}"' in text_of(youssef, f"/duty/?officer={officer('Anas').pk}")


@pytest.mark.parametrize(
    "sent",
    [
        {"to": ""},
        {"to": "99999"},
        {"to": "-1"},
        {"dossier": ["../etc"]},
        {"dossier": []},
        {"to": "press"},
    ],
)
def test_what_cannot_be_handed_over_is_said_and_nothing_done(
    story: Story, sign_in: SignIn, sent: dict[str, object]
) -> None:
    dossier = ask_us(story)
    sent = {"dossier": [dossier], "to": officer("Anas").pk, "from": "duty", **sent}
    if sent["to"] == "press":
        sent["to"] = officer("Nadia").pk
    youssef = sign_in("Youssef")
    assert youssef.post("/duty/assign/", sent).status_code == 302
    assert not Responsible.objects.filter(dossier=dossier).exists()


def test_what_is_escalated_is_marked(story: Story, sign_in: SignIn) -> None:
    dossier = ask_us(story)
    CardRow.objects.filter(dossier=dossier).update(due=clock.text(clock.now() - timedelta(hours=1)))
    deadlines.escalate()
    assert Escalation.objects.filter(raised=True).exists()
    listed = text_of(sign_in("Youssef"), "/duty/?officer=nobody&group=late")
    assert "signalé au superviseur" in listed


def test_absence_is_noted_shown_and_ended(story: Story, sign_in: SignIn) -> None:
    youssef, salma = sign_in("Youssef"), officer("Salma")
    until = absence.today(salma, clock.now()) + timedelta(days=4)
    sent = {"officer": salma.pk, "until": until.isoformat(), "stand_in": officer("Anas").pk, "from": "duty"}
    youssef.post("/duty/absence/", sent)
    shown = text_of(youssef, "/duty/")
    assert "suppléance" in shown
    assert until.isoformat() in shown
    assert DossierOfficer.objects.filter(officer__name="Anas", dossier=story.request).exists()
    assert "Anas" in text_of(sign_in("Salma"), "/account/")
    youssef.post("/duty/absence/", {"officer": salma.pk, "do": "back", "from": "duty"})
    assert not DossierOfficer.objects.filter(officer__name="Anas", dossier=story.request).exists()


def test_nobody_notes_the_absence_of_another_but_a_supervisor(story: Story, sign_in: SignIn) -> None:
    until = (clock.now() + timedelta(days=1)).date().isoformat()
    answer = sign_in("Anas").post("/duty/absence/", {"officer": officer("Salma").pk, "until": until})
    assert answer.status_code == 403
    assert officer("Salma").absent_until is None
    sign_in("Anas").post("/duty/absence/", {"until": until, "stand_in": ""})
    assert officer("Anas").absent_until is not None


@pytest.mark.parametrize("until", ["", "yesterday", "1999-01-01", "9999-12-31"])
def test_an_absence_needs_a_day(story: Story, sign_in: SignIn, until: str) -> None:
    answer = sign_in("Salma").post("/duty/absence/", {"until": until}, follow=True)
    assert "سنة" in answer.content.decode()
    assert officer("Salma").absent_until is None


def test_an_officer_takes_a_dossier_up(story: Story, sign_in: SignIn) -> None:
    dossier = ask_us(story)
    assert sign_in("Anas").post(f"/dossiers/{dossier}/responsible/").status_code == 404
    answer = sign_in("Salma").post(f"/dossiers/{dossier}/responsible/")
    assert answer.headers["Location"] == f"/dossiers/{dossier}/#people"
    assert Responsible.objects.get(dossier=dossier).officer.name == "Salma"
    assert "الملف مسند إلى <b>Salma</b>" in plain(text_of(sign_in("Salma"), f"/dossiers/{dossier}/"))
    sign_in("Salma").post(f"/dossiers/{dossier}/responsible/", {"to": officer("Anas").pk})
    assert Responsible.objects.get(dossier=dossier).officer.name == "Anas"


# ---------------------------------------------------------------- notices


def test_notices_are_listed_opened_and_read(story: Story, sign_in: SignIn) -> None:
    story.receive(story.madrid.write(story.request, "acknowledge", {}))
    watching.tell_entries()
    salma = sign_in("Salma")
    notice = Notice.objects.filter(officer__name="Salma", dossier=story.request).first()
    assert notice is not None
    assert f'href="/news/{notice.pk}/"' in text_of(salma, "/news/?unread=1")
    assert salma.head(f"/news/{notice.pk}/").status_code == 302
    assert Notice.objects.get(pk=notice.pk).read_at is None
    answer = salma.get(f"/news/{notice.pk}/")
    assert answer.headers["Location"] == f"/dossiers/{story.request}/"
    assert Notice.objects.get(pk=notice.pk).read_at is not None


def test_a_notice_of_another_is_not_there(story: Story, sign_in: SignIn) -> None:
    news.tell(officer("Salma"), "named", dossier=story.request)
    notice = Notice.objects.get()
    assert sign_in("Anas").get(f"/news/{notice.pk}/").headers["Location"] == "/news/"
    assert Notice.objects.get().read_at is None


def test_a_dossier_that_the_officer_may_not_read_any_more_is_not_named(story: Story, sign_in: SignIn) -> None:
    news.tell(officer("Anas"), "named", dossier=story.request)
    shown = text_of(sign_in("Anas"), "/news/")
    assert "تم تعيينكم" in shown
    assert story.request not in shown
    assert "الحاوية" not in shown
    assert sign_in("Anas").get(f"/news/{Notice.objects.get().pk}/").headers["Location"] == "/news/"


def test_all_are_marked_as_read_and_what_comes_after_is_not(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    news.tell(officer("Salma"), "named", dossier=story.request)
    through = clock.now().isoformat()
    news.tell(officer("Salma"), "partner-silent", subject="es.policia")
    salma.post("/news/", {"through": through})
    assert list(Notice.objects.filter(read_at=None).values_list("what", flat=True)) == ["partner-silent"]
    salma.post("/news/", {"through": "never"})
    assert not Notice.objects.filter(read_at=None).exists()


def test_notices_are_paged_by_key(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    news.tell_all(news.Told(officer("Salma"), "search-hits", subject=str(number)) for number in range(120))
    seen: list[str] = []
    path = "/news/"
    while path:
        shown = text_of(salma, path)
        seen += [part.split("/", 1)[0] for part in shown.split('href="/news/')[1:] if part[0].isdigit()]
        more = shown.partition('<p class="pages"><a href="')[2].split('"', 1)[0]
        path = f"/news/{more}" if more else ""
    assert len(seen) == len(set(seen)) == 120


def test_looking_at_the_dossier_reads_the_notices(story: Story, sign_in: SignIn) -> None:
    story.receive(story.madrid.write(story.request, "acknowledge", {}))
    watching.tell_entries()
    assert news.unread(officer("Salma"), 10) >= 1
    text_of(sign_in("Salma"), f"/dossiers/{story.request}/")
    assert not Notice.objects.filter(officer__name="Salma", dossier=story.request, read_at=None).exists()


# ---------------------------------------------------------------- the account


def test_settings_are_kept(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post("/account/", {"time_zone": "Africa/Casablanca", "shortcuts": "on"})
    salma.post("/account/news/", {"wanted": ["entry", "overdue"], "digest": "daily", "hour": "6"})
    wish = NewsWish.objects.get(officer__name="Salma")
    assert set(news.WHAT) - set(wish.unwanted) == {"entry", "overdue"}
    assert (wish.digest, wish.hour) == ("daily", 6)
    assert wish.told_through is not None
    assert officer("Salma").shortcuts
    salma.post("/account/", {"time_zone": "Africa/Casablanca"})
    assert not officer("Salma").shortcuts
    shown = text_of(salma, "/account/")
    assert "Africa/Casablanca (UTC+1)" in shown


@pytest.mark.parametrize("hour", ["", "24", "-1", "x", "٣", "999999999999999999999"])
def test_an_hour_that_is_none_is_eight(story: Story, sign_in: SignIn, hour: str) -> None:
    sign_in("Salma").post("/account/news/", {"digest": "whenever", "hour": hour})
    wish = NewsWish.objects.get()
    assert (wish.digest, wish.hour) == ("never", 8)


def test_an_address_is_shown_once_renewed_and_ended(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    shown = salma.post("/account/calendar/", {"do": "renew", "says": "nothing"}).content.decode()
    path = shown.split("/api/calendar/", 1)[1].split('"', 1)[0]
    assert path.split(".")[0] not in text_of(salma, "/account/")
    assert CalendarAddress.objects.get().says == "nothing"
    assert Client().get(f"/api/calendar/{path}").status_code == 200
    salma.post("/account/calendar/", {"do": "renew"})
    assert Client().get(f"/api/calendar/{path}").status_code == 404
    salma.post("/account/calendar/", {"do": "revoke"})
    assert not CalendarAddress.objects.exists()
    acts = Audit.objects.filter(what="calendar-address").values_list("subject", flat=True)
    assert list(acts) == ["renewed", "renewed", "revoked"]


def test_one_signs_out_everywhere_else(story: Story, sign_in: SignIn) -> None:
    here, there, other = sign_in("Salma"), sign_in("Salma"), sign_in("Anas")
    assert text_of(here, "/account/").count("<li>منذ") == 2
    here.post("/account/sessions/")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200
    assert Session.objects.filter(expire_date__gt=timezone.now()).count() == 2


# ---------------------------------------------------------------- cost


@pytest.mark.parametrize("path", ["/news/", "/calendar/", "/duty/?officer=nobody&group=week", "/account/"])
def test_a_page_costs_the_same_with_more(story: Story, sign_in: SignIn, path: str) -> None:
    youssef = sign_in("Youssef")

    def grow(count: int) -> None:
        for _ in range(count):
            news.tell(officer("Youssef"), "entry", dossier=ask_us(story))
        duty.count_workload()

    def statements() -> int:
        youssef.get(path)
        with CaptureQueriesContext(connection) as captured:
            text_of(youssef, path)
        return len(captured)

    grow(2)
    few = statements()
    grow(8)
    assert statements() == few
    assert few <= MOST
