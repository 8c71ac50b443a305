"""The page of a dossier: its header, its timeline, what can be done, and what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.kinds import law
from mithaq.node import release
from mithaq.node.composing import Intent
from mithaq.node.models import Audit, DossierOfficer, DossierRow, EntryRow, Officer, SubjectKey
from mithaq.node.subjects import subject_key
from mithaq.record.errors import Refusal
from mithaq.web import deeds, fieldnames, logwords, matter
from mithaq.web.marking import marking_of
from mithaq.web.sentences import sentence
from partners import ASK, HANDLING, INFORM
from web.story import Story

SignIn = Callable[[str], Client]

MOST_QUERIES = 12
"""Of the page, the frame's counts, the session and the log of the reading among them."""


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def page_of(client: Client, story: Story, more: str = "") -> str:
    return text(client.get(f"/dossiers/{story.request}/{more}"))


def english(client: Client) -> Client:
    client.post("/account/language/", {"language": "en", "next": "/"})
    return client


def test_the_header_says_who_asks_whom_and_what_is_due(story: Story, sign_in: SignIn) -> None:
    story.receive(story.madrid.write(story.request, "acknowledge", {"reference": "EX-MAD-1"}))
    page = page_of(english(sign_in("Salma")), story)
    head = page.split('class="timeline"', 1)[0]
    assert '<span class="tag">asks</span>' in head
    assert '<span class="tag">is asked</span>' in head
    assert 'class="code">H1</span>' in head
    assert "Answer the request (Policía Nacional): " in head
    assert 'Reference of Policía Nacional, as signed</dt><dd><bdi class="code">EX-MAD-1' in page


def test_an_entry_that_a_party_does_not_confirm_says_which_and_since_when(
    story: Story, sign_in: SignIn
) -> None:
    released = release.release(
        Officer.objects.get(name="Salma"), Intent("inform", INFORM, HANDLING, story.request)
    )
    page = page_of(english(sign_in("Salma")), story)
    assert "not yet confirmed by \u2068Policía Nacional\u2069, since" in page
    assert "has not confirmed the newest entry" in page
    story.madrid.take([released.encode()])
    story.receive(story.madrid.acknowledge(story.request))
    page = page_of(sign_in("Salma"), story)
    assert "not yet confirmed by" not in page


def test_what_is_expected_next_says_of_whom(story: Story, sign_in: SignIn) -> None:
    story.receive(story.madrid.acknowledge(story.request))
    page = page_of(english(sign_in("Salma")), story)
    now = page.split('id="now"', 1)[1].split("</section>", 1)[0]
    assert "Acknowledge receipt" in now
    assert "What partners can do" in now
    row = DossierRow.objects.get(id=story.request)
    found = matter.load(row, "ma.dgsn")
    assert {step.owner for step in found.steps} == {"es.policia"}
    assert found.due is not None
    assert found.due.left
    assert found.turns[0].agency == "es.policia"


def test_no_partner_is_offered_what_everybody_can_always_do(story: Story) -> None:
    row = DossierRow.objects.get(id=story.request)
    found = matter.load(row, "ma.dgsn")
    kind = law("request", row.rules)
    assert kind is not None
    always = {body.title for body in map(kind.body, deeds.ALWAYS) if body is not None}
    assert not always & set(found.turns[0].titles)


def test_an_analyst_is_told_who_releases(story: Story, sign_in: SignIn) -> None:
    anas = Officer.objects.get(name="Anas")
    DossierOfficer.objects.create(dossier_id=story.request, officer=anas)
    told = "You write the draft; a liaison officer, a supervisor or the secretariat releases it."
    assert told in page_of(english(sign_in("Anas")), story)
    assert told not in page_of(english(sign_in("Salma")), story)


