"""Writing an entry: nothing typed is lost, what is wrong stands at its field, and what is sound goes."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from mithaq.node import release
from mithaq.node.composing import Intent
from mithaq.node.models import Draft, EntryRow, Officer
from mithaq.terms import ASKED_BEFORE_TRANSFER, VOCABULARIES
from mithaq.web.timeline import told_by
from partners import HANDLING, TERMS, words
from web.story import Story

SignIn = Callable[[str], Client]

HANDLED = {"handling.codes": ["H1"], "handling.purpose": "investigation", "handling.legal_basis": "pact"}
INFORM = {
    "body.text.language": "ar",
    "body.text.text": "تمرين: حاوية ثانية غادرت.",
    "body.area": "drugs",
    "body.purpose": "investigation",
    "body.subjects.count": "1",
    "body.subjects.0.identifiers.count": "1",
    "body.subjects.0.identifiers.0.type": "container",
    "body.subjects.0.identifiers.0.value": "CSQU3054383",
    **HANDLED,
}
PERSON = {
    "body.subjects.0.person": "yes",
    "body.subjects.0.category": "suspect",
    "body.subjects.0.assessed": "fact",
    "body.subjects.0.identifiers.0.type": "name",
    "body.subjects.0.identifiers.0.value": "Mustermann",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def begin(client: Client, story: Story, type_: str, data: dict[str, Any], query: str = "") -> Any:
    return client.post(f"/dossiers/{story.request}/write/{type_}/{query}", data)


def test_a_sound_entry_goes_by_form_preview_and_release(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    answer = begin(salma, story, "inform", {**INFORM, "do": "preview"})
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"/drafts/{draft.pk}/preview/"
    page = text(salma.get(answer.headers["Location"]))
    assert "CSQU3054383" in page
    assert "تمرين: حاوية ثانية غادرت." in page
    answer = salma.post(f"/drafts/{draft.pk}/release/")
    assert answer.headers["Location"] == f"/dossiers/{story.request}/"
    _type, body, handling = told_by(EntryRow.objects.get(type="inform"))
    assert body["subjects"] == [
        {"person": False, "asylum": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}
    ]
    assert handling == HANDLING
    assert "تمرين: حاوية ثانية غادرت." in text(salma.get(f"/dossiers/{story.request}/"))


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    wrong = {
        "body.text.language": "ar",
        "body.text.text": "كلام  كتبته\r\nفي سطرين",
        "body.area": "",
        "handling.retention_months": "three",
        "do": "preview",
    }
    answer = begin(salma, story, "inform", wrong)
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"/drafts/{draft.pk}/?checked"
    page = text(salma.get(answer.headers["Location"]))
    assert "كلام  كتبته\nفي سطرين" in page
    assert 'value="three"' in page
    for name in ("body-area", "body-purpose", "handling-retention_months"):
        assert f'href="#{name}"' in page, name
        assert f'id="{name}-error"' in page, name


def test_another_subject_can_be_added_and_taken_away_without_a_script(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    page = text(begin(salma, story, "inform", {**INFORM, "add": "body.subjects"}))
    draft = Draft.objects.get()
    assert f'action="/drafts/{draft.pk}/"' in page
    assert 'name="body.subjects.count" value="2"' in page
    assert 'value="CSQU3054383"' in page
    page = text(salma.post(f"/drafts/{draft.pk}/", {**INFORM, "add": "body.subjects.0.identifiers"}))
    assert 'name="body.subjects.0.identifiers.count" value="2"' in page
    page = text(salma.post(f"/drafts/{draft.pk}/", {**INFORM, "remove": "body.subjects.0"}))
    assert 'name="body.subjects.count" value="0"' in page


@pytest.mark.parametrize("path", ["body.nothing", "body.subjects.9.identifiers", "handling.x", "", "body"])
def test_adding_what_does_not_exist_changes_nothing(story: Story, sign_in: SignIn, path: str) -> None:
    answer = begin(sign_in("Salma"), story, "inform", {**INFORM, "add": path})
    assert answer.status_code == 200
    assert 'value="CSQU3054383"' in text(answer)


def test_the_gate_speaks_in_the_form_too(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", {**INFORM, **PERSON})
    draft = Draft.objects.get()
    page = text(salma.get(f"/drafts/{draft.pk}/?checked"))
    for name in ("handling-evaluation", "handling-retention_months", "handling-risks", "handling-transfer"):
        assert f'href="#{name}"' in page, name
    preview = text(salma.get(f"/drafts/{draft.pk}/preview/"))
    assert "evaluation-missing" in preview
    assert "transfer-basis-missing" in preview


def person_goes() -> dict[str, Any]:
    """Return what a person's data need before they may leave for another legal order."""
    risks: dict[str, Any] = {"handling.risks.count": str(len(ASKED_BEFORE_TRANSFER))}
    for place, code in enumerate(ASKED_BEFORE_TRANSFER):
        risks |= {f"handling.risks.{place}.risk": code, f"handling.risks.{place}.present": "no"}
    return {
        **INFORM,
        **PERSON,
        **risks,
        "handling.evaluation.scheme": "4x4",
        "handling.evaluation.source": "A",
        "handling.evaluation.information": "1",
        "handling.retention_months": "12",
        "handling.retention_rule": "erase-after",
        "handling.transfer.basis": next(
            code for code in VOCABULARIES["transfer-bases"].codes if code != "no-third-country"
        ),
        "handling.transfer.justification.language": "ar",
        "handling.transfer.justification.text": "تمرين: ضروري للبحث",
        "handling.transfer.origin": VOCABULARIES["origin-authorisation"].codes[0],
        "handling.transfer.onward": VOCABULARIES["onward-transfer"].codes[0],
    }


