"""A controlled delivery by three officers at three nodes; one node is cut off for two legs, and heals."""

import contextlib
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import mithaq
from browser.conftest import PASSWORD, enter
from browser.officer import Officer, Site
from browser.story import BEGIN
from mithaq.terms import VOCABULARIES
from nodes import Agent, NodeProcess, introduce, running, until
from nodes.wire import Wire

RABAT, MADRID, POTSDAM = "ma.dgsn", "es.policia", "de.bundespolizei"
HANDLED = {
    "handling__purpose": "investigation",
    "handling__legal_basis": "pact",
    "handling__codes": "H0",
}
ROUTE = (
    ("sea", "tangier-med", "algeciras", ("MA", "ES"), RABAT),
    ("sea", "algeciras", "hamburg", ("ES", "DE"), MADRID),
    ("land", "hamburg", "berlin", ("DE",), POTSDAM),
)
AMONG = {"purposes": "investigation", "kinds": "delivery", "handling": "H0", "areas": "drugs"}


@dataclass
class House:
    """The three nodes, their agents, and the lines between them."""

    site: Site
    agents: dict[str, Agent]
    wires: dict[tuple[str, str], Wire]

    def cut(self, agency: str) -> None:
        """Cut an agency off from the others, both ways."""
        for pair, wire in self.wires.items():
            if agency in pair:
                wire.cut()

    def heal(self) -> None:
        """Bring all lines back."""
        for wire in self.wires.values():
            wire.heal()

    def agree(self, dossier: str) -> dict[str, Any]:
        """Wait until all three hold the same and stand at the same; return what that is."""

        def same() -> dict[str, Any] | None:
            found = [agent.call("delivery_standing", dossier=dossier) for agent in self.agents.values()]
            return found[0] if all(one == found[0] for one in found) else None

        agreed: dict[str, Any] = until(same, seconds=60, pause=0.3)
        return agreed


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    """Rabat, Madrid and Potsdam, known to each other by lines that can be cut."""
    folder = tmp_path_factory.mktemp("delivery")
    with contextlib.ExitStack() as stack:
        nodes = [NodeProcess.make(folder, agency) for agency in (RABAT, MADRID, POTSDAM)]
        agents = {node.agency: stack.enter_context(node.agent()) for node in nodes}
        wires = {
            (one.agency, other.agency): stack.enter_context(Wire(other.port))
            for one in nodes
            for other in nodes
            if one is not other
        }
        introduce(
            *((node, agents[node.agency]) for node in nodes),
            url=lambda one, other: wires[one.agency, other.agency].url,
        )
        rabat, madrid, potsdam = nodes
        enter(rabat, "Salma", "ar", "Africa/Casablanca", "liaison")
        enter(rabat, "Youssef", "fr", "Africa/Casablanca", "supervisor")
        enter(madrid, "Lucía", "es", "Europe/Madrid", "liaison")
        enter(madrid, "Pilar", "es", "Europe/Madrid", "supervisor")
        enter(potsdam, "Jonas", "de", "Europe/Berlin", "liaison")
        enter(potsdam, "Katrin", "de", "Europe/Berlin", "supervisor")
        with running(*nodes):
            urls = {node.agency: node.url for node in nodes}
            yield House(Site(chromium, urls, PASSWORD), agents, wires)


