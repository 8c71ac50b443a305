"""Who holds, has read, acted on or refused what, from signed entries only; and the cards beside it."""

from mithaq.node import delivery, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import CardRow, DossierRow, EntryRow, Officer, Party, Receipt
from partners import AGREE, ASK, HANDLING, INFORM, Partner, words


def states(dossier: str) -> dict[str, str]:
    """Return the state with Madrid of each of our entries, by its id."""
    rows = list(EntryRow.objects.filter(dossier_id=dossier, author="ma.dgsn"))
    found = delivery.of_entries(dossier, rows)
    return {entry: one.state for entry, those in found.items() for one in those}


def give(madrid: Partner, *arguments: object) -> str:
    entry = madrid.write(*arguments)  # type: ignore[arg-type]
    assert store.append([entry.encode()], source="es.policia")[0].status == "new"
    return entry.id


def test_from_sent_to_acted_on(node: Home, madrid: Partner, salma: Officer) -> None:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    assert states(pact.id) == {pact.id: "sent"}
    madrid.take([pact.encode()])
    ack = madrid.acknowledge(pact.id)
    store.append([ack.encode()], source="es.policia")
    assert states(pact.id) == {pact.id: "held"}
    give(madrid, pact.id, "sign", {})
    assert states(pact.id) == {pact.id: "acted-on"}

    request = release.release(
        salma,
        Intent("ask", ASK, HANDLING, opening=Opening("request", ("es.policia", "ma.dgsn"), pact.id, True)),
    )
    more = release.release(salma, Intent("inform", INFORM, HANDLING, request.id))
    madrid.take([request.encode(), more.encode()])
    give(madrid, request.id, "read", {"entries": [request.id]})
    assert states(request.id) == {request.id: "read", more.id: "held"}
    ground = {"ground": "not-available", "text": words("nothing here")}
    give(madrid, request.id, "refuse", ground, HANDLING)
    assert states(request.id)[request.id] == "refused"
    receipt = Receipt.objects.get(what="refused")
    assert (receipt.agency, receipt.reason) == ("es.policia", "not-available")


def test_an_entry_that_cannot_be_opened_is_not_held(node: Home, madrid: Partner, salma: Officer) -> None:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    amend = {"terms": AGREE["terms"], "why": words("again")}
    give(madrid, pact.id, "sign", {})
    entry = release.release(salma, Intent("amend", amend, None, pact.id))
    madrid.take([entry.encode()])
    give(madrid, pact.id, "cannot-open", {"entries": [entry.id]})
    assert states(pact.id)[entry.id] == "cannot-open"


def test_cards_follow_the_state_and_subjects_their_entries(
    node: Home, madrid: Partner, salma: Officer
) -> None:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    request = madrid.open([node.keys], "request", asked, pact=pact.id, handling=HANDLING)
    store.append([pact.encode(), request.encode()], source="es.policia")
    own = CardRow.objects.filter(dossier_id=request.id)
    subject = own.get(kind="subject")
    assert subject.identifiers == [["container", "CSQU3054383"]]
    assert {card.key for card in own.filter(kind="task", owner="ma.dgsn")} == {
        "acknowledge/ma.dgsn", "answer/ma.dgsn",
    }  # fmt: skip
    assert not own.exclude(due="").exists()
    release.acknowledge(request.id)
    assert own.filter(kind="task").exclude(due="").count() == 2
    assert own.get(kind="moment").due
    release.release(salma, Intent("acknowledge", {}, None, request.id))
    assert {card.key for card in own.filter(kind="task")} == {"answer/ma.dgsn"}
    newer = {**ASK, "asked": ["ma.dgsn"], "subjects": []}
    give(
        madrid, request.id, "correct", {"entry": request.id, "reason": "inaccurate", "body": newer}, HANDLING
    )
    assert not own.filter(kind="subject").exists()


def test_a_party_that_leaves_is_a_member_no_more_and_what_it_held_stays_known(
    node: Home, madrid: Partner, salma: Officer
) -> None:
    potsdam = Partner("de.bundespolizei")
    potsdam.become_contact()
    parties = ("de.bundespolizei", "es.policia", "ma.dgsn")
    pact = release.release(salma, Intent("agree", AGREE, opening=Opening("pact", parties, exercise=True)))
    for partner in (madrid, potsdam):
        partner.take([pact.encode()])
    left = potsdam.write(pact.id, "leave", {"reason": None})
    assert store.append([left.encode()], source="de.bundespolizei")[0].status == "new"
    assert DossierRow.objects.get().members == ["es.policia", "ma.dgsn"]
    party = Party.objects.get(agency="de.bundespolizei")
    assert party.until == pact.header.time
    assert party.clock == {"de.bundespolizei": 1, "ma.dgsn": 1}
    after = release.release(salma, Intent("refer", {"reference": "EX-2030-0042"}, None, pact.id))
    assert after.header.to == ("es.policia", "ma.dgsn")
    rows = list(EntryRow.objects.filter(author="ma.dgsn").order_by("serial"))
    found = delivery.of_entries(pact.id, rows)
    assert [(one.agency, one.state) for one in found[pact.id]] == [
        ("de.bundespolizei", "held"),
        ("es.policia", "sent"),
    ]
    assert [one.agency for one in found[after.id]] == ["es.policia"]
