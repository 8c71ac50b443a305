"""What an entry says is shown in the reader's language, and whatever a partner wrote can be shown."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from mithaq.kinds import Handling
from mithaq.kinds.pact.bodies import Agree
from mithaq.kinds.request.bodies import Ask
from mithaq.web import moments, words
from mithaq.web.reading import Fact, Said, facts

SUBJECT = {"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}
BODY = {
    "area": "drugs",
    "question": {"language": "ar", "text": "أين؟"},
    "subjects": [SUBJECT],
    "asked": ["es.policia"],
}


def by_path(found: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.path: fact for fact in found}


@pytest.mark.parametrize(
    "language, name", [("es", "tráfico ilícito"), ("de", "illegaler Handel"), ("ar", "الاتجار")]
)
def test_codes_are_in_the_readers_language(language: str, name: str) -> None:
    with translation.override(language):
        assert name in by_path(facts(Ask, BODY))["area"].text


def test_texts_are_as_they_were_written_with_translations_beside() -> None:
    beside = (Said("¿dónde?", "es", "es.policia", "0" * 64),)
    question = by_path(facts(Ask, BODY, {"question": beside}))["question"]
    assert question.said is not None
    assert (question.said.text, question.said.language, question.said.direction) == ("أين؟", "ar", "rtl")
    assert question.translations == beside
    assert beside[0].direction == "ltr"


def test_what_is_not_said_is_not_shown() -> None:
    assert set(by_path(facts(Ask, BODY))) == {"asked", "question", "area", "subjects"}


def test_a_code_from_a_newer_vocabulary_is_shown_as_it_is() -> None:
    assert by_path(facts(Ask, {"area": "smuggling-of-stars"}))["area"].text == "smuggling-of-stars"


def test_long_calendars_are_folded() -> None:
    many = {
        "areas": ["drugs"],
        "profile": {"calendars": [{"agency": "ma.dgsn", "days_off": ["2030-01-01"] * 20}]},
    }
    terms = next(fact for fact in facts(Agree, {"terms": many}) if fact.path == "terms")
    profile = by_path(terms.facts)["terms.profile"]
    assert by_path(profile.facts)["terms.profile.calendars"].folded


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda one: (
        st.lists(one, max_size=4) | st.dictionaries(st.sampled_from([*Ask.model_fields, "text", "type"]), one)
    ),
)


@given(st.dictionaries(st.sampled_from(list(Ask.model_fields)), VALUES))
def test_any_body_of_a_partner_can_be_shown(body: dict[str, Any]) -> None:
    facts(Ask, body)
    facts(Handling, dict(zip(Handling.model_fields, body.values(), strict=False)))
    assert json.dumps(body)


NOW = datetime(2030, 6, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "due, urgency",
    [
        ("", "none"),
        ("no time", "none"),
        ("2030-06-10T12:00:00.000Z", "late"),
        ("2030-06-10T12:00:00.001Z", "soon"),
        ("2030-06-13T12:00:00.000Z", "soon"),
        ("2030-06-13T12:00:00.001Z", "later"),
    ],
)
def test_how_much_a_deadline_presses(due: str, urgency: str) -> None:
    assert moments.urgency(due, NOW) == urgency


@pytest.mark.parametrize(
    "language, distance",
    [
        ("ar", "خلال يومين"),
        ("es", "dentro de 2 días"),
        ("de", "in 2 Tagen"),
        ("fr", "dans 2 jours"),
        ("en", "in 2 days"),
    ],
)
def test_a_distance_in_words(language: str, distance: str) -> None:
    with translation.override(language):
        assert moments.distance(NOW + timedelta(days=2), NOW) == distance


def test_moroccan_months() -> None:
    with translation.override("ar"):
        assert "يوليوز" in moments.in_words(datetime(2030, 7, 1, tzinfo=UTC))


@given(st.integers(0, 4_000_000_000))
def test_a_time_comes_back_from_its_field(seconds: int) -> None:
    text = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M}:00.000Z"
    with timezone.override("UTC"):
        assert moments.from_input(moments.for_input(text)) == text


@pytest.mark.parametrize("text", ["tomorrow", "2030-13-01T00:00", ""])
def test_what_is_no_time_stays_as_it_was_typed(text: str) -> None:
    assert moments.from_input(text) == text


def test_every_language_has_its_own_name_and_direction() -> None:
    assert [words.direction(code) for code in words.OWN_NAMES] == ["rtl", "ltr", "ltr", "ltr", "ltr"]
