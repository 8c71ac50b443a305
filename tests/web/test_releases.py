"""The second officer's queue, what partners will see, and what is asked about twice."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mithaq.node.models import Contact, Draft, EntryRow, Officer
from mithaq.record.bodies import Exclude, Leave
from partners import Partner
from web.story import Story
from web.test_writing import INFORM, begin, person_goes, text

SignIn = Callable[[str], Client]


@pytest.fixture
def waiting(story: Story, sign_in: SignIn) -> Draft:
    """Salma's information about a person, which waits for a second officer."""
    salma = sign_in("Salma")
    begin(salma, story, "inform", person_goes())
    salma.post(f"/drafts/{Draft.objects.get().pk}/release/")
    return Draft.objects.get(state="second")


def seen(client: Client, draft: Draft) -> str:
    """Return which version of a draft the page shows."""
    found = re.search(r'name="seen" value="([^"]+)"', text(client.get(f"/releases/{draft.pk}/")))
    assert found is not None
    return html.unescape(found[1])


def test_the_queue_says_what_waits_who_wrote_it_and_why(waiting: Draft, sign_in: SignIn) -> None:
    karim = Officer.objects.get(name="Karim")
    Officer.objects.filter(pk=karim.pk).update(roles=["supervisor"])
    page = text(sign_in("Karim").get("/releases/"))
    for words in ("Give information without being asked", "Salma", "another legal order", "تمرين: إلى أين"):
        assert words in page, words
    assert f'href="/releases/{waiting.pk}/"' in page


def test_who_decides_reads_it_in_the_own_language_first(waiting: Draft, sign_in: SignIn) -> None:
    page = text(sign_in("Youssef").get(f"/releases/{waiting.pk}/"))
    page = page[page.index('aria-labelledby="mine"') :]
    own, partners = page.split("<details", 1)
    assert "Fournir des informations spontanément" in own
    assert "trafic illicite de stupéfiants" in own
    assert 'lang="es" dir="ltr">' in partners


def test_an_own_draft_is_shown_apart_and_cannot_be_seconded(
    waiting: Draft, story: Story, sign_in: SignIn
) -> None:
    Officer.objects.filter(name="Salma").update(roles=["liaison", "supervisor"])
    salma = sign_in("Salma")
    page = text(salma.get("/releases/"))
    assert page.index("<h2>") < page.index(f'href="/releases/{waiting.pk}/"')
    decide = text(salma.get(f"/releases/{waiting.pk}/"))
    assert 'value="release"' not in decide
    salma.post(f"/releases/{waiting.pk}/", {"do": "release"})
    assert not EntryRow.objects.filter(dossier=story.request, type="inform").exists()


def test_the_sender_of_a_colleagues_draft_is_no_second_officer(waiting: Draft, sign_in: SignIn) -> None:
    youssef = Officer.objects.get(name="Youssef")
    Draft.objects.filter(pk=waiting.pk).update(sender=youssef)
    assert 'value="release"' not in text(sign_in("Youssef").get(f"/releases/{waiting.pk}/"))


def test_the_second_officer_agrees_or_gives_it_back_with_a_reason(
    waiting: Draft, story: Story, sign_in: SignIn
) -> None:
    youssef = sign_in("Youssef")
    page = text(youssef.post(f"/releases/{waiting.pk}/", {"do": "return", "reason": " "}))
    assert 'id="reason-error"' in page
    youssef.post(f"/releases/{waiting.pk}/", {"do": "return", "reason": "ينقص المصدر"})
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.OPEN
    salma = sign_in("Salma")
    assert "ينقص المصدر" in text(salma.get(f"/drafts/{waiting.pk}/"))
    salma.post(f"/drafts/{waiting.pk}/release/")
    answer = youssef.post(f"/releases/{waiting.pk}/", {"do": "release", "seen": seen(youssef, waiting)})
    assert answer.headers["Location"] == f"/dossiers/{story.request}/"


