"""The request of the story, as its officers carry it out on the pages of two running nodes."""

from browser.officer import Officer, Site

QUESTION = "تمرين: إلى أين نُقلت الحاوية CSQU3054383 بعد طنجة؟"
TRANSLATION = "Ejercicio: ¿adónde fue trasladado el contenedor CSQU3054383 después de Tánger?"
ANSWER = "Ejercicio: el contenedor salió hacia Hamburgo en el camión 4471-KLM."
HANDLING = {"handling__purpose": "investigation", "handling__legal_basis": "pact", "handling__codes": "H1"}
BEGIN = "main form .button"


def propose_pact(salma: Officer) -> str:
    """Propose the pact of Rabat and Madrid; return its id."""
    salma.go("/dossiers/new/?pact=none")
    salma.fill(parties="es.policia", exercise="yes")
    salma.press(BEGIN)
    salma.fill(body__name__text="تمرين: ميثاق الرباط ومدريد", body__terms__areas="drugs")
    salma.fill(body__terms__purposes="investigation", body__terms__kinds="request")
    salma.fill(body__terms__handling="H1", body__terms__tlp="TLP:AMBER", body__terms__retention_months="36")
    salma.fill(body__terms__legal_basis="bilateral-agreement")
    salma.look("ar-pact-form")
    return salma.release()


def sign_pact(lucia: Officer, pact: str) -> None:
    """Wait for the pact at Madrid, and sign it."""
    lucia.wait_for(f"/dossiers/{pact}/", "تمرين: ميثاق الرباط ومدريد")
    lucia.go(f"/dossiers/{pact}/write/sign/")
    lucia.release()


def ask(salma: Officer, pact: str) -> str:
    """Wait until the pact is in force at Rabat, and ask under it; return the request's id."""
    salma.wait_for(f"/dossiers/new/?pact={pact}", "")
    salma.fill(what="request/ask")
    salma.press(BEGIN)
    for name in ("circumstances", "offence", "why_here", "necessity"):
        salma.fill(**{f"body__{name}__text": "تمرين: نص للتجربة"})
    salma.fill(body__asked="es.policia", body__question__text=QUESTION, body__area="drugs")
    salma.fill(body__purpose="investigation", body__legal_basis="pact", body__urgency="urgent-direct")
    salma.fill(body__urgent_reasons="losing-relevance", **HANDLING)
    salma.press('button[name="add"][value="body.subjects"]')
    salma.press('button[name="add"][value="body.subjects.0.identifiers"]')
    salma.fill(body__subjects__0__identifiers__0__type="container")
    salma.fill(body__subjects__0__identifiers__0__value="CSQU3054383")
    assert salma.page.input_value('[name="body.question.text"]') == QUESTION
    salma.look("ar-request-form")
    return salma.release()


def read_and_answer(lucia: Officer, request: str) -> None:
    """Read every code in Spanish and the text as written; translate, acknowledge and answer."""
    said = lucia.wait_for(f"/dossiers/{request}/", QUESTION)
    assert "tráfico ilícito de estupefacientes" in said
    assert lucia.page.get_attribute("html", "lang") == "es"
    question = lucia.page.locator('[lang="ar"][dir="rtl"]', has_text="CSQU3054383")
    assert question.count() >= 1
    lucia.go(f"/dossiers/{request}/")
    lucia.press('a[href*="/write/translate/"][href*="field=question"]')
    lucia.fill(body__text__language="es", body__text__text=TRANSLATION, **HANDLING)
    lucia.release()
    lucia.go(f"/dossiers/{request}/write/acknowledge/")
    lucia.fill(body__reference="ES-2030/77")
    lucia.release()
    lucia.go(f"/dossiers/{request}/write/answer/")
    lucia.fill(body__result="hit", body__text__language="es", **HANDLING)
    lucia.press('button[name="do"][value="preview"]:not(.hidden)')
    assert "checked" in lucia.page.url, "an answer without a text went on"
    lucia.look("es-answer-form-wrong")
    lucia.fill(body__text__text=ANSWER)
    lucia.release()


def close(salma: Officer, request: str) -> None:
    """Read the answer at Rabat and close the request."""
    said = salma.wait_for(f"/dossiers/{request}/", ANSWER)
    assert TRANSLATION in salma.page.content()  # folded away from a reader of the original
    assert "ES-2030/77" in said, said
    salma.go(f"/dossiers/{request}/write/close/")
    salma.fill(body__usefulness="decisive")
    salma.release()


def carry_out(site: Site) -> tuple[str, str]:
    """Let Salma and Lucía do all of it; return the ids of pact and request."""
    salma, lucia = site.officer("ma.dgsn", "Salma"), site.officer("es.policia", "Lucía")
    pact = propose_pact(salma)
    sign_pact(lucia, pact)
    request = ask(salma, pact)
    read_and_answer(lucia, request)
    close(salma, request)
    for officer in (salma, lucia):
        officer.has_nothing_to_complain_of()
    return pact, request
