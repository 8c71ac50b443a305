"""How the press writes: lines broken anywhere, offices in every order, ambassadors, several meetings."""

from datetime import date

import pytest

from mithaq.reader import read
from mithaq.reader.model import Reading

PUBLISHED = date(2026, 3, 5)

WRAPPED = """قام وفد من المديرية العامة للأمن الوطني بزيارة عمل إلى إسبانيا يوم الثلاثاء 3 مارس 2026، بدعوة من المدير العام
للشرطة الوطنية الإسبانية.

واتفق الطرفان خلال اجتماع ثنائي على تكثيف عمليات التسليم المراقب للمخدرات، وإحداث فرق مشتركة لمواجهة التهديدات الناشئة،
وإحداث لجنة أمنية مشتركة لتنظيم كأس العالم.

كما عقد اجتماع ثلاثي بمشاركة الشرطة الاتحادية الألمانية تناول الإرهاب.
"""


def seated(found: Reading) -> set[tuple[str | None, str | None, str | None]]:
    """Return (country, agency, name) of everybody at some table."""
    return {(one.country, one.agency, one.name) for meeting in found.meetings for one in meeting.participants}


def test_a_sentence_goes_on_over_the_end_of_a_full_line() -> None:
    found = read(WRAPPED)
    assert (found.visit.guest, found.visit.host, found.visit.invited_by) == (
        "ma.dgsn",
        "es.policia",
        "es.policia",
    )
    assert found.visit.delegation == "وفد من المديرية العامة للأمن الوطني"
    tables = {one.kind: {row.agency for row in one.participants} for one in found.meetings}
    assert tables == {
        "bilateral": {"ma.dgsn", "es.policia"},
        "trilateral": {"ma.dgsn", "es.policia", "de.bundespolizei"},
    }
    assert [one.kind for one in found.commitments] == [
        "controlled-deliveries",
        "joint-teams",
        "joint-commission",
    ]
    assert all(set(one.parties) == {"ma.dgsn", "es.policia"} for one in found.commitments)


def test_a_title_above_its_byline_is_no_broken_sentence() -> None:
    text = (
        "Le directeur de la police espagnole en visite de travail à Rabat pour deux jours\nPar Nadia Exemple\n"
        "Publié le 4 mars 2026\n\nLe directeur général de la police nationale espagnole s'est rendu mardi à Rabat, "
        "où il a rencontré la DGSN marocaine."
    )
    found = read(text)
    assert found.title == "Le directeur de la police espagnole en visite de travail à Rabat pour deux jours"
    assert (found.author, found.published) == ("Nadia Exemple", date(2026, 3, 4))


@pytest.mark.parametrize(
    "text, country, name",
    [
        (
            "Le directeur général de la DGSN a reçu mardi à Rabat l'ambassadrice d'Espagne au Maroc, Elena Ejemplo.",
            "ES",
            "Elena Ejemplo",
        ),
        (
            "The head of Morocco's DGSN received the U.S. Ambassador to Morocco, Ann Example, in Rabat on Tuesday.",
            "US",
            "Ann Example",
        ),
        (
            "El director general de la Policía Nacional recibió ayer al embajador de Alemania en España, Jan Beispiel.",
            "DE",
            "Jan Beispiel",
        ),
        (
            "Der Präsident der Bundespolizei empfing am Dienstag den marokkanischen Botschafter, Karim Beispiel.",
            "MA",
            "Karim Beispiel",
        ),
        (
            "استقبل المدير العام للأمن الوطني أمس بالرباط سفير فرنسا بالمغرب، السيد جان مثال.",
            "FR",
            "جان مثال",
        ),
    ],
)  # fmt: skip
def test_an_ambassador_is_of_the_country_that_sent_him(text: str, country: str, name: str) -> None:
    found = read(text, PUBLISHED)
    assert (country, None, name) in seated(found)
    assert found.visit.guest == country


def test_an_office_may_follow_the_name_of_its_agency() -> None:
    found = read("FBI Director Paul Example met the head of Morocco's DGSN in Rabat on Tuesday.", PUBLISHED)
    assert ("US", "FBI", "Paul Example") in seated(found)
    found = read(
        "BKA-Präsident Jan Beispiel traf am Dienstag in Rabat den Chef der marokkanischen DGSN.", PUBLISHED
    )
    assert ("DE", "BKA", "Jan Beispiel") in seated(found)


def test_the_head_of_an_organisation_sits_at_the_table_and_has_no_country() -> None:
    text = "Le directeur général de la DGSN marocaine a été reçu mardi à Lyon par le secrétaire général d'Interpol, Jan Exemple."
    found = read(text, PUBLISHED)
    assert (None, "Interpol", "Jan Exemple") in seated(found)
    assert (found.visit.host, found.visit.guest, found.visit.place) == ("Interpol", "ma.dgsn", "Lyon")


def test_a_second_meeting_with_a_third_country_is_another_one() -> None:
    text = (
        "El director general de la DGSN de Marruecos se reunió el martes en Madrid con el director general de la Policía "
        "Nacional. También mantuvo un encuentro con el presidente de la Policía Federal alemana."
    )
    tables = [{one.agency for one in meeting.participants} for meeting in read(text, PUBLISHED).meetings]
    assert len(tables) == 2
    assert tables[0] == {"ma.dgsn", "es.policia"}
    assert "es.policia" not in tables[1]


def test_city_and_date_before_the_first_sentence_are_those_of_publication() -> None:
    text = (
        "Badajoz, 4 de marzo de 2026. La Policía Nacional y la Policía de Seguridad Pública de Portugal celebraron ayer en "
        "Badajoz una reunión bilateral."
    )
    found = read(text)
    assert found.published == date(2026, 3, 4)
    assert found.visit.start == date(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "La DGSN a déployé samedi à Rabat un dispositif pour la rencontre amicale entre le Maroc et l'Espagne.",
        "La Policía Nacional ha detenido a dos personas con la DGST de Marruecos. Han acordado muchas actuaciones.",
    ],
)  # fmt: skip
def test_a_match_or_an_arrest_is_no_visit(text: str) -> None:
    found = read(text, PUBLISHED)
    assert (found.visit.host, found.visit.guest, found.visit.start, found.visit.place) == (
        None,
        None,
        None,
        None,
    )
    assert (found.meetings, found.commitments) == ((), ())


def test_a_meeting_of_another_day_is_not_the_one_told_of() -> None:
    text = (
        "El ministro del Interior de España y su homólogo marroquí se reunieron este lunes en Madrid. El pasado 12 de febrero, "
        "el director de la Policía Nacional también se reunió con el presidente de la Bundespolizei de Alemania."
    )
    found = read(text, PUBLISHED)
    assert "de.bundespolizei" not in {agency for _country, agency, _name in seated(found)}
    assert [one.kind for one in found.meetings] == ["bilateral"]
