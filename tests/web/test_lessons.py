"""What an operation comes to elsewhere: lessons in the catalogue of expertise, figures in the review."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.kinds.operation import OPERATION
from mithaq.node import home, officers, release, store
from mithaq.node.composing import Intent
from mithaq.node.models import DossierRow, Draft, Officer
from mithaq.record.entry import Entry
from mithaq.web.programme import figures
from partners import AGREE, TERMS, Partner, words

SignIn = Callable[[str], Client]
UNDER = {**TERMS, "kinds": ["operation", "expertise"]}
HANDLED = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "pact"}
BODIES = {type_: dict(rule.body.example) for type_, rule in OPERATION.table.items()}


class Field:
    """An operation that Madrid leads, in which Rabat's node takes part, and a catalogue of expertise."""

    def __init__(self, node: home.Home, madrid: Partner, salma: Officer) -> None:
        self.madrid, self.salma, self.node = madrid, salma, node
        pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE, "terms": UNDER})
        self.receive(pact)
        self.pact = pact.id
        plan = {**OPERATION.opens[0].example, "lead": "es.policia"}
        self.operation = self.open("operation", {"type": "plan", **plan})
        self.answer("accept-plan", {"entry": self.operation})
        for write in (self.answer, self.write):
            write("resources", BODIES["resources"])

    def receive(self, entry: Entry) -> Entry:
        (result,) = store.append([entry.encode()], source="es.policia")
        assert result.status == "new", result
        return entry

    def open(self, kind: str, body: object) -> str:
        """Let Madrid open a dossier under the pact; Salma is named on it."""
        opened = self.madrid.open(
            [self.node.keys],
            kind,
            body,  # type: ignore[arg-type]
            pact=self.pact,
            handling=HANDLED,
            terms=UNDER,
        )
        self.receive(opened)
        officers.name(self.salma, DossierRow.objects.get(id=opened.id), self.salma)
        return opened.id

    def write(self, type_: str, body: object) -> str:
        """Let Madrid write in the operation."""
        return self.receive(self.madrid.write(self.operation, type_, body, HANDLED)).id  # type: ignore[arg-type]

    def answer(self, type_: str, body: object) -> str:
        """Let Rabat write in the operation."""
        entry = release.release(self.salma, Intent(type_, body, HANDLED, self.operation))  # type: ignore[arg-type]
        self.madrid.take([entry.encode()])
        return entry.id

    def start(self) -> None:
        """Let all hold all, and Madrid order the start."""
        acknowledged = release.acknowledge(self.operation)
        assert acknowledged is not None
        self.madrid.take([acknowledged.encode()])
        self.receive(self.madrid.acknowledge(self.operation))
        self.write("start", {})


@pytest.fixture
def field(node: home.Home) -> Field:
    madrid = Partner("es.policia")
    madrid.become_contact()
    return Field(node, madrid, Officer.objects.get(name="Salma"))


def test_lessons_become_drafts_in_the_catalogue(field: Field, sign_in: SignIn) -> None:
    field.start()
    field.write("end", {})
    debrief = field.answer("debrief", BODIES["debrief"])
    salma = sign_in("Salma")
    path = f"/dossiers/{field.operation}/"
    button = f"{path}entries/{debrief}/lessons/"
    assert button in salma.get(path).content.decode()
    without = salma.post(button, follow=True)
    assert without.redirect_chain[-1][0] == path, "there is no catalogue yet"
    assert not Draft.objects.exists()
    catalogue = field.open("expertise", {"type": "catalogue", "name": words("a catalogue")})
    shown = salma.post(button, follow=True)
    draft = Draft.objects.get()
    assert shown.redirect_chain[-1][0] == f"/drafts/{draft.pk}/"
    assert (draft.type, draft.dossier_id) == ("lesson", catalogue)
    lesson = BODIES["debrief"]["lessons"][0]
    assert draft.body == {**lesson, "source": {"dossier": field.operation, "entry": debrief}}
    assert lesson["text"]["text"] in shown.content.decode()
    link = {"dossier": catalogue}
    field.answer("lesson-published", {"entry": debrief, "number": 1, "link": link})
    assert salma.post(button).status_code >= 400, "no lesson waits any more"
    assert Draft.objects.count() == 1


def test_lessons_of_a_partner_are_not_ours_to_publish(field: Field, sign_in: SignIn) -> None:
    field.start()
    field.write("end", {})
    theirs = field.write("debrief", BODIES["debrief"])
    salma = sign_in("Salma")
    assert f"{theirs}/lessons/" not in salma.get(f"/dossiers/{field.operation}/").content.decode()
    assert salma.post(f"/dossiers/{field.operation}/entries/{theirs}/lessons/").status_code >= 400


def test_the_review_counts_operations_and_harm_and_errors_beside_them(field: Field) -> None:
    areas, days = ("drugs", "terrorism"), ("2000-01-01", "2999-12-31")
    assert figures.counted(field.pact, areas, *days) == {}
    field.start()
    field.write("results", BODIES["results"])
    cache.clear()  # counted once a minute
    assert figures.counted(field.pact, areas, *days) == {("drugs", "operations"): 1}
    field.write("incident", BODIES["incident"])
    field.answer("incident", {**BODIES["incident"], "incident": "data-breach", "tolls": []})
    cache.clear()
    assert figures.counted(field.pact, areas, *days) == {
        ("drugs", "operations"): 1,
        ("drugs", "harm"): 1,
        ("drugs", "errors"): 1,
    }
