"""Each page, as the officers whom it is for see it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client

from mithaq.node import blobs, release
from mithaq.node.composing import Intent
from mithaq.node.models import (
    Audit,
    DossierOfficer,
    EntryRow,
    Note,
    Officer,
    OwnReference,
    ReadMark,
    TaskRow,
)
from partners import ASK, HANDLING, INFORM
from web.story import Story

SignIn = Callable[[str], Client]


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_the_inbox_shows_what_partners_have_to_do(story: Story, sign_in: SignIn) -> None:
    page = text(sign_in("Salma").get("/?whose=theirs"))
    assert "تمرين: إلى أين نُقلت الحاوية بعد طنجة؟" in page
    assert 'dir="rtl"' in page


def test_lists_show_a_signed_translation_beside_the_text_as_written(story: Story, sign_in: SignIn) -> None:
    translation = {"language": "fr", "text": "Exercice : où est allé le conteneur ?"}
    body = {"entry": story.request, "field": "question", "text": translation}
    story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    youssef = sign_in("Youssef")
    for address in ("/?whose=theirs", "/dossiers/", f"/dossiers/{story.request}/"):
        page = text(youssef.get(address))
        assert "Exercice : où est allé le conteneur ?" in page, address
        assert "تمرين: إلى أين نُقلت الحاوية بعد طنجة؟" in page, address


def test_who_only_controls_or_administers_sees_no_text_in_lists(story: Story, sign_in: SignIn) -> None:
    for name in ("Hind", "Karim"):
        # Even named: an administrator keeps the machine and reads no dossier.
        DossierOfficer.objects.create(dossier_id=story.request, officer=Officer.objects.get(name=name))
        for address in ("/?whose=theirs", "/dossiers/"):
            assert "تمرين: إلى أين" not in text(sign_in(name).get(address)), (name, address)
    assert story.request[:8] in text(sign_in("Hind").get("/dossiers/"))
    assert "تمرين: إلى أين" in text(sign_in("Salma").get("/dossiers/"))


def test_a_corrected_question_names_the_dossier(story: Story, sign_in: SignIn) -> None:
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    asked = story.receive(
        story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
    )
    new = {**ask, "question": {"language": "es", "text": "Ejercicio: pregunta corregida"}}
    body = {"entry": asked, "reason": "inaccurate", "body": new}
    story.receive(story.madrid.write(asked, "correct", body, HANDLING))
    page = text(sign_in("Salma").get("/dossiers/"))
    assert "pregunta corregida" in page


def test_an_entry_without_effect_is_shown_with_its_reason(story: Story, sign_in: SignIn) -> None:
    body = {"entry": "0" * 64, "field": "question", "text": {"language": "es", "text": "Ejercicio"}}
    story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    page = text(sign_in("Salma").get(f"/dossiers/{story.request}/"))
    assert 'class="refused"' in page
    assert "entry-unknown" in page


def test_a_dossier_shows_its_entries(story: Story, sign_in: SignIn) -> None:
    page = text(sign_in("Salma").get(f"/dossiers/{story.request}/"))
    assert "CSQU3054383" in page
    assert "Policía Nacional" in page


def test_reading_a_dossier_is_kept_in_the_log_and_as_a_mark(story: Story, sign_in: SignIn) -> None:
    sign_in("Salma").get(f"/dossiers/{story.request}/")
    row = Audit.objects.filter(what="read").get()
    assert (row.who, row.dossier, row.entries) == ("salma@dgsn.example", story.request, [story.request])
    assert ReadMark.objects.get().officer.name == "Salma"


@pytest.mark.parametrize("name", ["Anas", "Nadia", "Karim"])
def test_who_is_not_named_on_a_dossier_learns_only_whom_to_ask(
    story: Story, sign_in: SignIn, name: str
) -> None:
    answer = sign_in(name).get(f"/dossiers/{story.request}/")
    assert answer.status_code == 404
    assert "dossier-unknown" in text(answer)
    assert "CSQU3054383" not in text(answer)


def test_the_data_protection_officer_reads_texts_only_with_a_reason(story: Story, sign_in: SignIn) -> None:
    hind = sign_in("Hind")
    address = f"/dossiers/{story.request}/"
    assert "CSQU3054383" not in text(hind.get(address))
    assert "CSQU3054383" not in text(hind.post(address, {"why": " "}))
    assert "CSQU3054383" in text(hind.post(address, {"why": "a data subject has asked"}))
    assert Audit.objects.filter(what="read").get().why == "a data subject has asked"


def test_the_data_protection_officer_finds_who_read_what(story: Story, sign_in: SignIn) -> None:
    sign_in("Salma").get(f"/dossiers/{story.request}/")
    page = text(sign_in("Hind").get("/audit/", {"about": story.request, "what": "read"}))
    assert "salma@dgsn.example" in page
    assert Audit.objects.filter(what="audit-searched").exists()


def test_lists_and_every_page_of_the_log_are_kept(story: Story, sign_in: SignIn) -> None:
    salma, hind = sign_in("Salma"), sign_in("Hind")
    for address in ("/", "/dossiers/", "/inbox/?whose=theirs"):
        salma.get(address)
    rows = Audit.objects.filter(what="listed", who="salma@dgsn.example").order_by("number")
    assert [row.subject for row in rows] == ["home", "dossiers", "inbox whose=theirs"]
    assert sorted(rows[1].entries) == sorted([story.pact, story.request])
    assert rows[2].entries == [story.request]
    hind.get("/audit/")
    hind.get("/audit/?before=3")
    searches = Audit.objects.filter(what="audit-searched", who="hind@dgsn.example").order_by("number")
    assert [row.subject for row in searches] == ["", "3"]


def test_a_red_attachment_is_for_officers_named_on_the_dossier(story: Story, sign_in: SignIn) -> None:
    reference = blobs.put_blob(BytesIO(b"exercise"), "list.txt", "text/plain")
    body = {**INFORM, "attachments": [reference.to_json()]}
    entry = story.receive(story.madrid.write(story.request, "inform", body, {**HANDLING, "tlp": "TLP:RED"}))
    address = f"/dossiers/{story.request}/entries/{entry}/attachments/{reference.sha256}/"
    answer = sign_in("Salma").get(address)
    assert b"".join(answer.streaming_content) == b"exercise"
    refused = sign_in("Youssef").get(address)
    assert refused.status_code == 403
    assert "handling-named-only" in text(refused)
    row = Audit.objects.get(what="refused", who="youssef@dgsn.example")
    assert (row.subject, row.entries) == ("download: handling-named-only", [entry])


def test_a_name_on_a_dossier_opens_it_to_a_colleague(story: Story, sign_in: SignIn) -> None:
    anas = Officer.objects.get(name="Anas")
    sign_in("Salma").post(f"/dossiers/{story.request}/people/", {"add": anas.pk})
    assert sign_in("Anas").get(f"/dossiers/{story.request}/").status_code == 200
    sign_in("Salma").post(f"/dossiers/{story.request}/people/", {"remove": anas.pk})
    assert sign_in("Anas").get(f"/dossiers/{story.request}/").status_code == 404


def test_notes_and_own_references_stay_here(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post(f"/dossiers/{story.request}/notes/", {"text": "<b>call back</b>"})
    salma.post(f"/dossiers/{story.request}/reference/", {"reference": "MA-4471"})
    page = text(salma.get(f"/dossiers/{story.request}/"))
    assert "&lt;b&gt;call back&lt;/b&gt;" in page
    assert "MA-4471" in page
    assert Note.objects.count() == 1
    assert OwnReference.objects.get().text == "MA-4471"


def test_a_language_is_kept_for_the_officer(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    answer = salma.post("/account/language/", {"language": "de", "next": "/dossiers/"})
    assert answer.headers["Location"] == "/dossiers/"
    page = text(salma.get("/dossiers/"))
    assert 'lang="de" dir="ltr"' in page
    assert "Ersuchen" in page
    assert Officer.objects.get(name="Salma").language == "de"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_the_language_switch_leads_nowhere_else(story: Story, sign_in: SignIn, target: str) -> None:
    answer = sign_in("Salma").post("/account/language/", {"language": "de", "next": target})
    assert answer.headers["Location"] == "/"


def test_a_time_zone_that_does_not_exist_is_refused_at_the_field(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert 'class="error"' in text(salma.post("/account/", {"time_zone": "Mars/Olympus"}))
    assert salma.post("/account/", {"time_zone": "Africa/Casablanca"}).status_code == 302


def test_contacts_show_the_fingerprint(story: Story, sign_in: SignIn) -> None:
    page = text(sign_in("Karim").get("/contacts/"))
    fingerprint = story.madrid.keys.fingerprint
    assert " ".join(fingerprint[at : at + 4] for at in range(0, 64, 4)) in page


def test_every_page_is_marked_as_an_exercise(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for address in (
        "/",
        "/dossiers/",
        "/drafts/",
        f"/dossiers/{story.request}/",
        f"/dossiers/{story.request}/write/answer/",
    ):
        assert 'class="marking"' in text(salma.get(address)), address


def test_a_stranger_to_the_site_signs_in_first(story: Story) -> None:
    answer = Client().get(f"/dossiers/{story.request}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_a_dossier_is_taken_out_as_a_file_with_a_reason(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert salma.post(f"/dossiers/{story.request}/bundle/", {"why": " "}).status_code == 422
    answer = salma.post(f"/dossiers/{story.request}/bundle/", {"why": "asked for by a court"})
    assert answer.content
    assert ".mithaq" in answer.headers["Content-Disposition"]
    assert Audit.objects.filter(what="export").get().why == "asked for by a court"


def test_a_recall_waits_for_a_decision_with_a_reason(story: Story, sign_in: SignIn) -> None:
    entry = story.receive(story.madrid.write(story.request, "acknowledge", {}))
    story.receive(story.madrid.write(story.request, "recall", {"entries": [entry], "reason": None}))
    youssef = sign_in("Youssef")
    assert entry[:10] in text(youssef.get("/erasures/"))
    task = TaskRow.objects.get()
    assert 'class="error"' in text(youssef.post(f"/erasures/{task.pk}/", {"do": "keep", "reason": " "}))
    youssef.post(f"/erasures/{task.pk}/", {"do": "keep", "reason": "needed as evidence"})
    task.refresh_from_db()
    assert (task.state, task.reason) == ("kept", "needed as evidence")


def test_an_own_entry_is_taken_back_with_a_reason(story: Story, sign_in: SignIn) -> None:
    salma, officer = sign_in("Salma"), Officer.objects.get(name="Salma")
    entry = release.release(officer, Intent("inform", INFORM, HANDLING, story.request)).id
    address = f"/dossiers/{story.request}/recall/{entry}/"
    assert address in text(salma.get(f"/dossiers/{story.request}/"))
    assert 'id="reason-error"' in text(salma.post(address, {"do": "recall", "reason": " "}))
    assert not EntryRow.objects.filter(type="recall").exists()
    sent = {"do": "recall", "reason": "the wrong container"}
    assert 'name="sure" value="yes"' in text(salma.post(address, sent))
    assert salma.post(address, {**sent, "sure": "yes"}).status_code == 302
    assert EntryRow.objects.filter(type="recall").exists()
    assert "the wrong container" in text(salma.get(f"/dossiers/{story.request}/"))


def test_a_partners_entry_is_not_ours_to_take_back(story: Story, sign_in: SignIn) -> None:
    entry = story.receive(story.madrid.write(story.request, "acknowledge", {}))
    answer = sign_in("Salma").post(
        f"/dossiers/{story.request}/recall/{entry}/", {"do": "recall", "reason": "x", "sure": "yes"}
    )
    assert answer.status_code == 404


def test_what_is_taken_back_goes_with_its_corrections(story: Story, sign_in: SignIn) -> None:
    salma = Officer.objects.get(name="Salma")
    told = release.release(salma, Intent("inform", INFORM, HANDLING, story.request))
    body = {"entry": told.id, "reason": "inaccurate", "body": INFORM}
    corrected = release.release(salma, Intent("correct", body, HANDLING, story.request))
    sent = {"do": "erase", "reason": "Exercise: no longer needed", "sure": "yes"}
    answer = sign_in("Salma").post(f"/dossiers/{story.request}/recall/{told.id}/", sent)
    assert answer.status_code == 302
    assert set(TaskRow.objects.get().entries) == {told.id, corrected.id}
