"""Dates as five languages write them, and what is said of one that does not fit."""

from datetime import date

import pytest

from mithaq.reader.calendar import days_of
from mithaq.reader.dates import dates_in
from mithaq.reader.folding import Folded
from mithaq.reader.lists import lists_for

PUBLISHED = date(2025, 1, 30)  # a Thursday


def read(
    language: str, text: str, published: date | None = PUBLISHED, *, ahead: bool = False
) -> list[tuple[str, ...]]:
    """Return (as written, first day, last day, notes...) of each date."""
    folded = Folded.of(text)
    found = []
    for mention in dates_in(folded.text, lists_for(language)):
        days = days_of(mention, published, ahead=ahead)
        found.append(
            (folded.as_given(mention.start, mention.end), str(days.start), str(days.end), *days.notes)
        )
    return found


@pytest.mark.parametrize(
    "language,text,written,first,last",
    [
        ("ar", "من 4 إلى 6 نونبر 2025", "4 إلى 6 نونبر 2025", "2025-11-04", "2025-11-06"),
        ("ar", "يوم ٢٣ شتنبر ٢٠٢٥", "٢٣ شتنبر ٢٠٢٥", "2025-09-23", "2025-09-23"),
        ("ar", "الخميس 12 يونيو/حزيران 2025", "الخميس 12 يونيو/حزيران 2025", "2025-06-12", "2025-06-12"),
        ("ar", "28 كانون الثاني 2025", "28 كانون الثاني 2025", "2025-01-28", "2025-01-28"),
        ("ar", "9 أيار 2024", "9 أيار 2024", "2024-05-09", "2024-05-09"),
        ("ar", "3 دجنبر 2024", "3 دجنبر 2024", "2024-12-03", "2024-12-03"),
        ("ar", "17 فيفري 2024", "17 فيفري 2024", "2024-02-17", "2024-02-17"),
        ("ar", "12 جانفي 2025", "12 جانفي 2025", "2025-01-12", "2025-01-12"),
        ("ar", "فاتح ماي 2024", "فاتح ماي 2024", "2024-05-01", "2024-05-01"),
        ("ar", "يوم الأربعاء 29 يناير الجاري", "الأربعاء 29 يناير", "2025-01-29", "2025-01-29"),
        ("ar", "اليوم الخميس", "اليوم الخميس", "2025-01-30", "2025-01-30"),
        ("ar", "أمس الأربعاء واليوم الخميس", "أمس الأربعاء واليوم الخميس", "2025-01-29", "2025-01-30"),
        ("es", "los días 28 y 29 de enero", "28 y 29 de enero", "2025-01-28", "2025-01-29"),
        ("es", "el martes 28 y el miércoles 29 de enero", "martes 28 y el miércoles 29 de enero", "2025-01-28", "2025-01-29"),
        ("es", "hoy martes", "hoy martes", "2025-01-28", "2025-01-28"),
        ("es", "ayer", "ayer", "2025-01-29", "2025-01-29"),
        ("es", "29/01/2025", "29/01/2025", "2025-01-29", "2025-01-29"),
        ("de", "vom 28. bis 29. Januar 2025", "28. bis 29. Januar 2025", "2025-01-28", "2025-01-29"),
        ("de", "vom 30. Dezember bis 2. Januar", "30. Dezember bis 2. Januar", "2024-12-30", "2025-01-02"),
        ("de", "am 28. und 29.01.2025", "28. und 29.01.2025", "2025-01-28", "2025-01-29"),
        ("de", "heute", "heute", "2025-01-30", "2025-01-30"),
        ("fr", "les mardi et mercredi 28 et 29 janvier", "mardi et mercredi 28 et 29 janvier", "2025-01-28", "2025-01-29"),
        ("fr", "le 1er février", "1er février", "2025-02-01", "2025-02-01"),
        ("fr", "ce mardi", "ce mardi", "2025-01-28", "2025-01-28"),
        ("en", "on January 28-29", "January 28-29", "2025-01-28", "2025-01-29"),
        ("en", "Tuesday and Wednesday, January 28-29, 2025", "Tuesday and Wednesday, January 28-29, 2025", "2025-01-28", "2025-01-29"),
        ("en", "Wednesday, 29 January", "Wednesday, 29 January", "2025-01-29", "2025-01-29"),
        ("en", "2025-01-29", "2025-01-29", "2025-01-29", "2025-01-29"),
    ],
)  # fmt: skip
def test_a_date_is_read(language: str, text: str, written: str, first: str, last: str) -> None:
    assert read(language, text) == [(written, first, last)]


@pytest.mark.parametrize(
    "language,text,first,last,note",
    [
        (
            "ar",
            "الثلاثاء والأربعاء 28 و29 يناير 2024",
            "2025-01-28",
            "2025-01-29",
            "year-differs: 2024 -> 2025",
        ),
        ("fr", "les 28 et 29 janvier 2024", "2025-01-28", "2025-01-29", "year-differs: 2024 -> 2025"),
        ("de", "am Montag, 29. Januar 2025", "2025-01-29", "2025-01-29", "weekday-differs"),
        ("en", "Sunday, 28 January", "2024-01-28", "2024-01-28", None),
        ("es", "31 de febrero de 2025", None, None, "no-such-day"),
    ],
)
def test_what_does_not_fit_is_noted_and_the_likely_day_proposed(
    language: str, text: str, first: str | None, last: str | None, note: str | None
) -> None:
    ((_written, start, end, *notes),) = read(language, text)
    assert (start, end) == (str(first), str(last))
    assert notes == ([note] if note else [])


def test_a_date_of_long_ago_whose_weekday_fits_is_left_alone() -> None:
    assert read("en", "Friday, 10 June 2022") == [("Friday, 10 June 2022", "2022-06-10", "2022-06-10")]


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    assert read("en", "on Tuesday", None) == [("Tuesday", "None", "None", "publication-unknown")]
    assert read("en", "28 January", None) == [("28 January", "None", "None", "year-unknown")]


def test_what_is_to_come_lies_after_publication() -> None:
    assert read("en", "on Tuesday", ahead=True) == [("Tuesday", "2025-02-04", "2025-02-04")]
    assert read("es", "el 7 de enero", ahead=True) == [("7 de enero", "2026-01-07", "2026-01-07")]


def test_numbers_that_are_no_dates_are_left_alone() -> None:
    assert read("en", "the 2030 World Cup, 11 suspects, 3.5 tonnes, Euro 2024, may and march") == []
