"""Every vocabulary is complete, readable and unambiguous in all five languages (HAN-1 to HAN-4)."""

import re

import pytest

from mithaq.terms import AREAS, COMMITMENTS, LANGUAGES, LANGUAGES_NAMES, VOCABULARIES, Term, Vocabulary
from mithaq.terms.vocabulary import term

EVERY_TERM = [(vocabulary.name, entry) for vocabulary in VOCABULARIES.values() for entry in vocabulary]
TERMS = pytest.mark.parametrize("vocabulary,entry", EVERY_TERM, ids=lambda part: getattr(part, "code", part))
EVERY_VOCABULARY = pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda part: part.name)

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OWN_FORMS = {
    "handling": re.compile(r"H[0-3]"),
    "evaluation-source": re.compile(r"[ABCX]"),
    "evaluation-information": re.compile(r"[1-4]"),
    "admiralty-source": re.compile(r"[A-F]"),
    "admiralty-information": re.compile(r"[1-6]"),
    "tlp": re.compile(r"TLP:(RED|AMBER\+STRICT|AMBER|GREEN|CLEAR)"),
    "pap": re.compile(r"PAP:(RED|AMBER|GREEN|WHITE)"),
    "countries": re.compile(r"[A-Z]{2}"),
    "agencies": re.compile(r"[a-z]{2}\.[a-z0-9][a-z0-9-]{0,62}"),
}
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN_ONLY = re.compile(r"[^\u0600-\u06ff]+")
ABBREVIATIONS = {"4x4", "iban", "imei", "imsi", "admiralty"}


@TERMS
def test_a_term_has_a_clean_name_in_every_language(vocabulary: str, entry: Term) -> None:
    assert tuple(entry.names) == LANGUAGES
    for language, name in entry.names.items():
        assert name, (vocabulary, entry.code, language)
        assert name == " ".join(name.split()), (vocabulary, entry.code, language)
        assert not name.endswith("."), "names are no sentences"


@TERMS
def test_notes_are_sentences_in_all_five_languages_or_absent(vocabulary: str, entry: Term) -> None:
    assert tuple(entry.notes) in {(), LANGUAGES}
    for note in entry.notes.values():
        assert note == " ".join(note.split())
        assert note.endswith("."), (vocabulary, entry.code)


@TERMS
def test_arabic_is_written_in_arabic_and_nothing_else_is(vocabulary: str, entry: Term) -> None:
    for texts in (entry.names, entry.notes):
        for language, text in texts.items():
            if language == "ar" and entry.code not in ABBREVIATIONS:
                assert ARABIC.search(text), (vocabulary, entry.code)
            if language != "ar":
                assert LATIN_ONLY.fullmatch(text), (vocabulary, entry.code, language)


@EVERY_VOCABULARY
def test_codes_are_well_formed_and_unique(vocabulary: Vocabulary) -> None:
    form = OWN_FORMS.get(vocabulary.name, KEBAB)
    assert all(form.fullmatch(code) for code in vocabulary.codes)
    assert len(set(vocabulary.codes)) == len(vocabulary.terms) == len(vocabulary) > 1


@EVERY_VOCABULARY
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_codes_share_a_name(vocabulary: Vocabulary, language: str) -> None:
    names = [entry.name(language).casefold() for entry in vocabulary]
    assert len(set(names)) == len(names)


@EVERY_VOCABULARY
def test_german_names_differ_from_english_ones(vocabulary: Vocabulary) -> None:
    """A forgotten translation shows as the same text in languages that rarely agree."""
    if vocabulary.name in {"countries", "seats", "places", "units", "tlp", "pap"}:
        return
    same = [entry.code for entry in vocabulary if entry.name("de").casefold() == entry.name("en").casefold()]
    assert set(same) <= {"name", "alias", "imei", "imsi", "iban", "training", "heroin"}


@pytest.mark.parametrize(
    "code,language,name",
    [
        ("terrorism", "ar", "الإرهاب والتطرف العنيف"),
        ("irregular-migration", "ar", "الهجرة غير النظامية"),
        ("drugs", "es", "tráfico ilícito de estupefacientes y sustancias psicotrópicas"),
        ("judicial-police", "de", "Gerichtspolizei"),
        ("sports-security", "fr", "sécurité des manifestations sportives"),
        ("forensic-science", "ar", "الشرطة العلمية والتقنية"),
        ("cybercrime", "en", "computer crime"),
        ("operational-cooperation", "ar", "التعاون العملياتي"),
    ],
)
def test_areas_are_word_for_word_what_the_parties_named(code: str, language: str, name: str) -> None:
    assert AREAS[code].name(language) == name


def test_all_areas_and_commitments_are_there() -> None:
    assert len(AREAS) == 25
    assert COMMITMENTS["controlled-deliveries"].name("ar") == "التسليم المراقب"
    assert COMMITMENTS["controlled-deliveries"].name("de") == "kontrollierte Lieferungen"
    assert COMMITMENTS["joint-commission"].name("fr") == "commission mixte de sécurité"
    assert len(COMMITMENTS) == 12


def test_a_label_never_fails() -> None:
    assert AREAS.label("drugs", "de") == "illegaler Handel mit Drogen und psychotropen Stoffen"
    assert AREAS.label("not-a-code", "de") == "not-a-code"
    assert AREAS.label("drugs", "xx") == AREAS["drugs"].name("en")
    assert AREAS["drugs"].note("ar") == ""


def test_a_vocabulary_cannot_be_changed_and_refuses_a_double() -> None:
    with pytest.raises(TypeError):
        AREAS["drugs"].names["en"] = "other"  # type: ignore[index]
    with pytest.raises(AttributeError):
        AREAS.name = "other"  # type: ignore[misc]
    one = term("one", "واحد", "uno", "eins", "un", "one")
    with pytest.raises(ValueError, match="twice"):
        Vocabulary("doubles", one, one)


def test_a_vocabulary_reads_like_a_mapping() -> None:
    assert "drugs" in AREAS
    assert None not in AREAS
    assert [entry.code for entry in AREAS] == list(AREAS.codes)
    assert AREAS.choices("en")[0] == ("terrorism", "terrorism and violent extremism")
    assert len({hash(entry) for entry in AREAS}) == len(AREAS)
    with pytest.raises(KeyError):
        AREAS["nothing"]


def test_the_language_names_are_the_languages() -> None:
    assert LANGUAGES_NAMES.codes == LANGUAGES
    assert LANGUAGES_NAMES["ar"].name("ar") == "العربية"
