"""What the form says beside an identifier is advice in the reader's language, and stops nobody."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from mithaq.node.models import Draft
from mithaq.terms import IDENTIFIER_TYPES
from mithaq.web.identifiers import advice, country, doubtful
from web.story import Story
from web.test_writing import INFORM, begin, text

SignIn = Callable[[str], Client]


@pytest.mark.parametrize(
    "type_, value, said",
    [
        ("container", "CSQU 305438-3", ["CSQ", "CSQU3054383"]),
        ("iban", "ES91 2100 0418 4502 0005 1332", ["Spanien", "2100", "ES9121000418450200051332"]),
        ("phone", "00212 661 23 45 67", ["Marokko", "+212661234567"]),
        ("plate", "6 أ 12345", ["Marokko", "12345A6"]),
        ("plate", "12-AB-34", ["Portugal, Frankreich"]),
        ("imsi", "604011234567890", ["Marokko", "IAM"]),
        ("ip", "10.0.0.1", ["4"]),
    ],
)
def test_what_was_understood_is_shown(type_: str, value: str, said: list[str]) -> None:
    with override("de"):
        found = advice(type_, value)
    assert not found.problem
    shown = " ".join([*(part for pair in found.understood for part in pair), found.compared])
    for words in said:
        assert words in shown, (words, shown)


def test_a_doubt_is_no_refusal_and_a_text_that_the_law_refuses_is_one() -> None:
    assert advice("container", "CSQU3054384").problem
    assert not advice("container", "CSQU3054384").refused
    assert advice("name", "x" * 301).refused
    assert advice("name", "سلمى").empty
    assert advice("container", "").empty
    assert advice("", "CSQU3054383").empty


@pytest.mark.parametrize("type_", IDENTIFIER_TYPES.codes)
def test_every_type_has_its_words_for_what_does_not_fit(type_: str) -> None:
    for value in ("?", "\u200f", "x" * 301, "12", "CSQU3054384"):
        advice(type_, value)


def test_a_country_that_is_none_of_ours_has_its_name() -> None:
    with override("ar"):
        assert country("NZ") == "نيوزيلندا"
        assert country("MA") == "المغرب"


def test_the_doubtful_ones_of_a_body_are_found_however_deep() -> None:
    body = {
        "subjects": [{"identifiers": [{"type": "container", "value": "CSQU3054384"}, {"type": "x"}, 7]}],
        "a": {"type": "iban", "value": "DE89370400440532013000"},
        "b": {"type": 1, "value": None},
    }
    with override("en"):
        assert [(kind, value) for kind, value, _why in doubtful(body)] == [
            ("container number", "CSQU3054384")
        ]


def test_the_page_is_asked_while_typing_and_says_it_in_the_officers_language(
    story: Story, sign_in: SignIn
) -> None:
    karim = sign_in("Karim")
    page = text(karim.post("/identifiers/", {"type": "container", "value": "CSQU3054384"}))
    assert "The check digit does not fit" in page
    assert "It is kept as you wrote it." in page
    assert "<html" not in page
    assert text(karim.post("/identifiers/", {"type": "name", "value": "<script>"})).strip() == ""
    assert "<script>" not in text(karim.post("/identifiers/", {"type": "plate", "value": "<script>"}))
    assert Client().post("/identifiers/", {"type": "plate", "value": "B AB 1"}).status_code == 302


def test_a_doubtful_number_goes_and_the_preview_says_so_once_more(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    data = {**INFORM, "body.subjects.0.identifiers.0.value": "CSQU3054384"}
    begin(salma, story, "inform", {**data, "do": "preview"})
    draft = Draft.objects.get()
    assert 'class="doubt"' in text(salma.get(f"/drafts/{draft.pk}/"))
    assert 'class="note soon summary"' in text(salma.get(f"/drafts/{draft.pk}/preview/"))
    answer = salma.post(f"/drafts/{draft.pk}/release/")
    assert answer.headers["Location"] == f"/dossiers/{story.request}/"
