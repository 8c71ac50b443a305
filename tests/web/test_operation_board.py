"""The live board of a joint operation: how it stands, and the halt that one officer sends at once."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from mithaq.demo.stories.line import ROUTINE, Line, Story
from mithaq.kinds import kind
from mithaq.node import clock, home
from mithaq.node.models import EntryRow, Officer
from partners import TERMS
from told import Told
from web.test_board import english, live, part, plain, shown
from web.test_cost import MOST, queries

SignIn = Callable[[str], Client]


def _example(type_: str, **more: object) -> dict[str, object]:
    model = kind("operation").body(type_)
    assert model is not None
    return {**model.example, **more}


OPERATION = Story(
    "operation",
    "operation",
    "",
    ("ma.dgsn", "es.policia"),
    (
        Line(50, "Salma", "plan", _example("plan"), ROUTINE),
        Line(49, "Lucía", "accept-plan", {"entry": "@opening"}),
        Line(48, "Salma", "resources", _example("resources", telephone="+212 000 000 001"), ROUTINE),
        Line(47, "Lucía", "resources", _example("resources", telephone="+34 000 000 002"), ROUTINE),
        Line(46, "Salma", "start", {}),
        Line(45, "Salma", "begin-phase", {"phase": 1}),
        Line(44, "Salma", "give-task", _example("give-task", due="-2h"), ROUTINE),
        Line(43, "Lucía", "situation", _example("situation"), ROUTINE),
        Line(42, "Lucía", "incident", _example("incident"), ROUTINE),
        Line(41, "Salma", "results", _example("results"), ROUTINE),
    ),
)


@pytest.fixture
def operation(node: home.Home) -> Iterator[Told]:
    """An operation under way."""
    try:
        made = Told(node, OPERATION, {**TERMS, "areas": ["drugs"], "kinds": ["operation"]}).tell()
        made.name("Anas")
        yield made
    finally:
        clock.set_ahead(timedelta())


def test_an_operation_has_its_board(operation: Told, sign_in: SignIn) -> None:
    salma = sign_in(english("Salma"))
    text = shown(salma, live(operation))
    now = part(text, "now-live")
    assert now.startswith("under way Lead agency DGSN")
    assert "Injured: 1. Dead: 0." in now
    assert "Overdue Exercise" in now or "2 hours ago" in now, now
    said = plain(text)
    for words_of in ("officers: 24", "order given", "accepts the plan", "120 kilogram", "not taken yet"):
        assert words_of in said, words_of
    assert "the container is in row 12" in said
    assert "an officer fell from a ladder" in said
    assert 'href="tel:+34000000002"' in text
    assert queries(salma, live(operation)) <= MOST


def test_an_operation_is_halted_by_one_officer(operation: Told, sign_in: SignIn) -> None:
    Officer.objects.filter(name="Anas").update(language="en")
    anas, stop = sign_in("Anas"), f"{live(operation)}stop/"
    assert "Halt the operation" in plain(shown(anas, stop))
    done = anas.post(stop, {"sure": "yes"}, follow=True)
    assert EntryRow.objects.get(type="halt").verdict is None
    said = plain(done.content.decode())
    assert "Halted from the live board; the reason follows." in said
    assert "sent, not confirmed" in said
    assert "+34 000 000 002" in said
    operation.settle()
    assert "by a signed receipt" in plain(shown(anas, stop))
    assert part(shown(anas, live(operation)), "now-live").startswith("halted")


def test_a_phase_that_has_begun_is_not_overdue(operation: Told, sign_in: SignIn) -> None:
    operation.at(-24 * 3000)
    now = part(shown(sign_in(english("Salma")), live(operation)), "now-live")
    assert "Phase begins" not in now
    assert "Order the beginning of a phase" in now
