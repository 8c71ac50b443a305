"""Steps of the main paths that several tests take: a request asked, information about a person written."""

from browser.officer import Officer
from browser.story import BEGIN, HANDLING
from mithaq.terms import ASKED_BEFORE_TRANSFER

FORM_PREVIEW = 'button[name="do"][value="preview"]:not(.hidden)'


def ask(officer: Officer, pact: str, question: str) -> str:
    """Ask Madrid something under the pact; return the request's id."""
    officer.wait_for(f"/dossiers/new/?pact={pact}", "")
    officer.fill(what="request/ask")
    officer.press(BEGIN)
    for name in ("circumstances", "offence", "why_here", "necessity"):
        officer.fill(**{f"body__{name}__text": "تمرين"})
    officer.fill(body__asked="es.policia", body__question__text=question, body__area="drugs")
    officer.fill(body__purpose="investigation", body__legal_basis="pact", body__urgency="routine", **HANDLING)
    return officer.release()


def write_of_a_person(officer: Officer, request: str, text: str) -> None:
    """Fill in information about a person for another legal order, with all that the gate wants."""
    officer.go(f"/dossiers/{request}/write/inform/")
    officer.fill(body__text__text=text, body__area="drugs", body__purpose="investigation", **HANDLING)
    officer.press('button[name="add"][value="body.subjects"]')
    officer.press('button[name="add"][value="body.subjects.0.identifiers"]')
    officer.page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true })")
    officer.fill(body__subjects__0__person="yes", body__subjects__0__category="suspect")
    officer.fill(body__subjects__0__assessed="fact", body__subjects__0__identifiers__0__type="name")
    officer.fill(body__subjects__0__identifiers__0__value="Mustermann")
    officer.fill(handling__evaluation__scheme="4x4", handling__evaluation__source="A")
    officer.fill(handling__evaluation__information="1", handling__retention_months="12")
    officer.fill(handling__retention_rule="erase-after", handling__transfer__basis="adequacy")
    officer.fill(handling__transfer__justification__text=text)
    for name in ("origin", "onward"):
        officer.page.select_option(f'[name="handling.transfer.{name}"]', index=1)
    for place in range(len(ASKED_BEFORE_TRANSFER)):
        officer.fill(**{f"handling__risks__{place}__present": "no"})


def kept(officer: Officer) -> str:
    """Wait until the form has saved itself; return what it says about it."""
    officer.page.wait_for_selector(".kept.safe", timeout=15_000)
    return officer.page.inner_text("[data-said]")
