"""The page on which the day begins, for each role."""

import re
from collections.abc import Callable

from django.test import Client

from mithaq.node import drafts, duty
from mithaq.node.composing import Intent
from mithaq.node.models import Audit, DossierOfficer, DossierRow, Draft, Officer, ReadMark
from partners import ASK, HANDLING, INFORM
from web.story import Story

SignIn = Callable[[str], Client]


def page(client: Client, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def counts(html: str) -> dict[str, str]:
    """Return the counts of the page by the addresses of the lists that they open."""
    tiles = re.findall(r'<a class="[^"]*" href="([^"]+)"><b>([^<]*)</b>', html)
    beside = re.findall(r'<a href="([^"]+)"><span>[^<]*</span><b class="[^"]*">([^<]*)</b>', html)
    return dict([*tiles, *beside])


def test_counts_say_how_deadlines_press_and_open_their_lists(story: Story, sign_in: SignIn) -> None:
    story.ask_us(urgency="urgent-direct", hours=200)  # due after eight hours
    story.ask_us(urgency="urgent-direct", hours=20)
    story.ask_us(urgency="urgent-direct")
    story.ask_us()
    salma = sign_in("Salma")
    found = counts(page(salma))
    assert [found[f"/inbox/?due={group}"] for group in ("critical", "late", "soon", "later")] == ["1"] * 4
    for group in ("critical", "late", "soon", "later"):
        assert page(salma, f"/inbox/?due={group}").count('name="chosen"') == 1
    assert found["/inbox/?owner=es.policia"] == "2"
    assert page(salma, "/inbox/?owner=es.policia").count('name="chosen"') == 2


def test_the_most_pressing_comes_first_with_the_time_that_is_left(story: Story, sign_in: SignIn) -> None:
    late = story.ask_us(urgency="urgent-direct", hours=200)
    story.ask_us()
    html = page(sign_in("Salma"))
    first = html.split('class="home-rows"', 1)[1].split("</li>", 1)[0]
    assert late in first
    assert 'class="tag critical late"' in first


def test_what_came_in_is_news_until_it_is_read_or_put_aside(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.get(f"/dossiers/{story.request}/")
    salma.get(f"/dossiers/{story.pact}/")
    came = story.receive(
        story.madrid.open(
            [story.node.keys], "request", {"type": "ask", **ASK, "asked": ["ma.dgsn"]}, pact=story.pact,
            handling=HANDLING,
        )
    )  # fmt: skip
    story.receive(story.madrid.write(story.request, "inform", INFORM, HANDLING))
    html = page(salma)
    new, changed = html.split('id="home-came"', 1)[1].split('id="home-changed"', 1)
    assert came in new
    assert story.request not in new
    assert story.request in changed
    assert 'class="tag info"' in page(salma, "/dossiers/?news=unread")
    salma.get(f"/dossiers/{story.request}/")
    salma.post("/lists/dossiers/together/", {"chosen": [came], "do": "aside"})
    html = page(salma).split('id="home-came"', 1)[1]
    assert came not in html.split('id="home-waits"', 1)[0]
    # Put aside is not read: nothing that tells Madrid so is written.
    assert ReadMark.objects.get(dossier=came).serial == 0


def test_acknowledgements_are_no_news(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.get(f"/dossiers/{story.request}/")
    before = DossierRow.objects.get(id=story.request)
    story.receive(story.madrid.acknowledge(story.request))
    after = DossierRow.objects.get(id=story.request)
    assert after.last_serial > before.last_serial
    assert after.news_serial == before.news_serial
    assert story.request not in page(salma).split('id="home-changed"', 1)[1].split('id="home-waits"', 1)[0]


def test_a_supervisor_sees_the_queue_and_the_duty_page(story: Story, sign_in: SignIn) -> None:
    anas = Officer.objects.get(name="Anas")
    DossierOfficer.objects.create(dossier_id=story.request, officer=anas)
    draft = drafts.begin(anas, Intent("inform", INFORM, HANDLING, story.request))
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SECOND)
    html = page(sign_in("Youssef"))
    assert counts(html)["/releases/"] == "1"
    assert 'href="/duty/"' in html
    assert 'href="/duty/"' not in page(sign_in("Salma"))


def test_data_protection_sees_what_was_done_and_no_text(story: Story, sign_in: SignIn) -> None:
    sign_in("Salma").post(f"/dossiers/{story.request}/bundle/", {"why": "asked for by a court"})
    html = page(sign_in("Hind"))
    assert counts(html)["/audit/?what=export"] == "1"
    assert "طنجة" not in html
    assert 'id="home-pressing"' not in html


def test_an_administrator_sees_the_machine_and_no_dossier(story: Story, sign_in: SignIn) -> None:
    story.madrid.agency  # noqa: B018 - Madrid is the one contact
    html = page(sign_in("Karim"))
    assert 'id="home-machine"' in html
    assert 'id="home-pressing"' not in html
    assert story.request not in html


def test_only_what_an_officer_may_read_is_in_the_day(story: Story, sign_in: SignIn) -> None:
    story.ask_us(urgency="urgent-direct", hours=20)
    html = page(sign_in("Anas"))
    assert counts(html)["/inbox/?due=late"] == "0"
    assert story.request not in html


def test_that_the_day_was_looked_at_is_kept(story: Story, sign_in: SignIn) -> None:
    story.ask_us()
    page(sign_in("Salma"))
    row = Audit.objects.filter(what="listed", who="salma@dgsn.example").latest("number")
    assert row.subject == "home"
    assert story.request in row.entries


def test_the_one_who_answers_finds_her_dossiers(story: Story, sign_in: SignIn) -> None:
    salma, youssef = Officer.objects.get(name="Salma"), Officer.objects.get(name="Youssef")
    duty.assign([story.request], salma, youssef)
    client = sign_in("Salma")
    assert story.request in page(client, "/dossiers/?people=mine")
    assert story.pact not in page(client, "/dossiers/?people=mine").split('id="list"', 1)[1]
