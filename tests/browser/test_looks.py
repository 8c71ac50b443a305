"""Every page in Arabic, German and French, wide and narrow, light and dark, for a person to look at.

What a machine can see is asserted: nothing sticks out at the side, and the browser blocked nothing.
"""

import pytest

from browser.officer import Site

READERS = (("ma.dgsn", "Salma", "ar"), ("es.policia", "Pilar", "de"), ("ma.dgsn", "Youssef", "fr"))


@pytest.mark.parametrize("agency, name, language", READERS)
def test_pages_of_an_officer(
    site: Site, carried_out: tuple[str, str], agency: str, name: str, language: str
) -> None:
    pact, request = carried_out
    officer = site.officer(agency, name)
    pages = {
        "home": "/",
        "inbox": "/inbox/",
        "waiting": "/inbox/?whose=theirs",
        "dossiers": "/dossiers/",
        "dossier": f"/dossiers/{request}/?all",
        "pact": f"/dossiers/{pact}/",
        "new": "/dossiers/new/",
        "choose": f"/dossiers/new/?pact={pact}",
        "form": f"/dossiers/{request}/write/inform/",
        "drafts": "/drafts/",
        "contacts": "/contacts/",
        "account": "/account/",
        "factors": "/accounts/2fa/",
    }
    if name != "Salma":
        pages["releases"] = "/releases/"
    for label, path in pages.items():
        officer.look(f"{language}-{label}", path)
        assert officer.page.get_attribute("html", "lang") == language
    officer.has_nothing_to_complain_of()


def test_the_data_protection_officers_page(site: Site, carried_out: tuple[str, str]) -> None:
    hind = site.officer("ma.dgsn", "Hind")
    hind.look("ar-audit", f"/audit/?about={carried_out[1]}")
    assert "salma@exercise.example" in hind.text()
    hind.has_nothing_to_complain_of()


def test_signing_in_and_what_is_not_there(site: Site) -> None:
    page = site.browser.new_context().new_page()
    page.goto(site.urls["ma.dgsn"] + "/")
    assert page.input_value('[name="login"]') == ""
    page.screenshot(path=site.shots / "sign-in.png")
    page.goto(site.urls["ma.dgsn"] + "/nowhere/")
    page.screenshot(path=site.shots / "not-here.png")
    assert page.inner_text("h1")
