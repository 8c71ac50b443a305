"""Every code has a status, and a sentence that says the values of its fields."""

import pytest

from mithaq.node import problems, storage
from mithaq.node.sentences import SENTENCES
from mithaq.press import sentences as site
from mithaq.record.codes import CODES
from mithaq.record.errors import Refusal


def test_every_code_has_a_sentence_and_nothing_else_does() -> None:
    assert set(CODES) == set(SENTENCES) | set(site.SENTENCES)
    assert not set(SENTENCES) & set(site.SENTENCES), "each is said in one place"
    assert {code.partition("-")[0] for code in site.SENTENCES} == {"comment"}


@pytest.mark.parametrize("code", sorted(site.SENTENCES))
def test_what_the_public_site_refuses_is_said_to_its_readers(code: str) -> None:
    assert CODES[code] == ()
    assert site.sentence(Refusal(code)).endswith(".")


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_refusal_is_a_sentence_with_a_status(code: str) -> None:
    refusal = Refusal(code, {field: f"<{field}>" for field in CODES[code]})
    told = problems.sentence(refusal, str)
    assert told[-1] in ".>"
    assert "{" not in told
    assert 400 <= problems.status(code) < 500 or code == storage.FULL
    assert problems.title(code, str)


def test_a_value_is_put_into_words_by_the_caller() -> None:
    refusal = Refusal("area-not-in-pact", {"area": "drugs"})
    told = problems.sentence(refusal, str, lambda name, value: f"{name} {value} in words")
    assert told == "The pact does not cover this area: area drugs in words."


def test_statuses_are_of_known_codes() -> None:
    assert set(problems.STATUS) <= set(CODES)
