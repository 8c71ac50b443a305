"""A corrected entry and what it was before: field by field, and word by word in both directions."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mithaq.node import release
from mithaq.node.composing import Intent
from mithaq.node.models import Officer
from mithaq.web import versions
from mithaq.web.versions import Part
from partners import ASK, HANDLING, INFORM
from web.story import QUESTION, Story

SignIn = Callable[[str], Client]

TEXTS = st.text(st.sampled_from("ab غد-.\n"), max_size=40)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def corrected(story: Story) -> tuple[Story, str, str]:
    """Information that Salma corrected: its first text and its correction."""
    salma = Officer.objects.get(name="Salma")
    first = {**INFORM, "text": {"language": "ar", "text": "تمرين: غادرت حاوية ثانية"}}
    told = release.release(salma, Intent("inform", first, HANDLING, story.request))
    new = {**INFORM, "text": {"language": "ar", "text": "تمرين: غادرت حاوية ثالثة"}, "area": "terrorism"}
    body = {"entry": told.id, "reason": "inaccurate", "body": new}
    newer = release.release(salma, Intent("correct", body, HANDLING, story.request))
    return story, told.id, newer.id


def test_both_versions_are_compared(corrected: tuple[Story, str, str], sign_in: SignIn) -> None:
    story, old, new = corrected
    salma = sign_in("Salma")
    salma.post("/account/language/", {"language": "en", "next": "/"})
    for entry in (old, new):
        page = text(salma.get(f"/dossiers/{story.request}/entries/{entry}/"))
        compared = page.split('id="versions"', 1)[1].split("</section>", 1)[0]
        assert 'lang="ar" dir="rtl"' in compared
        assert (
            '<del><span class="hidden">[taken out: </span>ثانية<span class="hidden">]</span></del>'
            in compared
        )
        assert (
            '<ins><span class="hidden">[put in: </span>ثالثة<span class="hidden">]</span></ins>' in compared
        )
        assert "<h4>Area of cooperation</h4>" in compared
        assert "1 field as before" in compared
    page = text(salma.get(f"/dossiers/{story.request}/"))
    assert f"/dossiers/{story.request}/entries/{old}/#versions" in page
    assert f'href="#e-{new[:10]}"' in page


def test_what_was_recalled_is_not_compared(corrected: tuple[Story, str, str], sign_in: SignIn) -> None:
    story, old, new = corrected
    body = {"entries": [old, new], "reason": "Exercise: the wrong container"}
    release.release(Officer.objects.get(name="Salma"), Intent("recall", body, None, story.request))
    page = text(sign_in("Salma").get(f"/dossiers/{story.request}/entries/{old}/"))
    assert 'id="versions"' not in page
    assert "ثانية" not in page


def test_who_controls_compares_no_texts(corrected: tuple[Story, str, str], sign_in: SignIn) -> None:
    story, old, _new = corrected
    page = text(sign_in("Hind").get(f"/dossiers/{story.request}/entries/{old}/"))
    assert 'id="versions"' not in page
    assert "ثانية" not in page


def test_an_opening_that_was_corrected_is_called_by_its_new_text(story: Story, sign_in: SignIn) -> None:
    new = {"type": "ask", **ASK, "question": {**QUESTION, "text": "تمرين: سؤال مصحَّح"}}
    body = {"entry": story.request, "reason": "inaccurate", "body": new}
    release.release(Officer.objects.get(name="Salma"), Intent("correct", body, HANDLING, story.request))
    salma = sign_in("Salma")
    head = text(salma.get(f"/dossiers/{story.request}/")).split("<h1>", 1)[1].split("</h1>", 1)[0]
    assert "تمرين: سؤال مصحَّح" in head
    page = text(salma.get(f"/dossiers/{story.request}/entries/{story.request}/"))
    compared = page.split('id="versions"', 1)[1]
    assert "</span>سؤال<span" in compared
    assert "</span>مصحَّح<span" in compared


def test_words_are_marked() -> None:
    assert versions.compare("a second container", "a third container") == (
        Part("same", "a "),
        Part("gone", "second"),
        Part("new", "third"),
        Part("same", " container"),
    )
    assert versions.compare("x " * versions.MOST_WORDS, "y") == ()


@given(TEXTS, TEXTS)
def test_nothing_is_lost_by_comparing(before: str, after: str) -> None:
    parts = versions.compare(before, after)
    assert "".join(one.text for one in parts if one.how != "new") == before
    assert "".join(one.text for one in parts if one.how != "gone") == after
