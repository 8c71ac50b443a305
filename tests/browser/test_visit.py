"""From an invitation in Spanish to a comment in Spanish under a communiqué that two agencies released."""

import gettext
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import mithaq
from browser.conftest import PASSWORD, enter
from browser.officer import NARROW, PATIENCE, Officer, Site
from browser.story import BEGIN, sign_pact
from mithaq.kinds.body import Body
from mithaq.kinds.visit.bodies import ApproveText, Confirm
from mithaq.node import home
from nodes import acquainted, running
from press.conftest import Site as Press
from press.conftest import surroundings

HANDLED = {"handling__purpose": "coordination", "handling__legal_basis": "pact", "handling__codes": "H0"}
ARABIC = ("تمرين: زيارة عمل إلى مدريد", "تمرين: اتفق الجانبان على تكثيف عمليات التسليم المراقب.")
SPANISH = (
    "Ejercicio: visita de trabajo a Madrid",
    "Ejercicio: ambas partes acordaron multiplicar las entregas vigiladas.",
)
COMMENT = "Ejercicio: me alegra que cooperen."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[Site, Press]]:
    """Rabat with its public site, and Madrid."""
    folder = tmp_path_factory.mktemp("visit")
    with acquainted(folder, "ma.dgsn", "es.policia") as ((rabat, _), (madrid, _)):
        press = Press(folder / "press", signer=home.load(rabat.home).signer)
        with (rabat.home / "node.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'press = "{press.url}"\n')
        enter(rabat, "Salma", "ar", "Africa/Casablanca", "liaison")
        enter(rabat, "Youssef", "fr", "Africa/Casablanca", "supervisor")
        enter(madrid, "Lucía", "es", "Europe/Madrid", "liaison")
        press.start()
        with running(rabat, madrid):
            yield Site(chromium, {"ma.dgsn": rabat.url, "es.policia": madrid.url}, PASSWORD), press
        press.stop()


def told(language: str, body: type[Body]) -> str:
    """Return what pages in a language say of an entry: that somebody has done it."""
    folder = Path(mithaq.__file__).parent / "locale"
    return gettext.translation("django", str(folder), [language]).gettext(body.done)


def pact_for_visits(salma: Officer, lucia: Officer) -> str:
    salma.go("/dossiers/new/?pact=none")
    salma.fill(parties="es.policia", exercise="yes")
    salma.press(BEGIN)
    salma.fill(body__name__text="تمرين: ميثاق الرباط ومدريد", body__terms__areas="drugs")
    salma.fill(body__terms__purposes="coordination", body__terms__kinds="visit")
    salma.fill(body__terms__handling="H0", body__terms__tlp="TLP:AMBER", body__terms__retention_months="36")
    salma.fill(body__terms__legal_basis="bilateral-agreement")
    pact = salma.release()
    sign_pact(lucia, pact)
    return pact


def write(officer: Officer, dossier: str, type_: str, **fields: str) -> None:
    officer.go(f"/dossiers/{dossier}/write/{type_}/")
    officer.fill(**fields)
    officer.release()


def test_from_the_invitation_to_the_comment(house: tuple[Site, Press]) -> None:
    site, press = house
    salma, lucia = site.officer("ma.dgsn", "Salma"), site.officer("es.policia", "Lucía")
    pact = pact_for_visits(salma, lucia)
    visit = invite(lucia, pact)
    salma.wait_for(f"/dossiers/{visit}/", "Ejercicio: evaluar la asociación.")
    write(salma, visit, "confirm")
    meet_and_decide(lucia, salma, visit)
    communique(salma, lucia, visit)
    released(site, salma, visit)
    comment(site, press)
    for officer in (salma, lucia):
        officer.has_nothing_to_complain_of()


def invite(lucia: Officer, pact: str) -> str:
    lucia.wait_for(f"/dossiers/new/?pact={pact}", "")
    lucia.fill(what="visit/invite")
    lucia.press(BEGIN)
    lucia.fill(
        body__host="es.policia", body__guests="ma.dgsn", body__start="2030-01-28", body__end="2030-01-29"
    )
    lucia.fill(body__aim__text="Ejercicio: evaluar la asociación.", body__areas="drugs", **HANDLED)
    return lucia.release()


def meet_and_decide(lucia: Officer, salma: Officer, visit: str) -> None:
    lucia.wait_for(f"/dossiers/{visit}/", told("es", Confirm))
    lucia.go(f"/dossiers/{visit}/write/meet/")
    lucia.fill(
        body__meeting="bilateral", body__areas="drugs", body__subject__text="Ejercicio: entregas.", **HANDLED
    )
    for agency in ("es.policia", "ma.dgsn"):
        lucia.fill(body__agencies=agency)
    lucia.release()
    lucia.go(f"/dossiers/{visit}/write/minutes/")
    lucia.page.select_option('[name="body.entry"]', index=1)
    lucia.fill(body__text__text="Ejercicio: se trataron las entregas vigiladas.", **HANDLED)
    lucia.press('button[name="add"][value="body.decisions"]')
    first = "body__decisions__0__"
    lucia.fill(**{f"{first}commitment": "controlled-deliveries", f"{first}areas": "drugs"})
    for agency in ("es.policia", "ma.dgsn"):
        lucia.fill(**{f"{first}owners": agency})
    lucia.fill(**{f"{first}text__text": SPANISH[1], f"{first}measure__text": "Ejercicio: dos entregas."})
    lucia.release()
    said = salma.wait_for(f"/dossiers/{visit}/", "Ejercicio: se trataron las entregas vigiladas.")
    assert "التسليم المراقب" in said, "the decision's kind in the reader's language"
    salma.go(f"/dossiers/{visit}/write/approve/")
    salma.page.select_option('[name="body.entry"]', index=1)
    salma.release()
    salma.look("ar-visit", f"/dossiers/{visit}/")


def communique(salma: Officer, lucia: Officer, visit: str) -> None:
    salma.go(f"/dossiers/{visit}/write/draft-communique/")
    for place, (language, (title, text)) in enumerate((("ar", ARABIC), ("es", SPANISH))):
        if not salma.page.locator(f'[name="body.editions.{place}.title.text"]').count():
            salma.press('button[name="add"][value="body.editions"]')
        at = f"body__editions__{place}__"
        salma.fill(**{f"{at}title__language": language, f"{at}title__text": title})
        salma.fill(**{f"{at}text__language": language, f"{at}text__text": text})
    salma.fill(**HANDLED)
    salma.release()
    lucia.wait_for(f"/dossiers/{visit}/", SPANISH[1])
    lucia.go(f"/dossiers/{visit}/write/approve-communique/")
    lucia.page.select_option('[name="body.entry"]', index=1)
    lucia.release()
    lucia.look("es-visit", f"/dossiers/{visit}/")


def released(site: Site, salma: Officer, visit: str) -> None:
    """Release it: an order, that a second officer of Rabat looks at and that cannot be undone."""
    salma.wait_for(f"/dossiers/{visit}/", told("ar", ApproveText))
    salma.go(f"/dossiers/{visit}/write/publish/")
    salma.page.select_option('[name="body.entry"]', index=1)
    salma.press('button[name="do"][value="preview"]:not(.hidden)')
    salma.press('form[action$="/release/"] button')
    salma.press('button[name="sure"]')
    youssef = site.officer("ma.dgsn", "Youssef")
    youssef.go("/releases/")
    youssef.press(".queue .button")
    youssef.page.check('[name="sure"]')
    youssef.press('button[name="do"][value="release"]')
    youssef.go("/releases/")
    assert not youssef.page.locator(".queue").count(), youssef.text()


def a_reader(site: Site, press: Press) -> Officer:
    """Return a reader whose browser keeps no page: the site lets it keep one for a minute."""
    page = site.browser.new_context(locale="es-ES").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return Officer(page, press.url, "reader")


def comment(site: Site, press: Press) -> None:
    """A reader in Madrid comments; the moderator of Rabat's site approves on a telephone."""
    reader = a_reader(site, press)
    reader.wait_for("/es/", SPANISH[0])
    reader.press(".rows a")
    reader.look("es-press")
    reader.fill(name="Lectora de ejemplo", email="lectora@lectores.example", text=COMMENT)
    reader.page.check('[name="accepted"]')
    reader.press(".comments form button")
    assert "/comments/" in reader.page.url, reader.text()
    command = [sys.executable, "-m", "mithaq", "press", "moderator", "add", "nadia@exercise.example"]
    subprocess.run(
        [*command, "--dir", str(press.folder)],
        env=surroundings() | {"MITHAQ_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
    )
    nadia = Officer(site.browser.new_context(locale="ar-MA").new_page(), press.url, "Nadia")
    nadia.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    nadia.go("/moderate/sign-in/")
    nadia.fill(username="nadia@exercise.example", password=PASSWORD)
    nadia.press("main form button")
    assert COMMENT in nadia.text()
    nadia.look("ar-moderate")
    nadia.press('button[value="approve"]')
    said = reader.wait_for("/es/", SPANISH[0])
    assert COMMENT not in said
    reader.press(".rows a")
    assert COMMENT in reader.text()
    assert "lectora@lectores.example" not in reader.page.content()
