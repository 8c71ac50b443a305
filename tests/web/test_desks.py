"""Contacts round the clock, the bar above every page while an alert waits, and the forms that it leads to."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.kinds.pact.calls import MINUTE
from mithaq.node import clock, officers, release
from mithaq.node.composing import Intent
from mithaq.node.models import CardRow, DossierRow, Draft, Officer
from mithaq.node.news import pulse
from partners import HANDLING, words
from web.story import Story
from web.test_cost import MOST, PAGES, queries
from web.test_duty import plain, text_of

SignIn = Callable[[str], Client]

DESK: dict[str, Any] = {
    "desk": "Exercise desk",
    "level": 1,
    "round_the_clock": True,
    "telephone": "+99900001",
}
NIGHT = {
    **DESK,
    "desk": "Night desk",
    "level": 2,
    "round_the_clock": False,
    "telephone": "+99900002",
    "duty": [{"days": ["monday"], "start": "22:00", "end": "06:00"}],
}


def ours(story: Story, type_: str, body: dict[str, Any], handling: Any = None) -> str:
    """Let Salma write in the pact."""
    salma = Officer.objects.get(name="Salma")
    entry = release.release(salma, Intent(type_, body, handling, story.pact))
    story.madrid.take([entry.encode()])
    return entry.id


def theirs(story: Story, type_: str, body: dict[str, Any], handling: Any = None) -> str:
    """Let Madrid write in the pact."""
    return story.receive(story.madrid.write(story.pact, type_, body, handling))


def alert(**changes: Any) -> dict[str, Any]:
    return {"to": ["ma.dgsn"], "area": "drugs", "urgency": "at-once", "text": words("a boat."), **changes}


def alert_us(story: Story, **changes: Any) -> str:
    return theirs(story, "alert", alert(**changes), HANDLING)


# ------------------------------------------------------------------ the directory


def test_an_agency_s_desks_are_listed_with_their_telephone_and_their_times(
    story: Story, sign_in: SignIn
) -> None:
    theirs(story, "contact-point", NIGHT)
    theirs(story, "contact-point", {**DESK, "areas": ["terrorism"], "email": "desk@policia.example"})
    page = text_of(sign_in("Salma"), "/desks/")
    assert page.index("Exercise desk") < page.index("Night desk"), "level 1 is called first"
    assert 'href="tel:+99900001"' in page
    assert 'href="mailto:desk@policia.example"' in page
    assert "22:00–06:00" in page
    only = text_of(sign_in("Salma"), "/desks/?area=drugs")
    assert "Night desk" in only
    assert "Exercise desk" not in only
    assert "Exercise desk" in text_of(sign_in("Salma"), "/desks/?area=nothing"), "no area is all areas"


def test_a_test_is_shown_where_it_was_answered_also_when_the_desk_was_renewed(
    story: Story, sign_in: SignIn
) -> None:
    desk = theirs(story, "contact-point", DESK)
    test = ours(story, "alert", alert(to=["es.policia"], test=True), HANDLING)
    theirs(story, "alert-acknowledged", {"entry": test, "point": desk})
    assert "لم تُجرَّب" not in text_of(sign_in("Salma"), "/desks/").split("<h2>")[1]
    renewed = {**DESK, "desk": "Renewed desk", "entry": desk}
    theirs(story, "contact-point", renewed)
    youssef = text_of(sign_in("Youssef"), "/desks/")
    assert "Renewed desk" in youssef
    assert ">Exercise desk<" not in youssef.split("alert-")[0]
    (tested,) = [
        card for card in CardRow.objects.filter(kind="figure", owner="es.policia") if "median" in card.key
    ]
    assert tested.value == 0


def test_who_may_read_no_pact_finds_none_and_is_shown_no_bar(story: Story, sign_in: SignIn) -> None:
    theirs(story, "contact-point", DESK)
    alert_us(story)
    for name in ("Hind", "Karim", "Anas"):
        page = text_of(sign_in(name), "/desks/")
        assert "+99900001" not in page, name
        assert "a boat." not in page, name
    assert 'id="alert-bar"' not in text_of(sign_in("Karim"), "/account/")
    answer = sign_in("Anas").get(f"/desks/?pact={story.pact}")
    assert "+99900001" not in answer.content.decode()


# ------------------------------------------------------------------ an alert


def test_the_bar_is_above_every_page_until_it_was_acknowledged(story: Story, sign_in: SignIn) -> None:
    ours(story, "contact-point", DESK)
    salma, youssef = sign_in("Salma"), sign_in("Youssef")
    hidden = 'id="alert-bar" role="alert"'
    for client in (salma, youssef):
        bar = text_of(client, "/").split(hidden)[1].split(">")[0]
        assert bar.endswith("hidden")
    entry = alert_us(story)
    for client in (salma, youssef):
        for path in ("/", "/inbox/", "/account/", f"/dossiers/{story.request}/", "/desks/"):
            assert not text_of(client, path).split(hidden)[1].split(">")[0].endswith("hidden"), path
    answer = salma.get("/desks/acknowledge/")
    assert answer.headers["Location"].startswith(
        f"/dossiers/{story.pact}/write/alert-acknowledged/?entry={entry}&point="
    )
    form = text_of(salma, answer.headers["Location"])
    assert f'value="{entry}" selected' in form
    assert "Exercise desk" in form
    ours(story, "alert-acknowledged", {"entry": entry})
    assert text_of(salma, "/").split(hidden)[1].split(">")[0].endswith("hidden")
    assert salma.get("/desks/acknowledge/").headers["Location"] == "/desks/"


def test_the_news_tell_an_open_page_of_an_alert(story: Story) -> None:
    salma, karim = Officer.objects.get(name="Salma"), Officer.objects.get(name="Karim")
    assert pulse.counts(salma)["desks"] == 0
    alert_us(story)
    assert pulse.counts(salma)["desks"] == 1
    assert "desks" not in pulse.counts(karim)
    assert pulse.counts(Officer.objects.get(name="Anas"))["desks"] == 0, "not named on the pact"


def test_both_sides_see_the_next_level_with_its_telephone_once_a_step_is_overdue(
    story: Story, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desk in (DESK, NIGHT):
        theirs(story, "contact-point", desk)
        ours(story, "contact-point", {**desk, "telephone": desk["telephone"].replace("9990", "8880")})
    alert_us(story)
    sent = ours(story, "alert", alert(to=["es.policia"]), HANDLING)
    salma = sign_in("Salma")
    theirs_, ours_ = side_of(salma, "es.policia"), side_of(salma, "ma.dgsn")
    assert "tel:+99900001" in theirs_, "not arrived: no time is lost"
    assert "tel:" not in ours_
    theirs(story, "contact-point", {**DESK, "level": 3})
    assert "tel:" not in side_of(salma, "es.policia"), "held, as its next entry has signed"
    now = clock.now() + timedelta(milliseconds=16 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert "tel:+99900002" in side_of(salma, "es.policia")
    assert "tel:+88800002" in side_of(salma, "ma.dgsn")
    theirs(story, "alert-acknowledged", {"entry": sent})
    assert "tel:" not in side_of(salma, "es.policia")


def side_of(client: Client, agency: str) -> str:
    """Return the row of an agency in the alert that goes to it."""
    page = text_of(client, "/desks/")
    name = {"es.policia": "الشرطة الوطنية الإسبانية", "ma.dgsn": "المديرية العامة للأمن الوطني"}[agency]
    (row,) = [row.split("</tr>")[0] for row in page.split(f'<tr><th scope="row">{name}</th>')[1:]]
    return row


def test_a_text_is_shown_as_written_and_as_it_was_translated_and_never_as_html(
    story: Story, sign_in: SignIn
) -> None:
    entry = alert_us(story, text=words("<b>a boat</b>"))
    arabic = {"language": "ar", "text": "تمرين: مركب."}
    theirs(story, "translate", {"entry": entry, "field": "text", "text": arabic}, HANDLING)
    page = text_of(sign_in("Salma"), "/desks/")
    assert "Exercise: &lt;b&gt;a boat" in page
    assert "تمرين: مركب." in page
    changed = {"entry": entry, "reason": "inaccurate", "body": alert(text=words("another boat."))}
    theirs(story, "correct", changed, HANDLING)
    page = text_of(sign_in("Salma"), "/desks/")
    assert "another boat." in page
    assert "&lt;b&gt;a boat" not in page


def test_an_alert_leads_to_its_dossier_only_who_may_read_it(story: Story, sign_in: SignIn) -> None:
    alert_us(story, link={"dossier": story.request})
    address = f'href="/dossiers/{story.request}/"'
    assert address in text_of(sign_in("Salma"), "/desks/")
    anas = Officer.objects.get(name="Anas")
    officers.name(anas, DossierRow.objects.get(id=story.pact), Officer.objects.get(name="Youssef"))
    assert address not in text_of(sign_in("Anas"), "/desks/")


# ------------------------------------------------------------------ the forms


def test_a_test_s_form_is_filled_in_and_goes_as_it_is(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    page = text_of(salma, "/desks/")
    (address,) = [part.split('"')[0] for part in page.split('href="')[1:] if "test=1" in part]
    form = text_of(salma, address.replace("&amp;", "&"))
    sent = {
        "body.to": "es.policia",
        "body.urgency": "within-the-hour",
        "body.test": "on",
        "body.text.text": "تمرين: تجربة",
        "body.text.language": "ar",
        "handling.codes": "H0",
        "handling.purpose": "coordination",
        "handling.legal_basis": "pact",
        "do": "preview",
    }
    for name, value in sent.items():
        if name not in ("do", "body.text.text"):
            assert f'name="{name}"' in form
            assert f'value="{value}"' in form or value == "on"
    answer = salma.post(f"/dossiers/{story.pact}/write/alert/", sent)
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"/drafts/{draft.pk}/preview/"
    salma.post(f"/drafts/{draft.pk}/release/")
    assert Draft.objects.get().entry
    assert "تجربة" in text_of(salma, "/desks/")


@pytest.mark.parametrize("query", ["to=../etc", "to=ma.dgsn&to=ma.dgsn", "area=%00", "area=x", "test=2"])
def test_what_an_address_cannot_fill_in_it_does_not(story: Story, sign_in: SignIn, query: str) -> None:
    answer = sign_in("Salma").get(f"/dossiers/{story.pact}/write/alert/?{query}")
    assert answer.status_code in (200, 400)
    assert 'value="../etc"' not in plain(answer.content.decode())


def test_the_times_of_a_desk_are_written_as_on_a_clock(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    sent = {
        "body.desk": "قاعة المداومة (تمرين)",
        "body.level": "1",
        "body.telephone": "+999212000101",
        "body.duty.count": "1",
        "body.duty.0.days": ["monday", "friday"],
        "body.duty.0.start": "08:30",
        "body.duty.0.end": "25:00",
        "do": "preview",
    }
    salma.post(f"/dossiers/{story.pact}/write/contact-point/", sent)
    draft = Draft.objects.get()
    page = text_of(salma, f"/drafts/{draft.pk}/?checked")
    assert 'type="time" class="few" id="body-duty-0-start" name="body.duty.0.start" value="08:30"' in page
    assert 'type="text" class="few" id="body-duty-0-end" name="body.duty.0.end" value="25:00"' in page
    salma.post(f"/drafts/{draft.pk}/", {**sent, "body.duty.0.end": "16:30"})
    salma.post(f"/drafts/{draft.pk}/release/")
    assert Draft.objects.get().entry
    assert "08:30–16:30" in text_of(salma, "/desks/")


def test_an_alert_keeps_to_the_pact_s_ceiling(story: Story) -> None:
    with pytest.raises(Exception, match="purpose-not-in-pact"):
        ours(story, "alert", alert(to=["es.policia"]), {**HANDLING, "purpose": "prosecution"})


# ------------------------------------------------------------------ what it costs


def test_no_page_asks_more_of_the_database_while_an_alert_waits(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    before = {path: queries(salma, path) for path in ("/drafts/", "/contacts/", "/moments/")}
    alert_us(story)
    assert {path: queries(salma, path) for path in before} == before
    assert set(before) <= set(PAGES)


def test_the_directory_costs_a_dozen_statements_whatever_stands_in_it(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    ours(story, "contact-point", DESK)
    alert_us(story)
    few = queries(salma, "/desks/")
    for _ in range(6):
        theirs(story, "contact-point", NIGHT)
        alert_us(story)
    assert few <= MOST
    assert queries(salma, "/desks/") <= few


def test_waiting_alerts_are_found_by_the_pacts_own_index(story: Story, sign_in: SignIn) -> None:
    alert_us(story)
    with CaptureQueriesContext(connection) as captured:
        text_of(sign_in("Salma"), "/drafts/")
    asked = [one["sql"] for one in captured if "alert/" in one["sql"]]
    assert len(asked) == 1, "one statement counts all that the frame shows"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
            steps = json.dumps([row[3] for row in cursor.fetchall()])
        assert "SEARCH node_cardrow USING COVERING INDEX" in steps
        assert "(dossier_id=? AND kind=?)" in steps
        assert "SCAN U0" not in steps
        assert "SCAN V0" not in steps