def test_entries_are_chosen_by_party_and_type(story: Story, sign_in: SignIn) -> None:
    theirs = story.receive(story.madrid.write(story.request, "acknowledge", {}))
    salma = sign_in("Salma")
    by_them = page_of(salma, story, "?by=es.policia")
    assert f'id="e-{theirs[:10]}"' in by_them
    assert f'id="e-{story.request[:10]}"' not in by_them
    opening = page_of(salma, story, "?type=open")
    assert f'id="e-{story.request[:10]}"' in opening
    assert f'id="e-{theirs[:10]}"' not in opening
    assert 'id="e-' not in page_of(salma, story, "?by=%27%22&type=nothing")


def test_the_types_to_choose_from_are_those_that_there_are(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = DossierRow.objects.get(id=story.request)
    story.receive(story.madrid.write(story.request, "inform", INFORM, HANDLING))
    few = matter.load(row, "ma.dgsn").types
    assert dict(few) == {
        "open": "Ask for information or assistance",
        "inform": "Give information without being asked",
    }
    monkeypatch.setattr(deeds, "MOST_MARKS", 1)
    assert set(few) < set(matter.load(row, "ma.dgsn").types)


def test_a_link_to_an_entry_on_an_older_page_leads_there(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for _ in range(45):
        story.receive(story.madrid.write(story.request, "inform", INFORM, HANDLING))
    page = text(salma.get(f"/dossiers/{story.request}/entries/{story.request}/"))
    place = page.split(f'href="/dossiers/{story.request}/?before=', 1)[1].split('"', 1)[0]
    target = f"?before={place.split('#')[0]}"
    assert f'id="e-{story.request[:10]}"' in page_of(salma, story, target)
    assert f'id="e-{story.request[:10]}"' not in page_of(salma, story)


def test_the_proof_is_checked_when_it_is_shown(story: Story, sign_in: SignIn) -> None:
    address = f"/dossiers/{story.request}/entries/{story.request}/"
    hind = english(sign_in("Hind"))
    page = text(hind.get(address))
    assert "nothing was changed since it was signed" in page
    assert "does not match" not in page
    assert "طنجة" not in page
    row = EntryRow.objects.get(entry=story.request)
    signature = bytes(row.signature)
    EntryRow.objects.filter(entry=story.request).update(signature=bytes([signature[0] ^ 1]) + signature[1:])
    page = text(hind.get(address))
    assert "this is not what was signed" in page
    assert page.count("does not match") == 1
    assert Audit.objects.filter(what="seen", who="hind@dgsn.example").count() == 2


def test_an_entry_of_another_dossier_is_not_here(story: Story, sign_in: SignIn) -> None:
    answer = sign_in("Salma").get(f"/dossiers/{story.request}/entries/{story.pact}/")
    assert answer.status_code == 404


def test_a_partners_link_to_no_entry_is_no_link(story: Story, sign_in: SignIn) -> None:
    story.receive(story.madrid.write(story.request, "recall", {"entries": ["<script>"], "reason": None}))
    page = page_of(sign_in("Salma"), story)
    assert "<script>" not in page
    assert "%3Cscript" not in page


def test_translations_into_other_languages_are_shown_on_demand(story: Story, sign_in: SignIn) -> None:
    for language, said in (("fr", "Exercice : où ?"), ("es", "Ejercicio: ¿dónde?")):
        body = {"entry": story.request, "field": "question", "text": {"language": language, "text": said}}
        story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    page = page_of(sign_in("Youssef"), story)
    beside, folded = page.split('class="far"', 1)
    assert "Exercice : où ?" in beside
    assert "Ejercicio: ¿dónde?" in folded.split("</details>", 1)[0]


def test_related_dossiers_are_those_that_one_may_see(story: Story, sign_in: SignIn) -> None:
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    other = story.receive(
        story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
    )
    assert SubjectKey.objects.filter(key=subject_key("container", " csqu 305438-3")).count() == 2
    address = f"/dossiers/{story.request}/related/"
    DossierOfficer.objects.create(dossier_id=story.request, officer=Officer.objects.get(name="Anas"))
    assert other not in text(sign_in("Anas").get(address))
    seen = text(sign_in("Youssef").get(address))
    same, rest = english(sign_in("Youssef")).get(address).content.decode().split("Its entries refer to", 1)
    assert f"/dossiers/{other}/" in seen
    assert f"/dossiers/{other}/" in same
    assert f"/dossiers/{story.pact}/" in rest
    assert Audit.objects.filter(what="listed", subject="related", dossier=story.request).count() == 3


def test_a_subject_that_is_corrected_away_is_no_longer_related(story: Story) -> None:
    key = subject_key("container", "CSQU3054383")
    assert SubjectKey.objects.filter(key=key, dossier=story.request).exists()
    body = {"entry": story.request, "reason": "inaccurate", "body": {"type": "ask", **ASK, "subjects": []}}
    release.release(Officer.objects.get(name="Salma"), Intent("correct", body, HANDLING, story.request))
    assert not SubjectKey.objects.filter(dossier=story.request).exists()


def counted(client: Client, path: str) -> int:
    """Return how many statements a page asks of the database, without those that only bracket others."""
    client.get(path)  # what is kept between pages is there
    counts = []
    for _ in range(2):  # every sixteenth row of the log closes a node of its tree, and writes it
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        brackets = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        counts.append(sum(not one["sql"].startswith(brackets) for one in captured))
    return min(counts)


@pytest.mark.parametrize("name", ["Salma", "Youssef", "Hind"])
def test_the_page_asks_little_of_the_database(story: Story, sign_in: SignIn, name: str) -> None:
    client, path = sign_in(name), f"/dossiers/{story.request}/"
    story.receive(story.madrid.write(story.request, "acknowledge", {}))
    few = counted(client, path)
    for number in range(30):
        said: dict[str, Any] = {"text": {"language": "en", "text": f"Exercise: {number}"}}
        entry = story.receive(story.madrid.write(story.request, "inform", {**INFORM, **said}, HANDLING))
        body = {"entry": entry, "field": "text", "text": {"language": "ar", "text": f"تمرين {number}"}}
        story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    assert counted(client, path) <= MOST_QUERIES
    assert few <= MOST_QUERIES


def test_the_marking_is_the_strictest_and_bears_whatever_was_written() -> None:
    some: list[Any] = [
        {"codes": ["H0"], "tlp": "TLP:GREEN"},
        {"codes": ["H2", "H1"], "tlp": "TLP:AMBER", "pap": "PAP:RED"},
        {"codes": "H3", "tlp": ["x"]},
        {"codes": ["H9"]},
        None,
    ]
    assert marking_of(some).short == "H1 · H2 · H9 · TLP:AMBER · PAP:RED"
    assert marking_of([{"codes": ["H0"]}]).short == "H0"
    assert marking_of([]).short == ""


@pytest.mark.parametrize(
    "path, type_, name",
    [
        ("subjects.0.category", "", "Subjects, 1, Category of person"),
        ("question.text", "ask", "Question, Text"),
        ("handling.codes", "", "Handling codes"),
        ("codes", "handling", "Handling codes"),
        ("no.such.path", "ask", "no.such.path"),
        ("", "", ""),
        ("0", "ask", "0"),
    ],
)
def test_fields_have_the_names_that_forms_give_them(path: str, type_: str, name: str) -> None:
    assert fieldnames.field_name(path, type_) == name


def test_refusals_and_the_log_speak_in_words() -> None:
    said = sentence(Refusal("body-invalid", {"type": "ask", "field": "asked"}))
    assert (
        said
        == "This is missing or does not have its form: Agencies asked (Ask for information or assistance)."
    )
    assert logwords.subject("refused", "download: handling-named-only") == (
        "took out an attachment: Not for you (handling-named-only)"
    )
    assert logwords.subject("release", "open") == "opened the dossier"
    assert logwords.subject("listed", "related") == "Related dossiers"