def test_persons_data_wait_for_a_second_officer(story: Story, sign_in: SignIn) -> None:
    data = person_goes()
    salma, youssef = sign_in("Salma"), sign_in("Youssef")
    begin(salma, story, "inform", {**data, "do": "preview"})
    draft = Draft.objects.get()
    page = text(salma.get(f"/drafts/{draft.pk}/preview/"))
    assert "Mustermann" in page
    salma.post(f"/drafts/{draft.pk}/release/")
    draft.refresh_from_db()
    assert draft.state == "second", draft.refusal
    assert f"/releases/{draft.pk}/" in text(youssef.get("/releases/"))
    refused = youssef.post(f"/releases/{draft.pk}/", {"do": "return", "reason": " "})
    assert 'id="reason-error"' in text(refused)
    youssef.post(f"/releases/{draft.pk}/", {"do": "return", "reason": "the wrong name"})
    draft.refresh_from_db()
    assert draft.state == "open"
    assert "the wrong name" in str(draft.refusal)
    salma.post(f"/drafts/{draft.pk}/release/")
    blind = youssef.post(f"/releases/{draft.pk}/", {"do": "release", "reason": "not looked at"})
    assert blind.headers["Location"] == "/releases/"
    looked_at = re.search(r'name="seen" value="([^"]+)"', text(youssef.get(f"/releases/{draft.pk}/")))
    assert looked_at is not None
    said = {"do": "release", "reason": "looked at", "seen": looked_at[1]}
    answer = youssef.post(f"/releases/{draft.pk}/", said)
    assert answer.headers["Location"] == f"/dossiers/{story.request}/"
    assert EntryRow.objects.filter(type="inform").exists()


def test_an_analyst_writes_and_another_releases(story: Story, sign_in: SignIn) -> None:
    anas, salma = sign_in("Anas"), sign_in("Salma")
    salma.post(f"/dossiers/{story.request}/people/", {"add": Officer.objects.get(name="Anas").pk})
    begin(anas, story, "inform", INFORM)
    draft = Draft.objects.get()
    assert '<button class="button">' not in text(anas.get(f"/drafts/{draft.pk}/preview/"))
    assert anas.post(f"/drafts/{draft.pk}/release/").status_code == 302
    assert not EntryRow.objects.filter(type="inform").exists()
    assert f"/drafts/{draft.pk}/" in text(salma.get("/drafts/"))
    salma.post(f"/drafts/{draft.pk}/release/")
    assert EntryRow.objects.filter(type="inform").exists()