class Post:
    """One agency's two officers: who writes, and who looks at orders before they go."""

    def __init__(self, site: Site, agency: str, name: str, second: str) -> None:
        self.agency = agency
        self.writer = site.officer(agency, name)
        self.second = site.officer(agency, second)

    def write(self, dossier: str, type_: str, picks: tuple[int, ...] = (), **fields: str) -> None:
        """Write an entry by its form."""
        self.fill(dossier, type_, picks, **fields)
        self.writer.release()

    def fill(self, dossier: str, type_: str, picks: tuple[int, ...] = (), **fields: str) -> None:
        """Open a form, pick legs and fill it."""
        self.writer.go(f"/dossiers/{dossier}/write/{type_}/")
        for leg in picks:
            self.writer.page.check(f'[name="body.legs"][value="{leg}"]')
        self.writer.fill(**fields)

    def report(self, dossier: str, event: str, leg: int) -> None:
        """Report what has happened on a leg."""
        self.write(dossier, "report", body__event=event, body__leg=str(leg), body__at=local(), **HANDLED)

    def order(self, dossier: str, leg: int) -> None:
        """Order a leg; the second officer lets it go."""
        self.fill(dossier, "order-leg", body__leg=str(leg), body__met="yes", **HANDLED)
        page = self.writer
        page.press('button[name="do"][value="preview"]:not(.hidden)')
        page.press('form[action$="/release/"] button')
        page.press('button[name="sure"]')
        self.second.go("/releases/")
        self.second.press(".queue .button")
        self.second.page.check('[name="sure"]')
        self.second.press('button[name="do"][value="release"]')

    def is_refused(self, dossier: str, leg: int, words: str) -> None:
        """Try to order a leg, and read why it does not go."""
        self.fill(dossier, "order-leg", body__leg=str(leg), body__met="yes", **HANDLED)
        page = self.writer
        page.press('button[name="do"][value="preview"]:not(.hidden)')
        if page.page.locator('form[action$="/release/"] button').count():
            page.press('form[action$="/release/"] button')
        if page.page.locator('button[name="sure"]').count():
            page.press('button[name="sure"]')
        assert words in page.text(), page.text()


