"""What is found, for whom, on both engines alike; what is gone is found by nobody."""

import pytest

from mithaq.node import officers
from mithaq.node.home import Home
from mithaq.node.models import (
    Audit,
    DossierRow,
    EntryRow,
    Officer,
    OwnReference,
)
from mithaq.node.search.asking import Asked
from mithaq.node.search.finding import search
from mithaq.record.errors import Refusal
from partners import Partner
from searches import ask, found, look, opened, person, received, signed_pact, text

QUESTION = "تمرين: تم ضبط حاوية قرب الميناء وأُبلغت بالشرطة القضائية"


@pytest.fixture
def pact(salma: Officer, madrid: Partner) -> str:
    return signed_pact(salma, madrid)


@pytest.mark.parametrize(
    "words",
    ["شرطة", "والشرطة", "للشرطة", "الحاويات", "حاويه", "حاويةٌ", "الميناء", "ضبط*", '"الشرطة القضائية"'],
)
def test_arabic_is_found_with_or_without_its_clitics_and_signs(salma: Officer, pact: str, words: str) -> None:
    one = opened(salma, pact, ask(question=text("ar", QUESTION)))
    assert (found(salma, words) == [one]) is (words != '"الشرطة القضائية"')


@pytest.mark.parametrize(
    "language, said, words",
    [
        ("es", "Ejercicio: investigaciones sobre matrículas falsificadas", "investigación matrícula"),
        ("de", "Übung: Ermittlungen zu den Fahrzeugen am Grenzübergang", "Ermittlung Fahrzeug"),
        ("de", "Übung: Flüchtlinge wurden geschleust", "fluchtling"),
        ("fr", "Exercice : des véhicules volés ont été signalés", "vehicule volé signalé"),
        ("en", "Exercise: seizures of drugs were reported", "seizure report"),
        ("en", "Exercise: the consignment left Tangier", '"consignment left"'),
        ("en", "Exercise: the consignment left Tangier", "consign*"),
    ],
)
def test_words_are_found_in_other_forms(
    salma: Officer, pact: str, language: str, said: str, words: str
) -> None:
    one = opened(salma, pact, ask(question=text(language, said)))
    assert found(salma, words) == [one]
    assert found(salma, f"{words} nothing") == []


@pytest.mark.parametrize("words", ['"left consignment"', '"consignment Tangier"', "ignment", "Tangie"])
def test_what_does_not_stand_there_is_not_found(salma: Officer, pact: str, words: str) -> None:
    opened(salma, pact, ask(question=text("en", "Exercise: the consignment left Tangier")))
    assert found(salma, words) == []