def test_a_partners_text_is_translated_and_stands_beside_it(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    entry = story.receive(story.madrid.write(story.request, "answer", ANSWER, HANDLING))
    page = text(salma.get(f"/dossiers/{story.request}/write/translate/?entry={entry}&field=text"))
    assert 'name="body.field" value="text"' in page
    data = {
        "body.entry": entry,
        "body.field": "text",
        "body.text.language": "ar",
        "body.text.text": "تمرين: ترجمة",
    }
    begin(salma, story, "translate", {**data, **HANDLED, "do": "preview"})
    salma.post(f"/drafts/{Draft.objects.get().pk}/release/")
    page = text(salma.get(f"/dossiers/{story.request}/"))
    beside = page.index("quote translated")
    assert "تمرين: ترجمة" in page[beside : beside + 400]


ANSWER = {"result": "hit", "text": words("it was seen in Hamburg"), "evidence": False}


def test_an_own_entry_is_corrected_beginning_with_its_text(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    page = text(salma.get(f"/dossiers/{story.request}/write/correct/?entry={story.request}"))
    assert 'name="body.body.circumstances.text"' in page
    assert "Exercise: a container was seen." in page


def test_a_draft_is_put_away(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    draft = Draft.objects.get()
    salma.post(f"/drafts/{draft.pk}/", {**INFORM, "do": "withdraw"})
    assert f"/drafts/{draft.pk}/" not in text(salma.get("/drafts/"))


def test_another_agency_officers_drafts_are_not_seen(story: Story, sign_in: SignIn) -> None:
    begin(sign_in("Salma"), story, "inform", INFORM)
    draft = Draft.objects.get()
    for name in ("Anas", "Nadia", "Karim", "Hind"):
        assert sign_in(name).get(f"/drafts/{draft.pk}/").status_code == 404, name


def test_files_go_sealed_and_come_back_whole(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    file = BytesIO(b"exercise " * 1000)
    file.name = "lista ñ.txt"
    begin(salma, story, "inform", {**INFORM, "attach": file})
    draft = Draft.objects.get()
    (attached,) = draft.body["attachments"]
    assert attached["name"] == "lista ñ.txt"
    salma.post(f"/drafts/{draft.pk}/", {**INFORM, "do": "preview"})
    salma.post(f"/drafts/{draft.pk}/release/")
    entry = EntryRow.objects.get(type="inform").entry
    address = f"/dossiers/{story.request}/entries/{entry}/attachments/{attached['sha256']}/"
    assert address in text(salma.get(f"/dossiers/{story.request}/"))
    answer = salma.get(address)
    assert b"".join(answer.streaming_content) == b"exercise " * 1000
    assert "attachment" in answer.headers["Content-Disposition"]
    assert sign_in("Anas").get(address).status_code == 404


def test_a_new_request_is_opened_under_the_pact(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert f"?pact={story.pact}" in text(salma.get("/dossiers/new/"))
    answer = salma.post(
        f"/dossiers/new/?pact={story.pact}", {"what": "request/inform", "parties": "es.policia"}
    )
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"/drafts/{draft.pk}/"
    salma.post(f"/drafts/{draft.pk}/", {**INFORM, "do": "preview"})
    answer = salma.post(f"/drafts/{draft.pk}/release/")
    page = text(salma.get(answer.headers["Location"]))
    assert "تمرين: حاوية ثانية غادرت." in page
    assert 'class="marking"' in page


def test_a_pact_is_proposed_with_working_days_of_its_parties(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post("/dossiers/new/?pact=none", {"what": "pact/agree", "parties": "es.policia", "exercise": "yes"})
    draft = Draft.objects.get()
    terms = {
        "body.name.language": "ar",
        "body.name.text": "تمرين: ميثاق",
        "body.terms.areas": ["drugs"],
        "body.terms.purposes": ["investigation"],
        "body.terms.kinds": ["request"],
        "body.terms.handling": ["H1"],
        "body.terms.tlp": "TLP:AMBER",
        "body.terms.retention_months": "36",
        "body.terms.legal_basis": "bilateral-agreement",
        "body.terms.profile.clarification_stops": "yes",
        "do": "preview",
    }
    answer = salma.post(f"/drafts/{draft.pk}/", terms)
    assert answer.headers["Location"].endswith("/preview/"), text(salma.get(answer.headers["Location"]))
    answer = salma.post(f"/drafts/{draft.pk}/release/")
    row = EntryRow.objects.filter(type="open").latest("serial")
    calendars = told_by(row)[1]["terms"]["profile"]["calendars"]
    assert [one["agency"] for one in calendars] == ["es.policia", "ma.dgsn"]
    assert answer.headers["Location"] == f"/dossiers/{row.entry}/"


def test_a_new_dossier_needs_a_choice(story: Story, sign_in: SignIn) -> None:
    answer = sign_in("Salma").post(f"/dossiers/new/?pact={story.pact}", {"parties": "es.policia"})
    assert 'role="alert"' in text(answer)
    assert not Draft.objects.exists()


def test_changed_terms_of_the_pact_are_adopted_as_they_stand(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), f"/dossiers/{story.request}/write/adopt/"
    assert address not in text(salma.get(f"/dossiers/{story.request}/"))
    amend = {"terms": {**TERMS, "retention_months": 24}, "why": words("shorter")}
    amended = story.receive(story.madrid.write(story.pact, "amend", amend))
    consent = Intent("consent", {"entry": amended}, None, story.pact)
    story.madrid.take([release.release(Officer.objects.get(name="Salma"), consent).encode()])
    assert address in text(salma.get(f"/dossiers/{story.request}/"))
    begin(salma, story, "adopt", {"do": "preview"})
    draft = Draft.objects.get()
    assert draft.body["terms"]["retention_months"] == 24
    salma.post(f"/drafts/{draft.pk}/release/")
    assert EntryRow.objects.filter(type="adopt", verdict__isnull=True).exists()


def test_what_was_typed_when_the_session_had_ended_is_shown_after_signing_in(
    story: Story, sign_in: SignIn
) -> None:
    email, password = "salma@dgsn.example", "an exercise of two agencies"
    officer = Officer.objects.get(name="Salma")
    officer.set_password(password)
    officer.save()
    client = Client()
    answer = begin(client, story, "inform", {**INFORM, "do": "preview"})
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert not Draft.objects.exists()
    target = answer.headers["Location"].split("next=", 1)[1].replace("%3F", "?")
    client.post("/accounts/login/", {"login": email, "password": password})
    page = text(client.get(target))
    assert "تمرين: حاوية ثانية غادرت." in page
    assert 'value="CSQU3054383"' in page
    assert "تمرين: حاوية ثانية غادرت." not in text(client.get(target))


def test_a_form_older_than_the_sign_in_can_be_sent_again(story: Story, sign_in: SignIn) -> None:
    signed_in = sign_in("Salma")
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    answer = begin(client, story, "inform", {**INFORM, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "form-expired" in text(answer)
    assert 'value="تمرين: حاوية ثانية غادرت."' in text(answer)
    assert not Draft.objects.exists()


def test_a_draft_that_a_program_wrote_badly_can_be_looked_at(story: Story, sign_in: SignIn) -> None:
    salma, officer = sign_in("Salma"), Officer.objects.get(name="Salma")
    opening = {"kind": "unknown", "parties": ["ma.dgsn"], "pact": None, "exercise": True}
    unknown = Draft.objects.create(kind="unknown", type="invite", opening=opening, officer=officer)
    odd = {"text": 7, "subjects": [None, {"identifiers": "x"}], "attachments": [1, {"sha256": 2}]}
    strange = Draft.objects.create(
        dossier_id=story.request,
        kind="request",
        type="inform",
        body=odd,
        handling={"codes": 3},
        officer=officer,
    )
    assert salma.get("/drafts/").status_code == 200
    assert salma.get(f"/drafts/{unknown.pk}/").status_code == 409
    page = text(salma.get(f"/drafts/{strange.pk}/?checked"))
    assert 'href="#body-text"' in page
    assert salma.get(f"/drafts/{strange.pk}/preview/").status_code == 302
    salma.post(f"/drafts/{strange.pk}/", {**INFORM, "do": "preview"})
    strange.refresh_from_db()
    assert "attachments" not in strange.body


def test_a_form_with_very_many_fields_is_read(story: Story, sign_in: SignIn) -> None:
    many: dict[str, Any] = {"body.subjects.count": "199"}
    for place in range(199):
        at = f"body.subjects.{place}.identifiers"
        many |= {f"{at}.count": "1", f"{at}.0.type": "container", f"{at}.0.value": f"EXER{place}"}
        many |= {f"body.subjects.{place}.description.text": "", f"body.subjects.{place}.origin": ""}
    begin(sign_in("Salma"), story, "inform", {**INFORM, **many})
    assert len(Draft.objects.get().body["subjects"]) == 199


def test_the_form_says_what_it_needs_and_keeps_handling_and_readers_in_sight(
    story: Story, sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    page = text(salma.get(f"/dossiers/{story.request}/write/inform/"))
    assert '<span class="needed">إلزامي</span>' in page
    assert '<span class="optional">اختياري</span>' in page
    sight = page[page.index('class="in-sight"') : page.index('class="in-sight"') + 2000]
    for said in ("H1", "Policía Nacional"):
        assert said in sight, said
    begin(salma, story, "inform", {**INFORM, "body.text.text": ""})
    page = text(salma.get(f"/drafts/{Draft.objects.get().pk}/?checked"))
    assert 'tabindex="-1" autofocus id="summary"' in page
    assert 'class="contents"' in page
