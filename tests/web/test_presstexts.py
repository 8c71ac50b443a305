"""A press text is read beside what was found in it, and becomes drafts that an officer corrects."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mithaq.node import home, release, store
from mithaq.node.models import Draft, Officer, PressText
from partners import AGREE, TERMS, Partner

SignIn = Callable[[str], Client]
TEXT = """Marruecos y España refuerzan su cooperación policial

Madrid, 29 de enero de 2025

El director general de la Seguridad Nacional de Marruecos visitó España los días 28 y 29 de enero de 2025,
invitado por el director general de la Policía Nacional. Ambas partes celebraron una reunión bilateral sobre
terrorismo y tráfico de drogas.
Acordaron multiplicar las entregas vigiladas de drogas.
"""


@pytest.fixture
def pact(node: home.Home) -> str:
    """A pact of Rabat and Madrid in force that allows visits, on which Salma is named."""
    madrid = Partner("es.policia")
    madrid.become_contact()
    terms = {**TERMS, "kinds": ["visit", *TERMS["kinds"]]}
    opened = madrid.open([node.keys], "pact", {"type": "agree", **AGREE, "terms": terms})
    store.append([opened.encode()], source="es.policia")
    ours = release.write_as_node(opened.id, "sign", {})
    assert ours is not None
    madrid.take([ours.encode()])
    store.append([madrid.write(opened.id, "sign", {}).encode()], source="es.policia")
    salma = Officer.objects.get(name="Salma")
    release.officers.name(
        salma, release.DossierRow.objects.get(id=opened.id), Officer.objects.get(name="Youssef")
    )
    return str(opened.id)


def pasted(client: Client, **form: Any) -> str:
    answer = client.post("/texts/", {"text": TEXT, **form}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_read_is_marked_at_its_place(pact: str, sign_in: SignIn) -> None:
    page = pasted(sign_in("Salma"))
    assert "<mark" in page
    assert "28 y 29 de enero de 2025" in page
    assert "controlled-deliveries" not in page, "codes are shown in words"
    assert "التسليم المراقب" in page


def test_a_draft_of_the_visit_is_made_under_a_pact(pact: str, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    pasted(salma)
    kept = PressText.objects.get()
    answer = salma.post(f"/texts/{kept.pk}/", {"do": "visit", "pact": pact}, follow=True)
    assert answer.status_code == 200
    draft = Draft.objects.get()
    assert (draft.kind, draft.type) == ("visit", "enter")
    assert draft.body["host"] == "es.policia"
    assert draft.body["guests"] == ["ma.dgsn"]
    assert (draft.body["start"], draft.body["end"]) == ("2025-01-28", "2025-01-29")
    assert set(draft.body["areas"]) <= {"terrorism", "drugs"}
    kept.refresh_from_db()
    assert kept.draft == draft


def test_a_text_is_its_officers_own(pact: str, sign_in: SignIn) -> None:
    pasted(sign_in("Salma"))
    kept = PressText.objects.get()
    assert sign_in("Youssef").get(f"/texts/{kept.pk}/").status_code == 404


@pytest.mark.parametrize("text", ["", "   \n", "x" * 200_001])
def test_what_cannot_be_read_is_said_and_not_lost(pact: str, sign_in: SignIn, text: str) -> None:
    answer = sign_in("Salma").post("/texts/", {"text": text})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not PressText.objects.exists()


def test_a_text_about_nothing_of_ours_makes_nothing(pact: str, sign_in: SignIn) -> None:
    page = pasted(sign_in("Salma"), text="Receta de lentejas: ponga las lentejas en agua y espere dos horas.")
    assert "<mark" not in page


def test_markup_in_a_text_is_text(pact: str, sign_in: SignIn) -> None:
    page = pasted(sign_in("Salma"), text=TEXT + "<script>alert(1)</script>")
    assert "<script>alert(1)" not in page
