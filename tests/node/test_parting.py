"""A party leaves and comes back, another is excluded; what a newcomer takes with it."""

import pytest

from mithaq.kinds import law
from mithaq.node import (
    dossiers,
    drafts,
    export,
)
from mithaq.node.composing import Intent
from mithaq.node.exchange import outgoing
from mithaq.node.exchange.protocol import Want
from mithaq.node.home import Home
from mithaq.node.models import Contact, DossierRow, Officer, Party, WaitingRow
from mithaq.record.entry import decode
from mithaq.record.errors import Refusal
from mithaq.record.verify import verify
from mithaq.web import previews, surroundings
from newcomers import (
    ES,
    MA,
    PT,
    admission_hash,
    admitted,
    decide,
    foreign_pact,
    offer,
    pact_of_two,
)
from partners import AGREE, Partner, officer


@pytest.fixture
def lisbon(node: Home) -> Partner:
    """Lisbon, a contact of this node."""
    partner = Partner(PT)
    partner.become_contact()
    return partner


def test_who_left_gets_nothing_further_and_may_come_back(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    gone = madrid.write(pact.id, "leave", {"reason": None})
    offer(madrid, gone)
    assert DossierRow.objects.get(id=pact.id).members == [MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until
    serial = outgoing.last_serial()
    after = decide(salma, pact.id, "suspend")
    assert outgoing.ordinary(ES, serial, outgoing.Room()).offers == ()
    want = [Want(pact.id, {}, (after.id,))]
    asked = {decode(one.frame).id for one in outgoing.supply(ES, want, outgoing.Room())[0]}
    assert after.id not in asked
    assert gone.id in asked
    assert Contact.objects.filter(agency=ES).exists()
    # It may be admitted again: nobody else is left to accept.
    decide(youssef, pact.id, "admit", agency=ES)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until == ""


def test_this_node_comes_back_to_a_dossier_that_it_left(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = madrid.open([lisbon.keys, node.keys], "pact", {"type": "agree", **AGREE})
    lisbon.take([pact.encode()])
    offer(madrid, pact)
    with pytest.raises(Refusal, match="second-officer-needed"):
        decide(youssef, pact.id, "leave")
    gone = decide(youssef, pact.id, "leave", salma)
    for one in (madrid, lisbon):
        one.take([gone.encode()])
    assert DossierRow.objects.get(id=pact.id).members == [ES, PT]
    with pytest.raises(Refusal, match="not-a-member"):
        decide(salma, pact.id, "sign")
    away = [lisbon.write(pact.id, "sign", {})]
    madrid.take([one.encode() for one in away])
    for writer, reader in ((madrid, lisbon), (lisbon, madrid)):
        away.append(writer.acknowledge(pact.id))
        reader.take([away[-1].encode()])
    admission, accept = admitted(madrid, lisbon, pact.id, node)
    behind = [
        one for one in (*away, admission, accept) if one.id in madrid.dossiers[pact.id].behind_ground(MA)
    ]
    assert away[0] not in behind
    assert {one.status for one in offer(madrid, *behind)} == {"new"}
    assert not WaitingRow.objects.exists()
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert Party.objects.get(dossier_id=pact.id, agency=MA).until == ""
    for forgotten in (False, True):
        if forgotten:
            dossiers.forget_all()
        with dossiers.reading(pact.id) as held:
            assert held is not None
            assert held.order == madrid.dossiers[pact.id].order
            assert held.fold().state == madrid.dossiers[pact.id].fold().state
    signed = decide(salma, pact.id, "sign")
    assert signed.header.seq == gone.header.seq + 1
    madrid.take([signed.encode()])
    assert MA in madrid.dossiers[pact.id].fold().state.signed


def test_a_second_officer_is_shown_who_is_to_go_and_decides(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    amal = officer("Amal", "supervisor")
    reason = "Exercise: not reached for a month."
    draft = drafts.begin(youssef, Intent("exclude", {"agency": ES, "reason": reason}, None, pact.id))
    with pytest.raises(Refusal, match="second-officer-needed"):
        drafts.send(youssef, draft)
    around = surroundings.of_draft(draft, amal)
    assert around is not None
    seen = previews.preview(draft, around)
    assert seen is not None
    assert reason in seen.mine
    assert seen.second
    with pytest.raises(Refusal, match="second-officer-same"):
        drafts.second(youssef, draft)
    vote = drafts.second(amal, draft)
    assert vote.header.to == (ES, MA)
    assert DossierRow.objects.get(id=pact.id).members == [MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until


def test_what_a_newcomer_exports_is_verified_on_its_ground(
    node: Home, madrid: Partner, lisbon: Partner, youssef: Officer
) -> None:
    pact, _, behind = foreign_pact(madrid, lisbon, ours=node)
    offer(madrid, *behind)
    data = export.bundle(youssef, pact.id, why="exercise")
    report = verify(data, law)
    assert report.findings == ()
    assert report.members == (ES, MA, PT)
    assert report.incomplete  # Lisbon has not sealed anew what it wrote before it knew
    at = data.index(admission_hash(data)) + 4
    assert verify(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], law).findings
