"""A newcomer joins, reads from then on and writes; a party leaves, and another is excluded."""

import base64
from typing import Any

import pytest

from mithaq.node import contentkeys, dossiers, release, resealing, store
from mithaq.node.arrivals import Result
from mithaq.node.composing import Intent, Opening
from mithaq.node.exchange import outgoing
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer, Party, Resync, WaitingRow
from mithaq.record.entry import Entry, content_key_of, decode
from mithaq.record.errors import Refusal
from mithaq.record.hpke import seal
from partners import AGREE, Partner

MA, ES, PT = "ma.dgsn", "es.policia", "pt.psp"


@pytest.fixture
def lisbon(node: Home) -> Partner:
    """Lisbon, a contact of this node."""
    partner = Partner(PT)
    partner.become_contact()
    return partner


def frames_of(dossier: str, after: int = 0) -> list[bytes]:
    """Return the frames of a dossier as they came in here."""
    rows = EntryRow.objects.filter(dossier_id=dossier, serial__gt=after).order_by("serial")
    return [resealing.whole(row).encode() for row in rows]


def offer(partner: Partner, *entries: Entry) -> list[Result]:
    return store.append([one.encode() for one in entries], source=partner.agency)


def pact_of_two(madrid: Partner, salma: Officer) -> Entry:
    """Return a pact of Rabat and Madrid that both hold and Madrid has signed."""
    pact = release.release(salma, Intent("agree", AGREE, opening=Opening("pact", (MA, ES), exercise=True)))
    madrid.take([pact.encode()])
    offer(madrid, madrid.write(pact.id, "sign", {}))
    madrid.take([one.encode() for one in [release.acknowledge(pact.id)] if one])
    return pact


def decide(officer: Officer, dossier: str, type_: str, **body: Any) -> Entry:
    return release.release(officer, Intent(type_, body, None, dossier))


def test_a_party_admits_and_the_newcomer_reads_what_follows(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    admission = decide(youssef, pact.id, "admit", agency=PT)
    assert admission.header.to == (ES, MA, PT)
    assert not Party.objects.filter(agency=PT).exists()
    between = decide(salma, pact.id, "suspend")
    assert PT not in between.header.to
    madrid.take([admission.encode(), between.encode()])
    held = madrid.dossiers[pact.id]
    hash_ = held.past_now("").standing.proposals[admission.id].event.body.hash
    assert held.agrees(admission.id)
    accept = madrid.write(pact.id, "accept", {"entry": admission.id, "hash": hash_})
    assert offer(madrid, accept)[0].status == "new"
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert Party.objects.get(dossier_id=pact.id, agency=PT).until == ""
    # What stands behind the ground goes to the newcomer, and nothing from before.
    resync = Resync.objects.get(contact_id=PT)
    sent = [decode(one.frame) for one in outgoing.returns(PT, outgoing.Room())[0]]
    assert pact.id not in {one.id for one in sent}
    assert {admission.id, between.id} <= {one.id for one in sent}
    assert resync.from_serial > 0
    # What was not sealed to it is sealed anew, once.
    assert resealing.answer_all([pact.id]) == 2
    assert resealing.answer_all([pact.id]) == 0
    anew = {row["entry"] for row in bodies_of(pact.id, "re-seal")}
    assert between.id in anew


def bodies_of(dossier: str, type_: str) -> list[Any]:
    with dossiers.reading(dossier) as held:
        assert held is not None
        events = (*held._held.events.values(), *held._held.notes.values())
        return [one.body.model_dump() for one in events if one.body.type == type_]


def foreign_pact(madrid: Partner, lisbon: Partner, *, ours: Home) -> tuple[Entry, Entry, list[Entry]]:
    """Return a pact of Madrid and Lisbon, our admission to it, and all that follows its ground."""
    pact = madrid.open([lisbon.keys], "pact", {"type": "agree", **AGREE})
    lisbon.take([pact.encode()])
    sign = lisbon.write(pact.id, "sign", {})
    madrid.take([sign.encode()])
    told = madrid.acknowledge(pact.id)
    lisbon.take([told.encode()])
    between = lisbon.write(pact.id, "suspend", {})
    madrid.take([between.encode()])
    held = madrid.dossiers[pact.id]
    body, _ = held.admission(ours.keys)
    seq, parents = held.draft_parents()
    seals = {one.agency: one.keys.seal for one in (madrid, lisbon)} | {MA: ours.keys.seal}
    admission = madrid.sign(pact.id, seq, parents, seals, "admit", body, None)
    madrid.take([admission.encode()])
    lisbon.take([admission.encode()])
    seq, parents = lisbon.dossiers[pact.id].draft_parents()
    accept = lisbon.sign(
        pact.id, seq, parents, seals, "accept", {"entry": admission.id, "hash": body["hash"]}, None
    )
    lisbon.take([accept.encode()])
    madrid.take([accept.encode()])
    return pact, admission, [told, between, admission, accept]


def sealed_anew(entry: Entry, by: Partner, node: Home) -> dict[str, str]:
    """Return the body by which a party seals an entry anew for this node."""
    key = content_key_of(entry, by.agency, by.opener)
    sealed = seal(node.keys.seal, key, contentkeys.info(entry.id, MA))
    return {"entry": entry.id, "to": MA, "sealed": base64.b64encode(sealed).decode()}


def test_this_node_joins_a_dossier_of_others(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact, _, behind = foreign_pact(madrid, lisbon, ours=node)
    results = offer(madrid, *behind)
    assert {one.status for one in results} <= {"new", "known"}, results
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    row = DossierRow.objects.get(id=pact.id)
    assert (row.kind, row.opened_by, row.exercise) == ("pact", ES, True)
    assert not EntryRow.objects.filter(entry=pact.id).exists()
    closed = EntryRow.objects.get(type="unopened")
    assert closed.author == PT
    assert row.incomplete
    # Lisbon seals anew what it wrote before it knew.
    whole = next(one for one in behind if one.id == closed.entry)
    offer(lisbon, lisbon.write(pact.id, "re-seal", sealed_anew(whole, lisbon, node)))
    row.refresh_from_db()
    assert not row.incomplete
    # The same from the database as in memory.
    dossiers.forget_all()
    with dossiers.reading(pact.id) as held:
        assert held is not None
        state = held.fold().state
        assert state == lisbon.dossiers[pact.id].fold().state
        assert state.suspended == (PT,)
    signed = decide(salma, pact.id, "sign")
    lisbon.take([signed.encode()])
    assert MA in lisbon.dossiers[pact.id].fold().state.signed
    assert lisbon.dossiers[pact.id].verdict(signed.id).refusal is None


def test_the_order_in_which_an_admission_comes_does_not_matter(
    node: Home, madrid: Partner, lisbon: Partner
) -> None:
    pact, _, behind = foreign_pact(madrid, lisbon, ours=node)
    assert offer(madrid, pact)[0].status == "waiting"
    for one in reversed(behind):
        offer(madrid, one)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert not WaitingRow.objects.exists()
    assert offer(lisbon, pact)[0].status == "known"
