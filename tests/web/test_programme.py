"""The board of commitments, the reviews, and scores that nobody reads before their time."""

from collections.abc import Callable
from threading import Event

import pytest
from django.test import Client

from mithaq.node import blind, home, officers
from mithaq.node.models import BlindRow, DossierRow, Officer
from partners import Partner, words
from registers import Register
from web.test_cost import MOST, queries

SignIn = Callable[[str], Client]
COMMIT = {
    "commitment": "controlled-deliveries",
    "text": words("carry out two controlled deliveries."),
    "areas": ["drugs"],
    "owners": ["ma.dgsn", "es.policia"],
    "measure": words("two deliveries closed with a report."),
    "due": "2020-06-30",
}


@pytest.fixture
def register(node: home.Home) -> Register:
    madrid = Partner("es.policia")
    madrid.become_contact()
    return Register(node, madrid, Officer.objects.get(name="Salma"))


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_board_stands_in_columns(register: Register, sign_in: SignIn) -> None:
    commitment = register.write("commit", COMMIT).id
    register.write("commit", {**COMMIT, "areas": ["terrorism"], "due": None})
    salma, path = sign_in("Salma"), f"/dossiers/{register.dossier}/board/"
    by_state = page(salma, path)
    assert "carry out two controlled deliveries." in by_state
    assert commitment in by_state
    assert by_state.count('class="late"') >= 1, "overdue"
    for by in ("area", "owner", "meeting"):
        assert "carry out two controlled deliveries." in page(salma, f"{path}?by={by}")


def test_a_board_costs_the_same_with_more_commitments(register: Register, sign_in: SignIn) -> None:
    salma, path = sign_in("Salma"), f"/dossiers/{register.dossier}/board/"
    counts = []
    for _ in range(2):
        for _ in range(6):
            register.write("commit", COMMIT)
        counts.append(queries(salma, path))
    assert counts[1] <= counts[0] <= MOST


def test_scores_are_given_on_a_page_of_their_own(register: Register, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    path = f"/dossiers/{register.dossier}/write/seal-scores/"
    assert 'name="drugs:trust"' in page(salma, path)
    lacking = salma.post(path, {"drugs:trust": "4"})
    assert lacking.status_code == 422
    assert 'value="4" checked' in lacking.content.decode(), "nothing typed is lost"
    done = salma.post(path, {"drugs:trust": "4", "terrorism:trust": "5"}, follow=True)
    assert done.redirect_chain[-1][0] == f"/dossiers/{register.dossier}/reviews/{register.review}/"
    register.madrid.take([])
    assert sorted(one["level"] for one in BlindRow.objects.get().body["scores"]) == [4, 5]
    again = salma.post(path, {"drugs:trust": "1", "terrorism:trust": "1"})
    assert again.status_code == 422


def test_a_review_shows_levels_only_when_all_are_open(register: Register, sign_in: SignIn) -> None:
    salma, path = sign_in("Salma"), f"/dossiers/{register.dossier}/reviews/"
    register.give()
    register.madrid_gives()
    before = page(salma, path)
    assert "<svg" not in before
    register.all_hold_all()
    assert blind.open_ready(Event()) == 1
    register.madrid_opens()
    assert page(salma, path).count("<svg") >= 3
    figures = [{"area": "drugs", "figure": "errors", "value": 7}]
    register.write("figures", {"entry": register.review, "figures": figures})
    assert ">7<" in page(salma, path)


def test_the_dossier_offers_no_scores_to_be_opened_by_hand(register: Register, sign_in: SignIn) -> None:
    text = page(sign_in("Salma"), f"/dossiers/{register.dossier}/")
    assert "/write/seal-scores/" in text
    assert "/write/open-scores/" not in text


def test_whoever_is_not_on_it_sees_none_of_it(register: Register, sign_in: SignIn) -> None:
    anas = sign_in("Anas")
    for part in ("board/", "reviews/", f"reviews/{register.review}/scores/"):
        assert anas.get(f"/dossiers/{register.dossier}/{part}").status_code == 404
    officers.name(
        Officer.objects.get(name="Anas"),
        DossierRow.objects.get(id=register.dossier),
        Officer.objects.get(name="Salma"),
    )
    assert anas.get(f"/dossiers/{register.dossier}/board/").status_code == 200
    assert anas.get(f"/dossiers/{register.dossier}/reviews/{register.review}/scores/").status_code == 403
    assert sign_in("Salma").get(f"/dossiers/{register.dossier}/reviews/{'a' * 64}/").status_code == 422
