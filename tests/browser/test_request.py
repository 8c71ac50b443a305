"""Requests asked in Arabic at Rabat are answered or refused at Madrid, in Spanish and in German."""

from browser import paths
from browser.officer import NARROW, Site
from browser.story import HANDLING


def test_both_see_the_request_closed(site: Site, carried_out: tuple[str, str]) -> None:
    _pact, request = carried_out
    for agency, name, closed in (("ma.dgsn", "Salma", "مغلق"), ("es.policia", "Lucía", "cerrad")):
        officer = site.officer(agency, name)
        assert closed in officer.wait_for(f"/dossiers/{request}/", closed)


def test_madrids_inbox_is_empty_afterwards(site: Site, carried_out: tuple[str, str]) -> None:
    lucia = site.officer("es.policia", "Lucía")
    _pact, request = carried_out
    lucia.wait_for(f"/dossiers/{request}/", "cerrad")
    lucia.go("/inbox/")
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


def test_information_about_a_person_is_released_by_a_second_officer_on_a_telephone(
    site: Site, carried_out: tuple[str, str]
) -> None:
    pact, _request = carried_out
    salma, pilar, lucia = (
        site.officer("ma.dgsn", "Salma"),
        site.officer("es.policia", "Pilar"),
        site.officer("es.policia", "Lucía"),
    )
    request = paths.ask(salma, pact, "تمرين: من استأجر المستودع؟")
    lucia.wait_for(f"/dossiers/{request}/", "تمرين: من استأجر المستودع؟")
    paths.write_of_a_person(lucia, request, "Ejercicio: lo alquiló Mustermann.")
    lucia.press(paths.FORM_PREVIEW)
    assert "/preview/" in lucia.page.url, lucia.text()
    assert lucia.page.locator('.as-seen[lang="ar"][dir="rtl"]').count() == 1
    lucia.look("es-preview")
    lucia.press('form[action$="/release/"] button')
    pilar.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    said = pilar.go("/releases/")
    assert "Lucía" in said
    assert "andere Rechtsordnung" in said
    pilar.look("de-queue")
    pilar.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    pilar.press(".queue .button")
    assert "Ejercicio: lo alquiló Mustermann." in pilar.text()
    pilar.look("de-decide")
    pilar.press('button[name="do"][value="release"]')
    assert f"/dossiers/{request}/" in pilar.page.url
    salma.wait_for(f"/dossiers/{request}/", "Ejercicio: lo alquiló Mustermann.")
    for officer in (salma, pilar, lucia):
        officer.has_nothing_to_complain_of()


def test_a_request_is_corrected_and_then_refused_in_german(site: Site, carried_out: tuple[str, str]) -> None:
    pact, _request = carried_out
    salma, pilar = site.officer("ma.dgsn", "Salma"), site.officer("es.policia", "Pilar")
    request = paths.ask(salma, pact, "تمرين: رقم خاطئ CSQU3054384")
    salma.go(f"/dossiers/{request}/write/correct/?entry={request}")
    salma.fill(body__body__question__text="تمرين: الرقم الصحيح CSQU3054383", **HANDLING)
    if salma.page.locator('select[name="body.reason"]').count():
        salma.page.select_option('select[name="body.reason"]', index=1)
    salma.release()
    pilar.wait_for(f"/dossiers/{request}/", "تمرين: الرقم الصحيح CSQU3054383")
    pilar.go(f"/dossiers/{request}/write/refuse/")
    pilar.fill(body__ground="ongoing-investigation", **HANDLING)
    pilar.fill(body__text__text="Übung: Es wird noch ermittelt.")
    assert pilar.page.input_value('[name="body.text.language"]') == "de"
    pilar.release()
    said = salma.wait_for(f"/dossiers/{request}/", "Übung: Es wird noch ermittelt.")
    assert "مرفوض" in said
    salma.look("ar-refused")
    for officer in (salma, pilar):
        officer.has_nothing_to_complain_of()
