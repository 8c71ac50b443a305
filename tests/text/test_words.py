"""Words of a text, folded and stemmed: what is one word for who searches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.text.folding import fold
from mithaq.text.words import other_stems, stem, stems, words_of


@pytest.mark.parametrize(
    "written, folded",
    [
        ("Éxito", "exito"),
        ("GROẞE Straße", "grosse strasse"),
        ("œuvre", "oeuvre"),
        ("أُبلِغَتْ", "ابلغت"),
        ("إلى", "الي"),
        ("شرطـــة", "شرطه"),
        ("مسؤول", "مسوول"),
        ("٠١٢٣۴", "01234"),
        ("\u200eCSQU\u200f", "csqu"),
        ("ﺷﺮﻃﺔ", "شرطه"),
        ("Привет", "privet"),
    ],
)
def test_writing_that_differs_in_form_only_becomes_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "language, words",
    [
        ("ar", ["شرطة", "الشرطة", "والشرطة", "بالشرطة", "للشرطة", "وللشرطة", "الشرطية"]),
        ("ar", ["حاوية", "الحاويات", "حاويات"]),
        ("ar", ["المخدرات", "بالمخدرات", "مخدر"]),
        ("es", ["investigación", "investigaciones"]),
        ("de", ["Ermittlung", "Ermittlungen"]),
        ("de", ["Flüchtling", "Flüchtlinge", "Flüchtlingen"]),
        ("fr", ["véhicule", "véhicules"]),
        ("en", ["seizure", "seizures"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, words: list[str]) -> None:
    assert len({stem(word, language) for word in words}) == 1


@pytest.mark.parametrize("word, bare", [("لشرطة", "شرطة"), ("وحاوية", "حاوية"), ("بمخدرات", "مخدرات")])
def test_a_letter_that_may_be_a_clitic_gives_a_second_stem(word: str, bare: str) -> None:
    assert stem(bare, "ar") in other_stems(word)


@pytest.mark.parametrize("word", ["وزير", "بطاقة", "كتاب", "فريق", "لواء"])
def test_a_word_that_begins_like_a_clitic_keeps_its_stem(word: str) -> None:
    assert stem(f"ال{word}", "ar") == stem(word, "ar")


def test_a_word_of_no_known_language_has_the_stems_of_all() -> None:
    assert set(stems("Ermittlungen")) >= {stem("Ermittlungen", "de"), stem("Ermittlungen", "en")}
    assert stem("CSQU3054383", "de") == "csqu3054383"


def test_words_stand_where_they_were_written() -> None:
    text = "L'enquête: «الشُّرطة» B-MA 1234"
    assert [word.text for word in words_of(text)] == ["L", "enquête", "الشُّرطة", "B", "MA", "1234"]
    assert all(text[word.start : word.end] == word.text for word in words_of(text))
