"""Drafts save themselves, nobody overwrites what they have not seen, and nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.node import drafts as desk
from mithaq.node import officers
from mithaq.node.models import Audit, DossierRow, Draft, Officer
from mithaq.record.errors import Refusal
from web.story import Story
from web.test_cost import MOST, queries
from web.test_writing import INFORM, PERSON, begin, person_goes, text

SignIn = Callable[[str], Client]


def keep(client: Client, number: int, data: dict[str, Any], revision: int) -> Any:
    return client.post(f"/drafts/{number}/keep/", {**data, "revision": str(revision)})


def named(story: Story, name: str) -> Officer:
    """Return an officer who is named on the request, too."""
    found = Officer.objects.get(name=name)
    officers.name(found, DossierRow.objects.get(id=story.request), Officer.objects.get(name="Salma"))
    return found


def test_the_first_words_become_a_draft_with_an_address_of_its_own(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    answer = salma.post(f"/dossiers/{story.request}/write/inform/keep/", INFORM)
    draft = Draft.objects.get()
    told = answer.json()
    assert (told["address"], told["keep"], told["revision"]) == (
        f"/drafts/{draft.pk}/",
        f"/drafts/{draft.pk}/keep/",
        1,
    )
    assert draft.body["text"]["text"] == "تمرين: حاوية ثانية غادرت."
    assert "تمرين: حاوية ثانية غادرت." in text(salma.get(told["address"]))


def test_each_change_is_kept_and_counted_and_the_same_text_changes_nothing(
    story: Story, sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    draft = Draft.objects.get()
    changed = {**INFORM, "body.text.text": "تمرين: حاوية ثالثة."}
    assert keep(salma, draft.pk, changed, 1).json()["revision"] == 2
    assert keep(salma, draft.pk, changed, 2).json()["revision"] == 2
    draft.refresh_from_db()
    assert draft.body["text"]["text"] == "تمرين: حاوية ثالثة."
    assert draft.changed_by is not None
    assert draft.changed_by.name == "Salma"


def test_what_is_wrong_is_kept_as_it_was_typed(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    number = Draft.objects.get().pk
    assert keep(salma, number, {**INFORM, "handling.retention_months": "three"}, 1).status_code == 200
    assert 'value="three"' in text(salma.get(f"/drafts/{number}/"))


def test_two_windows_do_not_overwrite_each_other(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    number = Draft.objects.get().pk
    assert keep(salma, number, {**INFORM, "body.text.text": "النافذة الأولى"}, 1).status_code == 200
    answer = keep(salma, number, {**INFORM, "body.text.text": "النافذة الثانية"}, 1)
    assert answer.status_code == 409
    assert answer.json()["code"] == "draft-changed"
    assert Draft.objects.get().body["text"]["text"] == "النافذة الأولى"


def test_the_page_shows_both_texts_and_what_differs(story: Story, sign_in: SignIn) -> None:
    anas, salma = sign_in("Anas"), sign_in("Salma")
    named(story, "Anas")
    begin(anas, story, "inform", INFORM)
    number = Draft.objects.get().pk
    theirs = {**INFORM, "body.text.text": "ما كتبته سلمى", "revision": "1"}
    assert salma.post(f"/drafts/{number}/", theirs).status_code == 302
    answer = anas.post(f"/drafts/{number}/", {**INFORM, "body.text.text": "ما كتبه أنس", "revision": "1"})
    page = text(answer)
    assert answer.status_code == 409
    for words in ("ما كتبته سلمى", "ما كتبه أنس", "Salma", 'href="#body-text"'):
        assert words in page, words
    assert 'href="#body-area"' not in page
    assert 'name="revision" value="2"' in page
    assert "data-keep" not in page
    assert Draft.objects.get().body["text"]["text"] == "ما كتبته سلمى"


def test_mine_is_kept_as_a_draft_of_its_own_or_replaces_the_other_knowingly(
    story: Story, sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    first = Draft.objects.get()
    keep(salma, first.pk, {**INFORM, "body.text.text": "الأولى"}, 1)
    mine = {**INFORM, "body.text.text": "نصي", "revision": "2"}
    salma.post(f"/drafts/{first.pk}/", {**mine, "do": "copy"})
    copy = Draft.objects.exclude(pk=first.pk).get()
    assert (copy.body["text"]["text"], copy.dossier_id, copy.type) == ("نصي", story.request, "inform")
    first.refresh_from_db()
    assert first.body["text"]["text"] == "الأولى"
    salma.post(f"/drafts/{first.pk}/", {**mine, "do": "save"})
    first.refresh_from_db()
    assert (first.body["text"]["text"], first.revision) == ("نصي", 3)


def test_what_waits_for_a_second_officer_leaves_its_queue_only_by_a_button(
    story: Story, sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", person_goes())
    draft = Draft.objects.get()
    salma.post(f"/drafts/{draft.pk}/release/")
    assert "data-keep" not in text(salma.get(f"/drafts/{draft.pk}/"))
    answer = keep(salma, draft.pk, {**INFORM, **PERSON}, draft.revision)
    assert (answer.status_code, answer.json()["code"]) == (409, "draft-state")
    draft.refresh_from_db()
    assert draft.state == Draft.State.SECOND
    salma.post(f"/drafts/{draft.pk}/", {**INFORM, "revision": str(draft.revision)})
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN


def test_a_released_draft_keeps_nothing_more(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    number = Draft.objects.get().pk
    salma.post(f"/drafts/{number}/release/")
    answer = keep(salma, number, INFORM, 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "draft-state")
    assert Draft.objects.get().body == {}


def test_a_page_that_saves_itself_asks_for_a_fresh_token(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    number = Draft.objects.get().pk
    told = salma.get(f"/drafts/{number}/keep/").json()
    assert (told["revision"], told["by"]) == (1, "Salma")
    assert len(told["token"]) == 64
    assert salma.get(f"/dossiers/{story.request}/write/inform/keep/").json()["revision"] == 0


def test_a_colleagues_draft_is_logged_when_it_is_shown_and_not_at_each_saving(
    story: Story, sign_in: SignIn
) -> None:
    salma, anas = sign_in("Salma"), sign_in("Anas")
    named(story, "Anas")
    begin(anas, story, "inform", INFORM)
    number = Draft.objects.get().pk
    salma.get(f"/drafts/{number}/")
    for place in range(3):
        keep(salma, number, {**INFORM, "body.text.text": f"تمرين {place}"}, place + 1)
    assert Audit.objects.filter(what="draft-seen", who="salma@dgsn.example").count() == 1
    assert Draft.objects.get().revision == 4


def test_releasing_does_not_bring_an_older_text_back(story: Story, sign_in: SignIn) -> None:
    begin(sign_in("Salma"), story, "inform", {**INFORM, **PERSON})
    salma, old = Officer.objects.get(name="Salma"), Draft.objects.get()
    newer = Draft.objects.get()
    desk.change(salma, newer, body={**newer.body, "text": {"language": "ar", "text": "أحدث"}}, handling=None)
    with pytest.raises(Refusal):
        desk.send(salma, old)
    assert Draft.objects.get().body["text"]["text"] == "أحدث"


def test_no_page_of_writing_asks_for_more_than_a_dozen_rows(story: Story, sign_in: SignIn) -> None:
    salma, youssef = sign_in("Salma"), sign_in("Youssef")
    begin(salma, story, "inform", person_goes())
    draft = Draft.objects.get()
    mine = (
        f"/dossiers/{story.request}/write/inform/",
        f"/dossiers/new/?pact={story.pact}",
        f"/drafts/{draft.pk}/?checked",
        f"/drafts/{draft.pk}/keep/",
        f"/drafts/{draft.pk}/preview/",
        f"/dossiers/{story.request}/parties/",
    )
    costs = {path: queries(salma, path) for path in mine}
    salma.post(f"/drafts/{draft.pk}/release/")
    costs |= {path: queries(youssef, path) for path in ("/releases/", f"/releases/{draft.pk}/")}
    assert {path: count for path, count in costs.items() if count > MOST} == {}


def test_keeping_what_was_typed_costs_little(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    begin(salma, story, "inform", INFORM)
    number = Draft.objects.get().pk
    keep(salma, number, {**INFORM, "body.text.text": "تمرين 1"}, 1)
    with CaptureQueriesContext(connection) as captured:
        assert keep(salma, number, {**INFORM, "body.text.text": "تمرين 2"}, 2).status_code == 200
    assert len([one for one in captured if not one["sql"].startswith(("BEGIN", "COMMIT"))]) <= MOST
