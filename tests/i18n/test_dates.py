"""Days and times in the words of each language, as its administration writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from mithaq.web import moments

WHEN = datetime(2026, 7, 24, 8, 15, tzinfo=UTC)
LONG = {
    "ar": "24 يوليوز 2026",
    "de": "24. Juli 2026",
    "en": "24 July 2026",
    "es": "24 de julio de 2026",
    "fr": "24 juillet 2026",
}
SHORT = {
    "ar": "24 يوليوز 2026، 08:15",
    "de": "24. Juli 2026, 08:15",
    "en": "24 Jul 2026, 08:15",
    "es": "24 jul 2026, 08:15",
    "fr": "24 juil. 2026, 08:15",
}
AHEAD = {
    "ar": "خلال يومين",
    "de": "in 2 Tagen",
    "en": "in 2 days",
    "es": "dentro de 2 días",
    "fr": "dans 2 jours",
}


@pytest.mark.parametrize("language", LONG)
def test_a_day_is_written_as_its_language_writes_it(language: str) -> None:
    with translation.override(language):
        assert moments.day_in_words(date(2026, 7, 24)) == LONG[language]


@pytest.mark.parametrize("language", SHORT)
def test_a_time_is_written_as_its_language_writes_it(language: str) -> None:
    with translation.override(language), timezone.override(UTC):
        assert moments.in_words(WHEN) == SHORT[language]


@pytest.mark.parametrize("language", AHEAD)
def test_a_distance_is_said_in_the_forms_of_its_language(language: str) -> None:
    with translation.override(language):
        assert moments.distance(WHEN + timedelta(days=2), WHEN) == AHEAD[language]
