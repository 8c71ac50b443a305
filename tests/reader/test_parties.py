"""Who took part, where, and whether it was held: what is read, and what is not made up."""

from datetime import date

import pytest

from mithaq.reader import read

PUBLISHED = date(2026, 3, 5)

TO_COME = [
    "The director general of Morocco's DGSN is expected in Madrid next Tuesday for talks with the National Police of Spain.",
    "Spain's National Police chief will travel to Rabat on 12 March to meet his DGSN counterpart.",
    "A delegation of Germany's Bundespolizei is due to visit Rabat next week at the invitation of the DGSN of Morocco.",
    "El director general de la Policía Nacional tiene previsto viajar a Rabat el próximo martes para reunirse con la DGSN marroquí.",
    "La DGSN de Marruecos recibirá el 12 de marzo en Rabat a una delegación de la Policía Nacional.",
    "Le directeur général de la DGSN marocaine se rendra à Madrid mardi prochain, à l'invitation de la Policía Nacional espagnole.",
    "Une délégation de la Bundespolizei allemande est attendue à Rabat le 12 mars pour rencontrer la DGSN du Maroc.",
    "Der Präsident der Bundespolizei reist kommende Woche nach Rabat, wo er die marokkanische DGSN treffen wird.",
    "Eine Delegation der marokkanischen DGSN wird am 12. März bei der Bundespolizei in Potsdam erwartet.",
    "من المرتقب أن يقوم المدير العام للأمن الوطني المغربي بزيارة عمل إلى مدريد للقاء المدير العام للشرطة الوطنية الإسبانية.",
    "سيستقبل المدير العام للأمن الوطني بالرباط يوم 12 مارس وفدا عن الشرطة الوطنية الإسبانية.",
    "يعتزم المدير العام للشرطة الوطنية الإسبانية زيارة الرباط الأسبوع القادم بدعوة من المديرية العامة للأمن الوطني.",
    "يزور المدير العام للشرطة الوطنية الإسبانية الرباط يوم الثلاثاء المقبل للقاء المدير العام للأمن الوطني.",
]  # fmt: skip

HELD = [
    "The director general of Morocco's DGSN visited Madrid on Tuesday and met the chief of Spain's National Police. They agreed to set up joint teams which will begin work in May.",
    "La DGSN de Marruecos recibió ayer en Rabat a una delegación de la Policía Nacional, que mañana visitará Tánger.",
    "Le directeur général de la DGSN marocaine s'est rendu mardi à Madrid où il a rencontré la Policía Nacional espagnole. Les équipes conjointes seront opérationnelles en juin.",
    "Der Präsident der Bundespolizei hat am Dienstag in Rabat die marokkanische DGSN besucht. Die Zusammenarbeit soll vertieft werden.",
    "استقبل المدير العام للأمن الوطني أمس بالرباط وفدا عن الشرطة الوطنية الإسبانية. وسيشرع الطرفان في العمل قريبا.",
]  # fmt: skip


@pytest.mark.parametrize("text", TO_COME)
def test_a_visit_to_come_is_no_visit_held(text: str) -> None:
    found = read(text, PUBLISHED)
    assert found.visit.start is None
    assert found.visit.end is None
    assert found.visit.needs_confirmation
    assert found.visit.notes[0].partition(":")[0] == "announced"
    assert found.meetings == ()
    assert found.commitments == ()
    assert found.visit.host is not None


@pytest.mark.parametrize("text", HELD)
def test_a_visit_held_stays_one_though_the_text_speaks_of_what_will_come(text: str) -> None:
    found = read(text, PUBLISHED)
    assert found.visit.start in {date(2026, 3, 3), date(2026, 3, 4)}
    assert not any(note.startswith("announced") for note in found.visit.notes)


def agencies(text: str) -> set[str | None]:
    """Return the agencies of all meetings."""
    return {one.agency for meeting in read(text, PUBLISHED).meetings for one in meeting.participants}


def test_a_service_of_the_same_name_in_another_country_is_not_taken_for_the_moroccan_one() -> None:
    text = "استقبل المدير العام للأمن الوطني أمس بالجزائر العاصمة المدير العام لشرطة الأمن العام البرتغالية، وبحثا مكافحة الإرهاب."
    assert agencies(text) == {"الأمن الوطني", "pt.psp"}


def test_a_country_alone_makes_no_agency_and_a_city_no_country() -> None:
    found = read(
        "A Moroccan delegation met Spanish officials in Madrid on Tuesday to discuss terrorism.", PUBLISHED
    )
    assert found.meetings == ()
    assert found.visit.host is None
    found = read(
        "The head of Morocco's DGSN held talks on Tuesday with the head of Spain's National Police on drugs.",
        PUBLISHED,
    )
    assert found.visit.place is None
    assert {meeting.place for meeting in found.meetings} == {None}


def test_the_place_of_the_dateline_is_not_the_place_of_the_visit() -> None:
    text = "RABAT, 4 March 2026 (MAP) - The head of Morocco's DGSN visited Spain on Tuesday and met the head of Spain's National Police."
    assert read(text).visit.place == "Spain"


def test_the_head_of_two_agencies_is_there_for_those_that_the_text_names() -> None:
    both = "Morocco's Director General of National Security and Territorial Surveillance, Abdellatif Hammouchi, met the head of Spain's National Police in Rabat on Tuesday."
    one = both.replace(" and Territorial Surveillance", "")
    assert agencies(both) == {"ma.dgsn", "ma.dgst", "es.policia"}
    assert agencies(one) == {"ma.dgsn", "es.policia"}


def test_a_counterpart_is_not_of_the_agency_that_was_named_before() -> None:
    text = "El director general de la Policía Nacional, Francisco Pardo, y su homólogo francés, Louis Martel, se reunieron ayer en Madrid y acordaron crear un equipo conjunto."
    (meeting,) = read(text, PUBLISHED).meetings
    assert {(one.country, one.agency, one.name) for one in meeting.participants} == {
        ("ES", "es.policia", "Francisco Pardo"),
        ("FR", None, "Louis Martel"),
    }


def test_four_countries_meet_multilaterally() -> None:
    text = "The heads of Morocco's DGSN, Spain's National Police, Germany's Federal Police and Portugal's Public Security Police met in Rabat on Tuesday to review cybercrime."
    (meeting,) = read(text, PUBLISHED).meetings
    assert meeting.kind == "multilateral"
    assert len({one.country for one in meeting.participants}) == 4


def test_what_a_page_has_around_the_text_is_not_read_as_the_text() -> None:
    text = (
        "Accueil > Société\nVisite à Rabat du chef de la police espagnole\nPar Nadia Exemple\n"
        "Publié le 4 mars 2026 à 10h00\n\n"
        "Le directeur général de la police nationale espagnole s'est rendu mardi à Rabat, où il a été reçu par le "
        "directeur général de la DGSN marocaine.\n\n"
        "Lire aussi : La Bundespolizei et la DGSN signent un accord sur la formation\n"
        "Commentaires\nLes deux parties sont convenues de créer des équipes conjointes\n"
    )
    found = read(text)
    assert found.title == "Visite à Rabat du chef de la police espagnole"
    assert (found.author, found.published) == ("Nadia Exemple", date(2026, 3, 4))
    assert (found.visit.host, found.visit.guest) == ("ma.dgsn", "es.policia")
    assert found.commitments == ()
    assert "de.bundespolizei" not in {
        one.agency for meeting in found.meetings for one in meeting.participants
    }
