"""The lists know every term of the vocabularies by its own name, in every language; and what they refuse."""

import pytest

from mithaq.reader.agencies import agencies_of
from mithaq.reader.folding import Folded
from mithaq.reader.furniture import Furniture
from mithaq.reader.lists import ListError, entries, lists_for
from mithaq.reader.marks import marks_of
from mithaq.reader.page import page_of
from mithaq.reader.stems import bare_forms
from mithaq.reader.wording import wording
from mithaq.terms import AGENCIES, AREAS, COMMITMENTS, COUNTRIES, LANGUAGES, Vocabulary

NAMELESS = {"XX", "other", "xx.elsewhere"}
"""Terms that stand for what no list can name."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind,terms", [("areas", AREAS), ("measures", COMMITMENTS), ("countries", COUNTRIES)]
)
def test_every_term_is_known_by_its_name(kind: str, terms: Vocabulary, language: str) -> None:
    for term in terms:
        if term.code not in NAMELESS and (language, term.code) != ("ar", "ML"):  # مالي is "financial" too
            words = wording(Folded.of(term.name(language)))
            assert term.code in marks_of(words, lists_for(language)).codes(kind), term.name(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_known_agency_is_found_by_its_name(language: str) -> None:
    for term in AGENCIES:
        if term.code in NAMELESS:
            continue
        folded = Folded.of(term.name(language) + " Rabat المغرب Maroc Marruecos Marokko Morocco.")
        words, lists = wording(folded), lists_for(language)
        page = page_of(folded, words, lists, marks_of(words, lists), Furniture(), None)
        assert term.code in [one.key for one in agencies_of(page)], term.name(language)


def test_arabic_words_are_met_with_and_without_what_is_joined_to_them() -> None:
    for written in ("الشرطة", "والشرطة", "بالشرطة", "للشرطة", "شرطة"):
        assert "شرطه" in bare_forms(Folded.of(written).text)


def test_folding_keeps_the_way_back() -> None:
    folded = Folded.of("Über «la Policía» ٢٠٢٥، e\u0301te\u0301")
    assert folded.text == 'uber "la policia" 2025, ete'
    start = folded.text.index("ete")
    assert folded.as_given(start, start + 3) == "e\u0301te\u0301"


def test_a_list_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(ListError, match="areas, line 2"):
        entries("areas", "# a list\nnot a list\n")
    with pytest.raises(ListError, match="no such list"):
        lists_for("en", {"villages": "[x]\nen: y\n"})