@pytest.mark.parametrize(
    "type_, value, words",
    [
        ("container", "CSQU3054383", "CSQU 305438-3"),
        ("container", "CSQU 305438/3", "csqu3054383"),
        ("plate", "B-MA 1234", "bma1234"),
        ("plate", "12345-أ-6", "12345 ا 6"),
        ("phone", "+212 612-345678", "0612345678"),
        ("phone", "0612 345 678", "+212612345678"),
        ("phone", "٠٦١٢٣٤٥٦٧٨", "0612345678"),
        ("iban", "ES91 2100 0418 4502 0005 1332", "ES9121000418450200051332"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(
    salma: Officer, pact: str, type_: str, value: str, words: str
) -> None:
    subject = {"person": False, "identifiers": [{"type": type_, "value": value}]}
    one = opened(salma, pact, ask(subjects=[subject]))
    result = look(salma, words)
    assert [(hit.row.entry, hit.exact) for hit in result.hits] == [(one, True)]


@pytest.mark.parametrize("words", ["CSQU3054383", "csqu 305438 3", "+34 612 345 678", "612345678"])
def test_a_number_within_a_text_is_found_too(salma: Officer, pact: str, words: str) -> None:
    said = "Exercise: container CSQU 305438-3 was named by telephone +34 612 345 678."
    one = opened(salma, pact, ask(question=text("en", said), subjects=[]))
    assert found(salma, words) == [one]


@pytest.mark.parametrize("written", ["Abdellatif Zerhouni", "عبد اللطيف زرهوني"])
@pytest.mark.parametrize("words", ["Zarhouni", "zerhouni", "زرهوني", "Serhuni", "Abdul Latif Zarhuni"])
def test_a_name_is_found_in_other_spellings_and_scripts(
    salma: Officer, madrid: Partner, node: Home, pact: str, written: str, words: str
) -> None:
    one = received(madrid, node, pact, subjects=[person(written)])
    received(madrid, node, pact, subjects=[person("Hassan Zerouali"), person("حسن زروالي")])
    assert found(salma, words) == [one]


def test_a_look_alike_stays_apart(salma: Officer, madrid: Partner, node: Home, pact: str) -> None:
    hassan = received(madrid, node, pact, subjects=[person("Hassan Tazi")])
    hussein = received(madrid, node, pact, subjects=[person("حسين التازي")])
    assert found(salma, "حسن التازي") == [hassan]
    assert found(salma, "Houcine Tazi") == [hussein]
    assert set(found(salma, "Tazi")) == {hassan, hussein}


def test_a_name_within_a_text_is_found_across_scripts(salma: Officer, pact: str) -> None:
    one = opened(salma, pact, ask(question=text("es", "Ejercicio: lo dijo Hamouchi ayer")))
    assert found(salma, "حموشي") == [one]
    assert found(salma, '"حموشي"') == []  # quotes ask for the words as they stand


def test_filters_narrow_what_is_found(salma: Officer, madrid: Partner, pact: str) -> None:
    one = opened(salma, pact, ask())
    day = EntryRow.objects.get(entry=one).time[:10]
    assert found(salma, "container", kind="request", author="ma.dgsn", since=day, until=day) == [one]
    assert found(salma, "container", kind="pact") == []
    assert found(salma, "container", author="es.policia") == []
    assert found(salma, "container", since="2999-01-01") == []
    assert found(salma, "container", until="1999-01-01") == []


def test_exact_hits_come_first_and_then_the_newest(salma: Officer, pact: str) -> None:
    plate = {"person": False, "identifiers": [{"type": "plate", "value": "B-MA 1234"}]}
    exact = opened(salma, pact, ask(subjects=[plate], question=text("en", "Exercise: the first")))
    newer = opened(salma, pact, ask(question=text("de", "Übung: b und ma und 1234"), subjects=[]))
    newest = opened(salma, pact, ask(question=text("de", "Übung: ma, b, 1234"), subjects=[]))
    assert found(salma, "B MA 1234") == [exact, newest, newer]


def test_pages_follow_each_other_without_a_gap(
    salma: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.node.search.statements.PAGE", 2)
    made = [opened(salma, pact, ask()) for _ in range(5)]
    seen, before = [], None
    for _ in range(3):
        page = search(salma, Asked("container"), before=before)
        seen += [hit.row.entry for hit in page.hits]
        before = page.older
    assert seen == made[::-1]
    assert before is None


def test_own_reference_numbers_are_found(salma: Officer, anas: Officer, pact: str) -> None:
    one = opened(salma, pact, ask())
    OwnReference.objects.create(dossier_id=one, text="RAB-2026-17")
    assert [row.id for row in look(salma, "rab-2026-17").dossiers] == [one]
    assert look(anas, "rab-2026-17").dossiers == ()


# ---------------------------------------------------------------- who finds


def test_who_is_not_named_learns_only_whom_to_ask(salma: Officer, anas: Officer, pact: str) -> None:
    one = opened(salma, pact, ask())
    result = look(anas, "container")
    assert result.hits == ()
    assert result.elsewhere is not None
    assert (result.elsewhere.dossiers, result.elsewhere.ask) == (1, ("Salma",))
    told = Audit.objects.filter(what="found-elsewhere").get()
    assert (told.who, told.entries) == (anas.email, [one])
    assert look(anas, "submarine").elsewhere is None


def test_whoever_is_named_finds_it(
    salma: Officer, anas: Officer, youssef: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened(salma, pact, ask())
    officers.name(anas, DossierRow.objects.get(id=one), by=salma)
    assert found(anas, "container") == [one]
    assert found(youssef, "container") == [one]
    monkeypatch.setattr("mithaq.node.search.finding.FEW_DOSSIERS", 0)  # as with very many dossiers
    assert found(anas, "container") == [one]
    assert look(anas, "container").elsewhere is None
    assert look(anas, "pact").elsewhere is not None


def test_who_protects_data_says_why(hind: Officer, salma: Officer, pact: str) -> None:
    one = opened(salma, pact, ask())
    with pytest.raises(Refusal, match="reason-missing"):
        look(hind, "container")
    assert [hit.row.entry for hit in look(hind, "container", why="asked by a data subject").hits] == [one]
    row = Audit.objects.filter(what="searched", who=hind.email).get()
    assert (row.subject, row.why, row.entries) == ("container", "asked by a data subject", [one])


def test_an_administrator_does_not_search(karim: Officer) -> None:
    with pytest.raises(Refusal, match="officer-may-not"):
        look(karim, "container")


@pytest.mark.parametrize(
    "words, code", [("", "search-empty"), ('" . "', "search-empty"), ("a*", "search-short")]
)
def test_nothing_is_no_question(salma: Officer, words: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        look(salma, words)


@pytest.mark.parametrize(
    "words",
    [
        "'",
        "zq' | 'zq",
        '"',
        '" OR "',
        "NEAR(zq b)",
        "words:zq",
        "zq:*",
        "\\",
        "-zq",
        "^zq",
        "(zq",
        "%",
        "~zq",
        "#dzq",
    ],
)
def test_no_words_are_taken_for_orders_to_the_database(salma: Officer, pact: str, words: str) -> None:
    opened(salma, pact, ask())
    if not any(map(str.isalnum, words)):
        with pytest.raises(Refusal, match="search-empty"):
            found(salma, words)
    else:
        assert found(salma, words) == []
