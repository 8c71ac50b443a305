"""Agencies are known by name, by seat and by country; the list is open."""

import pytest

from mithaq.terms import AGENCIES, AGENCY_SEATS, COUNTRIES, country_of, is_agency_id, seat_of, short_name


def test_the_official_names() -> None:
    assert AGENCIES["ma.dgsn"].name("ar") == "المديرية العامة للأمن الوطني"
    assert AGENCIES["ma.dgsn"].name("ar") != AGENCIES["ma.dgst"].name("ar")
    assert AGENCIES["de.bundespolizei"].name("de").startswith("Bundespolizei")


def test_every_known_agency_has_a_seat_and_a_country() -> None:
    assert set(AGENCY_SEATS) == set(AGENCIES.codes)
    for agency in AGENCIES.codes:
        assert is_agency_id(agency)
        assert country_of(agency) in COUNTRIES
    assert seat_of("pt.psp", "ar") == "لشبونة"
    assert short_name("ma.dgsn") == "DGSN"


def test_an_unknown_agency_is_shown_by_its_id() -> None:
    assert (
        AGENCIES.label("fr.police", "fr")
        == seat_of("fr.police", "fr")
        == short_name("fr.police")
        == "fr.police"
    )


@pytest.mark.parametrize(
    "wrong", ["", "dgsn", "ma.dgsn\n", "MA.dgsn", "ma._", "ma.dgsn.rabat", "m.x", "ma." + "a" * 64]
)
def test_ill_formed_ids_are_no_agencies(wrong: str) -> None:
    assert not is_agency_id(wrong)
