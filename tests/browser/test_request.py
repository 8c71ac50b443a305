"""A request asked in Arabic at Rabat is read in Spanish at Madrid, answered and closed, in a real browser."""

from browser.officer import Site


def test_both_see_the_request_closed(site: Site, carried_out: tuple[str, str]) -> None:
    _pact, request = carried_out
    for agency, name, closed in (("ma.dgsn", "Salma", "مغلق"), ("es.policia", "Lucía", "cerrad")):
        officer = site.officer(agency, name)
        assert closed in officer.wait_for(f"/dossiers/{request}/", closed)


def test_madrids_inbox_is_empty_afterwards(site: Site, carried_out: tuple[str, str]) -> None:
    lucia = site.officer("es.policia", "Lucía")
    _pact, request = carried_out
    lucia.wait_for(f"/dossiers/{request}/", "cerrad")
    lucia.go("/")
    assert lucia.page.locator(f'a[href="/dossiers/{request}/"]').count() == 0


def test_a_colleague_who_is_not_named_finds_nothing(site: Site, carried_out: tuple[str, str]) -> None:
    _pact, request = carried_out
    hind = site.officer("ma.dgsn", "Hind")
    assert "CSQU3054383" not in hind.go(f"/dossiers/{request}/")


def test_a_form_survives_a_session_that_has_ended(site: Site, carried_out: tuple[str, str]) -> None:
    pact, _request = carried_out
    salma = site.officer("ma.dgsn", "Salma")
    salma.go(f"/dossiers/{pact}/write/suspend/")
    salma.fill(body__text__text="تمرين: نص لا يضيع")
    salma.press('button[name="do"][value="save"]:not(.hidden)')
    address = salma.page.url.removeprefix(salma.url)
    salma.page.context.clear_cookies()
    again = site.officer("ma.dgsn", "Salma")
    again.go(address)
    assert again.page.input_value('[name="body.text.text"]') == "تمرين: نص لا يضيع"