def test_each_partner_is_shown_in_its_own_language(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    page = text(salma.get(f"/drafts/{Draft.objects.get().pk}/preview/"))
    assert '<div class="as-seen" lang="es" dir="ltr">' in page
    sheet = page[page.index('class="as-seen" lang="es"') :]
    assert "tráfico ilícito de estupefacientes" in sheet
    assert "Facilitar información por iniciativa propia" in sheet
    assert "تمرين: حاوية ثانية غادرت." in sheet
    assert 'class="differences"' in page
    assert "CSQU3054383" in sheet


def test_an_order_or_a_leaving_is_asked_about_twice(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    address = f"/dossiers/{story.request}/parties/"
    asked = text(salma.post(address, {"do": "leave", "reason": ""}))
    assert not Draft.objects.exists()
    assert 'role="alert"' in asked
    asked = text(salma.post(address, {"do": "leave", "reason": "انتهى التمرين"}))
    assert 'name="sure" value="yes"' in asked
    assert not Draft.objects.exists()
    salma.post(address, {"do": "leave", "reason": "انتهى التمرين", "sure": "yes"})
    draft = Draft.objects.get(type=Leave.type)
    assert draft.state == Draft.State.SECOND
    youssef = sign_in("Youssef")
    page = text(youssef.get(f"/releases/{draft.pk}/"))
    assert "انتهى التمرين" in page
    page = text(youssef.post(f"/releases/{draft.pk}/", {"do": "release"}))
    assert 'id="sure-error"' in page
    assert not EntryRow.objects.filter(type=Leave.type).exists()
    youssef.post(f"/releases/{draft.pk}/", {"do": "release", "sure": "yes", "seen": seen(youssef, draft)})
    assert EntryRow.objects.filter(type=Leave.type, dossier=story.request).exists()


def test_a_draft_that_ends_something_is_asked_about_twice_on_its_way(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post(
        f"/dossiers/{story.request}/parties/",
        {"do": "exclude", "agency": "es.policia", "reason": "تمرين", "sure": "yes"},
    )
    draft = Draft.objects.get(type=Exclude.type)
    Draft.objects.update(state="open")
    page = text(salma.post(f"/drafts/{draft.pk}/release/"))
    assert 'name="sure" value="yes"' in page
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN
    salma.post(f"/drafts/{draft.pk}/release/", {"sure": "yes"})
    draft.refresh_from_db()
    assert draft.state == Draft.State.SECOND


def test_a_contact_is_proposed_for_the_pact_by_a_supervisor(story: Story, sign_in: SignIn) -> None:
    Partner("de.bundespolizei").become_contact()
    assert Contact.objects.count() == 2
    address = f"/dossiers/{story.pact}/parties/"
    salma, youssef = sign_in("Salma"), sign_in("Youssef")
    assert 'value="admit"' not in text(salma.get(address))
    page = text(youssef.get(address))
    assert '<option value="de.bundespolizei">' in page
    assert '<option value="es.policia">' in page[page.index('id="exclude"') :]
    chosen: dict[str, Any] = {"do": "admit", "agency": "de.bundespolizei"}
    assert 'name="sure"' in text(youssef.post(address, chosen))
    assert not EntryRow.objects.filter(type="admit").exists()
    youssef.post(address, {**chosen, "sure": "yes"})
    admitted = EntryRow.objects.get(type="admit", dossier=story.pact)
    page = text(youssef.get(address))
    assert f'value="{admitted.entry}"' in page
    assert '<option value="de.bundespolizei">' not in page
    assert salma.post(address, {**chosen, "sure": "yes"}).status_code == 403


def test_another_partys_proposal_is_accepted(story: Story, sign_in: SignIn) -> None:
    potsdam = Partner("de.bundespolizei")
    potsdam.become_contact()
    youssef = sign_in("Youssef")
    address = f"/dossiers/{story.pact}/parties/"
    answer = youssef.post(address, {"do": "accept", "entry": "0" * 64, "sure": "yes"})
    assert answer.headers["Location"] == address
    assert not EntryRow.objects.filter(type="accept").exists()
    assert 'role="alert"' in text(youssef.post(address, {"do": "admit", "agency": ""}))
    assert 'role="alert"' in text(youssef.post(address, {"do": "nothing"}))


def test_the_number_beside_release_is_what_others_wrote(waiting: Draft, sign_in: SignIn) -> None:
    page = text(sign_in("Youssef").get("/"))
    assert '<span class="count">1</span>' in page[page.index('href="/releases/"') :][:200]