def local(hours: float = 0.0) -> str:
    """Return a time as a form wants it; its zone does not matter here."""
    return (datetime.now(UTC) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def pact_of_three(house: House, salma: Officer, others: tuple[Officer, ...]) -> str:
    salma.go("/dossiers/new/?pact=none")
    for agency in (MADRID, POTSDAM):
        salma.fill(parties=agency)
    salma.fill(exercise="yes")
    salma.press(BEGIN)
    salma.fill(body__name__text="تمرين: ميثاق الثلاثة", body__terms__tlp="TLP:AMBER")
    salma.fill(**{f"body__terms__{name}": value for name, value in AMONG.items()})
    salma.fill(body__terms__retention_months="36", body__terms__legal_basis="bilateral-agreement")
    pact = salma.release()
    for other in others:
        other.wait_for(f"/dossiers/{pact}/", "تمرين: ميثاق الثلاثة")
        other.go(f"/dossiers/{pact}/write/sign/")
        other.release()
    return pact


def ask(salma: Officer, pact: str) -> str:
    """Fill the request's whole form, three legs and all, in Arabic."""
    salma.wait_for(f"/dossiers/new/?pact={pact}", "")
    salma.fill(what="delivery/ask")
    salma.press(BEGIN)
    for _ in ROUTE[1:]:
        salma.press('button[name="add"][value="body.legs"]')
    salma.fill(body__area="drugs", body__goods="cannabis-resin", body__form="intact")
    salma.fill(body__quantity__value="400", body__quantity__unit="kg")
    salma.fill(body__origin="MA", body__transit="ES", body__destination="DE")
    for place, (transport, start, end, countries, agency) in enumerate(ROUTE):
        at = f"body__legs__{place}__"
        salma.fill(**{f"{at}transport": transport, f"{at}agency": agency})
        salma.fill(**{f"{at}start__place": start, f"{at}end__place": end})
        for country in countries:
            salma.fill(**{f"{at}countries": country})
        times = (place * 24.0, place * 24.0 + 12)
        salma.fill(**{f"{at}departs": local(times[0]), f"{at}arrives": local(times[1])})
        salma.fill(**{f"{at}desk": "Exercise desk", f"{at}telephone": f"+0000001{place}"})
    for name in ("name", "offence", "authority", "necessity", "supervision", "loss"):
        salma.fill(**{f"body__{name}__text": "تمرين: نص للتجربة"})
    salma.fill(body__legal_basis="pact", body__report_minutes="120", **HANDLED)
    salma.fill(body__interventions="at-collection")
    salma.page.check('[name="body.extraditable"]')
    salma.look("ar-delivery-form")
    return salma.release()


def authorise(post: Post, delivery: str, country: str, legs: tuple[int, ...]) -> None:
    post.fill(delivery, "authorise", legs, body__country=country, body__reference=f"EX-{country}")
    post.writer.fill(body__authority__text="Übung: zuständige Staatsanwaltschaft.")
    for form in ("intact", "partly-replaced", "replaced"):
        post.writer.fill(body__forms=form)
    post.writer.fill(body__since=local(-48), body__until=local(240), **HANDLED)
    post.writer.release()


def confirm(post: Post, delivery: str, leg: int) -> None:
    post.write(
        delivery,
        "confirm-team",
        body__leg=str(leg),
        body__lead="Exercise lead",
        body__officers="6",
        body__telephone=f"+0000002{leg}",
        **HANDLED,
    )


def hand_over(giver: Post, delivery: str, leg: int) -> None:
    giver.write(delivery, "hand-over", body__leg=str(leg), body__at=local(), **HANDLED)


def take_over(taker: Post, delivery: str) -> None:
    taker.writer.go(f"/dossiers/{delivery}/write/take-over/")
    taker.writer.page.select_option('[name="body.entry"]', index=1)
    taker.writer.fill(body__at=local(), **HANDLED)
    taker.writer.release()


def in_words(language: str, message: str) -> str:
    """Return a message of the pages in a language, up to its first value."""
    folder = Path(mithaq.__file__).parent / "locale"
    text = gettext.translation("django", str(folder), [language]).gettext(message)
    return re.split(r"\W*%\(", text)[0]


def says(code: str, language: str) -> str:
    """Return how far a delivery has come, in a language."""
    return VOCABULARIES["delivery-stages"].label(code, language)


def given(house: House, delivery: str, leg: int, at: tuple[str, ...]) -> None:
    """Wait until these nodes see the order for a leg as given."""
    for agency in at:
        until(
            lambda agency=agency: leg in house.agents[agency].call("delivery_given", dossier=delivery),
            seconds=60,
            pause=0.3,
        )


def offered(house: House, delivery: str, taker: str) -> None:
    """Wait until a node knows that control is handed over to it."""
    agent = house.agents[taker]
    until(lambda: agent.call("delivery_standing", dossier=delivery)["giving"] == taker, seconds=60)


def test_from_the_request_to_the_report_with_one_node_cut_off_for_two_legs(house: House) -> None:
    salma, lucia, jonas = (
        Post(house.site, RABAT, "Salma", "Youssef"),
        Post(house.site, MADRID, "Lucía", "Pilar"),
        Post(house.site, POTSDAM, "Jonas", "Katrin"),
    )
    pact = pact_of_three(house, salma.writer, (lucia.writer, jonas.writer))
    delivery = ask(salma.writer, pact)
    for post in (lucia, jonas):
        post.writer.wait_for(f"/dossiers/{delivery}/", "تمرين: نص للتجربة")
    decided(house, delivery, salma, lucia, jonas)
    cut_off(house, delivery, salma, lucia, jonas)
    healed(house, delivery, salma, lucia, jonas)
    reported(house, delivery, salma, lucia, jonas)
    for post in (salma, lucia, jonas):
        post.writer.has_nothing_to_complain_of()


def decided(house: House, delivery: str, salma: Post, lucia: Post, jonas: Post) -> None:
    """All authorise and confirm; the first leg is ordered and given, and departs."""
    authorise(salma, delivery, "MA", (1,))
    authorise(lucia, delivery, "ES", (1, 2))
    authorise(jonas, delivery, "DE", (2, 3))
    for leg, post in enumerate((salma, lucia, jonas), 1):
        confirm(post, delivery, leg)
    assert house.agree(delivery)["stage"] == "ready"
    lucia.is_refused(delivery, 2, "leg-out-of-sequence")
    until(lambda: not house.agents[RABAT].call("delivery_unstable", dossier=delivery), seconds=60, pause=0.3)
    salma.order(delivery, 1)
    given(house, delivery, 1, (RABAT, MADRID, POTSDAM))
    salma.report(delivery, "departed", 1)
    said = jonas.writer.wait_for(f"/dossiers/{delivery}/", says("under-way", "de"))
    assert "Cannabisharz" in said


def cut_off(house: House, delivery: str, salma: Post, lucia: Post, jonas: Post) -> None:
    """Potsdam is cut off: Madrid may order leg 2, but it is not given; control stays in Rabat."""
    house.cut(POTSDAM)
    salma.report(delivery, "arrived", 1)
    lucia.order(delivery, 2)
    rabat = house.agents[RABAT]
    until(lambda: rabat.call("delivery_waiting", dossier=delivery) == {"2": [POTSDAM]}, seconds=60)
    waiting = in_words("es", "ordered, waiting for %(agencies)s")
    assert waiting in lucia.writer.wait_for(f"/dossiers/{delivery}/live/", waiting)
    lucia.writer.look("es-board-waiting")
    hand_over(salma, delivery, 2)
    state = rabat.call("delivery_standing", dossier=delivery)
    assert state["holder"] == RABAT, "a leg that is not given takes nothing over"
    assert ["hand-over", "leg-not-given"] in state["deviations"]
    jonas.is_refused(delivery, 3, "leg-out-of-sequence")  # nobody has ordered leg 2 yet, here
    assert house.agents[POTSDAM].call("delivery_given", dossier=delivery) == [1]
    jonas.report(delivery, "seen", 3)


def healed(house: House, delivery: str, salma: Post, lucia: Post, jonas: Post) -> None:
    """The lines are back: the order is given, control passes, the ship sails; then the second cut."""
    house.heal()
    given(house, delivery, 2, (RABAT, MADRID, POTSDAM))
    for post, language in ((salma, "ar"), (lucia, "es"), (jonas, "de")):
        post.writer.wait_for(f"/dossiers/{delivery}/live/", in_words(language, "order given"))
    hand_over(salma, delivery, 2)
    lucia.writer.wait_for(f"/dossiers/{delivery}/", "")
    until(
        lambda: house.agents[MADRID].call("delivery_standing", dossier=delivery)["giving"] == MADRID,
        seconds=60,
    )
    take_over(lucia, delivery)
    lucia.report(delivery, "departed", 2)
    house.agree(delivery)
    house.cut(POTSDAM)
    lucia.report(delivery, "arrived", 2)
    lucia.is_refused(delivery, 3, "leg-not-yours")
    jonas.order(delivery, 3)
    assert house.agents[POTSDAM].call("delivery_given", dossier=delivery) == [1, 2], "it waits for the others"
    house.heal()
    given(house, delivery, 3, (RABAT, MADRID, POTSDAM))
    agreed = house.agree(delivery)
    assert agreed["holder"] == MADRID


def reported(house: House, delivery: str, salma: Post, lucia: Post, jonas: Post) -> None:
    """Control passes to Potsdam, which intervenes; all report, and Rabat reports to all."""
    hand_over(lucia, delivery, 3)
    until(
        lambda: house.agents[POTSDAM].call("delivery_standing", dossier=delivery)["giving"] == POTSDAM,
        seconds=60,
    )
    take_over(jonas, delivery)
    jonas.report(delivery, "departed", 3)
    jonas.writer.go(f"/dossiers/{delivery}/write/intercept/")
    jonas.writer.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    jonas.writer.fill(body__quantity__value="400", body__quantity__unit="kg", body__at=local())
    jonas.writer.fill(body__arrests="3", **HANDLED)
    jonas.writer.release()
    for post, language in ((salma, "ar"), (lucia, "es")):
        post.writer.wait_for(f"/dossiers/{delivery}/", says("intercepted", language))
    for post in (salma, lucia, jonas):
        numbers = dict.fromkeys(("arrests", "victims", "injured", "dead"), "0")
        post.write(delivery, "outcome", **{f"body__{name}": n for name, n in numbers.items()}, **HANDLED)
    assert house.agree(delivery)["stage"] == "reported"
    salma.write(delivery, "conclude", body__text__text="تمرين: تقرير إلى الجميع", **HANDLED)
    agreed = house.agree(delivery)
    assert (agreed["stage"], agreed["holder"]) == ("closed", POTSDAM)
    said = jonas.writer.wait_for(f"/dossiers/{delivery}/", says("closed", "de"))
    assert "تمرين: تقرير إلى الجميع" in said
    for post, name in ((salma, "ar"), (jonas, "de")):
        post.writer.look(f"{name}-delivery", f"/dossiers/{delivery}/")
        post.writer.look(f"{name}-delivery-board", f"/dossiers/{delivery}/live/")
